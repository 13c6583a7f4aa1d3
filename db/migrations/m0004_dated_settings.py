"""Step 4: settings say whether they are still to be confirmed; the figures for rate and wage-cost subsidy come in.

A new store gets its settings when it is made (``db/creating.py``); one that people work in already gets them here, through
the journal like every other record. What this step writes is spelled out here: later releases begin with other figures.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlite_utils import Database

from db.canonical import digest, new_salt, record_json
from models.base import moment_text
from models.ids import fixed_id, new_id

TABLES = """
ALTER TABLE setting ADD COLUMN to_confirm BOOLEAN;

CREATE INDEX ix_wage_value_measured_on ON wage_value (measured_on, id);
"""
_START, _2024 = date(2015, 1, 1), date(2024, 1, 1)
_NUO, _PW, _WML = "starting value of the NUO", "Participatiewet art. 10d", "Wet minimumloon en minimumvakantiebijslag"
SETTINGS: tuple[tuple[str, date, str, str, int | None], ...] = (
    ("longest-months.trial-extension", _START, "4", "Participatiewet art. 8a", None),
    ("longest-months.trial-uwv", _START, "6", "rule of UWV", None),
    ("wage-value-months", _START, "12", f"{_NUO}; the law gives no term", None),
    ("minimum-wage-hour", _2024, "13.27", _WML, None),
    ("minimum-wage-hour", date(2024, 7, 1), "13.68", _WML, None),
    ("minimum-wage-hour", date(2025, 1, 1), "14.06", _WML, None),
    ("minimum-wage-hour", date(2025, 7, 1), "14.4", _WML, None),
    ("minimum-wage-hour", date(2026, 1, 1), "14.71", _WML, None),
    ("minimum-wage-hour", date(2026, 7, 1), "14.99", _WML, None),
    ("young-wage.20", _2024, "80", _WML, None),
    ("young-wage.19", _2024, "60", _WML, None),
    ("young-wage.18", _2024, "50", _WML, None),
    ("young-wage.17", _2024, "39.5", _WML, None),
    ("young-wage.16", _2024, "34.5", _WML, None),
    ("young-wage.15", _2024, "30", _WML, None),
    ("reference-month-wage", date(2026, 7, 1), "2337", _WML, None),
    ("holiday-allowance", _START, "8", _WML, None),
    ("costs-rate", _START, "23.5", _NUO, None),
    ("costs-subsidy", _START, "23", _PW, None),
    ("costs-subsidy", date(2018, 1, 1), "23.5", _PW, None),
    ("costs-subsidy", date(2026, 7, 1), "25", _PW, 1),
    ("subsidy-cap", _START, "70", _PW, None),
    ("base-week", _START, "36", _PW, None),
    ("full-week", _START, "40", f"{_NUO}; differs per sector", 1),
)
"""Key, valid from, value, source, whether it is to be confirmed."""
_VERSION = 4


def apply(db: Database) -> None:
    """Add the column and the index, and to a store that is in use the settings."""
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
    for seq, (key, begin, value, source, to_confirm) in enumerate(SETTINGS, 1):
        record = fixed_id("setting", f"{key}:{begin}")
        row: dict[str, Any] = {
            "id": record,
            "key": key,
            "valid_from": begin.isoformat(),
            "value": value,
            "source": source,
            "to_confirm": to_confirm,
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
