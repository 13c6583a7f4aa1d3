"""The scroll bar of a list: which cells the thumb covers, and which part of the list a cell stands for.

It is drawn as the last cell of each line. (Textual's own bar wants the height of the whole list as the size of the
widget, which makes every change of the count a new layout and every move of the list a repaint of the bar.)
"""

from __future__ import annotations

from typing import NamedTuple


class Thumb(NamedTuple):
    """The part of the bar that shows where one is."""

    start: int
    length: int

    def covers(self, y: int) -> bool:
        """Whether line ``y`` of the bar is thumb."""
        return self.start <= y < self.start + self.length


def thumb(height: int, total: int, first: int) -> Thumb | None:
    """The thumb of a bar of ``height`` cells when row ``first`` of ``total`` is at the top; None when all rows fit."""
    if total <= height:
        return None
    length = max(1, height * height // total)
    return Thumb(round((height - length) * first / (total - height)), length)


def first_row(height: int, total: int, start: int) -> int:
    """Which row comes to the top when the thumb is moved to begin at cell ``start``."""
    length = max(1, height * height // total)
    travel = max(1, height - length)
    return max(0, min(round(start * (total - height) / travel), total - height))
