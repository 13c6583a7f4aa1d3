"""Placements from a file: taken over as they are, told apart by what they are, and never around the rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.coordinations import record_verbal
from db.placements import place, propose
from db.store import Store
from models.actor import Actor
from tests.db.csv_files import CLIENT, EMPLOYER, PLACEMENT, Office, Row, counts, rules, wrong
from tests.db.world import START, World, proposal, told

SHELTERED: Row = {"Cliëntnr": "C00001", "Werklocatie": "Werkplein beschut Almelo", "Vorm": "Beschut binnen", "Van": "01-03-2024"}


@pytest.fixture
def office(store: Store, admin: Actor, tmp_path: Path) -> Office:
    office = Office(store, admin, tmp_path)
    office.bring("employers", EMPLOYER, {**EMPLOYER, "Debiteurnr": "D2", "Naam": "Dekker"})
    office.bring("clients", {**CLIENT, "Uren p/w": "36"}, {**CLIENT, "Cliëntnr": "C2", "Achternaam": "Baan"})
    return office


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"Cliëntnr": "C99999"}, "Cliëntnr"),
        ({"Cliëntnr": ""}, "Cliëntnr"),
        ({"Debiteurnr": "D99999"}, "Debiteurnr"),
        ({"Debiteurnr": ""}, "Debiteurnr"),
        ({"Cliëntnr": "C99999", "Debiteurnr": "D99999"}, "Cliëntnr"),
        ({"Vorm": "Kegelen"}, "Vorm"),
        ({"Vorm": ""}, "Vorm"),
        ({"Van": ""}, "Van"),
        ({"Van": "31-02-2024"}, "Van"),
        ({"Van": "00-02-2024"}, "Van"),
        ({"T/m": "29-02-2024"}, "T/m"),
        ({"Uren p/w": "0"}, "Uren p/w"),
        ({"Tarief p/u": "veel"}, "Tarief p/u"),
        ({"Tarief p/u": "-1"}, "Tarief p/u"),
    ],
)
def test_a_wrong_cell_rejects_its_row(office: Office, cells: Row, column: str) -> None:
    report = office.bring("placements", {**PLACEMENT, **cells}, {**PLACEMENT, "Vorm": "Groen"})
    assert wrong(report) == [(2, column)]
    assert counts(report) == (2, 1, 0, 0, 1)


def test_a_place_that_is_missing_is_named_by_the_column_that_there_is(office: Office) -> None:
    row = {"Cliëntnr": "C00001", "Werklocatie": "", "Vorm": "Groen", "Van": "1-1-2024"}
    assert wrong(office.bring("placements", row)) == [(2, "Werklocatie")]


@pytest.mark.parametrize(
    ("cells", "state", "ended_on"),
    [
        ({}, "active", None),
        ({"T/m": "24-11-2026"}, "active", None),
        ({"T/m": "23-11-2026"}, "ended", "2026-11-23"),
        ({"Van": "1-1-2030"}, "active", None),
        ({"Van": "1-3-2024", "T/m": "1-3-2024"}, "ended", "2024-03-01"),
    ],
)
def test_it_comes_in_taken_over_running_or_ended_by_its_dates(
    office: Office, cells: Row, state: str, ended_on: str | None
) -> None:
    office.bring("placements", {**PLACEMENT, **cells})
    assert office.one("SELECT state, taken_over, ended_on FROM placement") == (state, 1, ended_on)


@pytest.mark.parametrize(
    ("said", "state", "taken_over"), [("Voorstel", "proposed", 0), ("Afgebroken", "broken-off", 1), ("Actief", "active", 1)]
)
def test_a_state_that_the_file_names_holds(office: Office, said: str, state: str, taken_over: int) -> None:
    office.bring("placements", {**PLACEMENT, "T/m": "1-1-2025", "Status": said})
    assert office.one("SELECT state, taken_over FROM placement") == (state, taken_over)


FORMS = {
    "Beschut binnen": "sheltered",
    "Groepsdetachering": "group-secondment",
    "Detachering": "individual-secondment",
    "individuele detachering": "individual-secondment",
    "Begeleid werken": "supported-employment",
    "Groen": "green",
    "Leerwerkplek": "learn-work",
    "Proefplaatsing": "trial",
    "Werkervaringsplaats": "work-experience",
    "Baan met LKS": "subsidised-job",
    "Reguliere baan": "regular-job",
    "subsidised-job": "subsidised-job",
    "REGULAR JOB": "regular-job",
}


def test_forms_are_known_in_dutch_and_english(office: Office) -> None:
    days = [f"{day:02}-01-2024" for day in range(1, len(FORMS) + 1)]
    rows = [{**PLACEMENT, "Vorm": form, "Van": day} for form, day in zip(FORMS, days, strict=True)]
    assert counts(office.bring("placements", *rows))[1] == len(FORMS)
    assert office.column("SELECT form FROM placement ORDER BY start") == list(FORMS.values())


def test_client_employer_location_form_and_start_make_it_the_same(office: Office) -> None:
    rows = [
        PLACEMENT,
        {**PLACEMENT, "Cliëntnr": "C2"},
        {**PLACEMENT, "Debiteurnr": "D2"},
        {**PLACEMENT, "Werklocatie": "Hal"},
        {**PLACEMENT, "Vorm": "Groen"},
        {**PLACEMENT, "Van": "02-03-2024"},
        {**PLACEMENT, "Uren p/w": "8"},
    ]
    report = office.bring("placements", *rows)
    assert wrong(report) == [(8, "Cliëntnr")]
    assert counts(report) == (7, 6, 0, 0, 1)
    assert counts(office.bring("placements", *rows)) == (7, 0, 0, 6, 1)


def test_locations_are_made_once_with_what_their_name_tells(office: Office) -> None:
    rows = [SHELTERED, {**SHELTERED, "Cliëntnr": "C2", "Werklocatie": "werkplein Beschut ALMELO"}]
    report = office.bring("placements", *rows, {**SHELTERED, "Werklocatie": "Buitendienst Nijverdal", "Vorm": "Groen"})
    assert counts(report) == (3, 3, 0, 0, 0)
    made = (
        "SELECT l.number || ' ' || l.name || ' ' || l.kind || ' ' || m.name "
        "FROM location l JOIN municipality m ON m.id = l.municipality_id"
    )
    assert office.column(f"{made} ORDER BY l.number") == [
        "LA00001 Werkplein beschut Almelo sheltered Almelo",
        "LA00002 Buitendienst Nijverdal green Hellendoorn",
    ]
    assert "locations-new" in rules(report)


def test_a_location_can_be_named_by_its_number(office: Office) -> None:
    office.bring("placements", SHELTERED)
    assert counts(office.bring("placements", {**SHELTERED, "Werklocatie": "LA00001"})) == (1, 0, 0, 1, 0)


def test_no_location_is_made_for_a_rejected_row(office: Office) -> None:
    office.bring("placements", {**SHELTERED, "Van": ""})
    assert office.column("SELECT count(*) FROM location") == [0]


def test_a_number_is_kept_and_one_that_is_there_twice_is_told(office: Office) -> None:
    rows = [
        {**PLACEMENT, "Plaatsingsnr": "PA00002"},
        {**PLACEMENT, "Plaatsingsnr": "", "Vorm": "Groen"},
        {**PLACEMENT, "Plaatsingsnr": "PA00002", "Vorm": "Leerwerkplek"},
        {**PLACEMENT, "Plaatsingsnr": "OUD-7", "Vorm": "Proefplaatsing"},
        {**PLACEMENT, "Plaatsingsnr": "PA00004", "Vorm": "Reguliere baan"},
    ]
    report = office.bring("placements", *rows)
    assert counts(report)[1] == 5
    numbers = office.column("SELECT number FROM placement ORDER BY id")
    assert numbers == ["PA00002", "PA00005", "PA00002", "OUD-7", "PA00004"]
    (finding,) = [finding for finding in report.findings if finding.rule == "same-number"]
    assert (finding.records, "PA00002" in str(finding.sentence)) == (["PA00002"], True)
    later = office.bring("placements", {**PLACEMENT, "Cliëntnr": "C2", "Plaatsingsnr": "OUD-7"})
    assert [finding.records for finding in later.findings if finding.rule == "same-number"] == [["OUD-7"]]
    assert "same-number" not in rules(office.bring("placements", {**PLACEMENT, "Cliëntnr": "C2", "Vorm": "Groen"}))


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_placement_that_was_made_here_is_not_changed_around_the_rules(
    store: Store, admin: Actor, tmp_path: Path, *, overwrite: bool
) -> None:
    """Its end, hours and rate were agreed to by the account holder: no file changes them, not even one that overwrites."""
    world = World(store, admin)
    record_verbal(store, world.consultant, told(world.joris, world.bakery, world.holder))
    placed = place(store, world.consultant, proposal(world.joris, world.bakery, hours="30"))
    assert placed.number is not None
    office = Office(store, admin, tmp_path)
    client, employer = world.value("SELECT number FROM client"), world.value("SELECT number FROM employer")
    row = {"Cliëntnr": client, "Debiteurnr": employer, "Vorm": "Detachering", "Van": START.isoformat()}
    changes = {"Uren p/w": "36", "T/m": "31-12-2027", "Tarief p/u": "9,72", "Leidinggevende": "Fien"}
    report = office.bring("placements", {**row, **changes}, overwrite=overwrite)
    assert rules(report) == ["import-older"]
    kept = "SELECT hours, until, rate, state, taken_over, supervisor FROM placement"
    assert office.one(kept) == ("30", None, "11.11", "active", 0, "Fien")


def test_a_proposal_does_not_begin_by_a_file(store: Store, admin: Actor, tmp_path: Path) -> None:
    world = World(store, admin)
    propose(store, world.consultant, proposal(world.joris, world.bakery))
    office = Office(store, admin, tmp_path)
    client, employer = world.value("SELECT number FROM client"), world.value("SELECT number FROM employer")
    row = {"Cliëntnr": client, "Debiteurnr": employer, "Vorm": "Detachering", "Van": START.isoformat(), "Status": "Actief"}
    office.bring("placements", row, overwrite=True)
    assert office.one("SELECT state FROM placement") == ("proposed",)


ENDED: Row = {**PLACEMENT, "T/m": "1-1-2025"}
STATE = "SELECT state, until, ended_on, taken_over FROM placement"


@pytest.mark.parametrize("overwrite", [False, True])
@pytest.mark.parametrize(
    ("before", "said"),
    [
        (ENDED, "Actief"),
        (ENDED, "Voorlopig"),
        ({**PLACEMENT, "Beëindigd op": "1-1-2025", "T/m": "1-1-2025"}, "Voorstel"),
        ({**PLACEMENT, "T/m": "1-1-2025", "Status": "Afgebroken"}, "Actief"),
    ],
)
def test_one_that_is_over_does_not_begin_again_and_that_is_told_once(
    office: Office, before: Row, said: str, *, overwrite: bool
) -> None:
    office.bring("placements", before)
    kept = office.one(STATE)
    again = {**PLACEMENT, "T/m": "1-1-2025", "Status": said}
    report = office.bring("placements", again, overwrite=overwrite)
    assert (rules(report), counts(report)) == (["state-kept"], (1, 0, 0, 1, 0))
    assert office.one(STATE) == kept


@pytest.mark.parametrize("said", ["", "Actief"])
def test_a_later_end_lets_one_that_had_ended_by_its_dates_go_on(office: Office, said: str) -> None:
    office.bring("placements", ENDED)
    assert rules(office.bring("placements", {**PLACEMENT, "T/m": "1-1-2030", "Status": said})) == []
    assert office.one(STATE) == ("active", "2030-01-01", None, 1)


@pytest.mark.parametrize("overwrite", [False, True])
@pytest.mark.parametrize(
    ("cells", "state"),
    [
        ({"Beëindigd op": "1-2-2025"}, "ended"),
        ({"Beëindigd op": "1-2-2025", "Status": "Beëindigd"}, "ended"),
        ({"Beëindigd op": "1-2-2025", "Status": "Afgebroken"}, "broken-off"),
        ({"Beëindigd op": "1-2-2025", "Status": "Actief"}, "ended"),
    ],
)
def test_a_day_on_which_it_ended_ends_one_that_runs_as_it_does_a_new_one(
    office: Office, cells: Row, state: str, *, overwrite: bool
) -> None:
    expected = (state, "2030-01-01", "2025-02-01", 1)
    row = {**PLACEMENT, "T/m": "1-1-2030"}
    office.bring("placements", row)
    report = office.bring("placements", {**row, **cells}, overwrite=overwrite)
    assert (office.one(STATE), counts(report)) == (expected, (1, 0, 1, 0, 0))
    assert rules(report) == (["ended-by-date"] if cells.get("Status") == "Actief" else [])
    assert counts(office.bring("placements", {**row, **cells})) == (1, 0, 0, 1, 0)
    office.bring("placements", {**row, **cells, "Cliëntnr": "C2"})
    assert office.one(f"{STATE} ORDER BY id DESC LIMIT 1") == expected


def test_the_day_and_the_way_it_ended_can_be_corrected(office: Office) -> None:
    office.bring("placements", {**PLACEMENT, "Beëindigd op": "1-2-2025"})
    assert counts(office.bring("placements", {**PLACEMENT, "Beëindigd op": "3-2-2025", "Status": "Afgebroken"}))[2] == 1
    assert office.one(STATE) == ("broken-off", None, "2025-02-03", 1)
    office.bring("placements", {**PLACEMENT, "Beëindigd op": "4-2-2025"})
    assert office.one(STATE) == ("broken-off", None, "2025-02-04", 1)


def test_one_that_ended_before_its_agreed_end_has_no_last_day_in_the_future(office: Office) -> None:
    office.bring("placements", {**PLACEMENT, "T/m": "1-1-2030", "Status": "Beëindigd"})
    assert office.one(STATE) == ("ended", "2030-01-01", None, 1)


@pytest.mark.parametrize("before", [(), (PLACEMENT,)])
@pytest.mark.parametrize("cells", [{"Beëindigd op": "25-11-2026"}, {"Beëindigd op": "1-2-2025", "Status": "Voorstel"}])
def test_a_day_on_which_it_can_not_have_ended_is_refused(office: Office, before: tuple[Row, ...], cells: Row) -> None:
    office.bring("placements", *before, {**PLACEMENT, "Vorm": "Groen"})
    assert wrong(office.bring("placements", {**PLACEMENT, **cells})) == [(2, "Beëindigd op")]
    assert set(office.column("SELECT state FROM placement")) == {"active"}
