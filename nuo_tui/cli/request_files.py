"""``nuo coordinate send``, ``receive`` and ``answer-file``: requests and answers by e-mail, between laptops."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from db.paths import typed_path
from models.errors import BadInput
from models.messages import N_, Message
from nuo_tui.cli.coordinate import Number, do_act, key_of
from nuo_tui.cli.output import write_json, write_line, write_note
from nuo_tui.cli.session import Session
from screens.texts import _

if TYPE_CHECKING:
    from db.coordinations import CoordinationRow
    from db.store import Store
    from models.actor import Actor

SignedFile = Annotated[Path, typer.Argument(metavar="FILE", readable=False, help=N_("A signed file from another laptop."))]


def send(
    ctx: typer.Context,
    number: Number,
    to: Annotated[
        Path | None,
        typer.Option(metavar="FILE", readable=False, help=N_("A signed file for another laptop; what it held is replaced.")),
    ] = None,
    text: Annotated[bool, typer.Option("--text", help=N_("Write the request on stdout, to paste in an e-mail."))] = False,
) -> int:
    """Ask what was kept as a draft; with --to or --text hand over a request that waits."""
    if to is not None and text:
        raise BadInput(Message(N_("Give --to FILE or --text, not both.")))
    if text:
        return _as_text(ctx, number)
    if to is None:
        from db import coordinations

        return do_act(ctx, lambda store, actor: coordinations.send(store, actor, key_of(store, number)))
    from db.request_file import send_file

    session = ctx.ensure_object(Session)
    with session.open() as store:
        written = send_file(store, session.actor(store), key_of(store, number), typed_path(to))
    return _told(session, number, written)


def answer_file(
    ctx: typer.Context,
    number: Number,
    to: Annotated[
        Path,
        typer.Option(metavar="FILE", readable=False, help=N_("A signed file for another laptop; what it held is replaced.")),
    ],
) -> int:
    """Write your answer to a signed file, for the laptop where it was asked."""
    from db import answer_file as answers

    session = ctx.ensure_object(Session)
    with session.open() as store:
        written = answers.answer_file(store, session.actor(store), key_of(store, number), typed_path(to))
    return _told(session, number, written)


def receive(
    ctx: typer.Context,
    file: SignedFile,
    trust: Annotated[
        str | None, typer.Option(metavar="MARK", help=N_("The mark of that laptop, once you have compared it by phone."))
    ] = None,
) -> int:
    """Take in a request, or the answer to one."""
    from db.answer_file import ANSWER, receive_answer
    from db.request_file import REQUEST, receive_request
    from db.signing import MOST, unseal

    path = typed_path(file)
    try:
        with path.open("rb") as opened:
            sealed = unseal(opened.read(MOST + 1))
    except OSError as error:
        raise BadInput(
            Message(N_("The file {path} can't be read: {reason}."), path=str(path), reason=error.strerror or str(error))
        ) from None
    take = {REQUEST: receive_request, ANSWER: receive_answer}.get(sealed.kind)
    if take is None:
        raise BadInput(Message(N_("This is not a request or an answer that this program wrote.")))

    def act(store: Store, actor: Actor) -> CoordinationRow:
        return take(store, actor, sealed, compared=trust)

    return do_act(ctx, act)


def _as_text(ctx: typer.Context, number: str) -> int:
    from screens.coordinations.request_text import request_text

    session = ctx.ensure_object(Session)
    with session.open() as store:
        told = request_text(store, session.actor(store), key_of(store, number))
    if session.json:
        write_json({"number": number, "text": told})
    else:
        for line in told.rstrip("\n").split("\n"):
            write_line(line)
    return 0


def _told(session: Session, number: str, written: Path) -> int:
    """Where the file is, and by which mark it is recognised on the other side."""
    from db.signing import unseal

    mark = unseal(written.read_bytes()).mark
    if session.json:
        write_json({"number": number, "file": str(written), "mark": mark})
        return 0
    write_line(_("{number} written to {file}.", number=number, file=str(written)))
    write_line(_("The mark of this laptop is {mark}: who takes the file in for the first time compares it with you.", mark=mark))
    write_note(_("Take care: this file holds people's data in clear."))
    return 0
