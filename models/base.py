"""What every table has in common: the key, the version, who changed it and when.

Also the four column types in which values are kept: keys as 16 bytes, dates and moments as ISO text, decimals as
text without trailing zeros. What is kept is what the journal says, to the letter.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import Date, LargeBinary, String
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

from models.ids import new_id
from models.values import decimal_text


class Key(TypeDecorator[bytes]):
    """A key: 16 bytes in the store and in Python."""

    impl = LargeBinary(16)
    cache_ok = True

    def process_bind_param(self, value: bytes | UUID | None, dialect: object) -> bytes | None:
        """As it goes into the store."""
        return value.bytes if isinstance(value, UUID) else value


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, kept as ``2026-11-24T14:03:00.000000Z``."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: object) -> str | None:
        """As it goes into the store."""
        return None if value is None else moment_text(value)

    def process_result_value(self, value: str | None, dialect: object) -> datetime | None:
        """As it comes out of the store."""
        return None if value is None else datetime.fromisoformat(value)


class Amount(TypeDecorator[Decimal]):
    """A decimal (hours, percentage, euros), kept as text, so that nothing is rounded."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: object) -> str | None:
        """As it goes into the store."""
        return None if value is None else decimal_text(value)

    def process_result_value(self, value: str | None, dialect: object) -> Decimal | None:
        """As it comes out of the store."""
        return None if value is None else Decimal(value)


def moment_text(value: datetime) -> str:
    """A moment as it is kept; ``ValueError`` when it has no time zone."""
    if value.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def key_field(**kwargs: Any) -> Any:
    """A column that holds the key of another record."""
    return Field(sa_type=Key, **kwargs)


def optional_key(foreign_key: str, **kwargs: Any) -> Any:
    """A column that holds the key of another record, or nothing."""
    return Field(default=None, sa_type=Key, foreign_key=foreign_key, **kwargs)


def amount_field(**kwargs: Any) -> Any:
    """A column for hours, percentages and euros."""
    return Field(sa_type=Amount, **kwargs)


def date_field(**kwargs: Any) -> Any:
    """A column for a whole date, or nothing."""
    return Field(default=None, sa_type=Date, **kwargs)


class Record(SQLModel):
    """The columns that every subject's table begins with.

    ``subject`` is its name in the journal and on the command line. ``derived`` names columns that follow from the
    others (sort keys, keys for comparing); :meth:`derive` computes them, the journal leaves them out.
    """

    subject: ClassVar[str]
    derived: ClassVar[tuple[str, ...]] = ()

    id: bytes = Field(default_factory=new_id, primary_key=True, sa_type=Key)
    version: int = 1
    created_at: datetime = Field(default=None, sa_type=Moment, nullable=False)
    changed_at: datetime = Field(default=None, sa_type=Moment, nullable=False)
    changed_by: bytes | None = Field(default=None, sa_type=Key)

    @classmethod
    def derive(cls, row: Mapping[str, Any]) -> dict[str, Any]:
        """The derived columns for the values in ``row``."""
        return {}


BOOKKEEPING = ("version", "created_at", "changed_at", "changed_by")
"""Columns that follow from the journal entry itself and are not journalled as fields."""

OptionalDate = date | None
