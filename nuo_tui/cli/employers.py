"""``nuo employers``: one face to the employer. Who holds the relation, transferring it, stops, and the holder of a group."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.errors import BadInput, Refused
from models.messages import N_, Message
from nuo_tui.cli.lists import list_records, show
from nuo_tui.cli.output import write_json, write_line
from nuo_tui.cli.parameters import Client, Filters, Form, Search
from nuo_tui.cli.session import Session
from nuo_tui.cli.words import channel_of, form_of, optional_day
from screens.texts import _, label, plural

if TYPE_CHECKING:
    from db.employers import EmployerFile
    from db.store import Store
    from models.actor import Actor

Number = Annotated[str, typer.Argument(metavar="EMPLOYER", help=N_("The employer: number, id or name."))]
From = Annotated[str | None, typer.Option("--from", metavar="DATE", help=N_("From this day; else from today."))]
Reason = Annotated[str, typer.Option("--reason", metavar="T", help=N_("Why."))]
OptionalReason = Annotated[str | None, typer.Option("--reason", metavar="T", help=N_("Why."))]
Note = Annotated[
    str | None,
    typer.Option("--note", metavar="TEXT", help=N_("What the new account holder must know; they see it on their first screen.")),
]

Act = Callable[["Store", "Actor"], bytes]


def list_employers(
    ctx: typer.Context,
    without_holder: Annotated[
        bool, typer.Option("--without-holder", help=N_("Only those at which no account holder can decide."))
    ] = False,
    search: Search = None,
    filters: Filters = None,
) -> int:
    """List the employers."""
    wanted = [*(filters or ()), *(["without_holder=yes"] if without_holder else ())]
    return list_records(ctx, "employer", search=search, filters=wanted or None)


def show_employer(ctx: typer.Context, number: Number) -> int:
    """Show one employer with everything that belongs to it."""
    return show(ctx, "employer", number)


def assign(
    ctx: typer.Context,
    number: Number,
    name: Annotated[str, typer.Argument(metavar="NAME", help=N_("The new account holder."))],
    start: From = None,
    reason: OptionalReason = None,
    note: Note = None,
) -> int:
    """Make somebody account holder of one employer."""
    from db.employers import assign_holder
    from db.users import find_user

    first_day = optional_day(start, "--from")

    def act(store: Store, actor: Actor) -> bytes:
        with store.read() as reader:
            user = find_user(reader, name).id
        key = _key(store, number)
        assign_holder(store, actor, key, user, from_date=first_day or store.today(), reason=reason, note=note)
        return key

    return _do(ctx, act)


def transfer(
    ctx: typer.Context,
    to: Annotated[str, typer.Option("--to", metavar="NAME", help=N_("The new account holder."))],
    reason: Reason,
    numbers: Annotated[
        list[str] | None, typer.Argument(metavar="[EMPLOYER]...", help=N_("The employers: number, id or name."))
    ] = None,
    holder: Annotated[
        str | None, typer.Option("--of", metavar="NAME", help=N_("Instead of naming employers: all that this person holds."))
    ] = None,
    start: From = None,
    note: Note = None,
) -> int:
    """Transfer employers to another account holder, in one act that one undo takes back."""
    from db.account_transfer import transfer as transfer_some
    from db.account_transfer import transfer_all
    from db.users import find_user
    from models.employer import TransferInput
    from nuo_tui.cli.inputs import checked

    if bool(numbers) == bool(holder):
        raise BadInput(Message(N_("Name the employers to transfer, or give --of with whose they are.")))
    first_day = optional_day(start, "--from")
    session = ctx.ensure_object(Session)
    with session.open() as store:
        actor = session.actor(store)
        with store.read() as reader:
            user = find_user(reader, to)
            of = find_user(reader, holder).id if holder else None
        typed = {"user_id": user.id, "from_date": first_day or store.today(), "reason": reason, "note": note}
        data = checked(TransferInput, typed)
        if of is not None:
            done = transfer_all(store, actor, of, data)
        else:
            done = transfer_some(store, actor, [_key(store, number) for number in numbers or ()], data)
    if session.json:
        write_json({"employers": done.employers, "requests": done.requests, "holder": user.name})
        return 0
    write_line(
        plural("{n} employer transferred to {name}.", "{n} employers transferred to {name}.", done.employers, name=user.name)
    )
    if done.requests:
        write_line(plural("{n} open request goes along.", "{n} open requests go along.", done.requests))
    return 0


def relation(
    ctx: typer.Context,
    number: Number,
    holder: Annotated[str, typer.Option("--holder", metavar="NAME", help=N_("Its account holder."))],
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help=N_("Relation since; else since today."))] = None,
) -> int:
    """Register a prospect as a relation, with its account holder."""
    from db.employers import make_relation
    from db.users import find_user

    day = optional_day(since, "--since")

    def act(store: Store, actor: Actor) -> bytes:
        with store.read() as reader:
            user = find_user(reader, holder).id
        key = _key(store, number)
        make_relation(store, actor, key, user, since=day or store.today())
        return key

    return _do(ctx, act)


def stop(
    ctx: typer.Context,
    number: Number,
    reason: Reason,
    start: From = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help=N_("The last day; else until it is lifted."))
    ] = None,
) -> int:
    """Lay an approach stop: everybody leaves the employer in peace."""
    from db.employers import lay_stop

    first_day, last_day = optional_day(start, "--from"), optional_day(until, "--until")

    def act(store: Store, actor: Actor) -> bytes:
        key = _key(store, number)
        lay_stop(store, actor, key, reason=reason, from_date=first_day or store.today(), until=last_day)
        return key

    return _do(ctx, act)


def lift(ctx: typer.Context, number: Number) -> int:
    """Lift the approach stops that run."""
    from db.employers import lift_stop

    def act(store: Store, actor: Actor) -> bytes:
        file = _file(store, _key(store, number))
        running = [one for one in file.stops if one.runs_on(store.today())]
        if not running:
            raise Refused(Message(N_("No approach stop runs for {employer}."), employer=file.name))
        for one in running:
            lift_stop(store, actor, one.id)
        return file.id

    return _do(ctx, act)


def group_holder(
    ctx: typer.Context,
    group: Annotated[str, typer.Argument(metavar="GROUP", help=N_("The group, as its branches have it."))],
    name: Annotated[str | None, typer.Argument(metavar="NAME", help=N_("The new account holder of the group."))] = None,
    end: Annotated[bool, typer.Option("--end", help=N_("Instead of a name: the group has none any more, after today."))] = False,
    start: From = None,
    reason: OptionalReason = None,
) -> int:
    """Name the account holder of a group, or end that it has one."""
    from db.group_holding import assign_group_holder, end_group_holder
    from db.users import find_user

    if bool(name) == end:
        raise BadInput(Message(N_("Name the account holder of the group, or give --end.")))
    first_day = optional_day(start, "--from")
    session = ctx.ensure_object(Session)
    with session.open() as store:
        actor = session.actor(store)
        day = first_day or store.today()
        called = None
        if name is None:
            end_group_holder(store, actor, group, until=day, reason=reason)
        else:
            with store.read() as reader:
                user = find_user(reader, name)
            assign_group_holder(store, actor, group, user.id, from_date=day, reason=reason)
            called = user.name
    if session.json:
        write_json({"group": group, "holder": called})
    elif called is None:
        write_line(_("The group {group} has no account holder of its own any more.", group=group))
    else:
        write_line(_("{name} is account holder of the group {group}.", name=called, group=group))
    return 0


def inform(
    ctx: typer.Context,
    number: Number,
    client: Client,
    form: Form,
    channel: Annotated[
        str | None,
        typer.Option(metavar="phone|email|in-person", help=N_("How they were told; else it stands on their first screen.")),
    ] = None,
    text: Annotated[str | None, typer.Option("--text", metavar="TEXT", help=N_("What else to tell."))] = None,
) -> int:
    """Tell the account holder of the group that a client may go to this branch."""
    from db.group_notices import tell
    from db.refs import resolve
    from models.group_notice import NoticeInput
    from nuo_tui.cli.inputs import checked

    typed: dict[str, Any] = {"form": form_of(form), "text": text} | ({"channel": channel_of(channel)} if channel else {})
    session = ctx.ensure_object(Session)
    with session.open() as store:
        actor = session.actor(store)
        with store.read() as reader:
            typed["client_id"] = resolve(reader, "client", client).id
            typed["employer_id"] = resolve(reader, "employer", number).id
        told = tell(store, actor, checked(NoticeInput, typed))
    if session.json:
        write_json({"told": told.name, "group": told.group})
    else:
        write_line(_("{name}, account holder of the group {group}, is told.", name=told.name, group=told.group))
    return 0


def _key(store: Store, number: str) -> bytes:
    from db.refs import resolve

    with store.read() as reader:
        return resolve(reader, "employer", number).id


def _file(store: Store, key: bytes) -> EmployerFile:
    from db.employers import employer_file

    with store.read() as reader:
        return employer_file(reader, key, store.today())


def _do(ctx: typer.Context, act: Act) -> int:
    """Do one act on an employer and write how it stands now."""
    session = ctx.ensure_object(Session)
    with session.open() as store:
        file = _file(store, act(store, session.actor(store)))
        stopped = next((one for one in file.stops if one.runs_on(store.today())), None)
    holder = file.holder.person.name if file.holder else None
    if session.json:
        told = {"number": file.number, "name": file.name, "state": file.state.value, "holder": holder}
        write_json(told | {"stop": stopped.reason if stopped else None})
        return 0
    write_line(f"{file.name} ({file.number}) · {label(file.state)}")
    write_line(_("Account holder: {name}.", name=holder) if holder else _("No account holder yet."))
    if stopped is not None and stopped.until_date is not None:
        reason, day = stopped.reason, stopped.until_date
        write_line(_("Approach stop until and with {date}: {reason}", date=day, reason=reason))
    elif stopped is not None:
        write_line(_("Approach stop until it is lifted: {reason}", reason=stopped.reason))
    return 0
