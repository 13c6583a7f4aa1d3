"""The list of requests: how much time is left, for whom, where, what, by whom, and the answer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from db.lists.sources import Cells, Shape, by_id
from db.lists.subjects import COORDINATIONS
from db.reading import Reader, as_date
from db.windows import Cell, Column, Hint
from models.kinds import CoordinationState, Form
from models.messages import N_, Message
from models.values import list_name
from models.workdays import working_days_between

COLUMNS = (
    Column("term", Message(N_("State")), 15),
    Column("client", Message(N_("Client")), 18, weight=2),
    Column("employer", Message(N_("Employer")), 18, weight=2),
    Column("form", Message(N_("Form")), 12, weight=1, priority=1),
    Column("hours", Message(N_("Hours")), 5, right=True, priority=3),
    Column("by", Message(N_("Asked by")), 12, weight=1, priority=2),
)
_GIVEN = (CoordinationState.APPROVED, CoordinationState.CONDITIONS)
_SAID = (*_GIVEN, CoordinationState.USED)
_CELLS = """
SELECT a.id, a.state, a.due_on, a.valid_until, a.contest_until, a.places,
       CASE WHEN a.places IS NOT NULL THEN
         (SELECT count(*) FROM placement p WHERE p.consent_id = a.id AND +p.state IN ('provisional', 'active')) END,
       coalesce(c.surname, a.client_text), c.prefix, coalesce(c.call_name, c.initials), e.name, a.form, a.hours, u.name
  FROM coordination a LEFT JOIN client c ON c.id = a.client_id JOIN employer e ON e.id = a.employer_id
  JOIN user u ON u.id = a.requested_by WHERE a.id IN ({ids})
"""


class _Term(NamedTuple):
    """What the first column follows from."""

    state: CoordinationState
    due: date | None
    valid: date | None
    contest: date | None
    places: int | None
    used: int | None


def shape(today: date) -> Shape:
    """The list as it is on ``today``."""
    return Shape(COORDINATIONS, COLUMNS, partial(_cells, today=today))


def _cells(reader: Reader, ids: list[bytes], *, today: date) -> dict[bytes, Cells]:
    cells: dict[bytes, Cells] = {}
    for key, state, due, valid, contest, places, used, surname, prefix, first, employer, form, hours, by in by_id(
        reader, _CELLS, ids
    ):
        term, hint = _term(_Term(CoordinationState(state), as_date(due), as_date(valid), as_date(contest), places, used), today)
        who = list_name(surname, prefix, first) if surname else Message(N_("{n} places"), n=places)
        cells[key] = (
            (term, who, employer, Form(form), None if hours is None else Decimal(hours), by),
            (hint, "", "", "", "", "muted"),
        )
    return cells


def _term(one: _Term, today: date) -> tuple[Cell, Hint]:
    """What the first column says: working days left to decide, whether it was only said, or the answer."""
    state = one.state
    if state is CoordinationState.REQUESTED:
        return (state, "") if one.due is None else _left(one.due, today)
    if state in _GIVEN and one.valid and one.valid < today:
        return CoordinationState.EXPIRED, "muted"
    if state in _SAID and one.contest and one.contest >= today:
        return Message(N_("said, {days} wd"), days=working_days_between(today, one.contest)), "warn"
    if state in _GIVEN and one.places:
        return Message(N_("{n} of {places} left"), n=max(0, one.places - (one.used or 0)), places=one.places), ""
    if state is CoordinationState.CONTESTED:
        return Message(N_("! contested")), "block"
    if state is CoordinationState.QUESTION:
        return Message(N_("? asked back")), "warn"
    return state, "" if state in _GIVEN else "muted"


def _left(due: date, today: date) -> tuple[Cell, Hint]:
    """'2 working days', counted without weekends and holidays; past the term how many too late."""
    if due < today:
        late = working_days_between(due, today)
        return Message(N_("! {days} wd late"), days=late) if late else Message(N_("! term passed")), "block"
    if due == today:
        return Message(N_("today")), "warn"
    left = working_days_between(today, due)
    return (Message(N_("1 working day")), "warn") if left == 1 else (Message(N_("{days} working days"), days=left), "")
