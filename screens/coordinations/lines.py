"""The lines about a request: what the account holder needs to decide, the answer, and everything in its file."""

from __future__ import annotations

from collections.abc import Sequence

from db.coordination_file import Condition, CoordinationFile
from db.related import PlacementLine
from models.kinds import CoordinationState
from screens.house.lines import placement_lines
from screens.house.sheet import Line, field, title
from screens.texts import _, amount, label, long_date, plural, short_date

OPEN = (CoordinationState.DRAFT, CoordinationState.REQUESTED)


def deciding_lines(file: CoordinationFile) -> list[Line]:
    """What is needed to decide on a request, and no more: nothing about illness, indication or benefit."""
    lines = [_work_line(file), _what_line(file)]
    lines += [Line(f"'{file.text}'")] if file.text else []
    return [*lines, _now_line(file)]


def _work_line(file: CoordinationFile) -> Line:
    parts = [
        _("Can: {text}", text=file.skills) if file.skills else "",
        _("At work: {text}", text=file.limits) if file.limits else "",
        _("Travel: {text}", text=file.mobility) if file.mobility else "",
    ]
    known = " · ".join(part for part in parts if part)
    return Line(known) if known else Line(_("What the client can do at work is not written down yet."), tone="muted")


def _what_line(file: CoordinationFile) -> Line:
    row = file.row
    parts = [f"{label(row.form)}, {_('from {day}', day=short_date(row.start))}"]
    parts += [_("{n} hours", n=amount(row.hours))] if row.hours is not None else []
    parts += [_("until {day}", day=short_date(row.until))] if row.until else []
    parts += [_("guided by {name}", name=file.consultant)] if file.consultant else []
    return Line(", ".join(parts))


def _now_line(file: CoordinationFile) -> Line:
    """'Hoekstra Logistiek VOF nu: 4 plaatsingen · 1 andere vraag'."""
    others = file.requests_open - (file.row.state == CoordinationState.REQUESTED)
    placed = plural("{n} placement", "{n} placements", file.placements_now)
    asked = plural("{n} other request", "{n} other requests", others)
    return Line(_("{employer} now: {placed} · {asked}", employer=file.row.employer_name, placed=placed, asked=asked))


def answer_lines(file: CoordinationFile) -> list[Line]:
    """The answer, by whom and until when; what is still to be met, and how to go on."""
    row = file.row
    if row.state in OPEN:
        who = file.holder.deciding if file.holder else None
        if who is None:
            return [Line(_("! nobody can decide now: the account holder is gone or was never assigned"), tone="warn")]
        return [Line(_("{name} decides, by {day}", name=who.name, day=row.due_on) if row.due_on else who.name, tone="muted")]
    if row.state == CoordinationState.WITHDRAWN:
        return [Line(_("Taken back. {reason}", reason=file.reason or ""), tone="muted")]
    answer = _answer(file)
    lines = [Line(answer, tone="muted" if row.state != CoordinationState.DECLINED else "block")]
    if row.state in (CoordinationState.APPROVED, CoordinationState.CONDITIONS):
        lines = [Line(answer, tone="good")]
    open_ones = [condition.text for condition in file.conditions if condition.ticked_on is None]
    if open_ones and row.state == CoordinationState.CONDITIONS:
        lines.append(Line(_("! still to be met: {conditions}", conditions=open_ones), tone="warn"))
    return lines


def _answer(file: CoordinationFile) -> str:
    row = file.row
    name = row.decided_by or row.holder or ""
    day = row.decided_on
    match row.state:
        case CoordinationState.DECLINED:
            return _("✖ No, says {name} on {day}: '{reason}'", name=name, day=day, reason=file.reason or "")
        case CoordinationState.USED:
            return _("✓ {name} agreed on {day}; the consent is used", name=name, day=day)
        case CoordinationState.EXPIRED:
            return _("{name} agreed on {day}; the consent ended on {until}", name=name, day=day, until=row.valid_until)
    return _("✓ {name} agreed on {day}, until {until}", name=name, day=day, until=row.valid_until)


def overview_lines(file: CoordinationFile, uses: Sequence[PlacementLine]) -> list[Line]:
    """Everything about a request, with what leads on from it."""
    row = file.row
    return [
        *answer_lines(file),
        *_conditions(file.conditions),
        title(_("Asked")),
        Line(f"{row.client_name} ({row.client})", name=_("client"), subject="client", key=row.client_id),
        Line(f"{row.employer_name} ({row.employer})", name=_("employer"), subject="employer", key=row.employer_id),
        *field(_("form"), label(row.form)),
        *field(_("from"), long_date(row.start)),
        *field(_("until"), long_date(row.until)),
        *field(_("hours"), amount(row.hours)),
        *field(_("asked by"), f"{row.requested_by}, {long_date(row.requested_on)}"),
        *field(_("answer by"), long_date(row.due_on) if row.state in OPEN else None),
        *field(_("why here"), file.text),
        *field(_("account holder"), row.holder),
        *_decision(file),
        Line(),
        title(_("For deciding")),
        *field(_("skills"), file.skills),
        *field(_("limits at work"), file.limits),
        *field(_("mobility"), file.mobility),
        *field(_("guided by"), file.consultant),
        _now_line(file),
        Line(),
        *placement_lines(uses, _("No placement uses this consent yet."), by_client=True),
    ]


def _conditions(conditions: Sequence[Condition]) -> list[Line]:
    lines = []
    for one in conditions:
        if one.ticked_on is None:
            lines.append(Line(f"□ {one.text}", name=_("condition {n}", n=one.position), tone="warn"))
        else:
            done = _("{text} · met, says {name} on {day}", text=one.text, name=one.ticked_by or "", day=one.ticked_on)
            lines.append(Line(f"✓ {done}", name=_("condition {n}", n=one.position), tone="good"))
    return [*lines, Line()] if lines else [Line()]


def _decision(file: CoordinationFile) -> list[Line]:
    row = file.row
    if row.decided_on is None:
        return []
    own = _("own decision, as account holder") if file.own_decision else ""
    how = ", ".join(part for part in (label(file.channel) if file.channel else "", own) if part)
    return [
        Line(),
        title(_("Answer")),
        *field(_("answer"), label(row.state)),
        *field(_("decided by"), f"{row.decided_by}, {long_date(row.decided_on)}"),
        *field(_("how"), how),
        *field(_("recorded by"), file.recorded_by),
        *field(_("valid until"), long_date(row.valid_until)),
        *field(_("places"), str(row.places) if row.places else None),
        *field(_("reason"), file.reason),
    ]
