"""A file on the screen: headings, lines of name and value, and lines that lead to another record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from models.messages import N_
from screens.texts import visible

NAME_WIDTH = 20


class Line(NamedTuple):
    """One line of a file or a preview. Text is people's text: shown as it is."""

    text: str = ""
    name: str = ""
    """Stands before the text in a column of its own."""
    tone: str = ""
    """``title``, ``muted``, ``good``, ``warn`` or ``block``; state is in the words too."""
    subject: str = ""
    """With ``key``: enter opens this record."""
    key: bytes | None = None


_STYLES = {
    "title": "bold $text-primary",
    "muted": "$text-muted",
    "good": "$text-success",
    "warn": "$text-warning",
    "block": "bold $text-error",
}


def title(text: str) -> Line:
    """A heading."""
    return Line(text, tone="title")


def field(name: str, value: str | None) -> list[Line]:
    """A line of name and value; no line at all when there is no value."""
    return [Line(value, name=name)] if value else []


def plain_line(line: Line) -> str:
    """A line as text."""
    return f"{line.name:<{NAME_WIDTH}} {line.text}" if line.name else line.text


def line_content(line: Line, width: int = 0, *, leads: bool = True) -> Content:
    """A line as Textual shows it; never through a markup parser.

    In ``width`` cells a long text goes on under itself, not under its name; 0: the width is not known yet. With
    ``leads`` a line that leads to another record has a mark for it.
    """
    style = _STYLES.get(line.tone, "")
    text = Content.styled(visible(line.text), style) if style else Content(visible(line.text))
    if leads and line.key is not None:
        text += Content.styled(" ›", "$text-accent")
    if not line.name:
        return text
    name = Content.styled(f"{visible(line.name):<{NAME_WIDTH}} ", "$text-muted")
    room = width - name.cell_length
    if room < NAME_WIDTH:
        return name + text
    below = Content("\n" + " " * name.cell_length)
    return name + below.join(text.wrap(room))


def sheet_content(lines: Iterable[Line], width: int = 0) -> Content:
    """All lines below each other in ``width`` cells, for a preview; nothing can be opened from there."""
    return Content("\n").join([line_content(line, width, leads=False) for line in lines])


class Sheet(OptionList):
    """A file as lines with a cursor; enter opens the record that a line leads to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "cursor_down", N_("down"), show=False, id="sheet.down", tooltip=N_("One row down")),
        Binding("up,k", "cursor_up", N_("up"), show=False, id="sheet.up", tooltip=N_("One row up")),
        Binding("pagedown", "page_down", N_("page down"), show=False, id="sheet.page-down", tooltip=N_("One screen down")),
        Binding("pageup", "page_up", N_("page up"), show=False, id="sheet.page-up", tooltip=N_("One screen up")),
        Binding("home,g", "first", N_("first"), show=False, id="sheet.first", tooltip=N_("To the first row")),
        Binding("end,G", "last", N_("last"), show=False, id="sheet.last", tooltip=N_("To the last row")),
        Binding("enter", "select", N_("open"), id="sheet.open", tooltip=N_("Open the record on this line")),
    ]

    class Opened(Message):
        """Somebody wants to see the record that a line leads to."""

        def __init__(self, subject: str, key: bytes) -> None:
            super().__init__()
            self.subject = subject
            self.key = key

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(markup=False, id=id)
        self._shown: list[Line] = []
        self._width = 0

    @property
    def line(self) -> Line | None:
        """The line under the cursor."""
        return self._shown[self.highlighted] if self.highlighted is not None and self.highlighted < len(self._shown) else None

    def show(self, lines: Sequence[Line]) -> None:
        """Show these lines; the cursor stays at its place."""
        at, top = self.highlighted, self.scroll_y
        self._shown = list(lines)
        self._width = self.scrollable_content_region.width
        self.set_options([Option(line_content(line, self._width), disabled=not line.text and not line.name) for line in lines])
        if lines:
            self.highlighted = min(at, len(lines) - 1) if at is not None else 0
            self.scroll_to(y=top, animate=False)

    def on_resize(self) -> None:
        """Lay the lines out again when they got another width."""
        if self._width != self.scrollable_content_region.width:
            self.show(self._shown)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter is offered on lines that lead somewhere."""
        if action == "select":
            return self.line is not None and self.line.key is not None
        return super().check_action(action, parameters)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Another line: enter may lead somewhere now, or nowhere."""
        event.stop()
        self.refresh_bindings()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open what the line leads to."""
        event.stop()
        line = self._shown[event.option_index]
        if line.key is not None:
            self.post_message(self.Opened(line.subject, line.key))
