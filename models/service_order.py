"""Service orders (opdracht): a municipality, or UWV, orders a product for one client, for a period (promises 14 and 27)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, model_validator
from sqlalchemy import Index
from sqlmodel import Field

from models.base import OptionalDate, Record, date_field, key_field, optional_key
from models.fields import Day, Line, OptionalDay, OptionalEuros, OptionalLine, wrong
from models.kinds import Form, OrderState
from models.messages import N_


class ServiceOrder(Record, table=True):
    """An order for one client; rule C4 asks for one that is open, the budgets of agreements add up what they cost."""

    subject: ClassVar[str] = "service-order"
    __tablename__ = "service_order"
    __table_args__ = (
        Index("ix_service_order_number", "number", "id"),
        Index("ix_service_order_start", "start", "id"),
        Index("ix_service_order_state", "state", "start", "id"),
        Index("ix_service_order_ends", "client_id", "state", "until"),
        Index("ix_service_order_spending", "municipality_id", "form", "start", "state", "budget_cents", "spent_cents", "id"),
    )

    number: str
    client_id: bytes = key_field(foreign_key="client.id", index=True)
    municipality_id: bytes | None = optional_key("municipality.id", description="who ordered; empty: UWV")
    form: str
    start: date
    until: OptionalDate = date_field(description="last day; empty: no end was agreed")
    budget_cents: int | None = Field(default=None, description="cents that may be spent; empty: none was named")
    reference: str | None = Field(default=None, description="the order's name at who ordered")
    state: str = OrderState.OPEN
    closed_on: OptionalDate = date_field(description="the day on which it was closed or withdrawn")
    spent_cents: int | None = Field(default=None, description="cents that it came to; only of a closed order")
    reason: str | None = Field(default=None, description="why it was withdrawn")
    remarks: str | None = None


class ChangeOrderInput(BaseModel):
    """What people type about an order that is there: all but its client."""

    model_config = ConfigDict(extra="forbid")

    form: Form
    start: Day
    until: OptionalDay = None
    budget: OptionalEuros = None
    reference: OptionalLine = None
    remarks: OptionalLine = None

    @model_validator(mode="after")
    def _dates_in_order(self) -> ChangeOrderInput:
        if self.until and self.until < self.start:
            raise wrong(N_("The end lies before the start."), "until")
        return self


class OrderInput(ChangeOrderInput):
    """What people type about a new order. Who ordered follows from the client: who directs them today."""

    client_id: bytes


class CloseOrderInput(BaseModel):
    """What people type when the work of an order is done."""

    model_config = ConfigDict(extra="forbid")

    closed_on: Day
    spent: OptionalEuros = None


class WithdrawOrderInput(BaseModel):
    """What people type when who ordered takes the order back."""

    model_config = ConfigDict(extra="forbid")

    closed_on: Day
    reason: Line
