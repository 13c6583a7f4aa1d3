"""Taking the rows of a file in: check each, bring the good ones in a chunk at a time, reject the others."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from db.imports.batch import Batch, Kept
from db.imports.clients import ClientImport
from db.imports.contacts import ContactImport
from db.imports.employers import EmployerImport
from db.imports.findings import look
from db.imports.headings import Matched
from db.imports.lookups import Known
from db.imports.placements import PlacementImport
from db.imports.records import Record
from db.imports.rejecting import Rejecter
from db.imports.rejects import RejectsFile
from db.imports.report import ImportReport, Result
from db.imports.seconds import Seconds
from db.imports.seen import Seen
from db.imports.subject import ROWID, AnySubject, Given
from db.imports.telling import NAMED, Findings
from db.imports.vacancies import VacancyImport
from db.merging.successors import successor
from db.writing import Transaction
from models.kinds import Outcome
from models.labels import field_label
from models.messages import N_, Message

IMPORTS: Mapping[str, type[AnySubject]] = {
    "clients": ClientImport,
    "employers": EmployerImport,
    "vacancies": VacancyImport,
    "placements": PlacementImport,
    "contacts": ContactImport,
}
"""What is imported → how."""


class Taking:
    """One import under way, inside its transaction."""

    def __init__(
        self, tx: Transaction, matched: Matched, report: ImportReport, file: RejectsFile | None, *, overwrite: bool
    ) -> None:
        self._tx = tx
        self._report = report
        self._findings = Findings()
        self._known = Known(tx.reader, tx.today)
        self._batch = Batch(tx, overwrite=overwrite, older=self._tell_older)
        self._subject = IMPORTS[report.what](tx, self._known, self._batch, self._findings)
        self._rejecter = Rejecter(matched, self._subject, report, file)
        self._shaper = self._rejecter.shaper
        self._seen = Seen(tx.reader, self._subject.table)
        self._seconds = Seconds(tx, report.what)
        self._overwrite = overwrite
        self._fewest = len(matched.headings)
        self._short = array("Q")
        self._check = self._subject.row_model.__pydantic_validator__.validate_python

    def take(self, records: Sequence[Record]) -> None:
        """Take a chunk of rows in: all that is stored about them is read at once, and all they bring is written at once."""
        filled = [self._shaper.given(record) for record in records]
        self._subject.prepare([given for given in filled if given is not None])
        self._seconds.look_up(given for given in filled if given is not None)
        here: set[Hashable] = set()
        rowids: list[int] = []
        for record, given in zip(records, filled, strict=True):
            if len(record.cells) < self._fewest:
                self._short.append(record.line)
            if given is None:
                self._rejecter.as_unfit(record)
                continue
            row = self._checked(record, given, here)
            if row is None:
                continue
            if (stored := self._subject.stored_row(self._subject.key_of(row))) is not None:
                rowids.append(stored[ROWID])
            if stored is not None and stored.get("merged_into_id") is not None:
                self._leave_merged(row, stored)
                continue
            self._report.count(self._subject.bring_in(row))
        self._batch.write()
        for rowid in rowids:
            self._seen.add(rowid)
        self._report.read += len(records)

    def look_back(self) -> None:
        """Put in the report what is worth a look."""
        look(self._report.what, self._tx.reader, self._seen.touched, self._findings, self._tx.today)
        self._tell_short()
        self._tell_new()
        self._report.findings = self._findings.all()

    def new_seconds(self, again: Iterable[Record]) -> list[bytes]:
        """What stands for the rows that this file had as second of their record; ``again`` is the file from its begin."""
        filled = ((record.line, self._shaper.given(record)) for record in again)
        return self._seconds.new((line, given) for line, given in filled if given is not None)

    @property
    def met_seconds(self) -> bool:
        """Whether rows were rejected as the second of their record."""
        return self._seconds.met

    def _checked(self, record: Record, given: Given, here: set[Hashable]) -> Any:
        """The row, when it is good and the first of its record; else it is rejected, and None. ``here``: this chunk's."""
        name = self._subject.name_of(given)
        if name is not None and self._stood_before(name, here):
            self._reject_second(record, given)
            return None
        try:
            row = self._check(given, context=self._known)
        except ValidationError as error:
            self._rejecter.for_error(record, error)
            self._seen.reject(name)
            return None
        key = self._subject.key_of(row)
        if name is None and self._stood_before(key, here):
            self._reject_second(record, given)
            return None
        if self._subject.stored_row(key) is not None and not self._may_come_again(record, given):
            self._seen.reject(key)
            return None
        here.add(key)
        return row

    def _reject_second(self, record: Record, given: Given) -> None:
        self._rejecter.as_second(record, given)
        self._seconds.add(record.line, given)

    def _may_come_again(self, record: Record, given: Given) -> bool:
        """Whether a row may change what is stored: not when an import rejected it as a second one, unless this overwrites."""
        day = self._seconds.rejected_on(given)
        if day is None:
            return True
        if self._overwrite:
            self._seconds.allow(given)
            return True
        self._rejecter.as_second_before(record, given, day)
        return False

    def _stood_before(self, key: Hashable, here: Collection[Hashable]) -> bool:
        stored = self._subject.stored_row(key)
        return key in here or self._seen.before(key, None if stored is None else stored[ROWID])

    # -- telling -------------------------------------------------------------------------------------------------------

    def _leave_merged(self, row: Any, stored: Kept) -> None:
        """A row of a record that was merged changes nothing: the record that stays has values of its own. What is new is told."""
        self._report.count(Result.UNCHANGED)
        fields = [name for name, value in self._subject.kept(row).items() if stored[name] != value]
        if not fields:
            return
        subject = self._subject.table.subject
        living = successor(self._tx.reader, subject, stored["id"])
        self._findings.add(
            "merged",
            Outcome.WARN,
            Message(
                N_("{number} was merged into {into}; what the file says of it was left alone: {fields}."),
                number=stored["number"],
                into=living.number if living else "",
                fields=[field_label(subject, name) for name in sorted(fields)],
            ),
            Message(N_("Look whether it is something that {into} does not know yet."), into=living.number if living else ""),
            [stored["number"], *([living.number] if living else [])],
        )

    def _tell_older(self, number: str, fields: Collection[str]) -> None:
        labels = [field_label(self._subject.table.subject, field) for field in sorted(fields)]
        self._findings.add(
            "import-older",
            Outcome.WARN,
            Message(
                N_("{number}: changed here since the last import, so left as it is: {fields}."), number=number, fields=labels
            ),
            Message(N_("When the file is right, import it again with --overwrite.")),
            [number],
        )

    def _tell_short(self) -> None:
        if self._short:
            lines = [str(line) for line in self._short[:NAMED]]
            self._findings.add(
                "short-rows",
                Outcome.WARN,
                Message(
                    N_("Rows with fewer cells than there are headings: {count}, on line {lines}{more}. What misses is empty."),
                    count=len(self._short),
                    lines=lines,
                    more=" …" if len(self._short) > NAMED else "",
                ),
                Message(N_("Look whether these rows are whole: a line that broke off can look like this.")),
                [],
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
