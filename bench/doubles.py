"""Finding what is there twice: 5,000, 15,000 and 50,000 employers, then clients; time grows no faster than n log n.

Two in a hundred are there twice. A third of the employers have the phone number of one call centre, and one in fifty is a
branch of one chain, with its KVK number and that phone number: what makes all-against-all inside a block quadratic.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from math import log
from pathlib import Path
from typing import Any

from bench.result import Row
from bench.stores import NOW, USER, clients
from db.bulk import add_many
from db.creating import create_store
from db.duplicates.queue import duplicates
from db.store import Store
from models.client import Client
from models.employer import Employer
from models.ids import new_id
from models.municipality import municipality_id

SIZES = (5_000, 15_000, 50_000)
ROUNDS = 7
"""The quickest of so many counts: what others do on the machine meanwhile is not what grows."""
_DAY = date(2026, 11, 24)
_CALL_CENTRE = "088 1234567"


def doubles() -> list[Row]:
    """Each larger list beside the smallest, with what n log n would take as the goal."""
    rows = []
    for subject in ("employer", "client"):
        took = _measured(subject)
        few = SIZES[0]
        for size in SIZES[1:]:
            goal = round(size * log(size) / (few * log(few)), 1)
            what = f"duplicates among {size:,} {subject}s"
            rows.append(Row(what, took[size], took[few], "ms", f"among {few:,}", goal))
    return rows


def _measured(subject: str) -> dict[int, float]:
    """Milliseconds of the processor to find the duplicates, by how many records there are; one round after the other."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        stores = {size: stack.enter_context(_made(folder / f"{size}.nuo", subject, size)) for size in SIZES}
        rounds = [{size: _timed(store, subject, size) for size, store in stores.items()} for _ in range(ROUNDS)]
    return {size: min(took[size] for took in rounds) for size in SIZES}


def _made(path: Path, subject: str, size: int) -> Store:
    store = create_store(path, None, USER, clock=lambda: NOW)
    with store.write(store.actor(USER), "import.clients") as tx:
        if subject == "employer":
            add_many(tx, Employer, _employers(size))
        else:
            add_many(tx, Client, _clients(size, tx.actor.id))
    return store


def _timed(store: Store, subject: str, size: int) -> float:
    began = time.process_time()
    with store.read() as reader:
        found = duplicates(reader, subject, _DAY)
    if found.total < size // 50:
        raise RuntimeError(f"only {found.total} pairs were found")
    return (time.process_time() - began) * 1000


def _employers(size: int) -> Iterator[dict[str, Any]]:
    town = municipality_id("0141")
    for n in range(size):
        same = {"municipality_id": town, "state": "relation", "place": "Almelo"}
        chain = n % 50 == 7
        one = {
            "id": new_id(),
            "number": f"D{n:06}",
            "name": f"Bedrijf {n}",
            "kvk": "90000000" if chain else f"{10_000_000 + n}",
            "phone": _CALL_CENTRE if chain or n % 3 == 0 else f"0546 {100_000 + n}",
        }
        if n % 50 == 1:  # typed once more, with another number
            yield one | same | {"id": new_id(), "number": f"E{n:06}", "name": f"BEDRIJF {n} B.V."}
        yield one | same


def _clients(size: int, user: bytes) -> Iterator[dict[str, Any]]:
    for n, one in enumerate(clients(size, user)):
        if n % 50 == 1:
            yield one | {"id": new_id(), "number": f"E{n:06}"}
        yield one
