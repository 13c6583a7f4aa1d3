"""``nuo clients``: acts on several clients at once, without a screen."""

from __future__ import annotations

from typing import Annotated

import typer

from models.errors import BadInput
from models.messages import N_, Message
from nuo_tui.cli.output import write_json, write_line
from nuo_tui.cli.session import Session
from screens.texts import _, plural


def assign(
    ctx: typer.Context,
    to: Annotated[str, typer.Option(metavar="NAME", help=N_("The consultant who gets them."))],
    clients: Annotated[
        list[str] | None, typer.Argument(metavar="CLIENT...", help=N_("Numbers, ids or names of clients."))
    ] = None,
    all_of: Annotated[
        str | None, typer.Option("--all-of", metavar="NAME", help=N_("All clients of this consultant, instead of naming them."))
    ] = None,
    note: Annotated[str, typer.Option(metavar="T", help=N_("What the new consultant must know; comes on their Today."))] = "",
) -> int:
    """Give clients another consultant; their open actions and requests go along."""
    from db.bulk_acts import assign_consultant
    from db.handing_over import caseload_of, going_along
    from db.refs import resolve
    from db.users import find_user
    from screens.clients.taking_over import taken_over

    if bool(clients) == bool(all_of):
        raise BadInput(Message(N_("Name the clients to give, or give --all-of a consultant.")))
    session = ctx.ensure_object(Session)
    with session.open() as store:
        actor = session.actor(store)
        with store.read() as reader:
            consultant = find_user(reader, to)
            keys = (
                caseload_of(reader, find_user(reader, all_of).id)
                if all_of
                else [resolve(reader, "client", text).id for text in clients or ()]
            )
            moves = going_along(reader, keys, consultant.id)
        moved = assign_consultant(store, actor, keys, consultant.id, told=taken_over(note), note=note)
    if session.json:
        write_json({"to": consultant.name, "clients": moved, "actions": moves.actions, "requests": moves.requests})
        return 0
    write_line(plural("{n} client given to {name}", "{n} clients given to {name}", moved, name=consultant.name))
    if moved:
        write_line(
            _(
                "Along went {actions} and {requests}.",
                actions=plural("{n} open action", "{n} open actions", moves.actions),
                requests=plural("{n} open request", "{n} open requests", moves.requests),
            )
        )
    return 0
