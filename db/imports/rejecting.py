"""Rejecting rows: which column is to blame, what stands in it, and why, in the words of the file."""

from __future__ import annotations

from datetime import date

from pydantic import ValidationError

from db.imports.columns import COLUMNS
from db.imports.headings import Matched
from db.imports.records import Record
from db.imports.rejects import RejectsFile
from db.imports.report import ImportReport, Reject
from db.imports.subject import AnySubject, Given
from models.fields import problems
from models.messages import N_, Message

TOO_LONG = N_("This row has {count} cells; the headings ask for {wanted}.")


class Rejecter:
    """Puts rejected rows in the report, and in the rejects file when there is one."""

    def __init__(self, matched: Matched, subject: AnySubject, report: ImportReport, file: RejectsFile | None) -> None:
        self._matched = matched
        self._subject = subject
        self._report = report
        self._file = file
        self._columns = {column.checked_by: column for column in COLUMNS[report.what]}
        self._order = {field: position for position, field in enumerate(self._columns)}
        self.fields = [None if column is None else column.checked_by for column in matched.columns]
        """The field of each column of the file; None for one that is left out."""

    def for_length(self, record: Record) -> None:
        """A row that is too long is rejected on the last column there is."""
        cells, wanted = record.cells, len(self.fields)
        self._add(record, self._matched.headings[-1], cells[wanted], Message(TOO_LONG, count=len(cells), wanted=wanted))

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
        if field not in self.fields:
            field = self._subject.instead.get(field, field)
        self._add(record, self._heading(field), self._cell(record, field), reason)

    def _cell(self, record: Record, field: str) -> str:
        """What stands in the file for a field."""
        return next((cell for name, cell in zip(self.fields, record.cells, strict=False) if name == field), "")

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
