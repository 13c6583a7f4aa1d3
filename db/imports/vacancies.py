"""Vacancies from a file: the work that employers offer, open or closed."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar

from db.canonical import stored
from db.imports.batch import Batch, Kept
from db.imports.lookups import Known
from db.imports.report import Result
from db.imports.rows import VacancyRow
from db.imports.subject import Given, SubjectImport, fetch
from db.imports.telling import Findings
from db.writing import Transaction
from models.kinds import VacancyState
from models.vacancy import Vacancy, forms_text


class VacancyImport(SubjectImport[VacancyRow]):
    """Rows of vacancies, matched by their number."""

    row_model = VacancyRow
    table: ClassVar[type[Vacancy]] = Vacancy

    def __init__(self, tx: Transaction, known: Known, batch: Batch, findings: Findings) -> None:
        super().__init__(tx, known, batch, findings)
        self._own -= {"forms"}  # kept as a text of their own

    def prepare(self, rows: Sequence[Given]) -> None:
        """Read the employers that these rows name, and the vacancies with these numbers."""
        self.known.look_up(employers=(given.get("employer_id") for given in rows))
        found = fetch(self.tx.reader, Vacancy, "number", {given["number"] for given in rows if "number" in given}, "id DESC")
        self._stored: dict[Hashable, Kept] = {vacancy["number"]: vacancy for vacancy in found}

    def name_of(self, given: Given) -> Hashable | None:
        """The number."""
        return given.get("number")

    def key_of(self, row: VacancyRow) -> Hashable:
        """The number."""
        return row.number

    def stored_row(self, key: Hashable) -> Kept | None:
        """The vacancy with this number."""
        return self._stored.get(key)

    def bring_in(self, row: VacancyRow) -> Result:
        """Add the vacancy, or bring the stored one up to date."""
        values, current = self.kept(row) | self._closing(row), self._stored.get(row.number)
        if "forms" in row.model_fields_set:
            values["forms"] = forms_text(row.forms)
        if current is None:
            self.batch.add(Vacancy, {"places": 1, "forms": "", **values})
            return Result.CREATED
        if "closed_on" in values and row.closed_on is None and (values["closed_on"] is None) == (current["closed_on"] is None):
            values["closed_on"] = current["closed_on"]  # closed on a day that is known here, and not in the file
        return Result.UPDATED if self.batch.change(Vacancy, current, values, number=row.number) else Result.UNCHANGED

    def _closing(self, row: VacancyRow) -> Kept:
        """On which day it was closed, as far as a row tells: a day weighs more than the word, the word alone is today."""
        if row.closed_on is not None:
            return {"closed_on": stored(row.closed_on)}
        match row.state:
            case VacancyState.CLOSED:
                return {"closed_on": stored(self.known.today)}
            case VacancyState.OPEN:
                return {"closed_on": None}
        return {}
