"""From a row to a line on the screen: styled cells, made once and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.strip import Strip

from db.windows import Column, Row
from screens.record_list.cells import fitted, written
from screens.record_list.columns import GAP, Slot, share
from screens.texts import render

CURSOR, MARK = "▌", "✓"
GUTTER = 3  # cursor, mark and a space before the first column
BAR = 2  # a space and the scroll bar after the last
PLACEHOLDER = "…"
UP, DOWN = "▴", "▾"


class Heading(NamedTuple):
    """How the headings stand: which columns are wanted, and which of them gives the order."""

    only: tuple[str, ...] | None = None
    """names of the columns that are shown when there is room; None: all"""
    order: str = ""
    """the order that the list has; the heading of its column says so"""
    downwards: bool = False


class Line(NamedTuple):
    """All that one line of the list depends on. Equal lines look the same, so their strip is made once."""

    row: Row | None
    """None: its row is still being read"""
    cursor: bool = False
    marked: bool = False
    bar: str = " "
    """the cell of the scroll bar: thumb, track or nothing"""


_USUAL = Heading()


class Painter:
    """Makes strips of lines, for one width and one set of columns."""

    def __init__(self, style: Callable[[str], Style]) -> None:
        """``style`` gives the style of a component class of the list by its last name: ``cursor``, ``muted``."""
        self._style = style
        self._cache: LRUCache[Line, Strip] = LRUCache(1024)
        self._columns: tuple[Column, ...] = ()
        self._width = 0
        self._heading = Heading()
        self._slots = share((), 0)

    def arrange(self, columns: tuple[Column, ...], width: int, heading: Heading = _USUAL) -> bool:
        """Paint these columns in lines of ``width`` cells from now on; whether that changes anything."""
        if (columns, width, heading) == (self._columns, self._width, self._heading):
            return False
        self._columns, self._width, self._heading = columns, width, heading
        self._slots = share(columns, width - GUTTER - BAR, heading.only)
        self.forget()
        return True

    def forget(self) -> None:
        """Make all strips anew: the theme, the focus or the language changed."""
        self._cache.clear()

    def header(self) -> Strip:
        """The line with the titles of the columns."""
        return self._plain((" " * GAP).join(self._title(slot) for slot in self._slots), "header")

    def _title(self, slot: Slot) -> str:
        column = self._columns[slot.column]
        title = render(column.title)
        if column.order and column.order == self._heading.order:
            title = f"{fitted(title, min(len(title), slot.width - 2))} {DOWN if self._heading.downwards else UP}"
        return fitted(title, slot.width, slot.right)

    def order_at(self, x: int) -> str:
        """The order that the heading in cell ``x`` stands for; '' when there is none."""
        start = GUTTER
        for slot in self._slots:
            if start <= x < start + slot.width:
                return self._columns[slot.column].order
            start += slot.width + GAP
        return ""

    def note(self, text: str) -> Strip:
        """A line of text about the list; without text, a line below the last row."""
        return self._plain(text, "muted")

    def strip(self, line: Line) -> Strip:
        """The strip of a line."""
        strip = self._cache.get(line)
        if strip is None:
            strip = self._cache[line] = Strip(_merged(self._runs(line))).adjust_cell_length(self._width)
        return strip

    def _plain(self, text: str, style: str) -> Strip:
        return Strip([Segment(fitted(" " * GUTTER + text, self._width), self._style(style))], self._width)

    def _runs(self, line: Line) -> Iterator[tuple[str, Style]]:
        """The texts of a line from left to right, each with its style."""
        plain = self._style("cursor" if line.cursor else "row")
        yield CURSOR if line.cursor else " ", plain
        yield (MARK, plain if line.cursor else self._style("mark")) if line.marked else (" ", plain)
        yield " ", plain
        used = GUTTER
        if line.row is None:
            yield PLACEHOLDER, self._style("placeholder")
            used += len(PLACEHOLDER)
        else:
            for slot in self._slots:
                if used > GUTTER:
                    yield " " * GAP, plain
                    used += GAP
                hint = line.row.hints[slot.column] if line.row.hints else ""
                style = self._style(hint) if hint and not line.cursor else plain
                yield fitted(written(line.row.cells[slot.column]), slot.width, slot.right), style
                used += slot.width
        yield " " * (self._width - used - 1), plain
        yield line.bar, self._style("bar")


def _merged(runs: Iterator[tuple[str, Style]]) -> list[Segment]:
    """One segment for neighbours of the same style: fewer to print."""
    segments: list[Segment] = []
    text, current = "", None
    for part, style in runs:
        if style is not current and text:
            segments.append(Segment(text, current))
            text = ""
        text, current = text + part, style
    segments.append(Segment(text, current))
    return segments
