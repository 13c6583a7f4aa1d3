"""Rule C11: what can't be done and what is asked do not collide, word by word; and the work can be reached."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.coordination.facts import PlacementFacts, WageValueFacts, WorkFacts
from models.coordination.suiting import suits
from models.kinds import Outcome
from models.words import shared_words
from screens.texts import render
from tests.models.coordination.conftest import IN_ORDER

Build = Callable[..., PlacementFacts]
SIXTY = (WageValueFacts(Decimal(60), date(2026, 1, 1)),)


@pytest.mark.parametrize(
    ("work", "says"),
    [
        ({"limits": "geen avonddienst, niet tillen", "barred_limits": "Niet tillen"}, "it does not go with 'niet tillen'"),
        ({"limits": "tillen", "asked_skills": "Tillen, heftruck"}, "it asks 'tillen'"),
        ({"asked_hours": Decimal(32)}, "it is for 32 hours a week, and this is 20"),
        ({"asked_wage_value": Decimal(70), "wage_values": SIXTY}, "a wage value of 70 % or more, and it is 60 %"),
        ({"travel_km": 8, "home": "Almelo", "work": "Rijssen"}, "from Almelo to Rijssen is about 14 km, and 8 km"),
    ],
)
def test_what_collides_is_named(build: Build, work: dict[str, Any], says: str) -> None:
    found = suits(build(work=WorkFacts(**work)))
    assert found.outcome is Outcome.WARN
    assert says in render(found.sentence)
    assert [remedy.act for remedy in found.remedies] == ["edit-client"]


@pytest.mark.parametrize(
    ("work", "outcome"),
    [
        ({}, Outcome.NOT_APPLICABLE),
        ({"limits": "niet tillen", "barred_limits": "tillen"}, Outcome.PASS),
        ({"asked_skills": "heftruck"}, Outcome.NOT_APPLICABLE),
        ({"asked_wage_value": Decimal(70)}, Outcome.NOT_APPLICABLE),
        ({"asked_hours": Decimal(20)}, Outcome.PASS),
        ({"travel_km": 8, "home": "Almelo", "work": None}, Outcome.NOT_APPLICABLE),
        ({"travel_km": 8, "home": "Almelo", "work": "Ergens"}, Outcome.NOT_APPLICABLE),
        ({"travel_km": 20, "home": "Almelo", "work": "Rijssen"}, Outcome.PASS),
    ],
)
def test_what_is_not_recorded_is_not_held_against_anybody(build: Build, work: dict[str, Any], outcome: Outcome) -> None:
    assert suits(build(work=WorkFacts(**work))).outcome is outcome


WORDS = st.lists(st.sampled_from(["tillen", "Tillen", "niet tillen", "x [/", "{"])).map(", ".join)


@given(WORDS, WORDS)
def test_limits_collide_exactly_when_they_share_a_word(mine: str, theirs: str) -> None:
    facts = replace(IN_ORDER, work=WorkFacts(limits=mine, barred_limits=theirs))
    assert (suits(facts).outcome is Outcome.WARN) == bool(shared_words(mine, theirs))
