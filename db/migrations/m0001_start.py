"""Step 1: the tables of the first release, the search index, and what the store knows of itself."""

from __future__ import annotations

from sqlite_utils import Database

TABLES = """
CREATE TABLE store_info (
    "key" VARCHAR NOT NULL PRIMARY KEY,
    value VARCHAR NOT NULL
);

CREATE TABLE municipality (
    id BLOB NOT NULL,
    version INTEGER NOT NULL,
    created_at VARCHAR NOT NULL,
    changed_at VARCHAR NOT NULL,
    changed_by BLOB,
    code VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    relation VARCHAR NOT NULL,
    hr_administrator VARCHAR NOT NULL,
    werkplein VARCHAR NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE user (
    id BLOB NOT NULL,
    version INTEGER NOT NULL,
    created_at VARCHAR NOT NULL,
    changed_at VARCHAR NOT NULL,
    changed_by BLOB,
    name VARCHAR NOT NULL,
    roles VARCHAR NOT NULL,
    active BOOLEAN NOT NULL,
    team VARCHAR NOT NULL,
    werkplein_id BLOB,
    away_from DATE,
    away_until DATE,
    deputy_id BLOB,
    name_key VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(werkplein_id) REFERENCES municipality (id),
    FOREIGN KEY(deputy_id) REFERENCES user (id)
);

CREATE TABLE mandate (
    id BLOB NOT NULL,
    version INTEGER NOT NULL,
    created_at VARCHAR NOT NULL,
    changed_at VARCHAR NOT NULL,
    changed_by BLOB,
    role VARCHAR NOT NULL,
    decision VARCHAR NOT NULL,
    scope VARCHAR NOT NULL,
    deviation VARCHAR,
    PRIMARY KEY (id)
);

CREATE TABLE setting (
    id BLOB NOT NULL,
    version INTEGER NOT NULL,
    created_at VARCHAR NOT NULL,
    changed_at VARCHAR NOT NULL,
    changed_by BLOB,
    "key" VARCHAR NOT NULL,
    valid_from DATE NOT NULL,
    value VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE import_run (
    id BLOB NOT NULL,
    version INTEGER NOT NULL,
    created_at VARCHAR NOT NULL,
    changed_at VARCHAR NOT NULL,
    changed_by BLOB,
    number INTEGER NOT NULL,
    what VARCHAR NOT NULL,
    file_name VARCHAR NOT NULL,
    read INTEGER NOT NULL,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    done_on DATE,
    undone_on DATE,
    PRIMARY KEY (id)
);

CREATE TABLE second_row (
    id BLOB NOT NULL,
    version INTEGER NOT NULL,
    created_at VARCHAR NOT NULL,
    changed_at VARCHAR NOT NULL,
    changed_by BLOB,
    run_id BLOB NOT NULL,
    digest BLOB NOT NULL,
    allowed_on DATE,
    PRIMARY KEY (id),
    FOREIGN KEY(run_id) REFERENCES import_run (id)
);

CREATE TABLE location (
    id BLOB NOT NULL,
    version INTEGER NOT NULL,
    created_at VARCHAR NOT NULL,
    changed_at VARCHAR NOT NULL,
    changed_by BLOB,
    number VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    municipality_id BLOB,
    street VARCHAR,
    house_number VARCHAR,
    postcode VARCHAR,
    place VARCHAR,
    capacity INTEGER,
    opened_on DATE,
    closed_on DATE,
    sort_name VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(municipality_id) REFERENCES municipality (id)
);

CREATE TABLE client (
    id BLOB NOT NULL,
    version INTEGER NOT NULL,
    created_at VARCHAR NOT NULL,
    changed_at VARCHAR NOT NULL,
    changed_by BLOB,
    number VARCHAR NOT NULL,
    surname VARCHAR NOT NULL,
    prefix VARCHAR,
    given_names VARCHAR,
    initials VARCHAR,
    call_name VARCHAR,
    birth_date VARCHAR,
    bsn VARCHAR,
    street VARCHAR,
    house_number VARCHAR,
    postcode VARCHAR,
    place VARCHAR,
    municipality_id BLOB NOT NULL,
    phone VARCHAR,
    email VARCHAR,
    target_group VARCHAR NOT NULL,
    consultant_id BLOB,
    formal_employer_id BLOB,
    formal_employer_text VARCHAR,
    hr_administrator VARCHAR,
    contract_hours VARCHAR,
    status VARCHAR NOT NULL,
    ladder_step INTEGER,
    skills VARCHAR,
    limits VARCHAR,
    mobility VARCHAR,
    remarks VARCHAR,
    archived_on DATE,
    sort_name VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(municipality_id) REFERENCES municipality (id),
    FOREIGN KEY(consultant_id) REFERENCES user (id),
    FOREIGN KEY(formal_employer_id) REFERENCES municipality (id)
);

CREATE TABLE indication (
    id BLOB NOT NULL,
    version INTEGER NOT NULL,
    created_at VARCHAR NOT NULL,
    changed_at VARCHAR NOT NULL,
    changed_by BLOB,
    client_id BLOB NOT NULL,
    kind VARCHAR NOT NULL,
    category VARCHAR,
    valid_from DATE,
    valid_until DATE,
    advice_supported BOOLEAN,
    document VARCHAR,
    PRIMARY KEY (id),
    FOREIGN KEY(client_id) REFERENCES client (id)
);

CREATE TABLE employer (
    id BLOB NOT NULL,
    version INTEGER NOT NULL,
    created_at VARCHAR NOT NULL,
    changed_at VARCHAR NOT NULL,
    changed_by BLOB,
    number VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    kvk VARCHAR,
    branch_number VARCHAR,
    group_name VARCHAR,
    street VARCHAR,
    house_number VARCHAR,
    postcode VARCHAR,
    place VARCHAR,
    municipality_id BLOB,
    sbi VARCHAR,
    sbi_version VARCHAR,
    branch VARCHAR,
    size VARCHAR,
    phone VARCHAR,
    email VARCHAR,
    website VARCHAR,
    state VARCHAR NOT NULL,
    relation_since DATE,
    remarks VARCHAR,
    archived_on DATE,
    sort_name VARCHAR NOT NULL,
    name_key VARCHAR NOT NULL,
    place_key VARCHAR NOT NULL,
    phone_key VARCHAR NOT NULL,
    domain_key VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(municipality_id) REFERENCES municipality (id)
);

CREATE TABLE contact_person (
    id BLOB NOT NULL,
    version INTEGER NOT NULL,
    created_at VARCHAR NOT NULL,
    changed_at VARCHAR NOT NULL,
    changed_by BLOB,
    employer_id BLOB NOT NULL,
    name VARCHAR NOT NULL,
    role VARCHAR,
    phone VARCHAR,
    email VARCHAR,
    archived_on DATE,
    PRIMARY KEY (id),
    FOREIGN KEY(employer_id) REFERENCES employer (id)
);

CREATE TABLE account_holding (
    id BLOB NOT NULL,
    version INTEGER NOT NULL,
    created_at VARCHAR NOT NULL,
    changed_at VARCHAR NOT NULL,
    changed_by BLOB,
    employer_id BLOB NOT NULL,
    user_id BLOB NOT NULL,
    from_date DATE,
    until_date DATE,
    reason VARCHAR,
    PRIMARY KEY (id),
    FOREIGN KEY(employer_id) REFERENCES employer (id),
    FOREIGN KEY(user_id) REFERENCES user (id)
);

CREATE TABLE approach_stop (
    id BLOB NOT NULL,
    version INTEGER NOT NULL,
    created_at VARCHAR NOT NULL,
    changed_at VARCHAR NOT NULL,
    changed_by BLOB,
    employer_id BLOB NOT NULL,
    reason VARCHAR NOT NULL,
    from_date DATE NOT NULL,
    until_date DATE,
    lifted_on DATE,
    PRIMARY KEY (id),
    FOREIGN KEY(employer_id) REFERENCES employer (id)
);

CREATE TABLE coordination (
    id BLOB NOT NULL,
    version INTEGER NOT NULL,
    created_at VARCHAR NOT NULL,
    changed_at VARCHAR NOT NULL,
    changed_by BLOB,
    number VARCHAR NOT NULL,
    client_id BLOB NOT NULL,
    employer_id BLOB NOT NULL,
    form VARCHAR NOT NULL,
    start DATE NOT NULL,
    until DATE,
    hours VARCHAR,
    text VARCHAR,
    state VARCHAR NOT NULL,
    requested_by BLOB NOT NULL,
    requested_on DATE NOT NULL,
    due_on DATE,
    holder_id BLOB,
    decided_by BLOB,
    decided_on DATE,
    channel VARCHAR,
    recorded_by BLOB,
    own_decision BOOLEAN NOT NULL,
    reason VARCHAR,
    valid_until DATE,
    places INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(client_id) REFERENCES client (id),
    FOREIGN KEY(employer_id) REFERENCES employer (id),
    FOREIGN KEY(requested_by) REFERENCES user (id),
    FOREIGN KEY(holder_id) REFERENCES user (id),
    FOREIGN KEY(decided_by) REFERENCES user (id),
    FOREIGN KEY(recorded_by) REFERENCES user (id)
);

CREATE TABLE coordination_condition (
    id BLOB NOT NULL,
    version INTEGER NOT NULL,
    created_at VARCHAR NOT NULL,
    changed_at VARCHAR NOT NULL,
    changed_by BLOB,
    coordination_id BLOB NOT NULL,
    position INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    ticked_on DATE,
    ticked_by BLOB,
    PRIMARY KEY (id),
    FOREIGN KEY(coordination_id) REFERENCES coordination (id),
    FOREIGN KEY(ticked_by) REFERENCES user (id)
);

CREATE TABLE placement (
    id BLOB NOT NULL,
    version INTEGER NOT NULL,
    created_at VARCHAR NOT NULL,
    changed_at VARCHAR NOT NULL,
    changed_by BLOB,
    number VARCHAR NOT NULL,
    client_id BLOB NOT NULL,
    employer_id BLOB,
    location_id BLOB,
    form VARCHAR NOT NULL,
    start DATE NOT NULL,
    until DATE,
    hours VARCHAR,
    workplace VARCHAR,
    supervisor VARCHAR,
    rate VARCHAR,
    fallback_id BLOB,
    state VARCHAR NOT NULL,
    taken_over BOOLEAN NOT NULL,
    consent_id BLOB,
    proposed_by BLOB,
    activated_on DATE,
    activated_by BLOB,
    ended_on DATE,
    end_reason VARCHAR,
    assessment VARCHAR,
    remarks VARCHAR,
    PRIMARY KEY (id),
    FOREIGN KEY(client_id) REFERENCES client (id),
    FOREIGN KEY(employer_id) REFERENCES employer (id),
    FOREIGN KEY(location_id) REFERENCES location (id),
    FOREIGN KEY(fallback_id) REFERENCES location (id),
    FOREIGN KEY(consent_id) REFERENCES coordination (id),
    FOREIGN KEY(proposed_by) REFERENCES user (id),
    FOREIGN KEY(activated_by) REFERENCES user (id)
);

CREATE TABLE wage_value (
    id BLOB NOT NULL,
    version INTEGER NOT NULL,
    created_at VARCHAR NOT NULL,
    changed_at VARCHAR NOT NULL,
    changed_by BLOB,
    client_id BLOB NOT NULL,
    percentage VARCHAR NOT NULL,
    measured_on DATE,
    measured_by VARCHAR,
    placement_id BLOB,
    valid_until DATE,
    PRIMARY KEY (id),
    FOREIGN KEY(client_id) REFERENCES client (id),
    FOREIGN KEY(placement_id) REFERENCES placement (id)
);

CREATE TABLE journal_entry (
    arrival INTEGER NOT NULL,
    id BLOB NOT NULL,
    device BLOB NOT NULL,
    counter INTEGER NOT NULL,
    at VARCHAR NOT NULL,
    actor BLOB,
    action VARCHAR NOT NULL,
    reason VARCHAR,
    undoes BLOB,
    about BLOB,
    schema_version INTEGER NOT NULL,
    PRIMARY KEY (arrival),
    UNIQUE (id)
);

CREATE TABLE journal_change (
    entry BLOB NOT NULL,
    seq INTEGER NOT NULL,
    subject VARCHAR NOT NULL,
    record BLOB NOT NULL,
    field VARCHAR NOT NULL,
    old VARCHAR,
    new VARCHAR,
    salt BLOB NOT NULL,
    digest BLOB NOT NULL,
    base_entry BLOB,
    base_seq INTEGER,
    PRIMARY KEY (entry, seq),
    FOREIGN KEY(entry) REFERENCES journal_entry (id)
) WITHOUT ROWID;

CREATE TABLE search_entry (
    "key" INTEGER NOT NULL,
    subject VARCHAR NOT NULL,
    record BLOB NOT NULL,
    number VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    words VARCHAR NOT NULL,
    PRIMARY KEY ("key")
);

CREATE INDEX ix_journal_entry_about ON journal_entry (about);

CREATE INDEX ix_municipality_code ON municipality (code);

CREATE INDEX ix_user_name_key ON user (name_key);

CREATE INDEX ix_setting_key ON setting ("key");

CREATE INDEX ix_import_run_number ON import_run (number);

CREATE INDEX ix_second_row_digest ON second_row (digest);

CREATE INDEX ix_location_number ON location (number);

CREATE INDEX ix_location_sort_name ON location (sort_name);

CREATE INDEX ix_client_bsn ON client (bsn);

CREATE INDEX ix_client_caseload ON client (consultant_id, sort_name, id);

CREATE INDEX ix_client_number ON client (number, id);

CREATE INDEX ix_client_sort ON client (sort_name, id);

CREATE INDEX ix_indication_client_id ON indication (client_id);

CREATE INDEX ix_employer_branch_number ON employer (branch_number);

CREATE INDEX ix_employer_domain_key ON employer (domain_key);

CREATE INDEX ix_employer_kvk ON employer (kvk);

CREATE INDEX ix_employer_name_place ON employer (name_key, place_key);

CREATE INDEX ix_employer_number ON employer (number, id);

CREATE INDEX ix_employer_phone_key ON employer (phone_key);

CREATE INDEX ix_employer_sort ON employer (sort_name, id);

CREATE INDEX ix_contact_person_employer_id ON contact_person (employer_id);

CREATE INDEX ix_account_holding_employer_id ON account_holding (employer_id);

CREATE INDEX ix_holding_user ON account_holding (user_id, until_date);

CREATE INDEX ix_approach_stop_employer_id ON approach_stop (employer_id);

CREATE INDEX ix_coordination_client_id ON coordination (client_id);

CREATE INDEX ix_coordination_employer_id ON coordination (employer_id);

CREATE INDEX ix_coordination_holder_id ON coordination (holder_id);

CREATE INDEX ix_coordination_number ON coordination (number, id);

CREATE INDEX ix_coordination_standing ON coordination (employer_id, form) WHERE places IS NOT NULL;

CREATE INDEX ix_coordination_state ON coordination (state, due_on, id);

CREATE INDEX ix_coordination_condition_coordination_id ON coordination_condition (coordination_id);

CREATE INDEX ix_placement_client_id ON placement (client_id);

CREATE INDEX ix_placement_consent_id ON placement (consent_id);

CREATE INDEX ix_placement_employer_id ON placement (employer_id);

CREATE INDEX ix_placement_location_id ON placement (location_id);

CREATE INDEX ix_placement_number ON placement (number, id);

CREATE INDEX ix_placement_start ON placement (start, id);

CREATE INDEX ix_placement_state ON placement (state, start, id);

CREATE INDEX ix_wage_value_client_id ON wage_value (client_id);

CREATE INDEX ix_wage_value_placement_id ON wage_value (placement_id);

CREATE INDEX ix_change_record ON journal_change (record, entry, seq);

CREATE INDEX ix_search_record ON search_entry (record);
"""

SEARCH = """
CREATE VIRTUAL TABLE search_index USING fts5(
    words, content='search_entry', content_rowid='key', detail=none, columnsize=0, prefix='1 2 3 4',
    tokenize='ascii'
);
"""

JOURNAL_IS_APPEND_ONLY = """
CREATE TRIGGER journal_entry_stays BEFORE DELETE ON journal_entry BEGIN
    SELECT raise(ABORT, 'the journal is append-only');
END;

CREATE TRIGGER journal_change_stays BEFORE DELETE ON journal_change BEGIN
    SELECT raise(ABORT, 'the journal is append-only');
END;

CREATE TRIGGER journal_entry_is_written BEFORE UPDATE ON journal_entry BEGIN
    SELECT raise(ABORT, 'the journal is append-only');
END;

CREATE TRIGGER journal_change_is_written
BEFORE UPDATE OF entry, seq, subject, record, field, salt, digest, base_entry, base_seq ON journal_change BEGIN
    SELECT raise(ABORT, 'the journal is append-only');
END;

CREATE TRIGGER journal_change_is_only_blanked BEFORE UPDATE OF old, new ON journal_change
WHEN NEW.old IS NOT NULL AND NEW.old IS NOT OLD.old OR NEW.new IS NOT NULL AND NEW.new IS NOT OLD.new BEGIN
    SELECT raise(ABORT, 'the journal is append-only');
END;
"""


def apply(db: Database) -> None:
    """Make everything a first store has."""
    for script in (TABLES, SEARCH, JOURNAL_IS_APPEND_ONLY):
        for statement in _statements(script):
            db.execute(statement)


def _statements(script: str) -> list[str]:
    """The statements of a script; a blank line stands between them. (``executescript`` would commit.)"""
    return [part for part in script.strip().split("\n\n") if part.strip()]
