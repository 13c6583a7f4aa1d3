"""What was typed in a form and is not saved stands in the way of leaving it, whichever key leaves it."""

from __future__ import annotations

from textual.app import App

from screens.house.house_screen import HouseScreen
from screens.texts import _


def something_typed(app: App[None]) -> bool:
    """Whether a form that is open has something unsaved; says so on the screen."""
    from screens.house.form_screen import FormScreen

    unsaved = any(isinstance(screen, FormScreen) and screen.changed for screen in app.screen_stack)
    if unsaved and isinstance(app.screen, HouseScreen):
        app.screen.say(_("Save or leave the form first (F9, esc)."), "bad")
    return unsaved


def quit_unless_typed(app: App[None]) -> None:
    """Quit; asks when a form has something unsaved."""
    from screens.house.dialogs import Confirm

    if isinstance(app.screen, Confirm):
        return  # it is being asked
    if something_typed(app):
        question = _("Quit without saving what you typed?")
        app.push_screen(
            Confirm(question, yes=_("quit"), no=_("go on typing"), loses=True), lambda yes: app.exit() if yes else None
        )
    else:
        app.exit()
