"""Clients: the people whom the NUO finds and keeps work for."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Index
from sqlmodel import Field

from models.base import OptionalDate, Record, amount_field, date_field, optional_key
from models.fields import (
    Line,
    OptionalBsn,
    OptionalCount,
    OptionalDay,
    OptionalHours,
    OptionalLadder,
    OptionalLine,
    OptionalPartialDate,
    OptionalPostcode,
    OptionalText,
)
from models.kinds import ClientStatus, HrAdministrator, TargetGroup
from models.values import list_name, person_name, sort_name

FILTERED = ("consultant_id", "municipality_id", "target_group", "status", "hr_administrator", "ladder_step", "birth_date")
"""What lists of clients are filtered by: it stands in an index by name, so that a filter is tried without the table."""


class Client(Record, table=True):
    """A client (cliënt): who they are, who directs, what they can and can't do. Special personal data."""

    subject: ClassVar[str] = "client"
    derived: ClassVar[tuple[str, ...]] = ("sort_name",)
    __table_args__ = (
        Index("ix_client_sort", "sort_name", "id"),
        Index("ix_client_filter", "sort_name", "id", *FILTERED),
        Index("ix_client_number", "number", "id"),
        Index("ix_client_caseload", "consultant_id", "sort_name", "id"),
        Index("ix_client_changed", "changed_at", "id"),
        Index("ix_client_team", "id", "consultant_id", "status", "archived_on"),
    )

    number: str
    surname: str
    prefix: str | None = Field(default=None, description="tussenvoegsel")
    given_names: str | None = None
    initials: str | None = None
    call_name: str | None = None
    birth_date: str | None = Field(default=None, description="YYYY-MM-DD; 00 for what is not known")
    bsn: str | None = Field(default=None, index=True, description="citizen service number; masked on screens")
    street: str | None = None
    house_number: str | None = None
    postcode: str | None = None
    place: str | None = None
    municipality_id: bytes = optional_key("municipality.id", nullable=False, description="the municipality that directs")
    phone: str | None = None
    email: str | None = None
    target_group: str
    consultant_id: bytes | None = optional_key("user.id")
    formal_employer_id: bytes | None = optional_key(
        "municipality.id", description="municipality that employs a Wsw client (promise 9)"
    )
    formal_employer_text: str | None = Field(default=None, description="formal employer that is none of the six municipalities")
    hr_administrator: str | None = Field(default=None, description="nuo or larcom (promise 40)")
    contract_hours: Decimal | None = amount_field(default=None, description="hours a week")
    status: str = ClientStatus.ACTIVE
    ladder_step: int | None = Field(default=None, description="participation ladder, 1 to 6")
    skills: str | None = None
    limits: str | None = Field(default=None, description="what matters at work and can't be asked")
    mobility: str | None = None
    remarks: str | None = None
    archived_on: OptionalDate = date_field()
    sort_name: str = ""
    contract_until: OptionalDate = date_field(description="last day of the contract; empty: no end")
    travel_km: int | None = Field(default=None, description="how far they can travel to work, one way, in kilometres")

    @classmethod
    def derive(cls, row: Mapping[str, Any]) -> dict[str, Any]:
        """The key that people are ordered by."""
        return {"sort_name": sort_name(row["surname"], row.get("call_name") or row.get("initials"))}

    @property
    def name(self) -> str:
        """'Yinthe van der Arent'."""
        return person_name(self.surname, self.prefix, self.call_name or self.initials)

    @property
    def list_name(self) -> str:
        """'Arent, Yinthe van der'."""
        return list_name(self.surname, self.prefix, self.call_name or self.initials)


class ClientInput(BaseModel):
    """What people type about a client; also what one row of an import is checked against."""

    model_config = ConfigDict(extra="forbid")

    surname: Line
    prefix: OptionalLine = None
    given_names: OptionalLine = None
    initials: OptionalLine = None
    call_name: OptionalLine = None
    birth_date: OptionalPartialDate = None
    bsn: OptionalBsn = None
    street: OptionalLine = None
    house_number: OptionalLine = None
    postcode: OptionalPostcode = None
    place: OptionalLine = None
    municipality_id: bytes
    phone: OptionalLine = None
    email: OptionalLine = None
    target_group: TargetGroup
    consultant_id: bytes | None = None
    formal_employer_id: bytes | None = None
    formal_employer_text: OptionalLine = None
    hr_administrator: HrAdministrator | None = None
    contract_hours: OptionalHours = None
    status: ClientStatus = ClientStatus.ACTIVE
    ladder_step: OptionalLadder = None
    skills: OptionalText = None
    limits: OptionalText = None
    mobility: OptionalText = None
    remarks: OptionalText = None
    contract_until: OptionalDay = None
    travel_km: OptionalCount = None
