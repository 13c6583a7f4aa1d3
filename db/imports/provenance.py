"""Where a stored value came from: an import, or somebody's work in the product. The journal knows."""

from __future__ import annotations

from typing import Any

from db.canonical import WHOLE, field_json
from db.reading import Reader

_CHANGES = """
SELECT c.field, e.action, e.id, e.undoes FROM journal_change c JOIN journal_entry e ON e.id = c.entry
 WHERE c.record = ? AND c.field IN (?, '*') ORDER BY e.arrival DESC, c.seq DESC
"""
IMPORTS = "import."
"""How the actions of imports begin."""
UNDO = "import.undo"


class Provenance:
    """Questions about values, answered from the journal."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def made_here(self, record: bytes, field: str, value: Any) -> bool:
        """Whether the present value was given in the product and not by an import.

        What was undone counts as never done: what the undo put back came from where it came from before. A field that
        was left empty when the record was made here, and never touched since, was given by nobody.
        """
        undone: set[bytes] = set()
        for changed, action, entry, undoes in self._reader.rows(_CHANGES, (record, field)):
            if entry in undone:
                continue
            if undoes is None:
                return not action.startswith(IMPORTS) and (value is not None or changed != WHOLE)
            undone.add(undoes)
        return False

    def once_was(self, record: bytes, field: str, value: Any) -> bool:
        """Whether somebody here changed the field away from ``value``."""
        found = self._reader.value(
            "SELECT 1 FROM journal_change c JOIN journal_entry e ON e.id = c.entry "
            "WHERE c.record = ? AND c.field = ? AND c.old = ? AND e.undoes IS NULL AND e.action NOT LIKE 'import.%' LIMIT 1",
            (record, field, field_json(value)),
        )
        return found is not None
