"""The rows of a sheet, one by one: the number that the sheet gives each, and its cells as people would type them."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator

from db.cells import defused, restored
from db.imports.records import CELL_LIMIT, Record
from db.imports.xlsx.cells import Format, number_text, unescaped
from db.imports.xlsx.workbook import Sheet, Workbook
from db.imports.xlsx.xml import Attributes, BadXml, stream
from models.errors import BadInput
from models.messages import N_, Message

_ROWS = 1_048_576
_COLUMNS = 16_384
"""What a sheet can hold; one that claims more was not made by a spreadsheet."""
_REF = re.compile(r"([A-Z]{1,3})([0-9]{1,7})\Z")


def rows_of(book: Workbook, sheet: Sheet, told: Callable[[int], None] = lambda _read: None) -> Generator[Record]:
    """The rows that hold something. ``told`` gets how many bytes of the sheet were read."""
    reading = _Reading(book)
    try:
        with book.package.open(sheet.part) as part:
            for read in stream(part, reading.start, reading.end, reading.text):
                told(read)
                if reading.done:
                    yield from reading.done
                    reading.done.clear()
    except BadXml:
        raise book.package.damaged() from None


class _Reading:
    """What a stream of XML has said so far of the row and the cell that it is in."""

    def __init__(self, book: Workbook) -> None:
        self.done: list[Record] = []
        self._book = book
        self._formats: dict[str, Format] = {}
        self._places: dict[str, int] = {}
        self._row = 0
        self._cells: list[str] = []
        self._place = -1
        self._kind = self._style = ""
        self._parts: list[str] = []
        self._length = 0
        self._listens = self._has_value = self._has_formula = self._phonetic = False

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        if name == "c":
            self._place = self._place_of(attributes.get("r"))
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
            self._has_value = self._has_formula = False
            self._parts.clear()
            self._length = 0
        elif name == "v":
            self._listens = self._has_value = True
        elif name == "t":
            if not self._phonetic:
                self._listens = self._has_value = True
        elif name == "rPh":
            self._phonetic = True
        elif name == "f":
            self._has_formula = True
        elif name == "row":
            number = attributes.get("r")
            self._row = self._row + 1 if number is None else _number(number)
            self._place = -1
            self._cells = []
            if not 0 < self._row <= _ROWS:
                raise BadXml

    def text(self, found: str) -> None:
        """Text inside an element."""
        if self._listens:
            self._parts.append(found)
            self._length += len(found)
            if self._length > CELL_LIMIT:
                raise BadXml

    def end(self, name: str) -> None:
        """An element ends."""
        if name in ("v", "t"):
            self._listens = False
        elif name == "rPh":
            self._phonetic = False
        elif name == "c":
            if self._has_value:
                self._put(self._cell())
            elif self._has_formula:
                raise _no_result(self._row, self._place)
        elif name == "row" and any(map(str.strip, self._cells)):
            self.done.append(Record(self._row, self._cells))

    def _put(self, cell: str) -> None:
        if cell:
            cells = self._cells
            if (missing := self._place - len(cells)) >= 0:
                cells.extend([""] * missing)
                cells.append(cell)
            else:
                cells[self._place] = cell

    def _cell(self) -> str:
        raw = self._parts[0] if len(self._parts) == 1 else "".join(self._parts)
        kind = self._kind
        if kind == "s":
            try:
                return defused(restored(self._book.texts[int(raw)]))
            except (ValueError, IndexError):
                raise BadXml from None
        if kind == "n":
            shown = self._formats.get(self._style)
            if shown is None:
                shown = self._formats[self._style] = self._book.format(self._style)
            return number_text(raw, shown, from_1904=self._book.from_1904) if raw else ""
        if kind == "b":
            return "ja" if raw.strip() in ("1", "true") else "nee"
        return raw if kind in ("d", "e") else defused(restored(unescaped(raw)))

    def _place_of(self, ref: str | None) -> int:
        if ref is None:
            place = self._place + 1
        else:
            letters = ref.rstrip("0123456789")
            place = self._places.get(letters, -1)
            if place < 0:
                if not _REF.match(ref):
                    raise BadXml
                place = 0
                for letter in letters:
                    place = place * 26 + ord(letter) - 64
                place -= 1
                self._places[letters] = place
        if place >= _COLUMNS:
            raise BadXml
        return place


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _no_result(row: int, place: int) -> BadInput:
    letters = ""
    place += 1
    while place > 0:
        place, letter = divmod(place - 1, 26)
        letters = chr(65 + letter) + letters
    return BadInput(
        Message(N_("Cell {cell} holds a formula, and the file does not say what comes out of it."), cell=f"{letters}{row}"),
        Message(N_("Open the file in a spreadsheet program, save it there and offer it again; nothing was imported.")),
    )
