"""Step 9: absences with their dates, why a client left a workplace, and indexes to tell whether a fallback place has room."""

from __future__ import annotations

from sqlite_utils import Database

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

CREATE INDEX ix_placement_broken_off ON placement (ended_on, client_id) WHERE state = 'broken-off';
"""


def apply(db: Database) -> None:
    """Add the table, the columns and the indexes; a column that is added last drops no trigger."""
    for statement in TABLES.strip().split("\n\n"):
        db.execute(statement)
