"""``nuo override``: set the block of a rule on a kept proposal aside."""

from __future__ import annotations

from typing import Annotated

import typer

from models.messages import N_
from nuo_tui.cli.findings import assessment_json, write_assessment
from nuo_tui.cli.output import write_json, write_line
from nuo_tui.cli.session import Session
from screens.texts import _


def override(
    ctx: typer.Context,
    placement: Annotated[str, typer.Argument(metavar="PLACEMENT", help=N_("The proposal's number or id."))],
    rule: Annotated[str, typer.Argument(metavar="RULE", help=N_("Whose block is set aside, for instance C9."))],
    because: Annotated[str, typer.Option(metavar="TEXT", help=N_("Why it may be all the same."))],
) -> int:
    """Set a block aside; the proposal is then judged anew, and anybody who may place can place it."""
    from db.overrides import override as set_aside
    from db.placements import placement_file
    from db.refs import resolve
    from models.placement_override import OverrideInput
    from nuo_tui.cli.inputs import checked

    session = ctx.ensure_object(Session)
    data = checked(OverrideInput, {"reason": because})
    with session.open() as store:
        actor = session.actor(store)
        with store.read() as reader:
            file = placement_file(reader, resolve(reader, "placement", placement).id, store.today())
        done = set_aside(store, actor, file.id, file.version, rule.strip().upper(), data)
    if session.json:
        write_json(assessment_json(done.number, file.state.value, done.assessment) | {"rule": done.rule, "role": done.role})
        return 0
    write_line(_("{rule} of {number} is set aside.", rule=done.rule, number=done.number))
    write_assessment(done.assessment)
    return 0
