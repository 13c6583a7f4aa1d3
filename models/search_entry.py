"""What the one search index knows of each record."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from models.base import Key


class SearchEntry(SQLModel, table=True):
    """One findable record. The key's high bits tell the subject, so that a search of one list is a range of keys."""

    __tablename__: ClassVar[str] = "search_entry"
    __table_args__ = (Index("ix_search_record", "record"),)

    key: int | None = Field(default=None, primary_key=True)
    subject: str
    record: bytes = Field(sa_type=Key)
    number: str
    title: str
    words: str = Field(description="folded words that it is found by")
