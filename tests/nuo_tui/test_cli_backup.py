"""``nuo backup`` and ``nuo restore`` on the command line."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from nuo_tui import passphrase
from tests.nuo_tui.conftest import ADMINISTRATOR


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


# -- nuo restore -------------------------------------------------------------------------------------------------------


@pytest.fixture
def later(nuo, saved: Path) -> Path:
    """A backup, after which somebody was added."""
    assert nuo("users", "add", "Sem Kok", "--role", "consultant", "--user", ADMINISTRATOR).code == 0
    return saved


def names(nuo, *words: str | Path) -> list[str]:
    return [row["name"] for row in nuo("users", "list", "--json", *words).json["rows"]]


def test_restore_puts_a_backup_back_and_keeps_the_store(nuo, later: Path, store_path: Path) -> None:
    done = nuo("restore", later, "--yes", "--json").json
    assert (done["restored"], done["lost"]) == (str(store_path), 1)
    assert [(act["who"], act["action"], act["record"]) for act in done["newest"]] == [(ADMINISTRATOR, "user added", "Sem Kok")]
    assert "Sem Kok" not in names(nuo)
    assert "Sem Kok" in names(nuo, "--store", done["kept_aside"])
    assert nuo("users", "add", "Nel Vos", "--role", "consultant", "--user", ADMINISTRATOR).code == 0


def test_restore_says_what_would_be_lost_and_asks(nuo, later: Path, monkeypatch) -> None:
    refused = nuo("restore", later)
    assert refused.code == 2
    assert "--yes" in refused.err
    assert "1 act since" in refused.out
    assert "Sem Kok" in refused.out
    monkeypatch.setattr(passphrase, "can_ask", lambda: True)
    for answer, code in (("", 1), ("no", 1), ("yes", 0)):
        monkeypatch.setattr("builtins.input", lambda _prompt, answer=answer: answer)
        assert ("Sem Kok" in names(nuo)) is True
        assert nuo("restore", later).code == code
    assert "Sem Kok" not in names(nuo)


def test_restore_of_what_is_no_backup(nuo, later: Path, store_path: Path, tmp_path: Path) -> None:
    before = store_path.read_bytes()
    (tmp_path / "text").write_text("no backup" * 1000)
    assert nuo("restore", tmp_path / "nowhere", "--yes").code == 2
    assert nuo("restore", store_path, "--yes").code == 2
    assert nuo("restore", tmp_path / "text", "--yes").code == 3
    assert store_path.read_bytes() == before


def test_restore_on_a_new_laptop_asks_nothing(nuo, saved: Path, tmp_path: Path) -> None:
    path = tmp_path / "laptop" / "new.store"
    done = nuo("restore", saved, "--store", path, "--json").json
    assert (done["restored"], done["kept_aside"], done["lost"]) == (str(path), None, 0)
    assert ADMINISTRATOR in names(nuo, "--store", path)


def test_restore_of_an_encrypted_store_needs_its_passphrase(nuo, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("NUO_STORE", str(tmp_path / "mine.store"))
    monkeypatch.setenv("NUO_PASSPHRASE", "correct horse")
    assert nuo("init", "--user", "Wim Bos").code == 0
    assert nuo("backup", "--to", tmp_path / "copy.store").code == 0
    monkeypatch.setenv("NUO_PASSPHRASE", "wrong")
    assert nuo("restore", tmp_path / "copy.store", "--yes").code == 3
    monkeypatch.setenv("NUO_PASSPHRASE", "correct horse")
    assert nuo("restore", tmp_path / "copy.store", "--yes", "--json").json["lost"] == 0
