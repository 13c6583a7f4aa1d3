"""``nuo confirm``: the confirmation of a placement, for the employer or the client, as a page or as text."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from db.paths import typed_path
from models.errors import BadInput
from models.messages import N_, Message
from nuo_tui.cli.output import write_json, write_line, write_note
from nuo_tui.cli.session import Session
from nuo_tui.cli.words import audience_of
from screens.texts import _, language


def confirm(
    ctx: typer.Context,
    placement: Annotated[str, typer.Argument(metavar="PLACEMENT", help=N_("The placement's number or id."))],
    audience: Annotated[str, typer.Option("--for", metavar="employer|client", help=N_("Who reads it."))],
    to: Annotated[
        Path | None,
        typer.Option(metavar="FILE", readable=False, help=N_("A page (.html) or a text (.txt); what it held is replaced.")),
    ] = None,
    text: Annotated[bool, typer.Option("--text", help=N_("Write the text on stdout, to paste in an e-mail."))] = False,
) -> int:
    """Write a confirmation; in Dutch, or with --lang en in English."""
    from db.refs import resolve
    from screens.confirmations.making import confirmation_text, write_confirmation

    reader_is = audience_of(audience)
    if (to is None) != text:
        raise BadInput(Message(N_("Say where the confirmation goes: --to FILE, or --text for stdout; one of both.")))
    session = ctx.ensure_object(Session)
    with session.open() as store:
        actor = session.actor(store)
        with store.read() as reader:
            found = resolve(reader, "placement", placement)
        about = {"placement": found.number, "for": reader_is.value}
        if to is None:
            letter = confirmation_text(store, actor, found.id, reader_is, language())
            if session.json:
                write_json(about | {"text": letter})
            else:
                for line in letter.rstrip("\n").split("\n"):
                    write_line(line)
            return 0
        written = write_confirmation(store, actor, found.id, reader_is, typed_path(to), language())
    if session.json:
        write_json(about | {"file": str(written)})
        return 0
    write_line(_("Confirmation of {number} written to {file}.", number=found.number, file=str(written)))
    write_note(_("Take care: this file holds people's data in clear."))
    return 0
