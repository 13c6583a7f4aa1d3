"""Step 2: contact moments, actions, and an index for the answers to who asked."""

from __future__ import annotations

from sqlite_utils import Database

TABLES = """
CREATE TABLE contact_moment (
    id BLOB NOT NULL,
    version INTEGER NOT NULL,
    created_at VARCHAR NOT NULL,
    changed_at VARCHAR NOT NULL,
    changed_by BLOB,
    client_id BLOB,
    employer_id BLOB,
    placement_id BLOB,
    kind VARCHAR NOT NULL,
    day DATE NOT NULL,
    time VARCHAR,
    made_by BLOB NOT NULL,
    text VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(client_id) REFERENCES client (id),
    FOREIGN KEY(employer_id) REFERENCES employer (id),
    FOREIGN KEY(placement_id) REFERENCES placement (id),
    FOREIGN KEY(made_by) REFERENCES user (id)
);

CREATE TABLE action (
    id BLOB NOT NULL,
    version INTEGER NOT NULL,
    created_at VARCHAR NOT NULL,
    changed_at VARCHAR NOT NULL,
    changed_by BLOB,
    client_id BLOB,
    employer_id BLOB,
    placement_id BLOB,
    contact_moment_id BLOB,
    what VARCHAR NOT NULL,
    due_on DATE NOT NULL,
    owner_id BLOB NOT NULL,
    done_on DATE,
    done_by BLOB,
    PRIMARY KEY (id),
    FOREIGN KEY(client_id) REFERENCES client (id),
    FOREIGN KEY(employer_id) REFERENCES employer (id),
    FOREIGN KEY(placement_id) REFERENCES placement (id),
    FOREIGN KEY(contact_moment_id) REFERENCES contact_moment (id),
    FOREIGN KEY(owner_id) REFERENCES user (id),
    FOREIGN KEY(done_by) REFERENCES user (id)
);

CREATE INDEX ix_contact_moment_client ON contact_moment (client_id, day, id);

CREATE INDEX ix_contact_moment_employer ON contact_moment (employer_id, day, id);

CREATE INDEX ix_contact_moment_placement ON contact_moment (placement_id, day, id);

CREATE INDEX ix_contact_moment_day ON contact_moment (day, id);

CREATE INDEX ix_action_open ON action (owner_id, due_on, id) WHERE done_on IS NULL;

CREATE INDEX ix_action_done ON action (done_by, done_on, id) WHERE done_on IS NOT NULL;

CREATE INDEX ix_action_client ON action (client_id, due_on, id);

CREATE INDEX ix_action_employer ON action (employer_id, due_on, id);

CREATE INDEX ix_action_placement ON action (placement_id, due_on, id);

CREATE INDEX ix_action_due ON action (due_on, id);

CREATE INDEX ix_action_contact_moment_id ON action (contact_moment_id);

CREATE INDEX ix_coordination_asked ON coordination (requested_by, decided_on, id);
"""


def apply(db: Database) -> None:
    """Add the two tables; no table that was there changes, so no trigger is lost."""
    for statement in TABLES.strip().split("\n\n"):
        db.execute(statement)
