"""Records that are probably one and the same employer (rule E6)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from db.account_holding import make_relation
from db.employers import archive_employer, restore_employer
from db.likeness import twin_facts, twins_of
from db.store import Store
from models.actor import Actor
from models.kinds import Role, Twin
from models.likeness import EmployerKeys
from models.values import company_key

TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)


def numbers(store: Store, employer: bytes) -> list[str]:
    with store.read() as reader:
        return [twin.number for twin in twin_facts(reader, employer, TODAY)]


BASE = {"name": "Vegt Logistiek B.V.", "place": "Almelo", "kvk": "90000001", "branch_number": "900000000001"}
BASE |= {"phone": "0546 123456", "website": "https://vegt.example"}


@pytest.mark.parametrize(
    ("other", "likeness", "reasons"),
    [
        ({"name": "Iets anders", "branch_number": "900000000001"}, Twin.STRONG, ("branch-number",)),
        ({"name": "Iets anders", "kvk": "90000001"}, Twin.PROBABLE, ("kvk",)),
        ({"name": "Iets anders", "kvk": "90000001", "phone": "+31 546 12 34 56"}, Twin.STRONG, ("kvk", "phone")),
        ({"name": "vegt logistiek", "place": "ALMELO"}, Twin.PROBABLE, ("name-and-place",)),
        (
            {"name": "VEGT LOGISTIEK BV", "place": "Almelo", "website": "www.vegt.example/over"},
            Twin.STRONG,
            ("name-and-place", "domain"),
        ),
        ({"name": "Vegt Logistiek", "place": "Enter"}, None, ()),
        ({"name": "Iets anders", "phone": "0546 123456", "website": "vegt.example"}, None, ()),
        ({"name": "Vegt Logistiek", "place": None}, None, ()),
    ],
)
def test_twins(store: Store, make_employer: Any, other: Any, likeness: Twin | None, reasons: tuple[str, ...]) -> None:
    one, two = make_employer(**BASE), make_employer(**{"place": None} | other)
    with store.read() as reader:
        found = [(twin.number, twin.likeness, twin.reasons) for twin in twin_facts(reader, one.id, TODAY)]
        back = [twin.number for twin in twin_facts(reader, two.id, TODAY)]
    assert found == ([(two.number, likeness, reasons)] if likeness else [])
    assert back == ([one.number] if likeness else [])


def test_empty_keys_make_nobody_a_twin(store: Store, make_employer: Any) -> None:
    keys = {make_employer(name="!!!", place=None).id for _ in range(2)}
    with store.read() as reader:
        assert [twin_facts(reader, key, TODAY) for key in keys] == [(), ()]
        assert twins_of(reader, EmployerKeys(), TODAY) == ()


def test_surest_twin_first_with_its_holder_of_that_day(store: Store, admin: Actor, make_user: Any, make_employer: Any) -> None:
    one = make_employer(**BASE)
    probable = make_employer(name="Anders", kvk=BASE["kvk"])
    strong = make_employer(name="Nog anders", branch_number=BASE["branch_number"])
    holder = make_user("L. Schothorst", Role.ACCOUNT_MANAGER)
    make_relation(store, admin, strong.id, holder.id, since=TODAY)
    with store.read() as reader:
        first, second = twin_facts(reader, one.id, TODAY)
        before, _ = twin_facts(reader, one.id, TODAY - DAY)
    assert (first.number, second.number) == (strong.number, probable.number)
    assert first.holder is not None
    assert first.holder.name == "L. Schothorst"
    assert (second.holder, before.holder) == (None, None)


def test_archived_record_is_nobodys_twin(store: Store, admin: Actor, make_employer: Any) -> None:
    one, two = make_employer(**BASE), make_employer(**BASE)
    assert numbers(store, one.id) == [two.number]
    archive_employer(store, admin, two.id, 1)
    assert numbers(store, one.id) == []
    restore_employer(store, admin, two.id, 2)
    assert numbers(store, one.id) == [two.number]


def test_employer_that_is_still_being_typed(store: Store, make_employer: Any) -> None:
    one = make_employer(**BASE)
    keys = EmployerKeys(name_key=company_key("vegt logistiek"), place_key="almelo")
    with store.read() as reader:
        assert [twin.number for twin in twins_of(reader, keys, TODAY)] == [one.number]
        assert twins_of(reader, keys, TODAY, apart_from=one.id) == ()


def test_twins_are_found_through_indexes(store: Store, make_employer: Any) -> None:
    one = make_employer(**BASE)
    with store.read() as reader:
        twin_facts(reader, one.id, TODAY)
        assert reader.queries == 1
        seen: list[str] = []
        reader.connection.set_trace_callback(seen.append)
        twin_facts(reader, one.id, TODAY)
        reader.connection.set_trace_callback(None)
        plan = " | ".join(row[3] for sql in seen for row in reader.rows(f"EXPLAIN QUERY PLAN {sql}"))
    assert "SCAN" not in plan.replace("SCAN json_each", "")
