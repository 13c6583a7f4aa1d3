"""Vacancies: the work that employers offer, the file of one, and proposing somebody for it."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from db.reading import Reader
from db.vacancies import VacancyFile, reopen_vacancy, vacancy_file
from models.errors import NuoError
from models.kinds import VacancyState
from models.messages import N_
from screens.house.file_screen import FileScreen
from screens.house.house_screen import RecordScreen
from screens.house.lines import placement_lines
from screens.house.list_screen import ListScreen
from screens.house.sheet import Line
from screens.record_list import RecordList
from screens.texts import _
from screens.vacancies.lines import overview_lines, preview_lines, vacancy_title


class VacancyActs(RecordScreen):
    """What can be done with a vacancy, from the list and from the file alike."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "place", N_("place somebody"), id="vacancy.place", tooltip=N_("Propose somebody for this vacancy")),
        Binding("e", "edit", N_("edit"), id="vacancy.edit", tooltip=N_("Change this vacancy")),
        Binding("z", "who", N_("who can come"), id="vacancy.who", tooltip=N_("Who can come for this vacancy?")),
        Binding("b", "close_vacancy", N_("close"), id="vacancy.close", tooltip=N_("Nobody is proposed for it any more, and why")),
        Binding("b", "reopen", N_("open again"), id="vacancy.reopen", tooltip=N_("It is open after all, or again")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | p | propose somebody for this vacancy |
    | e | change this vacancy |
    | z | who can come for it? |
    | b | close it; once more on one that is closed: open it again |
    """

    def state(self) -> VacancyState | None:
        """Whether the vacancy that is meant is open."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now is offered."""
        if action == "reopen":
            return self.state() is VacancyState.CLOSED
        if action in ("close_vacancy", "place", "who"):
            return self.state() is VacancyState.OPEN
        return super().check_action(action, parameters)

    def action_place(self) -> None:
        """Propose somebody: employer, form, hours and period as the vacancy has them."""
        from screens.proposal.screen import ProposalScreen

        if key := self.current():
            self.app.push_screen(ProposalScreen(vacancy=key), self.then_saved())

    def action_who(self) -> None:
        """Every client who can come for the vacancy, now or after some acts, and why others can't."""
        from screens.what_if.screens import ClientsWhoScreen

        if file := self._read_file():
            self.app.push_screen(ClientsWhoScreen(file.employer_id, file.id))

    def action_edit(self) -> None:
        """Change the vacancy."""
        from screens.vacancies.forms import VacancyForm

        if key := self.current():
            self.app.push_screen(VacancyForm(key), self.then_saved())

    def action_close_vacancy(self) -> None:
        """Close the vacancy, with the reason."""
        from screens.vacancies.forms import CloseForm

        if file := self._read_file():
            self.app.push_screen(CloseForm(file), self.then_saved())

    def action_reopen(self) -> None:
        """Open the vacancy again."""
        if file := self._read_file():
            desk = self.desk
            self.ask(
                lambda: reopen_vacancy(desk.store, desk.actor, file.id, file.version),
                lambda _done: self.saved(file.id),
                group="save",
            )

    def _read_file(self) -> VacancyFile | None:
        """The vacancy that is meant, as it is now; None, said on the screen, when there is none any more."""
        if (key := self.current()) is None:
            return None
        try:
            with self.desk.store.read() as reader:
                return vacancy_file(reader, key, self.desk.store.today())
        except NuoError as error:
            self.say_error(error)
            return None


class VacanciesScreen(VacancyActs, ListScreen):
    """All vacancies; not a mode of its own, escape goes back."""

    subject = "vacancy"
    empty = N_("No vacancies here yet.\nPress n to add one, or f to see those that were closed.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", N_("new"), id="vacancy.new", tooltip=N_("Add a vacancy")),
        Binding("escape", "back", N_("back"), id="file.back", tooltip=N_("Leave the search, or go back")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | n | new vacancy |
    | esc | back |
    """

    def state(self) -> VacancyState | None:
        """See :class:`VacancyActs`: as the list shows it."""
        row = self.query_one(RecordList).cursor_row if self.is_mounted else None
        if row is None:
            return None
        return VacancyState.CLOSED if row.cells[-1] is VacancyState.CLOSED else VacancyState.OPEN

    def action_new(self) -> None:
        """Add a vacancy."""
        from screens.vacancies.forms import VacancyForm

        self.app.push_screen(VacancyForm(), self.then_saved())

    @on(RecordList.Highlighted)
    def _offer_keys(self) -> None:
        self.refresh_bindings()

    def preview(self, reader: Reader, key: bytes) -> list[Line]:
        """Whether it is open, how many places are left, and what it asks."""
        today = self.desk.store.today()
        return preview_lines(vacancy_file(reader, key, today), today)


class VacancyScreen(VacancyActs, FileScreen):
    """The file of one vacancy: overview, who was placed on it, history."""

    subject = "vacancy"
    pages = (N_("Overview"), N_("Placements"), N_("History"))

    file: VacancyFile

    def read(self, reader: Reader) -> VacancyFile:
        """See :class:`FileScreen`."""
        return vacancy_file(reader, self.key, self.desk.store.today())

    def state(self) -> VacancyState | None:
        """See :class:`VacancyActs`."""
        return self.file.state if self.is_read else None

    def heading(self) -> str:
        """See :class:`FileScreen`."""
        return vacancy_title(self.file)

    def lines(self, page: int) -> list[Line]:
        """See :class:`FileScreen`."""
        if page == 1:
            return placement_lines(
                self.file.placements, _("Nobody was placed on it yet. Press p to propose somebody."), by_client=True
            )
        return overview_lines(self.file, self.desk.store.today())
