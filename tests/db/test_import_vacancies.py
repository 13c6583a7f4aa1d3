"""Vacancies from a file: matched by number, open or closed, and out again as they came in."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.exports import export
from db.store import Store
from db.undo import undo_import
from db.vacancies import close_vacancy, update_vacancy
from models.actor import Actor
from models.errors import BadInput, Blocked
from tests.db.csv_files import CLIENT, EMPLOYER, PLACEMENT, Office, Row, counts, rules, wrong

VACANCY: Row = {"Vacaturenr": "V-7", "Debiteurnr": "D10001", "Functie": "Inpakker"}
"""The least that a vacancy needs."""
WHOLE: Row = {
    **VACANCY,
    "Plaatsen": "3",
    "Uren p/w": "24,5",
    "Van": "1-12-2026",
    "T/m": "30-11-2027",
    "Vormen": "Groepsdetachering, Detachering",
    "Gevraagd": "tillen",
    "Past niet bij": "rug",
    "Min. loonwaarde %": "40",
    "Opmerking": "ploegendienst",
}


def rows_of(store: Store, query: str) -> list[tuple[object, ...]]:
    with store.read() as reader:
        return reader.rows(query)


@pytest.fixture
def office(store: Store, admin: Actor, tmp_path: Path) -> Office:
    made = Office(store, admin, tmp_path)
    made.bring("employers", EMPLOYER)
    return made


def test_the_least_and_the_most_that_a_row_tells(office: Office) -> None:
    assert counts(office.bring("vacancies", WHOLE, {**VACANCY, "Vacaturenr": "V-8"})) == (2, 2, 0, 0, 0)
    columns = "places, hours, start, until, forms, skills, limits, minimum_wage_value, remarks, closed_on"
    whole = office.one(f"SELECT {columns} FROM vacancy WHERE number = 'V-7'")
    assert whole[:5] == (3, "24.5", "2026-12-01", "2027-11-30", "group-secondment,individual-secondment")
    assert whole[5:] == ("tillen", "rug", "40", "ploegendienst", None)
    assert office.one(f"SELECT {columns} FROM vacancy WHERE number = 'V-8'") == (1, None, None, None, "", *[None] * 5)
    assert office.one("SELECT title FROM search_entry WHERE number = 'V-7'") == ("Inpakker",)


def test_english_headings_and_words(office: Office) -> None:
    row = {
        "Vacancy number": "V-9",
        "Employer number": "D10001",
        "Title": "Packer",
        "Places": "2",
        "Forms": "trial; learn-work",
        "State": "closed",
        "Closed on": "2026-11-01",
    }
    assert counts(office.bring("vacancies", row)) == (1, 1, 0, 0, 0)
    assert office.one("SELECT places, forms, closed_on FROM vacancy") == (2, "learn-work,trial", "2026-11-01")


def test_bad_cells_are_named(office: Office) -> None:
    report = office.bring(
        "vacancies",
        {**VACANCY, "Vacaturenr": "1", "Debiteurnr": "D9"},
        {**VACANCY, "Vacaturenr": "2", "Functie": ""},
        {**VACANCY, "Vacaturenr": "3", "Plaatsen": "nul"},
        {**VACANCY, "Vacaturenr": "4", "Vormen": "detachering, klussen"},
        {**VACANCY, "Vacaturenr": "5", "Gesloten op": "1-1-2099"},
        {**VACANCY, "Vacaturenr": "6", "Van": "2-1-2027", "T/m": "1-1-2027"},
        VACANCY,
        {**VACANCY, "Functie": "Nog eens"},
    )
    assert counts(report) == (8, 1, 0, 0, 7)
    assert wrong(report) == [
        (2, "Debiteurnr"),
        (3, "Functie"),
        (4, "Plaatsen"),
        (5, "Vormen"),
        (6, "Gesloten op"),
        (7, "T/m"),
        (9, "Vacaturenr"),
    ]


def test_needed_are_number_employer_and_work(office: Office) -> None:
    with pytest.raises(BadInput, match="Functie"):
        office.bring("vacancies", {"Vacaturenr": "1", "Debiteurnr": "D10001"})


def test_a_second_time_changes_nothing_and_a_change_updates(office: Office) -> None:
    office.bring("vacancies", WHOLE)
    again = office.bring("vacancies", WHOLE)
    assert (counts(again), again.number) == ((1, 0, 0, 1, 0), None)
    assert counts(office.bring("vacancies", {**WHOLE, "Plaatsen": "4", "Opmerking": ""})) == (1, 0, 1, 0, 0)
    assert office.one("SELECT places, remarks, version FROM vacancy") == (4, "ploegendienst", 2)


def test_what_was_changed_here_stays_and_is_told(office: Office) -> None:
    office.bring("vacancies", {**WHOLE, "Status": "Open"})
    key = office.one("SELECT id FROM vacancy")[0]
    update_vacancy(office.store, office.actor, key, 1, {"places": "5"})
    close_vacancy(office.store, office.actor, key, 2, "vervuld")
    report = office.bring("vacancies", {**WHOLE, "Status": "Open", "Gevraagd": "rijden"})
    assert (counts(report), rules(report)) == ((1, 0, 1, 0, 0), ["import-older"])
    assert report.findings[0].records == ["V-7"]
    assert office.one("SELECT places, skills, closed_on FROM vacancy") == (5, "rijden", "2026-11-24")
    office.bring("vacancies", {**WHOLE, "Status": "Open"}, overwrite=True)
    assert office.one("SELECT places, closed_on FROM vacancy") == (3, None)


def test_the_word_closed_is_today_once(office: Office) -> None:
    office.bring("vacancies", {**VACANCY, "Status": "Gesloten"})
    assert office.one("SELECT closed_on FROM vacancy") == ("2026-11-24",)
    assert counts(office.bring("vacancies", {**VACANCY, "Status": "Gesloten"})) == (1, 0, 0, 1, 0)
    assert counts(office.bring("vacancies", {**VACANCY, "Status": "Gesloten", "Gesloten op": "1-11-2026"})) == (1, 0, 1, 0, 0)
    assert counts(office.bring("vacancies", {**VACANCY, "Status": "Gesloten"})) == (1, 0, 0, 1, 0)
    assert counts(office.bring("vacancies", {**VACANCY, "Status": "Open"})) == (1, 0, 1, 0, 0)
    assert office.one("SELECT closed_on FROM vacancy") == (None,)


def test_an_import_is_taken_back_unless_placements_name_what_it_brought(office: Office) -> None:
    office.bring("clients", CLIENT)
    first = office.bring("vacancies", VACANCY)
    placed = office.bring("placements", {**PLACEMENT, "Vacaturenr": "V-7"})
    assert office.one("SELECT v.number FROM placement p JOIN vacancy v ON v.id = p.vacancy_id") == ("V-7",)
    assert first.number is not None
    assert placed.number is not None
    with pytest.raises(Blocked):
        undo_import(office.store, office.actor, first.number)
    undo_import(office.store, office.actor, placed.number)
    assert undo_import(office.store, office.actor, first.number).removed == 1
    assert office.column("SELECT count(*) FROM search_entry WHERE subject = 'vacancy'") == [0]


def test_a_placement_of_an_unknown_vacancy_is_rejected(office: Office) -> None:
    office.bring("clients", CLIENT)
    assert wrong(office.bring("placements", {**PLACEMENT, "Vacaturenr": "V-99"})) == [(2, "Vacaturenr")]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_goes_out_comes_in_the_same(office: Office, admin: Actor, tmp_path: Path, language: str) -> None:
    from db.creating import create_store
    from tests.conftest import FIRST_USER, Clock

    hostile = {**VACANCY, "Vacaturenr": "V-8", "Functie": "=1+1", "Gevraagd": "x [/", "Past niet bij": "'t kan\tniet"}
    office.bring("vacancies", WHOLE, hostile, {**VACANCY, "Vacaturenr": "V-9", "Gesloten op": "1-11-2026", "Vormen": "groen"})
    to = tmp_path / "uit.csv"
    assert export(office.store, admin, "vacancies", to, language=language).rows == 3
    with create_store(tmp_path / "leeg.nuo", None, FIRST_USER, clock=Clock()) as empty:
        other = Office(empty, empty.actor(FIRST_USER), tmp_path)
        other.bring("employers", EMPLOYER)
        assert counts(other.bring_text("vacancies", to.read_text(encoding="utf-8-sig"))) == (3, 3, 0, 0, 0)
        columns = "number, title, places, hours, start, until, forms, skills, limits, minimum_wage_value, remarks, closed_on"
        kept = [rows_of(one.store, f"SELECT {columns} FROM vacancy ORDER BY number") for one in (office, other)]
        assert kept[0] == kept[1]
        again = tmp_path / "weer.csv"
        export(empty, other.actor, "vacancies", again, language=language)
        assert again.read_bytes() == to.read_bytes()


def test_an_export_of_what_a_filter_chooses(office: Office, admin: Actor, tmp_path: Path) -> None:
    office.bring("vacancies", VACANCY, {**VACANCY, "Vacaturenr": "V-9", "Status": "gesloten"})
    done = export(office.store, admin, "vacancy", tmp_path / "uit.csv", filters=[("state", "open")])
    assert done.rows == 1
