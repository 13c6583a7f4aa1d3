"""``nuo check``: do the placements that run still keep the rules, or may this proposal be?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.actor import Actor
from models.kinds import PlacementState
from models.messages import N_
from models.today import Remedy, TodayLine
from nuo_tui.cli.findings import assessment_json, changes_json, finding_json, write_assessment, write_findings
from nuo_tui.cli.output import write_json, write_line
from nuo_tui.cli.session import Session
from nuo_tui.cli.words import optional_day
from screens.texts import _, count, label, long_date, plural, render

if TYPE_CHECKING:
    from datetime import date

    from db.judgements import Judgement
    from db.store import Store

_REMEDIES = {
    Remedy.RESUME: N_("open the proposal, and solve it there"),
    Remedy.CHANGE_FALLBACK: N_("choose another fallback place: nuo change-placement --fallback"),
    Remedy.RENEW: N_("ask for renewal of the indication"),
}
_NOBODY = Actor(b"", "")
"""For a placement that runs it does not matter who looks."""


def check(
    ctx: typer.Context,
    placement: Annotated[
        str | None, typer.Argument(metavar="[PLACEMENT]", help=N_("Its number or id; else all that are active."))
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help=N_("Tell what broke since this day; else since the last working day."))
    ] = None,
) -> int:
    """Judge one placement, or all active ones; a proposal as if who proposed it placed it now, unless a user is named."""
    begin = optional_day(since, "--since")
    session = ctx.ensure_object(Session)
    with session.open() as store:
        return _check_active(session, store, begin) if placement is None else _check_one(session, store, placement)


def _check_active(session: Session, store: Store, since: date | None) -> int:
    from db.logbook import called
    from db.placements import check_active
    from db.today_broke import broke_anywhere

    report = check_active(store)
    with store.read() as reader:
        broke = [(line, called(reader, line.subject, line.key)) for line in broke_anywhere(reader, store.today(), since)]
    if session.json:
        broken = [{"placement": number, "findings": [finding_json(f) for f in found.blocks]} for number, found in report.broken]
        write_json(
            {
                "checked": report.checked,
                "taken_over": report.taken_over,
                "broken": broken,
                "broke": [_broke_json(*one) for one in broke],
            }
        )
        return 1 if broken else 0
    for number, assessment in report.broken:
        write_line(number)
        write_findings(assessment.blocks)
    if broke:
        write_line(_("New since {day}:", day=since) if since else _("New since the last working day:"))
        for line, number in broke:
            write_line(f"  {long_date(line.day)}  {render(line.sentence)} ({number}) → {_solved_by(line)}")
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


def _broke_json(line: TodayLine, number: str) -> dict[str, Any]:
    """One thing that broke: what, since when, of which record, and what solves it."""
    return {
        "what": line.why.value,
        "day": line.day,
        "subject": line.subject,
        "record": number,
        "sentence": render(line.sentence),
        "remedy": _solved_by(line),
    }


def _solved_by(line: TodayLine) -> str:
    if line.what is not None:
        return render(line.what)
    return _(_REMEDIES[line.remedy]) if line.remedy in _REMEDIES else ""


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
