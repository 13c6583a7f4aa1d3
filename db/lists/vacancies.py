"""The list of vacancies: what the work is, where, how many places are left, and what wants attention."""

from __future__ import annotations

from datetime import date
from functools import partial

from db.lists.sources import Cells, Shape, by_id
from db.lists.subjects import VACANCIES
from db.reading import Reader
from db.vacancies import TAKEN
from db.windows import Cell, Column, Hint
from models.kinds import VacancyState
from models.messages import N_, Message

COLUMNS = (
    Column("title", Message(N_("Work")), 20, weight=3, order="name"),
    Column("number", Message(N_("No.")), 7, priority=1, order="number"),
    Column("employer", Message(N_("Employer")), 16, weight=2),
    Column("start", Message(N_("From")), 8, priority=2),
    Column("free", Message(N_("Free")), 4, right=True),
    Column("places", Message(N_("Places")), 7, right=True, priority=3),
    Column("attention", Message(N_("Attention")), 9),
)


def shape(today: date) -> Shape:
    """The list as it is on ``today``."""
    return Shape(VACANCIES, COLUMNS, partial(_cells, today=today))


def _cells(reader: Reader, ids: list[bytes], *, today: date) -> dict[bytes, Cells]:
    cells: dict[bytes, Cells] = {}
    for key, title, number, employer, start, places, taken, until, closed in by_id(
        reader,
        f"SELECT v.id, v.title, v.number, e.name, v.start, v.places, {TAKEN}, v.until, v.closed_on FROM vacancy v "
        "JOIN employer e ON e.id = v.employer_id WHERE v.id IN ({ids})",
        ids,
    ):
        begins = date.fromisoformat(start) if start else None
        attention, hint = _attention(closed, until, places - taken, today)
        tone: Hint = "muted" if closed else ""
        cells[key] = (
            (title, number, employer, begins, max(0, places - taken), places, attention),
            (tone, "muted", tone, tone, tone, tone, hint),
        )
    return cells


def _attention(closed: str | None, until: str | None, left: int, today: date) -> tuple[Cell, Hint]:
    if closed is not None:
        return VacancyState.CLOSED, "muted"
    if until is not None and until < today.isoformat():
        return Message(N_("! past")), "warn"
    if left < 0:
        return Message(N_("! too full")), "block"
    return (Message(N_("full")), "muted") if left == 0 else (None, "")
