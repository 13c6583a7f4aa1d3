"""JSON for scripts: a list of records, one a line; several tables are an object of such lists.

Names and closed lists are the English ones whatever the language, amounts are numbers with a point, what is not filled
in is null, and texts stand exactly as they are kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from db.exports.columns import Kind
from db.exports.formats import OutFile, Table, forms_in


class JsonFile(OutFile):
    """One table as a list, or several as an object of lists."""

    several = True

    def __init__(self, path: Path, language: str, *, lists: bool) -> None:
        """``lists``: an object of lists."""
        super().__init__(path, language)
        self._file = path.open("w", encoding="utf-8", newline="\n")
        self._lists = lists
        self._tables = self._rows = 0
        self._names: list[str] = []
        self._says: list[Callable[[Any], str]] = []

    def begin(self, table: Table) -> None:
        """See :class:`OutFile`."""
        if self._lists:
            self._file.write(("\n],\n" if self._tables else "{\n") + f"{_quoted(table.name)}: [")
        else:
            self._file.write("[")
        self._tables += 1
        self._rows = 0
        self._names = [_quoted(column.name) for column in table.columns]
        self._says = [_says(kind) for kind in table.kinds]

    def row(self, values: Sequence[Any]) -> None:
        """See :class:`OutFile`."""
        pairs = (
            f"{name}: {'null' if value is None else say(value)}"
            for name, value, say in zip(self._names, values, self._says, strict=True)
        )
        self._file.write(f"{',' if self._rows else ''}\n{{{', '.join(pairs)}}}")
        self._rows += 1

    def finish(self) -> None:
        """See :class:`OutFile`."""
        self._file.write("\n]\n}\n" if self._lists else "\n]\n")
        self._file.close()

    def abandon(self) -> None:
        """See :class:`OutFile`."""
        self._file.close()


def _says(kind: Kind | type[StrEnum]) -> Callable[[Any], str]:
    if kind is Kind.AMOUNT:
        return str  # an amount is kept as a number is written in JSON
    if kind is Kind.YES_NO:
        return lambda value: "true" if value else "false"
    if kind is Kind.FORMS:
        forms = forms_in("en")
        return lambda value: _quoted(forms(value))
    return _quoted


def _quoted(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
