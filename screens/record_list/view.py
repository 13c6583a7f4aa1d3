"""The view on a list: which rows are at hand, which of them are on the screen, and where the cursor is.

Pure bookkeeping, without Textual or a store. Rows have *line numbers* that only this view knows: neighbours have
neighbouring lines, and a row keeps its line as long as it stays where it is. That is what keeps the picture still:
rows may arrive above or below, and the list may be counted later, without anything moving. Once ``low`` (the line
of the first row of all) is known, row number = line - ``low``.
"""

from __future__ import annotations

from db.windows import Position, Row
from screens.record_list.wants import After, Before, End, Number, Record, Start, Want, Window


class View:
    """A window of ``height`` lines on a list of which only some neighbouring rows are at hand."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.base = 0  # line of the first row at hand
        self.low: int | None = None  # line of the first row of the list, when known
        self.high: int | None = None  # line after the last row of the list, when known
        self.top = 0  # first line on the screen
        self.cursor = 0
        self.height = 1
        self._jump: Want | None = None
        self._renewed = False
        self._start: int | None = (
            None  # the first line on the screen, when it was that of the first row, before rows became others
        )

    @property
    def total(self) -> int | None:
        """How many rows the list has, when that is known."""
        return None if self.low is None or self.high is None else self.high - self.low

    @property
    def settled(self) -> bool:
        """Whether every line on the screen has its row, and no other rows are on their way."""
        first, end = self._on_screen()
        return self._jump is None and self.base <= first and end <= self.base + len(self.rows)

    def row(self, line: int) -> Row | None:
        """The row on a line, when it is at hand."""
        return self.rows[line - self.base] if 0 <= line - self.base < len(self.rows) else None

    def lines(self) -> range:
        """The lines on the screen that belong to the list, at hand or not."""
        return range(*self._on_screen())

    # moving

    def move(self, cursor: int) -> None:
        """Put the cursor on a line, and scroll no further than needed to show it."""
        low, high = self._bounds()
        self.cursor = max(low, min(cursor, high - 1))
        self.top = self._clamped(max(min(self.top, self.cursor), self.cursor - self.height + 1))

    def scroll(self, top: int) -> None:
        """Show the list from a line on; the cursor stays where it is, unless it would leave the screen."""
        self.top = self._clamped(top)
        self.cursor = max(self.top, min(self.cursor, self.top + self.height - 1, self._bounds()[1] - 1))

    def page(self, pages: int) -> None:
        """Go a screen further, less one line that shows where one was."""
        step = pages * max(1, self.height - 1)
        self.top = self._clamped(self.top + step)
        self.move(self.cursor + step)

    def home(self) -> None:
        """Go to the first row."""
        if self.low is not None and self.row(self.low):
            self.move(self.low)
        else:
            self._jump = Start(self.height + 1)

    def end(self) -> None:
        """Go to the last row."""
        if self.high is not None and self.row(self.high - 1):
            self.move(self.high - 1)
        else:
            self._jump = End(self.height + 1)

    def resize(self, height: int) -> None:
        """The screen now has so many lines for rows."""
        self.height = max(1, height)
        self.move(self.cursor)

    # reading

    def reopen(self, keep: bytes | None, last_seen: Position | None = None) -> None:
        """The rows are about to become others: by search, sort or change. Until they arrive the old ones stay.

        ``keep`` is the record that should stand on the cursor's line (see :class:`~screens.record_list.wants.Record`);
        without one, or when it is not in the list, the view goes to the start. A view that showed the first row goes on
        doing so as long as the cursor can be seen with it: what comes in at the start of a list should not come in unseen.
        """
        self._renewed = True
        self._start = self.top if self.top == self.low else None
        if keep is None:
            self._jump = Start(self.height + 1)
        else:
            above = max(0, min(self.cursor - self.top, self.height))
            below = self.height + 1 - above
            self._jump = Record(keep, last_seen, self.cursor, above if self._start is None else self.height, below)

    def want(self) -> Want | None:
        """What to read next: what the screen lacks, else a page ahead in both directions."""
        if self._jump is not None or not self.rows:
            return self._jump
        low, high = self._bounds()
        first, last = max(low, self.top - self.height), min(high, self.top + 2 * self.height)
        start, end = self.base, self.base + len(self.rows)
        reach = 2 * self.height
        if self.low is not None and (first > end + reach or last < start - reach):
            return Number(self.top - self.low, self.top, self.height + 1)
        if self.top >= start and last > end:
            return After(self.rows[-1].position, _whole(last - end, reach))
        if first < start:
            return Before(self.rows[0].position, _whole(start - first, reach))
        return None

    def take(self, want: Want, window: Window) -> None:
        """Take in the rows that were wanted."""
        match want:
            case After():
                self.rows = self.rows + window.rows
            case Before():
                self.rows = window.rows + self.rows
                self.base -= len(window.rows)
            case _:
                self._replace(want, window)
        end = self.base + len(self.rows)
        if window.at_start or (self.low is not None and self.low > self.base):
            self.low = self.base
        if window.at_end or (self.high is not None and self.high < end):
            self.high = end
        if isinstance(want, Record):
            if self.low is not None and self.top == self._start:
                self.top = self.low
            self._start = None
        self._trim()
        self.move(self.cursor)

    def drop_want(self) -> None:
        """What was wanted can't be read: stay where we are. Other rows are wanted again with the next key."""
        if not self._renewed:
            self._jump = None

    def number(self, position: Position, rank: int, total: int) -> bool:
        """Learn that ``rank`` rows of ``total`` come before ``position``; False when that row is no longer at hand."""
        for index, row in enumerate(self.rows):
            if row.position == position:
                self.low = min(self.base, self.base + index - rank)
                self.high = max(self.low + total, self.base + len(self.rows))
                self.move(self.cursor)
                return True
        return False

    def _replace(self, want: Want, window: Window) -> None:
        """Other rows than those at hand, on the lines where they belong."""
        if want == self._jump:
            self._jump = None
            if self._renewed:
                self._renewed = False
                self.low = self.high = None
        self.rows = window.rows
        if isinstance(want, Start) or window.missed:
            self.base = self.top = self.cursor = self.low or 0
        elif isinstance(want, End):
            self.base = (len(window.rows) if self.high is None else self.high) - len(window.rows)
            self.cursor = self.base + window.anchor
        elif isinstance(want, Number | Record):
            self.base = want.line - window.anchor
        if isinstance(want, Start | End) and self.total is None:
            self.low = self.high = None  # lines were numbered anew

    def _trim(self) -> None:
        """Let go of rows far from the screen, so that a long walk through the list does not fill the memory."""
        first = max(0, self.top - 6 * self.height - self.base)
        last = max(0, self.top + 7 * self.height - self.base)
        if first < len(self.rows) and last > 0 and (first or last < len(self.rows)):
            self.rows = self.rows[first:last]
            self.base += first

    def _bounds(self) -> tuple[int, int]:
        """The first line, and the line after the last; where those are not known, a screen past what is at hand."""
        low = self.base - self.height if self.low is None else self.low
        high = self.base + len(self.rows) + self.height if self.high is None else self.high
        return low, high

    def _on_screen(self) -> tuple[int, int]:
        low, high = self._bounds()
        return max(low, self.top), min(high, self.top + self.height)

    def _clamped(self, top: int) -> int:
        low, high = self._bounds()
        return max(low, min(top, high - self.height))


def _whole(rows: int, piece: int) -> int:
    """So many rows in whole pieces: while one is being read, the next key wants the same one and waits for it."""
    return -(-rows // piece) * piece
