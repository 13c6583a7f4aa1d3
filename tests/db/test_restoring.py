"""Putting a backup back: what is lost is told, what was there is kept, and nothing can come between."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from db import keys, restoring
from db.backup import back_up
from db.clients import create_client
from db.creating import create_store
from db.restoring import Loss, Restored, prepared
from db.store import Store, open_store
from models.client import ClientInput
from models.errors import BadInput, NuoError, StoreError
from models.municipality import municipality_id

SECRET = "correct horse"


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """These stores are opened a thousand times: their keys are not slow to make."""
    monkeypatch.setattr(keys, "KDF_ROUNDS", 4)


def add(store: Store, surname: str) -> None:
    data = ClientInput(surname=surname, municipality_id=municipality_id("0141"), target_group="wsw")
    create_client(store, store.actor("A. Beheer"), data)


def surnames(path: Path, passphrase: str | None = SECRET) -> list[str]:
    with open_store(path, passphrase) as store, store.read() as reader:
        assert reader.rows("PRAGMA integrity_check") == [("ok",)]
        return [name for (name,) in reader.rows("SELECT surname FROM client ORDER BY surname")]


def put_back(path: Path, backup: Path, passphrase: str | None = SECRET) -> tuple[Loss | None, Restored]:
    with prepared(path, backup, passphrase) as ready:
        return ready.loss, ready.carry_out()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with Bos, and with Later that its backup does not have."""
    folder = tmp_path / "stores"
    with create_store(folder / "mine.nuo", SECRET, "A. Beheer") as store:
        add(store, "Bos")
        back_up(store, tmp_path / "backup.nuo")
        add(store, "Later")
    return folder / "mine.nuo"


@pytest.fixture
def backup(path: Path, tmp_path: Path) -> Path:
    return tmp_path / "backup.nuo"


def test_what_would_be_lost_is_told_before_anything_happens(path: Path, backup: Path) -> None:
    with prepared(path, backup, SECRET) as ready:
        loss = ready.loss
    assert loss is not None
    assert loss.acts == 1
    assert [(act.who, str(act.action), act.changes) for act in loss.newest] == [("A. Beheer", "client added", 1)]
    assert loss.since == loss.newest[0].at
    assert [(first, last) for _device, first, last in loss.devices] == [(3, 3)]
    assert not loss.other_store
    assert surnames(path) == ["Bos", "Later"]
    assert [file.name for file in path.parent.iterdir()] == ["mine.nuo"]


def test_the_backup_comes_in_its_place_and_the_store_is_kept(path: Path, backup: Path) -> None:
    _loss, done = put_back(path, backup)
    assert (done.path, done.lost) == (path, 1)
    assert done.kept_aside is not None
    assert done.kept_aside.name.startswith("mine.before-restore-")
    assert surnames(path) == ["Bos"]
    assert surnames(done.kept_aside) == ["Bos", "Later"]
    assert {file.name for file in path.parent.iterdir()} == {"mine.nuo", done.kept_aside.name}
    if os.name != "nt":
        assert {file.stat().st_mode & 0o777 for file in path.parent.iterdir()} == {0o600}


def test_what_was_lost_comes_back_the_same_way(path: Path, backup: Path) -> None:
    """The restored store counts as another device, so that what it does next is not taken for what was lost."""
    _loss, done = put_back(path, backup)
    with open_store(path, SECRET) as store:
        add(store, "Anders")
    assert done.kept_aside is not None
    loss, _done = put_back(path, done.kept_aside)
    assert loss is not None
    assert loss.acts == 1
    assert surnames(path) == ["Bos", "Later"]


def test_nothing_lost_keeps_the_device(path: Path, tmp_path: Path) -> None:
    with open_store(path, SECRET) as store:
        back_up(store, tmp_path / "newest.nuo")
        with store.read() as reader:
            device = reader.value("SELECT value FROM store_info WHERE key = 'device'")
    loss, done = put_back(path, tmp_path / "newest.nuo")
    assert (loss and loss.acts, done.lost) == (0, 0)
    with open_store(path, SECRET) as store, store.read() as reader:
        assert reader.value("SELECT value FROM store_info WHERE key = 'device'") == device


def test_on_a_new_laptop_there_is_nothing_to_lose(backup: Path, tmp_path: Path) -> None:
    loss, done = put_back(tmp_path / "new" / "laptop.nuo", backup)
    assert loss == restoring.NOTHING
    assert done == Restored(tmp_path / "new" / "laptop.nuo", None, 0)
    assert surnames(done.path) == ["Bos"]


def test_a_backup_of_another_store_is_said(path: Path, tmp_path: Path) -> None:
    with create_store(tmp_path / "other.nuo", SECRET, "B. Ander") as other:
        back_up(other, tmp_path / "other backup.nuo")
    with prepared(path, tmp_path / "other backup.nuo", SECRET) as ready:
        assert ready.loss is not None
        assert ready.loss.other_store
        assert ready.loss.acts == 3


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_a_name_that_is_a_link_stays_one(path: Path, backup: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.nuo"
    link.symlink_to(path)
    _loss, done = put_back(link, backup)
    assert link.is_symlink()
    assert done.path == path
    assert surnames(link) == surnames(path) == ["Bos"]


# -- what is refused ---------------------------------------------------------------------------------------------------


def newer(backup: Path) -> None:
    with open_store(backup, SECRET) as store:
        connection = store.take()
        connection.execute("PRAGMA user_version = 99")
        store.give_back(connection)


def spoilt(backup: Path) -> None:
    whole = bytearray(backup.read_bytes())
    whole[8192:] = bytes(len(whole) - 8192)
    backup.write_bytes(whole)


@pytest.mark.parametrize(
    ("spoil", "passphrase", "says"),
    [
        (newer, SECRET, "newer version"),
        (spoilt, SECRET, "not sound|damaged"),
        (None, "wrong", "passphrase is wrong"),
        (None, None, "encrypted"),
        (lambda backup: backup.write_bytes(b"no store" * 2048), SECRET, "passphrase is wrong"),
        (lambda backup: backup.write_bytes(b""), SECRET, "not a store"),
        (lambda backup: backup.unlink(), SECRET, "no backup"),
        (lambda backup: backup.with_name(backup.name + "-wal").write_bytes(b"x" * 99), SECRET, "in use"),
    ],
)
def test_what_is_no_backup_is_refused(path: Path, backup: Path, spoil: Any, passphrase: str | None, says: str) -> None:
    before = path.read_bytes()
    if spoil:
        spoil(backup)
    with pytest.raises(NuoError, match=says), prepared(path, backup, passphrase):
        pass
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["mine.nuo"]


def test_the_store_itself_is_no_backup(path: Path) -> None:
    with pytest.raises(BadInput, match="itself"), prepared(path, path, SECRET):
        pass


def test_an_open_file_does_not_come_in_the_place_of_an_encrypted_one(path: Path, tmp_path: Path) -> None:
    create_store(tmp_path / "plain.nuo", None, "A. Beheer").close()
    with pytest.raises(BadInput, match="encrypted"), prepared(path, tmp_path / "plain.nuo", SECRET):
        pass
    assert surnames(path) == ["Bos", "Later"]


HOLD = """
import sys
from pathlib import Path
from db import keys
keys.KDF_ROUNDS = 4
from db.store import open_store
with open_store(Path(sys.argv[1]), "correct horse") as store:
    with store.read() as reader:
        reader.value("SELECT count(*) FROM client")
    print("ready", flush=True)
    sys.stdin.readline()
"""


def run(script: str, *arguments: object) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("passphrase", [SECRET, "of the backup"])
def test_a_store_that_somebody_has_open_stays(path: Path, backup: Path, tmp_path: Path, passphrase: str) -> None:
    if passphrase != SECRET:
        create_store(tmp_path / "other.nuo", passphrase, "A. Beheer").close()
        backup = tmp_path / "other.nuo"
    other = run(HOLD, path)
    assert other.stdout is not None
    assert other.stdout.readline() == "ready\n"
    with pytest.raises(StoreError, match="has the store"):
        put_back(path, backup, passphrase)
    other.communicate("go\n", timeout=30)
    assert other.returncode == 0
    assert surnames(path) == ["Bos", "Later"]
    assert put_back(path, backup, passphrase)[1].kept_aside is not None


def test_nobody_opens_the_store_meanwhile(path: Path, backup: Path) -> None:
    with prepared(path, backup, SECRET) as ready:
        other = run(HOLD, path)
        said, _ = other.communicate("", timeout=60)
        assert said == ""
        assert other.returncode != 0
        ready.carry_out()
    assert surnames(path) == ["Bos"]


def test_who_waited_for_the_old_store_writes_nothing_into_nowhere(path: Path, backup: Path) -> None:
    with prepared(path, backup, SECRET) as ready:
        other = run(HOLD, path)
        ready.carry_out()
    said, _ = other.communicate("go\n", timeout=60)
    assert (said, other.returncode != 0) in (("ready\n", False), ("", True))
    assert surnames(path) == ["Bos"]


# -- a present store that can't be read --------------------------------------------------------------------------------


@pytest.mark.parametrize("damage", ["header", "middle", "empty"])
def test_a_damaged_store_is_kept_as_it_is(path: Path, backup: Path, damage: str) -> None:
    whole = bytearray(path.read_bytes())
    if damage == "header":
        whole[:4096] = os.urandom(4096)
    elif damage == "middle":
        whole[20 * 4096 :] = os.urandom(len(whole) - 20 * 4096)
    path.write_bytes(b"" if damage == "empty" else whole)
    loss, done = put_back(path, backup)
    assert done.kept_aside is not None
    assert surnames(path) == ["Bos"]
    if damage != "middle":
        assert loss is None
        assert done.lost is None
        assert done.kept_aside.read_bytes() == (b"" if damage == "empty" else whole)


LEAVE_A_LOG = """
import os, sys
from pathlib import Path
from db import keys
keys.KDF_ROUNDS = 4
from db.store import open_store
store = open_store(Path(sys.argv[1]), "correct horse")
store.take().execute("UPDATE client SET surname = 'In the log' WHERE surname = 'Later'")
os._exit(0)
"""


def test_the_log_of_a_store_that_does_not_open_is_kept_with_it(path: Path, tmp_path: Path) -> None:
    run(LEAVE_A_LOG, path).communicate(timeout=60)
    assert path.with_name(path.name + "-wal").stat().st_size > 0
    create_store(tmp_path / "other.nuo", "another passphrase", "A. Beheer").close()
    loss, done = put_back(path, tmp_path / "other.nuo", "another passphrase")
    assert (loss, done.lost) == (None, None)
    assert done.kept_aside is not None
    assert not path.with_name(path.name + "-wal").exists()
    assert surnames(path, "another passphrase") == []
    assert surnames(done.kept_aside) == ["Bos", "In the log"]


def test_a_log_that_was_left_behind_is_not_read_into_the_new_store(path: Path, backup: Path) -> None:
    path.unlink()
    path.with_name(path.name + "-wal").write_bytes(b"x" * 8192)
    put_back(path, backup)
    assert surnames(path) == ["Bos"]


# -- interruptions -----------------------------------------------------------------------------------------------------

STEPS = ["_make_ready", "flush", "copied", "put", "_move_log", "flush_folder"]


def found_whole(path: Path) -> None:
    """Under its name lies the old store or the new one; if it is the new one, the old one lies beside it."""
    aside = [found for found in path.parent.iterdir() if "before-restore" in found.name and not found.name.startswith(".")]
    now = surnames(path)
    assert now == ["Bos", "Later"] or (now == ["Bos"] and [surnames(one) for one in aside] == [["Bos", "Later"]])
    for one in aside:
        assert surnames(one) == ["Bos", "Later"]


@pytest.mark.parametrize("step", [*STEPS, "replace"])
def test_a_step_that_fails_loses_nothing(path: Path, backup: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def fails(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(Path if step == "replace" else restoring, step, fails)
        with pytest.raises(StoreError, match="No space left"):
            put_back(path, backup)
    assert [found.name for found in path.parent.iterdir() if found.name.startswith(".")] == []
    found_whole(path)
    put_back(path, backup)
    assert surnames(path) == ["Bos"]


KILL = """
import os, sys
from pathlib import Path
from db import keys, restoring
keys.KDF_ROUNDS = 4
path, backup, step, when, nth = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4], int(sys.argv[5])
place = Path if step == "replace" else restoring
act, calls = getattr(place, step), 0
def killed(*args, **kwargs):
    global calls
    calls += 1
    if calls == nth and when == "before":
        os._exit(9)
    done = act(*args, **kwargs)
    if calls == nth:
        os._exit(9)
    return done
setattr(place, step, killed)
with restoring.prepared(path, backup, "correct horse") as ready:
    ready.carry_out()
"""


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(
    ("step", "nth"),
    [("part_of", 1), ("check", 1), ("opened_alone", 1), ("_loss", 1), *((s, 1) for s in STEPS), ("flush", 2), ("replace", 1)],
)
def test_a_program_that_is_killed_loses_nothing(path: Path, backup: Path, step: str, nth: int, when: str) -> None:
    killed = run(KILL, path, backup, step, when, nth)
    killed.communicate(timeout=60)
    assert killed.returncode == 9
    found_whole(path)
    put_back(path, backup)
    assert surnames(path) == ["Bos"]
