"""A workbook (XLSX): a sheet for each table, with dates and amounts that a spreadsheet can order and add up.

Written row by row; what a workbook needs beside itself while it grows stands in a folder of its own, which goes.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

from db.cells import defused
from db.exports.columns import SHEETS, Kind
from db.exports.formats import OutFile, Table, does_not_fit, forms_in, names_of, yes_no
from models.messages import N_, Message

_ROWS = 1_048_576
_CELL = 32_767
"""What a sheet and a cell can hold."""
_BEGIN = date(1899, 12, 30)
_FIRST = date(1900, 3, 1)
"""Before this day a spreadsheet counts a 29 February that never was: such a day is written as text."""
_WIDTH = 16
Put = Callable[[int, int, Any], None]


class XlsxFile(OutFile):
    """One or more tables, each on a sheet."""

    several = True

    def __init__(self, path: Path, language: str) -> None:
        super().__init__(path, language)
        from xlsxwriter import Workbook

        self._beside = tempfile.TemporaryDirectory(prefix=".nuo-export-", dir=path.parent)
        self._book = Workbook(path, {"constant_memory": True, "tmpdir": self._beside.name})
        self._bold = self._book.add_format({"bold": True})
        self._day = self._book.add_format({"num_format": "dd-mm-yyyy"})
        self._sheet: Any = None
        self._row = 0
        self._puts: list[Put] = []

    def begin(self, table: Table) -> None:
        """See :class:`OutFile`."""
        name = SHEETS.get(table.name, table.name) if self.language == "nl" else table.name.capitalize()
        self._sheet = self._book.add_worksheet(name)
        self._sheet.freeze_panes(1, 0)
        self._sheet.set_column(0, len(table.columns) - 1, _WIDTH)
        for place, heading in enumerate(self.headings(table)):
            self._sheet.write_string(0, place, heading, self._bold)
        self._row = 1
        self._puts = [self._put(kind) for kind in table.kinds]

    def row(self, values: Sequence[Any]) -> None:
        """See :class:`OutFile`."""
        if self._row >= _ROWS:
            raise does_not_fit(Message(N_("A sheet holds at most {most} rows."), most=_ROWS))
        for place, (value, put) in enumerate(zip(values, self._puts, strict=True)):
            if value is not None:
                put(self._row, place, value)
        self._row += 1

    def finish(self) -> None:
        """See :class:`OutFile`."""
        from xlsxwriter.exceptions import XlsxWriterException

        try:
            self._book.close()
        except XlsxWriterException as error:
            raise OSError(str(error)) from error
        finally:
            self._beside.cleanup()

    def abandon(self) -> None:
        """See :class:`OutFile`."""
        for sheet in self._book.worksheets():
            with suppress(OSError, ValueError):
                sheet.row_data_fh.close()
        self._book.fileclosed = True
        self._beside.cleanup()

    def _put(self, kind: Kind | type[StrEnum]) -> Put:
        sheet = self._sheet
        if isinstance(kind, type):
            names = names_of(kind, self.language)
            return lambda row, place, value: self._text(row, place, names[value])
        if kind is Kind.YES_NO:
            words = yes_no(self.language)
            return lambda row, place, value: self._text(row, place, words(value))
        if kind is Kind.FORMS:
            forms = forms_in(self.language)
            return lambda row, place, value: self._text(row, place, forms(value))
        if kind is Kind.AMOUNT:
            return self._amount
        if kind is Kind.PLAIN:
            return lambda row, place, value: self._plain(sheet, row, place, value)
        return lambda row, place, value: self._text(row, place, defused(value))

    def _text(self, row: int, place: int, text: str) -> None:
        if len(text.encode("utf-16-le")) > 2 * _CELL:
            raise does_not_fit(Message(N_("A text of {count} characters does not fit in a cell of a sheet."), count=len(text)))
        self._sheet.write_string(row, place, text)

    def _amount(self, row: int, place: int, value: str) -> None:
        """As a number; as text when it has more digits than a spreadsheet keeps."""
        if Decimal(repr(float(value))) == Decimal(value):
            self._sheet.write_number(row, place, float(value))
        else:
            self._text(row, place, value.replace(".", ","))

    def _plain(self, sheet: Any, row: int, place: int, value: Any) -> None:
        if isinstance(value, int):
            sheet.write_number(row, place, value)
            return
        try:
            day = date.fromisoformat(value)
        except ValueError:
            day = None
        if day is None or day < _FIRST:
            self._text(row, place, value)
        else:
            sheet.write_number(row, place, (day - _BEGIN).days, self._day)
