"""Step 10: records that are merged into another one, and what was said of pairs that look alike."""

from __future__ import annotations

from sqlite_utils import Database

TABLES = """
ALTER TABLE client ADD COLUMN merged_into_id BLOB REFERENCES client (id);

ALTER TABLE employer ADD COLUMN merged_into_id BLOB REFERENCES employer (id);

CREATE INDEX ix_client_merged_into_id ON client (merged_into_id);

CREATE INDEX ix_employer_merged_into_id ON employer (merged_into_id);

CREATE TABLE pair (
    id BLOB NOT NULL,
    version INTEGER NOT NULL,
    created_at VARCHAR NOT NULL,
    changed_at VARCHAR NOT NULL,
    changed_by BLOB,
    client_id BLOB,
    other_client_id BLOB,
    employer_id BLOB,
    other_employer_id BLOB,
    said VARCHAR NOT NULL,
    said_by BLOB NOT NULL,
    said_on DATE NOT NULL,
    reason VARCHAR,
    PRIMARY KEY (id),
    FOREIGN KEY(client_id) REFERENCES client (id),
    FOREIGN KEY(other_client_id) REFERENCES client (id),
    FOREIGN KEY(employer_id) REFERENCES employer (id),
    FOREIGN KEY(other_employer_id) REFERENCES employer (id),
    FOREIGN KEY(said_by) REFERENCES user (id)
);

CREATE INDEX ix_pair_client_id ON pair (client_id);

CREATE INDEX ix_pair_other_client_id ON pair (other_client_id);

CREATE INDEX ix_pair_employer_id ON pair (employer_id);

CREATE INDEX ix_pair_other_employer_id ON pair (other_employer_id);
"""


def apply(db: Database) -> None:
    """Add the columns and the table; adding a column at the end drops no trigger."""
    for statement in TABLES.strip().split("\n\n"):
        db.execute(statement)
