"""The journal in words: the newest acts, and all that was done to one record."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from db.clients import add_indication, create_client, update_client
from db.logbook import Choice, acts, changes_of, key_of
from db.looking import record_look
from db.store import Store
from models.actor import Actor
from models.client import Client, ClientInput
from models.indication import IndicationInput
from models.kinds import Role
from models.municipality import municipality_id
from tests.db.living import live

ALMELO = municipality_id("0141")


def newest(store: Store, **choice: Any) -> tuple[int, list[tuple[str, str, str, int]]]:
    with store.read() as reader:
        total, found = acts(reader, Choice(**choice))
    return total, [(act.who, str(act.action), act.record, act.changes) for act in found]


def test_newest_first_with_who_what_and_which_record(store: Store, admin: Actor, make_user: Any) -> None:
    other = make_user("M. ter Braak", Role.CONSULTANT)
    baan = create_client(store, other, ClientInput(surname="Baan", municipality_id=ALMELO, target_group="wsw"))
    update_client(store, other, baan.id, 1, {"phone": "1", "place": "Almelo"})
    add_indication(store, admin, baan.id, IndicationInput(kind="wsw"))
    total, found = newest(store)
    assert total == 5
    assert found == [
        ("A. Beheer", "indication recorded", baan.number, 1),
        ("M. ter Braak", "client changed", baan.number, 2),
        ("M. ter Braak", "client added", baan.number, 1),
        ("A. Beheer", "user added", "M. ter Braak", 1),
        ("", "store made", found[-1][2], found[-1][3]),
    ]


def test_by_whom_since_when_and_how_many(store: Store, admin: Actor, make_user: Any, make_client: Any, clock: Any) -> None:
    other = make_user("M. ter Braak", Role.CONSULTANT)
    clock.forward(days=2)
    made = make_client()
    update_client(store, other, made.id, 1, {"phone": "1"})
    assert newest(store, actor=other.id)[1] == [("M. ter Braak", "client changed", made.number, 1)]
    assert newest(store, since=date(2026, 11, 26))[0] == 2
    assert newest(store, since=date(2026, 11, 27)) == (0, [])
    assert len(newest(store, limit=1)[1]) == 1


def test_a_record_with_what_belongs_to_it(store: Store, admin: Actor, make_client: Any) -> None:
    client, other = make_client(bsn="999900018"), make_client()
    update_client(store, admin, client.id, 1, {"surname": "Bos", "bsn": "999900006"})
    add_indication(store, admin, client.id, IndicationInput(kind="wsw"))
    update_client(store, admin, other.id, 1, {"surname": "Elders"})
    record_look(store, admin, "client.look", about=client.id)
    with store.read() as reader:
        total, found = changes_of(reader, "client", client.id, Choice())
    told = [(str(c.line.action), str(c.line.field), str(c.line.old), str(c.line.new)) for c in found]
    assert total == len(told) == 5
    assert told[0][0] == "BSN looked at"
    assert told[1][0] == "indication recorded"
    assert ("client changed", "surname", "Baan", "Bos") in told
    assert ("client changed", "BSN", "•••", "•••") in told
    assert {c.record for c in found} == {client.number}
    assert not any("9999" in str(part) for c in found for part in c.line)


def test_a_record_that_was_taken_out_keeps_its_name(store: Store, admin: Actor, make_client: Any) -> None:
    client = make_client()
    with store.write(admin, "import.undo") as tx:
        tx.remove(tx.get(Client, client.id))
    assert newest(store, limit=1)[1] == [("A. Beheer", "import undone", client.number, 1)]


def test_every_act_can_be_told(store: Store, admin: Actor) -> None:
    live(store, admin)
    total, found = newest(store, limit=1_000)
    assert total == len(found)
    assert [line for line in found if not line[2]] == []


@pytest.mark.parametrize("name", ["A. Beheer"])
def test_users_by_name(store: Store, admin: Actor, name: str) -> None:
    with store.read() as reader:
        key = key_of(reader, "user", name)
        assert key == admin.id
        assert changes_of(reader, "user", key, Choice())[0] == 1
