"""``nuo backup``: a checked copy of the open store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from models.messages import N_
from nuo_tui.cli.importing import progress_bar
from nuo_tui.cli.output import write_json, write_line, write_note
from nuo_tui.cli.session import Session
from screens.texts import _, count, render


def backup(
    ctx: typer.Context,
    to: Annotated[
        Path | None,
        typer.Option(
            "--to", metavar="PATH", help=N_("The file to make, or the folder for it; else 'backups' in your data folder.")
        ),
    ] = None,
) -> int:
    """Make a backup."""
    from db.backup import back_up
    from nuo_tui.places import backups_folder

    session = ctx.ensure_object(Session)
    with session.open() as store:
        if to is None:
            to = backups_folder()
            to.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = back_up(store, to.expanduser(), None if session.json else progress_bar())
    note = render(made.note) if made.note else None
    if session.json:
        write_json({"backup": str(made.path), "bytes": made.size, "records": made.records, "note": note})
        return 0
    write_line(_("The backup is at {path}: {bytes} bytes, checked.", path=str(made.path), bytes=count(made.size)))
    write_line(_("The passphrase of the store opens it. 'nuo restore {path}' puts it back.", path=str(made.path)))
    if note:
        write_note(note)
    return 0
