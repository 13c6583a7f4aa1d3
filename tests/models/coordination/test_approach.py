"""Rules E7 and E9: who else was there lately, and the account holder of the group."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from models.actor import Actor
from models.coordination.approach import before_contact
from models.coordination.catalogue import assess, assess_running
from models.coordination.facts import HolderFacts, Person, PlacementFacts, RunningFacts, StopFacts
from models.coordination.facts.approach import Approach, ApproachFacts, GroupFacts, NoticeFacts
from models.kinds import Form, Outcome, PlacementState, Role
from tests.models.coordination.conftest import CONSULTANT, HOLDER, IN_ORDER, Build

PASS, WARN, SILENT = Outcome.PASS, Outcome.WARN, Outcome.NOT_APPLICABLE
TODAY = date(2026, 11, 24)
LINDE, WESSELS = Person(b"L" * 16, "P. Linde"), Person(b"W" * 16, "R. Wessels")
OTHER_CLIENT = b"X" * 16


def by(who: Person, what: Approach = Approach.CONTACT, days: int = 3, **more: Any) -> ApproachFacts:
    """An approach of some days ago."""
    return ApproachFacts(what, who.id, who.name, TODAY - timedelta(days), **more)


def asked(who: Person, client: bytes = OTHER_CLIENT) -> ApproachFacts:
    return by(who, Approach.REQUEST, client=client, number="AA00009")


@pytest.mark.parametrize(
    ("approaches", "outcome", "says"),
    [
        ((), PASS, "Nobody else"),
        ((by(LINDE),), WARN, "P. Linde"),
        ((by(LINDE, Approach.ACTION),), WARN, "P. Linde"),
        ((asked(LINDE),), WARN, "AA00009"),
        ((by(LINDE, Approach.PROPOSAL, client=OTHER_CLIENT, number="PA00007"),), WARN, "PA00007"),
        ((by(HOLDER),), PASS, "Nobody else"),
        ((by(CONSULTANT), asked(CONSULTANT)), PASS, "Nobody else"),
        ((asked(LINDE, IN_ORDER.client.id),), PASS, "Nobody else"),
    ],
)
def test_approached(build: Build, approaches: tuple[ApproachFacts, ...], outcome: Outcome, says: str) -> None:
    finding = assess(build(employer={"approaches": approaches, "approach_days": 14})).of("E7")
    assert finding.outcome is outcome
    assert says in str(finding.sentence)
    assert finding.promise == 33


def test_who_stands_in_for_the_holder_today_is_coordinated_with(build: Build) -> None:
    """Only as long as they stand in: the deputy of an account holder who is there is a colleague like any other."""
    there = HolderFacts(HOLDER, deputy=LINDE)
    away = replace(there, away=True)
    given = {"approaches": (by(LINDE),), "approach_days": 14}
    assert assess(build(employer={**given, "holder": away})).of("E7").outcome is PASS
    assert assess(build(employer={**given, "holder": there})).of("E7").outcome is WARN


def test_a_team_lead_places_a_client_for_whom_the_consultant_asked(build: Build) -> None:
    lead = Actor(WESSELS.id, WESSELS.name, frozenset({Role.TEAM_LEAD}), team="Noord")
    ours = (by(CONSULTANT), asked(CONSULTANT))
    assert assess(build(actor=lead, employer={"approaches": ours})).of("E7").outcome is PASS
    assert assess(build(actor=lead, employer={"approaches": (*ours, by(LINDE))})).of("E7").outcome is WARN


def test_each_person_is_named_once_for_each_thing_the_newest_first(build: Build) -> None:
    told = (
        by(LINDE, days=9),
        by(LINDE, days=2),
        by(WESSELS, days=5),
        *(by(Person(bytes([n]) * 16, f"N{n}"), days=10) for n in range(4)),
    )
    finding = assess(build(employer={"approaches": told, "approach_days": 14})).of("E7")
    named = finding.sentence.values["approaches"]
    assert isinstance(named, tuple)
    assert [str(one.values.get("name", one.values.get("count"))) for one in named] == ["P. Linde", "R. Wessels", "N0", "N1", "2"]  # type: ignore[union-attr]
    assert named[0].values["day"] == TODAY - timedelta(2)  # type: ignore[union-attr]


def running(facts: PlacementFacts) -> PlacementFacts:
    return replace(facts, placement=replace(facts.placement, state=PlacementState.ACTIVE))


def test_a_running_placement_keeps_the_answers_of_the_day_of_placing(build: Build) -> None:
    group = {"group": GroupFacts("Vegt Groep", HolderFacts(LINDE))}
    kept = assess(build(employer=group))
    today = assess_running(running(build(employer={"approaches": (by(LINDE),)})), kept)
    assert today.of("E7").outcome is PASS
    assert today.of("E9").outcome is WARN


def test_a_change_that_asks_nothing_more_is_no_approach(build: Build) -> None:
    placement, employer = IN_ORDER.placement, IN_ORDER.employer
    assert employer is not None
    was = RunningFacts(employer.id, Form.GROUP_SECONDMENT, placement.until, placement.hours)
    given = {"approaches": (by(LINDE),), "group": GroupFacts("Vegt Groep", HolderFacts(LINDE))}
    same = assess(running(build(was=was, employer=given)))
    longer = assess(running(build(was=was, employer=given, placement={"until": date(2028, 1, 1)})))
    assert [same.of(rule).outcome for rule in ("E7", "E9")] == [SILENT, SILENT]
    assert [longer.of(rule).outcome for rule in ("E7", "E9")] == [WARN, WARN]


@pytest.mark.parametrize(
    ("group", "outcome", "says"),
    [
        (None, SILENT, "no group"),
        (GroupFacts("Vegt Groep"), SILENT, "no account holder of its own"),
        (GroupFacts("Vegt Groep", HolderFacts(LINDE)), WARN, "does not know"),
        (GroupFacts("Vegt Groep", HolderFacts(LINDE), (NoticeFacts(TODAY, "P. Linde", "M. ter Braak"),)), PASS, "was told"),
        (GroupFacts("Vegt Groep", HolderFacts(HOLDER)), PASS, "decides for"),
        (GroupFacts("Vegt Groep", HolderFacts(LINDE, away=True, deputy=HOLDER)), PASS, "decides for"),
        (GroupFacts("Vegt Groep", HolderFacts(CONSULTANT)), PASS, "places, and is"),
        (GroupFacts("Vegt Groep", HolderFacts(replace(LINDE, active=False))), WARN, "account holder of the group"),
    ],
)
def test_group(build: Build, group: GroupFacts | None, outcome: Outcome, says: str) -> None:
    finding = assess(build(employer={"group": group})).of("E9")
    assert finding.outcome is outcome
    assert says in str(finding.sentence)


def test_before_a_call_the_same_rules_answer(build: Build) -> None:
    """The form of a contact moment says what the proposal would say: E8 and E7, and whose relation it is."""
    actor = IN_ORDER.actor
    quiet = before_contact(build().employer, actor, TODAY)  # type: ignore[arg-type]
    assert quiet.verdicts == ()
    assert quiet.holder.values["holder"] == HOLDER.name
    facts = build(employer={"approaches": (by(LINDE), by(HOLDER)), "stops": (StopFacts("rust", TODAY),), "approach_days": 14})
    told = before_contact(facts.employer, actor, TODAY)  # type: ignore[arg-type]
    assert [v.sentence for v in told.verdicts] == [assess(facts).of(rule).sentence for rule in ("E8", "E7")]
