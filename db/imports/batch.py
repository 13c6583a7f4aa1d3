"""What a number of rows write, gathered and written at once: new records table by table, changes field by field.

A value that was changed in the product since its last import is held back, unless the import overwrites.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from db.bulk import add_many, change_many
from db.imports.provenance import Provenance
from db.writing import Transaction
from models.base import Record
from models.ids import new_id
from models.tables import SUBJECTS

Kept = dict[str, Any]
"""Column → value, as the store keeps it."""


class Batch:
    """The writes of one chunk of rows; :meth:`write` empties it."""

    def __init__(self, tx: Transaction, *, overwrite: bool, older: Callable[[str, Collection[str]], None]) -> None:
        """``older`` is told the number of a record and which fields of it were held back."""
        self._tx = tx
        self._overwrite = overwrite
        self._older = older
        self.provenance = Provenance(tx.reader)
        self._new: dict[type[Record], list[Kept]] = {table: [] for table in SUBJECTS.values()}
        self._changes: dict[type[Record], list[tuple[Kept, Kept]]] = {table: [] for table in SUBJECTS.values()}

    def add(self, table: type[Record], values: Kept, key: bytes | None = None) -> bytes:
        """A new record; returns its key."""
        key = key or new_id()
        self._new[table].append({**values, "id": key})
        return key

    def change(
        self,
        table: type[Record],
        current: Kept,
        wanted: Mapping[str, Any],
        *,
        number: str,
        together: Collection[str] = (),
        never: Collection[str] = (),
    ) -> bool:
        """Bring a stored record to the wanted values; whether anything changes.

        ``number`` is what people know the record by. When one of the fields in ``together`` is held back, all of them
        are. Fields in ``never`` are held back always: no import may change them.
        """
        differing = {field: value for field, value in wanted.items() if current.get(field) != value}
        held = {field for field in differing if field in never or self.was_changed_here(current, field)}
        if held & set(together):
            held |= differing.keys() & set(together)
        if held:
            self._older(number, held)
        taken = {field: value for field, value in differing.items() if field not in held}
        if taken:
            self._changes[table].append((current, taken))
        return bool(taken)

    def was_changed_here(self, current: Kept, field: str) -> bool:
        """Whether a stored value was made in the product, so that an import leaves it alone."""
        return not self._overwrite and self.provenance.made_here(current["id"], field, current.get(field))

    def hold_back(self, number: str, fields: Collection[str]) -> None:
        """Say that these fields of a record are newer here than in the file."""
        self._older(number, fields)

    def once_was(self, records: Collection[Kept], field: str, value: Any) -> bool:
        """Whether somebody here has since given another value to the field of one of these records that was ``value``."""
        return not self._overwrite and any(self.provenance.once_was(record["id"], field, value) for record in records)

    def write(self) -> bool:
        """Write everything, parents before children; whether there was anything to write."""
        written = False
        for table, rows in self._new.items():
            if rows:
                add_many(self._tx, table, rows)
                rows.clear()
                written = True
        for table, changes in self._changes.items():
            if changes:
                change_many(self._tx, table, changes)
                changes.clear()
                written = True
        return written
