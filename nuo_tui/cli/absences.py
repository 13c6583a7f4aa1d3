"""``nuo clients absent`` and ``nuo clients back``: from when until when a client can't come, never why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.errors import Refused
from models.messages import N_, Message
from nuo_tui.cli.output import write_json, write_line
from nuo_tui.cli.session import Session
from nuo_tui.cli.words import absence_of, day_of, optional_day
from screens.texts import _, label

if TYPE_CHECKING:
    from db.absences import AbsenceRow
    from db.clients import ClientFile
    from db.store import Store

Client = Annotated[str, typer.Argument(metavar="CLIENT", help=N_("The client: number, id, or a name that only one has."))]


def absent(
    ctx: typer.Context,
    client: Client,
    start: Annotated[str | None, typer.Option("--from", metavar="DATE", help=N_("The first day of it; else today."))] = None,
    kind: Annotated[str, typer.Option("--kind", metavar="ill|leave|other", help=N_("Ill, on leave, or something else."))] = "ill",
    expected: Annotated[
        str | None, typer.Option("--expected", metavar="DATE", help=N_("The last day that is expected; else nobody knows."))
    ] = None,
    note: Annotated[
        str | None, typer.Option("--note", metavar="TEXT", help=N_("For planning only; never what somebody has."))
    ] = None,
) -> int:
    """Record that a client is, or will be, ill or absent."""
    from db.absences import add_absence
    from db.refs import resolve
    from models.absence import AbsenceInput
    from nuo_tui.cli.inputs import checked

    begin, end = optional_day(start, "--from"), optional_day(expected, "--expected")
    session = ctx.ensure_object(Session)
    with session.open() as store:
        actor = session.actor(store)
        with store.read() as reader:
            key = resolve(reader, "client", client).id
        typed = {"kind": absence_of(kind), "from_date": begin or store.today(), "expected_until": end, "note": note}
        made = add_absence(store, actor, key, checked(AbsenceInput, typed))
        return _tell(session, store, key, made)


def back(
    ctx: typer.Context,
    client: Client,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help=N_("The first day back; else today."))] = None,
) -> int:
    """Record that a client is back."""
    from db.absences import end_absence, open_absence
    from db.refs import resolve
    from models.absence import BackInput

    day = None if on is None else day_of(on, "--on")
    session = ctx.ensure_object(Session)
    with session.open() as store:
        actor = session.actor(store)
        with store.read() as reader:
            found = resolve(reader, "client", client)
            running = open_absence(reader, found.id)
        if running is None:
            raise Refused(
                Message(N_("No absence of {client} is on record that is not over."), client=found.number),
                Message(N_("'nuo show client {client}' shows the client's status."), client=found.number),
            )
        end_absence(store, actor, running.id, running.version, BackInput(back_on=day or store.today()))
        return _tell(session, store, found.id, running.id)


def _tell(session: Session, store: Store, client: bytes, key: bytes) -> int:
    from db.clients import client_file

    with store.read() as reader:
        file = client_file(reader, client, store.today())
    row = next(one for one in file.absences if one.id == key)
    if session.json:
        write_json({"client": file.number, "status": file.status, **absence_json(row)})
    else:
        write_line(_said(file, row))
    return 0


def absence_json(row: AbsenceRow) -> dict[str, Any]:
    """One absence; ``until`` is null while the client is not back."""
    return {"kind": row.kind, "from": row.from_date, "expected": row.expected_until, "until": row.until_date, "note": row.note}


def _said(file: ClientFile, row: AbsenceRow) -> str:
    about: dict[str, Any] = {"client": file.name, "kind": label(row.kind), "start": row.from_date}
    if row.until_date is not None:
        return _("{client} is back: {kind} from {start} until {until}.", until=row.until_date, **about)
    if row.expected_until is not None:
        return _("{client}: {kind} from {start}, expected until {until}.", until=row.expected_until, **about)
    return _("{client}: {kind} from {start}, until nobody knows when.", **about)
