"""docs/importing.md is followed to the letter: what it says works as it says."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from db.exports.writing import ENDINGS
from tests.nuo_tui.conftest import ADMINISTRATOR

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "importing.md").read_text(encoding="utf-8")


@pytest.fixture
def there(store_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NUO_USER", ADMINISTRATOR)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def block(kind: str) -> str:
    """The one block of this kind on the page."""
    (found,) = re.findall(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)
    return found


def test_the_example_comes_in_by_the_map_beside_it(nuo, there: Path) -> None:
    (there / "lijst.txt").write_text(block("text"), encoding="utf-16")
    (there / "lijst.toml").write_text(block("toml"), encoding="utf-8")
    assert nuo("import", "lijst.txt", "--as", "clients").code == 2
    tried = nuo("import", "lijst.txt", "--as", "clients", "--map", "lijst.toml", "--dry-run", "--json").json
    assert (tried["read"], tried["created"], tried["rejects"]) == (2, 2, [])
    assert nuo("import", "lijst.txt", "--as", "clients", "--map", "lijst.toml").code == 0
    shown = nuo("show", "client", "A1", "--json").json
    assert (shown["surname"], shown["prefix"], shown["birth_date"]) == ("Arent", "van der", "1968-06-01")
    assert (shown["street"], shown["house_number"]) == ("Dorpsstraat", "12-a")
    assert nuo("import", "lijst.txt", "--as", "clients", "--map", "lijst.toml", "--json").json["unchanged"] == 2


def test_a_map_begins_with_what_is_known(nuo, there: Path) -> None:
    (there / "lijst.txt").write_text(block("text"), encoding="utf-16")
    made = nuo("import", "lijst.txt", "--as", "clients", "--make-map", "nieuw.toml", "--json").json
    assert "Naam (achternaam, voorvoegsel)" in made["unknown"]
    text = (there / "nieuw.toml").read_text(encoding="utf-8")
    assert all(heading in text for heading in made["unknown"])
    assert nuo("import", "lijst.txt", "--as", "clients", "--make-map", "nieuw.toml").code == 2
    assert "nieuw.toml" in nuo("import", "lijst.txt", "--as", "clients", "--make-map", "nog.toml").out.replace("nog", "nieuw")


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_goes_out_comes_in_and_changes_nothing(nuo, there: Path, ending: str) -> None:
    assert ending in PAGE
    done = nuo("export", "clients", "--to", f"uit{ending}", "--json").json
    report = nuo("import", f"uit{ending}", "--as", "clients", "--json").json
    assert done["rows"] == report["read"] == report["unchanged"] > 0


def test_all_goes_into_a_workbook_or_json_and_not_into_one_csv(nuo, there: Path) -> None:
    assert nuo("export", "all", "--to", "alles.csv").code == 2
    assert nuo("export", "all", "--to", "alles.xlsx").code == 0
    assert nuo("export", "all", "--to", "alles.json").code == 0
    assert {"clients", "employers", "placements"} <= set(json.loads((there / "alles.json").read_text(encoding="utf-8")))
    assert nuo("import", "alles.xlsx", "--as", "employers", "--json").json["rejected"] == 0
    assert nuo("import", "alles.xlsx", "--as", "clients", "--sheet", "Employers").code == 2
    assert nuo("import", "alles.json", "--as", "clients", "--sheet", "1").code == 2


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("oud.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600, ".xlsx"),
        ("half.xlsx", b"PK\x03\x04half", ".xlsx"),
        ("half.json", b'[{"number": ', "line 1"),
        ("bijlage.csv", b"%PDF-1.7", "PDF"),
    ],
)
def test_what_can_not_be_read_is_one_sentence_without_a_traceback(nuo, there: Path, name: str, data: bytes, word: str) -> None:
    (there / name).write_bytes(data)
    result = nuo("import", name, "--as", "clients")
    assert (result.code, result.out) == (2, "")
    assert word in result.err
    assert "Traceback" not in result.err
