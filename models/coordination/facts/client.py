"""The client that is placed, with what was indicated and measured."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.coordination.facts.people import Person
from models.kinds import ClientStatus, HrAdministrator, IndicationKind, TargetGroup


@dataclass(frozen=True, slots=True)
class ClientFacts:
    """The client, as far as the rules go."""

    id: bytes
    number: str
    name: str
    group: TargetGroup
    status: ClientStatus
    municipality: str
    """Name of the municipality that directs."""
    contract_hours: Decimal | None = None
    consultant: Person | None = None
    formal_employer: str | None = None
    """Name of the formal employer, municipality or not."""
    formal_employer_is_ours: bool = False
    """Whether the formal employer is one of the six municipalities."""
    hr_administrator: HrAdministrator | None = None
    birth_date: str | None = None
    """As far as it is known; without a whole one the client counts as an adult for the minimum wage."""
    contract_until: date | None = None
    """Last day of the contract with the client; None: no end, or not known."""


@dataclass(frozen=True, slots=True)
class IndicationFacts:
    """One indication of the client."""

    kind: IndicationKind
    valid_from: date | None = None
    valid_until: date | None = None
    advice_supported: bool | None = None


@dataclass(frozen=True, slots=True)
class WageValueFacts:
    """One measurement of the client's wage value."""

    percentage: Decimal
    measured_on: date | None = None
    """None: counts as measured."""
    valid_until: date | None = None
    """The agreed day for measuring again; None: none agreed."""
