"""``nuo report back-at-work``: how soon clients were back at work after a placement broke off (promise 32)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.errors import BadInput
from models.messages import N_, Message
from nuo_tui.cli.output import write_json, write_line, write_table
from nuo_tui.cli.session import Session
from nuo_tui.cli.words import optional_day
from screens.texts import _, long_date, plural

if TYPE_CHECKING:
    from db.back_at_work import BackAtWork, Return

YEAR = timedelta(days=364)


def report(
    ctx: typer.Context,
    start: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help=N_("What broke off from this day on; else the last year."))
    ] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help=N_("Until this day; else today."))] = None,
    consultant: Annotated[
        str | None, typer.Option("--consultant", metavar="NAME", help=N_("Only clients who are now this consultant's."))
    ] = None,
    team: Annotated[str | None, typer.Option("--team", metavar="TEAM", help=N_("Only clients of this team."))] = None,
) -> int:
    """Of the placements that broke off: who was back at work within the term, and who was not."""
    from db.back_at_work import back_at_work
    from db.users import find_user

    begin, end = optional_day(start, "--from"), optional_day(until, "--until")
    session = ctx.ensure_object(Session)
    with session.open() as store, store.read() as reader:
        last = end or store.today()
        first = begin or last - YEAR
        if last < first:
            raise BadInput(
                Message(N_("{until} lies before {start}: give the days the other way round."), until=last, start=first)
            )
        who = find_user(reader, consultant).id if consultant else None
        found = back_at_work(reader, first, last, store.today(), consultant=who, team=team)
    if session.json:
        write_json(report_json(found))
    else:
        _tell(found)
    return 0


def report_json(found: BackAtWork) -> dict[str, Any]:
    """The measure: ``share`` is 0 to 1 of what could be ``measured``, null when nothing could."""
    from db.back_at_work import Return

    return {
        "from": found.first,
        "until": found.last,
        "within": found.within,
        "broken_off": sum(found.counts.values()),
        "measured": found.measured,
        "in_time": found.counts[Return.IN_TIME],
        "share": None if found.share is None else round(found.share, 4),
        "counts": {outcome.value: n for outcome, n in found.counts.items()},
        "rows": [row._asdict() for row in found.lines],
    }


def _tell(found: BackAtWork) -> None:
    from db.back_at_work import Return

    headings = [_("Placement"), _("Client"), _("Name"), _("At"), _("Broke off"), _("Back on"), _("Days"), _("Outcome")]
    write_table(
        headings,
        (
            [
                row.placement,
                row.client,
                row.name,
                row.where,
                long_date(row.last),
                long_date(row.back_on),
                str(row.days),
                _outcome(row.outcome),
            ]
            for row in found.lines
        ),
        right=(6,),
    )
    write_line(
        plural("{n} placement broke off from {first} to {last}.", "{n} placements broke off from {first} to {last}.",
            sum(found.counts.values()), first=found.first, last=found.last)
    )  # fmt: skip
    if found.share is None:
        write_line(_("Of none of them is known yet whether the client was back within {days} days.", days=found.within))
    else:
        sentence = N_(
            "Back at work within {days} days: {n} of {all} ({percentage} %). No longer with us: {left}; still open: {open}."
        )
        write_line(
            _(
                sentence,
                days=found.within,
                n=found.counts[Return.IN_TIME],
                all=found.measured,
                percentage=round(100 * found.share),
                left=found.counts[Return.LEFT],
                open=found.counts[Return.OPEN],
            )
        )


def _outcome(outcome: Return) -> str:
    texts = {
        "in-time": N_("in time"),
        "late": N_("too late"),
        "open": N_("not back yet"),
        "not-back": N_("not back in time"),
        "left": N_("no longer with us"),
    }
    return _(texts[outcome.value])
