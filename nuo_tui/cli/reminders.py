"""``nuo reminders``: what ends and what is to be done, as a file that a calendar takes in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from db.paths import typed_path
from models.messages import N_
from nuo_tui.cli.output import write_json, write_line, write_note
from nuo_tui.cli.session import Session
from screens.texts import _, plural


def reminders(
    ctx: typer.Context,
    to: Annotated[
        Path, typer.Option(metavar="FILE.ics", readable=False, help=N_("The calendar file; what it held is replaced."))
    ],
    days: Annotated[int, typer.Option(metavar="N", help=N_("How far ahead, at most 90."))] = 90,
    names: Annotated[bool, typer.Option("--names", help=N_("With names; else initials and numbers only."))] = False,
) -> int:
    """Write the reminders of who acts; take the file in again later, and the calendar is brought up to date."""
    from screens.reminders.making import write_reminders

    session = ctx.ensure_object(Session)
    with session.open() as store:
        written = write_reminders(store, session.actor(store), typed_path(to), days=days, names=names)
    if session.json:
        write_json({"events": written.events, "file": written.file})
        return 0
    write_line(plural("{n} reminder written to {file}.", "{n} reminders written to {file}.", written.events, file=written.file))
    if names:
        write_note(_("Take care: this file holds people's data in clear."))
    return 0
