"""``nuo doctor`` on the command line."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from nuo_tui import installation


def test_a_sound_store(nuo, store_path: Path) -> None:
    found = nuo("doctor", "--json")
    assert found.code == 0
    assert (found.json["ok"], found.json["problems"]) == (True, [])
    told = nuo("doctor")
    assert told.code == 0
    assert "in order" in told.out
    assert "No backup of this store is known" in told.out


def test_the_last_backup_is_a_note(nuo, store_path: Path, tmp_path: Path) -> None:
    assert nuo("backup", "--to", tmp_path / "copy.store").code == 0
    found = nuo("doctor", "--json")
    assert found.code == 0
    assert found.json["notes"][0].startswith("The last backup was made today: ")


def test_problems_with_their_remedies(nuo, store_path: Path) -> None:
    with closing(sqlite3.connect(store_path)) as file:
        file.execute("UPDATE client SET phone = '06'")
        file.commit()
    found = nuo("doctor", "--json")
    assert found.code == 1
    assert found.json["ok"] is False
    (problem,) = found.json["problems"]
    assert set(problem) == {"what", "remedy"}
    assert problem["what"] == "Records (client) that are not what the journal says, in phone: 1, namely CA00001."
    told = nuo("doctor")
    assert told.code == 1
    assert "✖ Records (client)" in told.out
    assert "→ Put back the newest backup" in told.out
    assert "1 problem found." in told.out


def test_a_program_with_parts_of_another(nuo, store_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installation, "packages_distributions", lambda: {"nuo_tui": ["nuo-tui"], "db": ["nuo-tui", "db"]})
    found = nuo("doctor", "--json")
    assert found.code == 1
    assert "another program: db." in found.json["problems"][0]["what"]


def test_a_package_from_another_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    assert installation.mixed() == []
    home = installation._home
    monkeypatch.setattr(installation, "_home", lambda name: Path("/elsewhere") if name == "models" else home(name))
    assert installation.mixed() == ["models"]


def test_a_store_that_does_not_open(nuo, tmp_path: Path) -> None:
    assert nuo("doctor", "--store", tmp_path / "nowhere").code == 3
