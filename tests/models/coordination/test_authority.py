"""Rules A1 and A2: the mandate, and a reason for every warning."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.actor import Actor
from models.coordination.catalogue import assess
from models.coordination.facts import MandateFacts, Person, PlacementFacts, TwinFacts
from models.kinds import ClientStatus, Decision, Outcome, Role, Scope, Twin
from models.mandate import STARTING_MANDATES

Build = Callable[..., PlacementFacts]

PASS, SKIP, BLOCK = Outcome.PASS, Outcome.NOT_APPLICABLE, Outcome.BLOCK
CONSULTANT = Person(b"B" * 16, "M. ter Braak", team="Noord")
TABLE = tuple(MandateFacts(role, decision, scope, deviation) for role, decision, scope, deviation in STARTING_MANDATES)


def actor(*roles: Role, team: str = "Noord", own: bool = False) -> Actor:
    return Actor(CONSULTANT.id if own else b"V" * 16, "S. Veldhuis", frozenset(roles), team)


NO_CONSULTANT = {"client": {"consultant": None}}
CONSULTS, LEADS = Role.CONSULTANT, Role.TEAM_LEAD


@pytest.mark.parametrize(
    ("who", "changes", "outcome"),
    [
        (actor(CONSULTS, own=True), {}, PASS),
        (actor(CONSULTS), {}, BLOCK),
        (actor(own=True), {}, BLOCK),
        (actor(LEADS), {}, PASS),
        (actor(LEADS, team="Zuid"), {}, BLOCK),
        (actor(LEADS, team=""), {}, BLOCK),
        (actor(LEADS, team="Zuid"), NO_CONSULTANT, PASS),
        (actor(LEADS, team=""), {"client": {"consultant": Person(b"B" * 16, "M. ter Braak")}}, PASS),
        (actor(CONSULTS), NO_CONSULTANT, BLOCK),
        (actor(Role.ADMINISTRATOR), {}, BLOCK),
        (actor(Role.ACCOUNT_MANAGER), {}, BLOCK),
        (actor(Role.ACCOUNT_MANAGER, Role.ADMINISTRATOR, LEADS), {}, PASS),
        (actor(CONSULTS, LEADS, team="Zuid", own=True), {}, PASS),
        (actor(CONSULTS), {"placement": {"taken_over": True}}, SKIP),
    ],
)
def test_starting_mandates(build: Build, who: Actor, changes: dict[str, Any], outcome: Outcome) -> None:
    finding = assess(build(actor=who, mandates=TABLE, **changes)).of("A1")
    assert (finding.outcome, finding.promise) == (outcome, 20)


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        (MandateFacts(Role.CONSULTANT, Decision.PLACE, Scope.ALL), PASS),
        (MandateFacts(Role.CONSULTANT, Decision.PROPOSE, Scope.ALL), BLOCK),
        (MandateFacts(Role.TEAM_LEAD, Decision.PLACE, Scope.ALL), BLOCK),
        (MandateFacts(Role.CONSULTANT, Decision.PLACE, Scope.OWN_EMPLOYERS), BLOCK),
        (MandateFacts(Role.CONSULTANT, Decision.PLACE, Scope.OWN_WERKPLEIN), BLOCK),
    ],
)
def test_a_changed_table_of_mandates(build: Build, line: MandateFacts, outcome: Outcome) -> None:
    assert assess(build(actor=actor(Role.CONSULTANT), mandates=(line,))).of("A1").outcome is outcome


def test_the_refusal_names_who_may(build: Build) -> None:
    finding = assess(build(actor=actor(CONSULTS))).of("A1")
    assert str(finding.sentence) == "S. Veldhuis may not place Joris Baan: M. ter Braak may, as consultant, or the team lead."
    assert [(r.act, str(r.sentence)) for r in finding.remedies] == [
        ("ask-team-lead", "Ask M. ter Braak or the team lead to place Joris Baan.")
    ]
    unassigned = assess(build(actor=actor(CONSULTS), **NO_CONSULTANT)).of("A1")
    assert "who has no consultant: a team lead may" in str(unassigned.sentence)


WARNED = {
    "client": {"status": ClientStatus.ILL},
    "employer": {"twins": (TwinFacts("D20004", "Hoekstra", Twin.PROBABLE, ("kvk",)),)},
}


@pytest.mark.parametrize(
    ("changes", "reasons", "outcome", "says"),
    [
        ({}, {}, PASS, "No warning"),
        ({}, {"C16": "not needed"}, PASS, "No warning"),
        (WARNED, {}, BLOCK, "Double (E6), Available (C16)"),
        (WARNED, {"C16": "starts half days"}, BLOCK, "warning: Double (E6)."),
        (WARNED, {"C16": "starts half days", "E6": " \t"}, BLOCK, "warning: Double (E6)."),
        (WARNED, {"C16": "starts half days", "E6": "another branch"}, PASS, "Each warning has its reason"),
        (WARNED | {"placement": {"taken_over": True}}, {}, SKIP, "Taken over"),
    ],
)
def test_reasons(build: Build, changes: dict[str, Any], reasons: dict[str, str], outcome: Outcome, says: str) -> None:
    finding = assess(build(reasons=reasons, **changes)).of("A2")
    assert finding.outcome is outcome
    assert says in str(finding.sentence)
    assert [r.act for r in finding.remedies] == (["give-reason"] if outcome is BLOCK else [])


def test_a_block_needs_no_reason(build: Build) -> None:
    assert assess(build(consent=None)).of("A2").outcome is PASS
