"""Rule C1: the client is free."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.coordination.catalogue import assess
from models.coordination.facts import OtherPlacement, PlacementFacts
from models.kinds import Outcome, PlacementState

Build = Callable[..., PlacementFacts]

PASS, BLOCK = Outcome.PASS, Outcome.BLOCK
START, END = date(2026, 12, 8), date(2027, 12, 7)


def other(start: date, until: date | None, hours: int | None, number: str = "P00002") -> OtherPlacement:
    return OtherPlacement(number, "Vegt Logistiek", start, until, None if hours is None else Decimal(hours))


LONG_AGO = date(2024, 3, 1)


@pytest.mark.parametrize(
    ("changes", "outcome", "says"),
    [
        ({}, PASS, "Joris Baan keeps 4 of 24 contract hours free"),
        ({"others": (other(LONG_AGO, None, 4),)}, PASS, "keeps 0 of 24"),
        ({"others": (other(LONG_AGO, None, 5),)}, BLOCK, "P00002 at Vegt Logistiek (from 2024-03-01, 5 hours)"),
        ({"others": (other(LONG_AGO, START - timedelta(1), 24),)}, PASS, "keeps 4 of 24"),
        ({"others": (other(LONG_AGO, START, 24),)}, BLOCK, "(2024-03-01 to 2026-12-08, 24 hours)"),
        ({"others": (other(END, None, 5),)}, BLOCK, "25 hours a week on 2027-12-07"),
        ({"others": (other(END + timedelta(1), None, 24),)}, PASS, "keeps 4 of 24"),
        (
            {"others": (other(END + timedelta(1), None, 24),), "placement": {"until": None}},
            BLOCK,
            "44 hours a week on 2027-12-08",
        ),
        ({"others": (other(LONG_AGO, None, None),)}, BLOCK, "hours not known"),
        ({"placement": {"hours": None}}, PASS, "keeps 0 of 24"),
        ({"placement": {"hours": None}, "others": (other(LONG_AGO, None, 1),)}, BLOCK, "25 hours a week"),
        (
            {"placement": {"hours": Decimal("24.5")}},
            BLOCK,
            "This placement asks 24.5 hours a week; the contract of Joris Baan has 24",
        ),
        ({"placement": {"hours": Decimal(24)}}, PASS, "keeps 0 of 24"),
        ({"client": {"contract_hours": None}}, PASS, "no other placement"),
        ({"client": {"contract_hours": None}, "others": (other(LONG_AGO, None, 1),)}, BLOCK, "contract hours are not known"),
        ({"client": {"contract_hours": None}, "others": (other(LONG_AGO, None, None),)}, BLOCK, "contract hours are not known"),
        ({"client": {"contract_hours": None}, "others": (other(LONG_AGO, START - timedelta(1), 1),)}, PASS, "no other"),
        ({"employer": None, "others": (other(LONG_AGO, None, 5),)}, BLOCK, "P00002"),
    ],
)
def test_free(build: Build, changes: dict[str, Any], outcome: Outcome, says: str) -> None:
    finding = assess(build(**changes)).of("C1")
    assert finding.outcome is outcome
    assert says in str(finding.sentence)


def test_two_that_follow_each_other_are_not_added_up(build: Build) -> None:
    june = date(2027, 6, 30)
    relay = (other(LONG_AGO, june, 4), other(june + timedelta(1), None, 4, "P00003"))
    assert assess(build(others=relay)).of("C1").outcome is PASS
    meeting = (other(LONG_AGO, june, 4), other(june, None, 4, "P00003"))
    finding = assess(build(others=meeting)).of("C1")
    assert finding.outcome is BLOCK
    assert finding.records == ("C00311", "P00002", "P00003")
    assert "on 2027-06-30" in str(finding.sentence)


def test_a_running_placement_is_judged_from_today(build: Build) -> None:
    past = (other(LONG_AGO, date(2026, 11, 23), 24),)
    running = {"state": PlacementState.ACTIVE, "start": date(2026, 1, 1)}
    assert assess(build(placement=running, others=past)).of("C1").outcome is PASS
    assert assess(build(placement=running | {"state": PlacementState.PROPOSED}, others=past)).of("C1").outcome is BLOCK
    over = {**running, "until": date(2026, 11, 1)}
    assert assess(build(placement=over, others=(other(LONG_AGO, None, 24),))).of("C1").outcome is PASS


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"others": (other(LONG_AGO, None, 10),)}, "Ask for at most 14 hours, or choose another period."),
        ({"others": (other(LONG_AGO, None, 24),)}, "Choose another period, or first end the other placement."),
        ({"others": (other(LONG_AGO, None, None),)}, "Find out the hours of P00002, or choose another period."),
        ({"others": (other(LONG_AGO, None, 10),), "placement": {"hours": None}}, "at most 14 are free"),
    ],
)
def test_remedies(build: Build, changes: dict[str, Any], says: str) -> None:
    (remedy,) = assess(build(**changes)).of("C1").remedies
    assert remedy.act == "change-hours"
    assert says in str(remedy.sentence)


def test_unknown_contract_hours_are_asked_for(build: Build) -> None:
    finding = assess(build(client={"contract_hours": None}, others=(other(LONG_AGO, None, 1),))).of("C1")
    assert [r.act for r in finding.remedies] == ["edit-client", "change-hours"]


DAYS = [START + timedelta(n) for n in range(-3, 12)]


@st.composite
def some_other(draw: st.DrawFn) -> OtherPlacement:
    begin, end = sorted((draw(st.integers(0, 14)), draw(st.integers(0, 14))))
    until = draw(st.sampled_from([None, DAYS[end]]))
    return other(DAYS[begin], until, draw(st.none() | st.integers(1, 12)))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(others=st.lists(some_other(), max_size=5), hours=st.none() | st.integers(1, 30), days=st.none() | st.integers(0, 8))
def test_free_says_what_counting_each_day_says(
    build: Build, others: list[OtherPlacement], hours: int | None, days: int | None
) -> None:
    contract = Decimal(24)
    until = None if days is None else START + timedelta(days)
    wanted = contract if hours is None else Decimal(hours)
    facts = build(placement={"hours": None if hours is None else wanted, "until": until}, others=tuple(others))
    peak = max(
        sum((contract if o.hours is None else o.hours for o in others if o.start <= day <= (o.until or date.max)), wanted)
        for day in (START + timedelta(n) for n in range((20 if days is None else days) + 1))
    )
    assert assess(facts).of("C1").outcome is (BLOCK if peak > contract else PASS)
