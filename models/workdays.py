"""Working days: Saturdays, Sundays and Dutch holidays don't count (Algemene termijnenwet).

5 May counts as a holiday every year, and Good Friday is equated with one.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

_SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Whether the law counts ``day`` in a term of working days."""
    return day.weekday() < _SATURDAY and day not in _holidays(day.year)


def after_working_days(day: date, count: int) -> date:
    """The day on which a term of ``count`` working days ends that begins the day after ``day``."""
    left = count
    while left > 0:
        day += timedelta(days=1)
        left -= is_working_day(day)
    return day


@cache
def working_days_between(first: date, last: date) -> int:
    """How many working days of a term have begun when it runs from the day after ``first`` to ``last``: 0 on the day itself."""
    return sum(is_working_day(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))


@cache
def _holidays(year: int) -> frozenset[date]:
    from holidays import country_holidays  # a fifth of a second to load, and only a request needs it
    from holidays.constants import OPTIONAL, PUBLIC

    return frozenset(country_holidays("NL", years=year, categories=(PUBLIC, OPTIONAL)))
