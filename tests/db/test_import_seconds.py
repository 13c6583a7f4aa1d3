"""Second rows of a record: rejected, and rejected again when the rejects are offered as they were."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from db.imports import ImportReport, import_file
from db.store import Store
from db.undo import undo_import
from models.actor import Actor
from tests.db.csv_files import CLIENT, EMPLOYER, PLACEMENT, Office, Row, counts, text_of, wrong
from tests.db.living import rebuilt

OTHER: Row = {**CLIENT, "Achternaam": "Zwart", "Geb.datum": "1-2-1980"}
"""Somebody else, whose number was typed wrong."""
SECONDS = {
    "clients": (CLIENT, OTHER, "Cliëntnr", "SELECT surname FROM client", "Arent", "Zwart"),
    "employers": (
        EMPLOYER,
        {**EMPLOYER, "Naam": "Dekker"},
        "Debiteurnr",
        "SELECT name FROM employer",
        "Hoekstra Logistiek VOF",
        "Dekker",
    ),
    "placements": (
        {**PLACEMENT, "Uren p/w": "36"},
        {**PLACEMENT, "Uren p/w": "8"},
        "Cliëntnr",
        "SELECT hours FROM placement",
        "36",
        "8",
    ),
}


@pytest.fixture
def office(store: Store, admin: Actor, tmp_path: Path) -> Office:
    return Office(store, admin, tmp_path)


def offer_again(office: Office, report: ImportReport, **options: bool) -> ImportReport:
    """Import the rejects of an import as they are."""
    assert report.rejects_file
    return import_file(office.store, office.actor, Path(report.rejects_file), report.what, **options)


@pytest.mark.parametrize("what", SECONDS)
def test_a_second_row_that_was_not_mended_is_rejected_again(office: Office, what: str) -> None:
    first, second, column, stored, kept, other = SECONDS[what]
    if what == "placements":
        office.bring("employers", EMPLOYER)
        office.bring("clients", CLIENT)
    made = office.bring(what, first, second)
    again = offer_again(office, made)
    assert (wrong(again), counts(again)) == ([(2, column)], (1, 0, 0, 0, 1))
    assert again.number is None
    assert office.column(stored) == [kept]
    assert "2026-11-24" in str(again.rejects[0].reason)
    assert counts(offer_again(office, made, overwrite=True)) == (1, 0, 1, 0, 0)
    assert office.column(stored) == [other]
    assert counts(offer_again(office, made)) == (1, 0, 0, 1, 0)


@pytest.mark.parametrize("what", SECONDS)
def test_the_same_file_again_changes_nothing(office: Office, what: str) -> None:
    first, second, column, _, _, _ = SECONDS[what]
    if what == "placements":
        office.bring("employers", EMPLOYER)
        office.bring("clients", CLIENT)
    rows = (first, second, first)
    office.bring(what, *rows)
    again = office.bring(what, *rows)
    assert (again.number, counts(again), wrong(again)) == (None, (3, 0, 0, 1, 2), [(3, column), (4, column)])


@pytest.mark.parametrize(("encoding", "delimiter"), [("utf-8", ","), ("cp1252", "\t"), ("utf-16", ";")])
def test_it_is_known_however_the_file_is_written(office: Office, encoding: str, delimiter: str) -> None:
    office.bring("clients", CLIENT, {**OTHER, "Opmerking": "één"})
    turned = {heading: OTHER[heading] for heading in reversed(OTHER)} | {"Opmerking": " één ", "Roepnaam": ""}
    assert wrong(office.bring_text("clients", text_of([turned], delimiter), encoding)) == [(2, "Cliëntnr")]


@pytest.mark.parametrize("cells", [{"Cliëntnr": "C2"}, {"Geb.datum": "1-2-1981"}])
def test_a_mended_row_comes_in(office: Office, cells: Row) -> None:
    office.bring("clients", CLIENT, OTHER)
    assert counts(office.bring("clients", {**OTHER, **cells}))[4] == 0


def test_where_nothing_is_stored_it_comes_in(office: Office) -> None:
    office.bring("clients", {**CLIENT, "Gemeente": "Nergens"}, OTHER)
    assert counts(office.bring("clients", OTHER)) == (1, 1, 0, 0, 0)


def test_what_comes_after_it_in_the_file_is_its_second(office: Office) -> None:
    office.bring("clients", CLIENT, OTHER)
    assert wrong(office.bring("clients", OTHER, CLIENT)) == [(2, "Cliëntnr"), (3, "Cliëntnr")]


def test_an_import_that_changed_nothing_but_rejected_a_second_row_is_kept(office: Office) -> None:
    office.bring("clients", CLIENT)
    report = office.bring("clients", CLIENT, OTHER)
    assert (report.number, counts(report)) == (2, (2, 0, 0, 1, 1))
    assert counts(offer_again(office, report))[4] == 1


@pytest.mark.parametrize("options", [{"dry_run": True}, {"strict": True}])
def test_an_import_that_is_not_kept_remembers_nothing(office: Office, options: dict[str, bool]) -> None:
    office.bring("clients", CLIENT, OTHER, **options)
    assert office.column("SELECT count(*) FROM second_row") == [0]


def test_undoing_the_import_forgets_it(office: Office, tmp_path: Path) -> None:
    office.bring("clients", CLIENT)
    report = office.bring("clients", CLIENT, OTHER)
    assert report.number
    undo_import(office.store, office.actor, report.number)
    assert counts(office.bring("clients", OTHER)) == (1, 0, 1, 0, 0)
    rebuilt(office.store, tmp_path)


def test_undoing_what_took_it_in_rejects_it_again(office: Office, tmp_path: Path) -> None:
    made = office.bring("clients", CLIENT, OTHER)
    allowed = office.bring("clients", OTHER, overwrite=True)
    assert allowed.number
    undo_import(office.store, office.actor, allowed.number)
    assert counts(offer_again(office, made))[4] == 1
    rebuilt(office.store, tmp_path)


def test_the_rejects_still_hold_the_row_as_it_was(office: Office) -> None:
    report = offer_again(office, office.bring("clients", CLIENT, OTHER))
    assert report.rejects_file
    with Path(report.rejects_file).open(encoding="utf-8-sig", newline="") as file:
        assert [row["Achternaam"] for row in csv.DictReader(file, delimiter=";")] == ["Zwart"]
