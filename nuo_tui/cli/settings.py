"""``nuo settings``: the figures that the organisation sets, each from a day on."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.figures import FIGURES, LISTS, listed
from models.messages import N_
from nuo_tui.cli.inputs import checked
from nuo_tui.cli.output import write_json, write_line, write_table
from nuo_tui.cli.session import Session
from screens.settings.words import from_to_confirm, value_text
from screens.texts import _, long_date

if TYPE_CHECKING:
    from db.settings import SettingRow


def list_settings(
    ctx: typer.Context,
    key: Annotated[str | None, typer.Argument(metavar="[KEY]", help=N_("Only this setting."))] = None,
    everything: Annotated[bool, typer.Option("--all", help=N_("Also what held before and what is still to begin."))] = False,
) -> int:
    """Every setting with the value of today, from when, and what it rests on."""
    from db.settings import list_settings as rows_of
    from db.settings import must_be_a_setting

    session = ctx.ensure_object(Session)
    wanted = None if key is None else must_be_a_setting(key)
    with session.open() as store, store.read() as reader:
        rows = rows_of(reader, store.today(), wanted)
    shown = rows if everything or wanted else [row for row in rows if row.in_force]
    if session.json:
        write_json({"total": len(shown), "rows": [setting_json(row) for row in shown]})
        return 0
    write_table(
        [_("Setting"), _("Value"), _("From"), _("Rests on"), _("What it is")],
        (
            [
                row.key,
                value_text(row.key, row.value),
                long_date(row.valid_from),
                from_to_confirm(row.source, row.to_confirm),
                _(FIGURES[row.key].what) if row.key in FIGURES else "",
            ]
            for row in shown
        ),
    )
    return 0


def set_setting(
    ctx: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", help=N_("Which setting; 'nuo settings list' shows them."))],
    value: Annotated[str, typer.Argument(metavar="VALUE", help=N_("The new value."))],
    start: Annotated[str, typer.Option("--from", metavar="DATE", help=N_("The first day on which it holds."))],
    source: Annotated[str, typer.Option("--source", metavar="TEXT", help=N_("The law or decision that it rests on."))],
    to_confirm: Annotated[bool, typer.Option("--to-confirm", help=N_("It is still to be confirmed; it is shown so."))] = False,
) -> int:
    """Let a setting have a value from a day on; what held before stays."""
    from db.settings import must_be_a_setting
    from db.settings import set_setting as set_value
    from models.setting import SettingInput

    session = ctx.ensure_object(Session)
    typed: dict[str, Any] = {"value": value, "valid_from": start, "source": source, "to_confirm": to_confirm}
    data = checked(SettingInput, {"key": must_be_a_setting(key), **typed})
    with session.open() as store:
        done = set_value(store, session.actor(store), data)
    row = done.row
    if session.json:
        write_json(setting_json(row) | {"corrected": done.before and _plain(row.key, done.before)})
        return 0
    shown = value_text(row.key, row.value)
    write_line(_("{key} is {value} from {day}.", key=row.key, value=shown, day=row.valid_from))
    if done.before is not None and done.before != row.value:
        before = value_text(row.key, done.before)
        write_line(_("It stood as {value} from that same day; the journal keeps that.", value=before))
    return 0


def setting_json(row: SettingRow) -> dict[str, Any]:
    """One value of a setting, with the contract's keys."""
    return {
        "id": row.id,
        "key": row.key,
        "value": _plain(row.key, row.value),
        "from": row.valid_from,
        "source": row.source,
        "to_confirm": row.to_confirm,
        "in_force": row.in_force,
    }


def _plain(key: str, value: str) -> Decimal | list[str]:
    """A figure as a number, a list as a list of its words."""
    choices = LISTS.get(FIGURES[key].kind) if key in FIGURES else None
    return Decimal(value) if choices is None else [choice.value for choice in listed(choices, value)]
