"""The order of attention, the median of counted values, and working days counted both ways."""

from __future__ import annotations

from datetime import date, timedelta
from statistics import median as plain_median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.team import OF_CONSULTANT, WEIGHTS, Figure, Trend, Turnaround, attention, median, trend
from models.workdays import after_working_days, working_days_between


@given(st.dictionaries(st.integers(0, 30), st.integers(1, 5), min_size=1, max_size=8))
def test_the_median_of_counted_values_is_that_of_the_values_written_out(counted: dict[int, int]) -> None:
    assert median(counted) == plain_median([value for value, n in counted.items() for _ in range(n)])


def test_nothing_has_no_median_and_no_share() -> None:
    assert median({}) is None
    assert Turnaround().share is None


@given(st.dates(date(2024, 1, 1), date(2027, 12, 31)), st.integers(0, 15))
def test_a_term_of_so_many_working_days_counts_so_many(asked: date, days: int) -> None:
    last = after_working_days(asked, days)
    assert working_days_between(asked, last) == days
    assert working_days_between(asked, last + timedelta(days=1)) in (days, days + 1)


def test_a_holiday_is_no_working_day() -> None:
    assert working_days_between(date(2026, 12, 24), date(2026, 12, 28)) == 1  # both days of Christmas, and a weekend


@pytest.mark.parametrize("figure", WEIGHTS)
def test_more_of_what_weighs_wants_more_attention(figure: Figure) -> None:
    some = dict.fromkeys(OF_CONSULTANT, 2)
    assert attention({**some, figure: 7}) > attention({**some, figure: 2})


def test_without_work_weighs_more_than_a_late_action_and_how_many_there_are_weighs_nothing() -> None:
    assert attention({Figure.NO_WORK: 1}) > attention({Figure.LATE: 2})
    assert attention({Figure.CLIENTS: 900, Figure.WITHIN_90: 40}) == 0


@pytest.mark.parametrize(
    ("weeks", "goes"),
    [
        ((0,) * 12, Trend.STEADY),
        ((*(0,) * 8, 5, 5, 5, 5), Trend.RISING),
        ((*(0,) * 4, 5, 5, 5, 5, 1, 1, 1, 1), Trend.FALLING),
        ((*(0,) * 4, 5, 5, 5, 5, 5, 5, 5, 6), Trend.STEADY),
        ((*(0,) * 11, 1), Trend.STEADY),
    ],
)
def test_the_last_four_weeks_against_the_four_before(weeks: tuple[int, ...], goes: Trend) -> None:
    assert trend(weeks) is goes
