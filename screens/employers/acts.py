"""What can be done with an employer, from the list and from the file alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from models.errors import NuoError
from models.kinds import Decision, EmployerState
from models.messages import N_
from screens.duplicates.acts import DuplicateActs
from screens.house.dialogs import Choose, Confirm
from screens.texts import _
from screens.timeline.acts import TimelineActs

if TYPE_CHECKING:
    from textual.screen import Screen

    from db.account_transfer import Transferred
    from db.employers import EmployerFile


class EmployerActs(DuplicateActs, TimelineActs):
    """What can be done with an employer, from the list and from the file alike."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "edit", N_("edit"), id="employer.edit", tooltip=N_("Change this employer")),
        Binding("p", "place", N_("place somebody"), id="employer.place", tooltip=N_("Place somebody here")),
        Binding("h", "holder", N_("holder"), id="employer.holder", tooltip=N_("Assign the account holder")),
        Binding("m", "relation", N_("relation"), show=False, id="employer.relation", tooltip=N_("Make this employer a relation")),
        Binding("s", "stop", N_("stop"), show=False, id="employer.stop", tooltip=N_("Lay an approach stop")),
        Binding("l", "lift_stop", N_("lift stop"), show=False, id="employer.lift-stop", tooltip=N_("Lift the approach stop")),
        Binding("t", "contact", N_("contact person"), show=False, id="employer.contact", tooltip=N_("Record a contact person")),
        Binding("w", "vacancy", N_("vacancy"), show=False, id="employer.vacancy", tooltip=N_("Add a vacancy of this employer")),
        Binding("z", "who", N_("who can come"), show=False, id="employer.who", tooltip=N_("Who can come to work here?")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | e | change this employer |
    | p | place somebody here |
    | h | assign or change the account holder |
    | m | make it a relation |
    | s, l | lay or lift an approach stop |
    | t | record a contact person, or change one |
    | w | add a vacancy of this employer |
    | z | who can come to work here? |
    """

    def action_edit(self) -> None:
        """Change the employer."""
        from screens.employers.forms import EmployerForm

        if key := self.current():
            self.app.push_screen(EmployerForm(key), self.then_saved())

    def action_place(self) -> None:
        """Propose a placement at the employer."""
        from screens.proposal.screen import ProposalScreen

        if key := self.current():
            self.app.push_screen(ProposalScreen(employer=key), self.then_saved())

    def action_vacancy(self) -> None:
        """Add a vacancy of the employer."""
        from screens.vacancies.forms import VacancyForm

        if key := self.current():
            self.app.push_screen(VacancyForm(employer=key), lambda made: self.saved(key) if made else None)

    def action_who(self) -> None:
        """Every client who can come here, now or after some acts, and why others can't."""
        from screens.what_if.screens import ClientsWhoScreen

        if key := self.current():
            self.app.push_screen(ClientsWhoScreen(key))

    def action_holder(self) -> None:
        """Assign the account holder, of all that are marked when there are any; a prospect gets one by becoming a relation."""
        from screens.employers.forms import AssignHolderForm, MakeRelationForm

        if marked := self.marked():
            self._transfer(marked)
            return
        if file := self._read_file():
            if file.state == EmployerState.PROSPECT:
                self._decide(Decision.REGISTER_RELATION, file, MakeRelationForm)
            else:
                self._decide(Decision.ASSIGN_HOLDER, file, AssignHolderForm)

    def _transfer(self, employers: tuple[bytes, ...]) -> None:
        """Give the marked employers another account holder, in one act; say at once who may when who acts may not at all."""
        from db.mandates import must_have
        from screens.employers.transferring import TransferForm, told

        actor = self.desk.actor
        try:
            with self.desk.store.read() as reader:
                must_have(reader, actor, Decision.ASSIGN_HOLDER, werkplein_id=actor.werkplein_id)
        except NuoError as error:
            self.say_error(error)
            return

        def transferred(done: Transferred | None) -> None:
            if done is not None:
                self.after_transfer()
                self.say_saved(told(done))

        self.app.push_screen(TransferForm(employers), transferred)

    def after_transfer(self) -> None:
        """Marked employers have another account holder."""
        self.saved()

    def action_relation(self) -> None:
        """Make the employer a relation, with its account holder."""
        from screens.employers.forms import MakeRelationForm

        if file := self._read_file():
            if file.state == EmployerState.RELATION:
                self.say(_("{employer} is a relation already.", employer=file.name))
            else:
                self._decide(Decision.REGISTER_RELATION, file, MakeRelationForm)

    def action_stop(self) -> None:
        """Lay an approach stop."""
        from screens.employers.forms import StopForm

        if file := self._read_file():
            self._decide(Decision.STOP_APPROACH, file, StopForm)

    def action_lift_stop(self) -> None:
        """Lift the approach stop that runs, after a question."""
        if (file := self._read_file()) is None:
            return
        today = self.desk.store.today()
        running = [stop for stop in file.stops if stop.runs_on(today)]
        if not running:
            self.say(_("No approach stop runs for {employer}.", employer=file.name))
            return
        question = _("Lift the approach stop of {employer} ({reason})?", employer=file.name, reason=running[0].reason)
        self.app.push_screen(
            Confirm(question, yes=_("lift it"), no=_("leave it")), lambda yes: self._lift(running[0].id, file.id) if yes else None
        )

    def _lift(self, stop: bytes, employer: bytes) -> None:
        from db.employers import lift_stop

        desk = self.desk
        self.ask(lambda: lift_stop(desk.store, desk.actor, stop), lambda _done: self.saved(employer), group="save")

    def action_contact(self) -> None:
        """Record a contact person, or change one of those there are."""
        from screens.employers.forms import ContactPersonForm

        if (file := self._read_file()) is None:
            return
        here = {contact.id.hex(): contact for contact in file.contacts if contact.archived_on is None}
        if not here:
            self.app.push_screen(ContactPersonForm(file.id), self.then_saved())
            return

        def chosen(name: str | None) -> None:
            if name is not None:
                self.app.push_screen(ContactPersonForm(file.id, here.get(name)), self.then_saved())

        choices = [("", _("somebody new")), *((key, contact.name) for key, contact in here.items())]
        self.app.push_screen(Choose(_("Which contact person?"), choices), chosen)

    def _read_file(self) -> EmployerFile | None:
        """The employer that is meant, as it is now; None, said on the screen, when there is none any more."""
        from db.employers import employer_file

        if (key := self.current()) is None:
            return None
        try:
            with self.desk.store.read() as reader:
                return employer_file(reader, key, self.desk.store.today())
        except NuoError as error:
            self.say_error(error)
            return None

    def _decide(self, decision: Decision, file: EmployerFile, form: Callable[[bytes], Screen[bytes]]) -> None:
        """Open the form of a decision for who has the mandate; say at once, before anything is typed, who has it otherwise."""
        from db.mandates import must_have

        try:
            with self.desk.store.read() as reader:
                must_have(reader, self.desk.actor, decision, werkplein_id=file.municipality_id)
        except NuoError as error:
            self.say_error(error)
            return
        self.app.push_screen(form(file.id), self.then_saved())
