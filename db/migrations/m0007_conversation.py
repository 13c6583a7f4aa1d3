"""Step 7: the request as a conversation with turns, contested consents, standing consents of a group, group holders."""

from __future__ import annotations

from sqlite_utils import Database

TABLES = """
ALTER TABLE coordination ADD COLUMN alternative VARCHAR;

ALTER TABLE coordination ADD COLUMN valid_from DATE;

ALTER TABLE coordination ADD COLUMN reach VARCHAR;

ALTER TABLE coordination ADD COLUMN contest_until DATE;

ALTER TABLE coordination ADD COLUMN contested_by BLOB REFERENCES user (id);

ALTER TABLE coordination ADD COLUMN contested_on DATE;

ALTER TABLE coordination ADD COLUMN contested_because VARCHAR;

ALTER TABLE coordination ADD COLUMN handed_to BLOB REFERENCES user (id);

ALTER TABLE coordination ADD COLUMN escalated_on DATE;

ALTER TABLE coordination ADD COLUMN by_hand BOOLEAN;

CREATE INDEX ix_coordination_handed ON coordination (handed_to, state);

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


def apply(db: Database) -> None:
    """Add the columns and the tables; a column that is added leaves the triggers of its table alone."""
    for statement in TABLES.strip().split("\n\n"):
        db.execute(statement)
