"""The history of a record, as people read it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from db.clients import create_client, update_client
from db.employers import create_employer, make_relation
from db.history import HIDDEN, history
from db.store import Store
from db.users import find_user
from models.actor import Actor
from models.client import Client, ClientInput
from models.employer import EmployerInput
from models.kinds import ClientStatus, EmployerState, TargetGroup
from models.messages import Message
from models.municipality import municipality_id

ALMELO, WIERDEN = municipality_id("0141"), municipality_id("0189")


@pytest.mark.parametrize(
    ("field", "typed", "shown"),
    [
        ("surname", "Bos", "Bos"),
        ("target_group", "wsw", TargetGroup.WSW),
        ("status", "ill", ClientStatus.ILL),
        ("contract_hours", "36,50", Decimal("36.5")),
        ("birth_date", "24-11-1968", date(1968, 11, 24)),
        ("birth_date", "1968", "1968-00-00"),
        ("municipality_id", WIERDEN, "Wierden"),
        ("ladder_step", "4", 4),
        ("bsn", "999900018", HIDDEN),
    ],
)
def test_values_are_what_they_mean(store: Store, admin: Actor, make_client: Any, field: str, typed: Any, shown: Any) -> None:
    client = make_client(surname="Baan")
    update_client(store, admin, client.id, 1, {field: typed})
    with store.read() as reader:
        change, made = history(reader, client.id)
    assert change.new == Message("{value}", value=shown)
    assert change.who == "A. Beheer"
    assert (str(change.action), str(made.action)) == ("client changed", "client added")
    assert (made.field, made.old, made.new) == (None, None, None)


def test_newest_first_and_emptied(store: Store, admin: Actor, make_client: Any) -> None:
    client = make_client(phone="1")
    for version, phone in enumerate(("2", "3", ""), 1):
        update_client(store, admin, client.id, version, {"phone": phone})
    with store.read() as reader:
        lines = history(reader, client.id)
        assert [(str(line.old), str(line.new)) for line in lines[:-1]] == [("3", "None"), ("2", "3"), ("1", "2")]
        assert lines[0].new is None
        assert len(history(reader, client.id, limit=2)) == 2


def test_people_by_name(store: Store, admin: Actor, make_client: Any) -> None:
    client = make_client()
    update_client(store, admin, client.id, 1, {"consultant_id": admin.id})
    with store.read() as reader:
        assert history(reader, client.id)[0].new == Message("{value}", value="A. Beheer")


def test_states_by_their_subject(store: Store, admin: Actor) -> None:
    employer = create_employer(store, admin, EmployerInput(name="Vegt", place="Almelo"))
    make_relation(store, admin, employer.id, admin.id, since=date(2026, 1, 1))
    with store.read() as reader:
        by_field = {str(line.field): (line.old, line.new) for line in history(reader, employer.id)}
    assert by_field["state"] == tuple(Message("{value}", value=s) for s in (EmployerState.PROSPECT, EmployerState.RELATION))
    assert by_field["relation since"] == (None, Message("{value}", value=date(2026, 1, 1)))


def test_every_change_in_a_store_can_be_shown(store: Store, admin: Actor) -> None:
    whole = {
        "surname": "Arent",
        "municipality_id": ALMELO,
        "formal_employer_id": WIERDEN,
        "consultant_id": admin.id,
        "target_group": "wsw",
        "hr_administrator": "larcom",
        "ladder_step": 5,
        "birth_date": "1968",
        "contract_hours": "36",
    }
    client = create_client(store, admin, ClientInput.model_validate(whole))
    with store.write(admin, "test") as tx:
        record = tx.get(Client, client.id)
        tx.change(record, **{name: None for name in whole if name not in ("surname", "municipality_id", "target_group")})
        tx.change(record, archived_on=tx.today)
    with store.read() as reader:
        for (key,) in reader.rows("SELECT DISTINCT record FROM journal_change"):
            assert all(str(line.action) for line in history(reader, key))
        assert find_user(reader, "A. Beheer")
