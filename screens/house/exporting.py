"""Writing what a list shows to a file: asked for its name, said what is in it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from db.exports import Exported, export
from db.lists.opening import selected, shown_by
from db.lists.wanted import Wanted
from db.paths import typed_path
from models.messages import N_
from screens.house.dialogs import AskLine, Confirm
from screens.house.house_screen import HouseScreen
from screens.texts import _, language, plural

FILE_NAMES = {
    "client": N_("clients.csv"),
    "employer": N_("employers.csv"),
    "placement": N_("placements.csv"),
    "vacancy": N_("vacancies.csv"),
}
"""The lists that can be exported, and what the file is called unless somebody calls it otherwise."""


class Shown(NamedTuple):
    """What a list shows, or the records in it that are marked."""

    subject: str
    wanted: Wanted
    marked: tuple[bytes, ...]


def export_list(screen: HouseScreen, shown: Shown) -> None:
    """Ask for a file and write to it what the list shows."""

    def named(text: str | None) -> None:
        if text is None:
            return
        path = typed_path(text)
        if path.exists():
            question = _("{file} is there already. Write over it?", file=str(path))
            screen.app.push_screen(
                Confirm(question, yes=_("write over it"), loses=True), lambda yes: _write(screen, shown, path) if yes else None
            )
        else:
            _write(screen, shown, path)

    screen.app.push_screen(
        AskLine(
            plural("Export {n} marked record to which file?", "Export {n} marked records to which file?", len(shown.marked))
            if shown.marked
            else _("Export this list to which file?"),
            value=str(Path.cwd() / _(FILE_NAMES[shown.subject])),
            explain=_(
                "A name that ends in .csv, .xlsx or .json says how. The file holds people's data in clear. "
                "Only you can read it; remove it when you are done."
            ),
            files=True,
        ),
        named,
    )


def _write(screen: HouseScreen, shown: Shown, path: Path) -> None:
    desk = screen.desk

    def question() -> Exported:
        wanted, what = shown.wanted, "vacancies" if shown.subject == "vacancy" else f"{shown.subject}s"
        order, downwards = wanted.order, wanted.is_downwards(shown.subject)
        if shown.marked:
            scope = selected(shown.subject, shown.marked)
            return export(desk.store, desk.actor, what, path, scope=scope, order=order, downwards=downwards, language=language())
        return export(
            desk.store,
            desk.actor,
            what,
            path,
            search=wanted.search or None,
            filters=wanted.filters,
            scope=shown_by(desk.store, shown.subject, desk.actor.id, wanted),
            order=order,
            downwards=downwards,
            language=language(),
        )

    def done(exported: Exported) -> None:
        screen.say(plural("{n} row in {file}", "{n} rows in {file}", exported.rows, file=exported.file), "good")

    screen.ask(question, done, group="export")
