"""Terms of working days, as the Algemene termijnenwet counts them."""

from __future__ import annotations

from datetime import date

import pytest

from models.workdays import after_working_days, is_working_day


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (date(2026, 11, 24), True),
        (date(2026, 11, 28), False),
        (date(2026, 11, 29), False),
        (date(2026, 5, 5), False),
        (date(2027, 5, 5), False),
        (date(2026, 4, 3), False),
        (date(2026, 4, 6), False),
        (date(2026, 4, 27), False),
        (date(2026, 12, 5), False),
        (date(2026, 12, 24), True),
        (date(2026, 12, 25), False),
    ],
    ids=[
        "Tuesday",
        "Saturday",
        "Sunday",
        "5 May, no jubilee",
        "5 May",
        "Good Friday",
        "Easter Monday",
        "King's Day",
        "a Saturday",
        "24 December",
        "Christmas",
    ],
)
def test_what_counts_as_a_working_day(day: date, counts: bool) -> None:
    assert is_working_day(day) is counts


@pytest.mark.parametrize(
    ("day", "count", "end"),
    [
        (date(2026, 11, 24), 5, date(2026, 12, 1)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),
        (date(2026, 11, 28), 1, date(2026, 11, 30)),
        (date(2026, 12, 24), 5, date(2027, 1, 4)),
        (date(2026, 4, 1), 2, date(2026, 4, 7)),
        (date(2026, 11, 24), 0, date(2026, 11, 24)),
    ],
)
def test_a_term_skips_what_does_not_count(day: date, count: int, end: date) -> None:
    assert after_working_days(day, count) == end
