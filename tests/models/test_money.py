"""What a wage value means in euros: the golden figures of the field, and what holds for any figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import money
from models.figures import FIGURES, LISTS, Kind, kept_value
from models.messages import Message
from models.setting import STARTING_SETTINGS
from models.worth import Figures, InForce, worth

LKS = {"holiday": Decimal(8), "cap": Decimal(70)}
WEEK = {"base_week": Decimal(36), "full_week": Decimal(40)}


def on(day: date) -> Figures:
    """The starting settings as they hold on a day."""
    begun = sorted(
        (start for start in STARTING_SETTINGS if start.valid_from <= day and FIGURES[start.key].kind not in LISTS),
        key=lambda start: start.valid_from,
    )
    return {s.key: InForce(s.key, Decimal(s.value), s.valid_from, s.source, s.to_confirm) for s in begun}


def test_the_rate_of_a_secondment() -> None:
    assert money.secondment_rate(Decimal("14.71"), Decimal(60), Decimal("23.5")) == Decimal("10.90")


def test_the_subsidy_per_hour() -> None:
    base = money.with_costs(Decimal("14.71"), Decimal(8))
    missing = money.subsidised(base, Decimal(60), Decimal(70))
    assert missing.quantize(Decimal("0.0001")) == Decimal("6.3547")
    assert money.subsidy_hour(Decimal("14.71"), Decimal(60), costs=Decimal("23.5"), **LKS) == Decimal("7.8481")


@pytest.mark.parametrize(
    ("hours", "costs", "subsidy"),
    [(36, "25", "1261.98"), (32, "25", "1121.76"), (36, "23.5", "1246.83"), (32, "23.5", "1108.29")],
)
def test_the_subsidy_per_month(hours: int, costs: str, subsidy: str) -> None:
    base = money.with_costs(Decimal(2337), Decimal(8))
    assert base == Decimal("2523.96")
    assert money.cents(money.subsidised(base, Decimal(60), Decimal(70))) == Decimal("1009.58")
    assert money.cents(money.subsidised(base, Decimal(10), Decimal(70))) == Decimal("1766.77"), "the cap"
    found = money.subsidy_month(Decimal(2337), Decimal(60), Decimal(hours), costs=Decimal(costs), **LKS, **WEEK)
    assert found == Decimal(subsidy)


WAGES = st.decimals(1, 5000, places=2)
PERCENTAGES = st.decimals(0, 100, places=1)
HOURS = st.decimals(1, 60, places=1)
COSTS = st.decimals(0, 50, places=1)


@given(WAGES, PERCENTAGES, HOURS, COSTS)
def test_the_subsidy_is_never_above_the_cap(wage: Decimal, percentage: Decimal, hours: Decimal, costs: Decimal) -> None:
    cap = money.subsidy_month(wage, Decimal(30), hours, costs=costs, **LKS, **WEEK)
    assert 0 <= money.subsidy_month(wage, percentage, hours, costs=costs, **LKS, **WEEK) <= cap
    exact = wage * Decimal("1.08") * Decimal("0.7") * (1 + costs / 100)
    assert money.subsidy_hour(wage, percentage, costs=costs, **LKS) <= exact + Decimal("0.0002")
    assert money.subsidy_month(wage, percentage, hours, costs=costs, **LKS, **WEEK) <= exact * hours / 36 + Decimal("0.02")


@given(WAGES, HOURS, COSTS)
def test_who_is_worth_the_whole_wage_brings_no_subsidy(wage: Decimal, hours: Decimal, costs: Decimal) -> None:
    assert money.subsidy_month(wage, Decimal(100), hours, costs=costs, **LKS, **WEEK) == 0
    assert money.subsidy_hour(wage, Decimal(100), costs=costs, **LKS) == 0


@given(WAGES, PERCENTAGES, PERCENTAGES, HOURS, HOURS, COSTS)
def test_more_worth_is_more_rate_and_less_subsidy_and_more_hours_more(
    wage: Decimal, one: Decimal, other: Decimal, few: Decimal, many: Decimal, costs: Decimal
) -> None:
    low, high = sorted((one, other))
    few, many = sorted((few, many))
    assert money.secondment_rate(wage, low, costs) <= money.secondment_rate(wage, high, costs)
    assert money.subsidy_hour(wage, low, costs=costs, **LKS) >= money.subsidy_hour(wage, high, costs=costs, **LKS)
    less = money.subsidy_month(wage, high, few, costs=costs, **LKS, **WEEK)
    assert less <= money.subsidy_month(wage, low, few, costs=costs, **LKS, **WEEK)
    assert less <= money.subsidy_month(wage, high, many, costs=costs, **LKS, **WEEK)


@given(WAGES, st.decimals(40, 60, places=1))
def test_hours_above_the_full_week_add_nothing(wage: Decimal, hours: Decimal) -> None:
    full = money.subsidy_month(wage, Decimal(60), Decimal(40), costs=Decimal(25), **LKS, **WEEK)
    assert money.subsidy_month(wage, Decimal(60), hours, costs=Decimal(25), **LKS, **WEEK) == full


@pytest.mark.parametrize(("rate", "differs"), [("10.90", "0"), ("11.99", "10"), ("9.81", "10"), ("12.00", "10.09"), ("0", "100")])
def test_how_far_a_rate_differs(rate: str, differs: str) -> None:
    assert money.deviation(Decimal(rate), Decimal("10.90")).quantize(Decimal("0.01")) == Decimal(differs)


def test_what_a_wage_value_is_worth_today() -> None:
    found = worth(on(date(2026, 11, 24)), Decimal(60), date(2026, 11, 24), hours=Decimal(36))
    assert (found.rate, found.subsidy_hour, found.subsidy_month) == (Decimal("11.11"), Decimal("8.0946"), Decimal("1261.98"))
    assert not found.missing
    assert found.used["costs-subsidy"].to_confirm
    assert found.used["minimum-wage-hour"].valid_from == date(2026, 7, 1)


def test_what_is_not_known_is_not_guessed() -> None:
    day = date(2026, 1, 1)
    found = worth(on(day), Decimal(60), day, hours=Decimal(36), costs=Decimal("23.5"))
    assert (found.rate, found.subsidy_hour, found.subsidy_month) == (Decimal("10.90"), Decimal("7.8481"), None)
    assert found.missing == [Message("On {day} this is not known: {what}.", day=day, what=Message("reference wage a month"))]
    assert "costs-rate" not in found.used, "given by who asked"
    nothing = worth({}, Decimal(60), day, hours=Decimal(36))
    assert (nothing.rate, nothing.subsidy_hour, nothing.subsidy_month) == (None, None, None)


@pytest.mark.parametrize(("age", "rate"), [(None, "10.90"), (21, "10.90"), (20, "8.72"), (17, "4.31"), (15, "3.27"), (14, None)])
def test_who_is_young_has_a_minimum_wage_of_their_own(age: int | None, rate: str | None) -> None:
    day = date(2026, 1, 1)
    found = worth(on(day), Decimal(60), day, age=age)
    assert found.rate == (Decimal(rate) if rate else None)
    assert bool(found.missing) == (rate is None)


def test_every_starting_value_is_of_its_kind() -> None:
    assert {start.key for start in STARTING_SETTINGS} == set(FIGURES)
    for start in STARTING_SETTINGS:
        assert kept_value(FIGURES[start.key].kind, start.value) == start.value


@pytest.mark.parametrize(
    ("kind", "text", "kept"),
    [
        (Kind.COUNT, "90", "90"),
        (Kind.COUNT, "0", None),
        (Kind.COUNT, "1,5", None),
        (Kind.COUNT, "-3", None),
        (Kind.COUNT, "1.000", None),
        (Kind.AMOUNT, "€ 15,20", "15.2"),
        (Kind.AMOUNT, "15,205", None),
        (Kind.AMOUNT, "0", None),
        (Kind.AMOUNT, "veel", None),
        (Kind.PERCENTAGE, "23,5 %", "23.5"),
        (Kind.PERCENTAGE, "101", None),
        (Kind.PERCENTAGE, "-1", None),
        (Kind.HOURS, "36", "36"),
        (Kind.HOURS, "61", None),
    ],
)
def test_values_are_checked_by_kind(kind: Kind, text: str, kept: str | None) -> None:
    if kept is None:
        with pytest.raises(ValueError, match="value"):
            kept_value(kind, text)
    else:
        assert kept_value(kind, text) == kept
