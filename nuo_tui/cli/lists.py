"""``nuo list`` and ``nuo show``: what is in the store, without a screen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

import typer

from models.ids import id_text
from models.kinds import (
    AgreementState,
    ClientStatus,
    ContactKind,
    CoordinationState,
    EmployerState,
    Form,
    LocationKind,
    OrderState,
    PlacementState,
    TargetGroup,
    VacancyState,
)
from models.messages import N_
from nuo_tui.cli.output import write_json, write_line, write_table
from nuo_tui.cli.parameters import MOST, Filters, Search
from nuo_tui.cli.records import find_record, plain, write_record
from nuo_tui.cli.session import Session
from nuo_tui.cli.short_lists import SHORT, find_short, list_short, shown_of
from nuo_tui.cli.words import SHOWN, pairs_of, subject_of
from screens.texts import _, amount, label, long_date

Subject = Annotated[
    str,
    typer.Argument(
        metavar="SUBJECT",
        help=N_("clients, employers, placements, coordinations, locations, vacancies, agreements, orders, users or imports."),
    ),
]
Listed = Annotated[
    str,
    typer.Argument(
        metavar="SUBJECT",
        help=N_(
            "clients, employers, placements, coordinations, locations, vacancies, actions, contacts, agreements, orders, "
            "users or imports."
        ),
    ),
]

COLUMNS: Mapping[str, Mapping[str, str]] = {
    "client": {
        "number": N_("Number"),
        "name": N_("Name"),
        "target_group": N_("Group"),
        "municipality": N_("Municipality"),
        "contract_hours": N_("Hours"),
        "consultant": N_("Consultant"),
        "status": N_("Status"),
    },
    "employer": {
        "number": N_("Number"),
        "name": N_("Name"),
        "place": N_("Town"),
        "state": N_("State"),
        "holder": N_("Account holder"),
    },
    "placement": {
        "number": N_("Number"),
        "name": N_("Client"),
        "employer_name": N_("Employer"),
        "location": N_("Location"),
        "form": N_("Form"),
        "start": N_("From"),
        "until": N_("Until"),
        "hours": N_("Hours"),
        "state": N_("State"),
    },
    "coordination": {
        "number": N_("Number"),
        "name": N_("Client"),
        "employer_name": N_("Employer"),
        "form": N_("Form"),
        "start": N_("From"),
        "state": N_("State"),
        "holder": N_("Account holder"),
        "valid_until": N_("Valid until"),
    },
    "location": {
        "number": N_("Number"),
        "name": N_("Name"),
        "kind": N_("Kind"),
        "municipality": N_("Municipality"),
        "capacity": N_("Places"),
    },
    "vacancy": {
        "number": N_("Number"),
        "name": N_("Work"),
        "employer_name": N_("Employer"),
        "places": N_("Places"),
        "taken": N_("Taken"),
        "hours": N_("Hours"),
        "start": N_("From"),
        "until": N_("Until"),
        "state": N_("State"),
    },
    "action": {
        "due_on": N_("Due"),
        "what": N_("What"),
        "name": N_("About"),
        "owner": N_("Who does it"),
        "done_on": N_("Done on"),
    },
    "contact": {
        "day": N_("Day"),
        "kind": N_("How"),
        "name": N_("About"),
        "who": N_("Who"),
        "text": N_("Text"),
    },
    "service-agreement": {
        "number": N_("Number"),
        "name": N_("Municipality"),
        "start": N_("From"),
        "until": N_("Until"),
        "state": N_("State"),
        "products": N_("Products"),
        "budget": N_("€ a year"),
    },
    "service-order": {
        "number": N_("Number"),
        "name": N_("Client"),
        "product": N_("Product"),
        "start": N_("From"),
        "until": N_("Until"),
        "budget": N_("Budget"),
        "ordered_by": N_("Ordered by"),
        "state": N_("State"),
    },
}
"""The fields that a list shows to people, with their headings; ``--json`` has them all."""

_KINDS: Mapping[str, Mapping[str, type[StrEnum]]] = {
    "client": {"target_group": TargetGroup, "status": ClientStatus},
    "employer": {"state": EmployerState},
    "placement": {"form": Form, "state": PlacementState},
    "coordination": {"form": Form, "state": CoordinationState},
    "location": {"kind": LocationKind},
    "vacancy": {"state": VacancyState},
    "contact": {"kind": ContactKind},
    "service-agreement": {"state": AgreementState},
    "service-order": {"product": Form, "state": OrderState},
}
_AMOUNTS = frozenset(("contract_hours", "hours", "minimum_wage_value", "rate", "budget", "spent"))
_DAYS = frozenset(("start", "until", "ended_on", "valid_until", "due_on", "done_on", "day", "closed_on"))


def list_records(
    ctx: typer.Context,
    subject: Listed,
    search: Search = None,
    filters: Filters = None,
    limit: Annotated[int | None, typer.Option(min=0, max=MOST, metavar="K", help=N_("At most this many."))] = None,
    offset: Annotated[int, typer.Option(min=0, max=MOST, metavar="K", help=N_("Leave this many out at the beginning."))] = 0,
    order: Annotated[str, typer.Option(metavar="NAME", help=N_("The order; else the usual one of the list."))] = "",
    reverse: Annotated[bool, typer.Option("--reverse", help=N_("The other way round."))] = False,
    scope: Annotated[str, typer.Option(hidden=True)] = "all",
) -> int:
    """List the records of one subject."""
    session = ctx.ensure_object(Session)
    name = subject_of(subject)
    wanted = pairs_of(filters or (), "--filter", "FIELD=VALUE")
    if name in SHORT:
        return list_short(session, name, search=search, filters=wanted, limit=limit, offset=offset)
    from db.lists.opening import within
    from db.lists.rows import list_rows
    from db.lists.selection import EVERYTHING

    with session.open() as store, store.read() as reader:
        me = session.actor(store).id if scope != "all" else b""
        total, rows = list_rows(
            reader,
            name,
            today=store.today(),
            search=search,
            filters=wanted,
            within=EVERYTHING if scope == "all" else within(name, scope, me, store.today()),
            limit=limit,
            offset=offset,
            order=order,
            downwards=reverse,
        )
    if session.json:
        write_json({"total": total, "rows": [_row_json(row) for row in rows]})
        return 0
    columns = COLUMNS[name]
    table = ([_cell(name, field, row[field]) for field in columns] for row in rows)
    write_table([_(heading) for heading in columns.values()], table)
    write_line(shown_of(len(rows), total))
    return 0


def show(
    ctx: typer.Context,
    subject: Subject,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help=N_("Its number, id, or a name that only one has."))],
) -> int:
    """Show one record with what belongs to it."""
    session = ctx.ensure_object(Session)
    name = subject_of(subject, SHOWN)
    with session.open() as store, store.read() as reader:
        record = find_short(reader, name, number) if name in SHORT else find_record(reader, name, number, store.today())
    if session.json:
        write_json(plain(record))
    else:
        write_record(record, name)
    return 0


def _row_json(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as it is kept, with its key as text, amounts as numbers, and yes or no as such."""
    found = dict(row)
    found["id"] = id_text(found["id"])
    for field in _AMOUNTS & found.keys():
        found[field] = None if found[field] is None else Decimal(found[field])
    for field in ("taken_over", "in_force"):
        if field in found:
            found[field] = bool(found[field])
    return found


def _cell(subject: str, field: str, value: Any) -> str:
    """One kept value as a list shows it."""
    if value is None:
        return ""
    if field in _AMOUNTS:
        return amount(Decimal(value))
    if field in _DAYS:
        return long_date(date.fromisoformat(value))
    kind = _KINDS.get(subject, {}).get(field)
    return label(kind(value)) if kind else str(value)
