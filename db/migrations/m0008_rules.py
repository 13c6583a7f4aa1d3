"""Step 8: what the rules on green, suiting, ending and overriding look at; the pension age and the forms in the settings.

A new store gets its settings when it is made (``db/creating.py``); one that people work in already gets them here, through
the journal. What this step writes is spelled out here: later releases begin with other figures.
"""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from db.migrations.new_settings import NewSetting, add_settings

TABLES = """
ALTER TABLE location ADD COLUMN outdoor_service_of BLOB REFERENCES municipality (id);

ALTER TABLE employer ADD COLUMN outdoor_service_of BLOB REFERENCES municipality (id);

ALTER TABLE client ADD COLUMN contract_until DATE;

ALTER TABLE client ADD COLUMN travel_km INTEGER;

ALTER TABLE mandate ADD COLUMN rule VARCHAR;

CREATE TABLE placement_override (
    id BLOB NOT NULL,
    version INTEGER NOT NULL,
    created_at VARCHAR NOT NULL,
    changed_at VARCHAR NOT NULL,
    changed_by BLOB,
    placement_id BLOB NOT NULL,
    rule VARCHAR NOT NULL,
    sentence VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    overridden_by BLOB NOT NULL,
    role VARCHAR NOT NULL,
    overridden_on DATE NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(placement_id) REFERENCES placement (id),
    FOREIGN KEY(overridden_by) REFERENCES user (id)
);

CREATE INDEX ix_placement_override_placement_id ON placement_override (placement_id);
"""
_AOW = "Algemene Ouderdomswet art. 7a"
SETTINGS = (
    NewSetting("pension-months", "783", _AOW),
    NewSetting("pension-months", "786", _AOW, date(2016, 1, 1)),
    NewSetting("pension-months", "789", _AOW, date(2017, 1, 1)),
    NewSetting("pension-months", "792", _AOW, date(2018, 1, 1)),
    NewSetting("pension-months", "796", _AOW, date(2019, 1, 1)),
    NewSetting("pension-months", "799", _AOW, date(2022, 1, 1)),
    NewSetting("pension-months", "802", _AOW, date(2023, 1, 1)),
    NewSetting("pension-months", "804", _AOW, date(2024, 1, 1)),
    NewSetting("pension-months", "807", _AOW, date(2028, 1, 1)),
    NewSetting(
        "forms.wsw",
        "sheltered,group-secondment,individual-secondment,supported-employment,green,regular-job",
        "Wet sociale werkvoorziening",
    ),
    NewSetting(
        "forms.beschut-werk",
        "sheltered,group-secondment,individual-secondment,learn-work,subsidised-job",
        "Participatiewet art. 10b",
    ),
    NewSetting(
        "forms.banenafspraak",
        "group-secondment,individual-secondment,learn-work,trial,work-experience,subsidised-job,regular-job",
        "Participatiewet art. 38b",
    ),
    NewSetting("forms.participatiewet", "learn-work,trial,work-experience,subsidised-job,regular-job", "Participatiewet art. 7"),
    NewSetting("forms.uwv", "learn-work,trial,work-experience,regular-job", "rule of UWV"),
    NewSetting("groups-learn-in-green", "beschut-werk,banenafspraak,participatiewet", "promise 34"),
    NewSetting("forms-on-wage-value", "individual-secondment,supported-employment,subsidised-job", "Participatiewet art. 10d"),
    NewSetting("forms-with-rate", "individual-secondment", "starting value of the NUO"),
    NewSetting("ladder-most.wsw", "5", "participation ladder"),
    NewSetting("ladder-most.supported", "5", "participation ladder"),
)


def apply(db: Database) -> None:
    """Add the columns, the table and its index, and to a store that is in use the settings."""
    for statement in TABLES.strip().split("\n\n"):
        db.execute(statement)
    add_settings(db, SETTINGS, version=8)
