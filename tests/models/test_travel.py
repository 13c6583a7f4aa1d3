"""Kilometres between places: the same both ways, nothing within one, and never a guess."""

from __future__ import annotations

from itertools import combinations

import pytest

from models.municipality import PLACE_CODES
from models.travel import PLACES, distance_km


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("Almelo", "Wierden", 5, 8),
        ("almelo ", "RIJSSEN", 12, 17),
        ("Tubbergen", "Holten", 30, 42),
        ("Almelo", "Enschede", 24, 30),
    ],
)
def test_about_as_far_as_by_road(one: str, other: str, least: int, most: int) -> None:
    assert least <= (distance_km(one, other) or 0) <= most


def test_what_is_not_known_is_not_guessed() -> None:
    assert distance_km("Almelo", None) is None
    assert distance_km("Almelo", "Ergens") is None
    assert distance_km("Ergens", "ergens") == 0
    assert distance_km("Twenterand", "Vriezenveen") == 0


def test_there_and_back_is_as_far() -> None:
    for one, other in combinations(PLACES, 2):
        assert distance_km(one, other) == distance_km(other, one)


def test_the_towns_of_the_six_municipalities_are_in_it() -> None:
    named = {"almelo", "vriezenveen", "tubbergen", "wierden", "rijssen", "holten", "nijverdal", "hellendoorn"}
    assert named <= set(PLACES) & set(PLACE_CODES)
