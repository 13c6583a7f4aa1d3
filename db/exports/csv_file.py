"""CSV that a spreadsheet opens: UTF-8 with a mark and ``;``, decimals as the language writes them, no cell a formula."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from db.cells import defused
from db.exports.columns import Kind
from db.exports.formats import OutFile, Table, forms_in, names_of, yes_no


class CsvFile(OutFile):
    """One table as CSV."""

    several = False

    def __init__(self, path: Path, language: str) -> None:
        super().__init__(path, language)
        self._file = path.open("w", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._file, delimiter=";")
        self._says: list[Callable[[Any], str]] = []

    def begin(self, table: Table) -> None:
        """See :class:`OutFile`."""
        self._says = [says(kind, self.language) for kind in table.kinds]
        self._writer.writerow(self.headings(table))

    def row(self, values: Sequence[Any]) -> None:
        """See :class:`OutFile`."""
        self._writer.writerow("" if value is None else say(value) for value, say in zip(values, self._says, strict=True))

    def finish(self) -> None:
        """See :class:`OutFile`."""
        self._file.close()

    def abandon(self) -> None:
        """See :class:`OutFile`."""
        self._file.close()


def says(kind: Kind | type[StrEnum], language: str) -> Callable[[Any], str]:
    """How a kept value is written as text in this language."""
    if isinstance(kind, type):
        return names_of(kind, language).__getitem__
    if kind is Kind.AMOUNT:
        return _dutch_amount if language == "nl" else _english_amount
    if kind is Kind.YES_NO:
        return yes_no(language)
    if kind is Kind.FORMS:
        return forms_in(language)
    return defused if kind is Kind.TEXT else str


def _dutch_amount(value: str) -> str:
    return value.replace(".", ",")


def _english_amount(value: str) -> str:
    """With a point; three decimals get a fourth, so that nobody reads the point as one of thousands."""
    return f"{value}0" if len(value.partition(".")[2]) == 3 else value
