"""``nuo export``: what a filter selects, to a file for a spreadsheet or a script."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from db.paths import typed_path
from models.messages import N_
from nuo_tui.cli.output import write_json, write_line, write_note
from nuo_tui.cli.parameters import Filters, Search
from nuo_tui.cli.session import Session
from nuo_tui.cli.words import EXPORTED, pairs_of, subject_of
from screens.texts import _, language, plural


def export(
    ctx: typer.Context,
    subject: Annotated[
        str, typer.Argument(metavar="clients|employers|placements|vacancies|contacts|all", help=N_("What to write."))
    ],
    to: Annotated[
        Path,
        typer.Option(metavar="FILE", readable=False, help=N_("The .csv, .xlsx or .json to write; what it held is replaced.")),
    ],
    search: Search = None,
    filters: Filters = None,
) -> int:
    """Write records to a file."""
    from db.exports import export as write_out

    what = subject_of(subject, EXPORTED)
    wanted = pairs_of(filters or (), "--filter", "FIELD=VALUE")
    session = ctx.ensure_object(Session)
    with session.open() as store:
        done = write_out(store, session.actor(store), what, typed_path(to), search=search, filters=wanted, language=language())
    if session.json:
        write_json({"rows": done.rows, "file": done.file})
        return 0
    write_line(plural("{n} row written to {file}.", "{n} rows written to {file}.", done.rows, file=done.file))
    write_note(_("Take care: this file holds people's data in clear."))
    return 0
