"""The rows of a sheet, one by one: the number that the sheet gives each, and its cells as people would type them."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator

from db.imports.records import CELL_LIMIT, Record
from db.imports.xlsx.cells import Format, number_text, text_cell
from db.imports.xlsx.workbook import Sheet, Workbook
from db.imports.xlsx.xml import Attributes, BadXml, Ends, Starts, stream
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
            for read in stream(part, reading.starts(), reading.ends(), reading.text):
                told(read)
                if reading.rows:
                    yield from reading.rows
                    reading.rows.clear()
    except BadXml:
        raise book.package.damaged() from None


class _Reading:
    """What a stream of XML has said so far of the row and the cell that it is in."""

    def __init__(self, book: Workbook) -> None:
        self.rows: list[Record] = []
        self._book = book
        self._formats: dict[str, Format] = {}
        self._places: dict[str, int] = {}
        self._row = 0
        self._cells: list[str] = []
        self._place = -1
        self._attributes: Attributes = {}
        self._parts: list[str] = []
        self._length = 0
        self._listens = self._has_value = self._has_formula = self._phonetic = False

    def starts(self) -> Starts:
        """Who is told that an element begins."""
        return {
            "c": self._cell_begins,
            "v": self._value_begins,
            "t": self._text_begins,
            "f": self._formula_begins,
            "row": self._row_begins,
            "rPh": self._phonetic_begins,
        }

    def ends(self) -> Ends:
        """Who is told that an element ends."""
        return {
            "v": self._value_ends,
            "t": self._value_ends,
            "c": self._cell_ends,
            "row": self._row_ends,
            "rPh": self._phonetic_ends,
        }

    def text(self, found: str) -> None:
        """Text inside an element."""
        if self._listens:
            self._parts.append(found)
            self._length += len(found)
            if self._length > CELL_LIMIT:
                raise BadXml

    def _row_begins(self, attributes: Attributes) -> None:
        number = attributes.get("r")
        self._row = self._row + 1 if number is None else _number(number)
        self._place = -1
        self._cells = []
        if not 0 < self._row <= _ROWS:
            raise BadXml

    def _row_ends(self) -> None:
        if any(map(str.strip, self._cells)):
            self.rows.append(Record(self._row, self._cells))

    def _cell_begins(self, attributes: Attributes) -> None:
        self._attributes = attributes
        self._has_value = self._has_formula = False
        self._length = 0
        if self._parts:
            self._parts = []

    def _cell_ends(self) -> None:
        place = self._place_of(self._attributes.get("r"))
        self._place = place
        if self._has_value:
            if cell := self._cell():
                cells = self._cells
                if place == len(cells):
                    cells.append(cell)
                elif place > len(cells):
                    cells.extend([""] * (place - len(cells)))
                    cells.append(cell)
                else:
                    cells[place] = cell
        elif self._has_formula:
            raise _no_result(self._row, place)

    def _formula_begins(self, _attributes: Attributes) -> None:
        self._has_formula = True

    def _value_begins(self, _attributes: Attributes) -> None:
        self._listens = self._has_value = True

    def _text_begins(self, _attributes: Attributes) -> None:
        if not self._phonetic:
            self._listens = self._has_value = True

    def _value_ends(self) -> None:
        self._listens = False

    def _phonetic_begins(self, _attributes: Attributes) -> None:
        self._phonetic = True

    def _phonetic_ends(self) -> None:
        self._phonetic = False

    def _cell(self) -> str:
        raw = self._parts[0] if len(self._parts) == 1 else "".join(self._parts)
        kind = self._attributes.get("t", "n")
        if kind == "s":
            try:
                return self._book.texts[int(raw)]
            except (ValueError, IndexError):
                raise BadXml from None
        if kind == "n":
            style = self._attributes.get("s", "")
            shown = self._formats.get(style)
            if shown is None:
                shown = self._formats[style] = self._book.format(style)
            return number_text(raw, shown, from_1904=self._book.from_1904) if raw else ""
        if kind == "b":
            return "ja" if raw.strip() in ("1", "true") else "nee"
        return raw if kind in ("d", "e") else text_cell(raw)

    def _place_of(self, ref: str | None) -> int:
        if ref is None:
            place = self._place + 1
        else:
            letters = ref.rstrip("0123456789")
            place = self._places.get(letters, -1)
            if place < 0:
                place = self._places[letters] = _column(ref, letters)
        if place >= _COLUMNS:
            raise BadXml
        return place


def _column(ref: str, letters: str) -> int:
    """The place of a column by its letters."""
    if not _REF.match(ref):
        raise BadXml
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1


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
