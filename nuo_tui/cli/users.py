"""``nuo users``: who may act, in which role, and who is away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from models.errors import BadInput
from models.messages import N_, Message
from nuo_tui.cli.output import write_json, write_line
from nuo_tui.cli.records import plain
from nuo_tui.cli.session import Session
from nuo_tui.cli.short_lists import list_short, user_record
from nuo_tui.cli.words import optional_day, role_of
from screens.texts import _

if TYPE_CHECKING:
    from db.reading import Reader
    from db.users import UserRow

Name = Annotated[str, typer.Argument(metavar="NAME", help=N_("The user's name."))]
Roles = Annotated[
    list[str] | None,
    typer.Option("--role", metavar="R", help=N_("consultant, account-manager, team-lead or administrator; may be repeated.")),
]
Team = Annotated[str | None, typer.Option("--team", metavar="TEAM", help=N_("The team they belong to."))]
Werkplein = Annotated[
    str | None, typer.Option("--werkplein", metavar="MUNICIPALITY", help=N_("The municipality whose werkplein they work for."))
]
Deputy = Annotated[str | None, typer.Option(metavar="NAME", help=N_("Who decides in their place while they are away."))]


def list_users(ctx: typer.Context) -> int:
    """Everybody, with roles, team and whether they may act."""
    return list_short(ctx.ensure_object(Session), "user")


def add(ctx: typer.Context, name: Name, role: Roles = None, team: Team = None, werkplein: Werkplein = None) -> int:
    """Add somebody who may act from now on."""
    from db.users import add_user

    session = ctx.ensure_object(Session)
    with session.open() as store:
        actor = session.actor(store)
        with store.read() as reader:
            municipality = _municipality(reader, werkplein)
        roles = tuple(role_of(text) for text in role or ())
        user = add_user(store, actor, name, roles, team=team or "", werkplein_id=municipality)
    return _tell(session, user, _("{name} may act from now on.", name=user.name))


def change(
    ctx: typer.Context,
    name: Name,
    role: Roles = None,
    team: Team = None,
    werkplein: Werkplein = None,
    away_from: Annotated[str | None, typer.Option(metavar="DATE", help=N_("Out of office from this day."))] = None,
    away_until: Annotated[str | None, typer.Option(metavar="DATE", help=N_("Out of office until and with this day."))] = None,
    deputy: Deputy = None,
    back: Annotated[bool, typer.Option("--back", help=N_("They are back: no longer away, no deputy."))] = False,
) -> int:
    """Change somebody; what is not named stays as it is."""
    from db.users import change_user, find_user

    if back and (away_from or away_until or deputy):
        raise BadInput(Message(N_("Somebody is either back or away: leave one of the options out.")))
    session = ctx.ensure_object(Session)
    first_day, last_day = optional_day(away_from, "--away-from"), optional_day(away_until, "--away-until")
    with session.open() as store:
        actor = session.actor(store)
        with store.read() as reader:
            user = find_user(reader, name)
            deputy_id = find_user(reader, deputy).id if deputy else user.deputy_id
            werkplein_id = _municipality(reader, werkplein) or user.werkplein_id
        change_user(
            store,
            actor,
            user.id,
            user.version,
            roles=tuple(role_of(text) for text in role) if role else user.roles,
            team=user.team if team is None else team,
            werkplein_id=werkplein_id,
            away_from=None if back else first_day or user.away_from,
            away_until=None if back else last_day if first_day or last_day else user.away_until,
            deputy_id=None if back else deputy_id,
        )
        with store.read() as reader:
            changed = find_user(reader, name)
    return _tell(session, changed, _("{name} is changed.", name=changed.name))


def activate(
    ctx: typer.Context,
    names: Annotated[list[str] | None, typer.Argument(metavar="NAME...", help=N_("The users' names."))] = None,
    everybody: Annotated[bool, typer.Option("--all", help=N_("Everybody who can't act yet."))] = False,
) -> int:
    """Let users act."""
    from db.users import activate as activate_users

    if bool(names) == everybody:
        raise BadInput(Message(N_("Name the users to activate, or give --all.")))
    session = ctx.ensure_object(Session)
    with session.open() as store:
        activated = activate_users(store, session.actor(store), None if everybody else list(names or ()))
    if session.json:
        write_json({"activated": activated})
    elif activated:
        write_line(_("May act from now on: {names}.", names=activated))
    else:
        write_line(_("Everybody could act already."))
    return 0


def retire(ctx: typer.Context, name: Name) -> int:
    """From now on somebody can't act any more."""
    from db.users import retire as retire_user

    session = ctx.ensure_object(Session)
    with session.open() as store:
        retired = retire_user(store, session.actor(store), name)
    if session.json:
        write_json({"retired": retired})
    else:
        write_line(_("{name} can't act any more.", name=name) if retired else _("{name} could not act already.", name=name))
    return 0


def _tell(session: Session, user: UserRow, sentence: str) -> int:
    if session.json:
        write_json(plain(user_record(user)))
    else:
        write_line(sentence)
    return 0


def _municipality(reader: Reader, text: str | None) -> bytes | None:
    from db.refs import municipality_by_name

    return municipality_by_name(reader, text)[0] if text else None
