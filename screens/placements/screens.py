"""Placements: the list, the file of one with the checks as they stood, and ending one."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from textual import on
from textual.binding import Binding, BindingType

from db.checks import CheckedPlacement, check_one
from db.judgements import Judgement, judgements
from db.placement_file import PlacementFile, placement_file
from db.reading import Reader
from db.refs import resolve
from models.kinds import PlacementState
from models.messages import N_
from screens.house.file_screen import FileScreen
from screens.house.list_screen import ListScreen
from screens.house.marked_acts import MARK_ALL
from screens.house.sheet import Line
from screens.placements.lines import check_lines, overview_lines, preview_lines
from screens.record_list import RecordList
from screens.texts import _, label
from screens.timeline.acts import TimelineActs


class PlacementActs(TimelineActs):
    """What can be done with a placement, from the list and from the file alike."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "resume", N_("go on"), id="placement.resume", tooltip=N_("Go on with this proposal")),
        Binding("e", "change", N_("change"), id="placement.change", tooltip=N_("Change it: longer, hours, place, rate, guide")),
        Binding("w", "refuse", N_("call off"), id="placement.refuse", tooltip=N_("This proposal does not go on, and why")),
        Binding("b", "end", N_("end"), id="placement.end", tooltip=N_("End this placement, or break it off")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | e | go on with a proposal; extend or change a placement that runs |
    | w | call a proposal off |
    | b | end a placement, or break it off |
    """

    def state(self) -> PlacementState | None:
        """Where the placement that is meant stands."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now is offered."""
        if action in ("resume", "refuse"):
            return self.state() == PlacementState.PROPOSED
        if action in ("end", "change"):
            return self.state() == PlacementState.ACTIVE
        if action == "confirm":
            return self.state() in (PlacementState.ACTIVE, PlacementState.PROVISIONAL)
        return super().check_action(action, parameters)

    def action_resume(self) -> None:
        """Go on with a proposal."""
        from screens.proposal.screen import ProposalScreen

        if key := self.current():
            self.app.push_screen(ProposalScreen(placement=key), self.after_proposal)

    def after_proposal(self, key: bytes | None) -> None:
        """The proposal was placed, kept, or left."""
        self.then_saved()(key)

    def action_change(self) -> None:
        """Extend a placement that runs, or change its hours, form, place or rate; the rules look along."""
        from screens.proposal.change import ChangeScreen

        if key := self.current():
            self.app.push_screen(ChangeScreen(key), self.then_saved())

    def action_refuse(self) -> None:
        """Call a proposal off."""
        from screens.placements.ending import CallOffForm

        if key := self.current():
            self.app.push_screen(CallOffForm(key), self.then_saved())

    def action_confirm(self) -> None:
        """Write a confirmation for the employer or the client."""
        from screens.confirmations.asking import ask_confirmation

        if key := self.current():
            ask_confirmation(self, key)

    def action_end(self) -> None:
        """End a placement, or break it off."""
        from screens.placements.ending import end_with_offer

        if key := self.current():
            end_with_offer(self, key, self.then_saved())


class PlacementsScreen(PlacementActs, ListScreen):
    """Mode 4: who works where, in which form, since when."""

    subject = "placement"
    empty = N_("No placements here yet.\nPress n to place a client, or f to see proposals and placements that have ended.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", N_("place somebody"), id="placement.new", tooltip=N_("Place a client")),
        Binding(
            "l", "confirm", N_("letter"), show=False, id="placement.confirm", tooltip=N_("A confirmation, for employer or client")
        ),
        MARK_ALL,
    ]
    """
    | keys | what they do |
    | --- | --- |
    | n | place a client |
    | l | a confirmation for the employer or the client |
    | m | mark all that is shown; once more: none of it |
    """

    def state(self) -> PlacementState | None:
        """See :class:`PlacementActs`: as the list shows it."""
        row = self.query_one(RecordList).cursor_row
        if row is None:
            return None
        found = row.cells[-1]
        return found if isinstance(found, PlacementState) else PlacementState.ACTIVE  # one whose consent is contested runs

    def action_new(self) -> None:
        """Place a client."""
        from screens.proposal.screen import ProposalScreen

        self.app.push_screen(ProposalScreen(), self.after_proposal)

    def after_proposal(self, key: bytes | None) -> None:
        """See :class:`PlacementActs`; among the proposals when it is one, else among those that run."""
        if key is None:
            return

        def scope() -> str:
            with self.desk.store.read() as reader:
                file = placement_file(reader, key, self.desk.store.today())
            return "proposed" if file.state == PlacementState.PROPOSED else "active"

        def show(name: str) -> None:
            self.show_scope(name)
            self.saved(key)

        self.ask(scope, show, group="scope")

    @on(RecordList.Highlighted)
    def _offer_keys(self) -> None:
        self.refresh_bindings()

    def preview(self, reader: Reader, key: bytes) -> list[Line]:
        """Who works where, until when, on whose consent, and what was found then."""
        return [*preview_lines(placement_file(reader, key, self.desk.store.today())), *self.latest_line(reader, key)]


class PlacementAndChecks(NamedTuple):
    """What the file of a placement shows."""

    file: PlacementFile
    today: CheckedPlacement
    """What the rules say today."""
    consent: bytes | None
    """Key of the consent that it used."""
    judged: list[Judgement]
    """What the rules said each time that it was kept, the newest first."""


class PlacementScreen(PlacementActs, FileScreen):
    """The file of one placement: overview, timeline, the checks as they stood, history."""

    subject = "placement"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l", "confirm", N_("letter"), id="placement.confirm", tooltip=N_("A confirmation, for employer or client")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | l | a confirmation for the employer or the client |
    """
    pages = (N_("Overview"), N_("Timeline"), N_("Checks"), N_("History"))
    file: PlacementAndChecks | None

    def read(self, reader: Reader) -> PlacementAndChecks:
        """See :class:`FileScreen`."""
        self.read_timeline(reader)
        file = placement_file(reader, self.key, self.desk.store.today())
        consent = resolve(reader, "coordination", file.consent_number).id if file.consent_number else None
        today = check_one(self.desk.store, self.desk.actor, self.key)
        return PlacementAndChecks(file, today, consent, judgements(reader, self.key))

    def state(self) -> PlacementState | None:
        """See :class:`PlacementActs`."""
        return self.file.file.state if self.file else None

    def heading(self) -> str:
        """See :class:`FileScreen`."""
        assert self.file is not None, "shown once it is read"
        file = self.file.file
        return _(
            "{number} · {client} at {place} · {state}",
            number=file.number,
            client=file.client_name,
            place=file.where,
            state=label(file.state),
        )

    def lines(self, page: int) -> list[Line]:
        """See :class:`FileScreen`."""
        assert self.file is not None, "shown once it is read"
        if page == 0:
            return overview_lines(self.file.file, self.file.consent, self.latest_lines())
        if page == 1:
            return self.timeline_page()
        return check_lines(self.file.file, self.file.today, self.file.judged)
