"""Step 11: one face to the employer: hand-over notes, who told the group account holder, how far back approaches count."""

from __future__ import annotations

from sqlite_utils import Database

from db.migrations.new_settings import NewSetting, add_settings
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
SETTINGS = (NewSetting("approach-days", "14", "promise 33"),)


def apply(db: Database) -> None:
    """Add the columns, indexes and the table, and to a store that is in use the setting."""
    for statement in TABLES.strip().split("\n\n"):
        db.execute(statement)
    for (name,) in db.execute("SELECT DISTINCT group_name FROM employer WHERE group_name IS NOT NULL").fetchall():
        db.execute("UPDATE employer SET group_key = ? WHERE group_name = ?", (company_key(name), name))
    add_settings(db, SETTINGS, version=11)
