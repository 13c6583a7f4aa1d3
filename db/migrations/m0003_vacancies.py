"""Step 3: vacancies, and the vacancy of which a placement takes a place."""

from __future__ import annotations

from sqlite_utils import Database

TABLES = """
CREATE TABLE vacancy (
    id BLOB NOT NULL,
    version INTEGER NOT NULL,
    created_at VARCHAR NOT NULL,
    changed_at VARCHAR NOT NULL,
    changed_by BLOB,
    number VARCHAR NOT NULL,
    employer_id BLOB NOT NULL,
    title VARCHAR NOT NULL,
    places INTEGER NOT NULL,
    hours VARCHAR,
    start DATE,
    until DATE,
    forms VARCHAR NOT NULL,
    skills VARCHAR,
    limits VARCHAR,
    minimum_wage_value VARCHAR,
    remarks VARCHAR,
    closed_on DATE,
    sort_name VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(employer_id) REFERENCES employer (id)
);

ALTER TABLE placement ADD COLUMN vacancy_id BLOB REFERENCES vacancy (id);

CREATE INDEX ix_vacancy_sort ON vacancy (sort_name, id);

CREATE INDEX ix_vacancy_open ON vacancy (sort_name, id) WHERE closed_on IS NULL;

CREATE INDEX ix_vacancy_number ON vacancy (number, id);

CREATE INDEX ix_vacancy_employer ON vacancy (employer_id, closed_on, id);

CREATE INDEX ix_placement_vacancy ON placement (vacancy_id, state);
"""


def apply(db: Database) -> None:
    """Add the table and the column; a column that is added leaves the triggers of its table alone."""
    for statement in TABLES.strip().split("\n\n"):
        db.execute(statement)
