"""Step 9: absences with their dates, why a client left a workplace, and indexes to tell whether a fallback place has room."""

from __future__ import annotations

from sqlite_utils import Database

from db.migrations.new_settings import NewSetting, add_settings

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


SETTINGS = (
    NewSetting("move-days", "30", "promise 41; starting value of the NUO"),
    NewSetting("back-at-work-days", "14", "promise 32"),
)


def apply(db: Database) -> None:
    """Add the table, the columns and the indexes, and to a store that is in use the settings.

    A column that is added last drops no trigger.
    """
    for statement in TABLES.strip().split("\n\n"):
        db.execute(statement)
    add_settings(db, SETTINGS, version=9)
