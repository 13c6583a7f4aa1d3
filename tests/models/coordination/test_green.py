"""Rule C10: Wsw in municipal green through the municipality's own outdoor service, others there to learn only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.coordination.facts import PlacementFacts, WorkFacts
from models.coordination.green import green
from models.kinds import Form, Outcome, TargetGroup
from screens.texts import render

Build = Callable[..., PlacementFacts]
SERVICE = WorkFacts(outdoor_service="Almelo")


@pytest.mark.parametrize(
    ("form", "group", "at_green", "work", "outcome"),
    [
        (Form.GROUP_SECONDMENT, TargetGroup.WSW, False, WorkFacts(), Outcome.NOT_APPLICABLE),
        (Form.GREEN, TargetGroup.WSW, True, SERVICE, Outcome.PASS),
        (Form.GREEN, TargetGroup.WSW, False, WorkFacts(), Outcome.BLOCK),
        (Form.SHELTERED, TargetGroup.WSW, True, WorkFacts(), Outcome.BLOCK),
        (Form.SHELTERED, TargetGroup.WSW, True, SERVICE, Outcome.PASS),
        (Form.LEARN_WORK, TargetGroup.PW, True, WorkFacts(), Outcome.PASS),
        (Form.GREEN, TargetGroup.PW, True, SERVICE, Outcome.BLOCK),
        (Form.SHELTERED, TargetGroup.SHELTERED, True, SERVICE, Outcome.BLOCK),
        (Form.TRIAL, TargetGroup.UWV, False, WorkFacts(), Outcome.NOT_APPLICABLE),
    ],
)
def test_who_works_in_green_and_how(
    build: Build, form: Form, group: TargetGroup, at_green: bool, work: WorkFacts, outcome: Outcome
) -> None:
    facts = build(
        placement={"form": form}, client={"group": group}, employer=None, location="Groen", location_is_green=at_green, work=work
    )
    assert green(facts).outcome is outcome


@pytest.mark.parametrize("place", [{"location": "Groen Almelo", "employer": None}, {}])
def test_what_solves_it_is_where_the_work_is(build: Build, place: dict[str, Any]) -> None:
    """At an employer's their file tells whose service it is, at a location of our own that of the location."""
    found = green(build(placement={"form": Form.GREEN}, **place))
    assert found.outcome is Outcome.BLOCK
    assert ("Groen Almelo" if place else "Hoekstra Logistiek VOF") in render(found.sentence)
    assert [remedy.act for remedy in found.remedies] == ["change-location" if place else "open-employer"]
    assert found.records[0] == ("C00311" if place else "D10001")


def test_what_was_taken_over_only_warns(build: Build) -> None:
    assert green(build(placement={"form": Form.GREEN, "taken_over": True})).outcome is Outcome.WARN
