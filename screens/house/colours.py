"""Choosing the colours of the screens; what they look like stands in ``nuo_tui/theme.py``."""

from __future__ import annotations

from textual.app import App, InvalidThemeError

from screens.house.dialogs import Choose
from screens.texts import _


def choose_colours(app: App[None]) -> None:
    """Ask for the colours, and show them."""

    def chosen(name: str | None) -> None:
        if name is not None:
            try:
                app.theme = name
            except InvalidThemeError:
                app.bell()

    choices = [("nuo", _("calm, dark")), ("nuo-light", _("light")), ("nuo-contrast", _("high contrast"))]
    app.push_screen(Choose(_("Which colours?"), choices, now=app.theme), chosen)
