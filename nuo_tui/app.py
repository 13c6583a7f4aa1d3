"""The application: composes the main screens, routes keys and commands between them, and nothing else."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from textual.app import InvalidThemeError
from textual.binding import Binding, BindingType
from textual.screen import Screen

from db.store import Store
from models.actor import Actor
from models.messages import N_
from nuo_tui.theme import THEMES
from screens.house.desk import Desk, DeskApp
from screens.house.file_screen import FileScreen
from screens.house.frame import key_name
from screens.house.list_screen import ListScreen
from screens.house.palette import Command, Palette
from screens.texts import LANGUAGES, _, language, set_language
from screens.today.screens import TodayScreen


def _clients() -> Screen[Any]:
    from screens.clients.screens import ClientsScreen

    return ClientsScreen()


def _employers() -> Screen[Any]:
    from screens.employers.screens import EmployersScreen

    return EmployersScreen()


def _placements() -> Screen[Any]:
    from screens.placements.screens import PlacementsScreen

    return PlacementsScreen()


def _coordinations() -> Screen[Any]:
    from screens.coordinations.screens import CoordinationsScreen

    return CoordinationsScreen()


def _agreements() -> Screen[Any]:
    from screens.service_agreements.screens import AgreementsScreen

    return AgreementsScreen()


_BETWEEN = "between"
"""A mode that is shown for a moment, while the others are made again."""


class NuoApp(DeskApp):
    """The tool as a whole: six main screens on the number keys, a palette, two languages."""

    ENABLE_COMMAND_PALETTE = False
    CSS_PATH = "../screens/house.tcss"
    TITLE = "nuo"
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {
        "today": TodayScreen,
        "client": _clients,
        "employer": _employers,
        "placement": _placements,
        "coordination": _coordinations,
        "service-agreement": _agreements,
    }
    DEFAULT_MODE = "today"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "show_mode('today')", N_("Today"), show=False, id="mode.today", tooltip=N_("Go to what wants you today")),
        Binding("2", "show_mode('client')", N_("Clients"), show=False, id="mode.clients", tooltip=N_("Go to the clients")),
        Binding(
            "3", "show_mode('employer')", N_("Employers"), show=False, id="mode.employers", tooltip=N_("Go to the employers")
        ),
        Binding(
            "4", "show_mode('placement')", N_("Placements"), show=False, id="mode.placements", tooltip=N_("Go to the placements")
        ),
        Binding(
            "5",
            "show_mode('coordination')",
            N_("Coordination"),
            show=False,
            id="mode.coordination",
            tooltip=N_("Go to the requests"),
        ),
        Binding(
            "7",
            "show_mode('service-agreement')",
            N_("Agreements"),
            show=False,
            id="mode.agreements",
            tooltip=N_("Go to the service agreements"),
        ),
        Binding(
            "ctrl+p,f3",
            "palette",
            N_("find or do"),
            show=False,
            id="palette",
            tooltip=N_("Find any record or command"),
            priority=True,
        ),
        Binding("f2", "language", N_("language"), show=False, id="language", tooltip=N_("Dutch or English"), priority=True),
        Binding("ctrl+q", "leave", N_("quit"), show=False, id="quit", tooltip=N_("Quit"), priority=True),
        Binding("Q", "leave", N_("quit"), show=False, id="quit-letter", tooltip=N_("Quit")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | 1, 2, 3, 4, 5, 7 | today, clients, employers, placements, coordination, agreements |
    | ctrl+p, F3 | find any record or command |
    | F2 | Dutch or English |
    | ctrl+q, Q | quit |
    """

    def __init__(self, store: Store, actor: Actor, *, demo: bool = False) -> None:
        super().__init__()
        self.desk = Desk(store, actor, demo)
        for theme in THEMES:
            self.register_theme(theme)
        self.set_reactive(NuoApp.theme, "nuo")  # before the first picture: a change would parse all styles again

    def on_mount(self) -> None:
        """Once the first picture is there, look for garbage again, but not among what was loaded for it."""
        self.call_after_refresh(_collect_again)

    def _fatal_error(self) -> None:
        """Stop without showing what Textual shows: a traceback holds people's data. :func:`run_app` raises the fault again."""
        self.bell()
        self._close_messages_no_wait()

    # -- going places ----------------------------------------------------------------------------------------------

    def show_mode(self, name: str) -> None:
        """Go to a main screen; the files that were open above it are closed, a form with something unsaved is not left."""
        if self.screen.is_modal or self._something_typed():
            return
        while len(self.screen_stack) > 1:
            self.pop_screen()
        if self.current_mode != name:
            self.switch_mode(name)

    def _something_typed(self) -> bool:
        """Whether a form that is open has something unsaved; says so on the screen."""
        from screens.house.form_screen import FormScreen
        from screens.house.house_screen import HouseScreen

        unsaved = any(isinstance(screen, FormScreen) and screen.changed for screen in self.screen_stack)
        if unsaved and isinstance(self.screen, HouseScreen):
            self.screen.say(_("Save or leave the form first (F9, esc)."), "bad")
        return unsaved

    async def action_show_mode(self, name: str) -> None:
        """See :meth:`show_mode`."""
        self.show_mode(name)

    def open_record(self, subject: str, key: bytes, *, done: str = "") -> None:
        """Open the file of a record; meanwhile load what the first act on it will need."""
        self.run_worker(_load_tables, thread=True, exit_on_error=False, group="load", exclusive=True)
        screen = _file_screen(subject, key)
        screen.done = done
        self.push_screen(screen)

    # -- commands --------------------------------------------------------------------------------------------------

    def action_palette(self) -> None:
        """Open the palette."""
        if self.screen.is_modal:
            return
        self.push_screen(Palette(self.commands(), self.open_record), lambda do: do() if do else None)

    def commands(self) -> list[Command]:
        """What the palette offers here, apart from records."""
        modes = (
            ("today", _("Today"), "1"),
            ("client", _("Clients"), "2"),
            ("employer", _("Employers"), "3"),
            ("placement", _("Placements"), "4"),
            ("coordination", _("Coordination"), "5"),
            ("service-agreement", _("Agreements"), "7"),
        )
        found = self._acts_here()
        found += [Command(title, partial(self.show_mode, name), key) for name, title, key in modes]
        found += [
            Command(_("New client"), partial(self._on_list, "client", "new"), "n"),
            Command(_("New employer"), partial(self._on_list, "employer", "new"), "n"),
            Command(_("Place a client"), self._place, "p"),
            Command(_("Import a file"), partial(self._push, "screens.imports.screens", "ImportForm")),
            Command(_("Imports, and undoing them"), partial(self._push, "screens.imports.screens", "ImportsScreen")),
            Command(_("Users"), partial(self._push, "screens.users.screens", "UsersScreen")),
            Command(_("Settings"), partial(self._push, "screens.settings.screens", "SettingsScreen")),
            Command(_("Backup"), self._back_up),
            Command(_("Service orders"), partial(self._push, "screens.service_orders.screens", "OrdersScreen")),
            Command(_("Vacancies"), partial(self._push, "screens.vacancies.screens", "VacanciesScreen")),
            Command(_("Duplicate employers"), partial(self._duplicates, "employer"), "D"),
            Command(_("Duplicate clients"), partial(self._duplicates, "client"), "D"),
            Command(_("Locations"), partial(self._push, "screens.locations.screens", "LocationsScreen")),
            Command(_("Language: Dutch or English"), self.action_language, "F2"),
            Command(_("Colours"), self.action_colours),
            Command(_("Keys of this screen"), self._help, "?"),
            Command(_("Quit"), self.action_leave, "Q"),
        ]
        if self.desk.demo:
            found.append(Command(_("Demo: be somebody else"), self._be_somebody))
        return found

    def _acts_here(self) -> list[Command]:
        """What the screen's own keys do with the record that is meant there."""
        found: dict[str, Command] = {}
        for key, active in self.screen.active_bindings.items():
            binding = active.binding
            subject, _dot, act = (binding.id or "").partition(".")
            if active.node is self.screen and act not in ("", "new") and subject not in ("list", "file", "form"):
                run = partial(self._later, binding.action)
                found.setdefault(act, Command(_(binding.tooltip or binding.description), run, key_name(key)))
        return list(found.values())

    def _push(self, module: str, name: str) -> None:
        from importlib import import_module

        self.push_screen(getattr(import_module(module), name)())

    def _duplicates(self, subject: str) -> None:
        from screens.duplicates.screens import DuplicatesScreen

        self.push_screen(DuplicatesScreen(subject))

    def _on_list(self, mode: str, action: str) -> None:
        self.show_mode(mode)
        self._later(action)

    def _later(self, action: str) -> None:
        self.call_later(self._run_on_screen, action)

    async def _run_on_screen(self, action: str) -> None:
        await self.screen.run_action(action)

    def _place(self) -> None:
        from screens.proposal.screen import ProposalScreen

        self.push_screen(ProposalScreen())

    def _back_up(self) -> None:
        from nuo_tui.places import backups_folder
        from screens.house.backing_up import back_up_from
        from screens.house.house_screen import HouseScreen

        if isinstance(self.screen, HouseScreen):
            back_up_from(self.screen, backups_folder())

    def _help(self) -> None:
        from screens.house.house_screen import HouseScreen

        if isinstance(self.screen, HouseScreen):
            self.screen.action_help()

    def action_language(self) -> None:
        """The other language, on every screen at once."""
        if self._something_typed():
            self.bell()
            return
        set_language(LANGUAGES[1 - LANGUAGES.index(language())])
        self._draw_anew()

    def action_colours(self) -> None:
        """Choose the colours."""
        from screens.house.dialogs import Choose

        choices = [("nuo", _("calm, dark")), ("nuo-light", _("light")), ("nuo-contrast", _("high contrast"))]
        self.push_screen(Choose(_("Which colours?"), choices, now=self.theme), self._set_colours)

    def _set_colours(self, name: str | None) -> None:
        if name is not None:
            try:
                self.theme = name
            except InvalidThemeError:
                self.bell()

    def _be_somebody(self) -> None:
        if self._something_typed():
            return
        from db.users import actor_of, list_users
        from screens.house.dialogs import Choose
        from screens.texts import label

        with self.desk.store.read() as reader:
            users = [u for u in list_users(reader) if u.active]
        choices = [(u.id.hex(), f"{u.name} · {', '.join(label(r) for r in u.roles)}") for u in users]

        def become(chosen: str | None) -> None:
            if chosen is None:
                return
            with self.desk.store.read() as reader:
                self.desk.actor = actor_of(reader, bytes.fromhex(chosen))
            self._draw_anew()

        self.push_screen(Choose(_("Demo: who are you now?"), choices, now=self.desk.actor.id.hex()), become)

    def _draw_anew(self) -> None:
        """Make the screens again: other words, or somebody else's lists. Files that were open are opened again."""

        mode = self.current_mode
        files = [(screen.subject, screen.key, screen.page) for screen in self.screen_stack if isinstance(screen, FileScreen)]
        below = self.screen_stack[0]
        place = below.place() if isinstance(below, ListScreen) else None

        async def again() -> None:
            while len(self.screen_stack) > 1:
                await self.pop_screen()
            self.add_mode(_BETWEEN, Screen)
            await self.switch_mode(_BETWEEN)  # the mode that is shown can't be removed
            for name in self.MODES:
                await self.remove_mode(name)
                self.add_mode(name, self.MODES[name])
            await self.switch_mode(mode)
            await self.remove_mode(_BETWEEN)
            if place is not None and isinstance(self.screen, ListScreen):
                self.screen.go_to(place)
            for subject, key, page in files:
                screen = _file_screen(subject, key)
                screen.page = page
                await self.push_screen(screen)

        self.call_later(again)

    def action_leave(self) -> None:
        """Quit; asks when a form has something unsaved."""
        from screens.house.dialogs import Confirm

        if isinstance(self.screen, Confirm):
            return  # it is being asked
        if self._something_typed():
            question = _("Quit without saving what you typed?")
            self.push_screen(
                Confirm(question, yes=_("quit"), no=_("go on typing"), loses=True), lambda yes: self.exit() if yes else None
            )
        else:
            self.exit()


def _file_screen(subject: str, key: bytes) -> FileScreen:
    if subject == "client":
        from screens.clients.screens import ClientScreen

        return ClientScreen(key)
    if subject == "employer":
        from screens.employers.screens import EmployerScreen

        return EmployerScreen(key)
    if subject == "placement":
        from screens.placements.screens import PlacementScreen

        return PlacementScreen(key)
    if subject == "coordination":
        from screens.coordinations.screens import CoordinationScreen

        return CoordinationScreen(key)
    if subject == "service-agreement":
        from screens.service_agreements.screens import AgreementScreen

        return AgreementScreen(key)
    if subject == "service-order":
        from screens.service_orders.screens import OrderScreen

        return OrderScreen(key)
    if subject == "vacancy":
        from screens.vacancies.screens import VacancyScreen

        return VacancyScreen(key)
    from screens.locations.screens import LocationScreen

    return LocationScreen(key)


def _collect_again() -> None:
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def _load_tables() -> None:
    """Import the tables and what writes them, beside the painting, so that the first save does not wait.

    Not at start: whoever only looks never needs these 30 MB.
    """
    import db.writing  # noqa: F401


def run_app(store: Store, actor: Actor, *, demo: bool = False) -> None:
    """Run the application until its user quits; a fault of the program is raised when the screen is back as it was."""
    app = NuoApp(store, actor, demo=demo)
    app.run()
    if app._exception is not None:
        raise app._exception
