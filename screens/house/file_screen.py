"""The screen around one file: reads it beside the painting, shows its pages, and says when it has changed."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import ScreenResume
from textual.widgets import Static

from db.reading import Reader
from models.errors import BadInput
from models.messages import N_
from screens.house.frame import Below, TopBar
from screens.house.house_screen import HouseScreen, RecordScreen
from screens.house.sheet import Line, Sheet, plain_line
from screens.house.watching import Watching
from screens.texts import _, visible


class FileScreen(RecordScreen, Watching):
    """One record with its pages (overview, history …); left and right, or tab, turn them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("back"), id="file.back", tooltip=N_("Back to where you came from")),
        Binding("right,tab", "page(1)", N_("next page"), id="file.next", tooltip=N_("Next page of this file"), priority=True),
        Binding(
            "left,shift+tab",
            "page(-1)",
            N_("previous page"),
            show=False,
            id="file.previous",
            tooltip=N_("Previous page of this file"),
            priority=True,
        ),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | esc | back |
    | →, tab | next page of the file |
    | ←, shift+tab | previous page |
    """

    subject: ClassVar[str]
    pages: ClassVar[tuple[str, ...]] = (N_("Overview"), N_("History"))
    """Titles of the pages; the last is the history, which is here for all subjects."""

    def __init__(self, key: bytes) -> None:
        super().__init__()
        self.key = key
        self.page = 0
        self.file: Any = None
        self.done = ""
        """What was just done with the record: said once, when the file is there."""
        self.undone = ""
        """What was just undone: said below when that took the record out, so that its file closes."""

    def compose(self) -> ComposeResult:
        """Top bar, title, pages, sheet, keys."""
        yield TopBar(self.subject)
        yield Static("", id="file-title", markup=False)
        yield Static("", id="file-pages", markup=False)
        yield Sheet(id="sheet")
        yield Below()

    def on_mount(self) -> None:
        """Read the file, and keep it as it is in the store."""
        self.query_one(Sheet).focus()
        self.reload()
        self.keep_up()

    @on(ScreenResume)
    def _back(self) -> None:
        self.catch_up()

    # -- what a subject gives --------------------------------------------------------------------------------------

    def read(self, reader: Reader) -> Any:
        """The file, read from the store."""
        raise NotImplementedError

    def heading(self) -> str:
        """Who or what this is, in one line."""
        raise NotImplementedError

    def lines(self, page: int) -> list[Line]:
        """The lines of a page, but for the history."""
        raise NotImplementedError

    @property
    def is_read(self) -> bool:
        """Whether the file has come from the store."""
        return self.file is not None

    # -- reading ---------------------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the file again and show it."""
        self.has_read()

        def question() -> Any:
            with self.desk.store.read() as reader:
                return self.read(reader)

        self.ask(question, self._show, group="file", failed=self._not_read)

    def _not_read(self, error: Exception) -> None:
        """A record that was taken out again has no file any more: back to where one came from, and say so there."""
        if not (isinstance(error, BadInput) and self.is_read):
            self.say_error(error)
            return
        self.close()
        self.app.call_later(_say_gone, self.app, error, self.undone)

    def _show(self, file: Any) -> None:
        self.file = file
        self.undone = ""
        self.query_one("#file-title", Static).update(Content.styled(visible(self.heading()), "bold"))
        self.refresh_bindings()
        self._turn()
        if self.done:
            self.say_saved(self.done)
            self.done = ""

    def _turn(self) -> None:
        tabs = [
            Content.styled(f" {_(title)} ", "reverse bold" if at == self.page else "$text-muted")
            for at, title in enumerate(self.pages)
        ]
        self.query_one("#file-pages", Static).update(Content(" ").join(tabs))
        if self.page == len(self.pages) - 1:
            self._read_history()
        else:
            self.query_one(Sheet).show(self.lines(self.page))

    def _read_history(self) -> None:
        from screens.house.history import read_history

        def question() -> list[Line]:
            with self.desk.store.read() as reader:
                return read_history(reader, self.subject, self.key)

        self.ask(question, self.query_one(Sheet).show, group="history")

    # -- keys ------------------------------------------------------------------------------------------------------

    def action_page(self, step: int) -> None:
        """Turn the page."""
        self.page = (self.page + step) % len(self.pages)
        if self.is_read:
            self.query_one(Sheet).highlighted = 0
            self._turn()

    def action_leave(self) -> None:
        """Back."""
        self.dismiss(None)

    @on(Sheet.Opened)
    def _opened(self, event: Sheet.Opened) -> None:
        event.stop()
        self.open_line(event.subject, event.key)

    def open_line(self, subject: str, key: bytes) -> None:
        """Open what a line of this file leads to."""
        self.open_record(subject, key)

    def called(self) -> str:
        """The title of the file."""
        return self.heading() if self.is_read else ""

    def copied(self) -> str:
        """See :class:`RecordScreen`: the whole file but its history, page by page; what is protected stays hidden."""
        if not self.is_read:
            return ""
        parts = [self.heading()]
        for at, page in enumerate(self.pages[:-1]):
            parts += ["", f"== {_(page)} ==", *(plain_line(line) for line in self.lines_to_copy(at))]
        return "\n".join(parts)

    def lines_to_copy(self, page: int) -> list[Line]:
        """The lines of a page as they may leave the program: nothing protected among them."""
        return self.lines(page)

    def current(self) -> bytes | None:
        """The record of this file."""
        return self.key

    def saved(self, key: bytes | None = None) -> None:
        """A form or an act has saved: show the file anew and say so."""
        self.reload()
        self.say_saved()


def _say_gone(app: App[object], error: Exception, undone: str) -> None:
    """On the screen that was below: that the record is gone, or what was undone that took it out."""
    if isinstance(app.screen, HouseScreen):
        if undone:
            app.screen.say_saved(undone)
        else:
            app.screen.say_error(error)
