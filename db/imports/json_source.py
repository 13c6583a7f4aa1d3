"""JSON as records: a list of objects, or an object with such a list for each subject (what ``nuo export all`` writes).

Read one record at a time, twice: first to see that the whole file is good and which names it uses, then to take it in.
A record's line is the physical line on which its ``{`` stands.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, TextIO

from db.cells import defused
from db.imports.decoding import encoding_of
from db.imports.records import CELL_LIMIT, COLUMN_LIMIT, RECORD_LIMIT, NumberText, Record, Source
from models.errors import BadInput
from models.messages import N_, Message

_BLOCK = 1 << 18
_SPACE = re.compile(r"[ \t\r\n]*")
_SHAPE = N_('It must be a list of records: [{"number": "C00001", "surname": "Arent"}, …]')
_MEND = N_("Mend it and offer it again; nothing was imported.")


class JsonSource(Source):
    """An open JSON file of records."""

    def __init__(self, path: Path, part: str) -> None:
        """Open ``path`` and look at every record in it; :class:`BadInput` when it is not what it must be.

        ``part`` is the name of the list that is meant where the file is an object of lists.
        """
        super().__init__(path)
        self._part = part
        self._encoding = encoding_of(path)
        self._binary = path.open("rb")
        self.size = path.stat().st_size * 2
        self._before = 0
        try:
            names: dict[str, None] = {}
            for line, record in self._objects():
                names.update(dict.fromkeys(record))
                _look_at(line, record)
                if len(names) > COLUMN_LIMIT:
                    raise _wrong(N_("Its records have more than {most} different names."), most=COLUMN_LIMIT)
        except BaseException:
            self.close()
            raise
        self.headings = list(names)
        self._before = path.stat().st_size

    def records(self) -> Iterator[Record]:
        """See :class:`Source`."""
        for line, record in self._objects():
            cells = [_cell(record.get(name)) for name in self.headings]
            if any(map(str.strip, cells)):
                yield Record(line, cells)

    def done(self) -> int:
        """How many bytes have been read, of two times the file."""
        return self._before + self._binary.tell()

    def close(self) -> None:
        """Close the file."""
        self._binary.close()

    def _objects(self) -> Iterator[tuple[int, dict[str, Any]]]:
        self._binary.seek(0)
        text = io.TextIOWrapper(self._binary, encoding=self._encoding)
        try:
            yield from _Reading(text, self.path).records(self._part)
        finally:
            text.detach()


class _Reading:
    """Reads a JSON text record by record; holds no more of it than one record and a block."""

    def __init__(self, text: TextIO, path: Path) -> None:
        self._text = text
        self._path = path
        self._held = ""
        self._at = 0
        self._line = 1
        self._counted = 0
        self._inside = False
        self._decode = json.JSONDecoder(
            object_pairs_hook=_object, parse_float=_number, parse_int=_number, parse_constant=_constant
        ).raw_decode

    def records(self, part: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """Every record with its line."""
        if self._peek() == "{":
            self._go_to(part)
        if self._peek() != "[":
            raise _wrong(N_("The JSON file is no list of records."), hint=_SHAPE)
        yield from self._list()
        if not self._inside and self._next() is not None:
            raise _wrong(N_("After the list of records stands something else, on line {line}."), line=self.line())

    def _list(self) -> Iterator[tuple[int, dict[str, Any]]]:
        self._at += 1
        if self._peek() == "]":
            self._at += 1
            return
        while True:
            self._peek()
            line = self.line()
            record = self._value()
            if not isinstance(record, dict):
                raise _wrong(N_("On line {line} stands something that is no record."), line=line, hint=_SHAPE)
            yield line, record
            sign = self._peek()
            self._at += 1
            if sign == "]":
                return
            if sign != ",":
                raise self._broken()

    def _go_to(self, part: str) -> None:
        """Go to the list of that name in the object of lists; the others are passed over, record by record."""
        self._at += 1
        self._inside = True
        names: list[str] = []
        while self._peek() == '"':
            name = self._value()
            if self._peek() != ":":
                raise self._broken()
            self._at += 1
            if name.casefold() == part.casefold():
                return
            names.append(name)
            if self._peek() == "[":
                for _record in self._list():
                    pass
            else:
                self._value()
            if self._peek() != ",":
                break
            self._at += 1
        raise BadInput(
            Message(N_("{path} holds no list '{part}'; it holds {names}."), path=str(self._path), part=part, names=names[:20]),
            Message(_SHAPE),
        )

    def line(self) -> int:
        """The physical line of what comes next."""
        self._line += self._held.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line

    def _peek(self) -> str:
        """The next sign that is no space; :class:`BadInput` at the end of the file."""
        sign = self._next()
        if sign is None:
            raise self._broken()
        return sign

    def _next(self) -> str | None:
        while True:
            self._at = _SPACE.match(self._held, self._at).end()  # type: ignore[union-attr]
            if self._at < len(self._held):
                return self._held[self._at]
            if not self._more():
                return None

    def _value(self) -> Any:
        """The next value whole."""
        wanted = 0
        while True:
            try:
                value, end = self._decode(self._held, self._at)
            except json.JSONDecodeError as error:
                far = len(self._held) - self._at
                if error.pos < len(self._held) - 16 and not error.msg.startswith("Unterminated"):
                    raise self._broken() from None
                wanted = max(wanted * 2, _BLOCK)
                if far > RECORD_LIMIT:
                    raise _wrong(N_("The record on line {line} is too long to be one."), line=self.line()) from None
                if not self._more(wanted):
                    raise self._broken() from None
            except RecursionError:
                raise _wrong(N_("The record on line {line} is lists in lists in lists."), line=self.line()) from None
            else:
                if end == len(self._held) and self._more():
                    continue  # a number may go on in the next block
                self._at = end
                return value

    def _more(self, wanted: int = _BLOCK) -> bool:
        block = self._text.read(wanted)
        self.line()
        self._held = self._held[self._at :] + block
        self._at = self._counted = 0
        return bool(block)

    def _broken(self) -> BadInput:
        return _wrong(N_("The JSON breaks off or is damaged, at or after line {line}."), line=self.line())


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise BadInput(Message(N_("A record names '{name}' twice."), name=twice), Message(_MEND))
    return found


def _number(text: str) -> NumberText:
    """A number as a cell says it: with a comma, so that nobody takes its point for one of thousands."""
    if len(text) > 40:
        raise BadInput(Message(N_("'{value}' is no number of an administration."), value=f"{text[:20]}…"), Message(_MEND))
    if "e" in text or "E" in text:
        value = Decimal(text)
        if not -20 < value.adjusted() < 20:
            raise BadInput(Message(N_("'{value}' is no number of an administration."), value=text), Message(_MEND))
        text = format(value, "f")
    whole, _point, rest = text.partition(".")
    rest = rest.rstrip("0")
    return NumberText(f"{whole},{rest}" if rest else whole)


def _constant(text: str) -> Any:
    raise BadInput(Message(N_("'{value}' is no number of an administration."), value=text), Message(_MEND))


def _look_at(line: int, record: dict[str, Any]) -> None:
    """Refuse a record whose values are no cells."""
    for name, value in record.items():
        if isinstance(value, (dict, list)):
            raise _wrong(
                N_("On line {line}, '{name}' holds a list or an object; a value is a text, a number, true, false or null."),
                line=line,
                name=name,
            )
        for text in (name, value) if isinstance(value, str) else (name,):
            if len(text) > CELL_LIMIT or "\0" in text or not _whole(text):
                raise _wrong(N_("On line {line}, '{name}' holds what no text can hold."), line=line, name=name[:40])


def _whole(text: str) -> bool:
    """Whether a text can be kept: no half of a sign that is written as two."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _cell(value: Any) -> str:
    """A value as a cell of a file: a script writes texts as they are, so they are kept from being restored."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return value if isinstance(value, NumberText) else defused(value)


def _wrong(template: str, hint: str = _MEND, **values: Any) -> BadInput:
    return BadInput(Message(template, **values), Message(hint))
