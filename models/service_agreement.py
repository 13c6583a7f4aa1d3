"""Service agreements (dienstverleningsovereenkomst, DVO): what a municipality buys of the NUO, from when until when.

Whether an agreement is in force on a day follows from its state and its dates; whether it covers one year or several, from
its dates alone. Budgets are kept in whole cents, so that they add up.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, model_validator
from sqlalchemy import Index
from sqlmodel import Field

from models.base import Record, key_field
from models.fields import Day, OptionalEuros, OptionalLine, wrong
from models.kinds import AgreementState, Form, ProductUnit
from models.messages import N_


class ServiceAgreement(Record, table=True):
    """A service agreement of one municipality (promises 1, 10 and 37)."""

    subject: ClassVar[str] = "service-agreement"
    __tablename__ = "service_agreement"
    __table_args__ = (
        Index("ix_service_agreement_number", "number", "id"),
        Index("ix_service_agreement_start", "start", "id"),
        Index("ix_service_agreement_municipality", "municipality_id", "start", "id"),
    )

    number: str
    municipality_id: bytes = key_field(foreign_key="municipality.id")
    start: date
    until: date = Field(description="last day")
    state: str = AgreementState.DRAFT
    remarks: str | None = None


class Product(Record, table=True):
    """One product of an agreement: a form of placement that the municipality buys, with what it may cost a year."""

    subject: ClassVar[str] = "product"

    service_agreement_id: bytes = key_field(foreign_key="service_agreement.id", index=True)
    form: str
    budget_cents: int | None = Field(default=None, description="cents for each calendar year; empty: none was agreed")
    unit: str = ProductUnit.PLACEMENT


class AgreementInput(BaseModel):
    """What people type about an agreement."""

    model_config = ConfigDict(extra="forbid")

    municipality_id: bytes
    start: Day
    until: Day
    state: AgreementState = AgreementState.SIGNED
    remarks: OptionalLine = None

    @model_validator(mode="after")
    def _dates_in_order(self) -> AgreementInput:
        if self.until < self.start:
            raise wrong(N_("The end lies before the start."), "until")
        return self


class ProductInput(BaseModel):
    """What people type about a product."""

    model_config = ConfigDict(extra="forbid")

    form: Form
    budget: OptionalEuros = None
    unit: ProductUnit = ProductUnit.PLACEMENT
