"""The journal: what each act leaves in it, and that the whole store can be made anew from it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from db import clients, employers, locations, users
from db.bulk import add_many
from db.canonical import digest, field_json, parsed, record_json, stored
from db.journal import journalled_columns
from db.rebuild import differences, empty_store, rebuild
from db.store import Store, create_store
from models.actor import Actor
from models.base import BOOKKEEPING
from models.client import Client, ClientInput
from models.employer import ContactPersonInput, Employer
from models.errors import StoreError
from models.ids import new_id
from models.indication import IndicationInput
from models.kinds import Role
from models.municipality import municipality_id
from models.tables import SUBJECTS
from models.wage_value import WageValueInput

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
        1,
    )
    assert devices == own


def test_digests_stand_for_the_values(store: Store, admin: Actor, make_client: Any) -> None:
    client = make_client()
    clients.update_client(store, admin, client.id, 1, {"surname": "Bos"})
    with store.read() as reader:
        rows = reader.rows("SELECT salt, old, new, digest FROM journal_change")
    assert all(digest(salt, old, new) == kept for salt, old, new, kept in rows)
    assert len({row[0] for row in rows}) == len(rows)


@pytest.mark.parametrize("table", ["journal_entry", "journal_change"])
def test_journal_is_append_only(store: Store, table: str) -> None:
    connection = store.take()
    with pytest.raises(dbapi2.DatabaseError, match="append-only"):
        connection.execute(f"DELETE FROM {table}")


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


# -- the store made anew -------------------------------------------------------------------------------------------------


def rebuilt(store: Store, tmp_path: Path) -> None:
    """Rebuild the store into an empty one and find everything the same, the journal too."""
    with empty_store(tmp_path / "rebuilt.nuo", None) as again:
        with store.read() as source:
            rebuild(source, again)
        with store.read() as one, again.read() as other:
            assert list(differences(one, other)) == []
            for query in (
                "SELECT * FROM journal_entry ORDER BY arrival",
                "SELECT * FROM journal_change ORDER BY entry, seq",
                "SELECT subject, record, number, title, words FROM search_entry ORDER BY record",
                "SELECT * FROM store_info ORDER BY key",
            ):
                assert one.rows(query) == other.rows(query), query
            assert other.rows("PRAGMA foreign_key_check") == []
        again.take().execute("INSERT INTO search_index (search_index) VALUES ('integrity-check')")


def test_new_store_is_rebuilt(store: Store, tmp_path: Path) -> None:
    rebuilt(store, tmp_path)


def _live(store: Store, admin: Actor, tmp_path: Path) -> None:
    """One of every act on the subjects, with what people really type."""
    manager = users.add_user(store, admin, "M. Dijkhuis", (Role.ACCOUNT_MANAGER,), werkplein_id=ALMELO)
    deputy = users.add_user(store, admin, "L. Schothorst", (Role.ACCOUNT_MANAGER, Role.CONSULTANT))
    users.change_user(
        store,
        admin,
        manager.id,
        1,
        roles=manager.roles,
        team="Noord",
        werkplein_id=WIERDEN,
        away_from=date(2026, 12, 1),
        away_until=None,
        deputy_id=deputy.id,
    )
    users.retire(store, admin, "L. Schothorst")
    users.activate(store, admin, None)
    made = []
    for name in HOSTILE:
        data = ClientInput(surname=name, call_name=name, municipality_id=WIERDEN, target_group="wsw", formal_employer_id=WIERDEN)
        made.append(clients.create_client(store, admin, data))
    first = made[0].id
    clients.update_client(store, admin, first, 1, {"surname": "Hofstède", "contract_hours": "36,5", "consultant_id": deputy.id})
    clients.update_client(store, admin, first, 2, {"consultant_id": None, "ladder_step": "5", "birth_date": "1968"})
    clients.archive_client(store, admin, made[1].id, 1)
    clients.restore_client(store, admin, made[1].id, 2)
    indication = clients.add_indication(store, admin, first, IndicationInput(kind="wsw", advice_supported="ja"))
    clients.change_indication(
        store, admin, indication, 1, IndicationInput(kind="wsw", advice_supported="nee", valid_until="1-1-2030")
    )
    clients.add_wage_value(store, admin, first, WageValueInput(percentage="40,50", measured_on="1-6-2026"))
    place = locations.create_location(store, admin, locations_input("Werkplaats Ødeland"))
    locations.update_location(store, admin, place.id, 1, {"capacity": "3", "closed_on": "31-12-2030"})
    _live_employers(store, admin, manager.id, deputy.id)
    with store.write(admin, "import.undo") as tx:
        tx.remove(tx.get(Client, made[2].id))


def locations_input(name: str) -> Any:
    from models.location import LocationInput

    return LocationInput(name=name, municipality_id=ALMELO)


def _live_employers(store: Store, admin: Actor, manager: bytes, deputy: bytes) -> None:
    from models.employer import EmployerInput

    today = store.today()
    vegt = employers.create_employer(store, admin, EmployerInput(name="Vegt Łogistiek B.V.", place="Almelo", kvk="12345678")).id
    employers.update_employer(store, admin, vegt, 1, {"website": "https://www.vegt.example/", "phone": "0546-123456"})
    employers.make_relation(store, admin, vegt, manager, since=today - timedelta(days=30))
    employers.assign_holder(store, admin, vegt, deputy, from_date=today, reason="moved")
    stop = employers.lay_stop(store, admin, vegt, reason="reorganisation", from_date=today)
    employers.lift_stop(store, admin, stop)
    contact = employers.add_contact_person(store, admin, vegt, ContactPersonInput(name="J. Vegt"))
    employers.change_contact_person(store, admin, contact, 1, ContactPersonInput(name="J. Vegt", role="director"))
    employers.archive_contact_person(store, admin, contact, 2)


def test_every_table_is_rebuilt_from_the_journal(store: Store, admin: Actor, tmp_path: Path) -> None:
    _live(store, admin, tmp_path)
    rebuilt(store, tmp_path)


def test_records_written_many_at_once_are_rebuilt(store: Store, admin: Actor, tmp_path: Path) -> None:
    with store.write(admin, "import.employers") as tx:
        rows = (
            {"id": new_id(), "number": f"D{n}", "name": f"{n} & Zn.", "state": "prospect", "place": "Enter"} for n in range(2_500)
        )
        assert add_many(tx, Employer, rows) == 2_500
    with store.write(admin, "employer.update") as tx:
        key = tx.reader.value("SELECT id FROM employer WHERE number = 'D2499'")
        tx.change(tx.get(Employer, key), name="Groß")
    rebuilt(store, tmp_path)


def test_differences_are_named(store: Store, admin: Actor, tmp_path: Path, make_client: Any) -> None:
    one, two = make_client(), make_client()
    with empty_store(tmp_path / "rebuilt.nuo", None) as again:
        with store.read() as source:
            rebuild(source, again)
        connection = again.take()
        connection.execute("UPDATE client SET surname = 'Anders', remarks = 'x' WHERE id = ?", (one.id,))
        connection.execute("DELETE FROM client WHERE id = ?", (two.id,))
        with store.read() as source, again.read() as other:
            assert set(differences(source, other)) == {("client", one.id, ("surname", "remarks")), ("client", two.id, ())}


def test_rebuild_that_fails_leaves_the_target_empty(store: Store, tmp_path: Path) -> None:
    with create_store(tmp_path / "not empty.nuo", None, "A. Beheer") as target:
        with target.read() as reader:
            before = reader.rows("SELECT * FROM journal_entry")
        with store.read() as source, pytest.raises(StoreError, match="UNIQUE"):
            rebuild(source, target)
        with target.read() as reader:
            assert reader.rows("SELECT * FROM journal_entry") == before
