"""``nuo check``: do the placements that run still keep the rules, or may this proposal be?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.actor import Actor
from models.kinds import PlacementState
from models.messages import N_
from nuo_tui.cli.findings import assessment_json, changes_json, finding_json, write_assessment, write_findings
from nuo_tui.cli.output import write_json, write_line
from nuo_tui.cli.session import Session
from screens.texts import _, count, label, plural, render

if TYPE_CHECKING:
    from db.judgements import Judgement
    from db.store import Store

_NOBODY = Actor(b"", "")
"""For a placement that runs it does not matter who looks."""


def check(
    ctx: typer.Context,
    placement: Annotated[
        str | None, typer.Argument(metavar="[PLACEMENT]", help=N_("Its number or id; else all that are active."))
    ] = None,
) -> int:
    """Judge one placement, or all active ones; a proposal as if who proposed it placed it now, unless a user is named."""
    session = ctx.ensure_object(Session)
    with session.open() as store:
        return _check_active(session, store) if placement is None else _check_one(session, store, placement)


def _check_active(session: Session, store: Store) -> int:
    from db.placements import check_active

    report = check_active(store)
    if session.json:
        broken = [{"placement": number, "findings": [finding_json(f) for f in found.blocks]} for number, found in report.broken]
        write_json({"checked": report.checked, "taken_over": report.taken_over, "broken": broken})
        return 1 if broken else 0
    for number, assessment in report.broken:
        write_line(number)
        write_findings(assessment.blocks)
    write_line(
        plural(
            "{n} active placement checked, {taken} of them taken over.",
            "{n} active placements checked, {taken} of them taken over.",
            report.checked,
            taken=count(report.taken_over),
        )
    )
    write_line(
        plural("{n} breaks a rule.", "{n} break a rule.", len(report.broken)) if report.broken else _("All keep the rules.")
    )
    return 1 if report.broken else 0


def _check_one(session: Session, store: Store, text: str) -> int:
    from db.judgements import judgements
    from db.placements import check_one, placement_file
    from db.refs import resolve

    with store.read() as reader:
        file = placement_file(reader, resolve(reader, "placement", text).id, store.today())
        judged = judgements(reader, file.id) if session.json else []
    proposed = file.state in (PlacementState.PROPOSED, PlacementState.PROVISIONAL)
    found = check_one(store, session.actor(store, instead=file.proposed_by) if proposed else _NOBODY, file.id)
    if session.json:
        kept = [_judgement_json(one) for one in judged]
        write_json(assessment_json(found.number, found.state.value, found.assessment) | {"kept": kept})
    else:
        write_line(f"{found.number} · {label(found.state)} · {file.client_name}")
        write_assessment(found.assessment)
    return 1 if found.assessment.blocked else 0


def _judgement_json(one: Judgement) -> dict[str, Any]:
    """What the rules said once, with what changed then."""
    return {
        "at": one.at.isoformat(),
        "who": one.who,
        "act": render(one.action),
        "changed": changes_json(one.changes),
        "reasons": one.reasons,
        "findings": [finding_json(finding) for finding in one.assessment.findings],
    }
