"""``nuo coordinate``: asking the account holder of an employer to agree, and answering."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.coordination.conversation import WAITING
from models.messages import N_
from nuo_tui.cli.lists import list_records, show
from nuo_tui.cli.output import write_json, write_line
from nuo_tui.cli.parameters import MOST, Client, Employer, Form, Hours, Start, Until
from nuo_tui.cli.session import Session
from nuo_tui.cli.words import channel_of, day_of, form_of, optional_amount, optional_day
from screens.texts import _, label

if TYPE_CHECKING:
    from db.coordinations import CoordinationRow
    from db.reading import Reader
    from db.store import Store
    from models.actor import Actor

Number = Annotated[str, typer.Argument(metavar="N", help=N_("The request's number or id."))]
Text = Annotated[str | None, typer.Option("--text", metavar="TEXT", help=N_("Why, in your own words."))]

Act = Callable[["Store", "Actor"], "CoordinationRow"]


def request(
    ctx: typer.Context,
    client: Client,
    employer: Employer,
    form: Form,
    start: Start,
    until: Until = None,
    hours: Hours = None,
    text: Text = None,
    draft: Annotated[bool, typer.Option("--draft", help=N_("Keep it, and ask nobody yet: see 'send'."))] = False,
) -> int:
    """Ask the account holder to agree."""
    from db import coordinations
    from models.coordination.request import RequestInput
    from nuo_tui.cli.inputs import checked

    asked = _asked(form, start, until, hours, text)

    def act(store: Store, actor: Actor) -> CoordinationRow:
        with store.read() as reader:
            about = _about(reader, client, employer)
        return coordinations.request(store, actor, checked(RequestInput, asked | about), draft=draft)

    return do_act(ctx, act)


def verbal(
    ctx: typer.Context,
    client: Client,
    employer: Employer,
    form: Form,
    start: Start,
    who: Annotated[str, typer.Option(metavar="NAME", help=N_("Who agreed: the account holder, or deputy, of that day."))],
    when: Annotated[str, typer.Option(metavar="DATE", help=N_("The day on which they agreed."))],
    channel: Annotated[str, typer.Option(metavar="phone|email|in-person", help=N_("How it was said."))],
    until: Until = None,
    hours: Hours = None,
    text: Text = None,
) -> int:
    """Write down a consent that was given by voice or letter."""
    from db import coordinations
    from db.users import find_user
    from models.coordination.request import VerbalInput
    from nuo_tui.cli.inputs import checked

    asked = _asked(form, start, until, hours, text) | {"when": day_of(when, "--when"), "channel": channel_of(channel)}

    def act(store: Store, actor: Actor) -> CoordinationRow:
        with store.read() as reader:
            about = _about(reader, client, employer) | {"who_id": find_user(reader, who).id}
        return coordinations.record_verbal(store, actor, checked(VerbalInput, asked | about))

    return do_act(ctx, act)


def approve(
    ctx: typer.Context,
    number: Number,
    condition: Annotated[
        list[str] | None,
        typer.Option(metavar="T", help=N_("What must be ticked off before the consent counts; may be repeated.")),
    ] = None,
    places: Annotated[
        int | None,
        typer.Option(min=1, max=MOST, metavar="K", help=N_("For so many places of this form, not for this client only.")),
    ] = None,
    valid_until: Annotated[
        str | None, typer.Option(metavar="DATE", help=N_("The last day on which the consent can be used."))
    ] = None,
) -> int:
    """Agree to a request."""
    from db import coordinations

    last_day = optional_day(valid_until, "--valid-until")
    return do_act(
        ctx,
        lambda store, actor: coordinations.approve(
            store, actor, key_of(store, number), conditions=tuple(condition or ()), places=places, valid_until=last_day
        ),
    )


def decline(
    ctx: typer.Context,
    number: Number,
    reason: Annotated[str, typer.Option(metavar="T", help=N_("Why not."))],
    alternative: Annotated[str | None, typer.Option(metavar="T", help=N_("Where or how it could be done instead."))] = None,
) -> int:
    """Decline a request."""
    from db import coordinations

    return do_act(
        ctx, lambda store, actor: coordinations.decline(store, actor, key_of(store, number), reason, alternative=alternative)
    )


def withdraw(
    ctx: typer.Context, number: Number, reason: Annotated[str | None, typer.Option(metavar="T", help=N_("Why."))] = None
) -> int:
    """Take back a request or a consent."""
    from db import coordinations

    return do_act(ctx, lambda store, actor: coordinations.withdraw(store, actor, key_of(store, number), reason))


def tick(
    ctx: typer.Context,
    number: Number,
    condition: Annotated[
        int, typer.Argument(min=1, max=MOST, metavar="CONDITION", help=N_("The condition's place in the list, from 1."))
    ],
) -> int:
    """Tick off a condition, by name."""
    from db import coordinations

    return do_act(ctx, lambda store, actor: coordinations.tick(store, actor, key_of(store, number), condition))


def list_requests(
    ctx: typer.Context,
    waiting: Annotated[bool, typer.Option("--open", help=N_("Only those that wait for an answer."))] = False,
    scope: Annotated[
        str, typer.Option(metavar="NAME", help=N_("One of inbox, asked, said, decided, standing, overdue, contested, all."))
    ] = "all",
) -> int:
    """List the requests, all or those of one scope."""
    return list_records(ctx, "coordination", filters=["state=requested"] if waiting else None, scope=scope)


def show_request(ctx: typer.Context, number: Number) -> int:
    """Show one request with all that was said about it."""
    return show(ctx, "coordination", number)


def do_act(ctx: typer.Context, act: Act) -> int:
    """Do one act on a request and write what it became."""
    session = ctx.ensure_object(Session)
    with session.open() as store:
        row = act(store, session.actor(store))
    if session.json:
        from nuo_tui.cli.records import plain

        write_json(plain(row))
        return 0
    write_line(f"{row.number} · {label(row.state)}")
    if row.client is None:
        write_line(_("For {places} places at {employer}.", places=row.places, employer=row.employer_name))
    else:
        write_line(
            _("For {client} ({number}) at {employer}.", client=row.client_name, number=row.client, employer=row.employer_name)
        )
    if row.holder:
        write_line(_("Account holder: {name}.", name=row.holder))
    if row.valid_until:
        write_line(_("The consent can be used until and with {date}.", date=row.valid_until))
    elif row.due_on and row.state in WAITING:
        write_line(_("The answer is due by {date}.", date=row.due_on))
    return 0


def _asked(form: str, start: str, until: str | None, hours: str | None, text: str | None) -> dict[str, Any]:
    return {
        "form": form_of(form),
        "start": day_of(start, "--from"),
        "until": optional_day(until, "--until"),
        "hours": optional_amount(hours, "--hours"),
        "text": text,
    }


def _about(reader: Reader, client: str, employer: str) -> dict[str, Any]:
    from db.refs import resolve

    return {"client_id": resolve(reader, "client", client).id, "employer_id": resolve(reader, "employer", employer).id}


def key_of(store: Store, number: str) -> bytes:
    """The key of the request with this number or id."""
    from db.refs import resolve

    with store.read() as reader:
        return resolve(reader, "coordination", number).id
