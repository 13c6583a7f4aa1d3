"""Settings: the figures of a day, and a new value from a day on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from db.creating import create_store
from db.settings import in_force, list_settings, months_later, must_be_a_setting, set_setting, setting
from db.store import Store
from models.actor import Actor
from models.errors import BadInput, InvalidInput, Refused
from models.fields import validated
from models.figures import FIGURES
from models.kinds import Role
from models.setting import STARTING_SETTINGS, SettingInput
from tests.conftest import Clock
from tests.db.test_lifting import EARLIER, stored

WML = "minimum-wage-hour"


def given(key: str = WML, value: str = "15,20", start: str = "1-1-2027", **more: object) -> SettingInput:
    return validated(SettingInput, {"key": key, "value": value, "valid_from": start, "source": "Staatscourant", **more})


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2023, 12, 31), None),
        (date(2024, 1, 1), "13.27"),
        (date(2024, 7, 1), "13.68"),
        (date(2025, 1, 1), "14.06"),
        (date(2025, 7, 1), "14.4"),
        (date(2026, 6, 30), "14.71"),
        (date(2026, 7, 1), "14.99"),
        (date(2031, 1, 1), "14.99"),
    ],
)
def test_the_minimum_wage_of_each_day(store: Store, day: date, value: str | None) -> None:
    with store.read() as reader:
        assert setting(reader, WML, day) == value
        found = in_force(reader, [WML, "subsidy-cap"], day)
    assert (str(found[WML].value) if WML in found else None) == value
    assert found["subsidy-cap"].value == 70


def test_all_values_are_listed_with_the_one_of_today(store: Store) -> None:
    with store.read() as reader:
        rows = list_settings(reader, store.today())
        costs = list_settings(reader, store.today(), "costs-subsidy")
    assert len(rows) == len(STARTING_SETTINGS)
    assert list(dict.fromkeys(row.key for row in rows)) == list(FIGURES)
    assert [row.key for row in rows if row.in_force] == list(FIGURES)
    assert [(row.value, row.in_force, row.to_confirm) for row in costs] == [
        ("25", True, True),
        ("23.5", False, False),
        ("23", False, False),
    ]


def test_a_new_value_begins_on_its_day_and_what_held_stays(store: Store, admin: Actor) -> None:
    done = set_setting(store, admin, given())
    assert (done.before, done.row.value, done.row.in_force) == (None, "15.2", False)
    with store.read() as reader:
        assert setting(reader, WML, date(2026, 12, 31)) == "14.99"
        assert setting(reader, WML, date(2027, 1, 1)) == "15.2"
        assert len(list_settings(reader, store.today(), WML)) == 7


def test_a_value_from_the_same_day_corrects_it_and_the_journal_keeps_both(store: Store, admin: Actor) -> None:
    first = set_setting(store, admin, given(to_confirm="ja"))
    again = set_setting(store, admin, given(value="15,21"))
    assert (again.row.id, again.before, again.row.value, again.row.to_confirm) == (first.row.id, "15.2", "15.21", False)
    with store.read() as reader:
        changes = reader.rows(
            "SELECT field, old, new FROM journal_change WHERE record = ? AND field <> '*' ORDER BY field", (first.row.id,)
        )
    assert changes == [("to_confirm", "1", None), ("value", '"15.2"', '"15.21"')]


def test_only_an_administrator_changes_settings(store: Store, make_user: object) -> None:
    for role in (Role.CONSULTANT, Role.TEAM_LEAD, Role.ACCOUNT_MANAGER):
        actor = make_user(f"U. {role}", role)  # type: ignore[operator]
        with pytest.raises(Refused, match="no mandate"):
            set_setting(store, actor, given())
    with store.read() as reader:
        assert setting(reader, WML, date(2027, 1, 1)) == "14.99"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"key": "wage"}, "key"),
        ({"value": "veel"}, "value"),
        ({"value": "-1"}, "value"),
        ({"key": "consent-days", "value": "90,5"}, "value"),
        ({"key": "subsidy-cap", "value": "101"}, "value"),
        ({"start": "31-2-2027"}, "valid_from"),
        ({"source": " "}, "source"),
    ],
)
def test_what_is_refused_says_which_field(typed: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        given(**typed)  # type: ignore[arg-type]
    assert [name for name, _ in refused.value.problems] == [field]


def test_a_setting_that_does_not_exist_names_those_that_do() -> None:
    assert must_be_a_setting(" subsidy-cap ") == "subsidy-cap"
    with pytest.raises(BadInput) as refused:
        must_be_a_setting("wage")
    assert WML in str(refused.value.hint)


@pytest.mark.parametrize("version", EARLIER)
def test_an_older_store_has_the_settings_of_a_new_one(version: int, tmp_path: Path) -> None:
    from db.store import open_store

    rows = "SELECT id, key, valid_from, value, source, to_confirm, version FROM setting ORDER BY id"
    with open_store(stored(version, tmp_path), None, clock=Clock()) as lifted, lifted.read() as reader:
        older = reader.rows(rows)
        told = "SELECT count(*), count(DISTINCT c.record) FROM journal_change c WHERE c.subject = 'setting' AND c.old IS NULL"
        assert reader.rows(told) == [(len(older), len(older))], "each came in through the journal, once"
    with create_store(tmp_path / "new.nuo", None, "A. Beheer", clock=Clock()) as new, new.read() as reader:
        assert older == reader.rows(rows)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 6, 1), 12, date(2027, 6, 1)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(9999, 6, 1), 12, date.max),
    ],
)
def test_months_later(day: date, months: int, then: date) -> None:
    assert months_later(day, months) == then


def test_decimals_stay_exact(store: Store, admin: Actor) -> None:
    set_setting(store, admin, given("costs-rate", "23,125"))
    with store.read() as reader:
        assert in_force(reader, ["costs-rate"], date(2027, 1, 1))["costs-rate"].value == Decimal("23.125")
