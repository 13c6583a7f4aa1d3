"""The list of requests: how much time is left, for whom, where, what, by whom, and the answer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial

from db.lists.sources import Cells, Shape, by_id
from db.lists.subjects import COORDINATIONS
from db.reading import Reader
from db.windows import Cell, Column, Hint
from models.kinds import CoordinationState, Form
from models.messages import N_, Message
from models.values import list_name

COLUMNS = (
    Column("term", Message(N_("State")), 13),
    Column("client", Message(N_("Client")), 13, weight=2),
    Column("employer", Message(N_("Employer")), 14, weight=2),
    Column("form", Message(N_("Form")), 12, weight=1, priority=2),
    Column("hours", Message(N_("Hours")), 5, right=True, priority=3),
    Column("by", Message(N_("Asked by")), 10, weight=1, priority=1),
)
_ANSWERED = (CoordinationState.APPROVED, CoordinationState.CONDITIONS)


def shape(today: date) -> Shape:
    """The list as it is on ``today``."""
    return Shape(COORDINATIONS, COLUMNS, partial(_cells, today=today))


def _cells(reader: Reader, ids: list[bytes], *, today: date) -> dict[bytes, Cells]:
    cells: dict[bytes, Cells] = {}
    for key, state, due, valid, surname, prefix, first, employer, form, hours, by, places in by_id(
        reader,
        "SELECT a.id, a.state, a.due_on, a.valid_until, c.surname, c.prefix, coalesce(c.call_name, c.initials), e.name, a.form, "
        "a.hours, u.name, a.places FROM coordination a LEFT JOIN client c ON c.id = a.client_id "
        "JOIN employer e ON e.id = a.employer_id "
        "JOIN user u ON u.id = a.requested_by WHERE a.id IN ({ids})",
        ids,
    ):
        term, hint = _term(CoordinationState(state), due, valid, today)
        who = list_name(surname, prefix, first) if surname else Message(N_("{n} places"), n=places)
        cells[key] = (
            (term, who, employer, Form(form), None if hours is None else Decimal(hours), by),
            (hint, "", "", "", "", "muted"),
        )
    return cells


def _term(state: CoordinationState, due: str | None, valid: str | None, today: date) -> tuple[Cell, Hint]:
    """What the first column says: days left to decide, or the answer."""
    if state is CoordinationState.REQUESTED:
        left = (date.fromisoformat(due) - today).days if due else None
        if left is None:
            return state, ""
        if left < 0:
            return Message(N_("! {days} d too late"), days=-left), "block"
        return (Message(N_("{days} d left"), days=left), "warn" if left <= 1 else "") if left else (Message(N_("today")), "warn")
    if state in _ANSWERED and valid and valid < today.isoformat():
        return CoordinationState.EXPIRED, "muted"
    return state, "" if state in _ANSWERED else "muted"
