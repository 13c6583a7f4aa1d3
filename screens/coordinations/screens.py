"""Coordination: what waits for me, what I asked, what was decided, and the file of one request."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from db.coordination_file import coordination_file
from db.coordination_waiting import waiting_for
from db.lists.opening import SCOPES, open_list
from db.reading import Reader
from db.related import PlacementLine, placements_of
from models.kinds import Role
from models.messages import N_
from screens.coordinations.acts import CoordinationActs
from screens.coordinations.known_request import Known, read_known
from screens.coordinations.lines import answer_lines, deciding_lines, overview_lines
from screens.house.file_screen import FileScreen
from screens.house.list_screen import ListScreen
from screens.house.sheet import Line
from screens.record_list import RecordList
from screens.texts import _, count, label, render

COUNTED = ("inbox", "asked")
"""Scopes whose number stands beside their name."""

EMPTY = {
    "inbox": N_("Nothing waits for you.\nPress → for what you asked yourself, or f for other requests."),
    "asked": N_("You have not asked for anything yet.\nPress n to ask an account holder, or place somebody (2, then p)."),
    "decided": N_("Nothing was decided yet."),
    "all": N_("No requests yet.\nPress n to ask an account holder to agree."),
}


class CoordinationsScreen(CoordinationActs, ListScreen):
    """Mode 5: for the account holder an inbox, for the consultant what is waiting."""

    subject = "coordination"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", N_("ask"), id="coordination.ask", tooltip=N_("Ask an account holder to agree")),
        Binding("V", "verbal", N_("verbal"), show=False, id="coordination.verbal", tooltip=N_("Record a verbal consent")),
        Binding("right", "turn(1)", N_("next list"), id="coordination.next", tooltip=N_("The next of the lists above")),
        Binding("tab", "turn(1)", show=False, id="coordination.next-tab", tooltip=N_("The next of the lists above")),
        Binding("left,shift+tab", "turn(-1)", show=False, id="coordination.previous", tooltip=N_("The list before")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | n, V | ask an account holder; record a verbal consent |
    | →, tab; ← | the next and the previous list |
    """

    def __init__(self) -> None:
        super().__init__()
        self._counts: dict[str, int] = {}

    def compose(self) -> ComposeResult:
        """See :class:`ListScreen`; who decides on nothing begins with what they asked."""
        desk = self.desk
        if not desk.actor.has(Role.ACCOUNT_MANAGER):
            with desk.store.read() as reader:
                self.scope = "inbox" if waiting_for(reader, desk.actor.id, desk.store.today()) else "asked"
        self.empty = EMPTY[self.scope]
        yield from super().compose()
        self._count()

    # -- which list ------------------------------------------------------------------------------------------------

    def scope_line(self) -> Content:
        """'Wacht op mij 3 · Gevraagd door mij 1 · Beslist', the open one standing out."""
        if self.searching:
            return super().scope_line()
        tabs = []
        for scope in SCOPES[self.subject]:
            number = f" {count(self._counts[scope.name])}" if scope.name in self._counts else ""
            here = scope.name == self.scope
            tabs.append(Content.styled(f" {render(scope.title)}{number} ", "reverse bold" if here else "$text-muted"))
        return Content.styled("·", "$text-muted").join(tabs)

    def show_scope(self, name: str) -> None:
        """See :class:`ListScreen`; an empty list says what comes next."""
        self.empty = EMPTY[name]
        super().show_scope(name)

    def action_turn(self, step: int) -> None:
        """Show the next list."""
        names = [scope.name for scope in SCOPES[self.subject]]
        self.show_scope(names[(names.index(self.scope) + step) % len(names)])

    def reload(self) -> None:
        """See :class:`ListScreen`; the numbers above are counted anew."""
        super().reload()
        self._count()
        self._know(self.current())

    def _count(self) -> None:
        desk = self.desk

        def question() -> dict[str, int]:
            return {name: open_list(desk.store, self.subject, me=desk.actor.id, scope=name).total() for name in COUNTED}

        self.ask(question, self._counted, group="counts")

    def _counted(self, counts: dict[str, int]) -> None:
        self._counts = counts
        self.show_scope_line()

    # -- the request under the cursor ------------------------------------------------------------------------------

    @on(RecordList.Highlighted)
    def _moved(self, event: RecordList.Highlighted) -> None:
        self._know(event.row.id if event.row else None)

    def _know(self, key: bytes | None) -> None:
        """Read what may be done with the request, to offer the right keys."""
        if key is None:
            self.know(None)
        else:
            self.ask(lambda: read_known(self.desk, key), self.know, group="known", failed=lambda _error: self.know(None))

    def preview(self, reader: Reader, key: bytes) -> list[Line]:
        """What is needed to decide, and no more."""
        file = coordination_file(reader, key, self.desk.store.today())
        return deciding_lines(file) if self.scope == "inbox" else [*answer_lines(file), *deciding_lines(file)]

    # -- asking ----------------------------------------------------------------------------------------------------

    def action_new(self) -> None:
        """Ask an account holder to agree."""
        from screens.coordinations.forms import RequestForm

        self.app.push_screen(RequestForm(), self._asked)

    def action_verbal(self) -> None:
        """Record a verbal consent."""
        from screens.coordinations.forms import VerbalForm

        self.app.push_screen(VerbalForm(), self._asked)

    def _asked(self, key: bytes | None) -> None:
        """Show what was asked, among what one asked."""
        if key is not None:
            self.show_scope("asked")
            self.saved(key)


class RequestAndUses(NamedTuple):
    """What the file of a request shows."""

    known: Known
    placements: tuple[PlacementLine, ...]
    """The placements that use the consent."""


class CoordinationScreen(CoordinationActs, FileScreen):
    """The file of one request: what was asked, of whom, the answer and its conditions, and what became of it."""

    subject = "coordination"
    file: RequestAndUses

    def read(self, reader: Reader) -> RequestAndUses:
        """See :class:`FileScreen`."""
        return RequestAndUses(read_known(self.desk, self.key), placements_of(reader, "consent", self.key))

    def _show(self, file: RequestAndUses) -> None:
        super()._show(file)
        self.know(file.known)

    def heading(self) -> str:
        """See :class:`FileScreen`."""
        row = self.file.known.file.row
        return _(
            "{number} · {client} at {employer} · {state}",
            number=row.number,
            client=row.client_name,
            employer=row.employer_name,
            state=label(row.state),
        )

    def lines(self, page: int) -> list[Line]:
        """See :class:`FileScreen`."""
        return overview_lines(self.file.known.file, self.file.placements)
