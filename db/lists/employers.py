"""The list of employers: who holds the relation, how many work there, and whether one may go there now."""

from __future__ import annotations

from datetime import date
from functools import partial

from db.lists.merged import merged_into
from db.lists.sources import Cells, Shape, by_id
from db.lists.subjects import EMPLOYERS
from db.reading import Reader
from db.windows import Cell, Column, Hint
from models.kinds import EmployerState
from models.messages import N_, Message

COLUMNS = (
    Column("name", Message(N_("Name")), 22, weight=3, order="name"),
    Column("number", Message(N_("No.")), 7, priority=1, order="number"),
    Column("place", Message(N_("Town")), 11, weight=1, priority=2, order="place"),
    Column("holder", Message(N_("Account holder")), 15, weight=2),
    Column("placed", Message(N_("At work")), 7, right=True, priority=3),
    Column("attention", Message(N_("Attention")), 12, weight=1),
)


def shape(today: date) -> Shape:
    """The list as it is on ``today``."""
    return Shape(EMPLOYERS, COLUMNS, partial(_cells, today=today))


def _cells(reader: Reader, ids: list[bytes], *, today: date) -> dict[bytes, Cells]:
    day = today.isoformat()
    holders: dict[bytes, tuple[str, int]] = {
        key: (name, decides)
        for key, name, decides in by_id(
            reader,
            "SELECT h.employer_id, u.name, u.active OR coalesce(d.active, 0) FROM account_holding h "
            "JOIN user u ON u.id = h.user_id LEFT JOIN user d ON d.id = u.deputy_id "
            "WHERE (h.until_date IS NULL OR h.until_date >= ?) AND h.employer_id IN ({ids}) ORDER BY h.from_date, h.id",
            ids,
            (day,),
        )
    }
    placed = dict(
        by_id(
            reader,
            "SELECT employer_id, count(*) FROM placement WHERE +state = 'active' AND employer_id IN ({ids}) GROUP BY 1",
            ids,
        )
    )
    stopped = {
        row[0]
        for row in by_id(
            reader,
            "SELECT employer_id FROM approach_stop WHERE from_date <= ? AND (until_date IS NULL OR until_date >= ?) "
            "AND lifted_on IS NULL AND employer_id IN ({ids})",
            ids,
            (day, day),
        )
    }
    cells: dict[bytes, Cells] = {}
    for key, number, name, place, state, merged in by_id(
        reader,
        "SELECT id, number, name, place, state, (SELECT s.number FROM employer s WHERE s.id = e.merged_into_id) "
        "FROM employer e WHERE id IN ({ids})",
        ids,
    ):
        holder, decides = holders.get(key, (None, 0))
        attention, hint = _attention(EmployerState(state), stopped=key in stopped, held=bool(decides))
        if merged is not None:
            attention, hint = merged_into(merged)
        cells[key] = (
            (name, number, place, holder or Message(N_("none")), placed.get(key, 0), attention),
            ("", "muted", "", "" if holder else "muted", "", hint),
        )
    return cells


def _attention(state: EmployerState, *, stopped: bool, held: bool) -> tuple[Cell, Hint]:
    if stopped:
        return Message(N_("! stop")), "block"
    if state is not EmployerState.RELATION:
        return state, "muted"
    return (None, "") if held else (Message(N_("! no holder")), "block")
