"""Reading: thin, typed access to one connection inside one read transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from db.connection import Connection
from models.errors import BadInput
from models.messages import N_, Message

Params = Sequence[Any] | dict[str, Any]


class Reader:
    """Queries on one connection; counts them, so that a test can hold an assessment to a fixed number."""

    __slots__ = ("connection", "queries")

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.queries = 0

    def rows(self, sql: str, params: Params = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        self.queries += 1
        return self.connection.execute(sql, params).fetchall()  # type: ignore[no-any-return]

    def each(self, sql: str, params: Params = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query one by one, for what does not fit in memory."""
        self.queries += 1
        return iter(self.connection.execute(sql, params))

    def row(self, sql: str, params: Params = ()) -> tuple[Any, ...] | None:
        """The first row, or None."""
        self.queries += 1
        return self.connection.execute(sql, params).fetchone()  # type: ignore[no-any-return]

    def value(self, sql: str, params: Params = ()) -> Any:
        """The first column of the first row, or None."""
        row = self.row(sql, params)
        return None if row is None else row[0]


def marks(count: int) -> str:
    """``?,?,?`` for a query over ``count`` values."""
    return ",".join("?" * count)


EACH = "SELECT unhex(value) AS id FROM json_each"
"""The keys of :func:`key_list` as a table: ``FROM (EACH(:keys)) k CROSS JOIN client c ON c.id = k.id`` looks up each of
them through an index, one as well as thousands, in one query with one text."""


def key_list(keys: Iterable[bytes]) -> str:
    """Keys as one value of a query, for :data:`EACH`."""
    listed = '","'.join(map(bytes.hex, keys))
    return f'["{listed}"]' if listed else "[]"


def unique(keys: Iterable[Any]) -> list[Any]:
    """Each of ``keys`` once, in the order in which they came; those that are None are left out."""
    return [key for key in dict.fromkeys(keys) if key is not None]


def table_of(subject: str) -> str:
    """The table of a subject: ``service-order`` is kept in ``service_order``. Only for names that the program wrote itself."""
    return subject.replace("-", "_")


def as_date(text: str | None) -> date | None:
    """A kept date as a date."""
    return None if text is None else date.fromisoformat(text)


def as_decimal(text: str | None) -> Decimal | None:
    """A kept amount as a decimal."""
    return None if text is None else Decimal(text)


def gone() -> BadInput:
    """What to say of a record that was there a moment ago."""
    return BadInput(Message(N_("This record is no longer there.")), Message(N_("Go back to the list and look again.")))
