"""The windows that a screen's list reads: by keyset over an index, or over what a search has found.

A window is two reads: the positions (key and id), which cost the same anywhere in a million rows, and the cells of just
those records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from time import monotonic
from typing import Any, NamedTuple

from db.keymap import KeyMap
from db.lists.selection import Selection
from db.lists.subjects import AT_ONCE, ONE_BY_ONE, ListSubject
from db.reading import Reader, marks
from db.store import Store
from db.windows import Cell, Column, Hint, MemoryList, Position, Row

Cells = tuple[tuple[Cell, ...], tuple[Hint, ...]]
"""The cells of one row, and how each is meant."""

HURRY = 0.3
"""Seconds in which rows are found where many records are chosen; where few are, another way is tried after them."""
OTHERWISE = (
    (ONE_BY_ONE, AT_ONCE),
    ("c.consultant_id = ?", "+c.consultant_id = ?"),
    ("p.state = '", "+p.state = '"),
)
"""Conditions that are quick for some and slow for others, and the same ones said so that SQLite takes another index."""
STEPS = 20_000
"""After so many steps of the database it is looked whether those seconds have passed."""

ReadCells = Callable[[Reader, list[bytes]], dict[bytes, Cells]]
"""Reads the cells of the given records in a fixed number of queries."""


class Shape(NamedTuple):
    """What a list shows: its columns, and how their cells are read."""

    subject: ListSubject
    columns: tuple[Column, ...]
    cells: ReadCells


class SqlList:
    """A list in the order of an index: reads only what is asked for, however long it is."""

    def __init__(self, store: Store, shape: Shape, order: str, selection: Selection, *, filtered: bool = False) -> None:
        """``filtered``: somebody has put filters on it, which may choose few of very many."""
        self.columns = shape.columns
        self._filtered = filtered
        self._store = store
        self._cells = shape.cells
        self._table = f"{shape.subject.table} {shape.subject.alias}"
        self._key = f"{shape.subject.alias}.{order}"
        self._id = f"{shape.subject.alias}.id"
        self._where, self._params = selection
        self._whole = _all_at_once(self._where) if filtered else self._where
        self._keymap = KeyMap(self)

    # -- windows ---------------------------------------------------------------------------------------------------

    def forward(self, after: Position | None, limit: int, inclusive: bool = False) -> list[Row]:
        """See :class:`db.windows.ListSource`."""
        with self._store.read() as reader:
            return self._rows(reader, self._positions(reader, after, ">=" if inclusive else ">", "ASC", limit))

    def backward(self, before: Position | None, limit: int) -> list[Row]:
        """See :class:`db.windows.ListSource`."""
        with self._store.read() as reader:
            return self._rows(reader, self._positions(reader, before, "<", "DESC", limit)[::-1])

    def find(self, id: bytes) -> Position | None:
        """See :class:`db.windows.ListSource`."""
        with self._store.read() as reader:
            row = reader.row(
                f"SELECT {self._key}, {self._id} FROM {self._table} WHERE {self._where} AND {self._id} = ?", (*self._params, id)
            )
            return None if row is None else (row[0], row[1])

    def ids(self, most: int, *, from_the_end: bool = False) -> list[bytes]:
        """The keys of the first records, at most ``most``, or of the last ones, last one first."""
        with self._store.read() as reader:
            way = "DESC" if from_the_end else "ASC"
            return [id for _, id in self._positions(reader, None, ">", way, most)]

    # -- row numbers -----------------------------------------------------------------------------------------------

    def total(self) -> int:
        """See :class:`db.windows.ListSource`."""
        return self._keymap.total()

    def rank(self, position: Position) -> int:
        """See :class:`db.windows.ListSource`."""
        return self._keymap.rank(position)

    def at(self, number: int) -> Position | None:
        """See :class:`db.windows.ListSource`."""
        return self._keymap.at(number)

    def forget(self) -> None:
        """See :class:`db.windows.ListSource`."""
        self._keymap.forget()

    def samples(self, step: int) -> list[Position] | None:
        """See :class:`db.keymap.KeyReads`; in one walk, because the conditions may cost more than the rows."""
        if not self._filtered:
            return None
        numbered = f"row_number() OVER (ORDER BY {self._key}, {self._id}) AS number"
        sql = (
            f"SELECT key, id FROM (SELECT {self._key} AS key, {self._id} AS id, {numbered} FROM {self._table} "
            f"WHERE {{where}} AND {self._key} >= '') WHERE (number - 1) % ? = 0 ORDER BY number"
        )
        with self._store.read() as reader:
            return [(key, id) for key, id in self._asked(reader, sql, (*self._params, step))]

    def seek(self, start: Position | None, offset: int) -> Position | None:
        """See :class:`db.keymap.KeyReads`."""
        with self._store.read() as reader:
            found = self._positions(reader, start, ">=", "ASC", 1, offset)
            return found[0] if found else None

    def count(self, start: Position | None, end: Position | None) -> int:
        """See :class:`db.keymap.KeyReads`."""
        beyond, params = "", list(self._params)
        for position, compare in ((start, ">="), (end, "<")):
            if position is not None:
                beyond += f" AND ({self._key}, {self._id}) {compare} (?, ?)"
                params += position
        with self._store.read() as reader:
            return int(self._asked(reader, f"SELECT count(*) FROM {self._table} WHERE {{where}}{beyond}", params)[0][0])

    # -- inside ----------------------------------------------------------------------------------------------------

    def _positions(
        self, reader: Reader, start: Position | None, compare: str, direction: str, limit: int, offset: int = 0
    ) -> list[Position]:
        params = list(self._params)
        if start is not None:
            beyond = f"({self._key}, {self._id}) {compare} (?, ?)"
            params += start
        else:
            beyond = f"{self._key} >= ''"  # holds for all; without it a filter makes SQLite sort the whole table
        sql = (
            f"SELECT {self._key}, {self._id} FROM {self._table} WHERE {{where}} AND {beyond} "
            f"ORDER BY {self._key} {direction}, {self._id} {direction} LIMIT ? OFFSET ?"
        )
        return [(row[0], row[1]) for row in self._asked(reader, sql, (*params, limit, offset))]

    def _asked(self, reader: Reader, sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
        """The rows of ``sql`` with the condition in the place of ``{where}``; said the other way when that is not quick."""
        first = sql.replace("{where}", self._where)
        if self._whole == self._where:
            return reader.rows(first, params)
        found = hurried(reader, first, params)
        return reader.rows(sql.replace("{where}", self._whole), params) if found is None else found

    def _rows(self, reader: Reader, positions: list[Position]) -> list[Row]:
        return rows_at(reader, self._cells, positions)


class FoundList(MemoryList):
    """What a search has found: the positions are at hand, the cells are read when they are seen."""

    def __init__(self, store: Store, shape: Shape, positions: Iterable[Position], *, broad: bool) -> None:
        super().__init__(shape.columns, (Row(id, key, ()) for key, id in positions))
        self._store = store
        self._read_cells = shape.cells
        self.broad = broad
        """There was more than is kept: the reader had better type on."""

    def forward(self, after: Position | None, limit: int, inclusive: bool = False) -> list[Row]:
        """See :class:`db.windows.ListSource`."""
        return self._filled(super().forward(after, limit, inclusive))

    def backward(self, before: Position | None, limit: int) -> list[Row]:
        """See :class:`db.windows.ListSource`."""
        return self._filled(super().backward(before, limit))

    def ids(self, most: int, *, from_the_end: bool = False) -> list[bytes]:
        """See :meth:`SqlList.ids`."""
        rows = super().backward(None, most)[::-1] if from_the_end else super().forward(None, most)
        return [row.id for row in rows]

    def _filled(self, rows: list[Row]) -> list[Row]:
        if not rows:
            return rows
        with self._store.read() as reader:
            read = self._read_cells(reader, [row.id for row in rows])
        gone: Cells = ((None,) * len(self.columns), ())  # its record went meanwhile; a shorter window would end the list
        return [Row(row.id, row.key, *read.get(row.id, gone)) for row in rows]


def hurried(reader: Reader, sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]] | None:
    """The rows of ``sql`` when they come quickly; None when that was broken off after :data:`HURRY` seconds."""
    end = monotonic() + HURRY
    reader.connection.set_progress_handler(lambda: int(monotonic() > end), STEPS)
    try:
        return reader.rows(sql, params)
    except reader.connection.OperationalError:
        if monotonic() <= end:
            raise  # the store is being closed, or something is wrong
        return None
    finally:
        reader.connection.set_progress_handler(None, 0)


def _all_at_once(where: str) -> str:
    """The same condition for a walk along the whole index that has the filtered fields in it."""
    for one, all_ in OTHERWISE:
        where = where.replace(one, all_)
    return where


def rows_at(reader: Reader, cells: ReadCells, positions: list[Position]) -> list[Row]:
    """The rows at these positions; a record that has gone meanwhile is left out."""
    read = cells(reader, [id for _, id in positions]) if positions else {}
    return [Row(id, key, *read[id]) for key, id in positions if id in read]


def by_id(reader: Reader, sql: str, ids: list[bytes], params: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The rows of ``sql``, whose ``{ids}`` stands for the marks of ``ids``; ``params`` come before them."""
    return reader.rows(sql.format(ids=marks(len(ids))), (*params, *ids))
