"""The application: composes the main screens, routes keys and commands between them, and nothing else."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

import screens.today.screens  # noqa: F401 - the first screen: loaded with this module, while the passphrase is typed
from db.store import Store
from models.actor import Actor
from models.messages import N_
from nuo_tui.theme import THEMES
from screens.house.commands import commands
from screens.house.desk import Desk, DeskApp
from screens.house.drawing_anew import other_language
from screens.house.files import file_screen
from screens.house.house_screen import HouseScreen
from screens.house.modes import MODES, mode_bindings
from screens.house.palette import Palette
from screens.house.unsaved import quit_unless_typed, something_typed


class NuoApp(DeskApp):
    """The tool as a whole: the main screens on the number keys, a palette, two languages."""

    ENABLE_COMMAND_PALETTE = False
    CSS_PATH = "../screens/house.tcss"
    TITLE = "nuo"
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {mode.name: mode.open for mode in MODES}
    DEFAULT_MODE = "today"

    BINDINGS: ClassVar[list[BindingType]] = [
        *mode_bindings(),
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
    | numbers | the main screens: :data:`screens.house.modes.MODES` |
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
        if self.screen.is_modal or something_typed(self):
            return
        while len(self.screen_stack) > 1:
            self.pop_screen()
        if self.current_mode != name:
            self.switch_mode(name)

    async def action_show_mode(self, name: str) -> None:
        """See :meth:`show_mode`."""
        self.show_mode(name)

    def open_record(self, subject: str, key: bytes, *, done: str = "") -> None:
        """Open the file of a record; meanwhile load what the first act on it will need."""
        self.run_worker(_load_tables, thread=True, exit_on_error=False, group="load", exclusive=True)
        screen = file_screen(subject, key)
        screen.done = done
        self.push_screen(screen)

    # -- commands --------------------------------------------------------------------------------------------------

    def action_palette(self) -> None:
        """Open the palette."""
        if not self.screen.is_modal:
            self.push_screen(Palette(commands(self), self.open_record), lambda do: do() if do else None)

    def action_language(self) -> None:
        """The other language, on every screen at once."""
        other_language(self)

    def action_leave(self) -> None:
        """Quit; asks when a form has something unsaved."""
        quit_unless_typed(self)

    def back_up(self) -> None:
        """See :class:`DeskApp`."""
        from nuo_tui.places import backups_folder
        from screens.house.backing_up import back_up_from

        if isinstance(self.screen, HouseScreen):
            back_up_from(self.screen, backups_folder())


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
