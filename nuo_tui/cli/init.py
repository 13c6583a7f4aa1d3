"""``nuo init``: make a new store and its first user."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from models.errors import BadInput
from models.messages import N_, Message
from nuo_tui import passphrase
from nuo_tui.cli.asking import ask
from nuo_tui.cli.output import write_json, write_line, write_note
from nuo_tui.cli.session import Session
from screens.texts import _


def init(
    ctx: typer.Context,
    plain: Annotated[
        bool, typer.Option("--plain", help=N_("Not encrypted: for trying out only, never with real people."))
    ] = False,
) -> int:
    """Make a store, encrypted unless ``--plain``; its first user has every role."""
    from db.creating import create_store

    session = ctx.ensure_object(Session)
    path = session.store_path()
    must_be_free(path)
    name = session.user_name() or ask_name()
    secret = None if plain else passphrase.to_make(session.passphrase_file)
    create_store(path, secret, name).close()
    if plain:
        write_note(_("Take care: this store is not encrypted. Whoever can read the file can read everything in it."))
    if session.json:
        write_json({"store": str(path), "user": name, "encrypted": not plain})
        return 0
    write_line(_("The store is at {path}.", path=str(path)))
    write_line(_("{name} is its first user and has every role.", name=name))
    if not plain:
        write_line(_("Keep the passphrase well: without it nobody can open the store, nor can we."))
    write_line(_("Next: 'nuo import FILE --as employers' brings in an old administration; 'nuo' opens the screens."))
    return 0


def must_be_free(path: Path) -> None:
    """Raise :class:`BadInput` when something lies where the new store would come, before anything is asked."""
    from db.connection import store_errors

    with store_errors(path):
        taken = path.exists()
    if taken:
        raise BadInput(
            Message(N_("There is a file at {path} already."), path=str(path)),
            Message(N_("Open it with --store, or choose another place.")),
        )


def ask_name() -> str:
    """The first user's name, asked for at the terminal."""
    if not passphrase.can_ask():
        raise BadInput(Message(N_("Who is the first user of the new store?")), Message(N_("Add --user NAME, or set NUO_USER.")))
    return ask(_("Who are you? Your name as colleagues know it: "))
