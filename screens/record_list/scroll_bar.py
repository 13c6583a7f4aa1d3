"""The scroll bar of a list, drawn as the last cell of each of its lines.

(Textual's own bar takes the height of the whole list as the size of the widget: every change of the count would be a
new layout, and every step through the list would paint the bar again.)
"""

from __future__ import annotations

from screens.record_list.view import View

THUMB, TRACK, NONE = "┃", "│", " "


class ScrollBar:
    """Shows which part of the list is on the screen, and can be dragged."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._start = 0
        self._length = 0  # 0: all rows fit, or it is not known yet how many there are
        self._held: int | None = None  # cell of the thumb by which it is held

    @property
    def held(self) -> bool:
        """Whether it is being dragged."""
        return self._held is not None

    def cells(self) -> list[str]:
        """How it looks now, from top to bottom. While the rows are being counted it stays as it was."""
        view = self._view
        if view.total is not None and view.low is not None:
            self._length = max(1, view.height**2 // view.total) if view.total > view.height else 0
            if self._length:
                travel = view.height - self._length
                self._start = round(travel * (view.top - view.low) / (view.total - view.height))
        if not self._length:
            return [NONE] * view.height
        return [THUMB if self._covers(y) else TRACK for y in range(view.height)]

    def hold(self, y: int) -> bool:
        """Take hold of the thumb; pressed beside it, it comes there. False when there is no thumb."""
        if self._length:
            self._held = y - self._start if self._covers(y) else self._length // 2
        return self.held

    def drag(self, y: int) -> None:
        """Scroll the view so that the held thumb comes to cell ``y``."""
        view = self._view
        if self._held is not None and view.total is not None and view.low is not None:
            travel = max(1, view.height - self._length)
            start = max(0, min(y - self._held, travel))
            view.scroll(view.low + round(start * (view.total - view.height) / travel))

    def release(self) -> None:
        """Let go of the thumb."""
        self._held = None

    def _covers(self, y: int) -> bool:
        return self._start <= y < self._start + self._length
