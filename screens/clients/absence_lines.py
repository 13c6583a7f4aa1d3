"""The lines about a client's absences: the one that runs, and the last ones, to be opened and corrected."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from models.kinds import AWAY
from screens.house.sheet import Line
from screens.texts import _, label

if TYPE_CHECKING:
    from db.absences import AbsenceRow
    from db.clients import ClientFile

LISTED = 5
"""Absences that stand in the overview of a file."""


def away_lines(file: ClientFile, today: date) -> list[Line]:
    """The absence that runs, or that nobody knows since when; nothing for who is there."""
    row = file.away_on(today)
    if row is not None:
        return [Line(f"! {_period(row, today)}", tone="warn", subject="absence", key=row.id)]
    if file.status in AWAY:
        text = _("! {status}, and nobody wrote down since when. Press z.", status=label(file.status))
        return [Line(text, tone="warn")]
    coming = next((one for one in reversed(file.absences) if one.from_date > today), None)
    return [Line(_period(coming, today), tone="muted", subject="absence", key=coming.id)] if coming else []


def absence_lines(file: ClientFile, today: date) -> list[Line]:
    """The last absences, each to be opened and corrected."""
    return [Line(_period(one, today), name=_("absence"), subject="absence", key=one.id) for one in file.absences[:LISTED]]


def _period(row: AbsenceRow, today: date) -> str:
    kind = label(row.kind)
    if row.until_date is not None:
        text = _("{kind} from {start} until {until}", kind=kind, start=row.from_date, until=row.until_date)
    elif row.expected_until is None:
        text = _("{kind} from {start}, until nobody knows when", kind=kind, start=row.from_date)
    elif row.expected_until < today:
        text = _(
            "{kind} from {start}, expected back after {until}: are they?",
            kind=kind,
            start=row.from_date,
            until=row.expected_until,
        )
    else:
        text = _("{kind} from {start}, expected until {until}", kind=kind, start=row.from_date, until=row.expected_until)
    return f"{text} · {row.note}" if row.note else text
