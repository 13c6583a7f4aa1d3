"""The work beside the person: what is asked and can't be asked, where both are, and what ends; rules C10, C11 and C15."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.coordination.facts.client import WageValueFacts


@dataclass(frozen=True, slots=True)
class WorkFacts:
    """What the client can and can't do, what the place asks, and where both are."""

    limits: str | None = None
    """What can't be asked of the client, words between commas."""
    travel_km: int | None = None
    """How far the client can travel, one way; None: not known."""
    home: str | None = None
    """The place where the client lives."""
    work: str | None = None
    """The place where the work is."""
    asked_skills: str | None = None
    """What the vacancy asks that somebody can."""
    barred_limits: str | None = None
    """Limits with which the work of the vacancy does not go."""
    asked_hours: Decimal | None = None
    """Hours a week that the vacancy has for one place."""
    asked_wage_value: Decimal | None = None
    """The least wage value that the vacancy asks."""
    wage_values: tuple[WageValueFacts, ...] = ()
    """The client's, when the vacancy asks a least one."""
    outdoor_service: str | None = None
    """Name of the municipality whose own outdoor service the location or the employer is."""


@dataclass(frozen=True, slots=True)
class PensionAge:
    """The pension age (AOW) that holds from a day on."""

    valid_from: date
    months: int
