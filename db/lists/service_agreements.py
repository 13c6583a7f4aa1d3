"""The list of service agreements: whose, from when until when, and whether it is in force today."""

from __future__ import annotations

from datetime import date
from functools import partial

from db.lists.sources import Cells, Shape, by_id
from db.lists.subjects import SERVICE_AGREEMENTS
from db.reading import Reader
from db.windows import Cell, Column, Hint
from models.kinds import AgreementState
from models.messages import N_, Message

COLUMNS = (
    Column("municipality", Message(N_("Municipality")), 16, weight=2),
    Column("number", Message(N_("No.")), 7, priority=1),
    Column("start", Message(N_("From")), 8),
    Column("until", Message(N_("Until")), 8),
    Column("products", Message(N_("Products")), 9, right=True),
    Column("state", Message(N_("State")), 14, weight=1),
)


def shape(today: date) -> Shape:
    """The list as it is on ``today``."""
    return Shape(SERVICE_AGREEMENTS, COLUMNS, partial(_cells, today=today))


def _cells(reader: Reader, ids: list[bytes], *, today: date) -> dict[bytes, Cells]:
    rows = by_id(
        reader,
        "SELECT g.id, m.name, g.number, g.start, g.until, g.state, "
        "(SELECT count(*) FROM product p WHERE p.service_agreement_id = g.id) "
        "FROM service_agreement g JOIN municipality m ON m.id = g.municipality_id WHERE g.id IN ({ids})",
        ids,
    )
    cells: dict[bytes, Cells] = {}
    for key, municipality, number, start, until, state, products in rows:
        begin, end = date.fromisoformat(start), date.fromisoformat(until)
        word, hint = _word(AgreementState(state), begin, end, today)
        cells[key] = ((municipality, number, begin, end, products, word), ("", "muted", "", "", "", hint))
    return cells


def _word(state: AgreementState, start: date, until: date, today: date) -> tuple[Cell, Hint]:
    """What the last column says: in force, still to begin, over, or the state."""
    if state is not AgreementState.SIGNED:
        return state, "muted"
    if until < today:
        return Message(N_("over")), "muted"
    return (Message(N_("begins later")), "") if today < start else (Message(N_("in force")), "")
