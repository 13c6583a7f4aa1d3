"""What every file is read as, whatever its kind: headings, and records that know on which line they begin."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from models.errors import BadInput
from models.messages import N_, Message

CELL_LIMIT = 1 << 20
"""Characters in a cell; one that is longer has lost its closing quote, or is no text of people."""
RECORD_LIMIT = 4 << 20
"""Characters in a record; memory never holds more of one."""
COLUMN_LIMIT = 1_000
"""Headings in a file; one that has more is no administration of people."""
TITLES = 50
"""The headings stand among the first so many rows that hold something: titles may stand above them."""
_ENOUGH = 2
"""So many known headings make a row the headings."""

Score = Callable[[Sequence[str]], int]
"""How many of some headings are known."""


class Record(NamedTuple):
    """One record of a file."""

    line: int
    """The physical line where it begins, in a spreadsheet its row; the first is 1."""
    cells: Sequence[str]


class NumberText(str):
    """A cell that the file keeps as a number: zeros that it began with are gone."""

    __slots__ = ()


class Source(ABC):
    """An open file: its headings, and its records one by one. Close it when done."""

    headings: list[str]
    """As they stand in the file; '' for a column without one. None at all where there is no record that could have any."""
    size: int
    """How much there is to read, in the unit of :meth:`done`."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @abstractmethod
    def records(self) -> Iterator[Record]:
        """The records below the headings; rows without anything are skipped."""

    @abstractmethod
    def done(self) -> int:
        """How much has been read."""

    @abstractmethod
    def close(self) -> None:
        """Close the file."""

    def __enter__(self) -> Source:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


def heading_row(first: Sequence[Record], score: Score) -> tuple[int, int]:
    """Which of the first records holds the headings, and how many of them are known.

    The first record, unless hardly anything in it is known and a later one has more: then titles stand above. Where
    nothing is known at all, titles are what has far fewer cells than the rows below.
    """
    counts = [score(record.cells) if len(record.cells) <= COLUMN_LIMIT else 0 for record in first]
    best = max(counts, default=0)
    if best < _ENOUGH:
        filled = [sum(1 for cell in record.cells if cell.strip()) for record in first]
        at = next((at for at, count in enumerate(filled) if count * 2 >= max(filled)), 0)
    else:
        at = 0 if counts[0] >= _ENOUGH else counts.index(best)
    return at, counts[at] if counts else 0


def below_titles(records: Iterator[Record], score: Score, path: Path) -> tuple[list[str], Iterator[Record], int]:
    """The headings, the records below them, and how many of the headings are known."""
    first = list(islice(records, TITLES))
    if not first:
        raise BadInput(Message(N_("{path} holds no headings."), path=str(path)))
    at, known = heading_row(first, score)
    return headings_of(first[at], path), chain(first[at + 1 :], records), known


def headings_of(record: Record, path: Path) -> list[str]:
    """The cells of the heading row, without empty ones at the end; :class:`BadInput` when there are far too many."""
    headings = list(record.cells)
    while headings and not headings[-1].strip():
        headings.pop()
    if len(headings) > COLUMN_LIMIT:
        raise BadInput(
            Message(
                N_("{path} has {count} columns; at most {most} are read."), path=path.name, count=len(headings), most=COLUMN_LIMIT
            ),
            Message(N_("Keep the columns that are needed, and offer it again; nothing was imported.")),
        )
    return headings
