"""Step 9: absences with their dates, why a client left a workplace, and indexes to tell whether a fallback place has room."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlite_utils import Database

from db.canonical import digest, new_salt, record_json
from models.base import moment_text
from models.ids import fixed_id, new_id

TABLES = """
CREATE TABLE absence (
    id BLOB NOT NULL,
    version INTEGER NOT NULL,
    created_at VARCHAR NOT NULL,
    changed_at VARCHAR NOT NULL,
    changed_by BLOB,
    client_id BLOB NOT NULL,
    kind VARCHAR NOT NULL,
    from_date DATE NOT NULL,
    expected_until DATE,
    until_date DATE,
    note VARCHAR,
    PRIMARY KEY (id),
    FOREIGN KEY(client_id) REFERENCES client (id)
);

CREATE INDEX ix_absence_client ON absence (client_id, from_date, id);

ALTER TABLE placement ADD COLUMN move_reason VARCHAR;

ALTER TABLE placement ADD COLUMN client_view VARCHAR;

CREATE INDEX ix_placement_room ON placement (location_id, state, start, until, client_id);

CREATE INDEX ix_placement_fallback ON placement (fallback_id, state, employer_id);
"""


_START = date(2015, 1, 1)
SETTINGS: tuple[tuple[str, str, str], ...] = (
    ("move-days", "30", "promise 41; starting value of the NUO"),
    ("back-at-work-days", "14", "promise 32"),
)
"""Key, value, source."""
_VERSION = 9


def apply(db: Database) -> None:
    """Add the table, the columns and the indexes, and to a store that is in use the settings.

    A column that is added last drops no trigger.
    """
    for statement in TABLES.strip().split("\n\n"):
        db.execute(statement)
    if found := db.execute("SELECT value FROM store_info WHERE key = 'device'").fetchone():
        _add_settings(db, bytes.fromhex(found[0]), moment_text(datetime.now(UTC)))


def _add_settings(db: Database, device: bytes, at: str) -> None:
    entry = new_id()
    counter = db.execute("SELECT coalesce(max(counter), 0) + 1 FROM journal_entry WHERE device = ?", (device,)).fetchone()[0]
    db.execute(
        "INSERT INTO journal_entry (id, device, counter, at, action, schema_version) VALUES (?, ?, ?, ?, 'store.update', ?)",
        (entry, device, counter, at, _VERSION),
    )
    for seq, (key, value, source) in enumerate(SETTINGS, 1):
        record = fixed_id("setting", f"{key}:{_START}")
        row: dict[str, Any] = {
            "id": record,
            "key": key,
            "valid_from": _START.isoformat(),
            "value": value,
            "source": source,
            "to_confirm": None,
        }
        db.execute(
            "INSERT INTO setting (id, version, created_at, changed_at, key, valid_from, value, source, to_confirm) "
            "VALUES (:id, 1, :at, :at, :key, :valid_from, :value, :source, :to_confirm)",
            {**row, "at": at},
        )
        new, salt = record_json(row), new_salt()
        db.execute(
            "INSERT INTO journal_change (entry, seq, subject, record, field, new, salt, digest) "
            "VALUES (?, ?, 'setting', ?, '*', ?, ?, ?)",
            (entry, seq, record, new, salt, digest(salt, None, new)),
        )
