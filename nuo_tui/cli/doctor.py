"""``nuo doctor``: is the store sound, is the program whole, and when was the last backup."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from models.messages import N_, Message
from nuo_tui.cli.importing import progress_bar
from nuo_tui.cli.output import write_json, write_line
from nuo_tui.cli.session import Session
from screens.texts import _, plural, render

if TYPE_CHECKING:
    from datetime import datetime

    from db.doctor import Problem


def doctor(ctx: typer.Context) -> int:
    """Examine the store and the program; exit code 1 when something is wrong."""
    from db.doctor import examine

    session = ctx.ensure_object(Session)
    with session.open() as store:
        found = examine(store, None if session.json else progress_bar())
        notes = [_backup_note(found.last_backup, store.clock())]
    problems = [*found.problems, *_of_the_program()]
    if session.json:
        told = [{"what": render(problem.what), "remedy": render(problem.remedy)} for problem in problems]
        write_json({"ok": not problems, "problems": told, "notes": [render(note) for note in notes]})
        return 1 if problems else 0
    for problem in problems:
        write_line(f"✖ {render(problem.what)}")
        write_line(f"  → {render(problem.remedy)}")
    write_line(plural("{n} problem found.", "{n} problems found.", len(problems)) if problems else _("✓ Everything is in order."))
    for note in notes:
        write_line(render(note))
    return 1 if problems else 0


def _of_the_program() -> list[Problem]:
    from db.doctor import Problem
    from nuo_tui.installation import mixed

    names = mixed()
    if not names:
        return []
    return [
        Problem(
            Message(N_("Parts of the program come from another program: {names}."), names=names),
            Message(N_("Install it again with pipx, in an environment of its own.")),
        )
    ]


def _backup_note(last: datetime | None, now: datetime) -> Message:
    if last is None:
        return Message(N_("No backup of this store is known: 'nuo backup' makes one."))
    days = (now - last).days
    if days < 1:
        return Message(N_("The last backup was made today: {moment}."), moment=last)
    return Message(N_("The last backup is {days} days old: {moment}."), days=days, moment=last)
