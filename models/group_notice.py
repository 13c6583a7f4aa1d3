"""Telling the account holder of a group that a client may go to one of its branches (rule E9)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Index
from sqlalchemy import text as sql
from sqlmodel import Field

from models.base import OptionalDate, Record, date_field, key_field
from models.fields import OptionalLine
from models.kinds import Channel, Form


class GroupNotice(Record, table=True):
    """That the group account holder was told of a client at a branch, by whom and how (melding aan de concernhouder)."""

    subject: ClassVar[str] = "group-notice"
    __tablename__ = "group_notice"
    __table_args__ = (
        Index("ix_group_notice_employer", "employer_id", "client_id"),
        Index("ix_group_notice_to_read", "told_id", "told_on", sqlite_where=sql("seen_on IS NULL")),
    )

    employer_id: bytes = key_field(foreign_key="employer.id", description="the branch")
    client_id: bytes = key_field(foreign_key="client.id", index=True)
    form: str
    told_id: bytes = key_field(foreign_key="user.id", description="the group account holder, or who stands in")
    told_by: bytes = key_field(foreign_key="user.id")
    told_on: date
    channel: str = Field(description="tool, phone, email or in-person")
    text: str | None = None
    seen_on: OptionalDate = date_field(description="they have said that they know; empty: it stands on their first screen")


class NoticeInput(BaseModel):
    """What people type when they tell the group account holder."""

    model_config = ConfigDict(extra="forbid")

    employer_id: bytes
    client_id: bytes
    form: Form
    channel: Channel = Channel.TOOL
    text: OptionalLine = None
