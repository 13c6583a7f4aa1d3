"""Employers: the list, and the file of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from db.lists.wanted import Wanted
from db.reading import Reader
from models.kinds import EmployerState
from models.messages import N_
from screens.employers.acts import EmployerActs
from screens.employers.lines import coordination_page, employer_overview, employer_title, preview_lines
from screens.house.file_screen import FileScreen
from screens.house.lines import placement_lines
from screens.house.list_screen import ListScreen, Place
from screens.house.marked_acts import MARK_ALL
from screens.house.sheet import Line
from screens.texts import _

if TYPE_CHECKING:
    from db.employers import EmployerFile


class EmployersScreen(EmployerActs, ListScreen):
    """Mode 3: who offers work, who holds the relation, and whom to leave in peace."""

    subject = "employer"
    empty = N_("No employers here yet.\nPress n to add one, f to see others, or ctrl+p to import a file.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", N_("new"), id="employer.new", tooltip=N_("Add an employer")),
        MARK_ALL,
        Binding(
            "H",
            "without_holder",
            N_("without holder"),
            show=False,
            id="list.without-holder",
            tooltip=N_("The employers without an account holder who can decide"),
        ),
        Binding("W", "vacancies", N_("vacancies"), show=False, id="list.vacancies", tooltip=N_("The vacancies of all employers")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | n | new employer |
    | m | mark all that is shown; once more: none of it |
    | H | the employers without an account holder who can decide; h assigns one |
    | W | the vacancies of all employers |
    """

    def action_without_holder(self) -> None:
        """Show the employers at which nobody can decide, without search, filters or marks of before."""
        self._show_only("without-holder")

    def action_of_mine(self) -> None:
        """Show the employers that who acts is account holder of."""
        self._show_only("mine")

    def _show_only(self, scope: str) -> None:
        if all(self.query(part) for part in ("#scope", "#search", "#filters", "#records")):
            self.go_to(Place(Wanted(scope), frozenset(), None))
        else:  # on its way to the screen for the first time
            self.call_after_refresh(self._show_only, scope)

    def after_transfer(self) -> None:
        """See :class:`EmployerActs`: the marks go."""
        self.unmark()
        self.saved()

    def action_vacancies(self) -> None:
        """Go to the vacancies of all employers."""
        from screens.vacancies.screens import VacanciesScreen

        self.app.push_screen(VacanciesScreen())

    def action_new(self) -> None:
        """Add an employer."""
        from screens.employers.forms import EmployerForm

        self.app.push_screen(EmployerForm(None), self.then_saved())

    def preview(self, reader: Reader, key: bytes) -> list[Line]:
        """Whose relation it is, how many work there, and what to look out for."""
        from db.employers import employer_file

        today = self.desk.store.today()
        return [*preview_lines(employer_file(reader, key, today), today), *self.latest_line(reader, key)]


class EmployerScreen(EmployerActs, FileScreen):
    """The file of one employer: overview, timeline, account holder and coordination, placements, history."""

    subject = "employer"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "H",
            "group_holder",
            N_("group holder"),
            show=False,
            id="employer.group-holder",
            tooltip=N_("Name the account holder of the group"),
        ),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | H | name the account holder of the group that it is a branch of |
    """
    pages = (N_("Overview"), N_("Timeline"), N_("Account holder and coordination"), N_("Placements"), N_("History"))

    file: EmployerFile

    def __init__(self, key: bytes) -> None:
        super().__init__(key)
        self._twins: dict[str, bytes] = {}

    def read(self, reader: Reader) -> EmployerFile:
        """See :class:`FileScreen`; with the keys of the employers that this one looks like."""
        from db.employers import employer_file
        from db.refs import resolve

        self.read_timeline(reader)
        file = employer_file(reader, self.key, self.desk.store.today())
        self._twins = {twin.number: resolve(reader, "employer", twin.number).id for twin in file.twins}
        return file

    def heading(self) -> str:
        """See :class:`FileScreen`."""
        return employer_title(self.file)

    def lines(self, page: int) -> list[Line]:
        """See :class:`FileScreen`."""
        today = self.desk.store.today()
        if page == 0:
            return employer_overview(self.file, today, self._twins, self.latest_lines())
        if page == 1:
            return self.timeline_page()
        if page == 2:
            return coordination_page(self.file, today)
        return placement_lines(self.file.placements, _("No placements yet. Press p to place somebody here."), by_client=True)

    def action_group_holder(self) -> None:
        """Name the account holder of the group."""
        from screens.employers.group import GroupHolderForm

        self.app.push_screen(GroupHolderForm(self.key), self.then_saved())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done with the employer as it is."""
        if self.is_read:
            if action == "group_holder":
                return self.file.group is not None
            if action == "relation":
                return self.file.state in (EmployerState.PROSPECT, EmployerState.DORMANT)
            if action == "lift_stop":
                today = self.desk.store.today()
                return any(stop.runs_on(today) for stop in self.file.stops)
        return super().check_action(action, parameters)
