"""A client in lines: title, what matters now, overview and indications."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from models.kinds import PlacementState
from models.values import age_on
from screens.clients.absence_lines import absence_lines, away_lines
from screens.house.lines import at_work_line
from screens.house.sheet import Line, field, title
from screens.texts import _, amount, label, long_date, partial_date

if TYPE_CHECKING:
    from db.clients import ClientFile


def client_title(file: ClientFile, today: date) -> str:
    """'Yinthe van der Arent (C00002) · 39 jaar · Wierden · Wsw'."""
    age = age_on(file.birth_date, today)
    parts = [
        f"{file.name} ({file.number})",
        _("{n} years", n=age) if age is not None else "",
        file.municipality,
        label(file.target_group),
        _("merged into {number}", number=file.merged_into) if file.merged_into else "",
        _("also {numbers}", numbers=", ".join(file.merged)) if file.merged else "",
    ]
    return " · ".join(part for part in parts if part)


def client_now(file: ClientFile, today: date) -> list[Line]:
    """What matters now: work, hours, indication, status."""
    running = [p for p in file.placements if p.state == PlacementState.ACTIVE]
    lines = [at_work_line(p) for p in running] or [Line(_("Without work now."), tone="warn")]
    hours = _("contract {n} hours", n=file.contract_hours) if file.contract_hours is not None else _("contract hours not known")
    lines.append(Line(" · ".join([label(file.status), hours, file.consultant or _("no consultant")])))
    lines += away_lines(file, today)
    lines += indication_lines(file, today, most=1)
    return lines


def client_overview(file: ClientFile, today: date, bsn: str, latest: list[Line]) -> list[Line]:
    """Everything about the client but indications and placements; ``latest`` are the lines of its timeline."""
    street = " ".join(part for part in (file.street, file.house_number) if part)
    town = " ".join(part for part in (file.postcode, file.place) if part)
    employer = file.formal_employer or file.formal_employer_text
    return [
        *client_now(file, today),
        *latest,
        Line(),
        title(_("Person")),
        *field(_("given names"), file.given_names),
        *field(_("initials"), file.initials),
        *field(_("birth date"), partial_date(file.birth_date)),
        *field(_("BSN"), bsn if file.bsn else None),
        *field(_("address"), ", ".join(part for part in (street, town) if part)),
        *field(_("phone"), file.phone),
        *field(_("e-mail"), file.email),
        Line(),
        title(_("Work")),
        *field(_("target group"), label(file.target_group)),
        *field(_("directed by"), file.municipality),
        *field(_("consultant"), file.consultant),
        *field(_("formal employer"), employer),
        *field(_("HR administrator"), label(file.hr_administrator) if file.hr_administrator else None),
        *field(_("contract hours"), amount(file.contract_hours)),
        *field(_("contract until"), long_date(file.contract_until)),
        *field(_("step"), str(file.ladder_step) if file.ladder_step else None),
        *field(_("skills"), file.skills),
        *field(_("limits"), file.limits),
        *field(_("mobility"), file.mobility),
        *field(_("kilometres to work"), str(file.travel_km) if file.travel_km else None),
        *absence_lines(file, today),
        *field(_("remarks"), file.remarks),
    ]


def indication_lines(file: ClientFile, today: date, most: int | None = None) -> list[Line]:
    """The indications, newest first, with what is due."""
    lines = []
    for one in file.indications[:most]:
        until = _("until {day}", day=one.valid_until) if one.valid_until else _("no end known")
        advice = {True: _("advice supported employment: yes"), False: _("advice supported employment: no"), None: ""}[
            one.advice_supported
        ]
        text = " · ".join(part for part in (label(one.kind), one.category or "", until, advice) if part)
        tone = ""
        if one.valid_until and one.valid_until < today:
            text, tone = f"! {text} · {_('over')}", "block"
        elif one.renewal_due and one.renewal_due <= today:
            text, tone = f"! {text} · {_('renewal is due since {day}', day=one.renewal_due)}", "warn"
        lines.append(Line(text, name=_("indication"), tone=tone, subject="indication", key=one.id))
    if not lines and most is None:
        return [title(_("Indications")), Line(_("None recorded. Press i to record one."), tone="muted")]
    return lines if most else [title(_("Indications")), *lines]
