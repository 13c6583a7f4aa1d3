"""Employers: who offers work, who holds the relation, and whom not to approach now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Index
from sqlalchemy import text as sql
from sqlmodel import Field

from models.base import OptionalDate, Record, date_field, key_field, optional_key
from models.fields import Day, Line, OptionalBranchNumber, OptionalDay, OptionalKvk, OptionalLine, OptionalPostcode, OptionalText
from models.kinds import EmployerState
from models.values import company_key, domain_key, fold, phone_key


class Employer(Record, table=True):
    """An employer (werkgever), one record per branch; promises 7, 15 and 33."""

    subject: ClassVar[str] = "employer"
    derived: ClassVar[tuple[str, ...]] = ("sort_name", "name_key", "place_key", "phone_key", "domain_key", "group_key")
    __table_args__ = (
        Index("ix_employer_sort", "sort_name", "id"),
        Index("ix_employer_number", "number", "id"),
        Index("ix_employer_name_place", "name_key", "place_key"),
        Index("ix_employer_place", "place_key", "id"),
        Index("ix_employer_changed", "changed_at", "id"),
        Index("ix_employer_group", "group_name", "id", sqlite_where=sql("group_name IS NOT NULL")),
        Index("ix_employer_group_key", "group_key", "id", sqlite_where=sql("group_key <> ''")),
    )

    number: str
    name: str
    kvk: str | None = Field(default=None, index=True, description="KVK number, 8 digits")
    branch_number: str | None = Field(default=None, index=True, description="vestigingsnummer, 12 digits")
    group_name: str | None = Field(default=None, description="the group (concern) it belongs to")
    street: str | None = None
    house_number: str | None = None
    postcode: str | None = None
    place: str | None = None
    municipality_id: bytes | None = optional_key("municipality.id", description="whose werkplein the employer belongs to")
    sbi: str | None = Field(default=None, description="SBI code of the sector, text")
    sbi_version: str | None = Field(default=None, description="2008 or 2025")
    branch: str | None = Field(default=None, description="branche, in words")
    size: str | None = None
    phone: str | None = None
    email: str | None = None
    website: str | None = None
    state: str = Field(default=EmployerState.PROSPECT, description="prospect, relation, dormant or blocked")
    relation_since: OptionalDate = date_field()
    remarks: str | None = None
    archived_on: OptionalDate = date_field()
    sort_name: str = ""
    name_key: str = ""
    place_key: str = ""
    phone_key: str = Field(default="", index=True)
    domain_key: str = Field(default="", index=True)
    outdoor_service_of: bytes | None = optional_key(
        "municipality.id", description="the municipality whose own outdoor service this is (promise 34)"
    )
    group_key: str = Field(default="", sa_column_kwargs={"server_default": ""})

    @classmethod
    def derive(cls, row: Mapping[str, Any]) -> dict[str, Any]:
        """The keys for order and for finding doubles."""
        return {
            "sort_name": fold(row["name"]),
            "name_key": company_key(row["name"]),
            "place_key": fold(row.get("place") or "").strip(),
            "phone_key": phone_key(row.get("phone")),
            "domain_key": domain_key(row.get("website")),
            "group_key": company_key(row.get("group_name") or ""),
        }


class EmployerInput(BaseModel):
    """What people type about an employer. State, account holder and stops are acts of their own."""

    model_config = ConfigDict(extra="forbid")

    name: Line
    kvk: OptionalKvk = None
    branch_number: OptionalBranchNumber = None
    group_name: OptionalLine = None
    street: OptionalLine = None
    house_number: OptionalLine = None
    postcode: OptionalPostcode = None
    place: OptionalLine = None
    municipality_id: bytes | None = None
    sbi: OptionalLine = None
    sbi_version: OptionalLine = None
    branch: OptionalLine = None
    size: OptionalLine = None
    phone: OptionalLine = None
    email: OptionalLine = None
    website: OptionalLine = None
    remarks: OptionalText = None
    outdoor_service_of: bytes | None = None


class ContactPerson(Record, table=True):
    """Somebody at an employer whom we talk to (contactpersoon)."""

    subject: ClassVar[str] = "contact-person"
    __tablename__ = "contact_person"

    employer_id: bytes = key_field(foreign_key="employer.id", index=True)
    name: str
    role: str | None = None
    phone: str | None = None
    email: str | None = None
    archived_on: OptionalDate = date_field()


class ContactPersonInput(BaseModel):
    """What people type about a contact person."""

    model_config = ConfigDict(extra="forbid")

    name: Line
    role: OptionalLine = None
    phone: OptionalLine = None
    email: OptionalLine = None


class AccountHolding(Record, table=True):
    """That somebody holds the relation with an employer (accounthouder), from and until; the last open one holds now."""

    subject: ClassVar[str] = "account-holding"
    __tablename__ = "account_holding"
    __table_args__ = (
        Index("ix_holding_user", "user_id", "until_date"),
        Index("ix_holding_held", "employer_id", "from_date", "id", "until_date", "user_id"),
        Index("ix_holding_to_read", "user_id", "created_at", sqlite_where=sql("to_read = 1")),
    )

    employer_id: bytes = key_field(foreign_key="employer.id", index=True)
    user_id: bytes = key_field(foreign_key="user.id")
    from_date: OptionalDate = date_field(description="empty: since before the records begin")
    until_date: OptionalDate = date_field(description="last day; empty: still holds")
    reason: str | None = None
    note: str | None = Field(default=None, description="what who handed it over tells the new one")
    to_read: bool | None = Field(default=None, description="handed over by somebody else, and not said to be known yet")


class GroupHolding(Record, table=True):
    """That somebody holds the relation with a whole group (concern) of employers, from and until; rule E9."""

    subject: ClassVar[str] = "group-holding"
    derived: ClassVar[tuple[str, ...]] = ("group_key",)
    __tablename__ = "group_holding"
    __table_args__ = (Index("ix_group_holding_key", "group_key", "until_date"),)

    group_name: str
    user_id: bytes = key_field(foreign_key="user.id")
    from_date: OptionalDate = date_field(description="empty: since before the records begin")
    until_date: OptionalDate = date_field(description="last day; empty: still holds")
    reason: str | None = None
    group_key: str = ""

    @classmethod
    def derive(cls, row: Mapping[str, Any]) -> dict[str, Any]:
        """The key by which the group is found, however its name is written."""
        return {"group_key": company_key(row["group_name"])}


class HoldingInput(BaseModel):
    """What people choose when a relation gets another account holder."""

    model_config = ConfigDict(extra="forbid")

    user_id: bytes
    from_date: Day
    reason: OptionalLine = None
    note: OptionalText = None


class TransferInput(BaseModel):
    """What people choose when employers go to another account holder, one or many."""

    model_config = ConfigDict(extra="forbid")

    user_id: bytes
    from_date: Day
    reason: Line
    note: OptionalText = None


class RelationInput(BaseModel):
    """What people choose when a prospect becomes a relation."""

    model_config = ConfigDict(extra="forbid")

    user_id: bytes
    relation_since: Day


class ApproachStop(Record, table=True):
    """That an employer is not to be approached for a while (benaderstop); rule E8."""

    subject: ClassVar[str] = "approach-stop"
    __tablename__ = "approach_stop"

    employer_id: bytes = key_field(foreign_key="employer.id", index=True)
    reason: str
    from_date: date
    until_date: OptionalDate = date_field(description="last day; empty: until lifted")
    lifted_on: OptionalDate = date_field(description="the stop no longer runs from this day")


class StopInput(BaseModel):
    """What people type about an approach stop."""

    model_config = ConfigDict(extra="forbid")

    reason: Line
    from_date: Day
    until_date: OptionalDay = None
