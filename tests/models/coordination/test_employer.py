"""Rules E1, E5, E6 and E8: the relation with the employer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from models.coordination.catalogue import assess
from models.coordination.facts import HolderFacts, Person, PlacementFacts, StopFacts, TwinFacts
from models.kinds import EmployerState, Outcome, Twin

Build = Callable[..., PlacementFacts]

PASS, SKIP, WARN, BLOCK = Outcome.PASS, Outcome.NOT_APPLICABLE, Outcome.WARN, Outcome.BLOCK
HOLDER = Person(b"D" * 16, "M. Dijkhuis")
GONE = Person(b"D" * 16, "M. Dijkhuis", active=False)
DEPUTY = Person(b"W" * 16, "L. Schothorst")
GONE_DEPUTY = Person(b"W" * 16, "L. Schothorst", active=False)
OTHER = Person(b"O" * 16, "P. Oude Lansink")


@pytest.mark.parametrize(
    ("employer", "outcome", "says"),
    [
        ({}, PASS, "M. Dijkhuis is account holder of Hoekstra Logistiek VOF"),
        ({"state": EmployerState.DORMANT}, PASS, "M. Dijkhuis"),
        ({"holder": HolderFacts(HOLDER, away=True)}, PASS, "away, nobody stands in"),
        ({"holder": HolderFacts(HOLDER, away=True, deputy=DEPUTY)}, PASS, "away, L. Schothorst stands in"),
        ({"holder": HolderFacts(HOLDER, away=True, deputy=GONE_DEPUTY)}, PASS, "away, nobody stands in"),
        ({"holder": HolderFacts(GONE, deputy=DEPUTY)}, PASS, "not active, L. Schothorst stands in"),
        ({"holder": HolderFacts(GONE)}, BLOCK, "M. Dijkhuis (not active, nobody stands in)"),
        ({"holder": HolderFacts(GONE, deputy=GONE_DEPUTY)}, BLOCK, "nobody can agree"),
        ({"holder": None}, BLOCK, "Hoekstra Logistiek VOF has no account holder"),
        ({"holder": None, "state": EmployerState.BLOCKED}, BLOCK, "has no account holder"),
        ({"holder": None, "state": EmployerState.PROSPECT}, SKIP, "prospect"),
        (None, SKIP, "location of our own"),
    ],
)
def test_account_holder(build: Build, employer: dict[str, Any] | None, outcome: Outcome, says: str) -> None:
    finding = assess(build(employer=employer)).of("E1")
    assert (finding.outcome, finding.promise) == (outcome, 33)
    assert says in str(finding.sentence)


def test_account_holder_is_asked_of_the_werkplein(build: Build) -> None:
    named = assess(build(employer={"holder": None})).of("E1")
    assert [(r.act, str(r.sentence)) for r in named.remedies] == [
        ("assign-holder", "Ask Werkplein Almelo to assign an account holder.")
    ]
    unnamed = assess(build(employer={"holder": None, "werkplein": None})).of("E1")
    assert str(unnamed.remedies[0].sentence) == "Ask the werkplein to assign an account holder."


def test_account_holder_also_counts_for_placements_taken_over(build: Build) -> None:
    assert assess(build(placement={"taken_over": True}, employer={"holder": None})).of("E1").outcome is BLOCK


@pytest.mark.parametrize(
    ("employer", "placement", "outcome"),
    [
        ({}, {}, PASS),
        ({"state": EmployerState.DORMANT}, {}, PASS),
        ({"state": EmployerState.BLOCKED}, {}, PASS),
        ({"state": EmployerState.PROSPECT}, {}, BLOCK),
        ({"state": EmployerState.PROSPECT, "holder": None}, {}, BLOCK),
        ({"state": EmployerState.PROSPECT}, {"taken_over": True}, SKIP),
        (None, {}, SKIP),
    ],
)
def test_new_relation(build: Build, employer: dict[str, Any] | None, placement: dict[str, Any], outcome: Outcome) -> None:
    finding = assess(build(employer=employer, placement=placement)).of("E5")
    assert finding.outcome is outcome
    if outcome is BLOCK:
        assert "Werkplein Almelo has not registered it" in str(finding.sentence)
        assert [r.act for r in finding.remedies] == ["make-relation"]


def twin(likeness: Twin, holder: Person | None, number: str = "D20004") -> TwinFacts:
    return TwinFacts(number, "Hoekstra Logistiek v.o.f.", likeness, ("kvk", "phone"), holder)


@pytest.mark.parametrize(
    ("employer", "outcome", "says"),
    [
        ({}, PASS, "No other employer"),
        ({"twins": (twin(Twin.PROBABLE, None),)}, WARN, "(D20004; same KVK number, phone)"),
        ({"twins": (twin(Twin.PROBABLE, OTHER),)}, WARN, "looks like"),
        ({"twins": (twin(Twin.STRONG, None),)}, WARN, "looks like"),
        ({"twins": (twin(Twin.STRONG, HOLDER),)}, WARN, "looks like"),
        (
            {"twins": (twin(Twin.STRONG, OTHER),)},
            BLOCK,
            "but M. Dijkhuis is account holder of the one and P. Oude Lansink of the",
        ),
        ({"twins": (twin(Twin.PROBABLE, None), twin(Twin.STRONG, OTHER, "D20009"))}, BLOCK, "D20009"),
        ({"twins": (twin(Twin.STRONG, OTHER),), "holder": None}, BLOCK, "whose account holder is P. Oude Lansink"),
        (None, SKIP, "location of our own"),
    ],
)
def test_double(build: Build, employer: dict[str, Any] | None, outcome: Outcome, says: str) -> None:
    finding = assess(build(employer=employer)).of("E6")
    assert finding.outcome is outcome
    assert says in str(finding.sentence)
    assert {r.act for r in finding.remedies} == ({"open-twin"} if outcome in (WARN, BLOCK) else set())


def test_double_names_all_twins(build: Build) -> None:
    twins = (twin(Twin.PROBABLE, None), twin(Twin.PROBABLE, None, "D20009"))
    assert assess(build(employer={"twins": twins})).of("E6").records == ("D10001", "D20004", "D20009")


TODAY = date(2026, 11, 24)
YESTERDAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 25)


@pytest.mark.parametrize(
    ("employer", "outcome", "says"),
    [
        ({}, PASS, "No approach stop"),
        ({"stops": (StopFacts("verbouwing", YESTERDAY, TOMORROW),)}, BLOCK, "2026-11-25: 'verbouwing'"),
        ({"stops": (StopFacts("verbouwing", YESTERDAY),)}, BLOCK, "until further notice: 'verbouwing'"),
        ({"stops": (StopFacts("first day", TODAY, TOMORROW),)}, BLOCK, "first day"),
        ({"stops": (StopFacts("last day", YESTERDAY, TODAY),)}, BLOCK, "last day"),
        ({"stops": (StopFacts("one day", TODAY, TODAY),)}, BLOCK, "one day"),
        ({"stops": (StopFacts("ended", date(2026, 1, 1), YESTERDAY),)}, PASS, "No approach stop"),
        ({"stops": (StopFacts("to come", TOMORROW),)}, PASS, "No approach stop"),
        ({"stops": (StopFacts("short", TODAY, TODAY), StopFacts("long", TODAY))}, BLOCK, "long"),
        ({"state": EmployerState.BLOCKED}, BLOCK, "Hoekstra Logistiek VOF is blocked"),
        (None, SKIP, "location of our own"),
    ],
)
def test_approach_stop(build: Build, employer: dict[str, Any] | None, outcome: Outcome, says: str) -> None:
    finding = assess(build(employer=employer)).of("E8")
    assert finding.outcome is outcome
    assert says in str(finding.sentence)
    assert {r.act for r in finding.remedies} == ({"lift-stop"} if outcome is BLOCK else set())
