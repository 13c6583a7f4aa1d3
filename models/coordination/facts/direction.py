"""Who directs the client: the orders for them, and the agreements that these fall under."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.kinds import AgreementState, Form, OrderState


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """One service order for the client, of any kind and state."""

    number: str
    form: Form
    start: date
    until: date | None = None
    state: OrderState = OrderState.OPEN
    by_director: bool = True
    """Ordered by who directs the client now: their municipality, or UWV."""


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """One service agreement of the municipality that directs the client, and what it says of the product asked for."""

    number: str
    start: date
    until: date
    state: AgreementState = AgreementState.SIGNED
    has_product: bool = True
    budget: Decimal | None = None
    """Euros for the product in the year of the start; None when none was agreed."""
    ordered: Decimal = Decimal(0)
    """Euros that were used and committed of it in that year; not gathered for a placement that runs already."""
