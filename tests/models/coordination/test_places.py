"""Rule E10: the places of a vacancy, and those of a consent for several."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.coordination.catalogue import assess
from models.coordination.facts import ConsentFacts, PlacementFacts, VacancyFacts
from models.coordination.findings import Finding
from models.coordination.places import places
from models.kinds import CoordinationState, Form, Outcome, PlacementState
from tests.models.coordination.conftest import build_facts

Build = Callable[..., PlacementFacts]
PASS, SKIP, WARN, BLOCK = Outcome.PASS, Outcome.NOT_APPLICABLE, Outcome.WARN, Outcome.BLOCK
VACANCY = VacancyFacts(b"V" * 16, "VA00001", "Inpakker", b"E" * 16, "Hoekstra Logistiek VOF", places=2)
STANDING: dict[str, Any] = {"places": 2, "for_this_client": False}

CASES: list[tuple[dict[str, Any], Outcome, str]] = [
    ({}, PASS, "Vacancy 'Inpakker' (VA00001) has room: 0 of 2 places are taken."),
    ({"taken_by": ("PA00001",)}, PASS, "1 of 2 places are taken"),
    (
        {"taken_by": ("PA00001", "PA00002")},
        BLOCK,
        "Vacancy 'Inpakker' (VA00001) is full, 2 of 2 places are taken: PA00001, PA00002.",
    ),
    ({"places": 1, "taken_by": ("PA00001",)}, BLOCK, "1 of 1 places"),
    ({"closed_on": date(2026, 11, 24)}, BLOCK, "was closed on 2026-11-24"),
    ({"closed_on": date(2026, 11, 24), "taken_by": ("PA00001", "PA00002")}, BLOCK, "was closed"),
    ({"employer_id": b"F" * 16, "employer": "Vegt"}, BLOCK, "is of Vegt, and this placement is at Hoekstra Logistiek VOF."),
    ({"forms": (Form.GROUP_SECONDMENT, Form.TRIAL)}, PASS, "has room"),
    ({"forms": (Form.TRIAL, Form.REGULAR_JOB)}, WARN, "offers something else: it is meant for trial, regular-job."),
    ({"start": date(2026, 12, 8), "until": date(2027, 12, 7)}, PASS, "has room"),
    ({"start": date(2026, 12, 9)}, WARN, "it begins on 2026-12-09"),
    ({"until": date(2027, 12, 6)}, WARN, "it ends on 2027-12-06"),
]


def e10(facts: PlacementFacts) -> Finding:
    return assess(facts).of("E10")


@pytest.mark.parametrize(("changes", "outcome", "says"), CASES)
def test_a_vacancy(build: Build, changes: dict[str, Any], outcome: Outcome, says: str) -> None:
    finding = e10(build(vacancy=replace(VACANCY, **changes)))
    assert (finding.outcome, finding.promise) == (outcome, 33)
    assert says in str(finding.sentence)
    assert finding.records[-1] == "VA00001"


def test_a_placement_without_an_end_goes_past_the_end_of_a_vacancy(build: Build) -> None:
    facts = build(vacancy=replace(VACANCY, until=date(2030, 1, 1)), placement={"until": None})
    assert e10(facts).outcome is WARN


def test_a_vacancy_is_no_place_at_a_location_of_our_own(build: Build) -> None:
    facts = build(vacancy=VACANCY, employer=None, placement={"form": Form.SHELTERED}, location="Werkplein Almelo")
    assert "this placement is at Werkplein Almelo" in str(e10(facts).sentence)
    assert e10(replace(facts, location=None)).outcome is BLOCK


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"closed_on": date(2026, 11, 24)}, PASS),
        ({"forms": (Form.TRIAL,)}, PASS),
        ({"start": date(2028, 1, 1)}, PASS),
        ({"taken_by": ("PA00002", "PA00003")}, BLOCK),
    ],
)
def test_of_one_that_runs_only_the_number_counts(build: Build, changes: dict[str, Any], outcome: Outcome) -> None:
    running = {"state": PlacementState.ACTIVE, "consent_number": "AA00001"}
    assert e10(build(vacancy=replace(VACANCY, **changes), placement=running)).outcome is outcome


def test_many_placements_are_not_all_named(build: Build) -> None:
    taken = tuple(f"PA{n:05}" for n in range(40))
    finding = e10(build(vacancy=replace(VACANCY, places=40, taken_by=taken)))
    assert str(finding.sentence).endswith("40 of 40 places are taken: PA00000, PA00001, PA00002, PA00003, PA00004, ….")
    assert len(finding.records) == 6


@pytest.mark.parametrize(
    ("consent", "outcome", "says"),
    [
        ({}, SKIP, "It names no vacancy, and no consent for several places."),
        (None, SKIP, "It names no vacancy"),
        ({**STANDING, "uses": 1}, PASS, "Consent AA00001 has room: 1 of 2 places are taken."),
        ({**STANDING, "uses": 2}, BLOCK, "All places that M. Dijkhuis agreed to in AA00001 are taken: 2 of 2."),
        ({**STANDING, "uses": 2, "state": CoordinationState.USED}, BLOCK, "are taken"),
        ({**STANDING, "uses": 1, "state": CoordinationState.USED}, PASS, "has room"),
    ],
)
def test_a_consent_for_several_places(build: Build, consent: dict[str, Any] | None, outcome: Outcome, says: str) -> None:
    assessment = assess(build(consent=consent))
    assert assessment.of("E10").outcome is outcome
    assert says in str(assessment.of("E10").sentence)
    if outcome is not SKIP:
        assert assessment.of("E2").outcome is PASS, "who agreed is said once, how many places are left is said once"


def test_a_consent_with_a_place_left_goes_before_the_clients_own_that_is_full(build: Build) -> None:
    facts = build()
    assert facts.employer is not None
    own = facts.employer.consents[0]
    full = replace(own, places=2, uses=2)
    other = replace(own, id=b"2" * 16, number="AA00002", places=3, for_this_client=False)
    assert assess(build(employer={"consents": (full, other)})).consent == other.id
    assert e10(build(employer={"consents": (full, other)})).outcome is PASS


def test_an_account_holder_of_a_full_consent_asks_themselves(build: Build) -> None:
    facts = build(consent={**STANDING, "uses": 2})
    assert facts.employer is not None
    assert facts.employer.holder is not None
    mine = replace(facts, actor=replace(facts.actor, id=facts.employer.holder.person.id))
    assert [r.act for r in e10(facts).remedies] == ["request-coordination", "record-verbal"]
    assert [r.act for r in e10(mine).remedies] == ["request-coordination"]


@given(
    offered=st.integers(1, 5),
    taken=st.integers(0, 7),
    agreed=st.none() | st.integers(1, 5),
    uses=st.integers(0, 7),
    running=st.booleans(),
)
def test_no_place_is_given_twice(offered: int, taken: int, agreed: int | None, uses: int, running: bool) -> None:
    """What is let through never makes more people than places, of the vacancy nor of the consent."""
    vacancy = replace(VACANCY, places=offered, taken_by=tuple(f"PA{n:05}" for n in range(taken)))
    state = {"state": PlacementState.ACTIVE} if running else {}
    facts = build_facts(vacancy=vacancy, consent={"places": agreed, "uses": uses}, placement=state)
    verdict = places(facts)
    found = assess(facts).consent
    consent = next((c for c in (facts.employer.consents if facts.employer else ()) if c.id == found), None)
    fits = taken + 1 <= offered and _fits(consent)
    assert (verdict.outcome is not BLOCK) == fits


def _fits(consent: ConsentFacts | None) -> bool:
    return consent is None or consent.places is None or consent.uses + 1 <= consent.places
