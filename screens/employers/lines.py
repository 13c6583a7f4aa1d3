"""The lines of an employer's file and preview: who holds the relation, whom to leave in peace, what looks double."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from db.employers import EmployerFile
from models.coordination.employer import twin_named
from models.coordination.wording import holder_named
from models.kinds import CoordinationState, EmployerState, PlacementState
from models.messages import Message
from screens.employers.group import group_line, group_page
from screens.house.lines import request_lines
from screens.house.sheet import NAME_WIDTH, Line, field, title
from screens.texts import _, label, long_date, plural, render, short_date
from screens.vacancies.lines import vacancy_lines


def employer_title(file: EmployerFile) -> str:
    """'Hoekstra Logistiek VOF (D10001) · Almelo · Relatie'."""
    merged = _("merged into {number}", number=file.merged_into) if file.merged_into else ""
    archived = merged or (_("archived") if file.archived_on else "")
    also = _("also {numbers}", numbers=", ".join(file.merged)) if file.merged else ""
    parts = [f"{file.name} ({file.number})", file.place, label(file.state), archived, also]
    return " · ".join(part for part in parts if part)


def employer_now(file: EmployerFile, today: date, twins: Mapping[str, bytes]) -> list[Line]:
    """What matters before going there: a stop, whose relation it is, how many work there, what looks double."""
    holder = [] if file.merged_into else [_holder_line(file)]  # that of the record that it lives on in
    return [*_stop_lines(file, today), *holder, *_note_lines(file), _counts_line(file), *twin_lines(file, twins)]


def preview_lines(file: EmployerFile, today: date) -> list[Line]:
    """The few lines that help to choose."""
    return [title(employer_title(file)), *employer_now(file, today, {})]


def employer_overview(file: EmployerFile, today: date, twins: Mapping[str, bytes], latest: Sequence[Line]) -> list[Line]:
    """Everything about the employer but its account holders and placements.

    ``twins`` are keys by number, ``latest`` the lines of its timeline.
    """
    street = " ".join(part for part in (file.street, file.house_number) if part)
    town = " ".join(part for part in (file.postcode, file.place) if part)
    sector = " ".join(part for part in (file.sbi, f"({file.sbi_version})" if file.sbi and file.sbi_version else "") if part)
    return [
        *employer_now(file, today, twins),
        *latest,
        Line(),
        *vacancy_lines(file.vacancies, _("None yet. Press w to add one.")),
        Line(),
        title(_("Company")),
        *field(_("KVK number"), file.kvk),
        *field(_("branch number"), file.branch_number),
        *group_line(file),
        *field(_("address"), ", ".join(part for part in (street, town) if part)),
        *field(_("municipality"), file.municipality),
        *field(_("outdoor service of"), file.outdoor_service),
        *field(_("phone"), file.phone),
        *field(_("e-mail"), file.email),
        *field(_("website"), file.website),
        *field(_("line of business"), file.branch),
        *field(_("SBI code"), sector),
        *field(_("size"), file.size),
        *field(_("relation since"), long_date(file.relation_since)),
        *field(_("archived on"), long_date(file.archived_on)),
        *field(_("remarks"), file.remarks),
        Line(),
        *contact_lines(file),
    ]


def coordination_page(file: EmployerFile, today: date) -> list[Line]:
    """Who held the relation and when, the stops there were, and the requests."""
    lines = [title(_("Account holder"))]
    if file.holder is None or file.holder.deciding != file.holder.person:
        lines.append(_holder_line(file))
    for one in file.holdings:
        begin = long_date(one.from_date) or _("before our records")
        end = long_date(one.until_date) or _("now")
        text = " · ".join(part for part in (one.name, one.reason) if part)
        lines.append(Line(text, name=f"{begin} – {end}", tone="muted" if one.until_date else ""))
        lines += [Line(_("hand-over: {note}", note=one.note), tone="muted" if one.until_date else "")] if one.note else []
    lines += group_page(file)
    if file.stops:
        lines += [Line(), title(_("Approach stops"))]
        for stop in file.stops:
            period = f"{short_date(stop.from_date)} – {short_date(stop.lifted_on or stop.until_date) or '…'}"
            lifted = _("lifted") if stop.lifted_on else ""
            text = " · ".join(part for part in (stop.reason, lifted) if part)
            lines.append(Line(text, name=period, tone="warn" if stop.runs_on(today) else "muted"))
    return [*lines, Line(), *request_lines(file.requests, _("No requests for coordination."), by_client=True)]


def contact_lines(file: EmployerFile) -> list[Line]:
    """Whom we talk to there."""
    here = [one for one in file.contacts if one.archived_on is None]
    lines = [
        Line(" · ".join(part for part in (one.name, one.phone, one.email) if part), name=one.role or _("contact person"))
        for one in here
    ]
    return [title(_("Contact persons")), *(lines or [Line(_("None recorded. Press t to record one."), tone="muted")])]


def twin_lines(file: EmployerFile, twins: Mapping[str, bytes]) -> list[Line]:
    """'! lijkt op …' for each record that is probably the same employer; enter opens those whose key is known."""
    return [
        Line(
            _("! looks like {twin}", twin=twin_named(twin)),
            tone="warn",
            subject="employer",
            key=twins.get(twin.number),
        )
        for twin in file.twins
    ]


def _holder_line(file: EmployerFile) -> Line:
    name = _("account holder")
    if file.holder is not None:
        named = holder_named(file.holder)
        who = render(named) if isinstance(named, Message) else named
        since = _("since {day}", day=file.holder.since) if file.holder.since else ""
        tone = "" if file.holder.deciding is not None else "warn"
        return Line(" · ".join(part for part in (who, since) if part), name=name, tone=tone)
    if file.state == EmployerState.PROSPECT:
        return Line(_("none yet: this is a prospect"), name=name, tone="muted")
    return Line(_("! none: nobody can agree to a placement here"), name=name, tone="block")


def _note_lines(file: EmployerFile) -> list[Line]:
    """What the present account holder was told when they took over."""
    now = next((one for one in file.holdings if file.holder is not None and one.user_id == file.holder.person.id), None)
    if now is None or now.note is None:
        return []
    earlier = file.holdings[file.holdings.index(now) + 1 :]
    before = next((one.name for one in earlier if one.user_id != now.user_id), "")
    name = _("taken over from {name}", name=before) if before else _("hand-over note")
    return [Line(now.note, name=name)] if len(name) < NAME_WIDTH else [Line(f"{now.note} ({name})", name=_("hand-over note"))]


def _stop_lines(file: EmployerFile, today: date) -> list[Line]:
    lines = []
    for stop in file.stops:
        if stop.runs_on(today):
            end = _("until {day}", day=stop.until_date) if stop.until_date else _("until it is lifted")
            lines.append(Line(f"! {stop.reason} · {end}", name=_("approach stop"), tone="block"))
    return lines


def _counts_line(file: EmployerFile) -> Line:
    working = sum(one.state == PlacementState.ACTIVE for one in file.placements)
    waiting = sum(one.state == CoordinationState.REQUESTED for one in file.requests)
    parts = [plural("{n} person", "{n} people", working)]
    parts += [plural("{n} request open", "{n} requests open", waiting)] if waiting else []
    return Line(" · ".join(parts), name=_("at work"))
