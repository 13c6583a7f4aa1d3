"""The list of placements: who works where, in which form, and where each stands."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial

from db.lists.sources import Cells, Shape, by_id
from db.lists.subjects import PLACEMENTS
from db.reading import Reader
from db.windows import Column, Hint
from models.kinds import CoordinationState, Form, PlacementState
from models.messages import N_, Message
from models.values import list_name

COLUMNS = (
    Column("client", Message(N_("Client")), 18, weight=2),
    Column("where", Message(N_("Where")), 17, weight=2),
    Column("form", Message(N_("Form")), 13, weight=1),
    Column("start", Message(N_("From")), 8, order="start"),
    Column("until", Message(N_("Until")), 8, priority=2),
    Column("hours", Message(N_("Hours")), 5, right=True, priority=3),
    Column("state", Message(N_("State")), 11, priority=1),
)


def shape(today: date) -> Shape:
    """The list as it is on ``today``."""
    return Shape(PLACEMENTS, COLUMNS, partial(_cells, today=today))


def _cells(reader: Reader, ids: list[bytes], *, today: date) -> dict[bytes, Cells]:
    cells: dict[bytes, Cells] = {}
    for key, surname, prefix, first, where, form, start, until, hours, state, ended, consent in by_id(
        reader,
        "SELECT p.id, c.surname, c.prefix, coalesce(c.call_name, c.initials), coalesce(e.name, l.name), p.form, p.start, "
        "p.until, p.hours, p.state, p.ended_on, a.state FROM placement p JOIN client c ON c.id = p.client_id "
        "LEFT JOIN employer e ON e.id = p.employer_id LEFT JOIN location l ON l.id = p.location_id "
        "LEFT JOIN coordination a ON a.id = p.consent_id WHERE p.id IN ({ids})",
        ids,
    ):
        running = state == PlacementState.ACTIVE
        tone: Hint = "" if running else "muted"
        last = ended or until
        contested = running and consent == CoordinationState.CONTESTED
        cells[key] = (
            (
                list_name(surname, prefix, first),
                where,
                Form(form),
                date.fromisoformat(start),
                date.fromisoformat(last) if last else None,
                None if hours is None else Decimal(hours),
                Message(N_("! contested")) if contested else PlacementState(state),
            ),
            (
                *(tone, tone, tone, tone),
                "warn" if running and last and last < today.isoformat() else tone,
                tone,
                "block" if contested else tone,
            ),
        )
    return cells
