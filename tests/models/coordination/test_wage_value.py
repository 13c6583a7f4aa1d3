"""Rules C6 and C7: a valid wage value, and the rate that follows from it; and the mandate's part about the rate (A1)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from models.actor import Actor
from models.coordination.catalogue import assess
from models.coordination.facts import MandateFacts, PlacementFacts, WageValueFacts
from models.coordination.wage_value import newest_valid
from models.kinds import Form, Outcome, PlacementState, Role, Scope
from models.mandate import STARTING_MANDATES
from tests.models.coordination.conftest import FIGURES

Build = Callable[..., PlacementFacts]

PASS, SKIP, WARN, BLOCK = Outcome.PASS, Outcome.NOT_APPLICABLE, Outcome.WARN, Outcome.BLOCK
START = date(2026, 12, 8)
VALID = WageValueFacts(Decimal(60), date(2026, 6, 1), date(2027, 6, 1))
TABLE = tuple(MandateFacts(role, decision, scope, deviation) for role, decision, scope, deviation in STARTING_MANDATES)
CONSULTANT = Actor(b"B" * 16, "M. ter Braak", frozenset({Role.CONSULTANT}), "Noord")
LEAD = Actor(b"V" * 16, "R. Wessels", frozenset({Role.TEAM_LEAD}), "Noord")


def seconded(build: Build, **changes: Any) -> PlacementFacts:
    """An individual secondment of somebody with a wage value of 60 %."""
    placement = {"form": Form.INDIVIDUAL_SECONDMENT} | changes.pop("placement", {})
    consent = {"form": placement["form"]}
    usual = {"wage_values": (VALID,), "figures": FIGURES, "mandates": TABLE}
    return build(placement=placement, consent=consent, **usual | changes)


@pytest.mark.parametrize(
    ("form", "outcome"),
    [(form, BLOCK if form in ("individual-secondment", "supported-employment", "subsidised-job") else SKIP) for form in Form],
)
def test_which_forms_ask_for_a_wage_value(build: Build, form: Form, outcome: Outcome) -> None:
    finding = assess(seconded(build, placement={"form": form}, wage_values=())).of("C6")
    assert (finding.outcome, finding.promise) == (outcome, 18)
    assert [remedy.act for remedy in finding.remedies] == (["add-wage-value"] if outcome is BLOCK else [])


@pytest.mark.parametrize(
    ("wage_values", "outcome", "says"),
    [
        ([VALID], PASS, "60 %, to be measured again on 2027-06-01"),
        ([WageValueFacts(Decimal(60))], PASS, "a wage value of 60 %."),
        ([WageValueFacts(Decimal(60), START, START)], PASS, "again on 2026-12-08"),
        ([WageValueFacts(Decimal(60), date(2026, 12, 9))], BLOCK, "no wage value yet: it was measured on 2026-12-09"),
        ([WageValueFacts(Decimal(60), None, date(2026, 12, 7))], BLOCK, "no longer valid: it had to be measured again by 2026"),
        ([], BLOCK, "No wage value of Joris Baan is on record"),
        ([VALID, WageValueFacts(Decimal(45), date(2026, 7, 1))], PASS, "45 %"),
        ([WageValueFacts(Decimal(45), date(2026, 6, 1)), VALID], PASS, "60 %"),
        ([WageValueFacts(Decimal(45), date(2026, 7, 1), date(2026, 8, 1)), VALID], BLOCK, "measured again by 2026-08-01"),
        ([WageValueFacts(Decimal(45)), VALID], PASS, "60 %"),
        ([VALID, WageValueFacts(Decimal(45), date(2026, 12, 9))], PASS, "60 %"),
    ],
)
def test_wage_value(build: Build, wage_values: list[WageValueFacts], outcome: Outcome, says: str) -> None:
    finding = assess(seconded(build, wage_values=tuple(wage_values))).of("C6")
    assert finding.outcome is outcome
    assert says in str(finding.sentence)


def test_a_running_placement_needs_a_wage_value_today(build: Build) -> None:
    ended = WageValueFacts(Decimal(60), date(2025, 6, 1), date(2026, 11, 23))
    running = {"state": PlacementState.ACTIVE, "start": date(2026, 1, 1)}
    assert assess(seconded(build, placement=running, wage_values=(ended,))).of("C6").outcome is BLOCK
    assert assess(seconded(build, placement=running, wage_values=(VALID,))).of("C6").outcome is PASS


def test_the_newest_of_one_day_is_the_one_recorded_last() -> None:
    other = WageValueFacts(Decimal(55), VALID.measured_on)
    assert newest_valid((VALID, other), START) is other
    assert newest_valid((), START) is None


def test_neither_is_asked_of_what_was_taken_over(build: Build) -> None:
    assessment = assess(seconded(build, placement={"taken_over": True, "rate": Decimal(5)}, wage_values=()))
    assert {assessment.of(rule).outcome for rule in ("C6", "C7", "A1")} == {SKIP}


R = Decimal
WHY = {"C7": "the employer provides a job coach"}


@pytest.mark.parametrize(
    ("rate", "actor", "reasons", "c7", "a1"),
    [
        (None, CONSULTANT, {}, PASS, PASS),
        (R("10.9"), CONSULTANT, {}, PASS, PASS),
        (R("10.91"), CONSULTANT, {}, BLOCK, BLOCK),
        (R("10.91"), CONSULTANT, WHY, BLOCK, BLOCK),
        (R("11.99"), LEAD, {}, BLOCK, PASS),
        (R("11.99"), LEAD, {"C7": " "}, BLOCK, PASS),
        (R("11.99"), LEAD, WHY, WARN, PASS),
        (R("9.81"), LEAD, WHY, WARN, PASS),
        (R("12.00"), LEAD, WHY, BLOCK, BLOCK),
        (R("9.80"), LEAD, WHY, BLOCK, BLOCK),
    ],
)
def test_rate(build: Build, rate: Decimal | None, actor: Actor, reasons: dict[str, str], c7: Outcome, a1: Outcome) -> None:
    assessment = assess(seconded(build, placement={"rate": rate}, actor=actor, reasons=reasons))
    assert (assessment.of("C7").outcome, assessment.of("A1").outcome) == (c7, a1)
    assert assessment.of("C7").promise == 35
    assert assessment.blocked == (BLOCK in (c7, a1))


def test_the_sentences_name_the_amounts_and_who_may(build: Build) -> None:
    too_far = assess(seconded(build, placement={"rate": R("11.5")}, actor=CONSULTANT))
    assert str(too_far.of("C7").sentence) == (
        "The rate of € 11.5 differs 5.6 % from € 10.90, which follows from a wage value of 60 %."
    )
    assert [remedy.act for remedy in too_far.of("C7").remedies] == ["use-derived-rate", "give-reason", "ask-team-lead"]
    assert str(too_far.of("A1").sentence) == "M. ter Braak may place Joris Baan, but only with the derived rate."
    assert str(too_far.of("A1").remedies[1].sentence) == "Or ask somebody who may differ this far: team-lead."
    nobody = assess(seconded(build, placement={"rate": R(20)}, actor=LEAD)).of("A1")
    assert "at most 10 % from the derived one" in str(nobody.sentence)
    assert [remedy.act for remedy in nobody.remedies] == ["use-derived-rate"]


def test_nobody_is_sent_to_a_team_lead_for_a_rate_that_no_team_lead_may_agree_on(build: Build) -> None:
    found = assess(seconded(build, actor=LEAD, placement={"rate": R("13")}, reasons=WHY)).of("C7")
    assert found.outcome is BLOCK
    assert [remedy.act for remedy in found.remedies] == ["use-derived-rate"]


def test_the_sentence_is_the_same_with_a_reason_and_without(build: Build) -> None:
    """A reason answers one sentence."""
    facts = {"placement": {"rate": R("11.99")}, "actor": LEAD}
    without, given = (assess(seconded(build, **facts, reasons=reasons)).of("C7") for reasons in ({}, WHY))
    assert without.sentence == given.sentence
    assert without.takes_reason
    assert given.takes_reason


@pytest.mark.parametrize("form", sorted(set(Form) - {Form.INDIVIDUAL_SECONDMENT}))
def test_other_forms_have_no_derived_rate(build: Build, form: Form) -> None:
    assessment = assess(seconded(build, placement={"form": form, "rate": R(99)}))
    assert (assessment.of("C7").outcome, assessment.of("A1").outcome) == (SKIP, PASS)


def test_without_a_wage_value_the_rate_waits(build: Build) -> None:
    assessment = assess(seconded(build, placement={"rate": R(99)}, wage_values=()))
    assert (assessment.of("C6").outcome, assessment.of("C7").outcome) == (BLOCK, SKIP)


def test_a_figure_that_is_not_known_warns(build: Build) -> None:
    assessment = assess(seconded(build, figures={}))
    assert assessment.of("C7").outcome is WARN
    assert assessment.of("A2").outcome is BLOCK
    assert not assess(seconded(build, figures={}, reasons={"C7": "agreed by letter"})).blocked


def test_the_minimum_wage_of_who_is_young(build: Build) -> None:
    sentence = assess(seconded(build, client={"birth_date": "2007-06-01"})).of("C7").sentence
    assert sentence.values["derived"] == R("6.54")


def test_a_scope_that_does_not_reach_gives_no_room(build: Build) -> None:
    line = MandateFacts(Role.TEAM_LEAD, TABLE[1].decision, Scope.TEAM, R(50))
    elsewhere = Actor(b"V" * 16, "Z. Zuid", frozenset({Role.TEAM_LEAD, Role.CONSULTANT}), "Zuid")
    assessment = assess(seconded(build, placement={"rate": R(11)}, actor=elsewhere, mandates=(line,), reasons=WHY))
    assert assessment.of("C7").outcome is BLOCK
