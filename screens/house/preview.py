"""The few lines beside or below a list, about the record under its cursor."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from screens.house.sheet import Line, sheet_content


class Preview(VerticalScroll, can_focus=False):
    """Lines to read; laid out again when the room for them changes."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown: Sequence[Line] = ()
        self._width = 0

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static("", markup=False)

    def show(self, lines: Sequence[Line]) -> None:
        """Show these lines from now on."""
        self._shown = lines
        self._width = self.scrollable_content_region.width
        self.query_one(Static).update(sheet_content(lines, self._width))

    def on_resize(self) -> None:
        """Lay the lines out again when they got another width."""
        if self._width != self.scrollable_content_region.width:
            self.show(self._shown)
