"""The list of clients: who, how many hours, at work where, and what wants attention."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial

from db.lists.merged import merged_into
from db.lists.sources import Cells, Shape, by_id
from db.lists.subjects import CLIENTS
from db.reading import Reader
from db.windows import Cell, Column, Hint
from models.kinds import ClientStatus, TargetGroup
from models.messages import N_, Message
from models.values import list_name

COLUMNS = (
    Column("name", Message(N_("Name")), 22, weight=3, order="name"),
    Column("number", Message(N_("No.")), 7, priority=1, order="number"),
    Column("group", Message(N_("Group")), 12, priority=2),
    Column("hours", Message(N_("Hours")), 5, right=True, priority=3),
    Column("work", Message(N_("Work now")), 13, weight=2),
    Column("attention", Message(N_("Attention")), 12, weight=1),
)
SOON_DAYS = 90
"""An indication that ends within this many days is mentioned."""
AT_HOME = frozenset((ClientStatus.ENDED, ClientStatus.DECEASED, ClientStatus.MOVED))


def shape(today: date) -> Shape:
    """The list as it is on ``today``."""
    return Shape(CLIENTS, COLUMNS, partial(_cells, today=today))


def _cells(reader: Reader, ids: list[bytes], *, today: date) -> dict[bytes, Cells]:
    work = {
        row[0]: row[1]
        for row in by_id(
            reader,
            "SELECT p.client_id, coalesce(e.name, l.name) FROM placement p LEFT JOIN employer e ON e.id = p.employer_id "
            "LEFT JOIN location l ON l.id = p.location_id "
            "WHERE +p.state = 'active' AND +p.start <= ? AND p.client_id IN ({ids}) ORDER BY +p.start",
            ids,
            (today.isoformat(),),
        )
    }
    indicated = dict(
        by_id(
            reader,
            "SELECT client_id, max(coalesce(valid_until, '9999')) FROM indication WHERE client_id IN ({ids}) GROUP BY 1",
            ids,
        )
    )
    cells = {}
    for key, number, surname, prefix, first, group, hours, status, merged in by_id(
        reader,
        "SELECT id, number, surname, prefix, coalesce(call_name, initials), target_group, contract_hours, status, "
        "(SELECT s.number FROM client s WHERE s.id = c.merged_into_id) FROM client c WHERE id IN ({ids})",
        ids,
    ):
        attention, hint = merged_into(merged) if merged else _attention(ClientStatus(status), indicated.get(key), today)
        at_work = work.get(key)
        row: tuple[Cell, ...] = (
            list_name(surname, prefix, first),
            number,
            TargetGroup(group),
            None if hours is None else Decimal(hours),
            at_work or Message(N_("none")),
            attention,
        )
        hints: tuple[Hint, ...] = ("", "muted", "", "", "" if at_work else "muted", hint)
        cells[key] = (row, hints)
    return cells


def _attention(status: ClientStatus, indicated_until: str | None, today: date) -> tuple[Cell, Hint]:
    if status in AT_HOME:
        return status, "muted"
    if status is not ClientStatus.ACTIVE:
        return status, "warn"
    if indicated_until and indicated_until != "9999":
        left = (date.fromisoformat(indicated_until) - today).days
        if left < 0:
            return Message(N_("! ind. over")), "block"
        if left <= SOON_DAYS:
            return Message(N_("ind. {days} d"), days=left), "warn"
    return None, ""
