"""Rule C15: a placement does not run past indication, contract and pension age."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.coordination.ending import ends, pension_date
from models.coordination.facts import IndicationFacts, PensionAge, PlacementFacts
from models.kinds import Form, IndicationKind, Outcome, PlacementState
from models.setting import STARTING_SETTINGS
from screens.texts import render

Build = Callable[..., PlacementFacts]
AGES = tuple(PensionAge(s.valid_from, int(s.value)) for s in STARTING_SETTINGS if s.key == "pension-months")
UNTIL = date(2027, 12, 7)
"""The end of the placement in order."""


def indicated(*until: date | None) -> tuple[IndicationFacts, ...]:
    return tuple(IndicationFacts(IndicationKind.WSW, valid_until=day) for day in until)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"indications": indicated(date(2027, 12, 6))}, "the indication ends on 6 Dec 2027"),
        ({"client": {"contract_until": date(2027, 6, 30)}}, "the contract ends on 30 Jun 2027"),
        ({"client": {"birth_date": "1960-12-07"}, "pension_ages": AGES}, "Joris Baan reaches the pension age on 7 Dec 2027"),
        ({"placement": {"until": None}, "client": {"contract_until": date(2026, 12, 7)}}, "goes on although the contract"),
    ],
)
def test_what_ends_earlier_is_named(build: Build, changes: dict[str, Any], says: str) -> None:
    found = ends(build(**changes))
    assert found.outcome is Outcome.WARN
    assert says in render(found.sentence)
    assert [remedy.act for remedy in found.remedies] == ["change-until"]


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"indications": indicated(UNTIL)}, Outcome.PASS),
        ({"indications": indicated(date(2027, 1, 1), date(2029, 1, 1))}, Outcome.PASS),
        ({"indications": indicated(date(2027, 1, 1), None)}, Outcome.NOT_APPLICABLE),
        ({"indications": indicated(date(2026, 1, 1))}, Outcome.NOT_APPLICABLE),
        ({"placement": {"form": Form.REGULAR_JOB}, "client": {"contract_until": date(2027, 1, 1)}}, Outcome.NOT_APPLICABLE),
        ({"client": {"birth_date": "1960-12-08"}, "pension_ages": AGES}, Outcome.PASS),
        ({"client": {"birth_date": "1950-00-00"}, "pension_ages": AGES, "indications": ()}, Outcome.NOT_APPLICABLE),
        ({"placement": {"until": None}, "indications": indicated(date(2027, 1, 1))}, Outcome.PASS),
    ],
)
def test_what_ends_in_time_or_is_not_known(build: Build, changes: dict[str, Any], outcome: Outcome) -> None:
    assert ends(build(**changes)).outcome is outcome


def test_one_that_runs_without_an_end_is_held_to_today(build: Build) -> None:
    running = {"state": PlacementState.ACTIVE, "until": None, "start": date(2020, 1, 1)}
    client = {"contract_until": date(2026, 11, 23)}
    assert ends(build(placement=running, client=client)).outcome is Outcome.WARN
    assert ends(build(placement=running, client=client, today=date(2026, 11, 23))).outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("born", "day"),
    [
        ("1960-12-31", date(2027, 12, 31)),
        ("1961-01-01", date(2028, 4, 1)),
        ("1961-09-30", date(2028, 12, 30)),
        ("1957-02-28", date(2023, 12, 28)),
        ("1957-03-01", date(2024, 3, 1)),
        ("1956-06-15", date(2023, 4, 15)),
        ("1952-12-31", date(2018, 12, 31)),
        ("1953-01-01", date(2019, 5, 1)),
        ("1900-01-01", date(2015, 1, 1)),
        ("1961-00-00", None),
        ("0000-00-00", None),
        (None, None),
    ],
)
def test_the_pension_age_goes_by_the_day_on_which_it_is_reached(born: str | None, day: date | None) -> None:
    assert pension_date(born, AGES) == day


@given(st.dates(date(1940, 1, 1), date(2005, 12, 31)))
def test_who_is_older_retires_no_later(born: date) -> None:
    mine = pension_date(born.isoformat(), AGES)
    assert mine is not None
    assert mine <= (pension_date(f"{born.year + 1}-01-01", AGES) or date.max)
