"""Everything that moves a list: the keys, the wheel, a click, the scroll bar. All of it ends in one method."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widget import Widget

from models.messages import N_
from screens.record_list.scroll_bar import ScrollBar
from screens.record_list.view import View

WHEEL = 3
"""Rows for one step of the mouse wheel."""


class MovingView(Widget):
    """A widget that shows a :class:`~screens.record_list.view.View` below a header of one line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", N_("up"), show=False, id="list.up", tooltip=N_("One row up")),
        Binding("down,j", "move(1)", N_("down"), show=False, id="list.down", tooltip=N_("One row down")),
        Binding("pageup", "page(-1)", N_("page up"), show=False, id="list.page-up", tooltip=N_("One screen up")),
        Binding("pagedown", "page(1)", N_("page down"), show=False, id="list.page-down", tooltip=N_("One screen down")),
        Binding("home,g", "home", N_("first"), show=False, id="list.home", tooltip=N_("To the first row")),
        Binding("end,G", "end", N_("last"), show=False, id="list.end", tooltip=N_("To the last row")),
        Binding("enter", "open", N_("open"), id="list.open", tooltip=N_("Open this record")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | up, down, k, j | one row |
    | page up, page down | one screen |
    | home, end, g, G | first and last row |
    | enter | open the record |
    """

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._view = View()
        self._bar = ScrollBar(self._view)

    def _moved(self) -> None:
        """After any move or change of rows: read what is needed now, and repaint what looks different."""
        raise NotImplementedError

    def action_move(self, rows: int) -> None:
        """Move the cursor."""
        self._view.move(self._view.cursor + rows)
        self._moved()

    def action_page(self, pages: int) -> None:
        """Move by screens."""
        self._view.page(pages)
        self._moved()

    def action_home(self) -> None:
        """Go to the first row."""
        self._view.home()
        self._moved()

    def action_end(self) -> None:
        """Go to the last row."""
        self._view.end()
        self._moved()

    def action_open(self) -> None:
        """Open the record under the cursor."""
        raise NotImplementedError

    def _press_heading(self, x: int) -> None:
        """Somebody clicked in the line of the headings."""
        raise NotImplementedError

    def _mark_to(self, line: int) -> None:
        """Somebody clicked on a line with shift: mark from the cursor to there."""
        raise NotImplementedError

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll with the wheel."""
        self._scroll(event, WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll with the wheel."""
        self._scroll(event, -WHEEL)

    def _scroll(self, event: events.MouseEvent, rows: int) -> None:
        event.stop()
        event.prevent_default()
        self._view.scroll(self._view.top + rows)
        self._moved()

    def on_click(self, event: events.Click) -> None:
        """A click takes the cursor there, a double one opens the record."""
        at = event.get_content_offset(self)
        if at is None or at.x == self.size.width - 1:
            return
        if at.y < 1:
            self._press_heading(at.x)
            return
        line = self._view.top + at.y - 1
        if self._view.row(line) is None:
            return
        if event.shift:
            self._mark_to(line)
        self._view.move(line)
        self._moved()
        if event.chain == 2:
            self.action_open()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the scroll bar."""
        at = event.get_content_offset(self)
        if at is not None and at.y >= 1 and at.x == self.size.width - 1 and self._bar.hold(at.y - 1):
            self.capture_mouse()
            self._drag(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the scroll bar."""
        if self._bar.held:
            self._drag(event)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go of the scroll bar."""
        if self._bar.held:
            event.stop()
            self._bar.release()
            self.release_mouse()

    def _drag(self, event: events.MouseEvent) -> None:
        event.stop()
        self._bar.drag(event.get_content_offset_capture(self).y - 1)
        self._moved()
