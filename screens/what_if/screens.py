"""Where can this client go, and who can come here: a list from which one goes straight to the proposal or the request."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from db.reading import Reader
from db.what_if import Match, Matches, Wish, clients_for, places_for
from db.windows import Column, MemoryList
from models.kinds import Form, Possible
from models.messages import N_
from screens.house.dialogs import Choose, Tell
from screens.house.frame import Below, TopBar
from screens.house.preview import Preview
from screens.house.short_list import ShortListScreen
from screens.proposal.start import Start, next_start
from screens.record_list import RecordList
from screens.texts import _, amount, label, long_date
from screens.what_if.lines import CLIENTS, PLACES, counted, detail, list_row, told


class MatchList(RecordList):
    """The list of what would be possible: enter proposes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("propose"), id="list.open", tooltip=N_("Propose this placement, or say why not")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | enter | propose this placement; of what can't be: say why |
    """


class WhatIfScreen(ShortListScreen):
    """A line for each place or client, the best first; all of them judged beside the painting."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "request", N_("ask the holder"), id="what-if.request", tooltip=N_("Ask the account holder to agree")),
        Binding("o", "open", N_("open file"), id="what-if.open", tooltip=N_("Open the file of this line")),
        Binding("f", "form", N_("form"), id="what-if.form", tooltip=N_("Look for another form")),
        Binding("escape", "leave", N_("back"), id="file.back", tooltip=N_("Back to where you came from")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | r | ask the account holder to agree |
    | o | open the file of the employer, location or client |
    | f | look for another form |
    | esc | back |
    """

    columns: ClassVar[tuple[Column, ...]] = ()
    question: ClassVar[str] = ""
    """The question over the list, with places for the name and the first day."""

    def __init__(self) -> None:
        super().__init__()
        self._form: Form | None = None
        self._found: Matches | None = None
        self._matches: dict[bytes, Match] = {}

    def compose(self) -> ComposeResult:
        """See :class:`ShortListScreen`; below the list all that is said of the line under the cursor."""
        yield TopBar(self.mode)
        yield Static(_("Looking …"), id="list-title", markup=False)
        yield MatchList(empty=self.empty_text(), id="records")
        yield Preview(id="outlook")
        yield Below()

    # -- reading ---------------------------------------------------------------------------------------------------

    def matches(self, reader: Reader, wish: Wish) -> Matches:
        """What would be possible."""
        raise NotImplementedError

    def heading(self) -> str:
        """See :class:`ShortListScreen`."""
        found = self._found
        if found is None:
            return _("Looking …")
        form = label(self._form) if self._form else _("whichever form fits")
        asked = _(self.question, name=f"{found.name} ({found.number})")
        since = _("from {start}", start=long_date(self._wish.start))
        return " · ".join((asked, form, since, counted(found)))

    def empty_text(self) -> str:
        """See :class:`ShortListScreen`."""
        return _("Nobody and nowhere to look at yet.")

    @property
    def _wish(self) -> Wish:
        return Wish(next_start(self.desk.store.today()), self._form)

    def read(self, reader: Reader) -> MemoryList:
        """See :class:`ShortListScreen`."""
        found = self.matches(reader, self._wish)
        self._found, self._matches = found, {match.id: match for match in found.rows}
        return MemoryList(self.columns, (list_row(at, match) for at, match in enumerate(found.rows)))

    @property
    def match(self) -> Match | None:
        """The line under the cursor."""
        return self._matches.get(self.current() or b"") if self.is_mounted else None

    @on(RecordList.Highlighted)
    def _tell(self) -> None:
        match = self.match
        self.query_one("#outlook", Preview).show(detail(match) if match else ())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done with this line is offered."""
        match = self.match
        if action == "open":
            return match is not None
        if action == "request":
            return match is not None and match.question.employer_id is not None and match.outlook.possible is not Possible.NEVER
        return super().check_action(action, parameters)

    # -- keys ------------------------------------------------------------------------------------------------------

    def open_row(self, key: bytes) -> None:
        """See :class:`ShortListScreen`: enter proposes."""
        match = self._matches.get(key)
        if match is None:
            return
        if match.outlook.possible is Possible.NEVER:
            self.app.push_screen(Tell("\n".join(told(match.outlook))))
            return
        from screens.proposal.screen import ProposalScreen

        question = match.question
        proposal = ProposalScreen(
            client=question.client_id, employer=question.employer_id, vacancy=question.vacancy_id, known=_begin(match)
        )
        self.app.push_screen(proposal, self.then_saved())

    def action_request(self) -> None:
        """Ask the account holder, with what stands in the line filled in."""
        from screens.coordinations.forms import RequestForm

        if match := self.match:
            placement = match.question.placement
            form = RequestForm(
                match.question.client_id,
                match.question.employer_id,
                placement.form.value,
                long_date(placement.start),
                long_date(placement.until),
                amount(placement.hours) or "",
            )
            self.app.push_screen(form, self.then_saved())

    def action_open(self) -> None:
        """Open the file."""
        if match := self.match:
            self.open_record(match.subject, match.id)

    def action_form(self) -> None:
        """Choose the form that is looked for."""
        choices = [("", _("whichever form fits")), *((form.value, label(form)) for form in Form)]
        now = self._form.value if self._form else ""
        self.app.push_screen(Choose(_("Which form?"), choices, now=now), self._take_form)

    def _take_form(self, chosen: str | None) -> None:
        if chosen is not None:
            self._form = Form(chosen) if chosen else None

    def action_leave(self) -> None:
        """Back."""
        self.close()


class PlacesScreen(WhatIfScreen):
    """Where can this client go: employers, and locations of our own."""

    columns = PLACES
    question = N_("Where can {name} go?")

    def __init__(self, client: bytes) -> None:
        super().__init__()
        self._client = client

    def matches(self, reader: Reader, wish: Wish) -> Matches:
        """See :class:`WhatIfScreen`."""
        return places_for(reader, self.desk.actor, self.desk.store.today(), self._client, wish)


class ClientsWhoScreen(WhatIfScreen):
    """Who can come to this employer, or for this vacancy."""

    columns = CLIENTS
    question = N_("Who can come to {name}?")

    def __init__(self, employer: bytes, vacancy: bytes | None = None) -> None:
        super().__init__()
        self._employer = employer
        self._vacancy = vacancy

    def matches(self, reader: Reader, wish: Wish) -> Matches:
        """See :class:`WhatIfScreen`."""
        return clients_for(reader, self.desk.actor, self.desk.store.today(), self._employer, wish, vacancy=self._vacancy)


def _begin(match: Match) -> Start:
    """The fields of the proposal, as the line has them."""
    placement, location = match.question.placement, match.question.location_id
    values = {
        "form": placement.form.value,
        "start": long_date(placement.start),
        "until": long_date(placement.until),
        "hours": amount(placement.hours),
    }
    if location is None:
        return Start(values, {})
    return Start({**values, "location_id": location}, {"location_id": f"{match.name} ({match.number})"})
