"""The screen around a short list that is no subject of the search: users, imports. All its rows are read at once."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.events import ScreenResume
from textual.widgets import Static

from db.reading import Reader
from db.windows import MemoryList
from screens.house.frame import Below, TopBar
from screens.house.house_screen import RecordScreen
from screens.record_list import RecordList
from screens.record_list.cells import written
from screens.texts import visible


class ShortListScreen(RecordScreen):
    """A heading over a list; enter does :meth:`open_row`."""

    mode: ClassVar[str] = ""
    """The main screen that it is, when it is one."""

    def compose(self) -> ComposeResult:
        """Top bar, heading, list, say bar and keys."""
        yield TopBar(self.mode)
        yield Static("", id="list-title", markup=False)
        yield RecordList(empty=self.empty_text(), id="records")
        yield Below()

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one(RecordList).focus()

    # -- what a subject gives --------------------------------------------------------------------------------------

    def heading(self) -> str:
        """What stands over the list."""
        raise NotImplementedError

    def empty_text(self) -> str:
        """What is said when there is nothing."""
        raise NotImplementedError

    def read(self, reader: Reader) -> MemoryList:
        """The rows, read from the store."""
        raise NotImplementedError

    def open_row(self, key: bytes) -> None:
        """Somebody pressed enter on a row."""
        raise NotImplementedError

    # -- reading ---------------------------------------------------------------------------------------------------

    @on(ScreenResume)
    def reload(self) -> None:
        """Read the rows, with the cursor on its record."""

        def question() -> MemoryList:
            with self.desk.store.read() as reader:
                return self.read(reader)

        self.ask(question, self._show, group="rows")

    def _show(self, rows: MemoryList) -> None:
        self.query_one("#list-title", Static).update(Content.styled(visible(self.heading()), "bold"))
        at = self.query_one(RecordList).cursor_row
        before = (at.key, b"") if at else None  # before whatever has that key now: when rows are keyed by place, the next one
        self.query_one(RecordList).set_source(rows, keep=at.id if at else None, last_seen=before)
        self.refresh_bindings()

    @on(RecordList.Highlighted)
    def _highlighted(self) -> None:
        self.refresh_bindings()

    @on(RecordList.Opened)
    def _opened(self, event: RecordList.Opened) -> None:
        self.open_row(event.row.id)

    def called(self) -> str:
        """The first cell of the row under the cursor."""
        row = self.query_one(RecordList).cursor_row
        return written(row.cells[0]) if row else ""

    def current(self) -> bytes | None:
        """The key of the row under the cursor."""
        row = self.query_one(RecordList).cursor_row
        return row.id if row else None

    def saved(self, key: bytes | None = None) -> None:
        """A form or an act has saved: say so, and read again."""
        self.reload()
        self.say_saved()
