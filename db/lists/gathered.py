"""A list whose condition costs more than its rows: what somebody looks up of each record stands in no index of the list.

Walked along the order of the list, such a condition reads pages from everywhere: minutes for 75,000 clients. So its records
are gathered first, all at once in the order of their keys, in which what is looked up lies too; then they are put in order.
"""

from __future__ import annotations

import json
from threading import Lock

from db.lists.selection import Selection
from db.lists.sources import FoundList, Shape
from db.store import Store
from db.windows import Position, Row


class GatheredList:
    """Its positions are gathered when the first row is asked for, beside the painting; the cells are read when they are seen."""

    def __init__(self, store: Store, shape: Shape, order: str, selection: Selection) -> None:
        self.columns = shape.columns
        self._store = store
        self._shape = shape
        self._order = order
        self._selection = selection
        self._list: FoundList | None = None
        self._turn = Lock()

    def forward(self, after: Position | None, limit: int, inclusive: bool = False) -> list[Row]:
        """See :class:`db.windows.ListSource`."""
        return self._gathered().forward(after, limit, inclusive)

    def backward(self, before: Position | None, limit: int) -> list[Row]:
        """See :class:`db.windows.ListSource`."""
        return self._gathered().backward(before, limit)

    def find(self, id: bytes) -> Position | None:
        """See :class:`db.windows.ListSource`."""
        return self._gathered().find(id)

    def ids(self, most: int, *, from_the_end: bool = False) -> list[bytes]:
        """See :meth:`db.lists.sources.SqlList.ids`."""
        return self._gathered().ids(most, from_the_end=from_the_end)

    def total(self) -> int:
        """See :class:`db.windows.ListSource`."""
        return self._gathered().total()

    def rank(self, position: Position) -> int:
        """See :class:`db.windows.ListSource`."""
        return self._gathered().rank(position)

    def at(self, number: int) -> Position | None:
        """See :class:`db.windows.ListSource`."""
        return self._gathered().at(number)

    def forget(self) -> None:
        """See :class:`db.windows.ListSource`; gathers anew when next asked."""
        self._list = None

    def _gathered(self) -> FoundList:
        with self._turn:
            found = self._list
            if found is None:
                found = self._list = FoundList(self._store, self._shape, self._positions(), broad=False)
            return found

    def _positions(self) -> list[Position]:
        table, alias = self._shape.subject.table, self._shape.subject.alias
        where, params = self._selection
        with self._store.read() as reader:
            keys = reader.rows(f"SELECT {alias}.id FROM {table} {alias} WHERE {where} ORDER BY {alias}.id", params)
            among = json.dumps([key.hex() for (key,) in keys])
            sql = f"SELECT {self._order}, id FROM {table} WHERE id IN (SELECT unhex(value) FROM json_each(?))"
            return [(key, id) for key, id in reader.rows(sql, (among,))]
