"""The list of records as a widget: keys, mouse and repainting."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from db.windows import ListSource, MemoryList, Position, Row
from models.messages import N_
from screens.record_list.feed import Feed
from screens.record_list.moving import MovingView
from screens.record_list.painter import Heading, Line, Painter
from screens.texts import visible

HIGHLIGHT_DELAY = 0.06
"""How long the cursor rests before its record is announced; longer than the repeat of a key that is held down."""

AHEAD_DELAY = 0.02
"""How long after a key rows are read ahead: by then the terminal has what was painted."""

_NOBODY = Row(b"", "", ())


class RecordList(MovingView, can_focus=True):
    """Shows a :class:`~db.windows.ListSource`; reads no more of it than what is on the screen and a page around it."""

    ALLOW_SELECT = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("open"), id="list.open", tooltip=N_("Open this record")),
        Binding("space", "mark", N_("mark"), show=False, id="list.mark", tooltip=N_("Mark this record, or unmark it")),
        Binding("shift+down", "mark_on(1)", show=False, id="list.mark-down", tooltip=N_("Mark this record and the next")),
        Binding("shift+up", "mark_on(-1)", show=False, id="list.mark-up", tooltip=N_("Mark this record and the one before")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | enter | open the record |
    | space | mark it, and go to the next |
    | shift+down, shift+up | mark it and its neighbour, and go there |

    and those of :class:`~screens.record_list.moving.MovingView`.
    """

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
        super().__init__(name=name, id=id, classes=classes)
        self._empty = empty
        self._feed = Feed(
            source or MemoryList((), ()), self._view, later=self.call_later, changed=self._moved, failed=self._report
        )
        self._feed.renew(self._feed.source, keep)
        self._painter = Painter(lambda part: self.get_component_rich_style(f"list--{part}"))
        self._heading = Heading()
        self._fitted = Size(0, 0)
        self._reading_ahead = False
        self._picture: list[Line] = []
        self._marks: frozenset[bytes] = frozenset()
        self._counted: int | None = None
        self._highlighted: Row | None = _NOBODY
        self._resting: asyncio.TimerHandle | None = None

    # for the screen

    @property
    def cursor_row(self) -> Row | None:
        """The row under the cursor."""
        return self._view.row(self._view.cursor)

    @property
    def total(self) -> int | None:
        """How many rows there are, once that is known."""
        return self._view.total

    @property
    def busy(self) -> bool:
        """Whether a first paint, rows, a count or the announcement of the cursor's record are still on their way."""
        on_its_way = self._feed.busy or self._reading_ahead or self._resting is not None
        return on_its_way or self._fitted != self.size

    @property
    def marks(self) -> frozenset[bytes]:
        """The ids of the marked records, also of those that are not in the list now."""
        return self._marks

    def set_marks(self, marks: Iterable[bytes]) -> None:
        """Mark these records and no others."""
        self._marks = frozenset(marks)
        self._moved()
        self.post_message(self.Marked(self, self._marks))

    def set_heading(self, heading: Heading) -> None:
        """Show these columns, and by which one the list is ordered; painted with the rows that come next."""
        self._heading = heading

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

    def _press_heading(self, x: int) -> None:
        if order := self._painter.order_at(x):
            self.post_message(self.HeadingPressed(self, order))

    # painting

    def render_line(self, y: int) -> Strip:
        """The header, a row, or what is said of an empty list."""
        if self.size != self._fitted:
            self._fit()
        if y == 0:
            return self._painter.header()
        if y <= len(self._picture):
            return self._painter.strip(self._picture[y - 1])
        says = self._empty.split("\n") if self._view.total == 0 else []
        return self._painter.note(visible(says[y - 2]) if 0 <= y - 2 < len(says) else "")

    def notify_style_update(self) -> None:
        """The theme or the focus changed: the strips that were kept have the old colours."""
        self._painter.forget()
        super().notify_style_update()

    def on_unmount(self) -> None:
        """End the threads."""
        self._feed.close()
        if self._resting:
            self._resting.cancel()

    def _fit(self) -> None:
        """Take the size that the layout gave. In the paint itself, so that no frame shows rows of another size, or none."""
        self._fitted = self.size
        self._view.resize(self.size.height - 1)
        self._feed.fetch()
        self._painter.arrange(self._feed.columns, self.size.width, self._heading)
        self._picture = self._lines()
        self._follow_up()

    def _moved(self) -> None:
        if self._fitted:
            self._feed.fetch()
            self._repaint()
            self._follow_up()

    def _repaint(self) -> None:
        """Refresh the lines that differ from what is on the screen, and no others."""
        old, self._picture = self._picture, self._lines()
        width, height = self._fitted
        rearranged = self._painter.arrange(self._feed.columns, width, self._heading)
        changed = [y for y, (line, before) in enumerate(zip(self._picture, old, strict=False), 1) if line != before]
        if rearranged or len(old) != len(self._picture) or len(changed) > height // 2:
            self.refresh(Region(0, 0, width, height))
        elif changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def _lines(self) -> list[Line]:
        """What stands on each line of the screen now."""
        view = self._view
        lines = []
        for at, bar in zip(view.lines(), self._bar.cells(), strict=False):
            row = view.row(at)
            lines.append(Line(row, at == view.cursor, row is not None and row.id in self._marks, bar))
        return lines

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
