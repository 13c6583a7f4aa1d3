"""Generated stores: so many clients and as many placements, made through the same bulk writing as an import."""

from __future__ import annotations

import hashlib
import json
import random
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from db import migrations
from db.bulk import add_many
from db.creating import create_store
from db.store import Store
from models.action import Action
from models.client import Client
from models.contact_moment import ContactMoment
from models.coordination.request import Coordination
from models.employer import AccountHolding, ApproachStop, Employer
from models.ids import new_id
from models.municipality import STARTING_MUNICIPALITIES, municipality_id
from models.placement import Placement
from models.user import User
from models.vacancy import Vacancy

PASSPHRASE = "bench"
USER = "Bench"
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
_FIRST = "Anna Bram Carla Derk Els Fons Gerda Harm Ilse Jan Karin Lies Mees Nel Otto Piet Riet Sjoerd Truus Wim".split()
_STEMS = "Jans Veld Bos Kuip Mol Smit Vis Dek Haar Ber Koop Lans Nij Ooster Pas Roel Scholt Tijhuis Wens Zand".split()
_ENDS = "en man huis ink ema stra sma broek kamp mans".split()


def clients(count: int, user: bytes, seed: int = 7) -> Iterator[dict[str, Any]]:
    """Rows of clients as the table keeps them."""
    chance = random.Random(seed)
    towns = [municipality_id(code) for code, *_ in STARTING_MUNICIPALITIES]
    for n in range(count):
        yield {
            "id": new_id(),
            "number": f"C{n:06}",
            "surname": f"{chance.choice(_STEMS)}{chance.choice(_ENDS)}{chance.randrange(400) or ''}",
            "prefix": chance.choice((None, None, "van der", "de")),
            "call_name": chance.choice(_FIRST),
            "initials": "A.B.",
            "birth_date": f"{1960 + n % 45}-{1 + n % 12:02}-{1 + n % 28:02}",
            "street": "Dorpsstraat",
            "house_number": str(n % 200 + 1),
            "postcode": f"76{n % 90 + 10} AB",
            "place": "Almelo",
            "municipality_id": towns[n % 6],
            "target_group": "wsw",
            "formal_employer_id": towns[n % 6],
            "hr_administrator": "nuo",
            "contract_hours": "36",
            "status": "active",
            "consultant_id": user,
        }


def employers(count: int) -> Iterator[dict[str, Any]]:
    """Rows of employers, relations all."""
    for n in range(count):
        yield {
            "id": new_id(),
            "number": f"D{n:06}",
            "name": f"Bedrijf {_STEMS[n % 20]} {n}",
            "kvk": f"{10_000_000 + n}",
            "place": "Almelo",
            "municipality_id": municipality_id("0141"),
            "state": "relation",
        }


def make_store(path: Path, count: int, *, passphrase: str | None, employed_by: int | None = None) -> Store:
    """A store with ``count`` clients and placements, employers and their holders (``employed_by`` of them, else
    ``count`` / 20), contact moments and actions for every fifth client, and a user called Bench, whose caseload all of
    them are. Of the employers, a tenth has an open vacancy and a fiftieth an approach stop.
    """
    store = create_store(path, passphrase, USER, clock=lambda: NOW)
    actor = store.actor(USER)
    with store.write(actor, "import.clients") as tx:
        holder = tx.add(User(name="Holder", roles="account-manager"))
        people = list(clients(count, actor.id))
        places = list(employers(employed_by or max(20, count // 20)))
        add_many(tx, Client, people)
        add_many(tx, Employer, places)
        add_many(tx, AccountHolding, ({"id": new_id(), "employer_id": p["id"], "user_id": holder.id} for p in places))
        add_many(tx, Vacancy, _vacancies(places))
        add_many(tx, ApproachStop, ({"id": new_id(), "employer_id": p["id"], **_STOP} for p in places[::50]))
        add_many(tx, Placement, _placements(people, places))
        add_many(tx, Coordination, _consents(people, places, actor.id, holder.id))
        add_many(tx, ContactMoment, _contacts(people, actor.id))
        add_many(tx, Action, _actions(people, actor.id))
    return store


_STOP = {"reason": "reorganisatie", "from_date": "2026-11-01"}


def _vacancies(places: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for n, place in enumerate(places[::10]):
        work = {"number": f"VA{n:05}", "title": "Inpakker", "places": 2, "forms": "group-secondment", "hours": "24"}
        yield {"id": new_id(), "employer_id": place["id"], **work}


def _contacts(people: list[dict[str, Any]], user: bytes) -> Iterator[dict[str, Any]]:
    day = date(2026, 11, 24)
    for n, person in enumerate(people[::5]):
        spoken = (day - timedelta(days=n % 700)).isoformat()
        yield {"id": new_id(), "client_id": person["id"], "kind": "phone", "day": spoken, "made_by": user, "text": "gaat goed"}


def _actions(people: list[dict[str, Any]], user: bytes) -> Iterator[dict[str, Any]]:
    """One for every fifth client: a tenth of them late, the rest in the coming years."""
    day = date(2026, 11, 24)
    for n, person in enumerate(people[::5]):
        due = (day + timedelta(days=n % 1000 - 100)).isoformat()
        yield {"id": new_id(), "client_id": person["id"], "what": "bellen", "due_on": due, "owner_id": user}


def _placements(people: list[dict[str, Any]], places: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    day = date(2026, 11, 24)
    for n, person in enumerate(people):
        yield {
            "id": new_id(),
            "number": f"PA{n:07}",
            "client_id": person["id"],
            "employer_id": places[n % len(places)]["id"],
            "form": "group-secondment",
            "start": (day - timedelta(days=n % 2000)).isoformat(),
            "hours": "20",
            "state": "active",
            "taken_over": 1,
        }


def _consents(
    people: list[dict[str, Any]], places: list[dict[str, Any]], asker: bytes, holder: bytes
) -> Iterator[dict[str, Any]]:
    for n, person in enumerate(people[: max(20, len(people) // 20)]):
        yield {
            "id": new_id(),
            "number": f"AA{n:07}",
            "client_id": person["id"],
            "employer_id": places[n % len(places)]["id"],
            "form": "group-secondment",
            "start": "2026-12-01",
            "state": "approved",
            "requested_by": asker,
            "requested_on": "2026-11-20",
            "holder_id": holder,
            "decided_by": holder,
            "decided_on": "2026-11-23",
            "channel": "tool",
            "own_decision": 0,
            "valid_until": "2027-02-20",
        }


def cached_store(folder: Path, count: int, *, passphrase: str | None, employed_by: int | None = None) -> Path:
    """The path of a generated store, made once and kept in ``folder`` until the tables are others."""
    steps = sorted(Path(migrations.__file__).parent.glob("m*.py"))
    tables = hashlib.sha256(b"".join(step.read_bytes() for step in (*steps, Path(__file__)))).hexdigest()[:8]
    of = f"{count}" if employed_by is None else f"{count}-{employed_by}"
    path = folder / f"{'plain' if passphrase is None else 'encrypted'}-{of}-{tables}.store"
    note = path.with_suffix(".json")
    if not note.exists():
        for left in folder.glob(path.name + "*"):
            left.unlink()
        began = time.perf_counter()
        make_store(path, count, passphrase=passphrase, employed_by=employed_by).close()
        note.write_text(json.dumps({"seconds": time.perf_counter() - began}))
    return path
