"""The lines about a placement: what matters now, everything in its file, and the checks as they stood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from db.checks import CheckedPlacement
from db.judgements import Judgement
from db.placement_file import PlacementFile
from models.coordination.findings import Assessment, Finding
from models.kinds import Outcome, PlacementState
from screens.house.sheet import Line, field, title
from screens.placements.changes import field_name, shown
from screens.proposal.finding_content import MARKS, rule_title
from screens.texts import _, amount, label, long_date, money, render

TONES = {Outcome.BLOCK: "block", Outcome.WARN: "warn", Outcome.PASS: "", Outcome.NOT_APPLICABLE: "muted"}


def preview_lines(file: PlacementFile) -> list[Line]:
    """What helps to choose a placement in a list."""
    lines = [
        title(_("{client} at {place}", client=file.client_name, place=file.where)),
        state_line(file),
        Line(" · ".join(part for part in (label(file.form), _hours(file), _rate(file)) if part)),
        Line(" · ".join(part for part in (_consent(file), _guide(file)) if part)),
        *contest_lines(file),
        found_line(file),
    ]
    return [line for line in lines if line.text]


def state_line(file: PlacementFile) -> Line:
    """Where it stands, since when and until when."""
    if file.overdue:
        return Line(_("! Its last day was {day}: end it, or agree on a new end.", day=file.until), tone="warn")
    match file.state:
        case PlacementState.ACTIVE | PlacementState.PROVISIONAL:
            since = _("{state}, from {day}", state=label(file.state), day=file.start)
            return Line(f"{since} {_('until {day}', day=file.until)}" if file.until else since, tone="good")
        case PlacementState.PROPOSED:
            by = file.proposed_by or ""
            return Line(_("Proposed by {name}, from {day}. Press e to go on.", name=by, day=file.start), tone="warn")
        case PlacementState.REFUSED:
            return Line(_("Called off: {reason}", reason=file.end_reason or ""), tone="muted")
    ended = _("{state}, last day {day}", state=label(file.state), day=file.ended_on or file.until)
    return Line(f"{ended}: {file.end_reason}" if file.end_reason else ended, tone="muted")


def contest_lines(file: PlacementFile) -> list[Line]:
    """That the account holder denies what the placement rests on: said wherever the placement is shown."""
    if file.contest is None:
        return []
    about = {"name": file.contest.by, "number": file.consent_number or "", "day": file.contest.on, "why": file.contest.because}
    return [Line(_("✖ {name} contests consent {number} since {day}: '{why}'", **about), tone="block")]


def _hours(file: PlacementFile) -> str:
    return _("{n} hours a week", n=amount(file.hours)) if file.hours is not None else _("hours not known")


def _rate(file: PlacementFile) -> str:
    return _("{amount} an hour", amount=money(file.rate)) if file.rate is not None else ""


def _consent(file: PlacementFile) -> str:
    if file.taken_over and file.assessment is None:
        return _("taken over from the old administration")
    return _("consent {number}", number=file.consent_number) if file.consent_number else ""


def _guide(file: PlacementFile) -> str:
    return _("guided by {name}", name=file.supervisor) if file.supervisor else ""


def found_line(file: PlacementFile) -> Line:
    """What the checks said when they were kept, in one line."""
    kept = file.assessment
    if kept is None:
        return Line()
    if kept.blocked:
        titles = ", ".join(rule_title(f.rule) for f in kept.blocks)
        return Line(_("✖ held up by: {rules}", rules=titles), tone="block")
    if kept.warnings:
        titles = ", ".join(rule_title(f.rule) for f in kept.warnings)
        return Line(_("! placed with a reason for: {rules}", rules=titles), tone="warn")
    return Line(_("✓ all checks were good on {day}", day=kept.today), tone="good")


def overview_lines(file: PlacementFile, consent: bytes | None, latest: Sequence[Line]) -> list[Line]:
    """Everything about a placement, with what leads on from it; ``latest`` are the lines of its timeline."""
    employer, location = file.employer_name, file.location_name
    return [
        state_line(file),
        *contest_lines(file),
        *latest,
        Line(),
        Line(f"{file.client_name} ({file.client_number})", name=_("client"), subject="client", key=file.client_id),
        *_leading(_("employer"), employer, file.employer_number, "employer", file.employer_id),
        *_leading(_("location"), location, file.location_number, "location", file.location_id),
        *_leading(_("vacancy"), file.vacancy_title, file.vacancy_number, "vacancy", file.vacancy_id),
        *field(_("form"), label(file.form)),
        *field(_("from"), long_date(file.start)),
        *field(_("until"), long_date(file.until) or _("no end agreed")),
        *field(_("hours"), _hours(file)),
        *field(_("workplace"), file.workplace),
        *field(_("guided by"), file.supervisor),
        *field(_("rate"), _rate(file)),
        *_leading(_("fallback place"), file.fallback_name, None, "location", file.fallback_id),
        *field(_("remarks"), file.remarks),
        Line(),
        *_leading(_("consent"), file.consent_number, None, "coordination", consent),
        *field(_("proposed by"), file.proposed_by),
        *field(_("placed by"), f"{file.activated_by}, {long_date(file.activated_on)}" if file.activated_by else None),
        *field(_("consultant now"), file.consultant),
        *field(_("origin"), _("taken over from the old administration") if file.taken_over else None),
        *field(_("last day"), long_date(file.ended_on)),
        *field(_("reason"), file.end_reason),
    ]


def _leading(name: str, text: str | None, number: str | None, subject: str, key: bytes | None) -> list[Line]:
    if not text or key is None:
        return []
    return [Line(f"{text} ({number})" if number else text, name=name, subject=subject, key=key)]


def check_lines(file: PlacementFile, today: CheckedPlacement, judged: Sequence[Judgement]) -> list[Line]:
    """What the rules say today, and what they said when it was placed and each time that it changed, the newest first."""
    lines: list[Line] = []
    if file.state == PlacementState.ACTIVE:
        lines += [title(_("Today")), *_pressing(today.assessment, {}), Line()]
    elif file.state == PlacementState.PROPOSED:
        lines += [title(_("If it were placed now")), *_pressing(today.assessment, file.reasons), Line()]
    if file.assessment is None:
        return [*lines, Line(_("It came from the old administration: no checks were kept with it."), tone="muted")]
    for judgement in judged:
        lines += [*_judgement_lines(judgement), Line()]
    return lines[:-1]


def _judgement_lines(judgement: Judgement) -> list[Line]:
    kept = judgement.assessment
    heading = _("As it stood on {day} (rules of {version})", day=kept.today, version=kept.rule_set)
    by = Line(f"{render(judgement.action)} · {judgement.who or _('the program')}", tone="muted")
    changes = [Line(f"{shown(c.field, c.old)} → {shown(c.field, c.new)}", name=field_name(c)) for c in judgement.changes]
    return [title(heading), by, *changes, *(line for f in kept.findings for line in _finding_lines(f, judgement.reasons))]


def _pressing(assessment: Assessment, reasons: Mapping[str, str]) -> list[Line]:
    pressing = [*assessment.blocks, *assessment.warnings]
    if not pressing:
        return [Line(_("✓ All is well."), tone="good")]
    return [line for f in pressing for line in _finding_lines(f, reasons)]


def _finding_lines(finding: Finding, reasons: Mapping[str, str]) -> list[Line]:
    text = f"{MARKS[finding.outcome]} {render(finding.sentence)}"
    lines = [Line(text, name=rule_title(finding.rule), tone=TONES[finding.outcome])]
    if reason := reasons.get(finding.rule):
        lines.append(Line(_("reason: {reason}", reason=reason), name=" ", tone="good"))
    return lines
