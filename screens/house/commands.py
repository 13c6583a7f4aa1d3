"""What the palette offers, apart from records: the acts of the screen one is on, the main screens, and a table of commands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from models.messages import N_
from screens.house.colours import choose_colours
from screens.house.desk import DeskApp
from screens.house.drawing_anew import be_somebody, other_language
from screens.house.frame import key_name
from screens.house.house_screen import HouseScreen
from screens.house.modes import MODES
from screens.house.named import named_screen
from screens.house.palette import Command
from screens.house.unsaved import quit_unless_typed
from screens.texts import _


class Offer(NamedTuple):
    """A command that the palette has everywhere."""

    text: str
    do: Callable[[DeskApp], None]
    key: str = ""
    """The key that does the same, when there is one."""


def opens(screen: str) -> Callable[[DeskApp], None]:
    """For :class:`Offer`: opens a screen above the present one; see :func:`~screens.house.named.named_screen`."""

    def do(app: DeskApp) -> None:
        app.push_screen(named_screen(screen)())

    return do


def on_list(mode: str, action: str) -> Callable[[DeskApp], None]:
    """For :class:`Offer`: goes to a main screen, and does there what its key does."""

    def do(app: DeskApp) -> None:
        app.show_mode(mode)
        _do_later(app, action)

    return do


def show_keys(app: DeskApp) -> None:
    """The keys of the screen one is on."""
    if isinstance(app.screen, HouseScreen):
        app.screen.action_help()


OFFERS = (
    Offer(N_("New client"), on_list("client", "new"), "n"),
    Offer(N_("New employer"), on_list("employer", "new"), "n"),
    Offer(N_("Employers without an account holder"), on_list("employer", "without_holder")),
    Offer(N_("Place a client"), opens("screens.proposal.screen:ProposalScreen"), "p"),
    Offer(N_("Import a file"), opens("screens.imports.screens:ImportForm")),
    Offer(N_("Imports, and undoing them"), opens("screens.imports.screens:ImportsScreen")),
    Offer(N_("Users"), opens("screens.users.screens:UsersScreen")),
    Offer(N_("Settings"), opens("screens.settings.screens:SettingsScreen")),
    Offer(N_("Rules"), opens("screens.rules.screens:RulesScreen")),
    Offer(N_("Backup"), lambda app: app.back_up()),
    Offer(N_("Service orders"), opens("screens.service_orders.screens:OrdersScreen")),
    Offer(N_("Vacancies"), opens("screens.vacancies.screens:VacanciesScreen")),
    Offer(N_("Actions"), opens("screens.actions.screens:ActionsScreen")),
    Offer(N_("Locations"), opens("screens.locations.screens:LocationsScreen")),
    Offer(N_("Language: Dutch or English"), other_language, "F2"),
    Offer(N_("Colours"), choose_colours),
    Offer(N_("Keys of this screen"), show_keys, "?"),
    Offer(N_("Quit"), quit_unless_typed, "Q"),
)
"""In the order in which they are shown. A command that the palette gets is one row here."""


def commands(app: DeskApp) -> list[Command]:
    """What the palette offers on the present screen."""
    found = _acts_here(app)
    found += [Command(_(mode.title), partial(app.show_mode, mode.name), mode.key) for mode in MODES]
    found += [Command(_(offer.text), partial(offer.do, app), offer.key) for offer in OFFERS]
    if app.desk.demo:
        found.append(Command(_("Demo: be somebody else"), partial(be_somebody, app)))
    return found


def _acts_here(app: DeskApp) -> list[Command]:
    """What the screen's own keys do with the record that is meant there."""
    found: dict[str, Command] = {}
    for key, active in app.screen.active_bindings.items():
        binding = active.binding
        subject, _dot, act = (binding.id or "").partition(".")
        if active.node is app.screen and act not in ("", "new") and subject not in ("list", "file", "form"):
            run = partial(_do_later, app, binding.action)
            found.setdefault(act, Command(_(binding.tooltip or binding.description), run, key_name(key)))
    return list(found.values())


def _do_later(app: DeskApp, action: str) -> None:
    """Do what a key of the screen does, once that screen is there."""

    async def do() -> None:
        await app.screen.run_action(action)

    app.call_later(do)
