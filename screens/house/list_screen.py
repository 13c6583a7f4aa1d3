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

from db.lists.opening import SCOPES, is_broad, open_list, orders_of
from db.lists.selection import EVERYTHING
from db.reading import Reader
from db.windows import ListSource, Row
from models.messages import N_
from screens.house.desk import app_of
from screens.house.dialogs import Choose
from screens.house.frame import Below, TopBar
from screens.house.house_screen import RecordScreen
from screens.house.line_input import LineInput
from screens.house.preview import Preview
from screens.house.sheet import Line
from screens.record_list import RecordList
from screens.record_list.cells import written
from screens.texts import _, count, render

WIDE = 110
"""From so many columns on the preview stands beside the list."""

POLL_SECONDS = 1.0
"""How often the list looks whether another program has changed the store."""


class Place(NamedTuple):
    """Where a reader is in a list."""

    scope: str
    order: str
    search: str
    record: bytes | None


class ListScreen(RecordScreen):
    """A list of one subject with search, scopes, order and preview."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", N_("search"), id="list.search", tooltip=N_("Search in this list")),
        Binding("f", "scope", N_("filter"), id="list.scope", tooltip=N_("Choose which records this list shows")),
        Binding("o", "order", N_("order"), show=False, id="list.order", tooltip=N_("Choose the order of this list")),
        Binding("escape", "clear", N_("back"), id="list.clear", tooltip=N_("Leave the search")),
        Binding("x", "export", N_("export"), show=False, id="list.export", tooltip=N_("Write this list to a file")),
        Binding("r", "refresh", N_("read again"), show=False, id="list.refresh", tooltip=N_("Read the list again")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | / | search in this list |
    | f | choose which records it shows |
    | o | choose its order |
    | x | write it to a file |
    | esc | leave the search |
    """

    subject: ClassVar[str]
    """Name of the subject, as in the journal and in ``db.lists``."""
    empty: str = N_("Nothing here.\nPress f to see other records, or / to search.")

    def __init__(self) -> None:
        super().__init__()
        self.scope = SCOPES[self.subject][0].name
        self.order = orders_of(self.subject)[0]
        self._source: ListSource | None = None
        self._seen: int | None = None
        self._stale = False

    # -- layout ----------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Top bar, choice, list with preview, say bar and keys."""
        yield TopBar(self.subject)
        with Horizontal(id="choice"):
            yield Static("", id="scope", markup=False)
            yield LineInput(placeholder=_("search"), id="search", compact=True)
        with Container(id="both"):
            self._source = self._open()
            yield RecordList(self._source, empty=_(self.empty), id="records")
            yield Preview(id="preview")
        yield Below()

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one(RecordList).focus()
        self.query_one("#search").display = False
        self.call_after_refresh(self._look)
        self.set_interval(POLL_SECONDS, self._look)
        self.show_scope_line()

    def on_resize(self) -> None:
        """Put the preview where there is room for it."""
        self.query_one("#both").set_class(self.size.width >= WIDE, "-wide")

    @on(ScreenResume)
    def _back(self) -> None:
        """Coming back, what was changed meanwhile shows."""
        if self._stale or self._seen not in (None, self._version()):
            self.reload()

    # -- reading ---------------------------------------------------------------------------------------------------

    def _open(self, search: str = "") -> ListSource:
        return open_list(self.desk.store, self.subject, me=self.desk.actor.id, scope=self.scope, search=search, order=self.order)

    def reload(self) -> None:
        """Read the rows again, with the cursor on its record."""
        self._stale = False
        self._seen = self._version()
        if self.searching:
            self._searched(keep=True)
        else:
            self.query_one(RecordList).refresh_rows()
        self._preview(self.query_one(RecordList).cursor_row)

    def mark_stale(self) -> None:
        """Something was written from another screen: read again when this one is back."""
        self._stale = True

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
        text = self.query_one("#search", Input).value
        records = self.query_one(RecordList)
        at = records.cursor_row
        self._source = self._open(text)
        empty = _("Nothing found for this. Type something else, or press esc.") if text.strip() else _(self.empty)
        records.set_source(self._source, keep=at.id if keep and at else None, empty=empty)
        self.show_scope_line()

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
        """Leave the search; the cursor stays on its record."""
        field = self.query_one("#search", Input)
        records = self.query_one(RecordList)
        row = records.cursor_row
        if field.value:
            with self.prevent(Input.Changed):
                field.value = ""
            self._source = self._open()
            records.set_source(self._source, keep=row.id if row else None, empty=_(self.empty))
        field.display = False
        records.focus()
        self.show_scope_line()

    # -- scope and order -------------------------------------------------------------------------------------------

    def action_scope(self) -> None:
        """Choose which records to show."""
        choices = [(s.name, render(s.title)) for s in SCOPES[self.subject]]
        self.app.push_screen(Choose(_("Which records?"), choices, now=self.scope), self._set_scope)

    def _set_scope(self, name: str | None) -> None:
        if name is not None:
            self.show_scope(name)

    def show_scope(self, name: str) -> None:
        """Show the records of a scope, by its name."""
        self.scope = name
        with self.prevent(Input.Changed):
            self.query_one("#search", Input).value = ""
        self._source = self._open()
        self.query_one(RecordList).set_source(self._source, empty=_(self.empty))
        self.show_scope_line()

    def place(self) -> Place:
        """Where the reader is in this list."""
        return Place(self.scope, self.order, self.search_text, self.current())

    def go_to(self, place: Place) -> None:
        """Be there again, as far as it is still there."""
        self.scope, self.order = place.scope, place.order
        field = self.query_one("#search", Input)
        with self.prevent(Input.Changed):
            field.value = place.search
        field.display = bool(place.search)
        self._source = self._open(place.search)
        self.query_one(RecordList).set_source(self._source, keep=place.record, empty=_(self.empty))
        self.show_scope_line()

    def action_order(self) -> None:
        """Choose the order."""
        names = {"name": _("by name"), "number": _("by number"), "start": _("newest first")}
        choices = [(o, names.get(o, o)) for o in orders_of(self.subject)]
        self.app.push_screen(Choose(_("In which order?"), choices, now=self.order), self._set_order)

    def _set_order(self, name: str | None) -> None:
        if name is not None:
            self.order = name
            self._searched(keep=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What works here and now: in the search field letters are typed, and not every list goes into a file."""
        if action == "export":
            return self.subject in ("client", "employer", "placement", "vacancy")
        if action in ("search", "clear") and self.is_mounted:
            typing = self.focused is self.query_one("#search")
            return not typing if action == "search" else typing or self.searching
        return super().check_action(action, parameters)

    def action_export(self) -> None:
        """Write what the list shows to a file."""
        from screens.house.exporting import Shown, export_list

        wanted = next(scope for scope in SCOPES[self.subject] if scope.name == self.scope)
        search = self.search_text
        scope = EVERYTHING if search else wanted.where(self.desk.actor.id, self.desk.store.today())
        export_list(self, Shown(self.subject, scope, search))

    def action_refresh(self) -> None:
        """Read again."""
        self.reload()

    @on(RecordList.Counted)
    def show_scope_line(self) -> None:
        """Renew the line above the list."""
        self.query_one("#scope", Static).update(self.scope_line())

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
            return Content(_("more than {n} found: type on", n=found) if broad else _("{n} found, in all records", n=found))
        total = self.query_one(RecordList).total
        scope = next(s for s in SCOPES[self.subject] if s.name == self.scope)
        return Content(f"{render(scope.title)} ▾   {count(total) if total is not None else ''}")

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
        """The first two cells of the row under the cursor: what the record is called, and its number or place."""
        row = self.query_one(RecordList).cursor_row
        return " · ".join(filter(None, (written(cell) for cell in row.cells[:2]))) if row else ""

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

    def show_mode(self, name: str) -> None:
        """Go to another main screen."""
        app_of(self).show_mode(name)
