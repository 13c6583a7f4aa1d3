"""Step 11: one face to the employer: hand-over notes, who told the group account holder, how far back approaches count."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlite_utils import Database

from db.canonical import digest, new_salt, record_json
from models.base import moment_text
from models.ids import fixed_id, new_id
from models.values import company_key

TABLES = """
ALTER TABLE account_holding ADD COLUMN note VARCHAR;

ALTER TABLE account_holding ADD COLUMN to_read BOOLEAN;

CREATE INDEX ix_holding_to_read ON account_holding (user_id, created_at) WHERE to_read = 1;

ALTER TABLE employer ADD COLUMN group_key VARCHAR NOT NULL DEFAULT '';

CREATE INDEX ix_employer_group_key ON employer (group_key, id) WHERE group_key <> '';

CREATE INDEX ix_coordination_employer_asked ON coordination (employer_id, requested_on);

CREATE INDEX ix_placement_proposed ON placement (employer_id) WHERE state IN ('proposed', 'provisional');

CREATE TABLE group_notice (
    id BLOB NOT NULL,
    version INTEGER NOT NULL,
    created_at VARCHAR NOT NULL,
    changed_at VARCHAR NOT NULL,
    changed_by BLOB,
    employer_id BLOB NOT NULL,
    client_id BLOB NOT NULL,
    form VARCHAR NOT NULL,
    told_id BLOB NOT NULL,
    told_by BLOB NOT NULL,
    told_on DATE NOT NULL,
    channel VARCHAR NOT NULL,
    text VARCHAR,
    seen_on DATE,
    PRIMARY KEY (id),
    FOREIGN KEY(employer_id) REFERENCES employer (id),
    FOREIGN KEY(client_id) REFERENCES client (id),
    FOREIGN KEY(told_id) REFERENCES user (id),
    FOREIGN KEY(told_by) REFERENCES user (id)
);

CREATE INDEX ix_group_notice_employer ON group_notice (employer_id, client_id);

CREATE INDEX ix_group_notice_client_id ON group_notice (client_id);

CREATE INDEX ix_group_notice_to_read ON group_notice (told_id, told_on) WHERE seen_on IS NULL;
"""
_KEY, _BEGIN, _VALUE, _SOURCE = "approach-days", date(2015, 1, 1), "14", "promise 33"
_VERSION = 11


def apply(db: Database) -> None:
    """Add the columns, indexes and the table, and to a store that is in use the setting."""
    for statement in TABLES.strip().split("\n\n"):
        db.execute(statement)
    for (name,) in db.execute("SELECT DISTINCT group_name FROM employer WHERE group_name IS NOT NULL").fetchall():
        db.execute("UPDATE employer SET group_key = ? WHERE group_name = ?", (company_key(name), name))
    if found := db.execute("SELECT value FROM store_info WHERE key = 'device'").fetchone():
        _add_setting(db, bytes.fromhex(found[0]), moment_text(datetime.now(UTC)))


def _add_setting(db: Database, device: bytes, at: str) -> None:
    entry, record = new_id(), fixed_id("setting", f"{_KEY}:{_BEGIN}")
    counter = db.execute("SELECT coalesce(max(counter), 0) + 1 FROM journal_entry WHERE device = ?", (device,)).fetchone()[0]
    db.execute(
        "INSERT INTO journal_entry (id, device, counter, at, action, schema_version) VALUES (?, ?, ?, ?, 'store.update', ?)",
        (entry, device, counter, at, _VERSION),
    )
    row = {"id": record, "key": _KEY, "valid_from": _BEGIN.isoformat(), "value": _VALUE, "source": _SOURCE}
    db.execute(
        "INSERT INTO setting (id, version, created_at, changed_at, key, valid_from, value, source) "
        "VALUES (:id, 1, :at, :at, :key, :valid_from, :value, :source)",
        {**row, "at": at},
    )
    new, salt = record_json(row), new_salt()
    db.execute(
        "INSERT INTO journal_change (entry, seq, subject, record, field, new, salt, digest) "
        "VALUES (?, 1, 'setting', ?, '*', ?, ?, ?)",
        (entry, record, new, salt, digest(salt, None, new)),
    )
