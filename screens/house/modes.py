"""The main screens: what is on which number key. A new one is one row here.

The keys of the application, the bar above every screen, the palette and the page of keys are all made from this table.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from textual.binding import Binding, BindingType
from textual.screen import Screen

from models.messages import N_
from screens.house.named import named_screen


class Mode(NamedTuple):
    """One main screen."""

    key: str
    name: str
    """As the application calls the mode; a list has the name of its subject."""
    title: str
    id: str
    """Of its key, for who wants another one."""
    screen: str
    """See :func:`~screens.house.named.named_screen`."""
    tooltip: str
    short: str = ""
    """What it is called where not all have room, when that is not the title; the one that is open keeps its title."""

    def open(self) -> Screen[Any]:
        """A new screen of this mode."""
        return named_screen(self.screen)()

    @property
    def binding(self) -> Binding:
        """Its key, for the application."""
        return Binding(self.key, f"show_mode({self.name!r})", self.title, show=False, id=self.id, tooltip=self.tooltip)


MODES = (
    Mode("1", "today", N_("Today"), "mode.today", "screens.today.screens:TodayScreen", tooltip=N_("Go to what wants you today")),
    Mode("2", "client", N_("Clients"), "mode.clients", "screens.clients.screens:ClientsScreen", tooltip=N_("Go to the clients")),
    Mode(
        "3",
        "employer",
        N_("Employers"),
        "mode.employers",
        "screens.employers.screens:EmployersScreen",
        tooltip=N_("Go to the employers"),
        short=N_("Empl."),
    ),
    Mode(
        "4",
        "placement",
        N_("Placements"),
        "mode.placements",
        "screens.placements.screens:PlacementsScreen",
        tooltip=N_("Go to the placements"),
        short=N_("Placem."),
    ),
    Mode(
        "5",
        "coordination",
        N_("Coordination"),
        "mode.coordination",
        "screens.coordinations.screens:CoordinationsScreen",
        tooltip=N_("Go to the requests"),
        short=N_("Coord."),
    ),
    Mode("6", "team", N_("Team"), "mode.team", "screens.team.screens:TeamScreen", tooltip=N_("Go to the figures of the team")),
    Mode(
        "7",
        "service-agreement",
        N_("Agreements"),
        "mode.agreements",
        "screens.service_agreements.screens:AgreementsScreen",
        tooltip=N_("Go to the service agreements"),
        short=N_("Agreem."),
    ),
)
"""In the order of the bar; the other numbers belong to screens that come later."""


def mode_bindings() -> list[BindingType]:
    """The keys of the main screens."""
    return [mode.binding for mode in MODES]
