"""A list of any length whose rows are made when they are read: a million rows cost nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from db.windows import Column, Position, Row
from models.messages import Message

COLUMNS = (
    Column("name", Message("Name"), 14, weight=3),
    Column("number", Message("No."), 8, right=True),
    Column("place", Message("Place"), 12, weight=1, priority=1),
    Column("remark", Message("Remark"), 20, weight=1, priority=2),
)


def row_id(number: int) -> bytes:
    """The id of record ``number``."""
    return number.to_bytes(16, "big")


def row_key(number: int) -> str:
    """The sort key of record ``number``."""
    return f"{number:08}"


@dataclass
class SyntheticList:
    """The records 0 to ``size``, but for those that are ``gone``; each read is noted, and may be held up."""

    size: int
    name: Callable[[int], str] = "Person {}".format
    gone: set[int] = field(default_factory=set)
    columns: tuple[Column, ...] = COLUMNS
    before_read: Callable[[], object] = lambda: None
    reads: list[int] = field(default_factory=list)
    forgotten: int = 0

    def _row(self, number: int) -> Row:
        cells = (self.name(number), number, "Almelo", "")
        return Row(row_id(number), row_key(number), cells, ("", "muted", "warn" if number % 7 == 3 else "", "block"))

    def _walk(self, number: int, step: int, limit: int) -> list[Row]:
        self.before_read()
        rows: list[Row] = []
        while 0 <= number < self.size and len(rows) < limit:
            if number not in self.gone:
                rows.append(self._row(number))
            number += step
        self.reads.append(len(rows))
        return rows

    def forward(self, after: Position | None, limit: int, inclusive: bool = False) -> list[Row]:
        return self._walk(0 if after is None else int(after[0]) + (not inclusive), 1, limit)

    def backward(self, before: Position | None, limit: int) -> list[Row]:
        return self._walk(self.size - 1 if before is None else int(before[0]) - 1, -1, limit)[::-1]

    def find(self, id: bytes) -> Position | None:
        number = int.from_bytes(id, "big")
        return (row_key(number), id) if number < self.size and number not in self.gone else None

    def total(self) -> int:
        return self.size - len(self.gone)

    def rank(self, position: Position) -> int:
        number = int(position[0])
        return number - sum(1 for gone in self.gone if gone < number)

    def at(self, number: int) -> Position | None:
        rows = [n for n in range(number, min(self.size, number + len(self.gone) + 1)) if n not in self.gone]
        for candidate in rows:
            if self.rank((row_key(candidate), b"")) == number:
                return row_key(candidate), row_id(candidate)
        return None

    def forget(self) -> None:
        self.forgotten += 1
