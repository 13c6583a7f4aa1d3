"""The list of actions: by when, what, about whom, and who does it."""

from __future__ import annotations

from datetime import date
from functools import partial

from db.about import NAMED, NAMES, called
from db.lists.sources import Cells, Shape, by_id
from db.lists.subjects import ACTIONS
from db.reading import Reader
from db.windows import Column, Hint
from models.messages import N_, Message

COLUMNS = (
    Column("due_on", Message(N_("Due")), 8, order="due_on"),
    Column("what", Message(N_("What")), 24, weight=3),
    Column("about", Message(N_("About")), 16, weight=2),
    Column("owner", Message(N_("Who does it")), 12, weight=1, priority=1),
    Column("done_on", Message(N_("Done on")), 8, priority=2),
)


def shape(today: date) -> Shape:
    """The list as it is on ``today``."""
    return Shape(ACTIONS, COLUMNS, partial(_cells, today=today))


def _cells(reader: Reader, ids: list[bytes], *, today: date) -> dict[bytes, Cells]:
    cells: dict[bytes, Cells] = {}
    for key, due, what, owner, done, *names in by_id(
        reader,
        f"SELECT x.id, x.due_on, x.what, o.name, x.done_on, {NAMES} FROM action x JOIN user o ON o.id = x.owner_id "
        f"{NAMED.format('x')} WHERE x.id IN ({{ids}})",
        ids,
    ):
        day, done_on = date.fromisoformat(due), date.fromisoformat(done) if done else None
        tone: Hint = "muted" if done_on else ""
        late: Hint = "block" if done_on is None and day < today else tone
        cells[key] = ((day, what, called(*names), owner, done_on), (late, tone, tone, tone, tone))
    return cells
