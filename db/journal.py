"""Writing the journal: one entry per transaction, one change per field. Reading it is in ``db/history.py``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from db.canonical import WHOLE, digest, field_json, new_salt, new_salts, record_json
from db.connection import SCHEMA_VERSION, Connection
from models.base import BOOKKEEPING, Record, moment_text
from models.ids import new_id

INSERT_CHANGE = (
    "INSERT INTO journal_change (entry, seq, subject, record, field, old, new, salt, digest, base_entry, base_seq) "
    "VALUES (?,?,?,?,?,?,?,?,?,?,?)"
)
_INSERT_NEW = (
    f"INSERT INTO journal_change (entry, seq, subject, record, field, new, salt, digest) VALUES (?,?,?,?,'{WHOLE}',?,?,?)"
)
Base = tuple[bytes, int] | None


def journalled_columns(table: type[Record]) -> tuple[str, ...]:
    """The columns of a table that the journal keeps: all but bookkeeping and what follows from other columns."""
    left_out = {*BOOKKEEPING, *table.derived}
    return tuple(c.name for c in table.__table__.columns if c.name not in left_out)  # type: ignore[attr-defined]


@dataclass(slots=True)
class JournalWriter:
    """The entry of one transaction and its changes, written as they come."""

    connection: Connection
    device: bytes
    actor: bytes | None
    action: str
    reason: str | None
    at: datetime
    undoes: bytes | None = None
    about: bytes | None = None
    """The record whose protected data are looked at, in an entry without changes."""
    entry: bytes | None = None
    seq: int = 0

    def begin(self) -> bytes:
        """The key of this transaction's entry; written at the first change, so that nothing changed leaves nothing."""
        if self.entry is None:
            self.entry = new_id()
            last = self.connection.execute(
                "SELECT counter FROM journal_entry WHERE device = ? ORDER BY arrival DESC LIMIT 1", (self.device,)
            ).fetchone()
            counter = last[0] + 1 if last else 1
            self.connection.execute(
                "INSERT INTO journal_entry (id, device, counter, at, actor, action, reason, undoes, about, schema_version) "
                "VALUES (?,?,?,?,?,?,?,?,?,?)",
                (
                    self.entry,
                    self.device,
                    counter,
                    moment_text(self.at),
                    self.actor,
                    self.action,
                    self.reason,
                    self.undoes,
                    self.about,
                    SCHEMA_VERSION,
                ),
            )
        return self.entry

    def _line(self, subject: str, record: bytes, field: str, old: str | None, new: str | None, base: Base) -> tuple[Any, ...]:
        self.seq += 1
        salt = new_salt()
        base_entry, base_seq = base or (None, None)
        return (self.entry, self.seq, subject, record, field, old, new, salt, digest(salt, old, new), base_entry, base_seq)

    def created(self, subject: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """New records, each with its journalled columns as kept values."""
        entry, made = self.begin(), list(rows)
        lines = []
        for seq, (row, salt) in enumerate(zip(made, new_salts(len(made)), strict=True), self.seq + 1):
            new = record_json(row)
            lines.append((entry, seq, subject, row["id"], new, salt, digest(salt, None, new)))
        self.seq += len(lines)
        self.connection.executemany(_INSERT_NEW, lines)

    def changed(self, subject: str, record: bytes, fields: Mapping[str, tuple[Any, Any]]) -> None:
        """Fields of one record that changed: name → old and new kept value."""
        self.begin()
        lines = [
            self._line(subject, record, field, field_json(old), field_json(new), self.base_of(record, field))
            for field, (old, new) in fields.items()
            if old != new
        ]
        self.connection.executemany(INSERT_CHANGE, lines)

    def removed(self, subject: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Records taken out again (the undo of their creation), each with its journalled columns."""
        self.begin()
        self.connection.executemany(
            INSERT_CHANGE,
            (self._line(subject, row["id"], WHOLE, record_json(row), None, self.base_of(row["id"], WHOLE)) for row in rows),
        )

    def taken_out(self, subject: str, gone: Sequence[tuple[bytes, str, tuple[bytes, int]]]) -> None:
        """Many records taken out as they were made: key, what their creation wrote, and which change that was."""
        entry = self.begin()
        lines = []
        for seq, ((record, old, made), salt) in enumerate(zip(gone, new_salts(len(gone)), strict=True), self.seq + 1):
            base_entry, base_seq = self._newest_since(record, made)
            lines.append((entry, seq, subject, record, WHOLE, old, None, salt, digest(salt, old, None), base_entry, base_seq))
        self.seq += len(lines)
        self.connection.executemany(INSERT_CHANGE, lines)

    def _newest_since(self, record: bytes, made: tuple[bytes, int]) -> tuple[bytes, int]:
        """The newest change of a record; nearly always its creation."""
        touched = self.connection.execute("SELECT count(*) FROM journal_change WHERE record = ?", (record,)).fetchone()[0]
        return made if touched == 1 else self.base_of(record, WHOLE) or made

    def base_of(self, record: bytes, field: str) -> Base:
        """The newest change that gave ``field`` its present value; for the whole record, the newest of any field."""
        wanted = "" if field == WHOLE else "AND c.field IN (?, '*')"
        params = (record,) if field == WHOLE else (record, field)
        row = self.connection.execute(
            "SELECT c.entry, c.seq FROM journal_change c JOIN journal_entry e ON e.id = c.entry "
            f"WHERE c.record = ? {wanted} ORDER BY e.arrival DESC, c.seq DESC LIMIT 1",
            params,
        ).fetchone()
        return None if row is None else (row[0], row[1])
