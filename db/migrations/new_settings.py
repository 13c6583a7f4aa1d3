"""Settings that a step brings to a store that people work in already: through the journal, as what the product wrote.

A new store gets its settings when it is made (``db/creating.py``). What a step writes is spelled out in the step: later
releases begin with other figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

from sqlite_utils import Database

from db.canonical import digest, new_salt, record_json
from models.base import moment_text
from models.ids import fixed_id, new_id


class NewSetting(NamedTuple):
    """A setting as a step adds it."""

    key: str
    value: str
    source: str
    begin: date = date(2015, 1, 1)


def add_settings(db: Database, settings: Sequence[NewSetting], version: int) -> None:
    """Add settings in one entry of the journal; nothing in a store that is only just being made."""
    found = db.execute("SELECT value FROM store_info WHERE key = 'device'").fetchone()
    if found is None:
        return
    device, entry, at = bytes.fromhex(found[0]), new_id(), moment_text(datetime.now(UTC))
    counter = db.execute("SELECT coalesce(max(counter), 0) + 1 FROM journal_entry WHERE device = ?", (device,)).fetchone()[0]
    db.execute(
        "INSERT INTO journal_entry (id, device, counter, at, action, schema_version) VALUES (?, ?, ?, ?, 'store.update', ?)",
        (entry, device, counter, at, version),
    )
    for seq, setting in enumerate(settings, 1):
        row = {
            "id": fixed_id("setting", f"{setting.key}:{setting.begin}"),
            "key": setting.key,
            "valid_from": setting.begin.isoformat(),
            "value": setting.value,
            "source": setting.source,
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
            (entry, seq, row["id"], new, salt, digest(salt, None, new)),
        )
