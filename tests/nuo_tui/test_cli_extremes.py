"""Numbers, dates and paths beyond what there is: a clear sentence, or the most that there is, never a fault."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from db.decisions import consent_ends
from db.paths import typed_path
from db.settings import default_until, last_day
from db.store import open_store
from models.groups import renewal_due
from models.kinds import Form, IndicationKind
from tests.nuo_tui.conftest import ADMINISTRATOR, CONSULTANT, HOLDER

BEYOND = str(2**63)
NOBODYS = "~nobodyx/a.file"


@pytest.mark.parametrize(
    "words",
    [
        ("list", "clients", "--limit", BEYOND),
        ("list", "users", "--limit", "9" * 40),
        ("list", "clients", "--offset", BEYOND),
        ("coordinate", "tick", "AA00001", BEYOND),
        ("coordinate", "approve", "AA00001", "--places", BEYOND),
        ("undo-import", BEYOND),
        ("undo-import", "9" * 40),
        ("undo-import", "one"),
    ],
)
def test_numbers_beyond_what_a_store_counts_with(nuo, store_path: Path, words: tuple[str, ...]) -> None:
    result = nuo(*words, "--user", ADMINISTRATOR, "--json")
    assert result.code == 2
    assert "is a whole number from" in result.json["error"]
    assert "9223372036854775807" in result.json["error"]


def test_the_largest_numbers_are_numbers(nuo, store_path: Path) -> None:
    most = str(2**63 - 1)
    assert nuo("list", "clients", "--limit", most, "--json").json["total"] == 1
    assert nuo("list", "clients", "--offset", most, "--json").json["rows"] == []
    assert nuo("list", "users", "--limit", most, "--offset", most, "--json").json["rows"] == []
    assert "There is no import" in nuo("undo-import", most, "--user", ADMINISTRATOR).err


def test_periods_end_with_the_calendar(store) -> None:
    assert last_day(date(9999, 11, 30), 2) == last_day(date(9999, 1, 1), 10**9) == date.max
    assert last_day(date(9999, 11, 1), 2) == date.max
    with store.read() as reader:
        assert default_until(reader, Form.TRIAL, date(9999, 12, 1)) == date.max
        assert consent_ends(reader, date(9999, 12, 30)) == date.max
    assert renewal_due(IndicationKind.WSW, date(1, 1, 5)) == date.min


def test_a_placement_at_the_end_of_the_calendar_is_judged(nuo, store_path: Path) -> None:
    about = ("--client", "CA00001", "--employer", "DA00001", "--form", "work-experience", "--from", "9999-12-01")
    result = nuo("place", *about, "--user", CONSULTANT, "--dry-run", "--json")
    assert result.code == 1
    assert result.json["until"] == "9999-12-31"
    asked = nuo("coordinate", "request", *about, "--until", "9999-12-31", "--user", CONSULTANT, "--json").json["number"]
    approved = nuo("coordinate", "approve", asked, "--valid-until", "9999-12-31", "--user", HOLDER, "--json")
    assert approved.json["valid_until"] == "9999-12-31"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("import", NOBODYS, "--as", "clients"), 2),
        (("import", "{csv}", "--as", "clients", "--map", NOBODYS), 2),
        (("list", "clients", "--store", NOBODYS), 3),
        (("init", "--store", "{csv}.new", "--passphrase-file", NOBODYS), 2),
        (("export", "clients", "--to", NOBODYS), 2),
    ],
)
def test_somebodys_home_folder_that_is_not_there(
    nuo, store_path: Path, tmp_path: Path, monkeypatch, words: tuple[str, ...], code: int
) -> None:
    monkeypatch.chdir(tmp_path)
    csv = tmp_path / "a.csv"
    csv.write_text("Nummer\n", encoding="utf-8")
    result = nuo("--user", ADMINISTRATOR, *(word.format(csv=csv) for word in words))
    assert result.code == code
    assert NOBODYS in result.err
    assert result.err.count("\n") == 1


def test_the_store_of_the_environment_too(nuo, store_path: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("NUO_STORE", NOBODYS)
    monkeypatch.chdir(tmp_path)
    assert nuo("list", "clients").code == 3
    (tmp_path / "~nobodyx").mkdir()
    shutil.copy(store_path, tmp_path / NOBODYS)
    assert nuo("list", "clients").code == 0
    with open_store(typed_path(NOBODYS), None) as store:
        assert store.path == Path(NOBODYS)


def test_a_home_folder_that_is_there(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert typed_path("~/a.csv") == tmp_path / "a.csv"
    assert typed_path(Path("a~b.csv")) == Path("a~b.csv")
