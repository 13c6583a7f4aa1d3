"""Coordination: what waits for me, what I asked, what was decided, and the file of one request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from db.coordination_around import Around, around
from db.lists.opening import open_list, scopes_for
from db.reading import Reader
from db.related import PlacementLine, placements_of
from models.kinds import Role
from models.messages import N_
from screens.coordinations.acts import CoordinationActs
from screens.coordinations.known_request import Known, known_of, read_known
from screens.coordinations.lines import answer_lines, deciding_lines, overview_lines
from screens.house.file_screen import FileScreen
from screens.house.list_screen import ListScreen
from screens.house.sheet import Line
from screens.record_list import RecordList
from screens.texts import _, count, label, render

COUNTED = ("inbox", "asked", "said", "overdue", "contested")
"""Scopes whose number stands beside their name."""

EMPTY = {
    "inbox": N_("Nothing waits for you.\nPress → for what you asked yourself, or f for other requests."),
    "asked": N_("You have not asked for anything yet.\nPress n to ask an account holder, or place somebody (2, then p)."),
    "said": N_("Nothing was recorded in your name that you can still contest."),
    "decided": N_("Nothing was decided yet."),
    "standing": N_("No consent for several places runs.\nPress n to agree to some beforehand, as account holder."),
    "overdue": N_("No request of your team is past its term."),
    "contested": N_("No consent of yours or your team is contested."),
    "all": N_("No requests yet.\nPress n to ask an account holder to agree."),
}


class CoordinationsScreen(CoordinationActs, ListScreen):
    """Mode 5: for the account holder an inbox, for the consultant what is waiting."""

    subject = "coordination"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "standing", N_("agree beforehand"), id="coordination.standing", tooltip=N_("Agree to several places")),
        Binding("n", "new", N_("ask"), id="coordination.ask", tooltip=N_("Ask an account holder to agree")),
        Binding("V", "verbal", N_("verbal"), show=False, id="coordination.verbal", tooltip=N_("Record a verbal consent")),
        Binding("r", "remind", N_("remind"), id="coordination.remind", tooltip=N_("Remind who has to decide")),
        Binding("r", "refresh", N_("read again"), show=False, id="list.refresh", tooltip=N_("Read the list again")),
        Binding("right", "turn(1)", N_("next list"), id="coordination.next", tooltip=N_("The next of the lists above")),
        Binding("tab", "turn(1)", show=False, id="coordination.next-tab", tooltip=N_("The next of the lists above")),
        Binding("left,shift+tab", "turn(-1)", show=False, id="coordination.previous", tooltip=N_("The list before")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | n, V | ask an account holder, or among the standing consents give one; record a verbal consent |
    | →, tab; ← | the next and the previous list |
    """

    def __init__(self) -> None:
        super().__init__()
        self._counts: dict[str, int] = {}

    def compose(self) -> ComposeResult:
        """See :class:`ListScreen`; who decides on nothing begins with what they asked."""
        if not self.desk.actor.has(Role.ACCOUNT_MANAGER):
            offered = [scope.name for scope in scopes_for(self.subject, self.desk.actor)]
            waits = (name for name in ("inbox", "overdue") if name in offered and self._number(name))
            self.scope = next(waits, "asked")
        self.empty = EMPTY[self.scope]
        yield from super().compose()
        self._count()

    # -- which list ------------------------------------------------------------------------------------------------

    def scope_line(self) -> Content:
        """'Wacht op mij 3 · Gevraagd door mij 1 · Beslist', the open one standing out."""
        if self.searching:
            return super().scope_line()
        tabs = [
            (scope.name == self.scope, f" {render(scope.title)}{self._counted_as(scope.name)} ")
            for scope in scopes_for(self.subject, self.desk.actor)
        ]
        room = self.size.width - 4 - len(self.marks_line()) - 5 * bool(self.marked())
        return tabs_line(tabs, room)

    def _counted_as(self, scope: str) -> str:
        number = self._counts.get(scope)
        return f" {count(number)}" if number else ""

    def show_scope(self, name: str) -> None:
        """See :class:`ListScreen`; an empty list says what comes next."""
        self.empty = EMPTY[name]
        self.shows_said = name == "said"
        self.take_marks_off()
        super().show_scope(name)

    def take_marks_off(self) -> None:
        """See :class:`MeantRequest`; what is marked in one list is not decided on in another."""
        if self.is_mounted and self.marked():
            self.unmark()

    def action_turn(self, step: int) -> None:
        """Show the next list."""
        names = [scope.name for scope in scopes_for(self.subject, self.desk.actor)]
        here = names.index(self.scope) if self.scope in names else -1  # a shared view of a team lead may stand in theirs
        self.show_scope(names[(here + step) % len(names)])

    def reload(self) -> None:
        """See :class:`ListScreen`; the numbers above are counted anew."""
        super().reload()
        self._count()
        self._know(self.current())

    def _count(self) -> None:
        offered = [scope.name for scope in scopes_for(self.subject, self.desk.actor)]

        def question() -> dict[str, int]:
            return {name: self._number(name) for name in COUNTED if name in offered}

        self.ask(question, self._counted, group="counts")

    def _number(self, scope: str) -> int:
        return open_list(self.desk.store, self.subject, me=self.desk.actor.id, scope=scope).total()

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
        known = known_of(reader, self.desk, key)
        there = around(reader, key, known.whose.employer_id, known.today)
        return [*([] if self.scope == "inbox" else answer_lines(known)), *deciding_lines(known, there)]

    # -- asking ----------------------------------------------------------------------------------------------------

    def action_new(self) -> None:
        """Ask an account holder to agree."""
        from screens.coordinations.forms import RequestForm

        self.app.push_screen(RequestForm(), self._asked)

    def action_verbal(self) -> None:
        """Record a verbal consent."""
        from screens.coordinations.forms import VerbalForm

        self.app.push_screen(VerbalForm(), self._asked)

    def action_standing(self) -> None:
        """Agree to several places without having been asked."""
        from screens.coordinations.standing import StandingForm

        self.app.push_screen(StandingForm(), self._agreed)

    def _agreed(self, key: bytes | None) -> None:
        """Show the consent among those for several places."""
        if key is not None:
            self.show_scope("standing")
            self.saved(key)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Among the standing consents an account holder gives one with the key that asks elsewhere."""
        if action in ("standing", "new"):
            return (self.scope == "standing" and self.desk.actor.has(Role.ACCOUNT_MANAGER)) == (action == "standing")
        return super().check_action(action, parameters)

    def _asked(self, key: bytes | None) -> None:
        """Show what was asked, among what one asked."""
        if key is not None:
            self.show_scope("asked")
            self.saved(key)


def tabs_line(tabs: Sequence[tuple[bool, str]], room: int) -> Content:
    """Names of lists beside each other, the open one standing out; where there is no room for all those around it."""
    here = next((at for at, (is_open, _text) in enumerate(tabs) if is_open), 0)
    first, last = here, here + 1

    def width() -> int:
        return sum(cell_len(text) + 1 for _open, text in tabs[first:last]) + 2 * (first > 0) + 2 * (last < len(tabs))

    while first > 0 or last < len(tabs):
        before = (first, last)
        for ahead, behind in ((last + 1, first), (last, first - 1)):
            if ahead <= len(tabs) and behind >= 0:
                kept = (first, last)
                first, last = behind, ahead
                if width() > room:
                    first, last = kept
        if (first, last) == before:
            break
    shown = [Content.styled(text, "reverse bold" if is_open else "$text-muted") for is_open, text in tabs[first:last]]
    more = Content.styled(" …", "$text-muted")
    line = Content.styled("·", "$text-muted").join(shown)
    return (more if first > 0 else Content("")) + line + (more if last < len(tabs) else Content(""))


class RequestAndUses(NamedTuple):
    """What the file of a request shows."""

    known: Known
    placements: tuple[PlacementLine, ...]
    """The placements that use the consent."""
    there: Around
    """The employer today."""


class CoordinationScreen(CoordinationActs, FileScreen):
    """The file of one request: what was asked, of whom, the answer and its conditions, and what became of it."""

    subject = "coordination"
    file: RequestAndUses

    def read(self, reader: Reader) -> RequestAndUses:
        """See :class:`FileScreen`."""
        known = known_of(reader, self.desk, self.key)
        there = around(reader, self.key, known.whose.employer_id, known.today)
        return RequestAndUses(known, placements_of(reader, "consent", self.key), there)

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
        return overview_lines(self.file.known, self.file.placements, self.file.there)
