"""Rows: what is needed, what each cell may hold, and what becomes of it in the store."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.store import Store
from models.actor import Actor
from tests.db.csv_files import CLIENT, EMPLOYER, PLACEMENT, Office, Row, counts, rules, text_of, wrong


@pytest.fixture
def office(store: Store, admin: Actor, tmp_path: Path) -> Office:
    return Office(store, admin, tmp_path)


BAD_CELLS = [
    ("clients", CLIENT, column, value)
    for column, values in {
        "Cliëntnr": ["", "  "],
        "Achternaam": [""],
        "Gemeente": ["", "Almeloo", "Twente", "Enschede-Zuid", "Vroomshoop", "0200"],
        "Doelgroep": ["", "Anders", "W s w x"],
        "Geb.datum": ["13-13-1975", "30-30-1966", "31-02-1980", "1966-00-13", "00-00", "25-11-2026", "2027", "gisteren"],
        "BSN": ["999901796", "000000000", "12345", "9999 1938 X", "99991938\u0666"],
        "Postcode": ["76 AB", "0600 AB", "7600 SS", "7600"],
        "Uren p/w": ["-8", "0", "veel", "1.234", "168"],
        "Loonwaarde %": ["140", "-5", "n.v.t?"],
        "Trede": ["0", "7", "drie"],
        "Status": ["Weg"],
        "Indicatie t/m": ["31-02-2027"],
        "Gemeten op": ["32-01-2024"],
        "HR-administrateur": ["niemand"],
    }.items()
    for value in values
] + [
    ("employers", EMPLOYER, column, value)
    for column, values in {
        "Debiteurnr": [""],
        "Naam": [""],
        "KvK-nr": ["1234567", "123456789", "1234567a", "\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668"],
        "Vestigingsnr": ["00002263392", "x"],
        "Postcode": ["76 AB"],
        "Relatie sinds": ["ooit"],
        "Gemeente": ["Enschede"],
        "Status": ["misschien"],
    }.items()
    for value in values
]


@pytest.mark.parametrize(("what", "good", "column", "value"), BAD_CELLS)
def test_a_wrong_cell_rejects_its_row_and_no_other(office: Office, what: str, good: Row, column: str, value: str) -> None:
    number = next(iter(good))
    report = office.bring(what, {**good, column: value}, {**good, number: "OK1"})
    assert wrong(report) == [(2, column)]
    assert report.rejects[0].value == value
    assert str(report.rejects[0].reason)
    assert counts(report) == (2, 1, 0, 0, 1)


GOOD_CELLS = [
    ("Geb.datum", "01-09-1963", "birth_date", "1963-09-01"),
    ("Geb.datum", "1-9-1963", "birth_date", "1963-09-01"),
    ("Geb.datum", "1963-09-01", "birth_date", "1963-09-01"),
    ("Geb.datum", "19630901", "birth_date", "1963-09-01"),
    ("Geb.datum", "1963/09/01", "birth_date", "1963-09-01"),
    ("Geb.datum", "1 september 1963", "birth_date", "1963-09-01"),
    ("Geb.datum", "00-00-1971", "birth_date", "1971-00-00"),
    ("Geb.datum", "00-06-1968", "birth_date", "1968-06-00"),
    ("Geb.datum", "19950200", "birth_date", "1995-02-00"),
    ("Geb.datum", "1980", "birth_date", "1980-00-00"),
    ("Geb.datum", "00000000", "birth_date", "0000-00-00"),
    ("Geb.datum", "24-11-2026", "birth_date", "2026-11-24"),
    ("BSN", "999919386", "bsn", "999919386"),
    ("BSN", "9999.19.386", "bsn", "999919386"),
    ("BSN", "10464554", "bsn", "010464554"),
    ("Postcode", "7607ab", "postcode", "7607 AB"),
    ("Huisnr", "12 bis-A", "house_number", "12 bis-A"),
    ("Huisnr", "007", "house_number", "007"),
    ("Telefoon", "bel niet voor 9 uur", "phone", "bel niet voor 9 uur"),
    ("E-mail", "geen adres", "email", "geen adres"),
    ("Uren p/w", "36,5", "contract_hours", "36.5"),
    ("Uren p/w", "36.50", "contract_hours", "36.5"),
    ("Trede", "5", "ladder_step", 5),
    ("Doelgroep", "beschut  WERK", "target_group", "beschut-werk"),
    ("Doelgroep", "Nieuw beschut", "target_group", "beschut-werk"),
    ("Doelgroep", "P-wet", "target_group", "participatiewet"),
    ("Doelgroep", "banenafspraak", "target_group", "banenafspraak"),
    ("Status", "Ziek", "status", "ill"),
    ("Status", "uitgestroomd", "status", "ended"),
    ("Status", "", "status", "active"),
    ("Achternaam", "  't Hof ", "surname", "'t Hof"),
    ("Achternaam", "'=1+1", "surname", "=1+1"),
    ("Achternaam", "''=1", "surname", "'=1"),
    ("Achternaam", "[red]x[/]", "surname", "[red]x[/]"),
    ("Achternaam", "\x1b[31mrood\u202e", "surname", "\x1b[31mrood\u202e"),
    ("Achternaam", "\u200bnul", "surname", "\u200bnul"),
    ("Achternaam", "x" * 300, "surname", "x" * 300),
    ("Achternaam", "👩\u200d👧", "surname", "👩\u200d👧"),
    ("Formele werkgever", "Stichting Elders", "formal_employer_text", "Stichting Elders"),
    ("Gemeente", "gemeente Rijssen-Holten", "municipality_id", "1742"),
    ("Gemeente", "gem. Rijssen-Holten", "municipality_id", "1742"),
    ("Gemeente", "Gem.Almelo", "municipality_id", "0141"),
    ("Gemeente", "GM0141", "municipality_id", "0141"),
    ("Gemeente", "gm 0141", "municipality_id", "0141"),
    ("Uren p/w", "36\u00a0", "contract_hours", "36"),
    ("Postcode", "7607\u00a0AB", "postcode", "7607 AB"),
    ("Gemeente", "141", "municipality_id", "0141"),
]


@pytest.mark.parametrize(("column", "value", "field", "kept"), GOOD_CELLS)
def test_a_good_cell_is_kept_in_its_one_form(office: Office, column: str, value: str, field: str, kept: object) -> None:
    assert wrong(office.bring("clients", {**CLIENT, column: value})) == []
    if field == "municipality_id":
        assert office.one("SELECT m.code FROM client c JOIN municipality m ON m.id = c.municipality_id") == (kept,)
    else:
        assert office.one(f"SELECT {field} FROM client") == (kept,)
    assert counts(office.bring("clients", {**CLIENT, column: value})) == (1, 0, 0, 1, 0)


def test_an_indication_that_ends_before_it_begins_rejects_its_row(office: Office) -> None:
    report = office.bring("clients", {**CLIENT, "Indicatie t/m": "1-1-2020", "Indicatie van": "2-1-2020"})
    assert wrong(report) == [(2, "Indicatie t/m")]


def test_what_is_needed_is_all_that_is_needed(office: Office) -> None:
    assert counts(office.bring("employers", EMPLOYER)) == (1, 1, 0, 0, 0)
    assert counts(office.bring("clients", CLIENT)) == (1, 1, 0, 0, 0)
    assert counts(office.bring("placements", PLACEMENT)) == (1, 1, 0, 0, 0)


def test_only_the_first_wrong_cell_is_the_reason_and_the_others_are_named(office: Office) -> None:
    report = office.bring("clients", {"BSN": "1", **CLIENT, "Geb.datum": "x", "Trede": "9"})
    assert wrong(report) == [(2, "Geb.datum")]
    said = str(report.rejects[0].reason)
    assert "BSN" in said
    assert "Trede" in said


def test_the_second_row_of_a_number_is_rejected_whatever_became_of_the_first(office: Office) -> None:
    rows = [
        CLIENT,
        {**CLIENT, "Achternaam": "Ander"},
        {**CLIENT, "Cliëntnr": "C2", "Gemeente": "Weg"},
        {**CLIENT, "Cliëntnr": "C2 "},
    ]
    report = office.bring("clients", *rows)
    assert wrong(report) == [(3, "Cliëntnr"), (4, "Gemeente"), (5, "Cliëntnr")]
    assert office.one("SELECT surname FROM client") == ("Arent",)
    again = office.bring("clients", *rows)
    assert wrong(again) == wrong(report)
    assert counts(again) == (4, 0, 0, 1, 3)


def test_a_second_row_is_found_however_far_from_the_first(office: Office) -> None:
    rows = [{**EMPLOYER, "Debiteurnr": f"D{n}"} for n in range(2_100)]
    report = office.bring("employers", *rows, rows[0], rows[1_500])
    assert wrong(report) == [(2_102, "Debiteurnr"), (2_103, "Debiteurnr")]
    again = office.bring("employers", *rows, rows[0], rows[1_500])
    assert counts(again) == (2_102, 0, 0, 2_100, 2)


def test_numbers_are_text_and_compared_as_they_stand(office: Office) -> None:
    report = office.bring("employers", *({**EMPLOYER, "Debiteurnr": number} for number in ("007", "7", "d7", "D7")))
    assert counts(report) == (4, 4, 0, 0, 0)


def test_a_client_brings_an_indication_and_a_wage_value(office: Office) -> None:
    office.bring("clients", {**CLIENT, "Indicatie t/m": "15-08-2030", "Loonwaarde %": "62,5", "Gemeten op": "16-07-2023"})
    assert office.one("SELECT kind, valid_from, valid_until FROM indication") == ("wsw", None, "2030-08-15")
    assert office.one("SELECT percentage, measured_on FROM wage_value") == ("62.5", "2023-07-16")


@pytest.mark.parametrize(
    ("group", "kind"),
    [("Wsw", "wsw"), ("Beschut werk", "beschut-werk"), ("Banenafspraak", "doelgroepregister"), ("UWV", "other")],
)
def test_an_indication_is_of_the_kind_that_the_group_needs(office: Office, group: str, kind: str) -> None:
    office.bring("clients", {**CLIENT, "Doelgroep": group, "Indicatie t/m": "15-08-2030"})
    assert office.one("SELECT kind FROM indication") == (kind,)


def test_a_day_of_measuring_without_a_percentage_is_nothing(office: Office) -> None:
    assert counts(office.bring("clients", {**CLIENT, "Gemeten op": "16-07-2023"})) == (1, 1, 0, 0, 0)
    assert office.column("SELECT count(*) FROM wage_value") == [0]


@pytest.mark.parametrize(
    ("employer", "code", "hr"),
    [("Gemeente Hellendoorn", "0163", "larcom"), ("gemeente almelo", "0141", "nuo"), ("Almelo", "0141", "nuo")],
)
def test_a_municipality_as_formal_employer_brings_its_hr_administrator(office: Office, employer: str, code: str, hr: str) -> None:
    office.bring("clients", {**CLIENT, "Formele werkgever": employer})
    joined = "FROM client c JOIN municipality m ON m.id = c.formal_employer_id"
    assert office.one(f"SELECT m.code, c.hr_administrator, c.formal_employer_text {joined}") == (code, hr, None)


def test_an_employer_with_a_holder_or_a_date_is_a_relation(office: Office) -> None:
    report = office.bring(
        "employers",
        {**EMPLOYER, "Debiteurnr": "D1", "Accounthouder": "M. Dijkhuis", "Relatie sinds": "03-01-2014", "Plaats": "Vroomshoop"},
        {**EMPLOYER, "Debiteurnr": "D2", "Relatie sinds": "03-01-2014", "Plaats": "Enschede"},
        {**EMPLOYER, "Debiteurnr": "D3", "Accounthouder": "m. dijkhuis"},
        {**EMPLOYER, "Debiteurnr": "D4", "Contactpersoon": "Max de Strigter"},
    )
    assert office.column("SELECT state FROM employer ORDER BY number") == ["relation", "relation", "relation", "prospect"]
    assert office.column(
        "SELECT m.code FROM employer e LEFT JOIN municipality m ON m.id = e.municipality_id ORDER BY e.number"
    ) == [
        "1700",
        None,
        None,
        None,
    ]
    assert office.column("SELECT from_date FROM account_holding ORDER BY id") == ["2014-01-03", None]
    assert office.column("SELECT name FROM contact_person") == ["Max de Strigter"]
    assert office.one("SELECT name, roles, active FROM user WHERE active = 0") == ("M. Dijkhuis", "account-manager", 0)
    assert "users-inactive" in rules(report)


def test_people_whom_imports_made_gain_the_roles_of_their_columns(office: Office) -> None:
    office.bring("employers", {**EMPLOYER, "Accounthouder": "B. Otten"})
    office.bring("clients", {**CLIENT, "Consulent": "B.  Otten"})
    assert office.one("SELECT roles, active FROM user WHERE active = 0") == ("consultant,account-manager", 0)
    assert counts(office.bring("clients", {**CLIENT, "Consulent": "B. Otten"})) == (1, 0, 0, 1, 0)


def test_somebody_who_is_there_already_stays_as_they_are(office: Office) -> None:
    name = office.actor.name
    office.bring("clients", {**CLIENT, "Consulent": name.upper()})
    assert office.one("SELECT u.name, u.active FROM client c JOIN user u ON u.id = c.consultant_id") == (name, 1)
    assert office.column("SELECT count(*) FROM user") == [1]


def test_nobody_is_made_for_a_rejected_row(office: Office) -> None:
    office.bring("clients", {**CLIENT, "Consulent": "Niemand", "Gemeente": "Nergens"})
    assert office.column("SELECT count(*) FROM user") == [1]


def test_rows_far_apart_keep_their_own_values(office: Office) -> None:
    rows = [{**CLIENT, "Cliëntnr": f"C{n:05}", "Achternaam": f"Naam {n}", "Consulent": f"P{n % 7}"} for n in range(2_500)]
    assert counts(office.bring_text("clients", text_of(rows))) == (2_500, 2_500, 0, 0, 0)
    named = office.column("SELECT c.surname || u.name FROM client c JOIN user u ON u.id = c.consultant_id ORDER BY c.number")
    assert named == [f"Naam {n}P{n % 7}" for n in range(2_500)]


@pytest.mark.parametrize(
    ("what", "row", "cells", "value"),
    [
        ("clients", CLIENT, {"Uren p/w": "60,01"}, "60,01"),
        ("clients", CLIENT, {"Loonwaarde %": "100,50 %"}, "100,50 %"),
        ("clients", CLIENT, {"Geb.datum": "1 maart 2030"}, "1 maart 2030"),
        ("clients", CLIENT, {"Geb.datum": "31-02-1980"}, "31-02-1980"),
        ("placements", PLACEMENT, {"Tarief p/u": "€ 1.234,50"}, "€ 1.234,50"),
        ("placements", PLACEMENT, {"Beëindigd op": "1-1-2030"}, "1-1-2030"),
    ],
)
def test_a_reason_quotes_the_value_as_it_stands_in_the_file(office: Office, what: str, row: Row, cells: Row, value: str) -> None:
    office.bring("employers", EMPLOYER)
    office.bring("clients", CLIENT)
    (reject,) = office.bring(what, {**row, **cells}).rejects
    assert f"'{value}'" in str(reject.reason)
    assert ("1000" in str(reject.reason)) is ("Tarief p/u" in cells)
