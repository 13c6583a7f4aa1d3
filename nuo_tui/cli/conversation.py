"""``nuo coordinate ask``, ``answer``, ``contest`` and the like: what is said about a request besides asking and deciding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from models.messages import N_
from nuo_tui.cli.coordinate import Number, do_act, key_of
from nuo_tui.cli.parameters import MOST, Employer, Form
from nuo_tui.cli.words import form_of, optional_day

if TYPE_CHECKING:
    from db.coordinations import CoordinationRow
    from db.store import Store
    from models.actor import Actor

Said = Annotated[str, typer.Option("--text", metavar="TEXT", help=N_("What you say."))]
SaidToo = Annotated[str | None, typer.Option("--text", metavar="TEXT", help=N_("What you say to it."))]


def ask_back(ctx: typer.Context, number: Number, text: Said) -> int:
    """Ask who asked something before you decide; the term stands still until they answer."""
    from db import conversation

    return do_act(ctx, lambda store, actor: conversation.ask_back(store, actor, key_of(store, number), text))


def answer(ctx: typer.Context, number: Number, text: Said) -> int:
    """Answer the question of the account holder."""
    from db import conversation

    return do_act(ctx, lambda store, actor: conversation.answer(store, actor, key_of(store, number), text))


def remind(ctx: typer.Context, number: Number, text: SaidToo = None) -> int:
    """Remind who has to decide, or to answer."""
    from db import conversation

    return do_act(ctx, lambda store, actor: conversation.remind(store, actor, key_of(store, number), text))


def contest(
    ctx: typer.Context, number: Number, reason: Annotated[str, typer.Option(metavar="T", help=N_("What is not so."))]
) -> int:
    """Contest a consent that somebody recorded as said."""
    from db import conversation

    return do_act(ctx, lambda store, actor: conversation.contest(store, actor, key_of(store, number), reason))


def uphold(ctx: typer.Context, number: Number, text: SaidToo = None) -> int:
    """Let a contested consent stand after all."""
    from db import conversation

    return do_act(ctx, lambda store, actor: conversation.uphold(store, actor, key_of(store, number), text))


def confirm(ctx: typer.Context, number: Number) -> int:
    """Confirm that what was recorded was said so."""
    from db import conversation

    return do_act(ctx, lambda store, actor: conversation.confirm(store, actor, key_of(store, number)))


def hand_over(ctx: typer.Context, number: Number) -> int:
    """Hand a request to the deputy of the account holder."""
    from db import coordination_routing

    return do_act(ctx, lambda store, actor: coordination_routing.hand_over(store, actor, key_of(store, number)))


def standing(
    ctx: typer.Context,
    employer: Employer,
    form: Form,
    places: Annotated[int, typer.Option(min=1, max=MOST, metavar="K", help=N_("How many places you agree to."))],
    valid_from: Annotated[
        str | None, typer.Option(metavar="DATE", help=N_("The first day on which a placement on it may begin."))
    ] = None,
    valid_until: Annotated[
        str | None, typer.Option(metavar="DATE", help=N_("The last day on which the consent can be used."))
    ] = None,
    group: Annotated[bool, typer.Option("--group", help=N_("For all employers of the group that it belongs to."))] = False,
    text: SaidToo = None,
) -> int:
    """Agree to a number of places without having been asked."""
    from db import standing_consents
    from db.refs import resolve
    from models.coordination.request import StandingInput
    from models.kinds import Reach
    from nuo_tui.cli.inputs import checked

    given = {
        "form": form_of(form),
        "places": places,
        "valid_from": optional_day(valid_from, "--valid-from"),
        "valid_until": optional_day(valid_until, "--valid-until"),
        "reach": Reach.GROUP if group else None,
        "text": text,
    }

    def act(store: Store, actor: Actor) -> CoordinationRow:
        with store.read() as reader:
            key = resolve(reader, "employer", employer).id
        return standing_consents.give_standing(store, actor, checked(StandingInput, given | {"employer_id": key}))

    return do_act(ctx, act)
