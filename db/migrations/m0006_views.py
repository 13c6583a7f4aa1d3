"""Step 6: saved views, and what lists need to be filtered and put in other orders as fast as they open."""

from __future__ import annotations

from sqlite_utils import Database

TABLES = """
CREATE TABLE view (
    id BLOB NOT NULL,
    version INTEGER NOT NULL,
    created_at VARCHAR NOT NULL,
    changed_at VARCHAR NOT NULL,
    changed_by BLOB,
    listed VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    owner_id BLOB NOT NULL,
    shared BOOLEAN NOT NULL,
    scope VARCHAR NOT NULL,
    filters VARCHAR NOT NULL,
    columns VARCHAR,
    sorted_by VARCHAR NOT NULL,
    downwards BOOLEAN,
    archived_on DATE,
    PRIMARY KEY (id),
    FOREIGN KEY(owner_id) REFERENCES user (id)
);

CREATE INDEX ix_view_listed ON view (listed);

CREATE INDEX ix_client_filter ON client (
    sort_name, id, consultant_id, municipality_id, target_group, status, hr_administrator, ladder_step, birth_date
);

CREATE INDEX ix_client_changed ON client (changed_at, id);

CREATE INDEX ix_employer_place ON employer (place_key, id);

CREATE INDEX ix_employer_changed ON employer (changed_at, id);

CREATE INDEX ix_placement_filter ON placement (start, id, state, form, until, client_id);

CREATE INDEX ix_placement_changed ON placement (changed_at, id);
"""


def apply(db: Database) -> None:
    """Add the table and the indexes; an index in which the filtered fields stand is walked without the table."""
    for statement in TABLES.strip().split("\n\n"):
        db.execute(statement)
