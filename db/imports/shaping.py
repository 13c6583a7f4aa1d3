"""From a record to the filled cells of its fields: what a map takes apart, adds and translates is done here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from db.cells import restored
from db.imports.headings import Matched
from db.imports.records import NumberText, Record
from db.imports.splitting import Parts, splitter_for
from models.messages import N_, Message
from models.values import fold

TOO_LONG = N_("This row has {count} cells; the headings ask for {wanted}.")
NO_HEADING = N_("'{value}' stands in column {place}, which has no heading.")
_WIDTHS = {"kvk": (7, 8), "branch_number": (5, 12), "bsn": (8, 9), "phone": (9, 10)}
"""Fields that begin with zeros: a number of at least so many digits has lost them, and has so many when they are back."""


class Unfit(NamedTuple):
    """Why a record can't be read as a row."""

    place: int
    """Place of the cell that is to blame."""
    reason: Message


class Shaper:
    """Reads records of one file."""

    def __init__(self, matched: Matched) -> None:
        self.fields = [None if column is None else column.checked_by for column in matched.columns]
        """The field of each column of the file; None for one that is left out, taken apart or without heading."""
        self.fixed = matched.fixed
        self._bare = [place for place, heading in enumerate(matched.headings) if not heading.strip()]
        self._values = matched.values
        self._splits: list[tuple[int, Callable[[str], Parts]]] = []
        self._places = {field: place for place, field in enumerate(self.fields) if field is not None}
        for place, columns in matched.parts.items():
            self._places |= {column.checked_by: place for column in columns}
            names = {column.name: column.checked_by for column in columns}
            self._splits.append((place, _splitting(names)))

    def place_of(self, field: str) -> int | None:
        """Where the cell stands that a field comes from; None when no column gives it."""
        return self._places.get(field)

    def given(self, record: Record) -> dict[str, str] | None:
        """The filled cells of a record; cells that are missing are empty. None when :meth:`unfit` says why it can't be read."""
        cells = record.cells
        if (len(cells) > len(self.fields) or self._bare) and self._stray(record) is not None:
            return None
        given = {}
        for field, cell in zip(self.fields, cells, strict=False):
            if field is not None and (text := cell.strip(" ")):
                if cell.__class__ is NumberText:
                    given[field] = _with_zeros(field, text) if field in _WIDTHS else text
                else:
                    given[field] = restored(text) if text[0] == "'" else text
        if self._splits or self.fixed or self._values:
            return self._shaped(cells, given)
        return given

    def unfit(self, record: Record) -> Unfit:
        """Why a record can't be read."""
        stray = self._stray(record)
        if stray is not None:
            return stray
        for place, split in self._splits:
            try:
                split(_text(record.cells, place))
            except ValueError as error:
                return Unfit(place, Message(str(error), value=_text(record.cells, place)))
        raise AssertionError("this record can be read")

    def _stray(self, record: Record) -> Unfit | None:
        """A cell that is filled where there is no heading."""
        cells, wanted = record.cells, len(self.fields)
        if len(cells) > wanted and any(cell.strip() for cell in cells[wanted:]):
            return Unfit(wanted, Message(TOO_LONG, count=len(cells), wanted=wanted))
        for place in self._bare:
            if place < len(cells) and cells[place].strip():
                return Unfit(place, Message(NO_HEADING, value=cells[place], place=place + 1))
        return None

    def _shaped(self, cells: Sequence[str], given: dict[str, str]) -> dict[str, str] | None:
        for place, split in self._splits:
            if text := _text(cells, place):
                try:
                    given |= split(text)
                except ValueError:
                    return None
        given |= self.fixed
        for field, meant in self._values.items():
            said = given.get(field)
            if said is not None and (other := meant.get(fold(said))) is not None:
                if other:
                    given[field] = other
                else:
                    del given[field]
        return given


def _splitting(names: Mapping[str, str]) -> Callable[[str], Parts]:
    splitter = splitter_for(tuple(names))
    if splitter is None:
        raise AssertionError("the map was looked at before")
    split = splitter.split
    return lambda text: {names[part]: value for part, value in split(text, names).items()}


def _text(cells: Sequence[str], place: int) -> str:
    return restored(cells[place].strip(" ")) if place < len(cells) else ""


def _with_zeros(field: str, text: str) -> str:
    least, width = _WIDTHS[field]
    return text.zfill(width) if text.isdigit() and least <= len(text) < width else text
