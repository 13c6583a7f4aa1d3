"""``nuo wagevalues``: recording measurements, and what a wage value means for rate and wage-cost subsidy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.fields import OptionalHours, OptionalPercentage, Percentage, validated
from models.messages import N_
from nuo_tui.cli.inputs import checked
from nuo_tui.cli.output import write_json, write_line, write_table
from nuo_tui.cli.parameters import MOST, Client
from nuo_tui.cli.session import Session
from nuo_tui.cli.short_lists import shown_of
from nuo_tui.cli.words import day_of
from screens.settings.words import from_to_confirm, value_text
from screens.texts import _, amount, long_date, money, render

if TYPE_CHECKING:
    from db.wage_values import WageValueLine, WageValueRow
    from models.worth import Worth

Percent = Annotated[str, typer.Option("--percentage", metavar="P", help=N_("The wage value, 0 to 100."))]
OptionalClient = Annotated[
    str | None, typer.Option("--client", metavar="CLIENT", help=N_("The client: number, id, or a name that only one has."))
]


def compute(
    ctx: typer.Context,
    percentage: Percent,
    on: Annotated[str, typer.Option("--on", metavar="DATE", help=N_("With the figures of this day."))],
    hours: Annotated[
        str | None, typer.Option("--hours", metavar="H", help=N_("Hours a week; needed for the subsidy per month."))
    ] = None,
    costs: Annotated[
        str | None, typer.Option("--costs", metavar="P", help=N_("Employer's costs in per cent, instead of both settings."))
    ] = None,
    age: Annotated[
        int | None, typer.Option("--age", min=0, max=150, metavar="N", help=N_("Age in years; else 21 or older."))
    ] = None,
) -> int:
    """What a wage value means: the rate of an individual secondment, and the wage-cost subsidy per hour and per month."""
    from db.wage_values import worth_on

    asked = _asked(percentage=percentage, hours=hours, costs=costs)
    day = day_of(on, "--on")
    session = ctx.ensure_object(Session)
    with session.open() as store, store.read() as reader:
        found = worth_on(reader, asked["percentage"], day, hours=asked["hours"], age=age, costs=asked["costs"])
    if session.json:
        write_json(worth_json(found))
    else:
        _write_worth(found)
    return 0


def add(
    ctx: typer.Context,
    client: Client,
    percentage: Percent,
    measured_on: Annotated[str, typer.Option("--measured-on", metavar="DATE", help=N_("The day of the measurement."))],
    by: Annotated[str | None, typer.Option("--by", metavar="TEXT", help=N_("Who measured."))] = None,
    valid_until: Annotated[
        str | None,
        typer.Option("--valid-until", metavar="DATE", help=N_("The agreed day for measuring again; else as the setting says.")),
    ] = None,
    placement: Annotated[
        str | None, typer.Option("--placement", metavar="N", help=N_("The placement at which it was measured."))
    ] = None,
) -> int:
    """Record a measurement of a client's wage value."""
    from db.refs import resolve
    from db.wage_values import add_wage_value, wage_value, worth_on
    from models.wage_value import WageValueInput

    session = ctx.ensure_object(Session)
    with session.open() as store:
        actor = session.actor(store)
        with store.read() as reader:
            who = resolve(reader, "client", client)
            where = resolve(reader, "placement", placement).id if placement else None
        typed = {"percentage": percentage, "measured_on": measured_on, "measured_by": by, "valid_until": valid_until}
        data = checked(WageValueInput, typed | {"placement_id": where})
        key = add_wage_value(store, actor, who.id, data)
        with store.read() as reader:
            row = wage_value(reader, key)
            found = worth_on(reader, row.percentage, store.today())
    if session.json:
        write_json({"client": who.number, **_row_json(row), "rate": found.rate, "subsidy_hour": found.subsidy_hour})
        return 0
    sentence = N_("Recorded for {client}: a wage value of {percentage} %, measured on {day}, to be measured again on {until}.")
    write_line(_(sentence, client=who.number, percentage=row.percentage, day=row.measured_on, until=row.valid_until))
    return 0


def list_wage_values(
    ctx: typer.Context,
    client: OptionalClient = None,
    limit: Annotated[int, typer.Option(min=0, max=MOST, metavar="K", help=N_("At most this many."))] = 50,
    offset: Annotated[int, typer.Option(min=0, max=MOST, metavar="K", help=N_("Leave this many out at the beginning."))] = 0,
) -> int:
    """Measurements, of all clients or of one, the newest first."""
    from db.refs import resolve
    from db.wage_values import list_wage_values as rows_of

    session = ctx.ensure_object(Session)
    with session.open() as store, store.read() as reader:
        who = resolve(reader, "client", client).id if client else None
        total, lines = rows_of(reader, who, limit=limit, offset=offset)
    if session.json:
        write_json({"total": total, "rows": [_line_json(line) for line in lines]})
        return 0
    headings = [_("Client"), _("Name"), _("Wage value"), _("Measured on"), _("By"), _("Placement"), _("Again on")]
    write_table(headings, ([line.client, line.name, *_cells(line.row)] for line in lines), right=(2,))
    write_line(shown_of(len(lines), total))
    return 0


def _asked(**typed: str | None) -> dict[str, Any]:
    from pydantic import BaseModel

    class Asked(BaseModel):
        percentage: Percentage
        hours: OptionalHours = None
        costs: OptionalPercentage = None

    return validated(Asked, {name: text for name, text in typed.items() if text is not None}).__dict__


def worth_json(found: Worth) -> dict[str, Any]:
    """What a wage value is worth, with the contract's keys; ``notes`` say why an amount is null."""
    return {
        "rate": found.rate,
        "subsidy_hour": found.subsidy_hour,
        "subsidy_month": found.subsidy_month,
        "settings": [
            {"key": s.key, "value": s.value, "from": s.valid_from, "source": s.source, "to_confirm": s.to_confirm}
            for s in found.used.values()
        ],
        "notes": [render(sentence) for sentence in found.missing],
    }


def _write_worth(found: Worth) -> None:
    unknown = _("not known")
    write_line(f"{_('Rate of an individual secondment, an hour')}: {money(found.rate) or unknown}")
    hour = "" if found.subsidy_hour is None else f"€ {amount(found.subsidy_hour)}"
    write_line(f"{_('Wage-cost subsidy, an hour')}: {hour or unknown}")
    write_line(f"{_('Wage-cost subsidy, a month')}: {money(found.subsidy_month) or unknown}")
    for sentence in found.missing:
        write_line(f"! {render(sentence)}")
    write_line()
    write_table(
        [_("Setting"), _("Value"), _("From"), _("Rests on")],
        (
            [s.key, value_text(s.key, str(s.value)), long_date(s.valid_from), from_to_confirm(s.source, s.to_confirm)]
            for s in found.used.values()
        ),
    )


def _row_json(row: WageValueRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "percentage": row.percentage,
        "measured_on": row.measured_on,
        "measured_by": row.measured_by,
        "placement": row.placement,
        "valid_until": row.valid_until,
    }


def _line_json(line: WageValueLine) -> dict[str, Any]:
    return {"client": line.client, "name": line.name, **_row_json(line.row)}


def _cells(row: WageValueRow) -> list[str]:
    days = long_date(row.measured_on), long_date(row.valid_until)
    return [f"{amount(row.percentage)} %", days[0], row.measured_by or "", row.placement or "", days[1]]
