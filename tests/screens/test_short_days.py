"""Days written short."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.house.short_days import whole_day

TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("vandaag", date(2026, 11, 24)),
        (" Morgen ", date(2026, 11, 25)),
        ("yesterday", date(2026, 11, 23)),
        ("+7", date(2026, 12, 1)),
        ("+2w", date(2026, 12, 8)),
        ("-3", date(2026, 11, 21)),
        ("vr", date(2026, 11, 27)),
        ("wo", date(2026, 11, 25)),
        ("di", date(2026, 12, 1)),
        ("tuesday", date(2026, 12, 1)),
        ("8-12", date(2026, 12, 8)),
        ("20/1", date(2027, 1, 20)),
        ("15.10.", date(2026, 10, 15)),
        ("29-2", date(2028, 2, 29)),
        ("31-2", None),
        ("8-12-2026", None),
        ("2026-12-08", None),
        ("v", None),
        ("t", None),
        ("nonsense", None),
        ("", None),
    ],
)
def test_what_is_meant(text: str, day: date | None) -> None:
    today = date(2027, 11, 24) if text == "29-2" else TUESDAY
    assert whole_day(text, today) == day


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(["ma", "di", "wo", "do", "vr", "za", "zo"]))
def test_a_weekday_is_one_of_the_next_seven_days(today: date, word: str) -> None:
    found = whole_day(word, today)
    assert found is not None
    assert timedelta(days=1) <= found - today <= timedelta(days=7)
    assert ["ma", "di", "wo", "do", "vr", "za", "zo"][found.weekday()] == word


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.text(max_size=8))
def test_anything_else_is_left_alone(today: date, text: str) -> None:
    found = whole_day(text, today)
    assert found is None or isinstance(found, date)
