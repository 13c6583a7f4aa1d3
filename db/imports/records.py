"""CSV as records: which delimiter, which headings, and on which physical line each record begins."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from db.imports.decoding import encoding_of, must_be_text
from models.errors import BadInput
from models.messages import N_, Message

DELIMITERS = (";", ",", "\t")
CELL_LIMIT = 1 << 20
"""Characters in a cell; one that is longer has lost its closing quote."""
_HEAD = 1 << 16
_END = "\0"
"""Read after the last line: a record that holds it began a quote and never closed it. Never text: see ``decoding``."""
_SEP = "sep="
"""How Excel writes the delimiter above the headings."""

Score = Callable[[Sequence[str]], int]
"""How many of some headings are known."""


class Record(NamedTuple):
    """One record of a file."""

    line: int
    """The physical line where it begins; the first line is 1."""
    cells: list[str]


class CsvFile:
    """An open CSV file: its headings, and its records one by one. Close it when done."""

    def __init__(self, path: Path, score: Score) -> None:
        """Open ``path``; of the delimiters that fit, the one that gives most known headings is taken.

        :class:`BadInput` when it is no CSV file.
        """
        must_be_text(path)
        self.path = path
        self.score = score
        self.size = path.stat().st_size
        self._binary = path.open("rb")
        self._text = io.TextIOWrapper(self._binary, encoding=encoding_of(path), newline="")
        head = self._text.read(_HEAD)
        self.delimiter = _delimiter(head, score)
        self._text.seek(0)
        csv.field_size_limit(max(csv.field_size_limit(), CELL_LIMIT))
        self._reader = csv.reader(chain(self._text, (_END,)), delimiter=self.delimiter)
        self._records = self._read()
        first = next(self._records, None)
        if first is not None and "".join(first.cells).lower().startswith(_SEP):
            first = next(self._records, None)
        if first is None:
            self.close()
            raise BadInput(Message(N_("{path} holds no headings."), path=str(path)))
        self.headings = list(first.cells)
        while self.headings and not self.headings[-1].strip():
            self.headings.pop()

    def records(self) -> Iterator[Record]:
        """The records below the headings; lines without anything are skipped."""
        return self._records

    def done(self) -> int:
        """How many bytes have been read."""
        return self._binary.tell()

    def close(self) -> None:
        """Close the file."""
        self._text.close()

    def __enter__(self) -> CsvFile:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _read(self) -> Iterator[Record]:
        begin = 1
        try:
            for cells in self._reader:
                if cells and cells[-1].endswith(_END):
                    if cells != [_END]:
                        raise _unclosed(begin)
                    return
                if any(map(str.strip, cells)):
                    yield Record(begin, cells)
                begin = self._reader.line_num + 1
        except csv.Error:
            raise _unclosed(begin) from None


def _unclosed(line: int) -> BadInput:
    return BadInput(
        Message(N_('In the record that begins on line {line} a quote (") opens and does not close.'), line=line),
        Message(N_("Mend that line in the file and offer it again; nothing was imported.")),
    )


def _delimiter(head: str, score: Score) -> str:
    if head.lower().startswith(_SEP) and head[4:5] in DELIMITERS:
        return head[4]

    def quality(delimiter: str) -> tuple[int, int]:
        try:
            reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
            first: list[str] = next((cells for cells in reader if cells), [])
        except csv.Error:
            first = []
        return score(first), len(first)

    return max(DELIMITERS, key=quality)
