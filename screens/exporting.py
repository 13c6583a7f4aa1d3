"""Writing what a list shows to a file: asked for its name, said what is in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from db.exports import Exported, export
from db.lists.opening import SCOPES
from db.lists.selection import EVERYTHING
from models.messages import N_
from screens.dialogs import AskLine, Confirm
from screens.texts import _, language, plural

if TYPE_CHECKING:
    from screens.list_screen import ListScreen

FILE_NAMES = {"client": N_("clients.csv"), "employer": N_("employers.csv"), "placement": N_("placements.csv")}
"""The lists that can be exported, and what the file is called unless somebody calls it otherwise."""


def export_list(screen: ListScreen) -> None:
    """Ask for a file and write to it what the list shows: its scope, or what was searched for."""

    def named(text: str | None) -> None:
        if text is None:
            return
        path = Path(text).expanduser()
        if path.exists():
            question = _("{file} is there already. Write over it?", file=str(path))
            screen.app.push_screen(
                Confirm(question, yes=_("write over it"), enter=False), lambda yes: _write(screen, path) if yes else None
            )
        else:
            _write(screen, path)

    screen.app.push_screen(
        AskLine(
            _("Export this list to which file?"),
            value=str(Path.cwd() / _(FILE_NAMES[screen.subject])),
            explain=_("The file holds people's data in clear. Only you can read it; remove it when you are done."),
            files=True,
        ),
        named,
    )


def _write(screen: ListScreen, path: Path) -> None:
    desk, subject, search = screen.desk, screen.subject, screen.search_text
    wanted = next(scope for scope in SCOPES[subject] if scope.name == screen.scope)
    scope = EVERYTHING if search else wanted.where(desk.actor.id, desk.store.today())

    def question() -> Exported:
        return export(desk.store, desk.actor, f"{subject}s", path, search=search or None, scope=scope, language=language())

    def done(exported: Exported) -> None:
        screen.say(plural("{n} row in {file}", "{n} rows in {file}", exported.rows, file=exported.file), "good")

    screen.ask(question, done, group="export")
