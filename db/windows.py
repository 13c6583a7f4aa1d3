"""Windows: how a list reads only the rows that are on the screen, whether it has fifty or a million.

A list is an order of records. A record's :data:`Position` in it is its sort key and, among equals, its id; so the rows
after or before a record are found by a seek in an index, at the same cost everywhere. The screens know only
:class:`ListSource`; ``db/lists.py`` writes the SQL behind it, ``db/keymap.py`` answers in row numbers.

Every method of a source may be called from any thread, and by two threads at once: it reads in a transaction of its own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple, Protocol

from models.messages import Message

Position = tuple[str, bytes]
"""Where a record stands in the order: its sort key (text, never empty of meaning for the order), then its id."""

Cell = str | int | Decimal | date | Message | None
"""A value to show. Text is shown as it is, with control characters made visible; the rest as the reader's language writes it."""

Hint = Literal["", "muted", "warn", "block"]
"""How a cell is meant: plain, less important, a warning, or something that blocks. Its text says so too."""


class Column(NamedTuple):
    """One column: its heading, how much room it takes, and how gladly it is missed when there is too little."""

    name: str
    title: Message
    width: int
    """cells it needs at least"""
    weight: int = 0
    """share of the room that is left over"""
    right: bool = False
    """numbers stand right, words left"""
    priority: int = 0
    """0: always shown; of the others the highest number drops out first in a narrow list"""
    order: str = ""
    """the order of the list that goes by this column; '' when there is none"""


class Row(NamedTuple):
    """One record as a list shows it."""

    id: bytes
    key: str
    """its sort key in this list"""
    cells: tuple[Cell, ...]
    """one a column"""
    hints: tuple[Hint, ...] = ()
    """one a column, or none at all"""

    @property
    def position(self) -> Position:
        """Where the record stands in the order."""
        return self.key, self.id


class ListSource(Protocol):
    """An ordered list of records that is read by windows."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, in the order in which they are shown."""

    def forward(self, after: Position | None, limit: int, inclusive: bool = False) -> list[Row]:
        """At most ``limit`` rows that follow ``after`` (None: the start), in order; fewer only at the end of the list.

        ``inclusive`` also takes the record at ``after`` itself. There need not be a record at ``after``.
        """

    def backward(self, before: Position | None, limit: int) -> list[Row]:
        """At most ``limit`` rows that come just before ``before`` (None: the end), *in the order of the list*."""

    def find(self, id: bytes) -> Position | None:
        """Where a record stands now, or None when it is not in this list."""

    def total(self) -> int:
        """How many rows there are, exactly. May take 0.1 s the first time, so it is asked beside the painting."""

    def rank(self, position: Position) -> int:
        """How many rows come before ``position``."""

    def at(self, number: int) -> Position | None:
        """The position of row ``number``, counted from 0; None past the end."""

    def forget(self) -> None:
        """Rows may have come, gone or moved: count and number them anew when next asked."""


class MemoryList:
    """A list whose rows are all at hand: short lists, search results, tests."""

    def __init__(self, columns: tuple[Column, ...], rows: Iterable[Row]) -> None:
        self.columns = columns
        self._rows = sorted(rows, key=lambda row: row.position)
        self._positions = [row.position for row in self._rows]

    def forward(self, after: Position | None, limit: int, inclusive: bool = False) -> list[Row]:
        """See :class:`ListSource`."""
        cut = bisect_left if inclusive else bisect_right
        start = 0 if after is None else cut(self._positions, after)
        return self._rows[start : start + limit]

    def backward(self, before: Position | None, limit: int) -> list[Row]:
        """See :class:`ListSource`."""
        end = len(self._rows) if before is None else bisect_left(self._positions, before)
        return self._rows[max(0, end - limit) : end]

    def find(self, id: bytes) -> Position | None:
        """See :class:`ListSource`."""
        return next((position for position in self._positions if position[1] == id), None)

    def total(self) -> int:
        """See :class:`ListSource`."""
        return len(self._rows)

    def rank(self, position: Position) -> int:
        """See :class:`ListSource`."""
        return bisect_left(self._positions, position)

    def at(self, number: int) -> Position | None:
        """See :class:`ListSource`."""
        return self._positions[number] if 0 <= number < len(self._positions) else None

    def forget(self) -> None:
        """See :class:`ListSource`; its rows never change."""


class Descending:
    """Another list upside down: the last row first."""

    def __init__(self, source: ListSource) -> None:
        self.source = source
        self.columns = source.columns

    def forward(self, after: Position | None, limit: int, inclusive: bool = False) -> list[Row]:
        """See :class:`ListSource`."""
        rows: list[Row] = []
        if inclusive and after is not None:
            rows = [row for row in self.source.forward(after, 1, inclusive=True) if row.position == after]
        rows += reversed(self.source.backward(after, limit - len(rows)))
        return rows

    def backward(self, before: Position | None, limit: int) -> list[Row]:
        """See :class:`ListSource`."""
        return self.source.forward(before, limit)[::-1]

    def find(self, id: bytes) -> Position | None:
        """See :class:`ListSource`."""
        return self.source.find(id)

    def total(self) -> int:
        """See :class:`ListSource`."""
        return self.source.total()

    def rank(self, position: Position) -> int:
        """See :class:`ListSource`. Nobody stands at a position that is not in the list, so that one counts no row itself."""
        here = self.source.forward(position, 1, inclusive=True)
        taken = bool(here) and here[0].position == position
        return self.source.total() - self.source.rank(position) - taken

    def at(self, number: int) -> Position | None:
        """See :class:`ListSource`."""
        return self.source.at(self.source.total() - 1 - number) if number >= 0 else None

    def forget(self) -> None:
        """See :class:`ListSource`."""
        self.source.forget()
