"""Ending a placement or breaking it off, what comes after that, and calling off a proposal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from db.falling_back import FallbackOffer, fallback_offer
from db.placement_file import PlacementFile, placement_file
from db.placements import asks_view, end_placement, refuse_proposal
from models.kinds import PlacementState
from models.placement import CallOffInput, EndingInput
from screens.house.choices import enum_choices
from screens.house.dialogs import Confirm
from screens.house.fields import FieldSpec
from screens.house.form_screen import FormScreen
from screens.texts import _, long_date

if TYPE_CHECKING:
    from screens.house.house_screen import RecordScreen


class _OfPlacement(FormScreen):
    """A form about one placement, as it was when the form was opened."""

    subject = "placement"

    def __init__(self, key: bytes) -> None:
        super().__init__()
        self.key = key
        self._file: PlacementFile | None = None

    def file(self) -> PlacementFile:
        """The placement; somebody who changes it meanwhile is named when the form is saved."""
        if self._file is None:
            with self.desk.store.read() as reader:
                self._file = placement_file(reader, self.key, self.desk.store.today())
        return self._file

    def read_again(self) -> bool:
        """See :class:`FormScreen`; what was changed meanwhile is told."""
        self._file = None
        return self.file() is not None


class EndForm(_OfPlacement):
    """The last day of a placement, and why it ends."""

    input_model = EndingInput

    def heading(self) -> str:
        """See :class:`FormScreen`."""
        return _("End the placement of {client} at {place}", client=self.file().client_name, place=self.file().where)

    def specs(self) -> Sequence[FieldSpec]:
        """See :class:`FormScreen`."""
        states = (PlacementState.ENDED, PlacementState.BROKEN_OFF)
        specs = (
            FieldSpec("state", _("how"), choices=enum_choices(states), optional=False),
            FieldSpec("ended_on", _("last day"), hint=_("dd-mm-yyyy")),
            FieldSpec("end_reason", _("reason"), hint=_("why it ends; for who looks for a next place")),
        )
        file = self.file()
        with self.desk.store.read() as reader:
            asked = asks_view(reader, file.client_id)
        view = FieldSpec("client_view", _("the client says"), hint=_("in their own words; for Wsw it is asked (promise 41)"))
        return (*specs, view) if asked else specs

    def start_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`: ended, on the agreed day when that has come, else today; never begun is broken off."""
        file, today = self.file(), self.desk.store.today()
        state = PlacementState.ENDED if file.start <= today else PlacementState.BROKEN_OFF
        return {"state": state.value, "ended_on": long_date(min(file.until or today, today))}

    def save(self, data: EndingInput) -> bytes:
        """See :class:`FormScreen`."""
        file, desk = self.file(), self.desk
        broken_off = data.state == PlacementState.BROKEN_OFF
        end_placement(
            desk.store,
            desk.actor,
            file.id,
            file.version,
            on=data.ended_on,
            reason=data.end_reason,
            view=data.client_view,
            broken_off=broken_off,
        )
        return file.id


def end_with_offer(screen: RecordScreen, key: bytes, then: Callable[[bytes | None], None]) -> None:
    """End a placement; when it is broken off, its fallback place is offered at once (promise 32).

    ``then`` gets the key of the placement as soon as it has ended, None when the form was left.
    """

    def ended(saved: bytes | None) -> None:
        then(saved)
        if saved is not None:
            offer_fallback(screen, saved)

    screen.app.push_screen(EndForm(key), ended)


def offer_fallback(screen: RecordScreen, key: bytes) -> None:
    """Offer the fallback place of a placement that broke off: one key opens the proposal, filled in."""

    def question() -> FallbackOffer | None:
        with screen.desk.store.read() as reader:
            return fallback_offer(reader, key, screen.desk.store.today())

    def offer(found: FallbackOffer | None) -> None:
        if found is not None and screen.is_current:
            asked = _("Fallback place of {client}: {location}. Place there, from {day}?", **found.named())
            screen.app.push_screen(Confirm(asked, yes=_("fill in the proposal"), no=_("not now; it stays on Vandaag")), go)

    def go(yes: bool | None) -> None:
        from screens.proposal.screen import ProposalScreen

        if yes:
            screen.app.push_screen(ProposalScreen(fallback_of=key), screen.then_saved())

    screen.ask(question, offer, group="fallback")


class CallOffForm(_OfPlacement):
    """Why a proposal does not go on."""

    input_model = CallOffInput

    def heading(self) -> str:
        """See :class:`FormScreen`."""
        return _("Call off the proposal for {client} at {place}", client=self.file().client_name, place=self.file().where)

    def specs(self) -> Sequence[FieldSpec]:
        """See :class:`FormScreen`."""
        return (FieldSpec("end_reason", _("reason"), hint=_("why it does not go on")),)

    def save(self, data: CallOffInput) -> bytes:
        """See :class:`FormScreen`."""
        file, desk = self.file(), self.desk
        refuse_proposal(desk.store, desk.actor, file.id, file.version, data.end_reason)
        return file.id
