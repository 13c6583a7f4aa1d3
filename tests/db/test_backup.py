"""Backups: whole, of one moment, as closed as the store, and never over something."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from db import copying
from db.backup import back_up, last_backup
from db.connection import connect
from db.copying import counts_of
from db.creating import create_store
from db.store import Store, open_store
from models.actor import Actor
from models.errors import BadInput, StoreError
from tests.db.living import live


@pytest.fixture
def lived(store: Store, admin: Actor) -> Store:
    live(store, admin)
    return store


def tables(path: Path, passphrase: str | None = None) -> dict[str, Any]:
    with open_store(path, passphrase) as opened, opened.read() as reader:
        names = [name for (name,) in reader.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: reader.rows(f"SELECT * FROM {name} ORDER BY 1, 2") for name in names if "search_index" not in name}


def test_a_backup_holds_what_the_store_held(lived: Store, tmp_path: Path) -> None:
    made = back_up(lived, tmp_path / "copy.nuo")
    assert made.size == made.path.stat().st_size
    with lived.read() as reader:
        assert made.records["client"] == reader.value("SELECT count(*) FROM client")
    assert made.note is None
    mine, theirs = tables(lived.path), tables(made.path)
    assert [row[0] for row in mine.pop("store_info") if row not in theirs["store_info"]] == ["last_backup"]
    theirs.pop("store_info")
    assert mine == theirs


def test_only_its_owner_reads_it_and_nothing_lies_beside_it(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    made = back_up(store, folder / "copy.nuo")
    assert [file.name for file in folder.iterdir()] == ["copy.nuo"]
    assert os.name == "nt" or stat.S_IMODE(made.path.stat().st_mode) == 0o600


def test_a_folder_gives_it_a_name_with_the_moment(store: Store, tmp_path: Path, clock: Any) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    stem = f"test-{clock().astimezone():%Y-%m-%d-%H%M%S}"
    assert [back_up(store, folder).path.name for _ in range(2)] == [f"{stem}.nuo", f"{stem}-2.nuo"]


def test_the_same_passphrase_opens_it_and_no_other(tmp_path: Path) -> None:
    with create_store(tmp_path / "closed.nuo", "correct horse", "A. Beheer") as store:
        made = back_up(store, tmp_path / "copy.nuo")
    assert b"SQLite" not in made.path.read_bytes()[:16]
    assert tables(made.path, "correct horse")["user"]
    with pytest.raises(StoreError):
        open_store(made.path, "wrong")


def test_never_over_a_file(store: Store, tmp_path: Path) -> None:
    taken = tmp_path / "taken.nuo"
    taken.write_text("mine")
    for target in (taken, store.path):
        before = target.read_bytes()
        with pytest.raises(BadInput, match="already"):
            back_up(store, target)
        assert target.read_bytes() == before
    with pytest.raises(BadInput, match="no folder"):
        back_up(store, tmp_path / "nowhere" / "copy.nuo")


def test_a_file_that_came_meanwhile_stays(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "copy.nuo"
    monkeypatch.setattr(copying, "flush", lambda _path: target.write_text("mine"))
    with pytest.raises(BadInput, match="already"):
        back_up(store, target)
    assert target.read_text() == "mine"
    assert not list(tmp_path.glob(".*"))


def test_where_a_file_has_only_one_name(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_names: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", no_links)
    assert tables(back_up(store, tmp_path / "copy.nuo").path)["user"]


@pytest.mark.parametrize("step", ["counts_of", "flush", "check", "put"])
def test_what_goes_wrong_leaves_nothing(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(copying, step, fails)
    monkeypatch.setattr("db.backup.put", copying.put)
    folder = tmp_path / "backups"
    folder.mkdir()
    with pytest.raises(StoreError, match="No space left"):
        back_up(store, folder / "copy.nuo")
    assert list(folder.iterdir()) == []
    with store.read() as reader:
        assert last_backup(reader) is None


def test_a_copy_that_is_not_sound_is_not_kept(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def spoil(path: Path) -> None:
        whole = bytearray(path.read_bytes())
        whole[len(whole) // 2 :] = bytes(len(whole) - len(whole) // 2)
        path.write_bytes(whole)

    monkeypatch.setattr(copying, "flush", spoil)
    with pytest.raises(StoreError):
        back_up(store, tmp_path / "copy.nuo")
    assert not (tmp_path / "copy.nuo").exists()


WRITE = """
import sys
from pathlib import Path
from db.store import open_store
from db.clients import create_client
from models.client import ClientInput
from models.municipality import municipality_id
store = open_store(Path(sys.argv[1]), "correct horse")
me = store.actor("A. Beheer")
print("ready", flush=True)
for n in range(2000):
    data = ClientInput(surname=f"S{n}", municipality_id=municipality_id("0141"), target_group="wsw")
    create_client(store, me, data)
    print(n, flush=True)
"""


def test_another_process_writes_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "busy.nuo"
    create_store(path, "correct horse", "A. Beheer").close()
    monkeypatch.setattr(copying, "_PAGES", 1)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    writer = subprocess.Popen([sys.executable, "-c", WRITE, str(path)], env=environment, stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    try:
        assert writer.stdout.readline() == "ready\n"
        with open_store(path, "correct horse") as store:

            def wait_for_the_other(done: int, _all: int) -> None:
                if done and len(seen) < 20:
                    seen.append(writer.stdout.readline())  # type: ignore[union-attr]

            seen: list[str] = []
            made = back_up(store, tmp_path / "copy.nuo", wait_for_the_other)
    finally:
        writer.kill()
        writer.wait()
        writer.stdout.close()
    assert len(seen) == 20
    with open_store(made.path, "correct horse") as copy, copy.read() as reader:
        assert reader.value("SELECT count(*) FROM client") == made.records["client"]
        assert reader.value("SELECT count(*) FROM search_entry WHERE subject = 'client'") == made.records["client"]
        assert reader.rows("PRAGMA integrity_check") == [("ok",)]


def test_the_store_knows_its_last_backup(store: Store, tmp_path: Path, clock: Any) -> None:
    back_up(store, tmp_path / "copy.nuo")
    with store.read() as reader:
        assert last_backup(reader) == clock()


def test_a_synchronised_folder_is_said(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "OneDrive - Gemeente"
    folder.mkdir()
    assert "OneDrive" in str(back_up(store, folder / "copy.nuo").note)


def test_progress_reaches_the_end(lived: Store, tmp_path: Path) -> None:
    told: list[int] = []
    back_up(lived, tmp_path / "copy.nuo", lambda done, of: told.append(done * 100 // of))
    assert told[-1] == 100
    assert told == sorted(told)


def test_counts_name_every_table(store: Store) -> None:
    connection = connect(store.path, None)
    assert counts_of(connection)["municipality"] == 6
    connection.close()
