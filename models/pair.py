"""Pairs of records that look alike: what somebody said of them, so that nobody is asked the same twice."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlmodel import Field

from models.base import Record, key_field, optional_key


class Pair(Record, table=True):
    """Two clients, or two employers, of which somebody said that they are the same or not; promise 33.

    Which of the two stands first says nothing: whoever asks looks both ways.
    """

    subject: ClassVar[str] = "pair"

    client_id: bytes | None = optional_key("client.id", index=True)
    other_client_id: bytes | None = optional_key("client.id", index=True)
    employer_id: bytes | None = optional_key("employer.id", index=True)
    other_employer_id: bytes | None = optional_key("employer.id", index=True)
    said: str = Field(description="different: never offered again; same: an account holder agrees to a merge")
    said_by: bytes = key_field(foreign_key="user.id")
    said_on: date
    reason: str | None = None
