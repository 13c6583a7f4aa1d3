"""Step 13: what the team lead's figures are counted along, so that a caseload of any size is one walk over an index."""

from __future__ import annotations

from sqlite_utils import Database

INDEXES = """
CREATE INDEX ix_client_team ON client (id, consultant_id, status, archived_on);

CREATE INDEX ix_placement_work ON placement (client_id, state, until, ended_on, id);

CREATE INDEX ix_placement_ended ON placement (ended_on, client_id, state) WHERE ended_on IS NOT NULL;

CREATE INDEX ix_indication_ends ON indication (client_id, valid_until);

CREATE INDEX ix_service_order_ends ON service_order (client_id, state, until);

CREATE INDEX ix_wage_value_ends ON wage_value (client_id, measured_on, valid_until);

CREATE INDEX ix_holding_held ON account_holding (employer_id, from_date, id, until_date, user_id);

CREATE INDEX ix_coordination_decided ON coordination (
    decided_on, holder_id, requested_on, due_on, own_decision
) WHERE decided_on IS NOT NULL;
"""


def apply(db: Database) -> None:
    """Add the indexes; no table changes, so no trigger is lost."""
    for statement in INDEXES.strip().split("\n\n"):
        db.execute(statement)
