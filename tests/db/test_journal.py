"""The journal: what each act leaves in it, and that the whole store can be made anew from it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from db import clients
from db.canonical import digest, field_json, parsed, record_json, stored
from db.connection import SCHEMA_VERSION
from db.history import history
from db.journal import journalled_columns
from db.looking import record_look
from db.store import Store
from models.actor import Actor
from models.base import BOOKKEEPING
from models.client import Client
from models.municipality import municipality_id
from models.tables import SUBJECTS

ALMELO, WIERDEN = municipality_id("0141"), municipality_id("0189")
HOSTILE = [
    "[red]x[/]",
    "x [/",
    "Acme [UK] Ltd",
    "=1+1",
    "\x1b[31mrood",
    "‮omgekeerd",
    "🦔",
    'quote " and \\',
    "n" * 300,
    "tab\there",
    "é́",
]


def changes(store: Store, record: bytes) -> list[tuple[str, Any, Any]]:
    """Field, old and new of every change of a record, oldest first."""
    with store.read() as reader:
        rows = reader.rows(
            "SELECT c.field, c.old, c.new FROM journal_change c JOIN journal_entry e ON e.id = c.entry "
            "WHERE c.record = ? ORDER BY e.arrival, c.seq",
            (record,),
        )
    return [(field, parsed(old), parsed(new)) for field, old, new in rows]


# -- what is written -----------------------------------------------------------------------------------------------------


def test_new_record_is_one_change(store: Store, make_client: Any) -> None:
    client = make_client(surname="Baan", contract_hours="36,50", birth_date="1968")
    ((field, old, new),) = changes(store, client.id)
    assert (field, old) == ("*", None)
    assert new == {
        "id": client.id.hex(),
        "number": "CA00001",
        "surname": "Baan",
        "birth_date": "1968-00-00",
        "municipality_id": ALMELO.hex(),
        "target_group": "participatiewet",
        "contract_hours": "36.5",
        "status": "active",
    }


def test_changed_fields_are_a_change_each_and_know_their_base(store: Store, admin: Actor, make_client: Any) -> None:
    client = make_client(surname="Baan")
    clients.update_client(store, admin, client.id, 1, {"surname": "Bos", "place": "Enter"})
    clients.update_client(store, admin, client.id, 2, {"surname": "Boom"})
    assert changes(store, client.id)[1:] == [("surname", "Baan", "Bos"), ("place", None, "Enter"), ("surname", "Bos", "Boom")]
    with store.read() as reader:
        rows = reader.rows(
            "SELECT c.new, b.new FROM journal_change c JOIN journal_change b ON b.entry = c.base_entry AND b.seq = c.base_seq "
            "WHERE c.record = ? AND c.field = 'surname'",
            (client.id,),
        )
    whole = field_json("Bos")
    assert {(new, base) for new, base in rows if base == whole} == {('"Boom"', '"Bos"')}
    assert [json.loads(base)["surname"] for new, base in rows if new == '"Bos"'] == ["Baan"]


def test_entry_says_who_did_what_when_and_why(store: Store, admin: Actor, make_client: Any, clock: Any) -> None:
    client = make_client()
    clock.forward(hours=1)
    with store.write(admin, "client.update", "asked by the family") as tx:
        tx.change(tx.get(Client, client.id), phone="0546 123456")
    with store.read() as reader:
        at, actor, action, reason, version = reader.rows(
            "SELECT at, actor, action, reason, schema_version FROM journal_entry ORDER BY arrival DESC LIMIT 1"
        )[0]
        devices = reader.rows("SELECT DISTINCT lower(hex(device)) FROM journal_entry")
        own = reader.rows("SELECT value FROM store_info WHERE key = 'device'")
    assert (at, actor, action, reason, version) == (
        "2026-11-24T14:03:00.000000Z",
        admin.id,
        "client.update",
        "asked by the family",
        SCHEMA_VERSION,
    )
    assert devices == own


def test_digests_stand_for_the_values(store: Store, admin: Actor, make_client: Any) -> None:
    client = make_client()
    clients.update_client(store, admin, client.id, 1, {"surname": "Bos"})
    with store.read() as reader:
        rows = reader.rows("SELECT salt, old, new, digest FROM journal_change")
    assert all(digest(salt, old, new) == kept for salt, old, new, kept in rows)
    assert len({row[0] for row in rows}) == len(rows)


@pytest.mark.parametrize(
    "tampering",
    [
        "DELETE FROM journal_entry",
        "DELETE FROM journal_change",
        "UPDATE journal_entry SET reason = 'x'",
        "UPDATE journal_change SET field = 'x'",
        "UPDATE journal_change SET digest = x'00'",
        "UPDATE journal_change SET new = '\"x\"'",
        "UPDATE journal_change SET old = '1'",
    ],
)
def test_journal_is_append_only(store: Store, tampering: str) -> None:
    connection = store.take()
    with pytest.raises(dbapi2.DatabaseError, match="append-only"):
        connection.execute(tampering)
    store.give_back(connection)


def test_erasing_may_blank_values(store: Store) -> None:
    connection = store.take()
    connection.execute("BEGIN")
    connection.execute("UPDATE journal_change SET old = NULL, new = NULL")
    assert connection.execute("SELECT count(new) FROM journal_change").fetchone() == (0,)
    connection.execute("ROLLBACK")
    store.give_back(connection)


def test_a_look_at_protected_data_is_told(store: Store, admin: Actor, make_client: Any) -> None:
    client = make_client()
    record_look(store, admin, "client.look", about=client.id)
    with store.read() as reader:
        newest, *_ = history(reader, client.id)
        assert (str(newest.action), newest.who, newest.field) == ("BSN looked at", "A. Beheer", None)
        of_the_look = "SELECT count(*) FROM journal_change WHERE entry = (SELECT id FROM journal_entry WHERE about = ?)"
        assert reader.value(of_the_look, (client.id,)) == 0


def test_bookkeeping_and_derived_columns_are_left_out() -> None:
    for table in SUBJECTS.values():
        assert not {*BOOKKEEPING, *table.derived} & set(journalled_columns(table))
        assert "id" in journalled_columns(table)


json_values = st.one_of(st.none(), st.integers(-(2**53), 2**53), st.text(), st.booleans().map(int))


@given(st.dictionaries(st.text(min_size=1), json_values))
def test_records_come_back_as_they_went(row: dict[str, Any]) -> None:
    assert parsed(record_json(row)) == {name: value for name, value in row.items() if value is not None}


@given(st.one_of(st.text(), st.integers(-(2**53), 2**53), st.dates(), st.decimals(allow_nan=False, allow_infinity=False)))
def test_values_come_back_as_they_are_kept(value: Any) -> None:
    kept = stored(value)
    assert parsed(field_json(kept)) == kept
    assert stored(kept) == kept
