"""Contact moments from a file: matched by whom they are about, kind, day and time, and out again as they came in."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.contact_moments import add_contact_moment, change_contact_moment, contact_moment
from db.exports import export
from db.store import Store
from db.undo import undo_import
from models.actor import Actor
from models.contact_moment import ContactMomentInput
from models.errors import BadInput
from tests.db.csv_files import CLIENT, EMPLOYER, PLACEMENT, Office, Row, counts, rules, wrong

CONTACT: Row = {
    "Cliëntnr": "C00001",
    "Soort contact": "Telefoon",
    "Datum": "3-11-2026",
    "Tijd": "9.30",
    "Medewerker": "M. ter Braak",
    "Verslag": "Belt morgen terug.",
}
AT_WORK: Row = {"Debiteurnr": "D10001", "Soort contact": "Bezoek", "Datum": "4-11-2026", "Verslag": "Rondleiding gehad."}


@pytest.fixture
def office(store: Store, admin: Actor, tmp_path: Path) -> Office:
    made = Office(store, admin, tmp_path)
    made.bring("employers", EMPLOYER)
    made.bring("clients", CLIENT)
    made.bring("placements", {**PLACEMENT, "Plaatsingsnr": "P-1"})
    return made


def change_text(office: Office, text: str) -> None:
    """Correct the one contact that there is, in the product."""
    key = office.one("SELECT id FROM contact_moment")[0]
    with office.store.read() as reader:
        row = contact_moment(reader, key)
    about = row.about.fields
    data = ContactMomentInput(**about, kind=row.kind, day=row.day, time=row.time, made_by=row.made_by, text=text)
    change_contact_moment(office.store, office.actor, key, row.version, data)


def test_on_a_client_an_employer_and_a_placement(office: Office) -> None:
    placed = {"Plaatsingsnr": "P-1", "Soort contact": "Mail", "Datum": "5-11-2026", "Verslag": "Gaat goed."}
    assert counts(office.bring("contacts", CONTACT, AT_WORK, placed)) == (3, 3, 0, 0, 0)
    told = office.column(
        "SELECT k.kind || '|' || k.day || '|' || coalesce(k.time, '') || '|' || u.name || '|' || k.text || '|' "
        "|| (k.client_id IS NOT NULL) || (k.employer_id IS NOT NULL) || (k.placement_id IS NOT NULL) "
        "FROM contact_moment k JOIN user u ON u.id = k.made_by ORDER BY k.day"
    )
    assert told == [
        "phone|2026-11-03|09:30|M. ter Braak|Belt morgen terug.|100",
        f"visit|2026-11-04||{office.actor.name}|Rondleiding gehad.|010",
        f"email|2026-11-05||{office.actor.name}|Gaat goed.|001",
    ]
    assert office.one("SELECT active, roles FROM user WHERE name = 'M. ter Braak'") == (0, "consultant")


def test_english_headings_and_no_kind(office: Office) -> None:
    row = {"Client number": "C00001", "Date": "2026-11-03", "Time": "14:05", "By": office.actor.name, "Text": "said"}
    assert counts(office.bring("contacts", row)) == (1, 1, 0, 0, 0)
    assert office.one("SELECT kind, time FROM contact_moment") == ("other", "14:05")


def test_bad_cells_are_named(office: Office) -> None:
    report = office.bring(
        "contacts",
        {**CONTACT, "Cliëntnr": "C9"},
        {**CONTACT, "Soort contact": "rooksignaal"},
        {**CONTACT, "Datum": "31-11-2026"},
        {**CONTACT, "Datum": "25-11-2026"},
        {**CONTACT, "Tijd": "25:00"},
        {**CONTACT, "Verslag": " "},
        {**CONTACT, "Cliëntnr": ""},
        {**CONTACT, "Debiteurnr": "D10001"},
        CONTACT,
        {**CONTACT, "Verslag": "Nog eens."},
    )
    assert counts(report) == (10, 1, 0, 0, 9)
    named = ["Cliëntnr", "Soort contact", "Datum", "Datum", "Tijd", "Verslag", "Cliëntnr", "Cliëntnr", "Cliëntnr"]
    assert [column for _line, column in wrong(report)] == named
    assert "still to come" in str(report.rejects[3].reason)
    assert "stands in this file before" in str(report.rejects[-1].reason)


def test_the_file_of_an_employer_only_has_other_columns_to_blame(office: Office) -> None:
    report = office.bring("contacts", {**AT_WORK, "Debiteurnr": ""}, AT_WORK, AT_WORK)
    assert wrong(report) == [(2, "Debiteurnr"), (4, "Debiteurnr")]
    with pytest.raises(BadInput, match="Cliëntnr"):
        office.bring("contacts", {"Datum": "3-11-2026", "Verslag": "x"})


def test_a_second_time_changes_nothing_and_another_text_at_the_same_time_updates(office: Office) -> None:
    office.bring("contacts", CONTACT, AT_WORK)
    again = office.bring("contacts", CONTACT, AT_WORK)
    assert (counts(again), again.number) == ((2, 0, 0, 2, 0), None)
    assert counts(office.bring("contacts", {**CONTACT, "Verslag": "Belt vrijdag terug."})) == (1, 0, 1, 0, 0)
    assert office.column("SELECT text FROM contact_moment WHERE time IS NOT NULL") == ["Belt vrijdag terug."]


def test_two_of_one_day_without_a_time_are_told_apart_by_what_was_said(office: Office) -> None:
    assert counts(office.bring("contacts", AT_WORK, {**AT_WORK, "Verslag": "Nog iets."})) == (2, 2, 0, 0, 0)
    assert counts(office.bring("contacts", AT_WORK, {**AT_WORK, "Verslag": "Nog iets."})) == (2, 0, 0, 2, 0)


@pytest.mark.parametrize("row", [CONTACT, {**CONTACT, "Tijd": ""}])
def test_what_was_corrected_here_stays_and_is_told(office: Office, row: Row) -> None:
    office.bring("contacts", row)
    change_text(office, "Belt volgende week terug.")
    report = office.bring("contacts", row)
    assert (counts(report), rules(report)) == ((1, 0, 0, 1, 0), ["import-older"])
    assert report.findings[0].records == ["C00001"]
    assert office.column("SELECT text FROM contact_moment") == ["Belt volgende week terug."]


def test_an_import_is_taken_back(office: Office) -> None:
    brought = office.bring("contacts", CONTACT, AT_WORK)
    assert brought.number is not None
    assert undo_import(office.store, office.actor, brought.number).removed == 2
    assert office.column("SELECT count(*) FROM contact_moment") == [0]


def test_a_file_larger_than_a_chunk(office: Office) -> None:
    rows = [{**CONTACT, "Tijd": f"{n // 60:02}:{n % 60:02}"} for n in range(1_200)]
    assert counts(office.bring("contacts", *rows)) == (1_200, 1_200, 0, 0, 0)
    assert counts(office.bring("contacts", *rows)) == (1_200, 0, 0, 1_200, 0)
    assert counts(office.bring("contacts", *rows, rows[0])) == (1_201, 0, 0, 1_200, 1)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_goes_out_comes_in_the_same(office: Office, admin: Actor, tmp_path: Path, language: str) -> None:
    from db.creating import create_store
    from tests.conftest import FIRST_USER, Clock

    placed = {"Plaatsingsnr": "P-1", "Soort contact": "Brief", "Datum": "5-11-2026", "Verslag": "=1+1 [red]"}
    office.bring("contacts", CONTACT, AT_WORK, placed, {**AT_WORK, "Verslag": 'Twee\nregels; met "teken"'})
    client = office.one("SELECT id FROM client")[0]
    made = ContactMomentInput(client_id=client, kind="message", day="6-11-2026", made_by=admin.id, text="'hier'\tgemaakt")
    add_contact_moment(office.store, admin, made)
    to = tmp_path / "uit.csv"
    assert export(office.store, admin, "contacts", to, language=language).rows == 5
    with create_store(tmp_path / "leeg.nuo", None, FIRST_USER, clock=Clock()) as empty:
        other = Office(empty, empty.actor(FIRST_USER), tmp_path)
        other.bring("employers", EMPLOYER)
        other.bring("clients", CLIENT)
        other.bring("placements", {**PLACEMENT, "Plaatsingsnr": "P-1"})
        assert counts(other.bring_text("contacts", to.read_bytes().decode("utf-8-sig"))) == (5, 5, 0, 0, 0)
        again = tmp_path / "weer.csv"
        export(empty, other.actor, "contacts", again, language=language)
        assert sorted(again.read_bytes().split(b"\r\n")) == sorted(to.read_bytes().split(b"\r\n"))


def test_an_export_of_what_a_filter_chooses(office: Office, admin: Actor, tmp_path: Path) -> None:
    office.bring("contacts", CONTACT, AT_WORK)
    assert export(office.store, admin, "contacts", tmp_path / "uit.csv", filters=[("kind", "Bezoek")]).rows == 1
    assert export(office.store, admin, "contacts", tmp_path / "uit.csv", search="arent").rows == 1
