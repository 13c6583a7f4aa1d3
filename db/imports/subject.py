"""What the import of every subject has in common: finding stored records, and turning a checked row into kept values."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from pydantic import BaseModel

from db.canonical import stored
from db.imports.batch import Batch, Kept
from db.imports.lookups import Known
from db.imports.report import Result
from db.imports.telling import Findings
from db.reading import Reader, marks
from db.writing import Transaction
from models.base import BOOKKEEPING, Record
from models.messages import N_

RowT = TypeVar("RowT", bound=BaseModel)
ROWID = "rowid"
Given = Mapping[str, str]
"""The filled cells of one row: field of the row model → text."""


class SubjectImport(ABC, Generic[RowT]):
    """How the rows of one kind of file come in, a chunk at a time."""

    row_model: ClassVar[type[BaseModel]]
    table: ClassVar[type[Record]]
    number_field: ClassVar[str] = "number"
    """The field whose column a second row of the same record is rejected on."""
    second: ClassVar[str] = N_("'{value}' stands in this file before: a second row of the same record is not taken in.")
    """Catalogue id of why a second row is rejected."""
    second_before: ClassVar[str] = N_(
        "This row was rejected on {date} as the second row of '{value}', and nothing in it was mended. When it is another "
        "record, give it its own number; when this row is the right one, import it with --overwrite."
    )
    """Catalogue id of why one that was rejected as a second row before is rejected again."""
    instead: ClassVar[Mapping[str, str]] = {}
    """The field to name when the file has no column for another one."""

    def __init__(self, tx: Transaction, known: Known, batch: Batch, findings: Findings) -> None:
        self.tx = tx
        self.known = known
        self.batch = batch
        self.findings = findings
        self._own = frozenset(columns_of(self.table)) - {*BOOKKEEPING, *self.table.derived, "id"}

    @abstractmethod
    def prepare(self, rows: Sequence[Given]) -> None:
        """Read what is stored about the records that these rows name, in a fixed number of queries."""

    @abstractmethod
    def name_of(self, given: Given) -> Hashable | None:
        """What tells rows of the same record apart before the row is checked; None when only a checked row tells."""

    def called(self, given: Given) -> tuple[str, str]:
        """The field that a second row is rejected on, and what stands in it."""
        return self.number_field, given[self.number_field]

    @abstractmethod
    def key_of(self, row: RowT) -> Hashable:
        """What tells rows of the same record apart."""

    @abstractmethod
    def stored_row(self, key: Hashable) -> Kept | None:
        """The stored record with this key, its rowid included; None when there is none."""

    @abstractmethod
    def bring_in(self, row: RowT) -> Result:
        """Take one good row in."""

    def kept(self, row: RowT) -> Kept:
        """The filled cells of a row that are columns of the table, as the store keeps them."""
        given, values = row.__dict__, {}
        for name in row.__pydantic_fields_set__ & self._own:
            value = given[name]
            values[name] = value if value.__class__ is str else stored(value)
        return values


def columns_of(table: type[Record]) -> tuple[str, ...]:
    """The columns of a table, in its order."""
    return tuple(column.name for column in table.__table__.columns)  # type: ignore[attr-defined]


def fetch(
    reader: Reader,
    table: type[Record],
    column: str,
    values: Iterable[Any],
    order: str = "id",
    also: tuple[str, Collection[Any]] | None = None,
) -> list[Kept]:
    """The whole rows whose ``column`` is one of ``values``, with their rowid; ``also`` is a second column with its values."""
    wanted, further = list(values), list(also[1]) if also else []
    if not wanted or (also and not further):
        return []
    names = (ROWID, *columns_of(table))
    selected = ", ".join(f"t.{name}" for name in names)
    where = f"t.{column} IN ({marks(len(wanted))})" + (f" AND t.{also[0]} IN ({marks(len(further))})" if also else "")
    rows = reader.rows(
        f"SELECT {selected} FROM {table.__table__.name} t WHERE {where} ORDER BY t.{order}",  # type: ignore[attr-defined]
        (*wanted, *further),
    )
    return [dict(zip(names, row, strict=True)) for row in rows]


def by_owner(rows: Collection[Kept], column: str) -> dict[bytes, list[Kept]]:
    """Rows that belong to another record, per that record."""
    owned: dict[bytes, list[Kept]] = {}
    for row in rows:
        owned.setdefault(row[column], []).append(row)
    return owned


AnySubject = SubjectImport[Any]
"""How one kind of file comes in, whichever it is."""
