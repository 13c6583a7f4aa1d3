"""The screen around the one list: which records, found by which words, and the file of the one under the cursor beside it.

A subject's own screen gives the subject's name, its keys and a preview; everything else is here, once.
"""

from __future__ import annotations

from typing import Any, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.events import ScreenResume
from textual.widgets import Input, Static

from db.lists.opening import SCOPES, is_broad, open_wanted, orders_of, scope_of
from db.lists.wanted import Wanted
from db.reading import Reader
from db.windows import ListSource, Position, Row
from models.messages import N_
from screens.house.desk import app_of
from screens.house.frame import Below, TopBar
from screens.house.line_input import LineInput
from screens.house.marked_acts import MarkedActs
from screens.house.preview import Preview
from screens.house.sheet import Line
from screens.house.wanted_acts import WantedActs
from screens.record_list import RecordList
from screens.record_list.cells import written
from screens.record_list.painter import Heading
from screens.texts import _, count, plural, render, visible

WIDE = 110
"""From so many columns on the preview stands beside the list."""

POLL_SECONDS = 1.0
"""How often the list looks whether another program has changed the store."""


class Place(NamedTuple):
    """Where a reader is in a list."""

    wanted: Wanted
    marks: frozenset[bytes]
    record: bytes | None


class ListScreen(WantedActs, MarkedActs):
    """A list of one subject with search, scopes, filters, order, marks and preview."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", N_("search"), id="list.search", tooltip=N_("Search in this list")),
        Binding(
            "escape", "clear", N_("back"), id="list.clear", tooltip=N_("Leave the search; then take marks off, then filters")
        ),
        Binding("x", "export", N_("export"), show=False, id="list.export", tooltip=N_("Write this list to a file")),
        Binding("r", "refresh", N_("read again"), show=False, id="list.refresh", tooltip=N_("Read the list again")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | / | search in this list |
    | x | write it to a file, or what is marked of it |
    | esc | leave the search; then take the marks off, then the filters |
    """

    subject: ClassVar[str]
    """Name of the subject, as in the journal and in ``db.lists``."""
    empty: str = N_("Nothing here.\nPress f to see other records, or / to search.")

    def __init__(self) -> None:
        super().__init__()
        self.wanted = Wanted(SCOPES[self.subject][0].name, order=orders_of(self.subject)[0])
        self._source: ListSource | None = None
        self._seen: int | None = None

    # -- layout ----------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Top bar, choice, list with preview, say bar and keys."""
        yield TopBar(self.subject)
        with Horizontal(id="choice"):
            yield Static("", id="scope", markup=False)
            yield LineInput(placeholder=_("search"), id="search", compact=True)
        yield Static("", id="filters", markup=False)
        with Container(id="both"):
            self._source = self._open()
            yield RecordList(self._source, empty=_(self.empty), id="records")
            yield Preview(id="preview")
        yield Below()

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one(RecordList).focus()
        self.query_one("#search").display = False
        self.query_one("#filters").display = bool(self.wanted.filters)
        self.query_one(RecordList).set_heading(self._heading())
        self.call_after_refresh(self._look)
        self.set_interval(POLL_SECONDS, self._look)
        self.show_scope_line()

    def on_resize(self) -> None:
        """Put the preview where there is room for it."""
        self.query_one("#both").set_class(self.size.width >= WIDE, "-wide")

    @on(ScreenResume)
    def _back(self) -> None:
        """Coming back, what was changed meanwhile shows."""
        if self._seen not in (None, self._version()):
            self.reload()

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
        self._seen = self._version()
        if self.searching:
            self._searched(keep=True)
        else:
            self.query_one(RecordList).refresh_rows()
        self._preview(self.query_one(RecordList).cursor_row)

    def action_back(self) -> None:
        """For a list that was opened from elsewhere: leave the search, the marks and the filters, and then the list."""
        if self.query_one("#search").display or self.marked() or self.wanted.filters:
            self.action_clear()
        else:
            self.dismiss(None)

    def _version(self) -> int:
        return self.desk.store.changes()

    def _look(self) -> None:
        """Another program, or another screen, may have written."""
        if not self.is_current:
            return
        if self._seen is None:
            self._seen = self._version()
        elif self._version() != self._seen:
            self.reload()

    # -- search ----------------------------------------------------------------------------------------------------

    def action_search(self) -> None:
        """Open the search field."""
        field = self.query_one("#search", Input)
        field.display = True
        field.focus()

    @on(Input.Changed, "#search")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._searched()

    def _searched(self, keep: bool = False) -> None:
        at = self.query_one(RecordList).cursor_row if keep else None
        self._show(at.id if at else None, at.position if at else None)

    def _show(self, keep: bytes | None, last_seen: Position | None = None) -> None:
        """Open the list as it is wanted, and as it is searched."""
        self._source = self._open(self.search_text)
        records = self.query_one(RecordList)
        records.set_heading(self._heading())
        records.set_source(self._source, keep=keep, empty=self._says_of_nothing(), last_seen=last_seen)
        self.show_scope_line()

    def _says_of_nothing(self) -> str:
        if self.searching:
            return _("Nothing found for this. Type something else, or press esc.")
        return _("Nothing here with these filters.\nPress F to take them off.") if self.wanted.filters else _(self.empty)

    @on(Input.Submitted, "#search")
    def _to_list(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one(RecordList).focus()

    def on_key(self, event: Any) -> None:
        """Arrow down in the search field goes to the list."""
        if event.key in ("down", "pagedown") and self.focused is self.query_one("#search"):
            event.stop()
            self.query_one(RecordList).focus()

    def action_clear(self) -> None:
        """Leave the search; when there is none take the marks off, and then the filters. The cursor stays on its record."""
        field = self.query_one("#search", Input)
        records = self.query_one(RecordList)
        if not field.display and records.marks:
            self.unmark()
            return
        if not field.display and self.wanted.filters:
            self.action_no_filters()
            return
        if field.value:
            with self.prevent(Input.Changed):
                field.value = ""
            self._show(self.current())
        field.display = False
        records.focus()
        self.show_scope_line()

    # -- scope, filters and order ----------------------------------------------------------------------------------

    def show_scope(self, name: str) -> None:
        """Show the records of a scope, by its name."""
        self.wanted = self.wanted._replace(scope=name)
        with self.prevent(Input.Changed):
            self.query_one("#search", Input).value = ""
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
        field = self.query_one("#search", Input)
        with self.prevent(Input.Changed):
            field.value = place.wanted.search
        field.display = bool(place.wanted.search)
        self.query_one(RecordList).set_marks(place.marks)
        self._show(place.record)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What works here and now: in the search field letters are typed, and not every list goes into a file."""
        if action == "export":
            return self.subject in ("client", "employer", "placement", "vacancy")
        if action in ("search", "clear") and self.is_mounted:
            typing = self.focused is self.query_one("#search")
            to_leave = typing or self.searching or bool(self.wanted.filters) or bool(self.marked())
            return not typing if action == "search" else to_leave
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

    @on(RecordList.Counted)
    @on(RecordList.Marked)
    def show_scope_line(self) -> None:
        """Renew the lines above the list."""
        line = self.scope_line()
        if marks := self.marks_line():
            line += Content.styled(f"   ✓ {marks}", "bold $text-accent")
        self.query_one("#scope", Static).update(line)
        filters = self.query_one("#filters", Static)
        filters.display = bool(self.wanted.filters)
        if self.wanted.filters:
            from screens.house.filters import in_words

            words = visible(in_words(self.subject, self.wanted.filters))
            filters.update(Content.styled(_("only {filters}", filters=words), "$text-warning"))
        self.refresh_bindings()

    @property
    def search_text(self) -> str:
        """What is searched for; nothing when the list shows its scope."""
        return self.query_one("#search", Input).value.strip()

    @property
    def searching(self) -> bool:
        """Whether the list shows what was searched for."""
        return bool(self.search_text)

    def scope_line(self) -> Content:
        """The line above the list: which records, and how many."""
        if self.searching and self._source is not None:
            broad, found = is_broad(self._source), count(self._source.total())  # at hand: a search is in memory
            return Content(_("more than {n} found: type on", n=found) if broad else self._found(found))
        total = self.query_one(RecordList).total
        scope = scope_of(self.subject, self.scope)
        return Content(f"{render(scope.title)} ▾   {count(total) if total is not None else '…'}")

    def _found(self, found: str) -> str:
        return _("{n} found, with these filters", n=found) if self.wanted.filters else _("{n} found, in all records", n=found)

    # -- preview ---------------------------------------------------------------------------------------------------

    def preview(self, reader: Reader, key: bytes) -> list[Line]:
        """The few lines about a record that help to choose; read beside the painting."""
        raise NotImplementedError

    @on(RecordList.Highlighted)
    def _highlighted(self, event: RecordList.Highlighted) -> None:
        self._preview(event.row)

    def _preview(self, row: Row | None) -> None:
        target = self.query_one(Preview)
        if row is None:
            target.show(())
            return

        def question() -> list[Line]:
            with self.desk.store.read() as reader:
                return self.preview(reader, row.id)

        self.ask(question, target.show, group="preview")

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
