"""Duplicates from the command line: listed, judged, merged and taken apart; a number that was merged away leads on."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.clients import create_client
from db.employers import create_employer
from db.store import open_store
from models.client import ClientInput
from models.employer import EmployerInput
from models.municipality import municipality_id
from tests.nuo_tui.conftest import ADMINISTRATOR, CONSULTANT

ALMELO = municipality_id("0141")
TWIN = {"place": "Almelo", "kvk": "90000001", "municipality_id": ALMELO}


@pytest.fixture(autouse=True)
def _administrator(monkeypatch: pytest.MonkeyPatch, nuo) -> None:
    """Who acts, unless another is named."""
    monkeypatch.setenv("NUO_USER", ADMINISTRATOR)


@pytest.fixture
def pair(store_path: Path) -> tuple[str, str]:
    """Numbers of two employers that are one."""
    with open_store(store_path, None) as store:
        me = store.actor(ADMINISTRATOR)
        names = ("De Korenaar", "Bakker Bart")
        one, two = (create_employer(store, me, EmployerInput(name=name, **TWIN)).number for name in names)
    return one, two


def test_the_list_and_what_is_said_of_a_pair(nuo, pair: tuple[str, str]) -> None:
    found = nuo("duplicates", "--json").json
    assert (found["total"], found["rows"][0]["records"], found["rows"][0]["reasons"]) == (1, list(pair), ["kvk"])
    assert "KVK number" in nuo("duplicates").out
    assert nuo("duplicates", "--not-same", *pair, "--user", CONSULTANT).code == 1
    assert nuo("duplicates", "--not-same", *pair, "--json").json == {"pair": list(pair), "said": "not-same"}
    assert nuo("duplicates", "--json").json["total"] == 0
    assert nuo("duplicates", "--take-back", *reversed(pair)).code == 0
    assert nuo("duplicates", "--json").json["total"] == 1
    assert nuo("duplicates", "--same", pair[0], pair[0]).code == 2
    assert nuo("duplicates", "--same", *pair, "--not-same", *pair).code == 2
    assert nuo("duplicates", "--subject", "placements").code == 2


def test_two_employers_become_one_and_two_again(nuo, pair: tuple[str, str]) -> None:
    keep, lost = pair
    rehearsed = nuo("employers", "merge", keep, lost, "--take", "name", "--dry-run", "--json").json
    assert [one["stays"] for one in rehearsed["fields"] if one["field"] == "name"] == ["lost"]
    assert nuo("show", "employer", lost, "--json").json["merged_into"] is None
    assert nuo("employers", "merge", keep, lost, "--take", "nonsense").code == 2
    assert nuo("employers", "merge", keep, lost, "--take", "name", "--leave", "name").code == 2
    assert nuo("employers", "merge", keep, lost, "--user", CONSULTANT).code == 1
    assert f"{lost} was merged into {keep}." in nuo("employers", "merge", keep, lost, "--take", "name").out
    assert nuo("show", "employer", lost, "--json").json["merged_into"] == keep
    shown = nuo("show", "employer", keep, "--json").json
    assert (shown["name"], shown["merged"]) == ("Bakker Bart", [lost])
    added = nuo("vacancies", "add", "--employer", lost, "--title", "Baker", "--places", "1", "--json")
    assert added.code == 0, added.err
    assert added.json["employer_number"] == keep
    assert nuo("employers", "unmerge", lost, "--dry-run").code == 0
    assert nuo("employers", "unmerge", lost, "--json").json == {"keep": keep, "lost": lost, "unmerged": True, "dry_run": False}
    assert nuo("employers", "unmerge", lost).code == 1


def test_clients(nuo, store_path: Path) -> None:
    with open_store(store_path, None) as store:
        person = ClientInput(surname="Vos", call_name="Jan", birth_date="1-2-1980", municipality_id=ALMELO, target_group="wsw")
        one, two = (create_client(store, store.actor(ADMINISTRATOR), person).number for _ in range(2))
    rows = nuo("duplicates", "--subject", "clients", "--json").json["rows"]
    assert [row["records"] for row in rows] == [[one, two]]
    assert nuo("clients", "merge", one, two).code == 0
    assert nuo("clients", "unmerge", two).code == 0


def test_a_file_with_the_old_number(nuo, pair: tuple[str, str], tmp_path: Path) -> None:
    keep, lost = pair
    nuo("employers", "merge", keep, lost)
    employers, placements = tmp_path / "employers.csv", tmp_path / "placements.csv"
    employers.write_text(f"Nummer;Naam;Plaats\n{lost};Bakker Bart;Wierden\n")
    done = nuo("import", employers, "--as", "employers", "--json").json
    assert (done["unchanged"], done["updated"]) == (1, 0)
    assert [(one["rule"], one["records"]) for one in done["findings"]] == [("merged", [lost, keep])]
    client = nuo("list", "clients", "--json").json["rows"][0]["number"]
    for number in (lost, keep):
        placements.write_text(f"Clientnr;Debiteurnr;Vorm;Van\n{client};{number};Detachering;1-3-2026\n")
        done = nuo("import", placements, "--as", "placements", "--json").json
        assert done["rejected"] == 0, done
    assert (done["created"], done["unchanged"]) == (0, 1)
    rows = nuo("list", "placements", "--filter", "start=2026-03-01", "--json").json["rows"]
    assert [row["employer"] for row in rows] == [keep]
