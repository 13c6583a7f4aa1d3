"""What a list wants to read next. Each want reads itself from a source, in any thread, and gives one :class:`Window`."""

from __future__ import annotations

from dataclasses import dataclass

from db.windows import ListSource, Position, Row


@dataclass(frozen=True, slots=True)
class Window:
    """Neighbouring rows of a list, in order."""

    rows: list[Row]
    anchor: int = 0
    """which of them is the one that was asked for"""
    at_start: bool = False
    at_end: bool = False
    """whether the first or last of them is the first or last of the list"""
    missed: bool = False
    """the record that was asked for is not in the list; this is the start of it"""


@dataclass(frozen=True, slots=True)
class Start:
    """The first rows of the list."""

    limit: int

    def read(self, source: ListSource) -> Window:
        """Read them."""
        rows = source.forward(None, self.limit)
        return Window(rows, at_start=True, at_end=len(rows) < self.limit)


@dataclass(frozen=True, slots=True)
class End:
    """The last rows of the list."""

    limit: int

    def read(self, source: ListSource) -> Window:
        """Read them."""
        rows = source.backward(None, self.limit)
        return Window(rows, anchor=max(0, len(rows) - 1), at_start=len(rows) < self.limit, at_end=True)


@dataclass(frozen=True, slots=True)
class After:
    """More rows below the last one that is known."""

    position: Position
    limit: int

    def read(self, source: ListSource) -> Window:
        """Read them."""
        rows = source.forward(self.position, self.limit)
        return Window(rows, at_end=len(rows) < self.limit)


@dataclass(frozen=True, slots=True)
class Before:
    """More rows above the first one that is known."""

    position: Position
    limit: int

    def read(self, source: ListSource) -> Window:
        """Read them."""
        rows = source.backward(self.position, self.limit)
        return Window(rows, at_start=len(rows) < self.limit)


@dataclass(frozen=True, slots=True)
class Number:
    """The rows from a row number on, far from what is known; ``line`` is where that row belongs."""

    number: int
    line: int
    limit: int

    def read(self, source: ListSource) -> Window:
        """Read them; when the list became shorter than that, its last rows."""
        position = source.at(self.number)
        if position is None:
            return End(self.limit).read(source)
        return _around(source, position, 0, self.limit)


@dataclass(frozen=True, slots=True)
class Record:
    """The rows around a record, wherever it stands now; ``line`` is where it belongs."""

    id: bytes
    last_seen: Position | None
    """where it stood; when it is gone its neighbour there takes its part. None: then begin at the start"""
    line: int
    above: int
    below: int

    def read(self, source: ListSource) -> Window:
        """Find it and read them."""
        position = source.find(self.id) or self.last_seen
        if position is None:
            start = Start(self.above + self.below).read(source)
            return Window(start.rows, at_start=True, at_end=start.at_end, missed=True)
        return _around(source, position, self.above, self.below)


Want = Start | End | After | Before | Number | Record


def _around(source: ListSource, position: Position, above: int, below: int) -> Window:
    before = source.backward(position, above) if above else []
    rest = source.forward(position, below, inclusive=True)
    if not rest and not above:
        return End(below).read(source)
    rows = before + rest
    anchor = len(before) if rest else max(0, len(before) - 1)
    return Window(rows, anchor, at_start=len(before) < above, at_end=len(rest) < below)
