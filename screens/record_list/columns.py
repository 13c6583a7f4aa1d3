"""How the columns of a list share the width of the screen."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from db.windows import Column

GAP = 2


class Slot(NamedTuple):
    """The room that one column got."""

    column: int
    """which column of the source"""
    width: int
    right: bool


def share(columns: Sequence[Column], room: int, only: Collection[str] | None = None) -> tuple[Slot, ...]:
    """Divide ``room`` cells: drop columns until the others fit, then hand out what is left by weight.

    The first column is always there; when even that one does not fit, it is narrower than it asked. ``only`` names the
    columns that somebody wants to see; None: all.
    """
    kept = [index for index, column in enumerate(columns) if not index or only is None or column.name in only]
    while len(kept) > 1 and _needed(columns, kept) > room:
        droppable = [index for index in kept[1:] if columns[index].priority] or kept[1:]
        kept.remove(max(droppable, key=lambda index: (columns[index].priority, index)))
    left = room - _needed(columns, kept)
    if left < 0:
        return tuple(Slot(index, max(1, room), columns[index].right) for index in kept)
    weight = sum(columns[index].weight for index in kept)
    slots = []
    for index in kept:
        column = columns[index]
        extra = left * column.weight // weight if column.weight else 0
        left, weight = left - extra, weight - column.weight
        slots.append(Slot(index, column.width + extra, column.right))
    return tuple(slots)


def _needed(columns: Sequence[Column], kept: Sequence[int]) -> int:
    return sum(columns[index].width for index in kept) + GAP * (len(kept) - 1)
