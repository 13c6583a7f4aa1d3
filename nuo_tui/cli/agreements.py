"""``nuo agreements``: what each municipality buys of the NUO, and how much of it was ordered."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from models.errors import BadInput
from models.kinds import AgreementState
from models.messages import N_, Message
from nuo_tui.cli.lists import list_records, show
from nuo_tui.cli.output import write_json, write_line
from nuo_tui.cli.parameters import Start
from nuo_tui.cli.session import Session
from nuo_tui.cli.words import day_of, form_of, optional_amount
from screens.texts import _

Municipality = Annotated[
    str, typer.Option("--municipality", metavar="MUNICIPALITY", help=N_("The municipality: its name or CBS code."))
]
Until = Annotated[str, typer.Option("--until", metavar="DATE", help=N_("The last day."))]
Products = Annotated[
    list[str] | None,
    typer.Option(
        "--product",
        metavar="FORM[:EUROS]",
        help=N_("A form that is bought, with what it may cost in a year; may be repeated."),
    ),
]
Draft = Annotated[bool, typer.Option("--draft", help=N_("It is not signed yet."))]
Remarks = Annotated[str | None, typer.Option("--remarks", metavar="TEXT", help=N_("What else was agreed."))]
Number = Annotated[str, typer.Argument(metavar="N", help=N_("The agreement's number or id, or its municipality's name."))]


def add(
    ctx: typer.Context,
    municipality: Municipality,
    start: Start,
    until: Until,
    product: Products = None,
    draft: Draft = False,
    remarks: Remarks = None,
) -> int:
    """Record an agreement."""
    from db.refs import municipality_by_name
    from db.service_agreements import add_agreement, agreement_file
    from models.service_agreement import AgreementInput, ProductInput
    from nuo_tui.cli.inputs import checked
    from nuo_tui.cli.records import plain

    products = [checked(ProductInput, _product(text)) for text in product or ()]
    session = ctx.ensure_object(Session)
    typed: dict[str, Any] = {
        "start": day_of(start, "--from"),
        "until": day_of(until, "--until"),
        "state": AgreementState.DRAFT if draft else AgreementState.SIGNED,
        "remarks": remarks,
    }
    with session.open() as store:
        actor = session.actor(store)
        with store.read() as reader:
            typed["municipality_id"] = municipality_by_name(reader, municipality)[0]
        made = add_agreement(store, actor, checked(AgreementInput, typed), products)
        with store.read() as reader:
            file = agreement_file(reader, made.id, store.today())
    if session.json:
        write_json(plain(file))
    else:
        sentence = N_("{number}: agreement with {municipality} from {start} until {until}, with {n} products.")
        about = {"municipality": file.municipality, "start": file.start, "until": file.until, "n": len(file.products)}
        write_line(_(sentence, number=file.number, **about))
    return 0


def list_agreements(
    ctx: typer.Context, in_force: Annotated[bool, typer.Option("--in-force", help=N_("Only those that hold today."))] = False
) -> int:
    """List the agreements."""
    return list_records(ctx, "agreements", filters=["in_force=yes"] if in_force else None)


def show_agreement(ctx: typer.Context, number: Number) -> int:
    """Show one agreement."""
    return show(ctx, "agreement", number)


def _product(text: str) -> dict[str, object]:
    """'learn-work:60000' as the values of a product."""
    form, colon, budget = text.partition(":")
    if colon and not budget.strip():
        shape = "FORM[:EUROS]"
        raise BadInput(Message(N_("{option}: write {shape}, not '{text}'."), option="--product", shape=shape, text=text))
    return {"form": form_of(form), "budget": optional_amount(budget.strip(), "--product")}
