"""Rule C12: what is meant for a while lasts no longer than that while."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.coordination.duration import duration
from models.coordination.facts import LongestFacts, PlacementFacts
from models.kinds import Form, Outcome
from screens.texts import render

Build = Callable[..., PlacementFacts]
TWO_MONTHS = LongestFacts(2, date(2027, 2, 7))


@pytest.mark.parametrize(
    ("placement", "outcome"),
    [
        ({"until": date(2027, 2, 7)}, Outcome.PASS),
        ({"until": date(2026, 12, 31)}, Outcome.PASS),
        ({"until": date(2027, 2, 8)}, Outcome.BLOCK),
        ({"until": None}, Outcome.BLOCK),
        ({"until": None, "taken_over": True}, Outcome.NOT_APPLICABLE),
        ({"until": date(2027, 2, 8), "taken_over": True}, Outcome.BLOCK),
    ],
)
def test_the_last_day(build: Build, placement: dict[str, Any], outcome: Outcome) -> None:
    facts = build(placement={"form": Form.TRIAL, **placement}, longest=TWO_MONTHS)
    found = duration(facts)
    assert found.outcome is outcome
    if outcome is Outcome.BLOCK:
        assert "7 Feb 2027" in render(found.sentence)
        assert [remedy.act for remedy in found.remedies] == ["change-until", "change-form"]


def test_a_form_without_a_longest_duration(build: Build) -> None:
    assert duration(build(placement={"until": None})).outcome is Outcome.NOT_APPLICABLE


@given(until=st.dates(date(2026, 12, 8), date(2030, 1, 1)), last=st.dates(date(2026, 12, 8), date(2030, 1, 1)))
def test_it_blocks_exactly_what_ends_later(until: date, last: date) -> None:
    from dataclasses import replace

    from tests.models.coordination.conftest import IN_ORDER

    placement = replace(IN_ORDER.placement, form=Form.TRIAL, until=until)
    found = duration(replace(IN_ORDER, placement=placement, longest=LongestFacts(2, last)))
    assert (found.outcome is Outcome.BLOCK) == (until > last)
