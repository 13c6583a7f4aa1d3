"""Files that come in and go out by the command line."""

from __future__ import annotations

import csv
import stat
import sys
from pathlib import Path

import pytest

from models.ids import parse_id
from tests.nuo_tui.conftest import ADMINISTRATOR, CONSULTANT
from tests.nuo_tui.test_cli_records import HOSTILE

EMPLOYERS = "Debiteurnr;Naam;KvK-nr;Plaats\nD1;Vegt Logistiek;12345678;Almelo\nD2;;;Wierden\nD3;Bakkerij Bos;1234;Almelo\n"


@pytest.fixture
def employers(store_path: Path, tmp_path: Path, monkeypatch) -> Path:
    """A file of three employers, two of which are wrong."""
    monkeypatch.setenv("NUO_USER", ADMINISTRATOR)
    path = tmp_path / "werkgevers.csv"
    path.write_text(EMPLOYERS, encoding="cp1252")
    return path


def test_an_import_reports_what_the_contract_names(nuo, employers: Path) -> None:
    result = nuo("import", employers, "--as", "werkgevers", "--json")
    assert result.code == 1
    report = result.json
    assert set(report) >= {
        "import", "file", "as", "read", "created", "updated", "unchanged", "rejected", "rejects_file", "rejects", "findings"
    }  # fmt: skip
    assert (report["import"], report["as"], report["read"], report["created"], report["rejected"]) == (1, "employers", 3, 1, 2)
    assert [(r["line"], r["column"], r["value"]) for r in report["rejects"]] == [(3, "Naam", ""), (4, "KvK-nr", "1234")]
    assert all(set(f) == {"rule", "outcome", "sentence", "remedy", "records"} for f in report["findings"])
    rejects = Path(report["rejects_file"])
    assert rejects.parent == employers.parent
    assert sys.platform == "win32" or stat.S_IMODE(rejects.stat().st_mode) == 0o600


def test_people_are_told_the_counts_the_reasons_and_the_way_back(nuo, employers: Path) -> None:
    result = nuo("import", employers, "--as", "employers")
    assert "1 new, 0 changed, 0 unchanged, 2 rejected." in result.out
    assert "✖ line 4, KvK-nr: '1234'" in result.out
    assert "nuo undo-import 1" in result.out
    assert "in clear" in result.err
    (row,) = nuo("list", "imports", "--json").json["rows"]
    assert (row["number"], row["rejected"]) == (1, 2)
    assert parse_id(row["id"]) is not None
    assert nuo("show", "import", row["id"], "--json").json["id"] == row["id"]
    assert nuo("show", "import", "1", "--json").json["created"] == 1
    assert nuo("undo-import", "1", "--json").json == {"import": 1, "removed": 1, "restored": 0, "stay": []}
    assert nuo("undo-import", "1").code == 1
    assert nuo("undo-import", "7").code == 2


@pytest.mark.parametrize("option", ["--dry-run", "--strict"])
def test_a_rehearsal_and_all_or_none_store_nothing(nuo, employers: Path, option: str) -> None:
    before = nuo("list", "employers", "--json").json["total"]
    result = nuo("import", employers, "--as", "employers", option, "--json")
    assert result.code == 1
    assert not result.json["stored"]
    assert nuo("list", "employers", "--json").json["total"] == before


def test_an_unknown_heading_stops_the_file_until_a_map_names_it(nuo, employers: Path, tmp_path: Path) -> None:
    employers.write_text(EMPLOYERS.replace("Plaats", "Stadje"), encoding="utf-8")
    stopped = nuo("import", employers, "--as", "employers", "--json")
    assert stopped.code == 2
    assert "Stadje" in stopped.json["error"]
    settled = tmp_path / "map.toml"
    settled.write_text('Stadje = ""\n', encoding="utf-8")
    assert nuo("import", employers, "--as", "employers", "--map", settled, "--json").json["created"] == 1
    assert nuo("import", employers, "--as", "employers", "--map", tmp_path / "none.toml").code == 2


def test_who_has_no_mandate_imports_nothing(nuo, employers: Path) -> None:
    assert nuo("import", employers, "--as", "employers", "--user", CONSULTANT).code == 1
    assert nuo("undo-import", "1", "--user", CONSULTANT).code == 1


@pytest.mark.parametrize(
    "words", [("all", "--to", "x.csv"), ("clients", "--to", "x.doc"), ("dragons", "--to", "x.csv"), ("clients",)]
)
def test_what_can_not_be_exported(nuo, employers: Path, words: tuple[str, ...]) -> None:
    assert nuo("export", *words).code == 2


def test_hostile_names_go_round_through_files(nuo, employers: Path, tmp_path: Path) -> None:
    names = [*HOSTILE, "'=1", "+31", '"quoted"; and\nbroken']
    with employers.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(("Nummer", "Naam", "Relatie sinds"))
        writer.writerows(
            (f"X{at:03}", f"'{name}" if name[0] in "=+'" and name != "'t Hof" else name, "") for at, name in enumerate(names)
        )
    assert nuo("import", employers, "--as", "employers").code == 0
    exported = tmp_path / "out.csv"
    done = nuo("export", "employers", "--search", "X", "--to", exported, "--json")
    assert done.json == {"rows": len(names), "file": str(exported)}
    other = tmp_path / "other.store"
    nuo("init", "--plain", "--store", other)
    again = nuo("import", exported, "--as", "employers", "--store", other, "--json")
    assert (again.code, again.json["created"]) == (0, len(names))
    rows = nuo("list", "employers", "--store", other, "--json").json["rows"]
    assert {row["number"]: row["name"] for row in rows} == {f"X{at:03}": name for at, name in enumerate(names)}
    assert nuo("import", exported, "--as", "employers", "--json").json["unchanged"] == len(names)
