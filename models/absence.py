"""Absences: from when until when a client can't come to work. Never why: what somebody has is nobody's business here.

That somebody is ill, and since when, is what planning needs; an employer may not ask for more (AVG art. 9, Wet verbetering
poortwachter; Autoriteit Persoonsgegevens, rules for the sick employee).
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, model_validator
from sqlalchemy import Index
from sqlmodel import Field

from models.base import OptionalDate, Record, date_field, key_field
from models.fields import Day, OptionalDay, OptionalLine, wrong
from models.kinds import AbsenceKind
from models.messages import N_


class Absence(Record, table=True):
    """One absence (afwezigheid) of a client; rule C16 and the offer of a fallback place look at its days."""

    subject: ClassVar[str] = "absence"
    __table_args__ = (Index("ix_absence_client", "client_id", "from_date", "id"),)

    client_id: bytes = key_field(foreign_key="client.id")
    kind: str = AbsenceKind.ILL
    from_date: date
    expected_until: OptionalDate = date_field(description="last day that is expected; empty: nobody knows yet")
    until_date: OptionalDate = date_field(description="last day of it; empty: not back yet")
    note: str | None = Field(default=None, description="what planning needs to know; never a health detail")


class AbsenceInput(BaseModel):
    """What people type when a client is ill or absent."""

    model_config = ConfigDict(extra="forbid")

    kind: AbsenceKind = AbsenceKind.ILL
    from_date: Day
    expected_until: OptionalDay = None
    note: OptionalLine = None

    @model_validator(mode="after")
    def _dates_in_order(self) -> AbsenceInput:
        if self.expected_until and self.expected_until < self.from_date:
            raise wrong(N_("The last day lies before the first."), "expected_until")
        return self


class BackInput(BaseModel):
    """What people type when the client is back."""

    model_config = ConfigDict(extra="forbid")

    back_on: Day
