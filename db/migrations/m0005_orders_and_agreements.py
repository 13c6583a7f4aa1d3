"""Step 5: service agreements with their products, and service orders."""

from __future__ import annotations

from sqlite_utils import Database

TABLES = """
CREATE TABLE service_agreement (
    id BLOB NOT NULL,
    version INTEGER NOT NULL,
    created_at VARCHAR NOT NULL,
    changed_at VARCHAR NOT NULL,
    changed_by BLOB,
    number VARCHAR NOT NULL,
    municipality_id BLOB NOT NULL,
    start DATE NOT NULL,
    until DATE NOT NULL,
    state VARCHAR NOT NULL,
    remarks VARCHAR,
    PRIMARY KEY (id),
    FOREIGN KEY(municipality_id) REFERENCES municipality (id)
);

CREATE TABLE product (
    id BLOB NOT NULL,
    version INTEGER NOT NULL,
    created_at VARCHAR NOT NULL,
    changed_at VARCHAR NOT NULL,
    changed_by BLOB,
    service_agreement_id BLOB NOT NULL,
    form VARCHAR NOT NULL,
    budget_cents INTEGER,
    unit VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(service_agreement_id) REFERENCES service_agreement (id)
);

CREATE TABLE service_order (
    id BLOB NOT NULL,
    version INTEGER NOT NULL,
    created_at VARCHAR NOT NULL,
    changed_at VARCHAR NOT NULL,
    changed_by BLOB,
    number VARCHAR NOT NULL,
    client_id BLOB NOT NULL,
    municipality_id BLOB,
    form VARCHAR NOT NULL,
    start DATE NOT NULL,
    until DATE,
    budget_cents INTEGER,
    reference VARCHAR,
    state VARCHAR NOT NULL,
    closed_on DATE,
    spent_cents INTEGER,
    reason VARCHAR,
    remarks VARCHAR,
    PRIMARY KEY (id),
    FOREIGN KEY(client_id) REFERENCES client (id),
    FOREIGN KEY(municipality_id) REFERENCES municipality (id)
);

CREATE INDEX ix_service_agreement_number ON service_agreement (number, id);

CREATE INDEX ix_service_agreement_start ON service_agreement (start, id);

CREATE INDEX ix_service_agreement_municipality ON service_agreement (municipality_id, start, id);

CREATE INDEX ix_product_service_agreement_id ON product (service_agreement_id);

CREATE INDEX ix_service_order_number ON service_order (number, id);

CREATE INDEX ix_service_order_start ON service_order (start, id);

CREATE INDEX ix_service_order_state ON service_order (state, start, id);

CREATE INDEX ix_service_order_client_id ON service_order (client_id);

CREATE INDEX ix_service_order_spending
    ON service_order (municipality_id, form, start, state, budget_cents, spent_cents, id);
"""


def apply(db: Database) -> None:
    """Add the three tables; no table that was there changes, so no trigger is lost."""
    for statement in TABLES.strip().split("\n\n"):
        db.execute(statement)
