"""Step 7: the request as a conversation with turns, contested consents, standing consents of a group, group holders.

A new store gets its settings when it is made (``db/creating.py``); one that people work in already gets the term for
contesting here, through the journal.
"""

from __future__ import annotations

from sqlite_utils import Database

from db.migrations.new_settings import NewSetting, add_settings

TABLES = """
ALTER TABLE coordination ADD COLUMN alternative VARCHAR;

ALTER TABLE coordination ADD COLUMN valid_from DATE;

ALTER TABLE coordination ADD COLUMN reach VARCHAR;

ALTER TABLE coordination ADD COLUMN contest_until DATE;

ALTER TABLE coordination ADD COLUMN contested_by BLOB REFERENCES user (id);

ALTER TABLE coordination ADD COLUMN contested_on DATE;

ALTER TABLE coordination ADD COLUMN contested_because VARCHAR;

ALTER TABLE coordination ADD COLUMN handed_to BLOB REFERENCES user (id);

ALTER TABLE coordination ADD COLUMN by_hand BOOLEAN;

ALTER TABLE coordination ADD COLUMN client_text VARCHAR;

ALTER TABLE coordination ADD COLUMN received VARCHAR;

ALTER TABLE coordination ADD COLUMN group_key VARCHAR;

CREATE INDEX ix_coordination_asked_by ON coordination (requested_by, number, id);

CREATE INDEX ix_coordination_contest ON coordination (contest_until, id) WHERE contest_until IS NOT NULL;

CREATE INDEX ix_coordination_places ON coordination (number, id) WHERE places IS NOT NULL;

CREATE INDEX ix_coordination_group ON coordination (group_key, form) WHERE group_key IS NOT NULL;

CREATE TABLE coordination_turn (
    id BLOB NOT NULL,
    version INTEGER NOT NULL,
    created_at VARCHAR NOT NULL,
    changed_at VARCHAR NOT NULL,
    changed_by BLOB,
    coordination_id BLOB NOT NULL,
    position INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    user_id BLOB NOT NULL,
    said_on DATE NOT NULL,
    text VARCHAR,
    by_hand BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(coordination_id) REFERENCES coordination (id),
    FOREIGN KEY(user_id) REFERENCES user (id)
);

CREATE INDEX ix_coordination_turn_coordination_id ON coordination_turn (coordination_id);

CREATE TABLE group_holding (
    id BLOB NOT NULL,
    version INTEGER NOT NULL,
    created_at VARCHAR NOT NULL,
    changed_at VARCHAR NOT NULL,
    changed_by BLOB,
    group_name VARCHAR NOT NULL,
    user_id BLOB NOT NULL,
    from_date DATE,
    until_date DATE,
    reason VARCHAR,
    group_key VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(user_id) REFERENCES user (id)
);

CREATE INDEX ix_group_holding_key ON group_holding (group_key, until_date);

CREATE INDEX ix_employer_group ON employer (group_name, id) WHERE group_name IS NOT NULL;
"""
SETTINGS = (NewSetting("contest-working-days", "5", "starting value of the NUO"),)


def apply(db: Database) -> None:
    """Add the columns and the tables, and to a store that is in use the setting.

    A column that is added leaves the triggers of its table alone.
    """
    for statement in TABLES.strip().split("\n\n"):
        db.execute(statement)
    _client_may_be_empty(db)
    add_settings(db, SETTINGS, version=7)


def _client_may_be_empty(db: Database) -> None:
    """A standing consent that nobody asked for has no client.

    The way that SQLite describes for taking a NOT NULL away (lang_altertable, "Making other kinds of table schema
    changes", 8): no table is copied, so that all that points at it, its indexes and triggers stay as they are.
    """
    version = db.execute("PRAGMA schema_version").fetchone()[0]
    db.execute("PRAGMA writable_schema = ON")
    db.execute(
        "UPDATE sqlite_master SET sql = replace(sql, 'client_id BLOB NOT NULL', 'client_id BLOB') "
        "WHERE type = 'table' AND name = 'coordination'"
    )
    db.execute(f"PRAGMA schema_version = {version + 1}")
    db.execute("PRAGMA writable_schema = OFF")
