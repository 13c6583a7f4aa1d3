"""The whole history of a record and what belongs to it, as a list that is read by windows: however long it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from db.logbook import Change, Place, lines_at, places_of
from db.windows import Cell, Column, MemoryList, Position, Row

if TYPE_CHECKING:
    from db.store import Store

_LAST = 1 << 63
Cells = Callable[[Change], tuple[Cell, ...]]
"""What the columns show of a line."""


class HistoryList(MemoryList):
    """Newest first. Where its lines stand is at hand; what they say is read when they are seen."""

    def __init__(self, store: Store, subject: str, record: bytes, columns: tuple[Column, ...], cells: Cells) -> None:
        with store.read() as reader:
            places = places_of(reader, subject, record)
        super().__init__(columns, (Row(_id(place), _key(place), ()) for place in places))
        self._store, self._subject, self._record, self._cells = store, subject, record, cells

    def line(self, id: bytes) -> Change | None:
        """The line of a row."""
        with self._store.read() as reader:
            found = lines_at(reader, self._subject, self._record, [_place(id)])
        return found[0].change if found else None

    def forward(self, after: Position | None, limit: int, inclusive: bool = False) -> list[Row]:
        """See :class:`db.windows.ListSource`."""
        return self._filled(super().forward(after, limit, inclusive))

    def backward(self, before: Position | None, limit: int) -> list[Row]:
        """See :class:`db.windows.ListSource`."""
        return self._filled(super().backward(before, limit))

    def _filled(self, rows: list[Row]) -> list[Row]:
        if not rows:
            return rows
        with self._store.read() as reader:
            told = lines_at(reader, self._subject, self._record, [_place(row.id) for row in rows])
        cells = {line.place: self._cells(line.change) for line in told}
        gone: tuple[Cell, ...] = (None,) * len(self.columns)
        return [Row(row.id, row.key, cells.get(_place(row.id), gone)) for row in rows]


def _id(place: Place) -> bytes:
    return place.arrival.to_bytes(8) + place.seq.to_bytes(8)


def _place(id: bytes) -> Place:
    return Place(int.from_bytes(id[:8]), int.from_bytes(id[8:]))


def _key(place: Place) -> str:
    """Sorts the newest entry first, and its last change before its first."""
    return f"{_LAST - place.arrival:020}{_LAST - place.seq:020}"
