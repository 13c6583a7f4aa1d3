"""CSV as records: which delimiter, which headings, and on which physical line each record begins."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from db.imports.decoding import encoding_of
from db.imports.records import CELL_LIMIT, RECORD_LIMIT, TITLES, Record, Score, Source, below_titles
from models.errors import BadInput
from models.messages import N_, Message

DELIMITERS = (";", ",", "\t")
_HEAD = 1 << 16
_END = "\0"
"""Read after the last line: a record that holds it began a quote and never closed it. Never text: see ``decoding``."""
_SEP = "sep="
"""How Excel writes the delimiter above the headings."""


class CsvSource(Source):
    """An open CSV file."""

    def __init__(self, path: Path, score: Score) -> None:
        """Open ``path``; of the delimiters that fit, the one that gives most known headings is taken.

        :class:`BadInput` when it is no CSV file.
        """
        super().__init__(path)
        self.size = path.stat().st_size
        encoding = encoding_of(path)
        self._binary = path.open("rb")
        self._text = io.TextIOWrapper(self._binary, encoding=encoding, newline="")
        try:
            head = self._text.read(_HEAD)
            self.delimiter = _delimiter(head, score)
            self._text.seek(0)
            csv.field_size_limit(max(csv.field_size_limit(), CELL_LIMIT))
            self._held = 0
            self._reader = csv.reader(self._lines(), delimiter=self.delimiter)
            self.headings, self._records, _known = below_titles(self._below_sep(), score, path)
        except BaseException:
            self.close()
            raise

    def records(self) -> Iterator[Record]:
        """See :class:`Source`."""
        return self._records

    def done(self) -> int:
        """How many bytes have been read."""
        return self._binary.tell()

    def close(self) -> None:
        """Close the file."""
        self._text.close()

    def _lines(self) -> Iterator[str]:
        """The lines of the file, none and no record ever longer than memory should hold."""
        read = self._text.readline
        while line := read(RECORD_LIMIT + 1):
            self._held += len(line)
            if self._held > RECORD_LIMIT:
                raise _Endless
            yield line
        yield _END

    def _below_sep(self) -> Iterator[Record]:
        records = self._read()
        for first in records:
            if not "".join(first.cells).lower().startswith(_SEP):
                yield first
            break
        yield from records

    def _read(self) -> Iterator[Record]:
        begin = 1
        try:
            for cells in self._reader:
                self._held = 0
                if cells and cells[-1].endswith(_END):
                    if cells != [_END]:
                        raise _unclosed(begin)
                    return
                if any(map(str.strip, cells)):
                    yield Record(begin, cells)
                begin = self._reader.line_num + 1
        except csv.Error:
            raise _unclosed(begin) from None
        except _Endless:
            raise BadInput(
                Message(N_("The record that begins on line {line} is longer than any record of people."), line=begin),
                Message(N_("Look whether this is a CSV file, or mend that line; nothing was imported.")),
            ) from None


class _Endless(Exception):
    """A line or a record that is too long."""


def _unclosed(line: int) -> BadInput:
    return BadInput(
        Message(N_('In the record that begins on line {line} a quote (") opens and does not close.'), line=line),
        Message(N_("Mend that line in the file and offer it again; nothing was imported.")),
    )


def _delimiter(head: str, score: Score) -> str:
    """The delimiter that gives most known headings in the first rows; of equals, the one with most cells."""
    if head.lower().startswith(_SEP) and head[4:5] in DELIMITERS:
        return head[4]

    def quality(delimiter: str) -> tuple[int, int]:
        first, best = 0, 0
        try:
            for position, cells in enumerate(_some(head, delimiter)):
                first = first or len(cells)
                best = max(best, score(cells))
                if position == 0 and best > 1:
                    break
        except csv.Error:
            pass
        return best, first

    return max(DELIMITERS, key=quality)


def _some(head: str, delimiter: str) -> Iterator[list[str]]:
    """The first rows that hold something; only as far as a row of headings can be."""
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
    filled = (cells for cells in reader if cells)
    return islice(filled, TITLES)
