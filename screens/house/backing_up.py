"""The palette's 'Backup': makes a copy of the open store beside the painting and says where it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from screens.house.dialogs import Tell
from screens.house.house_screen import HouseScreen
from screens.texts import _, render

if TYPE_CHECKING:
    from db.backup import Backup


def back_up_from(screen: HouseScreen, folder: Path) -> None:
    """Make a backup in ``folder``, saying on ``screen`` that it is being made and that it is saved."""
    store = screen.desk.store

    def make() -> Backup:
        from db.backup import back_up

        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return back_up(store, folder)

    def made(backup: Backup) -> None:
        screen.say_saved(_("backup {name}", name=backup.path.name))
        if backup.note:
            screen.app.push_screen(Tell(render(backup.note)))

    screen.say(_("Making a backup; you can go on working."))
    screen.ask(make, made, group="backup")
