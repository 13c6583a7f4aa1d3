"""The history of a record: who changed what, when, from what to what. As a page of its file, and whole as a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import ScreenResume
from textual.widgets import Static

from db.history_list import HistoryList
from db.logbook import Change, Choice, changes_of
from db.reading import Reader
from db.windows import Cell, Column
from models.labels import subject_label
from models.messages import N_, Message
from screens.house.dialogs import Tell
from screens.house.frame import Below, TopBar
from screens.house.house_screen import HouseScreen
from screens.house.sheet import Line
from screens.record_list import RecordList
from screens.texts import _, moment, plural, render, visible

NEWEST = 200
"""Lines on the page of a file; its key shows all of them."""
COLUMNS = (
    Column("at", Message(N_("When")), 16),
    Column("who", Message(N_("Who")), 12, weight=1),
    Column("what", Message(N_("What")), 16, weight=2),
    Column("field", Message(N_("Field")), 12, weight=1, priority=1),
    Column("old", Message(N_("Was")), 8, weight=2, priority=2),
    Column("new", Message(N_("Became")), 8, weight=2),
)


def read_history(reader: Reader, subject: str, key: bytes) -> list[Line]:
    """The newest of what happened to a record and what belongs to it, as lines: an act as a heading, its fields below it."""
    total, found = changes_of(reader, subject, key, Choice(limit=NEWEST))
    lines = history_lines(found, subject)
    if total > len(found):
        more = plural("… and {n} earlier line: press H", "… and {n} earlier lines: press H", total - len(found))
        lines.append(Line(more, tone="muted"))
    return lines


def history_lines(found: Sequence[Change], subject: str) -> list[Line]:
    """Lines of a history, newest first; of a part, a field says what it is a part of."""
    lines: list[Line] = []
    act = None
    for change in found:
        one = change.line
        this = (one.at, one.who, one.action)
        if this != act:
            act = this
            reason = f" · {one.reason}" if one.reason else ""
            lines.append(Line(f"{moment(one.at)}  {one.who or _('the program')}: {render(one.action)}{reason}", tone="title"))
        if one.field is not None:
            before, after = (render(value) if value else "–" for value in (one.old, one.new))
            lines.append(Line(f"{before} → {after}", name=f"  {_field(change, subject)}"))
    return lines or [Line(_("Nothing has happened yet."), tone="muted")]


def _field(change: Change, subject: str) -> str:
    """The name of a field; of a part with what the part is."""
    part = "" if change.subject == subject else render(subject_label(change.subject))
    return ": ".join(filter(None, (part, render(change.line.field) if change.line.field else "")))


class HistoryScreen(HouseScreen):
    """All of the history of one record and what belongs to it, newest first; enter shows a line in full."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("back"), id="file.back", tooltip=N_("Back to where you came from")),
    ]

    def __init__(self, subject: str, key: bytes, name: str) -> None:
        super().__init__()
        self.subject, self.key, self._name = subject, key, name
        self._source: HistoryList | None = None
        self._seen = -1

    def compose(self) -> ComposeResult:
        """Top bar, heading, list, say bar and keys."""
        yield TopBar(self.subject)
        heading = _("History of {name}", name=self._name)
        yield Static(Content.styled(visible(heading), "bold"), id="list-title", markup=False)
        yield RecordList(empty=_("Nothing has happened yet."), id="records")
        yield Below()

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one(RecordList).focus()

    @on(ScreenResume)
    def reload(self) -> None:
        """Read where the lines stand, when there may be others."""
        store = self.desk.store
        if self._seen != store.changes():
            self._seen = store.changes()
            self.ask(lambda: HistoryList(store, self.subject, self.key, COLUMNS, self._cells), self._show, group="rows")

    def _show(self, source: HistoryList) -> None:
        records = self.query_one(RecordList)
        row = records.cursor_row
        self._source = source
        records.set_source(source, keep=row.id if row else None)

    def _cells(self, change: Change) -> tuple[Cell, ...]:
        line = change.line
        who = line.who or Message(N_("the program"))
        return moment(line.at), who, line.action, _field(change, self.subject), line.old, line.new

    @on(RecordList.Opened)
    def _opened(self, event: RecordList.Opened) -> None:
        source, row = self._source, event.row
        if source is not None:
            self.ask(lambda: source.line(row.id), self._tell, group="line")

    def _tell(self, change: Change | None) -> None:
        """One line of the history in full: what a column has no room for."""
        if change is None:
            return
        line = change.line
        told = [f"{moment(line.at)}  {line.who or _('the program')}: {render(line.action)}"]
        told += [change.record] if change.record else []
        if line.field is not None:
            before, after = (visible(render(value)) if value else "–" for value in (line.old, line.new))
            told += ["", _field(change, self.subject), f"{_('Was')}: {before}", f"{_('Became')}: {after}"]
        told += ["", line.reason] if line.reason else []
        self.app.push_screen(Tell("\n".join(told)))

    def action_leave(self) -> None:
        """Back."""
        self.close()
