"""Indications: the decisions that give a client the right to a kind of work."""

from __future__ import annotations

from typing import ClassVar

from pydantic import BaseModel, ConfigDict, model_validator
from sqlalchemy import Index
from sqlmodel import Field

from models.base import OptionalDate, Record, date_field, key_field
from models.fields import OptionalDay, OptionalLine, OptionalYesNo, wrong
from models.kinds import IndicationKind
from models.messages import N_


class Indication(Record, table=True):
    """An indication (indicatie): kind, term, advice. Special personal data."""

    subject: ClassVar[str] = "indication"
    __table_args__ = (Index("ix_indication_ends", "client_id", "valid_until"),)

    client_id: bytes = key_field(foreign_key="client.id", index=True)
    kind: str
    category: str | None = Field(default=None, description="Wsw: matig or ernstig")
    valid_from: OptionalDate = date_field(description="empty: counts as begun")
    valid_until: OptionalDate = date_field(description="last day; empty: no end known")
    advice_supported: bool | None = Field(
        default=None, description="advice 'begeleid werken' (Wsw art. 7): yes, no, or not known"
    )
    document: str | None = Field(default=None, description="where the advice document is kept")


class IndicationInput(BaseModel):
    """What people type about an indication."""

    model_config = ConfigDict(extra="forbid")

    kind: IndicationKind
    category: OptionalLine = None
    valid_from: OptionalDay = None
    valid_until: OptionalDay = None
    advice_supported: OptionalYesNo = None
    document: OptionalLine = None

    @model_validator(mode="after")
    def _dates_in_order(self) -> IndicationInput:
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise wrong(N_("The end lies before the start."), "valid_until")
        return self


class TypedIndication(IndicationInput):
    """An indication that somebody types: one that says nothing would only hide that there is none."""

    @model_validator(mode="after")
    def _says_something(self) -> TypedIndication:
        if not (self.valid_from or self.valid_until or self.document):
            raise wrong(N_("Fill in a date, or where the decision is kept."), "valid_until")
        return self
