"""``nuo backup`` on the command line."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest


@pytest.fixture
def saved(nuo, store_path: Path, tmp_path: Path) -> Path:
    """A backup of the store that ``nuo`` opens."""
    path = tmp_path / "saved.store"
    assert nuo("backup", "--to", path).code == 0
    return path


def test_backup_says_where_it_is_and_what_is_in_it(nuo, store_path: Path, tmp_path: Path) -> None:
    made = nuo("backup", "--json").json
    path = Path(made["backup"])
    assert path.parent == tmp_path / "data" / "nuo" / "backups"
    assert path.name.startswith("mine-")
    assert made["bytes"] == path.stat().st_size
    assert (made["records"]["client"], made["records"]["employer"], made["records"]["user"]) == (1, 2, 4)
    assert made["note"] is None
    with closing(sqlite3.connect(path)) as copy:
        assert copy.execute("SELECT count(*) FROM client").fetchone() == (1,)


def test_backup_for_people(nuo, store_path: Path, tmp_path: Path) -> None:
    made = nuo("backup", "--to", tmp_path / "copy.store")
    assert (made.code, made.err) == (0, "")
    assert "checked" in made.out
    assert nuo("list", "clients", "--store", tmp_path / "copy.store").code == 0


def test_backup_writes_over_nothing(nuo, saved: Path) -> None:
    before = saved.read_bytes()
    assert nuo("backup", "--to", saved).code == 2
    assert nuo("backup", "--to", saved.parent / "nowhere" / "x").code == 2
    assert saved.read_bytes() == before


def test_a_backup_in_a_synchronised_folder_is_said(nuo, store_path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "Nextcloud"
    folder.mkdir()
    assert "Nextcloud" in nuo("backup", "--to", folder).err
    assert "Nextcloud" in nuo("backup", "--to", folder, "--json").json["note"]
