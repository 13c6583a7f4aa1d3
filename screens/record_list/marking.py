"""Marks: the records of a list that something is done with together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType

from db.windows import Row
from models.messages import N_
from screens.record_list.painting import PaintedView


class MarkingView(PaintedView):
    """A list whose records are marked by keys and by a click with shift; marks stay when another list is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", N_("mark"), show=False, id="list.mark", tooltip=N_("Mark this record, or unmark it")),
        Binding("shift+down", "mark_on(1)", show=False, id="list.mark-down", tooltip=N_("Mark this record and the next")),
        Binding("shift+up", "mark_on(-1)", show=False, id="list.mark-up", tooltip=N_("Mark this record and the one before")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | space | mark the record, and go to the next |
    | shift+down, shift+up | mark it and its neighbour, and go there |
    """

    _marks: frozenset[bytes] = frozenset()

    @property
    def marks(self) -> frozenset[bytes]:
        """The ids of the marked records, also of those that are not in the list now."""
        return self._marks

    @property
    def cursor_row(self) -> Row | None:
        """The row under the cursor."""
        return self._view.row(self._view.cursor)

    def is_marked(self, id: bytes) -> bool:
        """See :class:`PaintedView`."""
        return id in self._marks

    def set_marks(self, marks: Iterable[bytes]) -> None:
        """Mark these records and no others."""
        self._marks = frozenset(marks)
        self._moved()
        self._tell_marks()

    def _tell_marks(self) -> None:
        """Tell the screen what is marked now."""
        raise NotImplementedError

    def action_mark(self) -> None:
        """Mark the record under the cursor, or unmark it, and go to the next."""
        if row := self.cursor_row:
            self._view.move(self._view.cursor + 1)
            self.set_marks(self._marks ^ {row.id})

    def action_mark_on(self, step: int) -> None:
        """Mark the record under the cursor and its neighbour, and go there."""
        here = self.cursor_row
        self._view.move(self._view.cursor + step)
        there = self.cursor_row
        self.set_marks(self._marks.union(row.id for row in (here, there) if row))

    def _mark_to(self, line: int) -> None:
        first, last = sorted((self._view.cursor, line))
        rows = [self._view.row(at) for at in range(first, last + 1)]
        self.set_marks(self._marks.union(row.id for row in rows if row))
