"""The list of service orders: for whom, what, until when, by whom, and whether it is still open."""

from __future__ import annotations

from datetime import date
from functools import partial

from db.lists.sources import Cells, Shape, by_id
from db.lists.subjects import SERVICE_ORDERS
from db.reading import Reader, as_date
from db.service_orders import UWV
from db.windows import Column, Hint
from models.kinds import Form, OrderState
from models.messages import N_, Message
from models.values import list_name

COLUMNS = (
    Column("client", Message(N_("Client")), 15, weight=2),
    Column("number", Message(N_("No.")), 7, priority=2),
    Column("product", Message(N_("Product")), 12, weight=1),
    Column("start", Message(N_("From")), 8, priority=1),
    Column("until", Message(N_("Until")), 8),
    Column("by", Message(N_("From whom")), 10, weight=1),
    Column("state", Message(N_("State")), 10),
)


def shape(today: date) -> Shape:
    """The list as it is on ``today``."""
    return Shape(SERVICE_ORDERS, COLUMNS, partial(_cells, today=today))


def _cells(reader: Reader, ids: list[bytes], *, today: date) -> dict[bytes, Cells]:
    cells: dict[bytes, Cells] = {}
    for key, surname, prefix, first, number, form, start, until, by, kept in by_id(
        reader,
        "SELECT o.id, c.surname, c.prefix, coalesce(c.call_name, c.initials), o.number, o.form, o.start, o.until, m.name, "
        "o.state FROM service_order o JOIN client c ON c.id = o.client_id LEFT JOIN municipality m ON m.id = o.municipality_id "
        "WHERE o.id IN ({ids})",
        ids,
    ):
        last, state = as_date(until), OrderState(kept)
        over = state is OrderState.OPEN and last is not None and last < today
        shown = Message(N_("! over")) if over else state
        hint: Hint = "warn" if over else "" if state is OrderState.OPEN else "muted"
        name = list_name(surname, prefix, first)
        cells[key] = (
            (name, number, Form(form), date.fromisoformat(start), last, by or UWV, shown),
            ("", "", "", "", "", "", hint),
        )
    return cells
