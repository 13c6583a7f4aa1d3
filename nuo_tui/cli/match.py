"""``nuo match``: where can this client go, and who can come to this employer; judged by the same rules as a placement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.errors import BadInput
from models.kinds import Possible
from models.messages import N_, Message
from nuo_tui.cli.output import write_json, write_line
from nuo_tui.cli.parameters import MOST, OptionalEmployer
from nuo_tui.cli.session import Session
from nuo_tui.cli.words import form_of, optional_day
from screens.texts import _, render

if TYPE_CHECKING:
    from datetime import date

    from db.reading import Reader
    from db.what_if import Match, Matches, Wish
    from models.actor import Actor

_SHOWN = 20

OptionalClient = Annotated[
    str | None, typer.Option("--client", metavar="CLIENT", help=N_("Where can this client go? Number, id or name."))
]
Vacancy = Annotated[
    str | None, typer.Option("--vacancy", metavar="V", help=N_("Who can come for this vacancy? Its employer need not be named."))
]
OptionalForm = Annotated[str | None, typer.Option("--form", metavar="FORM", help=N_("In this form; else whichever form fits."))]
From = Annotated[str | None, typer.Option("--from", metavar="DATE", help=N_("The first day; else next Monday."))]
Limit = Annotated[int, typer.Option(min=0, max=MOST, metavar="K", help=N_("So many lines, the best first."))]


def match(
    ctx: typer.Context,
    client: OptionalClient = None,
    employer: OptionalEmployer = None,
    vacancy: Vacancy = None,
    form: OptionalForm = None,
    start: From = None,
    limit: Limit = _SHOWN,
) -> int:
    """Say where a client can go, or who can come to an employer; nothing is kept."""
    from db.what_if import Wish
    from screens.proposal.start import next_start

    if (client is None) == (employer is None and vacancy is None):
        raise BadInput(
            Message(N_("This looks from one side: from a client, or from an employer.")),
            Message(N_("Give --client, or else --employer or --vacancy.")),
        )
    session = ctx.ensure_object(Session)
    wanted, day = form_of(form) if form else None, optional_day(start, "--from")
    with session.open() as store:
        actor, today = session.actor(store), store.today()
        wish = Wish(day or next_start(today), wanted)
        with store.read() as reader:
            found = _matches(reader, actor, today, wish, client=client, employer=employer, vacancy=vacancy)
    if session.json:
        write_json(_json(found, wish, limit))
    else:
        _tell(found, limit)
    return 0


def _matches(
    reader: Reader, actor: Actor, today: date, wish: Wish, *, client: str | None, employer: str | None, vacancy: str | None
) -> Matches:
    from db.refs import resolve
    from db.vacancy_facts import vacancy_facts
    from db.what_if import clients_for, places_for

    if client is not None:
        return places_for(reader, actor, today, resolve(reader, "client", client).id, wish)
    there = resolve(reader, "employer", employer).id if employer else None
    wanted = resolve(reader, "vacancy", vacancy).id if vacancy else None
    if wanted is not None and there is None:
        there = vacancy_facts(reader, wanted, None).employer_id
    assert there is not None
    return clients_for(reader, actor, today, there, wish, vacancy=wanted)


def _tell(found: Matches, limit: int) -> None:
    from screens.what_if.lines import can, counted, described, told

    write_line(f"{found.name} ({found.number}): {counted(found)}")
    for row in found.rows[:limit]:
        write_line(f"{render(can(row.outlook)):<10} {described(row)}")
        for line in told(row.outlook):
            write_line(f"           {line}")
    if len(found.rows) > limit:
        write_line(_("{n} more; ask for them with --limit.", n=len(found.rows) - limit))


def _json(found: Matches, wish: Wish, limit: int) -> dict[str, Any]:
    counts = {possible.value: found.count(possible) for possible in Possible}
    return {
        "number": found.number,
        "name": found.name,
        "start": wish.start,
        "total": len(found.rows),
        "more": found.more,
        **counts,
        "rows": [_row_json(row) for row in found.rows[:limit]],
    }


def _row_json(row: Match) -> dict[str, Any]:
    placement, outlook = row.question.placement, row.outlook
    return {
        "subject": row.subject,
        "number": row.number,
        "id": row.id,
        "name": row.name,
        "place": row.place,
        "possible": outlook.possible.value,
        "form": placement.form.value,
        "start": placement.start,
        "until": placement.until,
        "hours": placement.hours,
        "vacancy": row.offer and row.offer.number,
        "acts": [{"rule": act.rule, "act": act.act, "sentence": render(act.sentence)} for act in outlook.acts],
        "why": [{"rule": finding.rule, "sentence": render(finding.sentence)} for finding in outlook.why],
        "warnings": outlook.warnings,
    }
