"""The records behind a figure: the list of their subject, showing exactly those; escape goes back to the figures."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from models.messages import N_
from screens.actions.screens import ActionsScreen
from screens.clients.screens import ClientsScreen
from screens.coordinations.screens import CoordinationsScreen
from screens.employers.screens import EmployersScreen
from screens.house.list_screen import ListScreen
from screens.texts import visible


class BehindFigure(ListScreen):
    """A list that was opened from a figure."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", N_("back"), id="file.back", tooltip=N_("Leave the search, or go back")),
    ]

    empty = N_("This figure is 0.\nPress esc to go back.")

    def __init__(self, choice: str, whose: str) -> None:
        super().__init__()
        self.wanted = self.wanted._replace(scope=choice)
        self._choice = choice
        self._whose = whose

    def compose(self) -> ComposeResult:
        """See :class:`ListScreen`."""
        yield from ListScreen.compose(self)

    def scope_line(self) -> Content:
        """Whose records these are, before what the list says itself."""
        line = ListScreen.scope_line(self)
        return line if self.searching or self.scope != self._choice else Content(f"{visible(self._whose)}: ") + line

    def show_scope(self, name: str) -> None:
        """See :class:`ListScreen`; other records are not what the figure counts."""
        self.empty = BehindFigure.empty if name == self._choice else ListScreen.empty
        ListScreen.show_scope(self, name)


class ClientsBehind(BehindFigure, ClientsScreen):
    """Clients behind a figure."""


class EmployersBehind(BehindFigure, EmployersScreen):
    """Employers behind a figure."""


class ActionsBehind(BehindFigure, ActionsScreen):
    """Actions behind a figure."""


class RequestsBehind(BehindFigure, CoordinationsScreen):
    """Requests behind a figure; the lists of screen 5 are not beside it."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is one list here."""
        return False if action == "turn" else super().check_action(action, parameters)


_SCREENS: dict[str, type[BehindFigure]] = {
    "client": ClientsBehind,
    "employer": EmployersBehind,
    "coordination": RequestsBehind,
    "action": ActionsBehind,
}


def records_behind(subject: str, choice: str, whose: str) -> BehindFigure:
    """The list of a subject that shows the records of a choice."""
    return _SCREENS[subject](choice, whose)
