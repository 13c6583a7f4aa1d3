"""Rules E2, E3 and E4: the account holder's consent, its conditions, and who holds the account since."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from models.coordination.catalogue import assess, assess_running
from models.coordination.consent import holder_changed
from models.coordination.facts import ConditionFacts, ContestFacts, HolderFacts, Person, PlacementFacts, RunningFacts
from models.kinds import CoordinationState, EmployerState, Form, Outcome, PlacementState

Build = Callable[..., PlacementFacts]

PASS, SKIP, BLOCK = Outcome.PASS, Outcome.NOT_APPLICABLE, Outcome.BLOCK
HOLDER = Person(b"D" * 16, "M. Dijkhuis")
DEPUTY = Person(b"W" * 16, "L. Schothorst")
CONSULTANT = Person(b"B" * 16, "M. ter Braak", team="Noord")
STATE = CoordinationState

FITS: list[dict[str, Any]] = [
    {},
    {"state": STATE.CONDITIONS},
    {"decided_on": date(2026, 12, 8)},  # on the start date
    {"valid_until": date(2026, 11, 24)},  # its last day is today
    {"valid_until": None},
    {"decided_by": DEPUTY},
    {"places": 2, "uses": 1},
    {"places": 1, "for_this_client": False},
    {"places": 2, "uses": 2},  # rule E10 counts them
    {"places": 2, "uses": 1, "state": STATE.USED},
    {"requested_by": HOLDER, "own_decision": True},
    {"requested_by": None},
]

DOES_NOT_FIT: list[tuple[dict[str, Any] | None, str]] = [
    (None, "nobody has asked"),
    ({"state": STATE.DRAFT}, "request AA00001 was not sent yet"),
    ({"state": STATE.REQUESTED}, "asked on 2026-11-18 (AA00001), the answer is still to come"),
    ({"state": STATE.REQUESTED, "requested_on": None}, "asked (AA00001), the answer is still to come"),
    ({"state": STATE.DECLINED, "reason": "too busy"}, "M. Dijkhuis declined AA00001 on 2026-11-20: 'too busy'"),
    ({"state": STATE.DECLINED}, "M. Dijkhuis declined AA00001."),
    ({"state": STATE.DECLINED, "decided_by": None}, "the account holder declined AA00001."),
    ({"state": STATE.WITHDRAWN}, "AA00001 was withdrawn"),
    ({"state": STATE.USED}, "consent AA00001 is used up"),
    ({"state": STATE.EXPIRED}, "consent AA00001 expired"),
    ({"uses": 1}, "consent AA00001 is used up"),
    ({"valid_until": date(2026, 11, 23)}, "expired, 2026-11-23 was its last day"),
    ({"decided_on": date(2026, 12, 9)}, "given on 2026-12-09, after the start on 2026-12-08"),
    ({"decided_on": None}, "is not recorded"),
    ({"decided_by": None}, "is not recorded"),
    ({"form": Form.SHELTERED}, "AA00001 is for another form, sheltered"),
    ({"for_this_client": False}, "AA00001 is for another client"),
    ({"decider_was_holder": False}, "M. Dijkhuis agreed in AA00001, but was neither account holder nor deputy"),
    ({"requested_by": HOLDER}, "M. Dijkhuis agreed to a request of their own (AA00001)"),
]


@pytest.mark.parametrize("consent", FITS)
def test_consent_that_fits(build: Build, consent: dict[str, Any]) -> None:
    assessment = assess(build(consent=consent))
    assert assessment.of("E2").outcome is PASS
    assert assessment.consent == b"1" * 16
    assert assessment.of("E2").records == ("D10001", "AA00001")


@pytest.mark.parametrize(("consent", "why"), DOES_NOT_FIT)
def test_consent_that_does_not_fit(build: Build, consent: dict[str, Any] | None, why: str) -> None:
    assessment = assess(build(consent=consent))
    finding = assessment.of("E2")
    assert (finding.outcome, finding.promise, assessment.consent) == (BLOCK, 33, None)
    sentence = str(finding.sentence)
    assert sentence.startswith("M. Dijkhuis is account holder of Hoekstra Logistiek VOF and has not agreed yet to Joris Baan: ")
    assert why in sentence


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"employer": None}, SKIP),
        ({"employer": {"state": EmployerState.PROSPECT}}, SKIP),
        ({"employer": {"holder": None}}, SKIP),
        ({"employer": {"holder": HolderFacts(replace(HOLDER, active=False))}}, SKIP),
        ({"placement": {"taken_over": True}, "consent": None}, SKIP),
        ({"employer": {"state": EmployerState.DORMANT}}, PASS),
    ],
)
def test_consent_is_asked_where_somebody_can_give_it(build: Build, changes: dict[str, Any], outcome: Outcome) -> None:
    assessment = assess(build(**changes))
    assert assessment.of("E2").outcome is outcome
    assert (assessment.consent is None) == (outcome is SKIP)
    assert assessment.of("E3").outcome is SKIP


def test_used_consent_still_fits_the_running_placement_that_used_it(build: Build) -> None:
    running = {"state": PlacementState.ACTIVE, "consent_number": "AA00001"}
    assert assess(build(placement=running, consent={"state": STATE.USED})).of("E2").outcome is PASS
    assert assess(build(placement=running, consent={"state": STATE.USED, "uses": 1})).of("E2").outcome is BLOCK


def test_only_the_named_consent_counts(build: Build) -> None:
    finding = assess(build(placement={"consent_number": "AA00099"})).of("E2")
    assert finding.outcome is BLOCK
    assert "AA00099 is no request about this client here" in str(finding.sentence)
    assert assess(build(placement={"consent_number": "AA00001"})).of("E2").outcome is PASS


def test_the_clients_own_consent_goes_before_a_standing_one_and_the_longest_first(build: Build) -> None:
    facts = build()
    own = facts.employer.consents[0]
    standing = replace(own, id=b"2" * 16, number="AA00002", for_this_client=False, places=5, valid_until=None)
    longer = replace(own, id=b"0" * 16, number="AA00003", valid_until=None)

    def chosen(*consents: Any) -> bytes | None:
        return assess(build(employer={"consents": consents})).consent

    assert chosen(standing, own) == own.id
    assert chosen(own, longer) == longer.id
    assert chosen(replace(own, uses=1), standing) == standing.id
    assert "5 places of this form (AA00002)" in str(assess(build(employer={"consents": (standing,)})).of("E2").sentence)


@pytest.mark.parametrize("standing", [False, True])
def test_a_consent_without_open_conditions_goes_first(build: Build, standing: bool) -> None:
    own = build().employer.consents[0]
    free = replace(own, id=b"2" * 16, number="AA00002", valid_until=date(2026, 12, 1))
    free = replace(free, places=2, for_this_client=False) if standing else free
    bound = replace(own, conditions=(OPEN,), valid_until=date(2027, 12, 31))
    assessment = assess(build(employer={"consents": (bound, free)}))
    assert not assessment.blocked
    assert assessment.consent == free.id


def test_the_request_that_comes_nearest_is_told(build: Build) -> None:
    own = build().employer.consents[0]
    declined = replace(own, state=STATE.DECLINED, number="AA00002", id=b"2" * 16)
    waiting = replace(own, state=STATE.REQUESTED, number="AA00003", id=b"0" * 16)
    other_form = replace(own, form=Form.SHELTERED, state=STATE.REQUESTED, number="AA00004", id=b"9" * 16)
    finding = assess(build(employer={"consents": (declined, waiting, other_form)})).of("E2")
    assert "AA00003" in str(finding.sentence)
    assert [r.act for r in finding.remedies] == ["wait", "record-verbal"]
    finding = assess(build(employer={"consents": (declined, other_form)})).of("E2")
    assert "declined AA00002" in str(finding.sentence)
    assert [r.act for r in finding.remedies] == ["request-coordination", "record-verbal"]


def test_the_deputy_is_named_and_asked_while_the_account_holder_is_away(build: Build) -> None:
    away = {"holder": HolderFacts(HOLDER, away=True, deputy=DEPUTY)}
    finding = assess(build(employer=away, consent=None)).of("E2")
    assert str(finding.sentence).startswith("M. Dijkhuis (away, L. Schothorst stands in) is account holder")
    assert str(finding.remedies[0].sentence) == "Ask L. Schothorst to agree."


def test_an_account_holder_who_places_is_told_to_record_it_as_their_own_decision(build: Build) -> None:
    facts = build(employer={"holder": HolderFacts(CONSULTANT)}, consent=None)
    (remedy,) = assess(facts).of("E2").remedies
    assert remedy.act == "request-coordination"
    assert "your own decision" in str(remedy.sentence)
    own = {"requested_by": CONSULTANT, "decided_by": CONSULTANT, "own_decision": True}
    agreed = assess(build(employer={"holder": HolderFacts(CONSULTANT)}, consent=own)).of("E2")
    assert agreed.outcome is PASS
    assert "for their own account" in str(agreed.sentence)


OPEN = ConditionFacts(1, "job coach comes along")
TICKED = ConditionFacts(2, "safety shoes", ticked_by="M. ter Braak")


@pytest.mark.parametrize(
    ("consent", "outcome", "says"),
    [
        ({"conditions": (OPEN, TICKED)}, BLOCK, "still open: 1. job coach comes along."),
        ({"conditions": (TICKED,)}, PASS, "All conditions of consent AA00001"),
        ({}, SKIP, "AA00001 has no conditions"),
        (None, SKIP, "no consent yet"),
        ({"conditions": (OPEN,), "uses": 1}, SKIP, "no consent yet"),
        ({"conditions": (OPEN,), "valid_until": date(2026, 11, 24)}, BLOCK, "(AA00001)"),
        ({"conditions": (OPEN,), "valid_until": date(2026, 11, 23)}, SKIP, "no consent yet"),
    ],
)
def test_conditions(build: Build, consent: dict[str, Any] | None, outcome: Outcome, says: str) -> None:
    finding = assess(build(consent=consent)).of("E3")
    assert finding.outcome is outcome
    assert says in str(finding.sentence)
    assert [r.act for r in finding.remedies] == (["tick-condition"] if outcome is BLOCK else [])


def test_conditions_do_not_apply_to_placements_taken_over(build: Build) -> None:
    assert assess(build(placement={"taken_over": True}, consent={"conditions": (OPEN,)})).of("E3").outcome is SKIP


RUNS = RunningFacts(b"E" * 16, Form.GROUP_SECONDMENT, date(2027, 12, 7), Decimal(20), "AA00001")
OLD = {"state": CoordinationState.USED, "valid_until": date(2026, 11, 23)}


@pytest.mark.parametrize(
    ("placement", "consent", "was", "outcome"),
    [
        ({}, {"state": CoordinationState.USED}, {}, Outcome.PASS),
        ({"until": date(2028, 12, 7), "hours": Decimal(24)}, {"state": CoordinationState.USED}, {}, Outcome.PASS),
        ({}, OLD, {}, Outcome.PASS),
        ({"until": date(2027, 6, 1)}, OLD, {}, Outcome.PASS),
        ({"hours": Decimal(16)}, OLD, {}, Outcome.PASS),
        ({"until": date(2027, 12, 8)}, OLD, {}, Outcome.BLOCK),
        ({"until": None}, OLD, {}, Outcome.BLOCK),
        ({"until": None}, OLD, {"until": None}, Outcome.PASS),
        ({"hours": Decimal("20.5")}, OLD, {}, Outcome.BLOCK),
        ({"hours": None}, OLD, {}, Outcome.BLOCK),
        ({"hours": Decimal(24)}, OLD, {"hours": None}, Outcome.PASS),
        ({}, OLD, {"form": Form.LEARN_WORK}, Outcome.BLOCK),
        ({}, OLD, {"employer_id": b"F" * 16}, Outcome.BLOCK),
        ({}, OLD, {"consent_number": "AA00002"}, Outcome.BLOCK),
        ({}, {"state": CoordinationState.USED}, {"consent_number": None}, Outcome.BLOCK),
        ({}, {"state": CoordinationState.WITHDRAWN}, {}, Outcome.BLOCK),
    ],
)
def test_a_change_keeps_its_own_consent_as_long_as_it_covers(
    build: Build, placement: dict[str, Any], consent: dict[str, Any], was: dict[str, Any], outcome: Outcome
) -> None:
    facts = build(
        placement={"state": PlacementState.ACTIVE, "id": b"P" * 16, **placement}, consent=consent, was=replace(RUNS, **was)
    )
    assert assess(facts).of("E2").outcome is outcome


@pytest.mark.parametrize(
    ("since", "outcome"),
    [
        (None, Outcome.PASS),
        (date(2026, 11, 20), Outcome.PASS),
        (date(2026, 11, 21), Outcome.WARN),
    ],
)
def test_a_new_account_holder_is_told(build: Build, since: date | None, outcome: Outcome) -> None:
    new = Person(b"N" * 16, "L. Schothorst")
    found = holder_changed(build(employer={"holder": HolderFacts(new, since=since)}))
    assert found.outcome is outcome
    assert [remedy.act for remedy in found.remedies] == (["give-reason"] if outcome is Outcome.WARN else [])


def test_who_agreed_and_became_account_holder_again_knows_it(build: Build) -> None:
    assert holder_changed(build(employer={"holder": HolderFacts(HOLDER, since=date(2026, 11, 23))})).outcome is Outcome.PASS


def test_without_a_consent_nobody_has_to_be_told(build: Build) -> None:
    assert holder_changed(build(consent=None)).outcome is Outcome.NOT_APPLICABLE
    assert holder_changed(build(employer=None)).outcome is Outcome.NOT_APPLICABLE
    assert holder_changed(build(placement={"taken_over": True})).outcome is Outcome.NOT_APPLICABLE


CONTEST = ContestFacts("M. Dijkhuis", date(2026, 11, 23), "I did not say so")
DENIED = "M. Dijkhuis contests AA00001 since 2026-11-23: 'I did not say so'"


def test_a_contested_consent_fits_nothing(build: Build) -> None:
    finding = assess(build(consent={"state": STATE.CONTESTED, "contest": CONTEST})).of("E2")
    assert (finding.outcome, DENIED in str(finding.sentence)) == (BLOCK, True)


@pytest.mark.parametrize("contested", [False, True])
def test_a_running_placement_is_judged_as_it_stood_but_for_a_contested_consent(build: Build, contested: bool) -> None:
    kept = assess(build())
    running = {"state": PlacementState.ACTIVE, "consent_number": "AA00001", "contest": CONTEST if contested else None}
    finding = assess_running(build(placement=running, employer={"consents": ()}), kept).of("E2")
    assert finding.outcome is (BLOCK if contested else PASS)
    assert (DENIED in str(finding.sentence)) == contested
    assert [remedy.act for remedy in finding.remedies] == (["open-request"] if contested else [])


@pytest.mark.parametrize(("days", "outcome"), [(-1, PASS), (0, PASS), (1, BLOCK)])
def test_a_consent_holds_from_its_first_day(build: Build, days: int, outcome: Outcome) -> None:
    facts = build()
    first = facts.placement.start + timedelta(days=days)
    assert assess(build(consent={"valid_from": first, "places": 2})).of("E2").outcome is outcome


def test_nobody_asked_for_a_standing_consent_so_it_is_nobodys_own_request(build: Build) -> None:
    given = {"places": 2, "for_this_client": False, "requested_by": None, "own_decision": False}
    finding = assess(build(consent=given)).of("E2")
    assert (finding.outcome, "2 of 2 are left" in str(finding.sentence)) == (PASS, True)


def test_what_was_asked_back_is_not_agreed_to(build: Build) -> None:
    finding = assess(build(consent={"state": STATE.QUESTION, "decided_by": None})).of("E2")
    assert (finding.outcome, "asked back" in str(finding.sentence)) == (BLOCK, True)
