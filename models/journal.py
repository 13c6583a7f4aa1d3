"""The journal: every change, append-only, in two tables. No other table is written without it.

History, undo, audit and, later, synchronising of laptops read it. No clock decides an order: ``arrival`` is the order
on this laptop, ``counter`` the order on the device that wrote the entry, ``base`` what a change was based on.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from models.base import Key, Moment


class JournalEntry(SQLModel, table=True):
    """One transaction or act (logboek): who did what, when, why."""

    __tablename__: ClassVar[str] = "journal_entry"

    arrival: int | None = Field(default=None, primary_key=True, description="order of arrival on this laptop")
    id: bytes = Field(sa_type=Key, unique=True)
    device: bytes = Field(sa_type=Key)
    counter: int = Field(description="without gaps per device")
    at: datetime = Field(sa_type=Moment)
    actor: bytes | None = Field(default=None, sa_type=Key)
    action: str = Field(description="what was done, e.g. client.update, import.clients")
    reason: str | None = None
    undoes: bytes | None = Field(default=None, sa_type=Key, description="the entry that this one takes back")
    about: bytes | None = Field(
        default=None, sa_type=Key, index=True, description="the record whose protected data were looked at; nothing changed"
    )
    schema_version: int


class JournalChange(SQLModel, table=True):
    """One field that changed. A new record is one change of field ``*`` from null; taking it out, one to null."""

    __tablename__: ClassVar[str] = "journal_change"
    __table_args__ = (Index("ix_change_record", "record", "entry", "seq"), {"sqlite_with_rowid": False})

    entry: bytes = Field(sa_type=Key, primary_key=True, foreign_key="journal_entry.id")
    seq: int = Field(primary_key=True, description="order within the entry")
    subject: str
    record: bytes = Field(sa_type=Key)
    field: str
    old: str | None = Field(default=None, description="JSON of one canonical form; null: was not there")
    new: str | None = Field(default=None)
    salt: bytes = Field(description="random, so that a digest does not betray a short value")
    digest: bytes = Field(description="SHA-256 over salt, old and new")
    base_entry: bytes | None = Field(default=None, sa_type=Key, description="the change that the old value came from")
    base_seq: int | None = None
