"""Wage values: what somebody's work is worth beside what the job pays."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, model_validator
from sqlalchemy import Index

from models.base import OptionalDate, Record, amount_field, date_field, key_field, optional_key
from models.fields import OptionalDay, OptionalLine, Percentage, wrong
from models.messages import N_


class WageValue(Record, table=True):
    """One measurement (loonwaarde): percentage, when, by whom, at which placement. Rules C6 and C7 rest on it."""

    subject: ClassVar[str] = "wage-value"
    __tablename__ = "wage_value"
    __table_args__ = (
        Index("ix_wage_value_measured_on", "measured_on", "id"),
        Index("ix_wage_value_ends", "client_id", "measured_on", "valid_until"),
    )

    client_id: bytes = key_field(foreign_key="client.id", index=True)
    percentage: Decimal = amount_field(description="0 to 100")
    measured_on: OptionalDate = date_field()
    measured_by: str | None = None
    placement_id: bytes | None = optional_key("placement.id", index=True)
    valid_until: OptionalDate = date_field(description="the agreed day for measuring again")


class WageValueInput(BaseModel):
    """What people type about a measurement."""

    model_config = ConfigDict(extra="forbid")

    percentage: Percentage
    measured_on: OptionalDay = None
    measured_by: OptionalLine = None
    placement_id: bytes | None = None
    valid_until: OptionalDay = None

    @model_validator(mode="after")
    def _dates_in_order(self) -> WageValueInput:
        if self.measured_on and self.valid_until and self.valid_until < self.measured_on:
            raise wrong(N_("The end lies before the start."), "valid_until")
        return self
