"""Asking which file to write: proposed, completed with tab, and never over another one without a yes of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from db.paths import typed_path
from screens.house.dialogs import AskLine, Confirm
from screens.house.house_screen import HouseScreen
from screens.texts import _


def ask_file_name(screen: HouseScreen, question: str, proposal: str, then: Callable[[Path], None]) -> None:
    """Ask, with ``proposal`` in the present folder filled in, and do ``then`` with the path; it says that the data lie open."""

    def named(text: str | None) -> None:
        if text is None:
            return
        path = typed_path(text)
        if not path.exists():
            then(path)
            return
        screen.app.push_screen(
            Confirm(_("{file} is there already. Write over it?", file=str(path)), yes=_("write over it"), loses=True),
            lambda yes: then(path) if yes else None,
        )

    explain = _("The file holds people's data in clear. Only you can read it; remove it when you are done.")
    screen.app.push_screen(AskLine(question, value=str(Path.cwd() / proposal), explain=explain, files=True), named)
