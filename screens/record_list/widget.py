"""The list of records as a widget: which list it shows, and what it tells the screen."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual.message import Message

from db.windows import ListSource, Position, Row
from screens.record_list.marking import MarkingView

HIGHLIGHT_DELAY = 0.06
"""How long the cursor rests before its record is announced; longer than the repeat of a key that is held down."""

AHEAD_DELAY = 0.02
"""How long after a key rows are read ahead: by then the terminal has what was painted."""

_NOBODY = Row(b"", "", ())


class RecordList(MarkingView, can_focus=True):
    """Shows a :class:`~db.windows.ListSource`; reads no more of it than what is on the screen and a page around it."""

    ALLOW_SELECT = False

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "list--header",
        "list--row",
        "list--cursor",
        "list--mark",
        "list--muted",
        "list--warn",
        "list--block",
        "list--placeholder",
        "list--bar",
    }

    DEFAULT_CSS = """
    RecordList {
        height: 1fr;
        width: 1fr;
        & > .list--header { color: $text-muted; text-style: bold; }
        & > .list--cursor { background: $block-cursor-blurred-background; color: $block-cursor-blurred-foreground; }
        & > .list--mark { color: $text-accent; text-style: bold; }
        & > .list--muted { color: $text-muted; }
        & > .list--warn { color: $text-warning; }
        & > .list--block { color: $text-error; text-style: bold; }
        & > .list--placeholder { color: $text-disabled; }
        & > .list--bar { color: $text-disabled; }
        &:focus > .list--cursor {
            background: $block-cursor-background; color: $block-cursor-foreground; text-style: $block-cursor-text-style;
        }
    }
    """

    class About(Message):
        """Something about this list; the base of its messages."""

        def __init__(self, record_list: RecordList) -> None:
            super().__init__()
            self.set_sender(record_list)  # Textual takes who is active, and what a parent sends goes no higher than itself
            self.record_list = record_list

        @property
        def control(self) -> RecordList:
            """The list, for ``@on(RecordList.Opened, "#clients")``."""
            return self.record_list

    class Highlighted(About):
        """The cursor came to rest on another record; ``row`` is None in an empty list."""

        def __init__(self, record_list: RecordList, row: Row | None) -> None:
            super().__init__(record_list)
            self.row = row

    class Opened(About):
        """Somebody wants to see the record of ``row``."""

        def __init__(self, record_list: RecordList, row: Row) -> None:
            super().__init__(record_list)
            self.row = row

    class Marked(About):
        """Records were marked or unmarked; ``marks`` are those that are marked now."""

        def __init__(self, record_list: RecordList, marks: frozenset[bytes]) -> None:
            super().__init__(record_list)
            self.marks = marks

    class HeadingPressed(About):
        """Somebody clicked on a heading that stands for an order."""

        def __init__(self, record_list: RecordList, order: str) -> None:
            super().__init__(record_list)
            self.order = order

    class Counted(About):
        """The list has ``total`` rows."""

        def __init__(self, record_list: RecordList, total: int) -> None:
            super().__init__(record_list)
            self.total = total

    class Failed(About):
        """Rows could not be read; the list stays as it was."""

        def __init__(self, record_list: RecordList, error: BaseException) -> None:
            super().__init__(record_list)
            self.error = error

    def __init__(
        self,
        source: ListSource | None = None,
        *,
        keep: bytes | None = None,
        empty: str = "",
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """``keep`` is the record to start on, ``empty`` what is said when there are no rows (already translated)."""
        super().__init__(source, keep=keep, empty=empty, name=name, id=id, classes=classes)
        self._reading_ahead = False
        self._counted: int | None = None
        self._highlighted: Row | None = _NOBODY
        self._resting: asyncio.TimerHandle | None = None

    # for the screen

    @property
    def total(self) -> int | None:
        """How many rows there are, once that is known."""
        return self._view.total

    @property
    def busy(self) -> bool:
        """Whether a first paint, rows, a count or the announcement of the cursor's record are still on their way."""
        on_its_way = self._feed.busy or self._reading_ahead or self._resting is not None
        return on_its_way or self._fitted != self.size

    def set_source(
        self, source: ListSource, keep: bytes | None = None, empty: str | None = None, last_seen: Position | None = None
    ) -> None:
        """Show another list: searched, filtered or sorted. The cursor stays on ``keep`` when that is in it.

        ``last_seen`` is where ``keep`` stood in a list of the same order: when it is gone its neighbour takes its part.
        """
        if empty is not None and empty != self._empty:
            self._empty = empty
            self.refresh()
        self._renew(source, keep, last_seen)

    def refresh_rows(self) -> None:
        """Read again after a change: the cursor stays on its record, or goes to the neighbour of one that is gone."""
        row = self.cursor_row
        self._feed.source.forget()
        self._renew(self._feed.source, row.id if row else None, row.position if row else None)

    def select(self, id: bytes) -> None:
        """Go to a record, wherever it is in the list; when it is not in it, stay."""
        row = self.cursor_row
        self._renew(self._feed.source, id, row.position if row else None)

    def _renew(self, source: ListSource, keep: bytes | None, last_seen: Position | None = None) -> None:
        self._counted = None
        self._feed.renew(source, keep, last_seen)
        self._moved()

    def action_open(self) -> None:
        """Ask the screen to open the record under the cursor."""
        if row := self.cursor_row:
            self.post_message(self.Opened(self, row))

    def _tell_marks(self) -> None:
        self.post_message(self.Marked(self, self._marks))

    def _press_heading(self, x: int) -> None:
        if order := self._painter.order_at(x):
            self.post_message(self.HeadingPressed(self, order))

    def on_unmount(self) -> None:
        """End the threads."""
        self._feed.close()
        if self._resting:
            self._resting.cancel()

    # after the paint

    def _follow_up(self) -> None:
        """Read ahead and count; say how many rows there are, and on which record the cursor rests."""
        if self._feed.hungry and not self._reading_ahead:
            self._reading_ahead = True
            self.set_timer(AHEAD_DELAY, self._read_ahead)
        total = self._view.total
        if total is None:
            self.call_after_refresh(self._feed.count)
        elif total != self._counted and self._view.settled:
            self._counted = total
            self.post_message(self.Counted(self, total))
        if self.cursor_row != self._highlighted:
            if self._resting:
                self._resting.cancel()
            self._resting = asyncio.get_running_loop().call_later(HIGHLIGHT_DELAY, self._rest)

    def _read_ahead(self) -> None:
        self._reading_ahead = False
        self._feed.ahead()

    def _rest(self) -> None:
        self._resting = None
        if self._view.settled and self.cursor_row != self._highlighted:
            self._highlighted = self.cursor_row
            self.post_message(self.Highlighted(self, self._highlighted))

    def _report(self, error: BaseException) -> None:
        self.post_message(self.Failed(self, error))
