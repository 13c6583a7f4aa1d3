"""Who points at what an act added: read from the journal since, not from the tables.

Whatever points at a new record was written after it, and the journal holds every key that was ever written. So the few
acts since are looked through, and no table of a million rows whose column has no index.
"""

from __future__ import annotations

from collections.abc import Iterator

from db.canonical import WHOLE
from db.reading import Reader
from db.undo_blockers import Later, pointing_at, references
from models.tables import SUBJECTS

FEW = 20
"""So many added records are looked for one by one; of more, an import's, the tables are asked."""
SOON = 200_000
"""So many changes since are looked through; after more, the tables are asked."""


def points_at(reader: Reader, entry: bytes, arrival: int) -> Iterator[Later]:
    """Records that point at what an entry added and that it did not add itself, by what wrote that last."""
    added = reader.rows(
        "SELECT subject, record FROM journal_change WHERE entry = ? AND field = ? AND old IS NULL LIMIT ?",
        (entry, WHOLE, FEW + 1),
    )
    if len(added) > FEW or _changes_since(reader, arrival) > SOON:
        yield from references(reader, entry)
        return
    for subject, record in added:
        columns = pointing_at(subject)
        for later in _naming(reader, entry, arrival, record):
            if any(_points(reader, later, child.__table__.name, column, record) for child, column in columns):  # type: ignore[attr-defined]
                yield later


def _changes_since(reader: Reader, arrival: int) -> int:
    """How many changes came after an entry: each entry's last place is their number."""
    return int(
        reader.value(
            "SELECT coalesce(sum((SELECT max(c.seq) FROM journal_change c WHERE c.entry = e.id)), 0) "
            "FROM journal_entry e WHERE e.arrival > ?",
            (arrival,),
        )
    )


def _naming(reader: Reader, entry: bytes, arrival: int, record: bytes) -> list[Later]:
    """The changes since that wrote the key of a record into another, the last of each."""
    rows = reader.rows(
        "SELECT c.entry, e.action, c.subject, c.record FROM journal_entry e CROSS JOIN journal_change c ON c.entry = e.id "
        "WHERE e.arrival > ? AND instr(c.new, ?) AND c.record <> ? "
        "AND NOT EXISTS (SELECT 1 FROM journal_change own WHERE own.record = c.record AND own.entry = ?) "
        "ORDER BY e.arrival, c.seq",
        (arrival, record.hex(), record, entry),
    )
    return list({row[3]: Later(*row) for row in rows}.values())


def _points(reader: Reader, later: Later, table: str, column: str, record: bytes) -> bool:
    """Whether the record that was written still points there."""
    if SUBJECTS[later.subject].__table__.name != table:  # type: ignore[attr-defined]
        return False
    return reader.value(f"SELECT 1 FROM {table} WHERE id = ? AND {column} = ?", (later.record, record)) is not None
