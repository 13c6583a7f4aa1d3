"""What a wage value means in euros: the rate of an individual secondment, and the wage-cost subsidy (LKS).

Pure arithmetic in ``Decimal``. Amounts are euros; percentages are 0 to 100. Halves of a cent go up. Sources: DOMAIN,
'Wage value and money'; Participatiewet art. 10d; the formula of the rate is a setting of the NUO.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
_FOUR_DECIMALS = Decimal("0.0001")
_HUNDRED = Decimal(100)


def cents(amount: Decimal) -> Decimal:
    """An amount in whole cents."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def part(amount: Decimal, percentage: Decimal) -> Decimal:
    """So many per cent of an amount, not rounded."""
    return amount * percentage / _HUNDRED


def with_costs(amount: Decimal, costs: Decimal) -> Decimal:
    """An amount with ``costs`` per cent added, not rounded."""
    return amount + part(amount, costs)


def secondment_rate(minimum_wage: Decimal, percentage: Decimal, costs: Decimal) -> Decimal:
    """The rate per hour that an employer pays for an individual secondment, in cents.

    Minimum wage per hour × wage value × (1 + employer's costs).

    >>> secondment_rate(Decimal("14.71"), Decimal(60), Decimal("23.5"))
    Decimal('10.90')
    """
    return cents(with_costs(part(minimum_wage, percentage), costs))


def subsidised(base: Decimal, percentage: Decimal, cap: Decimal) -> Decimal:
    """The part of the base that the municipality pays: what is missing, at most ``cap`` per cent; not rounded."""
    return min(base - part(base, percentage), part(base, cap))


def subsidy_hour(minimum_wage: Decimal, percentage: Decimal, *, holiday: Decimal, cap: Decimal, costs: Decimal) -> Decimal:
    """The wage-cost subsidy per hour worked, in four decimals.

    >>> figures = {"holiday": Decimal(8), "cap": Decimal(70), "costs": Decimal("23.5")}
    >>> subsidy_hour(Decimal("14.71"), Decimal(60), **figures)
    Decimal('7.8481')
    """
    missing = subsidised(with_costs(minimum_wage, holiday), percentage, cap).quantize(_FOUR_DECIMALS, ROUND_HALF_UP)
    return with_costs(missing, costs).quantize(_FOUR_DECIMALS, ROUND_HALF_UP)


def subsidy_month(
    month_wage: Decimal,
    percentage: Decimal,
    hours: Decimal,
    *,
    holiday: Decimal,
    cap: Decimal,
    costs: Decimal,
    base_week: Decimal,
    full_week: Decimal,
) -> Decimal:
    """The wage-cost subsidy per month at ``hours`` a week, in cents; hours above ``full_week`` add nothing.

    What is missing is rounded to the cent before the employer's costs and the hours come in.

    >>> figures = {"holiday": Decimal(8), "cap": Decimal(70), "base_week": Decimal(36), "full_week": Decimal(40)}
    >>> subsidy_month(Decimal(2337), Decimal(60), Decimal(32), costs=Decimal(25), **figures)
    Decimal('1121.76')
    """
    missing = cents(subsidised(with_costs(month_wage, holiday), percentage, cap))
    return cents(with_costs(missing, costs) * min(hours, full_week) / base_week)


def young_wage(wage: Decimal, percentage: Decimal) -> Decimal:
    """The minimum wage of somebody younger than 21, in cents."""
    return cents(part(wage, percentage))


def deviation(rate: Decimal, derived: Decimal) -> Decimal:
    """By how many per cent a rate differs from the derived one, up or down; 0 only when it is the same amount.

    >>> deviation(Decimal("11.99"), Decimal("10.90"))
    Decimal('10')
    """
    if not derived:
        return Decimal(0) if not rate else _HUNDRED
    return abs(rate - derived) * _HUNDRED / derived
