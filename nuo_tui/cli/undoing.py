"""``nuo undo`` and ``nuo redo``: one's own last acts, taken back and done again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.errors import BadInput
from models.messages import N_, Message
from nuo_tui.cli.output import write_json, write_line, write_table
from nuo_tui.cli.parameters import MOST
from nuo_tui.cli.session import Session
from screens.texts import _, moment, render, visible

if TYPE_CHECKING:
    from db.store import Store
    from db.undoing.own_acts import Done, OwnAct
    from models.actor import Actor

TOLD = 20
"""How many lines tell what was undone; the journal has them all."""
Number = Annotated[
    int | None,
    typer.Argument(min=1, max=MOST, metavar="N", help=N_("The act's number in the list; else the last one.")),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help=N_("Only say what would happen; nothing is stored."))]


def undo(
    ctx: typer.Context,
    number: Number = None,
    list_acts: Annotated[bool, typer.Option("--list", help=N_("List your last acts, with what was undone."))] = False,
    limit: Annotated[int, typer.Option("--limit", metavar="K", min=1, help=N_("At most this many lines."))] = 20,
    dry_run: DryRun = False,
) -> int:
    """Take back one of one's own acts, or list them."""
    from db.undoing.own_acts import undo as take_back

    return _list(ctx, limit) if list_acts else _turn(ctx, number, take_back, stands=True, dry_run=dry_run)


def redo(ctx: typer.Context, number: Number = None, dry_run: DryRun = False) -> int:
    """Do again what was undone."""
    from db.undoing.own_acts import redo as do_again

    return _turn(ctx, number, do_again, stands=False, dry_run=dry_run)


def _turn(
    ctx: typer.Context, number: int | None, turn: Callable[[Store, Actor, int], Done], *, stands: bool, dry_run: bool
) -> int:
    from db.undoing.own_acts import must_be, must_stand_free, newest, outlook
    from screens.undoing.words import act_name, turned_lines

    session = ctx.ensure_object(Session)
    with session.open() as store:
        actor = session.actor(store)
        with store.read() as reader:
            if number is None:
                last = newest(reader, actor, stands=stands)
                if last is None:
                    raise BadInput(_nothing(stands=stands), Message(N_("'nuo undo --list' shows your last acts.")))
                number = last.number
            look = outlook(reader, actor, number)
        must_be(look.act, stands=stands)
        if dry_run:
            must_stand_free(look.act, list(look.obstacles))
        else:
            turn(store, actor, number)
    if session.json:
        act = {name: value for name, value in _act_json(look.act).items() if name != "undone_at"}
        write_json({**act, "undone": stands, "dry_run": dry_run})
        return 0
    name = act_name(look.act)
    if not dry_run:
        write_line(_("Undone: {what}.", what=name) if stands else _("Done again: {what}.", what=name))
    for line in turned_lines(look, TOLD):
        write_line(f"  {line}")
    if dry_run:
        write_line(_("This was a rehearsal: nothing was stored."))
    return 0


def _nothing(*, stands: bool) -> Message:
    return Message(N_("There is nothing of yours to undo.")) if stands else Message(N_("There is nothing undone of yours."))


def _list(ctx: typer.Context, limit: int) -> int:
    from db.undoing.own_acts import undoable

    session = ctx.ensure_object(Session)
    with session.open() as store, store.read() as reader:
        acts = undoable(reader, session.actor(store), limit)
    if session.json:
        write_json({"total": len(acts), "rows": [_act_json(act) for act in acts]})
    elif acts:
        headings = (_("N"), _("When"), _("What"), _("Record"), _("Changes"), _("Undone"))
        write_table(headings, [_act_line(act) for act in acts])
    else:
        write_line(_("There is nothing of yours to undo."))
    return 0


def _act_line(act: OwnAct) -> list[str]:
    undone = "" if act.undone_at is None else moment(act.undone_at)
    return [str(act.number), moment(act.at), render(act.action), visible(act.record), str(act.changes), undone]


def _act_json(act: OwnAct) -> dict[str, Any]:
    undone = act.undone_at.isoformat() if act.undone_at else None
    return {
        "act": act.number,
        "at": act.at.isoformat(),
        "action": render(act.action),
        "record": act.record,
        "changes": act.changes,
        "reason": act.reason,
        "undone": not act.stands,
        "undone_at": undone,
    }
