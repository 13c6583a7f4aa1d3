"""Vacancies without a screen: added, changed, closed, and taken by a placement; their files go out and come in."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.nuo_tui.conftest import ADMINISTRATOR, CONSULTANT, FALLBACK, HOLDER

SOON = (date.today() + timedelta(days=14)).isoformat()
ADD = ("vacancies", "add", "--employer", "vegt logistiek", "--title", "Inpakker", "--user", HOLDER)
PLACE = ("--client", "CA00001", "--form", "group-secondment", "--from", SOON, "--user", CONSULTANT)


def agree(nuo: Any) -> None:
    """The account holder agreed by phone."""
    said = ("--who", HOLDER, "--when", date.today().isoformat(), "--channel", "phone")
    assert nuo("coordinate", "verbal", "--employer", "DA00001", *PLACE, *said).code == 0


def test_one_is_added_shown_and_listed(nuo, store_path: Path) -> None:
    asked = ("--places", "2", "--hours", "24,5", "--from", SOON, "--form", "detachering", "--form", "trial", "--wage-value", "40")
    made = nuo(*ADD, *asked, "--skills", "tillen", "--limits", "x [/", "--remarks", "=1+1", "--json").json
    assert (made["number"], made["state"], made["places"], made["taken"], made["hours"]) == ("VA00001", "open", 2, 0, 24.5)
    assert made["forms"] == ["individual-secondment", "trial"]
    assert nuo("show", "vacature", "VA00001", "--json").json["title"] == "Inpakker"
    page = nuo("vacancies", "show", "va00001").out
    assert "Skills asked" in page
    assert "Vegt Logistiek" in page
    row = nuo("list", "vacatures", "--filter", "state=open", "--json").json["rows"][0]
    assert (row["number"], row["name"], row["minimum_wage_value"], row["start"]) == ("VA00001", "Inpakker", 40, SOON)
    assert "Inpakker" in nuo("vacancies", "list", "--search", "vegt").out
    assert nuo("show", "employer", "DA00001", "--json").json["vacancies"][0]["number"] == "VA00001"


def test_what_is_named_changes_and_the_rest_stays(nuo, store_path: Path) -> None:
    nuo(*ADD, "--places", "2", "--skills", "tillen")
    changed = nuo("vacancies", "change", "VA00001", "--places", "3", "--form", "trial", "--user", HOLDER, "--json").json
    assert (changed["places"], changed["skills"], changed["forms"], changed["title"]) == (3, "tillen", ["trial"], "Inpakker")
    assert nuo("vacancies", "change", "VA00001", "--until", "2020-01-01", "--from", SOON, "--user", HOLDER).code == 2


def test_it_closes_once_and_opens_again(nuo, store_path: Path) -> None:
    nuo(*ADD)
    assert nuo("vacancies", "close", "VA00001", "--reason", "vervuld", "--user", HOLDER, "--json").json["state"] == "closed"
    again = nuo("vacancies", "close", "VA00001", "--reason", "vervuld", "--user", HOLDER)
    assert (again.code, "closed already" in again.err) == (1, True)
    assert nuo("list", "vacancies", "--filter", "state=open", "--json").json["total"] == 0
    assert "E10" in nuo("place", *FALLBACK, "--vacancy", "VA00001", *PLACE, "--dry-run").out
    assert nuo("vacancies", "reopen", "VA00001", "--user", HOLDER).code == 0
    assert "vervuld" in nuo("journal", "vacancy", "VA00001").out


@pytest.mark.parametrize(
    "words",
    [
        ("vacancies", "add", "--employer", "DA99", "--title", "x"),
        ("vacancies", "add", "--employer", "DA00001", "--title", " "),
        ("vacancies", "add", "--employer", "DA00001", "--title", "x", "--places", "0"),
        ("vacancies", "add", "--employer", "DA00001", "--title", "x", "--form", "klussen"),
        ("vacancies", "show", "VA99"),
        ("vacancies", "close", "VA99", "--reason", "x"),
        ("place", *FALLBACK, "--vacancy", "VA99", "--client", "CA00001", "--form", "trial", "--from", SOON),
    ],
)
def test_wrong_use_is_one_sentence(nuo, store_path: Path, words: tuple[str, ...]) -> None:
    result = nuo(*words, "--user", HOLDER)
    assert (result.code, result.out) == (2, "")
    assert "Traceback" not in result.err


def test_its_last_place_is_taken_once(nuo, store_path: Path) -> None:
    nuo(*ADD)
    agree(nuo)
    placed = nuo("place", *FALLBACK, "--vacancy", "VA00001", *PLACE, "--hours", "20", "--json")
    assert (placed.code, placed.json["state"]) == (0, "active")
    assert nuo("show", "placement", "PA00001", "--json").json["vacancy_number"] == "VA00001"
    assert nuo("show", "placement", "PA00001", "--json").json["employer_number"] == "DA00001"
    agree(nuo)
    again = nuo("place", *FALLBACK, "--vacancy", "VA00001", *PLACE, "--hours", "16", "--json")
    blocks = [finding for finding in again.json["findings"] if finding["outcome"] == "block"]
    assert (again.code, [finding["rule"] for finding in blocks]) == (1, ["E10"])
    assert "PA00001" in blocks[0]["sentence"]
    assert nuo("show", "vacancy", "VA00001", "--json").json["taken"] == 1
    assert nuo("list", "placements", "--filter", "vacancy=VA00001", "--json").json["total"] == 1


@pytest.mark.parametrize("what", ["vacancies", "contacts"])
def test_out_and_in_again_changes_nothing(nuo, store_path: Path, tmp_path: Path, what: str) -> None:
    nuo(*ADD, "--hours", "24,5", "--form", "trial")
    said = tmp_path / "contacten.csv"
    said.write_text("Cliëntnr;Datum;Tijd;Soort;Verslag\nCA00001;2-11-2020;9:30;Bezoek;Gaat goed\n", encoding="utf-8")
    first = nuo("import", said, "--as", "contacten", "--user", ADMINISTRATOR, "--json").json
    assert (first["as"], first["created"], first["rejected"]) == ("contacts", 1, 0)
    file = tmp_path / "uit.csv"
    assert nuo("export", what, "--to", file, "--user", ADMINISTRATOR, "--json").json["rows"] == 1
    again = nuo("import", file, "--as", what, "--user", ADMINISTRATOR, "--json").json
    assert (again["read"], again["unchanged"], again["import"]) == (1, 1, None)
    assert nuo("undo-import", "1", "--user", ADMINISTRATOR).code == 0
    assert nuo("list", "contacts", "--json").json["total"] == 0
