"""The lines about a vacancy: in the file of its employer, in the preview of the list, and in its own file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from db.vacancies import VacancyFile, VacancyLine
from models.kinds import VacancyState
from screens.house.sheet import Line, field, title
from screens.texts import _, amount, label, long_date, short_date


def vacancy_title(file: VacancyFile) -> str:
    """'Inpakker (VA00001) · Vegt Logistiek · Open'."""
    return " · ".join((f"{file.title} ({file.number})", file.employer_name, label(file.state)))


def vacancy_lines(vacancies: Sequence[VacancyLine], none: str) -> list[Line]:
    """A heading and a line a vacancy, for the file of an employer."""
    lines = [title(_("Vacancies"))]
    for one in vacancies:
        period = _between(one.start, one.until) or _("at once")
        room = _("{free} of {n} places free", free=max(0, one.places - one.taken), n=one.places)
        hours = f"{amount(one.hours)} {_('h')}" if one.hours is not None else ""
        forms = ", ".join(label(form, short=True) for form in one.forms)
        closed = label(one.state) if one.state is VacancyState.CLOSED else room
        text = " · ".join(part for part in (one.title, forms, hours, closed) if part)
        tone = "" if one.state is VacancyState.OPEN else "muted"
        lines.append(Line(text, name=period, tone=tone, subject="vacancy", key=one.id))
    return lines if vacancies else [*lines, Line(none, tone="muted")]


def vacancy_now(file: VacancyFile, today: date) -> list[Line]:
    """What matters before somebody is proposed: whether it is open, and how many places are left."""
    if file.closed_on is not None:
        return [Line(_("closed since {day}", day=file.closed_on), tone="muted")]
    lines = []
    if file.until is not None and file.until < today:
        lines.append(Line(_("! The work ended on {day}: close it, or change the period.", day=file.until), tone="warn"))
    if file.taken > file.places:
        lines.append(Line(_("! more people than its {n} places", n=file.places), tone="block"))
    else:
        tone = "good" if file.free else "warn"
        lines.append(Line(_("{free} of {n} places free", free=file.free, n=file.places), tone=tone))
    return lines


def preview_lines(file: VacancyFile, today: date) -> list[Line]:
    """The few lines that help to choose."""
    asked = " · ".join(part for part in (file.skills, _not_with(file), _wage_value(file)) if part)
    offered = " · ".join(part for part in (_between(file.start, file.until), _hours(file), _forms(file)) if part)
    lines = [title(vacancy_title(file)), *vacancy_now(file, today), Line(offered), Line(asked)]
    return [line for line in lines if line.text]


def overview_lines(file: VacancyFile, today: date) -> list[Line]:
    """Everything about a vacancy but who works there."""
    employer = f"{file.employer_name} ({file.employer_number})"
    return [
        *vacancy_now(file, today),
        Line(),
        Line(employer, name=_("employer"), subject="employer", key=file.employer_id),
        *field(_("places"), str(file.places)),
        *field(_("hours"), _hours(file)),
        *field(_("from"), long_date(file.start) or _("at once")),
        *field(_("until"), long_date(file.until) or _("no end agreed")),
        *field(_("forms"), _forms(file)),
        Line(),
        title(_("What it asks")),
        *field(_("skills asked"), file.skills),
        *field(_("does not go with"), file.limits),
        *field(_("minimum wage value"), _wage_value(file)),
        *field(_("remarks"), file.remarks),
        *field(_("closed on"), long_date(file.closed_on)),
    ]


def _between(start: date | None, until: date | None) -> str:
    if start is None and until is None:
        return ""
    return f"{short_date(start) or '…'} – {short_date(until) or '…'}"


def _hours(file: VacancyFile) -> str:
    return _("{n} hours a week", n=amount(file.hours)) if file.hours is not None else _("hours to be agreed")


def _forms(file: VacancyFile) -> str:
    return ", ".join(label(form) for form in file.forms) or _("any form")


def _not_with(file: VacancyFile) -> str:
    return _("not with: {limits}", limits=file.limits) if file.limits else ""


def _wage_value(file: VacancyFile) -> str:
    return f"{amount(file.minimum_wage_value)} %" if file.minimum_wage_value is not None else ""
