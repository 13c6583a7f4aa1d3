"""One import from file to report: read, check, take in chunk by chunk, look back; one transaction, kept whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from db.caseload import acting_now
from db.cells import restored
from db.imports.batch import Batch
from db.imports.clients import ClientImport
from db.imports.columns import COLUMNS, Column
from db.imports.employers import EmployerImport
from db.imports.findings import Findings, look
from db.imports.headings import Matched, count_known, match
from db.imports.lookups import Known
from db.imports.placements import PlacementImport
from db.imports.records import CsvFile, Record
from db.imports.rejects import RejectsFile, must_be_free
from db.imports.report import ImportReport, Reject
from db.imports.subject import ROWID, Result, SubjectImport
from db.mandates import must_have
from db.writing import Transaction
from models.errors import BadInput
from models.fields import problems
from models.import_run import ImportRun
from models.kinds import Decision, Outcome
from models.labels import field_label
from models.messages import N_, Message

if TYPE_CHECKING:
    from db.store import Store
    from models.actor import Actor

CHUNK = 1_000
"""Rows that are checked and written together; memory holds no more of the file than this."""
Progress = Callable[[int, int], None]
"""Told how many bytes of how many have been read."""
_IMPORTS: dict[str, type[SubjectImport[Any]]] = {
    "clients": ClientImport,
    "employers": EmployerImport,
    "placements": PlacementImport,
}
SECOND = N_("'{value}' stands in this file before: a second row of the same record is not taken in.")
SAME_PLACEMENT = N_("This placement of '{value}' (same place, form and start) stands in this file before.")
WRONG_LENGTH = N_("This row has {count} cells; the headings ask for {wanted}.")


class _NotKept(Exception):
    """Nothing of this import is kept: a dry run, or rejected rows with ``strict``."""


def import_file(
    store: Store,
    actor: Actor,
    path: Path,
    what: str,
    *,
    mapping: Mapping[str, str] | None = None,
    dry_run: bool = False,
    strict: bool = False,
    overwrite: bool = False,
    rejects: Path | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Import ``path`` as ``what`` (clients, employers, placements) in one transaction; says what became of every row.

    ``mapping`` settles headings (see :func:`db.imports.headings.read_map`). With ``dry_run`` nothing is written, with
    ``strict`` nothing unless every row is good, with ``overwrite`` the file wins over what was changed in the product.
    :class:`BadInput` when the file can't be read as CSV or its headings are not known: nothing is imported then.
    """
    columns, names = columns_for(what), mapping or {}
    must_be_free(rejects, path, store.path)
    with CsvFile(path, lambda headings: count_known(headings, columns, names)) as source:
        matched = match(source.headings, columns, names)
        report = ImportReport(file=str(path), what=what)
        with RejectsFile(path, rejects, source.headings) as rejected:
            spool = None if dry_run and rejects is None else rejected
            try:
                with store.write(actor, f"import.{what}", path.name) as tx:
                    must_have(tx.reader, acting_now(tx.reader, actor), Decision.IMPORT)
                    _Run(tx, source, matched, report, spool, overwrite=overwrite).go(progress)
                    if dry_run or (strict and report.rejected):
                        raise _NotKept
                    report.number = _register(tx, report, path)
                report.stored = True
            except _NotKept:
                pass
            kept = rejected.keep()
            report.rejects_file = None if kept is None else str(kept)
    return report


def columns_for(what: str) -> tuple[Column, ...]:
    """The columns of what is imported; :class:`BadInput` for what can't be imported."""
    if what not in COLUMNS:
        raise BadInput(
            Message(N_("'{what}' can't be imported."), what=what),
            Message(N_("What can be imported: {choices}."), choices=list(COLUMNS)),
        )
    return COLUMNS[what]


def _register(tx: Transaction, report: ImportReport, path: Path) -> int | None:
    """Give the import its number; one that changed nothing has none."""
    if tx.journal.entry is None:
        return None
    number = int(tx.reader.value("SELECT coalesce(max(number), 0) + 1 FROM import_run"))
    tx.add(
        ImportRun(
            number=number,
            what=report.what,
            file_name=path.name,
            read=report.read,
            created=report.created,
            updated=report.updated,
            unchanged=report.unchanged,
            rejected=report.rejected,
            done_on=tx.today,
        )
    )
    return number


class _Seen:
    """Which stored records the file has spoken of: a bit per record, and all that are newer than the import's start."""

    def __init__(self, newest: int) -> None:
        self._newest = newest
        self._bits = bytearray(newest // 8 + 1)

    def add(self, rowid: int) -> None:
        if rowid <= self._newest:
            self._bits[rowid >> 3] |= 1 << (rowid & 7)

    def __contains__(self, rowid: int) -> bool:
        return rowid > self._newest or bool(self._bits[rowid >> 3] & (1 << (rowid & 7)))


class _Run:
    """One import under way."""

    def __init__(
        self,
        tx: Transaction,
        source: CsvFile,
        matched: Matched,
        report: ImportReport,
        rejected: RejectsFile | None,
        *,
        overwrite: bool,
    ) -> None:
        self._tx = tx
        self._source = source
        self._matched = matched
        self._report = report
        self._rejected = rejected
        self._findings = Findings()
        self._known = Known(tx.reader, tx.today)
        self._batch = Batch(tx, overwrite=overwrite, older=self._tell_older)
        self._subject = _IMPORTS[report.what](tx, self._known, self._batch)
        self._order = {column.checked_by: position for position, column in enumerate(COLUMNS[report.what])}
        self._columns = {column.checked_by: column for column in COLUMNS[report.what]}
        self._cells = [None if column is None else column.checked_by for column in matched.columns]
        newest = tx.reader.value(f"SELECT max(rowid) FROM {self._subject.table.__table__.name}")  # type: ignore[attr-defined]
        self._seen = _Seen(newest or 0)
        self._rejected_names: set[Hashable] = set()
        self._check = self._subject.row_model.__pydantic_validator__.validate_python

    def go(self, progress: Progress | None) -> None:
        """Take the whole file in and look back at it."""
        for records in _chunks(self._source.records()):
            self._take(records)
            if progress is not None:
                progress(self._source.done(), self._source.size)
        look(self._report.what, self._tx.reader, self._seen.__contains__, self._findings, self._tx.today)
        self._tell_new()
        self._report.findings = self._findings.all()

    def _take(self, records: Sequence[Record]) -> None:
        self._report.read += len(records)
        filled = [self._given(record) for record in records]
        self._subject.prepare([given for given in filled if given is not None])
        here: set[Hashable] = set()
        rowids: list[int] = []
        outcomes: list[Result] = []
        for record, given in zip(records, filled, strict=True):
            if given is None:
                self._reject_length(record)
                continue
            name = self._subject.name_of(given)
            if name is not None and self._stands_before(name, here):
                self._reject(record, self._subject.number_field, Message(SECOND, value=name))
                continue
            if name is not None:
                here.add(name)
            try:
                row = self._check(given, context=self._known)
            except ValidationError as error:
                self._reject_for(record, error)
                self._rejected_names |= {name} - {None}
                continue
            key = self._subject.key_of(row)
            if name is None and self._stands_before(key, here):
                self._reject(record, self._subject.number_field, Message(SAME_PLACEMENT, value=given[self._subject.number_field]))
                continue
            here.add(key)
            if (stored := self._subject.stored_row(key)) is not None:
                rowids.append(stored[ROWID])
            outcomes.append(self._subject.bring_in(row))
        self._report.created += outcomes.count(Result.CREATED)
        self._report.updated += outcomes.count(Result.UPDATED)
        self._report.unchanged += outcomes.count(Result.UNCHANGED)
        self._batch.write()
        for rowid in rowids:
            self._seen.add(rowid)

    def _given(self, record: Record) -> dict[str, str] | None:
        """The filled cells of a record; None when it has not as many cells as there are headings."""
        cells, wanted = record.cells, len(self._cells)
        if len(cells) != wanted and (len(cells) < wanted or any(cell.strip() for cell in cells[wanted:])):
            return None
        given = {}
        for field, cell in zip(self._cells, cells, strict=False):
            if field is not None and (text := cell.strip(" ")):
                given[field] = restored(text) if text[0] == "'" else text
        return given

    def _reject_length(self, record: Record) -> None:
        """Reject a row that is too short on the first column it misses, one that is too long on the last there is."""
        cells, wanted = record.cells, len(self._cells)
        column = self._matched.headings[min(len(cells), wanted - 1)]
        value = cells[wanted] if len(cells) > wanted else ""
        self._add_reject(record, column, value, Message(WRONG_LENGTH, count=len(cells), wanted=wanted))

    def _stands_before(self, key: Hashable, here: Collection[Hashable]) -> bool:
        """Whether a row of the same record came before this one."""
        if key in here or key in self._rejected_names:
            return True
        stored = self._subject.stored_row(key)
        return stored is not None and stored[ROWID] in self._seen

    def _reject_for(self, record: Record, error: ValidationError) -> None:
        """Reject a row for the first of its cells that is wrong; the others are named in the reason."""
        wrong = sorted(problems(error), key=lambda problem: self._order.get(problem[0], len(self._order)))
        (field, reason), *others = wrong
        if others:
            also = dict.fromkeys(self._heading(other) for other, _ in others)
            reason = Message(N_("{reason} Also wrong: {columns}."), reason=reason, columns=list(also))
        self._reject(record, field, reason)

    def _reject(self, record: Record, field: str, reason: Message) -> None:
        if field not in self._cells:
            field = self._subject.instead.get(field, field)
        value = next((cell for name, cell in zip(self._cells, record.cells, strict=False) if name == field), "")
        self._add_reject(record, self._heading(field), value, reason)

    def _heading(self, field: str) -> str:
        column = self._columns.get(field)
        return field if column is None else self._matched.heading_of(column)

    def _add_reject(self, record: Record, column: str, value: str, reason: Message) -> None:
        self._report.rejects.append(Reject(record.line, column, value, reason))
        if self._rejected is not None:
            self._rejected.add(record.cells)

    def _tell_older(self, number: str, fields: Collection[str]) -> None:
        labels = [field_label(self._subject.table.subject, field) for field in sorted(fields)]
        self._findings.add(
            "import-older",
            Outcome.WARN,
            Message(
                N_("{number}: {fields} was changed here since the last import and stays as it is."), number=number, fields=labels
            ),
            Message(N_("When the file is right, import it again with --overwrite.")),
            [number],
        )

    def _tell_new(self) -> None:
        if self._known.people.made:
            self._findings.add(
                "users-inactive",
                Outcome.WARN,
                Message(N_("New people in this file, not active yet: {names}."), names=self._known.people.made),
                Message(N_("An administrator activates them with 'nuo users activate'.")),
                [],
            )
        if self._known.places.made:
            self._findings.add(
                "locations-new",
                Outcome.WARN,
                Message(N_("New locations in this file: {names}."), names=self._known.places.made),
                Message(N_("Look whether their kind is right, and fill in how many places they have.")),
                [],
            )


def _chunks(records: Iterator[Record]) -> Iterator[list[Record]]:
    while chunk := list(islice(records, CHUNK)):
        yield chunk
