"""Rejecting rows: which column is to blame, what stands in it, and why, in the words of the file."""

from __future__ import annotations

from datetime import date

from pydantic import ValidationError

from db.imports.columns import COLUMNS
from db.imports.headings import Matched
from db.imports.records import Record
from db.imports.rejects import RejectsFile
from db.imports.report import ImportReport, Reject
from db.imports.shaping import Shaper
from db.imports.subject import AnySubject, Given
from models.fields import problems
from models.messages import N_, Message


class Rejecter:
    """Puts rejected rows in the report, and in the rejects file when there is one."""

    def __init__(self, matched: Matched, subject: AnySubject, report: ImportReport, file: RejectsFile | None) -> None:
        self._matched = matched
        self._subject = subject
        self._report = report
        self._file = file
        self._columns = {column.checked_by: column for column in COLUMNS[report.what]}
        self._order = {field: position for position, field in enumerate(self._columns)}
        self.shaper = Shaper(matched)

    def as_unfit(self, record: Record) -> None:
        """A row that can't be read: it is too long, has a value under no heading, or can't be taken apart."""
        place, reason = self.shaper.unfit(record)
        headings = self._matched.headings
        self._add(record, headings[min(place, len(headings) - 1)], record.cells[place], reason)

    def for_error(self, record: Record, error: ValidationError) -> None:
        """A row is rejected for the first of its cells that is wrong; the others are named in the reason."""
        wrong = sorted(problems(error), key=lambda problem: self._order.get(problem[0], len(self._order)))
        (field, reason), *others = wrong
        reason = _quoting(reason, self._cell(record, field))
        if others:
            also = dict.fromkeys(self._heading(other) for other, _ in others)
            reason = Message(N_("{reason} Also wrong: {columns}."), reason=reason, columns=list(also))
        self._reject(record, field, reason)

    def as_second(self, record: Record, given: Given) -> None:
        """A second row of the same record is rejected on the column that says whose it is."""
        field, value = self._subject.called(given)
        self._reject(record, field, Message(self._subject.second, value=value))

    def as_second_before(self, record: Record, given: Given, day: date) -> None:
        """A row that an import of ``day`` rejected as the second of its record is rejected again."""
        field, value = self._subject.called(given)
        self._reject(record, field, Message(self._subject.second_before, value=value, date=day))

    def _reject(self, record: Record, field: str, reason: Message) -> None:
        if self.shaper.place_of(field) is None and field not in self.shaper.fixed:
            field = self._subject.instead.get(field, field)
        self._add(record, self._heading(field), self._cell(record, field), reason)

    def _cell(self, record: Record, field: str) -> str:
        """What stands in the file for a field, or in the map for every row."""
        place = self.shaper.place_of(field)
        if place is None:
            return self.shaper.fixed.get(field, "")
        return record.cells[place] if place < len(record.cells) else ""

    def _heading(self, field: str) -> str:
        column = self._columns.get(field)
        return field if column is None else self._matched.heading_of(column)

    def _add(self, record: Record, column: str, value: str, reason: Message) -> None:
        self._report.rejects.append(Reject(record.line, column, value, reason))
        if self._file is not None:
            self._file.add(record.cells)


def _quoting(reason: Message, cell: str) -> Message:
    """A reason that quotes the value as it stands in the file, however it was read."""
    return Message(reason.id, **{**reason.values, "value": cell.strip(" ")}) if "value" in reason.values and cell else reason
