"""``nuo report``: what a team lead watches; the same queries as their screen, as a table, as JSON and as a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.errors import BadInput
from models.messages import N_, Message
from models.team import OF_CONSULTANT, TITLES, Figure
from nuo_tui.cli.output import write_json, write_line, write_note, write_table
from nuo_tui.cli.session import Session
from nuo_tui.cli.words import optional_day
from screens.team.words import HEADINGS, MEDIAN, SCORE, SHARE, short
from screens.texts import _, amount, count, long_date

if TYPE_CHECKING:
    from db.report_file import Sheet
    from db.store import Store
    from db.team import PersonRow, Team
    from db.team_figures import Period

TeamName = Annotated[
    str | None, typer.Option("--team", metavar="T", help=N_("This team; a team lead sees the own one, a consultant the own row."))
]
Since = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help=N_("Work or decisions from this day; else the usual period."))
]
Until = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help=N_("Work or decisions until and with this day; else today."))
]
To = Annotated[
    Path | None, typer.Option("--to", metavar="FILE.xlsx", readable=False, help=N_("Write it to this workbook instead."))
]
Row = dict[str, Any]

KEYS: Mapping[Figure, str] = {
    Figure.CLIENTS: "clients",
    Figure.NO_WORK: "without_work",
    Figure.BROKEN_OFF: "broken_off",
    Figure.WAITING: "waiting",
    Figure.OVER: "indication_over",
    Figure.WITHIN_30: "ends_within_30",
    Figure.WITHIN_60: "ends_within_60",
    Figure.WITHIN_90: "ends_within_90",
    Figure.NO_CONTACT: "no_contact_90",
    Figure.LATE: "late_actions",
}
"""The keys of ``report caseload --json``; none is ever renamed."""
CASELOAD: Mapping[str, tuple[str, str]] = {
    "name": (N_("Name"), N_("Name")),
    **{KEYS[figure]: (HEADINGS[figure], TITLES[figure]) for figure in OF_CONSULTANT},
    "attention": (SCORE, N_("attention")),
}
"""Key → its heading in a table, where there is little room, and in a workbook."""
TURNAROUND: Mapping[str, tuple[str, str]] = {
    "name": (N_("Name"), N_("Name")),
    "employers": (HEADINGS[Figure.EMPLOYERS], TITLES[Figure.EMPLOYERS]),
    "decided": (HEADINGS[Figure.DECIDED], TITLES[Figure.DECIDED]),
    "median_working_days": (MEDIAN, N_("median working days")),
    "within_term": (HEADINGS[Figure.IN_TIME], TITLES[Figure.IN_TIME]),
    "share_within_term": (SHARE, N_("% within the term")),
    "open": (HEADINGS[Figure.OPEN], TITLES[Figure.OPEN]),
    "open_past_term": (HEADINGS[Figure.PAST_TERM], TITLES[Figure.PAST_TERM]),
}
WORK: Mapping[str, tuple[str, str]] = {
    "monday": (N_("Week from"), N_("Week from")),
    "started": (N_("work begun"), N_("work begun")),
    "ended": (N_("work ended"), N_("work ended")),
}


def caseload(ctx: typer.Context, team: TeamName = None, since: Since = None, until: Until = None, to: To = None) -> int:
    """The caseload of each consultant as it is today, and the work that began and ended in the weeks of a period."""
    session = ctx.ensure_object(Session)
    with session.open() as store:
        found = _team(session, store, team, _period(store, since, until) if since or until else None)
        rows = [_caseload_row(row) for row in (*found.caseloads.rows, found.caseloads.total)]
        weeks = list(_weeks(found))
        if to is not None:
            return _written(
                store, session, to, [_sheet(_("Caseload"), CASELOAD, rows), _sheet(_("Work by the week"), WORK, weeks)]
            )
    signals = {"past_term": found.signals[Figure.TEAM_PAST_TERM], "contested": found.signals[Figure.TEAM_CONTESTED]}
    if session.json:
        named = {"team": found.whose.team, "consultants": rows[:-1], "total": rows[-1]}
        write_json({**named, "weeks": weeks, **signals})
        return 0
    _table(CASELOAD, rows)
    write_line()
    started, ended = (sum(week[key] for week in weeks) for key in ("started", "ended"))
    write_line(
        _(
            "Work from {since} until {until}: {started} begun, {ended} ended.",
            since=long_date(found.weeks.first),
            until=long_date(found.weeks.until),
            started=count(started),
            ended=count(ended),
        )
    )
    write_line(
        _("Requests past the term: {late}; contested: {contested}.", late=signals["past_term"], contested=signals["contested"])
    )
    return 0


def turnaround(ctx: typer.Context, team: TeamName = None, since: Since = None, until: Until = None, to: To = None) -> int:
    """How long account holders take to decide."""
    session = ctx.ensure_object(Session)
    with session.open() as store:
        period = _period(store, since, until)
        found = _team(session, store, team, period)
        rows = [_turnaround_row(row) for row in (*found.accounts.rows, found.accounts.total)]
        if to is not None:
            return _written(store, session, to, [_sheet(_("Turnaround"), TURNAROUND, rows)])
    if session.json:
        days = {"from": period.since, "until": period.until}
        write_json({"team": found.whose.team, **days, "holders": rows[:-1], "total": rows[-1]})
        return 0
    _table(TURNAROUND, rows)
    write_line(_("Decisions from {since} until {until}.", since=long_date(period.since), until=long_date(period.until)))
    return 0


def _team(session: Session, store: Store, team: str | None, period: Period | None = None) -> Team:
    from db.team import reach, team_called, team_of

    actor = session.actor(store)
    with store.read() as reader:
        whose = reach(actor, None if team is None else team_called(reader, team))
        return team_of(reader, whose, store.today(), period)


def _period(store: Store, since: str | None, until: str | None) -> Period:
    from db.team_figures import Period

    usual = Period.usual(store.today())
    period = Period(optional_day(since, "--from") or usual.since, optional_day(until, "--until") or usual.until)
    if period.until < period.since:
        raise BadInput(Message(N_("The end lies before the start.")))
    return period


# -- rows ----------------------------------------------------------------------------------------------------------------


def _caseload_row(row: PersonRow) -> Row:
    figures = {KEYS[figure]: row.figures.get(figure, 0) for figure in OF_CONSULTANT}
    return {"name": _name(row, _("without a consultant")), **figures, "attention": row.attention}


def _turnaround_row(row: PersonRow) -> Row:
    took = row.turnaround
    return {
        "name": _name(row, _("without an account holder")),
        "employers": row.figures.get(Figure.EMPLOYERS, 0),
        "decided": took.decided,
        "median_working_days": took.median,
        "within_term": took.in_time,
        "share_within_term": None if took.share is None else round(took.share, 1),
        "open": took.open,
        "open_past_term": took.past_term,
    }


def _name(row: PersonRow, nobody: str) -> str:
    """Whose row it is; of the last one, which adds the others up, 'total'."""
    return row.name or (nobody if row.whose.nobody else _("total"))


def _weeks(team: Team) -> Iterable[Row]:
    monday = team.weeks.first
    for started, ended in zip(team.weeks.started, team.weeks.ended, strict=True):
        yield {"monday": monday.isoformat(), "started": started, "ended": ended}
        monday += timedelta(days=7)


# -- writing -------------------------------------------------------------------------------------------------------------


Headings = Mapping[str, tuple[str, str]]


def _table(headings: Headings, rows: Sequence[Row]) -> None:
    cells = [[_cell(row[key]) for key in headings] for row in rows]
    write_table([short(heading) for heading, _long in headings.values()], cells, right=range(1, len(headings)))


def _cell(value: str | float | None) -> str:
    """A value as people read it."""
    if value is None or isinstance(value, str):
        return value or "–"
    return count(value) if isinstance(value, int) else amount(Decimal(str(value)))


def _sheet(title: str, headings: Headings, rows: Sequence[Row]) -> Sheet:
    from db.report_file import Sheet

    return Sheet(title, [_(heading) for _short, heading in headings.values()], [[row[key] for key in headings] for row in rows])


def _written(store: Store, session: Session, to: Path, sheets: Sequence[Sheet]) -> int:
    from db.report_file import write_report

    path = write_report(to, sheets, store=store.path)
    if session.json:
        write_json({"file": str(path)})
        return 0
    write_line(_("Written to {file}.", file=str(path)))
    write_note(_("Take care: this file holds figures about people by name."))
    return 0
