"""A table of figures with a cursor on one of them: arrows from figure to figure, enter goes down to the records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.coordinate import Coordinate
from textual.message import Message
from textual.widgets import DataTable

from models.messages import N_
from screens.texts import visible


class Heading(NamedTuple):
    """One column: its name, and its heading of one or two words."""

    name: str
    text: str


class Figures(DataTable[Text], inherit_bindings=False):
    """Rows of people, columns of figures; the first column is whose row it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select_cursor", N_("records"), id="figures.open", tooltip=N_("The records behind this figure")),
        Binding("down,j", "cursor_down", N_("down"), show=False, id="figures.down", tooltip=N_("One row down")),
        Binding("up,k", "cursor_up", N_("up"), show=False, id="figures.up", tooltip=N_("One row up")),
        Binding("right", "cursor_right", N_("right"), show=False, id="figures.right", tooltip=N_("The next figure")),
        Binding("left", "cursor_left", N_("left"), show=False, id="figures.left", tooltip=N_("The figure before")),
        Binding("pagedown", "page_down", N_("page down"), show=False, id="figures.page-down", tooltip=N_("One screen down")),
        Binding("pageup", "page_up", N_("page up"), show=False, id="figures.page-up", tooltip=N_("One screen up")),
        Binding("home,g", "scroll_top", N_("first"), show=False, id="figures.first", tooltip=N_("To the first row")),
        Binding("end,G", "scroll_bottom", N_("last"), show=False, id="figures.last", tooltip=N_("To the last row")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | arrows, j k | from figure to figure |
    | enter | the records behind the figure |
    """

    NAME_WIDTH: ClassVar[int] = 14
    DEFAULT_CSS = """
    Figures { height: 1fr; background: $background; scrollbar-size-vertical: 1; scrollbar-size-horizontal: 1; }
    Figures > .datatable--header { background: $background; color: $text-muted; text-style: bold; }
    Figures > .datatable--fixed { background: $background; }
    """

    class Went(Message):
        """The cursor is on another figure."""

    class Wanted(Message):
        """Somebody wants the records behind the figure under the cursor."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, cursor_type="cell", header_height=2, fixed_columns=1, cell_padding=0, zebra_stripes=False)
        self._names: tuple[str, ...] = ()

    @property
    def row(self) -> int:
        """Which row the cursor is on, from 0."""
        return self.cursor_coordinate.row

    @property
    def column(self) -> str:
        """The name of the column that the cursor is on."""
        at = self.cursor_coordinate.column
        return self._names[at] if at < len(self._names) else ""

    def fill(self, headings: Sequence[Heading], rows: Sequence[Sequence[Text]], *, row: int, column: str) -> None:
        """Show these rows, with the cursor on a row and a column; the room that is left over goes to the names."""
        self.clear(columns=True)
        self._names = tuple(one.name for one in headings)
        widths = [_width(one.text, [cells[at] for cells in rows]) for at, one in enumerate(headings)]
        widths[0] = max(self.NAME_WIDTH, min(max(widths[0], self.NAME_WIDTH), self.size.width - sum(widths[1:]) - 2))
        for at, one in enumerate(headings):
            words = Text("\n".join(_words(one.text)), justify="right" if at else "left")
            self.add_column(words, key=one.name, width=widths[at])
        for cells in rows:
            fitted = cells[0].copy()
            fitted.truncate(widths[0] - 1, overflow="ellipsis")
            self.add_row(fitted, *cells[1:])
        at = self._names.index(column) if column in self._names else 1
        self.cursor_coordinate = Coordinate(max(0, min(row, len(rows) - 1)), at)

    def on_data_table_cell_highlighted(self, event: DataTable.CellHighlighted) -> None:
        """Say that the cursor went to another figure."""
        event.stop()
        self.post_message(self.Went())

    def on_data_table_cell_selected(self, event: DataTable.CellSelected) -> None:
        """Enter, or the mouse on the figure under the cursor."""
        event.stop()
        self.post_message(self.Wanted())


def name_cell(name: str, *, muted: bool = False) -> Text:
    """Whose row it is; people's text, never read as markup."""
    return Text(visible(name), style="italic" if muted else "", no_wrap=True)


def figure_cell(text: str, style: str = "") -> Text:
    """One figure."""
    return Text(text, style=style, justify="right", no_wrap=True)


def _words(heading: str) -> tuple[str, str]:
    """A heading on two lines; of one word it stands on the second."""
    first, _space, rest = heading.partition(" ")
    return (first, rest) if rest else ("", first)


def _width(heading: str, cells: Sequence[Text]) -> int:
    """Room for the longest word of a heading and the longest cell, and one before them."""
    return 1 + max(*(len(word) for word in _words(heading)), *(cell.cell_len for cell in cells), 3)
