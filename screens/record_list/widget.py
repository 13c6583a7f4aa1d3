"""The list of records as a widget: keys, mouse, reading and repainting."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from concurrent.futures import Future
from functools import partial
from typing import ClassVar, NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from db.windows import ListSource, MemoryList, Position, Row
from models.messages import N_
from screens.record_list.latest import Latest
from screens.record_list.painter import THUMB, TRACK, Line, Painter
from screens.record_list.scroll_bar import Thumb, first_row, thumb
from screens.record_list.view import View
from screens.record_list.wants import Want, Window
from screens.texts import visible

PATIENCE = 0.008
"""How long a key waits for its rows, in seconds: a paint without them would only delay the one with them."""

FIRST_PATIENCE = 0.25
"""How long the first paint waits: a list that opens empty and then fills flickers."""

HIGHLIGHT_DELAY = 0.06
"""How long the cursor rests before its record is announced; longer than the repeat of a key that is held down."""

WHEEL = 3


class _Answer(NamedTuple):
    source: ListSource
    want: Want
    window: Window


class _Count(NamedTuple):
    source: ListSource
    position: Position
    rank: int
    total: int


class RecordList(Widget, can_focus=True):
    """Shows a :class:`~db.windows.ListSource`; reads no more of it than what is on the screen and a page around it."""

    ALLOW_SELECT = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", N_("Up"), show=False, id="list.up", tooltip=N_("One row up")),
        Binding("down,j", "move(1)", N_("Down"), show=False, id="list.down", tooltip=N_("One row down")),
        Binding("pageup", "page(-1)", N_("Page up"), show=False, id="list.page-up", tooltip=N_("One screen up")),
        Binding("pagedown", "page(1)", N_("Page down"), show=False, id="list.page-down", tooltip=N_("One screen down")),
        Binding("home,g", "home", N_("First"), show=False, id="list.home", tooltip=N_("To the first row")),
        Binding("end,G", "end", N_("Last"), show=False, id="list.end", tooltip=N_("To the last row")),
        Binding("enter", "open", N_("Open"), id="list.open", tooltip=N_("Open this record")),
        Binding("space", "mark", N_("Mark"), show=False, id="list.mark", tooltip=N_("Mark this record, or unmark it")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | up, down, k, j | one row |
    | page up, page down | one screen |
    | home, end, g, G | first and last row |
    | enter | open the record |
    | space | mark it, and go to the next |
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

    class _Late(Message):
        """Rows that did not come within the patience of a key."""

        def __init__(self, future: Future[_Answer]) -> None:
            super().__init__()
            self.future = future

    class _CountLate(Message):
        """The list was counted."""

        def __init__(self, future: Future[_Count]) -> None:
            super().__init__()
            self.future = future

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
        """``keep`` is the record to start on, ``empty`` what is said when there are no rows."""
        super().__init__(name=name, id=id, classes=classes)
        self._source: ListSource = source or MemoryList((), ())
        self._empty = empty
        self._view = View()
        self._view.reopen(keep)
        self._marks: set[bytes] = set()
        self._painter = Painter(lambda part: self.get_component_rich_style(f"list--{part}"))
        self._reader = Latest[_Answer]("list-rows", lambda future: self.post_message(self._Late(future)))
        self._counter = Latest[_Count]("list-count", lambda future: self.post_message(self._CountLate(future)))
        self._asked: Want | None = None
        self._patience = FIRST_PATIENCE
        self._picture: list[Line] = []
        self._thumb: Thumb | None = None
        self._grab: int | None = None
        self._counted: int | None = None
        self._highlighted: Row | None = None
        self._resting: asyncio.TimerHandle | None = None

    # what the screen asks

    @property
    def cursor_row(self) -> Row | None:
        """The row under the cursor."""
        return self._view.row(self._view.cursor)

    @property
    def total(self) -> int | None:
        """How many rows there are, once that is known."""
        return self._view.total

    @property
    def marks(self) -> frozenset[bytes]:
        """The ids of the marked records, also of those that the list does not show now."""
        return frozenset(self._marks)

    @property
    def busy(self) -> bool:
        """Whether rows, a count or an announcement of the cursor are still on their way."""
        return self._reader.busy or self._counter.busy or self._resting is not None

    def set_source(self, source: ListSource, keep: bytes | None = None, empty: str | None = None) -> None:
        """Show another list: searched, filtered or sorted. The cursor stays on ``keep`` when that is in it."""
        self._source = source
        if empty is not None:
            self._empty = empty
        self._renew(keep)

    def refresh_rows(self) -> None:
        """Read again after a change: the cursor stays on its record, or on its neighbour when the record is gone."""
        row = self.cursor_row
        self._source.forget()
        self._renew(row.id if row else None, row.position if row else None)

    def select(self, id: bytes) -> None:
        """Go to a record, wherever it is in the list."""
        self._renew(id)

    def set_marks(self, marks: Iterable[bytes]) -> None:
        """Mark these records and no others."""
        self._marks = set(marks)
        self._repaint()
        self.post_message(self.Marked(self, self.marks))

    def repaint_all(self) -> None:
        """Paint every row anew, as after a change of language."""
        self._painter.forget()
        self.refresh()

    # keys

    def action_move(self, rows: int) -> None:
        """Move the cursor."""
        self._view.move(self._view.cursor + rows)
        self._moved()

    def action_page(self, pages: int) -> None:
        """Move by screens."""
        self._view.page(pages)
        self._moved()

    def action_home(self) -> None:
        """Go to the first row."""
        self._view.home()
        self._moved()

    def action_end(self) -> None:
        """Go to the last row."""
        self._view.end()
        self._moved()

    def action_open(self) -> None:
        """Ask the screen to open the record under the cursor."""
        if row := self.cursor_row:
            self.post_message(self.Opened(self, row))

    def action_mark(self) -> None:
        """Mark the record under the cursor, or unmark it, and go to the next."""
        if row := self.cursor_row:
            self._marks ^= {row.id}
            self.action_move(1)
            self.post_message(self.Marked(self, self.marks))

    # mouse

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll with the wheel."""
        self._scroll(event, self._view.top + WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll with the wheel."""
        self._scroll(event, self._view.top - WHEEL)

    def on_click(self, event: events.Click) -> None:
        """A click takes the cursor there, a double one opens the record."""
        line = self._view.top + event.y - 1
        if event.y < 1 or event.x >= self.size.width - 1 or self._view.row(line) is None:
            return
        self._view.move(line)
        self._moved()
        if event.chain == 2:
            self.action_open()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the thumb; a press beside it brings it there first."""
        if self._thumb is None or event.x < self.size.width - 1 or event.y < 1:
            return
        self._grab = event.y - 1 - self._thumb.start if self._thumb.covers(event.y - 1) else self._thumb.length // 2
        self.capture_mouse()
        self._drag(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the thumb."""
        if self._grab is not None:
            self._drag(event)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go of the thumb."""
        if self._grab is not None:
            self._grab = None
            self.release_mouse()
            event.stop()

    def _drag(self, event: events.MouseEvent) -> None:
        total, low = self._view.total, self._view.low
        if self._grab is not None and total is not None and low is not None:
            self._scroll(event, low + first_row(self._view.height, total, event.y - 1 - self._grab))

    def _scroll(self, event: events.MouseEvent, top: int) -> None:
        event.stop()
        event.prevent_default()
        self._view.scroll(top)
        self._moved()

    # reading

    def _renew(self, keep: bytes | None, last_seen: Position | None = None) -> None:
        self._view.reopen(keep, last_seen)
        self._reader.cancel()
        self._counter.cancel()
        self._asked = None
        self._moved()

    def _moved(self) -> None:
        """After any move: get the rows that are needed now, and repaint what changed."""
        if self.size.height:
            self._fetch()
            self._repaint()

    def _fetch(self) -> None:
        """Order what the view wants next, until it wants nothing or has to wait for it."""
        while (want := self._view.want()) is not None and want != self._asked:
            self._asked = want
            patience = 0.0 if self._view.settled else self._patience
            try:
                answer = self._reader.order(partial(_read, self._source, want), patience)
            except Exception as error:  # whatever it is, the screen says it
                return self._fail(error)
            if answer is None:
                self._patience = 0 if patience else self._patience
                return
            self._take(answer)

    def _take(self, answer: _Answer) -> None:
        self._asked = None
        self._patience = PATIENCE
        self._painter.arrange(answer.source.columns, self.size.width)
        self._view.take(answer.want, answer.window)
        if self._view.total is None and not self._counter.busy:
            self.call_after_refresh(self._count)

    def _fail(self, error: BaseException) -> None:
        self._view.drop_want()
        self.post_message(self.Failed(self, error))

    def on_record_list__late(self, event: _Late) -> None:
        """Show rows that a key did not wait for."""
        event.stop()
        if self._reader.is_newest(event.future):
            if error := event.future.exception():
                self._fail(error)
            else:
                self._take(event.future.result())
                self._moved()

    def _count(self) -> None:
        """Have the rows counted, beside the painting."""
        if self._view.rows and self._view.total is None and not self._counter.busy:
            self._counter.order(partial(_number, self._source, self._view.rows[0].position))

    def on_record_list__count_late(self, event: _CountLate) -> None:
        """Learn how many rows there are and where we stand."""
        event.stop()
        if not self._counter.is_newest(event.future):
            return
        if error := event.future.exception():
            return self._fail(error)
        count = event.future.result()
        if not self._view.number(count.position, count.rank, count.total):
            self._count()
        self._moved()

    # painting

    def on_resize(self, event: events.Resize) -> None:
        """Fit the rows to the new size."""
        self._view.resize(event.size.height - 1)
        self._painter.arrange(self._source.columns, event.size.width)
        self._picture = []
        self._moved()

    def on_unmount(self) -> None:
        """End the threads."""
        self._reader.close()
        self._counter.close()
        if self._resting:
            self._resting.cancel()

    def notify_style_update(self) -> None:
        """The theme or the focus changed: the strips that were kept have the old colours."""
        self._painter.forget()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """The header, a row, or what is said of an empty list."""
        if y == 0:
            return self._painter.header()
        if y <= len(self._picture):
            return self._painter.strip(self._picture[y - 1])
        says = self._empty.split("\n") if self._view.total == 0 else []
        return self._painter.text(f"   {visible(says[y - 2])}" if 0 <= y - 2 < len(says) else "", "muted" if says else "row")

    def _repaint(self) -> None:
        """Refresh the lines that look different from what is on the screen, and no others."""
        picture = self._lines()
        old, self._picture = self._picture, picture
        width = self.size.width
        if len(old) != len(picture) or not picture:
            self.refresh(Region(0, 0, width, self.size.height))
        else:
            changed = [y for y, line in enumerate(picture, 1) if line != old[y - 1]]
            if len(changed) > len(picture) // 2:
                self.refresh(Region(0, 1, width, self.size.height - 1))
            elif changed:
                self.refresh(*(Region(0, y, width, 1) for y in changed))
        self._announce()

    def _lines(self) -> list[Line]:
        view = self._view
        if view.total is not None and view.low is not None:
            self._thumb = thumb(view.height, view.total, view.top - view.low)
        lines = []
        for y, at in enumerate(view.lines()):
            row = view.row(at)
            bar = " " if self._thumb is None else THUMB if self._thumb.covers(y) else TRACK
            lines.append(Line(row, at == view.cursor, row is not None and row.id in self._marks, bar))
        return lines

    def _announce(self) -> None:
        """Say how many rows there are at once, and which record the cursor is on when it has come to rest."""
        if self._view.total is not None and self._view.total != self._counted:
            self._counted = self._view.total
            self.post_message(self.Counted(self, self._counted))
        if self.cursor_row != self._highlighted:
            if self._resting:
                self._resting.cancel()
            self._resting = asyncio.get_running_loop().call_later(HIGHLIGHT_DELAY, self._highlight)

    def _highlight(self) -> None:
        self._resting = None
        if self._view.settled and self.cursor_row != self._highlighted:
            self._highlighted = self.cursor_row
            self.post_message(self.Highlighted(self, self._highlighted))


def _read(source: ListSource, want: Want) -> _Answer:
    return _Answer(source, want, want.read(source))


def _number(source: ListSource, position: Position) -> _Count:
    return _Count(source, position, source.rank(position), source.total())
