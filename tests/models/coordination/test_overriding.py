"""Rule A3: a block is set aside by who may, with a reason, for what it said; and never by who proposes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models.coordination.catalogue import assess, assess_running
from models.coordination.facts import LongestFacts, MandateFacts, OverrideFacts, Person, PlacementFacts
from models.coordination.findings import Finding, from_json, message_json, message_of, to_json
from models.kinds import Decision, Form, Outcome, PlacementState, Role, Scope
from screens.texts import render
from tests.models.coordination.conftest import IN_ORDER

Build = Callable[..., PlacementFacts]
LEAD = Person(b"L" * 16, "R. Wessels", team="Noord")
LINE = MandateFacts(Role.TEAM_LEAD, Decision.OVERRIDE, Scope.TEAM, rule="C12")
TOO_LONG = {"mandates": (*IN_ORDER.mandates, LINE), "longest": LongestFacts(2, date(2027, 2, 7))}


def blocked(build: Build, **changes: Any) -> Finding:
    """What C12 says of a placement that lasts too long."""
    return assess(build(**TOO_LONG | changes)).of("C12")


def set_aside(build: Build, **changes: Any) -> OverrideFacts:
    given = OverrideFacts("C12", blocked(build).sentence, LEAD, Role.TEAM_LEAD, date(2026, 11, 23), "het project loopt langer")
    return replace(given, **changes)


def test_a_block_says_who_could_set_it_aside(build: Build) -> None:
    finding = blocked(build)
    assert finding.blocks
    assert [remedy.act for remedy in finding.remedies] == ["change-until", "change-form", "override"]
    assert "by team lead" in render(finding.remedies[-1].sentence)
    assert [remedy.act for remedy in blocked(build, mandates=IN_ORDER.mandates).remedies] == ["change-until", "change-form"]


def test_what_was_set_aside_blocks_no_longer_and_says_so(build: Build) -> None:
    assessment = assess(build(**TOO_LONG, overrides=(set_aside(build),)))
    finding = assessment.of("C12")
    assert not assessment.blocked
    assert (finding.outcome, finding.set_aside, finding.takes_reason) == (Outcome.WARN, True, False)
    assert "Set aside by R. Wessels, team lead, on 23 Nov 2026: 'het project loopt langer'." in render(finding.sentence)
    assert assessment.of("A3").outcome is assessment.of("A2").outcome is Outcome.PASS
    kept, _reasons = from_json(to_json(assessment, {}))
    assert kept == assessment


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"by_proposer": True}, "of their own proposing"),
        ({"by": replace(LEAD, team="Zuid")}, "has no mandate for that"),
        ({"role": Role.ADMINISTRATOR}, "has no mandate for that"),
    ],
)
def test_who_may_not_sets_nothing_aside(build: Build, changes: dict[str, Any], says: str) -> None:
    assessment = assess(build(**TOO_LONG, overrides=(set_aside(build, **changes),)))
    assert [finding.rule for finding in assessment.blocks] == ["C12", "A3"]
    assert says in render(assessment.of("A3").sentence)


def test_it_counts_while_the_rule_says_the_same(build: Build) -> None:
    """The placement lasts even longer by now: that was set aside by nobody."""
    facts = build(**TOO_LONG, overrides=(set_aside(build),), placement={"until": date(2028, 1, 1)})
    assert [finding.rule for finding in assess(facts).blocks] == ["C12"]
    assert assess(facts).of("A3").outcome is Outcome.NOT_APPLICABLE


def test_another_rule_is_not_set_aside_with_it(build: Build) -> None:
    facts = build(**TOO_LONG, overrides=(set_aside(build),), consent=None)
    assert [finding.rule for finding in assess(facts).blocks] == ["E2"]


def test_a_running_placement_goes_on_with_what_was_set_aside(build: Build) -> None:
    """Even when the table of mandates has another line by then: A3 is kept as it stood."""
    facts = build(**TOO_LONG, overrides=(set_aside(build),))
    later = replace(facts, placement=replace(facts.placement, state=PlacementState.ACTIVE), mandates=())
    found = assess_running(later, assess(facts))
    assert not found.blocked
    assert found.of("C12").set_aside or found.of("C12").outcome is Outcome.WARN


def test_a_sentence_is_kept_to_the_letter(build: Build) -> None:
    sentence = blocked(build, placement={"form": Form.TRIAL}).sentence
    assert message_of(message_json(sentence)) == sentence
