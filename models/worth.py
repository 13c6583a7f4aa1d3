"""What a wage value is worth on a day: rate and wage-cost subsidy, with the figures that were used, or why not.

The arithmetic is in ``models/money.py``, the figures that there are in ``models/figures.py``. A figure that is not known
on the day is never guessed: what needs it stays empty and a sentence says what is missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from models import money
from models.figures import (
    ADULT,
    BASE_WEEK,
    CAP,
    COSTS_RATE,
    COSTS_SUBSIDY,
    FIGURES,
    FULL_WEEK,
    HOLIDAY,
    MINIMUM_WAGE,
    MONTH_WAGE,
    YOUNG_WAGE,
    YOUNGEST,
)
from models.messages import N_, Message


@dataclass(frozen=True, slots=True)
class InForce:
    """A setting as it holds on a day."""

    key: str
    value: Decimal
    valid_from: date
    source: str
    to_confirm: bool = False


Figures = Mapping[str, InForce]
"""The settings that hold on a day, by key; one that is not known that day is not in it."""


@dataclass(slots=True)
class Worth:
    """What a wage value is worth on a day; an amount is None when a figure for it is not known."""

    day: date
    rate: Decimal | None = None
    """Euros an hour that an employer pays for an individual secondment."""
    subsidy_hour: Decimal | None = None
    """Wage-cost subsidy per hour, four decimals."""
    subsidy_month: Decimal | None = None
    """Wage-cost subsidy per month at the hours asked for; None also without hours."""
    used: dict[str, InForce] = field(default_factory=dict)
    """The settings that were used, by key."""
    missing: list[Message] = field(default_factory=list)
    """Why an amount is not there."""


class _Asked:
    """The figures of one computation; remembers which were used and which were not there."""

    def __init__(self, figures: Figures, day: date, age: int | None) -> None:
        self.figures, self.day = figures, day
        self.age = age if age is not None and age < ADULT else None
        self.worth = Worth(day)

    def value(self, key: str) -> Decimal | None:
        """A figure, or None and a sentence that says it is not known."""
        found = self.figures.get(key)
        if found is None:
            self._miss(Message(N_("On {day} this is not known: {what}."), day=self.day, what=Message(FIGURES[key].what)))
            return None
        self.worth.used[key] = found
        return found.value

    def wage(self, key: str) -> Decimal | None:
        """A minimum wage, for the age."""
        wage = self.value(key)
        if wage is None or self.age is None:
            return wage
        if self.age < YOUNGEST:
            self._miss(Message(N_("There is no minimum wage for who is younger than {age}."), age=YOUNGEST))
            return None
        share = self.value(f"{YOUNG_WAGE}{self.age}")
        return None if share is None else money.young_wage(wage, share)

    def _miss(self, sentence: Message) -> None:
        if sentence not in self.worth.missing:
            self.worth.missing.append(sentence)


def derived_rate(figures: Figures, percentage: Decimal, day: date, *, age: int | None = None) -> Decimal | None:
    """The rate of an individual secondment that follows from a wage value; None when a figure is not known that day."""
    return _rate(_Asked(figures, day, age), percentage, None)


def worth(
    figures: Figures,
    percentage: Decimal,
    day: date,
    *,
    hours: Decimal | None = None,
    age: int | None = None,
    costs: Decimal | None = None,
) -> Worth:
    """What a wage value of ``percentage`` is worth at ``hours`` a week; ``costs`` per cent replace both settings.

    ``age`` in years; None counts as 21 or older.
    """
    asked = _Asked(figures, day, age)
    asked.worth.rate = _rate(asked, percentage, costs)
    holiday, cap = asked.value(HOLIDAY), asked.value(CAP)
    added = asked.value(COSTS_SUBSIDY) if costs is None else costs
    if holiday is None or cap is None or added is None:
        return asked.worth
    if (wage := asked.wage(MINIMUM_WAGE)) is not None:
        asked.worth.subsidy_hour = money.subsidy_hour(wage, percentage, holiday=holiday, cap=cap, costs=added)
    if hours is None:
        return asked.worth
    month, base_week, full_week = asked.wage(MONTH_WAGE), asked.value(BASE_WEEK), asked.value(FULL_WEEK)
    if month is not None and base_week is not None and full_week is not None:
        asked.worth.subsidy_month = money.subsidy_month(
            month, percentage, hours, holiday=holiday, cap=cap, costs=added, base_week=base_week, full_week=full_week
        )
    return asked.worth


def _rate(asked: _Asked, percentage: Decimal, costs: Decimal | None) -> Decimal | None:
    wage = asked.wage(MINIMUM_WAGE)
    added = asked.value(COSTS_RATE) if costs is None else costs
    return None if wage is None or added is None else money.secondment_rate(wage, percentage, added)
