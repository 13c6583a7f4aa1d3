"""What can be done with a client, from the list and from the file alike."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from models.messages import N_
from screens.duplicates.acts import DuplicateActs
from screens.timeline.acts import TimelineActs


class ClientActs(DuplicateActs, TimelineActs):
    """What can be done with a client, from the list and from the file alike."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "edit", N_("edit"), id="client.edit", tooltip=N_("Change this client")),
        Binding("p", "place", N_("place somebody"), id="client.place", tooltip=N_("Place this client")),
        Binding("i", "indication", N_("indication"), show=False, id="client.indication", tooltip=N_("Record an indication")),
        Binding("l", "wage_value", N_("wage value"), show=False, id="client.wage-value", tooltip=N_("Record a wage value")),
        Binding("w", "where", N_("where to"), id="client.where", tooltip=N_("Where can this client go?")),
        Binding("z", "absence", N_("ill, back"), show=False, id="client.absence", tooltip=N_("Ill or absent, or back again")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | e | change this client |
    | p | place this client |
    | i, l | record an indication, a wage value |
    | w | where can this client go? |
    | z | ill or absent; while that runs: back again |
    """

    def action_edit(self) -> None:
        """Change the client."""
        from screens.clients.forms import ClientForm

        if key := self.current():
            self.app.push_screen(ClientForm(key), self.then_saved())

    def action_place(self) -> None:
        """Propose a placement of the client."""
        from screens.proposal.screen import ProposalScreen

        if key := self.current():
            self.app.push_screen(ProposalScreen(client=key), self.then_saved())

    def action_indication(self) -> None:
        """Record an indication."""
        from screens.clients.forms import IndicationForm

        if key := self.current():
            self.app.push_screen(IndicationForm(key), self.then_saved())

    def action_where(self) -> None:
        """Every place where the client can go, now or after some acts, and why not elsewhere."""
        from screens.what_if.screens import PlacesScreen

        if key := self.current():
            self.app.push_screen(PlacesScreen(key))

    def action_wage_value(self) -> None:
        """Record a wage value."""
        from screens.clients.wage_value_form import WageValueForm

        if key := self.current():
            self.app.push_screen(WageValueForm(key), self.then_saved())

    def action_absence(self) -> None:
        """Ill or absent; while that runs: back again."""
        from screens.clients.absences import note_absence

        if key := self.current():
            note_absence(self, key, self.then_saved())
