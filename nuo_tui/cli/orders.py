"""``nuo orders``: what a municipality, or UWV, ordered for a client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.errors import BadInput
from models.messages import N_, Message
from nuo_tui.cli.lists import list_records, show
from nuo_tui.cli.output import write_json, write_line
from nuo_tui.cli.parameters import Client, Start
from nuo_tui.cli.session import Session
from nuo_tui.cli.words import day_of, form_of, optional_amount, optional_day
from screens.texts import _

if TYPE_CHECKING:
    from db.service_orders import OrderRow

Product = Annotated[str, typer.Option("--product", metavar="FORM", help=N_("The form that is ordered, for instance learn-work."))]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help=N_("The last day; else no end was agreed."))]
Budget = Annotated[str | None, typer.Option("--budget", metavar="EUROS", help=N_("What it may cost."))]
Reference = Annotated[
    str | None, typer.Option("--reference", metavar="TEXT", help=N_("What the order is called at who ordered."))
]
Number = Annotated[str, typer.Argument(metavar="N", help=N_("The order's number or id."))]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help=N_("The day on which it was; else today."))]
Spent = Annotated[str | None, typer.Option("--spent", metavar="EUROS", help=N_("What it came to; else its budget."))]
Withdrawn = Annotated[
    str | None,
    typer.Option("--withdrawn", metavar="TEXT", help=N_("It was taken back by who ordered, and why; it costs nothing.")),
]


def add(
    ctx: typer.Context,
    client: Client,
    product: Product,
    start: Start,
    until: Until = None,
    budget: Budget = None,
    reference: Reference = None,
) -> int:
    """Record an order."""
    from db.refs import resolve
    from db.service_orders import add_order, order_file
    from models.service_order import OrderInput
    from nuo_tui.cli.inputs import checked

    typed: dict[str, Any] = {
        "form": form_of(product),
        "start": day_of(start, "--from"),
        "until": optional_day(until, "--until"),
        "budget": optional_amount(budget, "--budget"),
        "reference": reference,
    }
    session = ctx.ensure_object(Session)
    with session.open() as store:
        actor = session.actor(store)
        with store.read() as reader:
            typed["client_id"] = resolve(reader, "client", client).id
        made = add_order(store, actor, checked(OrderInput, typed))
        with store.read() as reader:
            order = order_file(reader, made.id, store.today())
    return _tell(session, order)


def close(ctx: typer.Context, number: Number, on: On = None, spent: Spent = None, withdrawn: Withdrawn = None) -> int:
    """Close an order, or write down that it was withdrawn."""
    from db.refs import resolve
    from db.service_orders import close_order, order_file, withdraw_order
    from models.service_order import CloseOrderInput, WithdrawOrderInput
    from nuo_tui.cli.inputs import checked

    day, amount = optional_day(on, "--on"), optional_amount(spent, "--spent")
    if withdrawn is not None and amount is not None:
        raise BadInput(Message(N_("A withdrawn order costs nothing: leave --spent or --withdrawn out.")))
    session = ctx.ensure_object(Session)
    with session.open() as store:
        actor = session.actor(store)
        with store.read() as reader:
            order = order_file(reader, resolve(reader, "service-order", number).id, store.today())
        closed_on = day or store.today()
        if withdrawn is None:
            data = checked(CloseOrderInput, {"closed_on": closed_on, "spent": amount})
            close_order(store, actor, order.id, order.version, data)
        else:
            taken_back = checked(WithdrawOrderInput, {"closed_on": closed_on, "reason": withdrawn})
            withdraw_order(store, actor, order.id, order.version, taken_back)
        with store.read() as reader:
            order = order_file(reader, order.id, store.today())
    return _tell(session, order)


def list_orders(
    ctx: typer.Context, still_open: Annotated[bool, typer.Option("--open", help=N_("Only those that are open."))] = False
) -> int:
    """List the orders."""
    return list_records(ctx, "orders", filters=["state=open"] if still_open else None)


def show_order(ctx: typer.Context, number: Number) -> int:
    """Show one order."""
    return show(ctx, "order", number)


def _tell(session: Session, order: OrderRow) -> int:
    """Write what an order has become."""
    if session.json:
        from nuo_tui.cli.records import plain

        write_json(plain(order))
        return 0
    sentence = N_("{number} · {state}: {ordered_by} ordered '{product}' for {client} from {start}.")
    about = {"ordered_by": order.ordered_by, "product": order.form, "client": order.client_name, "start": order.start}
    write_line(_(sentence, number=order.number, state=order.state, **about))
    return 0
