"""Where a stored value came from: an import, or somebody's work in the product. The journal knows."""

from __future__ import annotations

from typing import Any, NamedTuple

from db.canonical import WHOLE, field_json
from db.reading import Reader

_CHANGE = "SELECT c.field, e.action, c.base_entry, c.base_seq FROM journal_change c JOIN journal_entry e ON e.id = c.entry "
_NEWEST = _CHANGE + "WHERE c.record = ? AND c.field IN (?, '*') ORDER BY e.arrival DESC, c.seq DESC LIMIT 1"
_AT = _CHANGE + "WHERE c.entry = ? AND c.seq = ?"
IMPORTS = "import."
"""How the actions of imports begin."""
UNDO = "import.undo"


class _Change(NamedTuple):
    field: str
    action: str
    base_entry: bytes | None
    base_seq: int | None


class Provenance:
    """Questions about values, answered from the journal."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def made_here(self, record: bytes, field: str, value: Any) -> bool:
        """Whether the present value was given in the product and not by an import.

        An undone import counts as never done: what it put back came from where it came from before. A field that was
        left empty when the record was made here, and never touched since, was given by nobody.
        """
        change = self._one(_NEWEST, (record, field))
        while change is not None and change.action == UNDO:
            undone = self._base(change)
            change = undone and self._base(undone)
        if change is None or change.action.startswith(IMPORTS):
            return False
        return value is not None or change.field != WHOLE

    def once_was(self, record: bytes, field: str, value: Any) -> bool:
        """Whether somebody here changed the field away from ``value``."""
        found = self._reader.value(
            "SELECT 1 FROM journal_change c JOIN journal_entry e ON e.id = c.entry "
            "WHERE c.record = ? AND c.field = ? AND c.old = ? AND e.action NOT LIKE 'import.%' LIMIT 1",
            (record, field, field_json(value)),
        )
        return found is not None

    def _one(self, sql: str, params: tuple[Any, ...]) -> _Change | None:
        row = self._reader.row(sql, params)
        return None if row is None else _Change(*row)

    def _base(self, change: _Change) -> _Change | None:
        return None if change.base_entry is None else self._one(_AT, (change.base_entry, change.base_seq))
