"""The list of the NUO's own work locations, and how full each is."""

from __future__ import annotations

from datetime import date

from db.lists.sources import Cells, Shape, by_id
from db.lists.subjects import LOCATIONS
from db.reading import Reader
from db.windows import Column
from models.kinds import LocationKind
from models.messages import N_, Message

COLUMNS = (
    Column("name", Message(N_("Name")), 24, weight=3, order="name"),
    Column("number", Message(N_("No.")), 7, priority=1, order="number"),
    Column("kind", Message(N_("Kind")), 12),
    Column("municipality", Message(N_("Municipality")), 14, weight=1, priority=2),
    Column("taken", Message(N_("At work")), 7, right=True),
    Column("capacity", Message(N_("Places")), 7, right=True),
)


def shape(today: date) -> Shape:
    """The list; it looks the same on every day."""
    return Shape(LOCATIONS, COLUMNS, _cells)


def _cells(reader: Reader, ids: list[bytes]) -> dict[bytes, Cells]:
    taken = dict(
        by_id(
            reader,
            "SELECT location_id, count(*) FROM placement WHERE +state = 'active' AND location_id IN ({ids}) GROUP BY 1",
            ids,
        )
    )
    rows = by_id(
        reader,
        "SELECT l.id, l.name, l.number, l.kind, m.name, l.capacity FROM location l "
        "LEFT JOIN municipality m ON m.id = l.municipality_id WHERE l.id IN ({ids})",
        ids,
    )
    return {r[0]: ((r[1], r[2], LocationKind(r[3]), r[4], taken.get(r[0], 0), r[5]), ("", "muted", "", "", "", "")) for r in rows}
