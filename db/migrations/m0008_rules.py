"""Step 8: what the rules on green, suiting, ending and overriding look at; the pension age and the forms in the settings.

A new store gets its settings when it is made (``db/creating.py``); one that people work in already gets them here, through
the journal. What this step writes is spelled out here: later releases begin with other figures.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlite_utils import Database

from db.canonical import digest, new_salt, record_json
from models.base import moment_text
from models.ids import fixed_id, new_id

TABLES = """
ALTER TABLE location ADD COLUMN outdoor_service_of BLOB REFERENCES municipality (id);

ALTER TABLE employer ADD COLUMN outdoor_service_of BLOB REFERENCES municipality (id);

ALTER TABLE client ADD COLUMN contract_until DATE;

ALTER TABLE client ADD COLUMN travel_km INTEGER;

ALTER TABLE mandate ADD COLUMN rule VARCHAR;

CREATE TABLE placement_override (
    id BLOB NOT NULL,
    version INTEGER NOT NULL,
    created_at VARCHAR NOT NULL,
    changed_at VARCHAR NOT NULL,
    changed_by BLOB,
    placement_id BLOB NOT NULL,
    rule VARCHAR NOT NULL,
    sentence VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    overridden_by BLOB NOT NULL,
    role VARCHAR NOT NULL,
    overridden_on DATE NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(placement_id) REFERENCES placement (id),
    FOREIGN KEY(overridden_by) REFERENCES user (id)
);

CREATE INDEX ix_placement_override_placement_id ON placement_override (placement_id);
"""
_AOW = "Algemene Ouderdomswet art. 7a"
SETTINGS: tuple[tuple[str, date, str, str], ...] = (
    ("pension-months", date(2015, 1, 1), "783", _AOW),
    ("pension-months", date(2016, 1, 1), "786", _AOW),
    ("pension-months", date(2017, 1, 1), "789", _AOW),
    ("pension-months", date(2018, 1, 1), "792", _AOW),
    ("pension-months", date(2019, 1, 1), "796", _AOW),
    ("pension-months", date(2022, 1, 1), "799", _AOW),
    ("pension-months", date(2023, 1, 1), "802", _AOW),
    ("pension-months", date(2024, 1, 1), "804", _AOW),
    ("pension-months", date(2028, 1, 1), "807", _AOW),
    (
        "forms.wsw",
        date(2015, 1, 1),
        "sheltered,group-secondment,individual-secondment,supported-employment,green,regular-job",
        "Wet sociale werkvoorziening",
    ),
    (
        "forms.beschut-werk",
        date(2015, 1, 1),
        "sheltered,group-secondment,individual-secondment,learn-work,subsidised-job",
        "Participatiewet art. 10b",
    ),
    (
        "forms.banenafspraak",
        date(2015, 1, 1),
        "group-secondment,individual-secondment,learn-work,trial,work-experience,subsidised-job,regular-job",
        "Participatiewet art. 38b",
    ),
    (
        "forms.participatiewet",
        date(2015, 1, 1),
        "learn-work,trial,work-experience,subsidised-job,regular-job",
        "Participatiewet art. 7",
    ),
    ("forms.uwv", date(2015, 1, 1), "learn-work,trial,work-experience,regular-job", "rule of UWV"),
    ("groups-learn-in-green", date(2015, 1, 1), "beschut-werk,banenafspraak,participatiewet", "promise 34"),
    (
        "forms-on-wage-value",
        date(2015, 1, 1),
        "individual-secondment,supported-employment,subsidised-job",
        "Participatiewet art. 10d",
    ),
    ("forms-with-rate", date(2015, 1, 1), "individual-secondment", "starting value of the NUO"),
)
"""Key, valid from, value, source."""
_VERSION = 8


def apply(db: Database) -> None:
    """Add the columns, the table and its index, and to a store that is in use the settings."""
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
    for seq, (key, begin, value, source) in enumerate(SETTINGS, 1):
        row = {
            "id": fixed_id("setting", f"{key}:{begin}"),
            "key": key,
            "valid_from": begin.isoformat(),
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
            (entry, seq, row["id"], new, salt, digest(salt, None, new)),
        )
