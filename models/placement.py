"""Placements: who works where, in which form, since when — and the checks as they stood.

The rules that every placement passes first are the room beside this one, ``models/coordination/``.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, model_validator
from sqlalchemy import Index
from sqlalchemy import text as sql
from sqlmodel import Field

from models.base import OptionalDate, Record, amount_field, date_field, key_field, optional_key
from models.fields import Day, Line, OptionalDay, OptionalHours, OptionalLine, OptionalRate, wrong
from models.kinds import Form, PlacementState
from models.messages import N_


class Placement(Record, table=True):
    """A placement (plaatsing) at an employer or at a location of the NUO."""

    subject: ClassVar[str] = "placement"
    __table_args__ = (
        Index("ix_placement_start", "start", "id"),
        Index("ix_placement_filter", "start", "id", "state", "form", "until", "client_id"),
        Index("ix_placement_number", "number", "id"),
        Index("ix_placement_state", "state", "start", "id"),
        Index("ix_placement_changed", "changed_at", "id"),
        Index("ix_placement_vacancy", "vacancy_id", "state"),
        Index("ix_placement_work", "client_id", "state", "until", "ended_on", "id"),
        Index("ix_placement_ended", "ended_on", "client_id", "state", sqlite_where=sql("ended_on IS NOT NULL")),
        Index("ix_placement_proposed", "employer_id", sqlite_where=sql("state IN ('proposed', 'provisional')")),
    )

    number: str
    client_id: bytes = key_field(foreign_key="client.id", index=True)
    employer_id: bytes | None = optional_key("employer.id", index=True)
    location_id: bytes | None = optional_key("location.id", index=True)
    form: str
    start: date
    until: OptionalDate = date_field(description="last day; empty: no end agreed")
    hours: Decimal | None = amount_field(default=None, description="hours a week")
    workplace: str | None = Field(default=None, description="the place at the employer, in words")
    supervisor: str | None = None
    rate: Decimal | None = amount_field(default=None, description="euros an hour; rule C7")
    fallback_id: bytes | None = optional_key("location.id", description="where the client goes back to when it ends early")
    state: str = PlacementState.PROPOSED
    taken_over: bool = Field(default=False, description="came in running, from an old administration (promise 41)")
    consent_id: bytes | None = optional_key("coordination.id", index=True, description="the consent it uses")
    proposed_by: bytes | None = optional_key("user.id")
    activated_on: OptionalDate = date_field()
    activated_by: bytes | None = optional_key("user.id")
    ended_on: OptionalDate = date_field(description="last day worked, when ended or broken off")
    end_reason: str | None = None
    assessment: str | None = Field(default=None, description="the checks as they stood: JSON, see models.coordination.findings")
    remarks: str | None = None
    vacancy_id: bytes | None = optional_key("vacancy.id", description="the vacancy of which it takes a place")


class PlacementInput(BaseModel):
    """What people type about a proposed placement."""

    model_config = ConfigDict(extra="forbid")

    client_id: bytes
    employer_id: bytes | None = None
    location_id: bytes | None = None
    form: Form
    start: Day
    until: OptionalDay = None
    hours: OptionalHours = None
    workplace: OptionalLine = None
    supervisor: OptionalLine = None
    rate: OptionalRate = None
    fallback_id: bytes | None = None
    remarks: OptionalLine = None
    vacancy_id: bytes | None = None

    @model_validator(mode="after")
    def _makes_sense(self) -> PlacementInput:
        if self.until and self.until < self.start:
            raise wrong(N_("The end lies before the start."), "until")
        if self.employer_id is None and self.location_id is None:
            raise wrong(N_("Name an employer or a location: where is the work?"), "employer_id")
        return self


class EndingInput(BaseModel):
    """What people type when a placement ends or is broken off."""

    model_config = ConfigDict(extra="forbid")

    state: PlacementState = PlacementState.ENDED
    ended_on: Day
    end_reason: Line


class CallOffInput(BaseModel):
    """What people type when a proposal does not go on."""

    model_config = ConfigDict(extra="forbid")

    end_reason: Line
