"""What an assessment comes to: now, after which acts in which order, or not at all and why."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from models.coordination.catalogue import RULES, assess
from models.coordination.facts import ConditionFacts, IndicationFacts, StopFacts
from models.coordination.outlook import SOLVED, Outlook, Solved, outlook
from models.kinds import ClientStatus, EmployerState, Form, IndicationKind, Possible, TargetGroup
from tests.models.coordination.conftest import Build

PW = {"group": TargetGroup.PW}
NEW = {"state": EmployerState.PROSPECT, "holder": None}
LEARN = {"form": Form.LEARN_WORK}


def looked(build: Build, **changes: Any) -> Outlook:
    """What the placement in order comes to with these changes."""
    return outlook(assess(build(**changes)))


def test_of_every_rule_it_is_said_how_its_block_is_solved() -> None:
    assert {rule.id for rule in RULES} <= set(SOLVED)


def test_what_is_in_order_can_be_now_and_reasons_are_given_on_the_form(build: Build) -> None:
    assert looked(build) == Outlook(Possible.NOW)
    ill = looked(build, client={"status": ClientStatus.ILL})
    assert (ill.possible, ill.acts, ill.warnings) == (Possible.NOW, (), 1)


@pytest.mark.parametrize(
    ("changes", "acts"),
    [
        ({"consent": None}, ["request-coordination"]),
        ({"consent": {"conditions": (ConditionFacts(1, "rijbewijs"),)}}, ["tick-condition"]),
        (
            {"employer": {"state": EmployerState.PROSPECT, "holder": None}, "consent": None},
            ["make-relation", "request-coordination"],
        ),
        ({"employer": {"holder": None}, "consent": None}, ["assign-holder", "request-coordination"]),
        (
            {"indications": (), "consent": None, "client": {"formal_employer_is_ours": False}},
            ["edit-client", "add-indication", "request-coordination"],
        ),
        ({"client": PW, "placement": LEARN, "consent": None}, ["open-agreement", "record-order", "request-coordination"]),
        ({"placement": {"hours": Decimal(30)}}, ["change-hours"]),
        ({"mandates": ()}, ["ask-team-lead"]),
    ],
)
def test_the_acts_come_in_the_order_in_which_one_does_them(build: Build, changes: dict[str, Any], acts: list[str]) -> None:
    found = looked(build, **changes)
    assert (found.possible, [act.act for act in found.acts]) == (Possible.AFTER, acts)


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ({"placement": LEARN}, ["C3"]),
        ({"client": {"status": ClientStatus.ENDED}, "consent": None}, ["C16"]),
        ({"employer": {"stops": (StopFacts("rust", date(2026, 11, 1)),)}}, ["E8"]),
        ({"employer": {"state": EmployerState.BLOCKED}}, ["E8"]),
        (
            {
                "placement": {"form": Form.SUPPORTED_EMPLOYMENT},
                "indications": (IndicationFacts(IndicationKind.WSW, advice_supported=False),),
            },
            ["C2"],
        ),
    ],
)
def test_what_nobody_here_can_solve_says_why_and_asks_nothing(build: Build, changes: dict[str, Any], rules: list[str]) -> None:
    found = looked(build, **changes)
    assert (found.possible, found.acts, [finding.rule for finding in found.why]) == (Possible.NEVER, (), rules)


def test_one_act_that_solves_two_rules_is_named_once(build: Build) -> None:
    assessment = assess(build(consent=None))
    twice = outlook(type(assessment)((*assessment.findings, assessment.of("E2")), assessment.today))
    assert len(twice.acts) == 1


def test_what_is_filled_in_while_placing_keeps_nobody_away(build: Build) -> None:
    assert SOLVED["A2"] is SOLVED["C7"] is Solved.ON_THE_FORM
    assert assess(build(client={"status": ClientStatus.ABSENT})).blocked
