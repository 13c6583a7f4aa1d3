"""The screen around the one list: which records, found by which words, and the file of the one under the cursor beside it.

A subject's own screen gives the subject's name, its keys and a preview; everything else is here, once.
"""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal
from textual.events import ScreenResume
from textual.widgets import Static

from db.lists.opening import SCOPES, open_wanted, orders_of
from db.lists.wanted import Wanted
from db.windows import ListSource, Position
from models.messages import N_
from screens.house.desk import app_of
from screens.house.frame import Below, TopBar
from screens.house.lines_above import LinesAbove
from screens.house.preview import Preview
from screens.house.previewing import Previewing
from screens.house.watching import Watching
from screens.record_list import RecordList
from screens.record_list.cells import written
from screens.record_list.painter import Heading
from screens.texts import _, plural


class Place(NamedTuple):
    """Where a reader is in a list."""

    wanted: Wanted
    marks: frozenset[bytes]
    record: bytes | None


class ListScreen(LinesAbove, Previewing, Watching):
    """A list of one subject with search, scopes, filters, order, marks and preview: each in a class of its own."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape", "clear", N_("back"), id="list.clear", tooltip=N_("Leave the search; then take marks off, then filters")
        ),
        Binding("x", "export", N_("export"), show=False, id="list.export", tooltip=N_("Write this list to a file")),
        Binding("r", "refresh", N_("read again"), show=False, id="list.refresh", tooltip=N_("Read the list again")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | x | write it to a file, or what is marked of it |
    | esc | leave the search; then take the marks off, then the filters |
    """

    AUTO_FOCUS = "RecordList"
    """Never the search field, which would swallow the keys typed while the list opens."""

    subject: ClassVar[str]
    """Name of the subject, as in the journal and in ``db.lists``."""

    def __init__(self) -> None:
        super().__init__()
        self.wanted = Wanted(SCOPES[self.subject][0].name, order=orders_of(self.subject)[0])
        self._source: ListSource | None = None

    # -- layout ----------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Top bar, choice, list with preview, say bar and keys."""
        yield TopBar(self.subject)
        with Horizontal(id="choice"):
            yield Static("", id="scope", markup=False)
            yield self.search_field()
        yield Static("", id="filters", markup=False)
        with Container(id="both"):
            self._source = self._open()
            yield RecordList(self._source, empty=_(self.empty), id="records")
            yield Preview(id="preview")
        yield Below()

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one(RecordList).focus()
        self.show_search(False)
        self.query_one("#filters").display = bool(self.wanted.filters)
        self.query_one(RecordList).set_heading(self._heading())
        self.call_after_refresh(self.has_read)
        self.keep_up()
        self.show_scope_line()

    @on(ScreenResume)
    def _back(self) -> None:
        """Coming back, what was changed meanwhile shows."""
        self.catch_up()

    # -- reading ---------------------------------------------------------------------------------------------------

    @property
    def source(self) -> ListSource | None:
        """See :class:`MarkedActs`."""
        return self._source

    @property
    def scope(self) -> str:
        """The name of the choice of records that is shown when nothing is searched for."""
        return self.wanted.scope

    @scope.setter
    def scope(self, name: str) -> None:
        self.wanted = self.wanted._replace(scope=name)

    def _open(self, search: str = "") -> ListSource:
        return open_wanted(self.desk.store, self.subject, self.desk.actor.id, self.wanted._replace(search=search))

    def _heading(self) -> Heading:
        now = self.wanted._replace(search=self.search_text)
        return Heading(self.wanted.columns, self.order, now.is_downwards(self.subject))

    def reload(self) -> None:
        """Read the rows again, with the cursor on its record."""
        self.has_read()
        records = self.query_one(RecordList)
        if self.searching:
            at = records.cursor_row
            self._show(at.id if at else None, at.position if at else None)
        else:
            records.refresh_rows()
        self.preview_row(records.cursor_row)

    def action_back(self) -> None:
        """For a list that was opened from elsewhere: leave the search, the marks and the filters, and then the list."""
        if self.search_is_open or self.marked() or self.wanted.filters:
            self.action_clear()
        else:
            self.dismiss(None)

    # -- search ----------------------------------------------------------------------------------------------------

    def searched(self) -> None:
        """See :class:`SearchActs`: the cursor goes to the best that is found."""
        self._show(None)

    def _show(self, keep: bytes | None, last_seen: Position | None = None) -> None:
        """Open the list as it is wanted, and as it is searched."""
        self._source = self._open(self.search_text)
        records = self.query_one(RecordList)
        records.set_heading(self._heading())
        records.set_source(self._source, keep=keep, empty=self.says_of_nothing(), last_seen=last_seen)
        self.show_scope_line()

    def action_clear(self) -> None:
        """Leave the search; when there is none take the marks off, and then the filters. The cursor stays on its record."""
        records = self.query_one(RecordList)
        if not self.search_is_open and records.marks:
            self.unmark()
            return
        if not self.search_is_open and self.wanted.filters:
            self.action_no_filters()
            return
        if self.has_letters:
            self.set_search("")
            self._show(self.current())
        self.show_search(False)
        records.focus()
        self.show_scope_line()

    # -- scope, filters and order ----------------------------------------------------------------------------------

    def show_scope(self, name: str) -> None:
        """Show the records of a scope, by its name."""
        self.wanted = self.wanted._replace(scope=name)
        self.set_search("")
        self._show(None)

    def show(self, wanted: Wanted) -> None:
        """See :class:`WantedActs`."""
        self.wanted = wanted
        self._show(self.current())

    @on(RecordList.HeadingPressed)
    def _heading_pressed(self, event: RecordList.HeadingPressed) -> None:
        self.order_by(event.order)

    def place(self) -> Place:
        """Where the reader is in this list."""
        return Place(self.wanted._replace(search=self.search_text), self.query_one(RecordList).marks, self.current())

    def go_to(self, place: Place) -> None:
        """Be there again, as far as it is still there."""
        self.wanted = place.wanted._replace(search="")
        self.set_search(place.wanted.search)
        self.show_search(bool(place.wanted.search))
        self.query_one(RecordList).set_marks(place.marks)
        self._show(place.record)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What works here and now: in the search field letters are typed, and not every list goes into a file."""
        if action == "export":
            return self.subject in ("client", "employer", "placement", "vacancy")
        if action in ("search", "clear") and self.is_mounted:
            to_leave = self.typing or self.searching or bool(self.wanted.filters) or bool(self.marked())
            return not self.typing if action == "search" else to_leave
        if action == "no_filters":
            return bool(self.wanted.filters)
        return super().check_action(action, parameters)

    def action_export(self) -> None:
        """Write what the list shows to a file, or what is marked of it."""
        from screens.house.exporting import Shown, export_list

        export_list(self, Shown(self.subject, self.wanted._replace(search=self.search_text), self.marked()))

    def action_refresh(self) -> None:
        """Read again."""
        self.reload()

    @on(RecordList.Opened)
    def _opened(self, event: RecordList.Opened) -> None:
        self.open_record(self.subject, event.row.id)

    @on(RecordList.Failed)
    def _list_failed(self, event: RecordList.Failed) -> None:
        if isinstance(event.error, Exception):
            self.say_error(event.error)

    # -- for subjects ----------------------------------------------------------------------------------------------

    def called(self) -> str:
        """The row under the cursor as text: all its columns, also those for which there is no room."""
        row = self.query_one(RecordList).cursor_row
        return " · ".join(filter(None, (written(cell) for cell in row.cells))) if row else ""

    def current(self) -> bytes | None:
        """The key of the record under the cursor."""
        row = self.query_one(RecordList).cursor_row
        return row.id if row else None

    def saved(self, key: bytes | None = None) -> None:
        """A form or an act has saved: say so, read again, and go to the record."""
        self.reload()
        if key is not None:
            self.query_one(RecordList).select(key)
        self.say_saved()

    def after_many(self, number: int | None) -> None:
        """Something was added to each of the marked records: say so, and take the marks off."""
        if number is not None:
            self.unmark()
            self.reload()
            self.say_saved(plural("{n} action added", "{n} actions added", number))

    def show_mode(self, name: str) -> None:
        """Go to another main screen."""
        app_of(self).show_mode(name)
