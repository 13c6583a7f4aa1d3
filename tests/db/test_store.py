"""Opening and making a store: the pragmas, the key, and every way in which it can fail with one clear sentence."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from db.connection import SCHEMA_VERSION, store_error
from db.creating import create_store
from db.places import must_be_local
from db.store import Store, open_store
from models.errors import BadInput, NuoError, Refused, StoreError
from models.user import User

PASSPHRASE = "zeven sloten d'r op"


@pytest.fixture(scope="module")
def encrypted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encrypted store, made once; copy it before changing it."""
    path = tmp_path_factory.mktemp("encrypted") / "kept.nuo"
    create_store(path, PASSPHRASE, "Yinthe van der Arent").close()
    return path


def contents(folder: Path) -> dict[str, bytes | None]:
    """Every file below a folder with what is in it; of a log's index, which SQLite makes anew from the log, that it is there."""
    files = sorted(folder.rglob("*"))
    return {str(p.relative_to(folder)): p.read_bytes() if p.is_file() and p.suffix != ".nuo-shm" else None for p in files}


def refused(path: Path, passphrase: str | None) -> str:
    """The sentence with which a store does not open; nothing beside it or in it may change."""
    before = contents(path.parent)
    with pytest.raises(StoreError) as caught:
        open_store(path, passphrase)
    assert caught.value.exit_code == 3
    assert caught.value.hint is not None
    assert contents(path.parent) == before
    return str(caught.value)


# -- pragmas and keys ----------------------------------------------------------------------------------------------------

PRAGMAS = {"foreign_keys": 1, "journal_mode": "wal", "busy_timeout": 5000, "synchronous": 2, "recursive_triggers": 1}


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_every_connection_has_its_pragmas(tmp_path: Path, passphrase: str | None) -> None:
    with create_store(tmp_path / "a.nuo", passphrase, "A. Beheer") as store:
        with store.write(store.actor("A. Beheer"), "test") as tx:
            writing = tx.connection
        mine, another = store.take(), store.take()
        for connection in (writing, mine, another):
            assert {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in PRAGMAS} == PRAGMAS
        assert mine.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION


def test_encrypted_store_tells_nothing(encrypted: Path) -> None:
    kept = b"".join(file.read_bytes() for file in encrypted.parent.iterdir())
    for word in (b"SQLite", b"Yinthe", b"Arent", b"Almelo", b"journal"):
        assert word not in kept


def test_encrypted_store_opens_again_also_its_further_connections(encrypted: Path) -> None:
    with open_store(encrypted, PASSPHRASE) as store:
        assert store.encrypted
        with store.read() as one, store.read() as two:
            assert one.value("SELECT name FROM user") == two.value("SELECT name FROM user") == "Yinthe van der Arent"


def test_plain_store_needs_no_passphrase_and_takes_any(tmp_path: Path) -> None:
    create_store(tmp_path / "plain.nuo", None, "A. Beheer").close()
    for passphrase in (None, "whatever"):
        with open_store(tmp_path / "plain.nuo", passphrase) as store:
            assert not store.encrypted
            assert store.actor("a. BEHEER").name == "A. Beheer"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in another way")
def test_store_is_for_its_owner_only(encrypted: Path) -> None:
    assert encrypted.stat().st_mode & 0o777 == 0o600


def test_devices_differ(tmp_path: Path) -> None:
    devices = set()
    for name in ("a.nuo", "b.nuo"):
        with create_store(tmp_path / name, None, "A. Beheer") as store, store.read() as reader:
            devices.add(reader.value("SELECT value FROM store_info WHERE key = 'device'"))
    assert len(devices) == 2


def test_closed_store_says_so(store: Store) -> None:
    store.close()
    with pytest.raises(StoreError, match="closed"), store.read():
        pass


def test_closing_leaves_one_file(store: Store) -> None:
    """The write-ahead log is folded into the store: one file to copy, and nothing that another key could touch."""
    store.changes()
    with store.write(store.actor("A. Beheer"), "test") as tx:
        tx.add(User(name="B. Later", roles="consultant"))
    store.close()
    assert [found.name for found in store.path.parent.iterdir()] == [store.path.name]


def test_closing_under_a_query_that_runs_ends_that_query(store: Store) -> None:
    """Closing a connection under another thread's query takes the whole program down."""
    running, ended = threading.Event(), []

    def read() -> None:
        with pytest.raises(StoreError, match="interrupted|closed"), store.read() as reader:
            running.set()
            reader.value("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")
        ended.append(True)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    running.wait()
    time.sleep(0.05)
    store.close()
    for reader in readers:
        reader.join(10)
    assert ended == [True] * 3


def test_closing_waits_for_a_write_that_is_under_way(store: Store) -> None:
    actor, writing, closing = store.actor("A. Beheer"), threading.Event(), threading.Event()

    def write() -> None:
        with store.write(actor, "test") as tx:
            writing.set()
            closing.wait()
            tx.add(User(name="B. Later", roles="consultant"))

    writer = threading.Thread(target=write)
    writer.start()
    writing.wait()
    closer = threading.Thread(target=store.close)
    closer.start()
    closer.join(0.05)
    assert closer.is_alive()
    closing.set()
    closer.join(10)
    writer.join(10)
    with open_store(store.path, PASSPHRASE) as again:
        assert again.actor("B. Later").name == "B. Later"


# -- what does not open --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("passphrase", ["wrong", " ", "'; SELECT 1 --", PASSPHRASE + " "])
def test_wrong_passphrase(tmp_path: Path, encrypted: Path, passphrase: str) -> None:
    path = Path(shutil.copy(encrypted, tmp_path))
    assert "passphrase is wrong" in refused(path, passphrase)


def test_encrypted_store_without_a_passphrase(tmp_path: Path, encrypted: Path) -> None:
    path = Path(shutil.copy(encrypted, tmp_path))
    for nothing in (None, ""):
        assert "opens only with its passphrase" in refused(path, nothing)


def _other_program(path: Path, version: int) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE invoice (id INTEGER PRIMARY KEY, amount TEXT)")
        connection.execute(f"PRAGMA user_version = {version}")
    connection.close()


NO_STORES: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "short text": lambda path: path.write_text("Dear diary"),
    "long text": lambda path: path.write_text("Dear diary, today nothing happened. " * 1000),
    "round text": lambda path: path.write_text("x" * 8192),
    "random": lambda path: path.write_bytes(os.urandom(16384)),
    "sqlite's first words": lambda path: path.write_bytes(b"SQLite format 3\x00" + os.urandom(8176)),
    "another program's": lambda path: _other_program(path, 0),
    "another program's, of our version": lambda path: _other_program(path, SCHEMA_VERSION),
    "another program's, of a high version": lambda path: _other_program(path, 4000),
}


@pytest.mark.parametrize("make", NO_STORES.values(), ids=NO_STORES.keys())
@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_file_that_is_no_store(tmp_path: Path, make: Callable[[Path], object], passphrase: str | None) -> None:
    path = tmp_path / "file.nuo"
    make(path)
    sentence = refused(path, passphrase)
    assert "not a store" in sentence or "opens only with its passphrase" in sentence


@pytest.mark.parametrize("kept", [0.01, 0.5, 0.99])
def test_truncated_stores(tmp_path: Path, encrypted: Path, kept: float) -> None:
    plain = tmp_path / "plain.nuo"
    create_store(plain, None, "A. Beheer").close()
    for path, passphrase in ((plain, None), (Path(shutil.copy(encrypted, tmp_path)), PASSPHRASE)):
        os.truncate(path, int(path.stat().st_size * kept))
        refused(path, passphrase)


def test_folder_and_nothing(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert "not a store" in refused(tmp_path / "folder", None)
    assert "no store at" in refused(tmp_path / "nothing.nuo", None)
    assert "no store at" in refused(tmp_path / "no folder" / "nothing.nuo", None)


def test_newer_version(tmp_path: Path) -> None:
    path = tmp_path / "newer.nuo"
    with create_store(path, None, "A. Beheer") as store:
        connection = store.take()
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
        store.give_back(connection)
    assert "newer version" in refused(path, None)


def left_behind(source: Path, folder: Path, passphrase: str | None, version: int = SCHEMA_VERSION) -> Path:
    """A store as a program that was killed leaves it: what was written last stands in the log beside it."""
    folder.mkdir()
    with open_store(source, passphrase) as store, store.write(store.actor("Yinthe van der Arent"), "test") as tx:
        tx.add(User(name="B. Later", roles="consultant"))
        connection = store.take()
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        store.give_back(connection)
    with open_store(source, passphrase) as store:
        connection = store.take()
        connection.execute(f"PRAGMA user_version = {version}")
        for file in source.parent.iterdir():
            shutil.copy(file, folder / file.name)
        store.give_back(connection)
    assert (folder / f"{source.name}-wal").stat().st_size > 0
    return folder / source.name


@pytest.mark.parametrize("version", [SCHEMA_VERSION, SCHEMA_VERSION + 1], ids=["wrong passphrase", "newer version"])
def test_a_log_that_was_left_behind_stays(tmp_path: Path, encrypted: Path, version: int) -> None:
    source = tmp_path / "source" / "kept.nuo"
    source.parent.mkdir()
    shutil.copy(encrypted, source)
    path = left_behind(source, tmp_path / "left", PASSPHRASE, version)
    said = refused(path, PASSPHRASE if version > SCHEMA_VERSION else "not this one")
    assert ("newer version" in said) == (version > SCHEMA_VERSION)
    if version == SCHEMA_VERSION:
        with open_store(path, PASSPHRASE) as store:
            assert store.actor("B. Later").name == "B. Later", "nor was anything lost"


def test_the_log_of_another_program_stays(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "other.nuo")
    other.execute("PRAGMA journal_mode = WAL")
    other.executescript("CREATE TABLE t (a); INSERT INTO t VALUES (1)")
    (tmp_path / "left").mkdir()
    for file in ("other.nuo", "other.nuo-wal", "other.nuo-shm"):
        shutil.copy(tmp_path / file, tmp_path / "left" / file)
    other.close()
    assert "not a store" in refused(tmp_path / "left" / "other.nuo", None)


# -- where a store may not lie -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Gemeente Almelo/nuo", "OneDrive"),
        ("Dropbox", "Dropbox"),
        ("Dropbox (Gemeente)", "Dropbox"),
        ("Library/CloudStorage/GoogleDrive-a@example.org", "Google Drive"),
        ("Library/CloudStorage/OneDrive-Gemeente", "OneDrive"),
        ("iCloud Drive", "iCloud"),
        ("Mijn Drive", "Google Drive"),
        ("nextcloud/werk", "Nextcloud"),
        ("OneDrive-Gemeente", "OneDrive"),
        ("OneDrive – Almelo", "OneDrive"),
        ("STACK/werk", "STACK"),
        ("SURFdrive", "SURFdrive"),
        ("MEGAsync", "MEGA"),
        ("Box", "Box"),
    ],
)
def test_synchronised_folder(tmp_path: Path, folder: str, service: str) -> None:
    path = tmp_path / folder / "store.nuo"
    with pytest.raises(StoreError, match=service) as caught:
        create_store(path, None, "A. Beheer")
    assert caught.value.exit_code == 3
    assert not path.parent.exists()


def test_folder_that_windows_says_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "werk"))
    with pytest.raises(StoreError, match="OneDrive"):
        must_be_local(tmp_path / "werk" / "deep" / "store.nuo")
    must_be_local(tmp_path / "store.nuo")


@pytest.mark.parametrize("marker", [".stfolder", ".dropbox.cache", ".849C9593-D756-4E56-8D6E-42412F2A707B"])
def test_folder_that_a_service_marked(tmp_path: Path, marker: str) -> None:
    (tmp_path / marker).mkdir()
    with pytest.raises(StoreError, match="is kept by"):
        must_be_local(tmp_path / "deep" / "down" / "store.nuo")


@pytest.mark.parametrize(
    "folder", ["Dropboxen", "My OneDriver", "Stackelberg", "stack", "stack-overflow", "boxes", "CloudStorage"]
)
def test_folder_that_only_sounds_like_it(tmp_path: Path, folder: str) -> None:
    must_be_local(tmp_path / folder / "store.nuo")


def test_network_mount_of_a_mac(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = f"/dev/disk1 on / (apfs, local)\n//guest@server/x on {tmp_path}/my (share) (smbfs, nodev)\n"
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(subprocess, "run", lambda *args, **_: subprocess.CompletedProcess(args, 0, stdout=said))
    with pytest.raises(StoreError, match="smbfs"):
        must_be_local(tmp_path / "my (share)" / "store.nuo")
    must_be_local(tmp_path / "store.nuo")


@pytest.mark.skipif(sys.platform != "linux", reason="mounts are read the Linux way")
@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs", "smb3"])
def test_network_mount(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    share = tmp_path / "my share"
    escaped = str(share).replace(" ", "\\040")
    monkeypatch.setattr(Path, "read_text", lambda *_, **__: f"disk / ext4 rw 0 0\nserver:/x {escaped} {kind} rw 0 0\n")
    with pytest.raises(StoreError, match="shared over a network"):
        create_store(share / "deep" / "store.nuo", None, "A. Beheer")
    must_be_local(tmp_path / "store.nuo")


# -- full and read-only disks --------------------------------------------------------------------------------------------


def test_full_disk_while_writing(store: Store) -> None:
    actor = store.actor("A. Beheer")
    with store.write(actor, "test") as tx:
        tx.connection.execute(f"PRAGMA max_page_count = {tx.connection.execute('PRAGMA page_count').fetchone()[0]}")
    with pytest.raises(StoreError, match="disk is full") as caught, store.write(actor, "test") as tx:
        tx.connection.execute("CREATE TABLE big (x)")
        tx.connection.execute("INSERT INTO big VALUES (zeroblob(1000000))")
    assert caught.value.exit_code == 3
    with store.read() as reader:
        assert reader.value("SELECT count(*) FROM user") == 1
        assert reader.value("SELECT count(*) FROM sqlite_master WHERE name = 'big'") == 0


def in_child(act: Callable[[], object]) -> str:
    """What ``act`` says when it fails, done in a process of its own that may first give up rights; '' when it does not."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        said = ""
        try:
            act()
        except NuoError as error:
            said = f"{error.exit_code}: {error}"
        except BaseException as error:  # noqa: BLE001 - whatever it is, the parent has to see it
            said = f"traceback: {error!r}"
        os.write(into, said.encode())
        os._exit(0)
    os.close(into)
    with os.fdopen(out, "rb") as pipe:
        said = pipe.read().decode()
    os.waitpid(child, 0)
    return said


@pytest.mark.skipif(sys.platform == "win32", reason="limits are set the Unix way")
def test_no_room_to_make_a_store(tmp_path: Path) -> None:
    import resource

    def act() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))
        create_store(tmp_path / "new" / "store.nuo", None, "A. Beheer")

    assert in_child(act).startswith("3: ")
    assert list((tmp_path / "new").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="rights are given the Unix way")
@pytest.mark.parametrize("protected", ["file", "folder", "unreadable"])
def test_read_only(tmp_path_factory: pytest.TempPathFactory, protected: str) -> None:
    folder = tmp_path_factory.mktemp("read-only")
    path = folder / "store.nuo"
    create_store(path, None, "A. Beheer").close()
    before = contents(folder)
    path.chmod({"file": 0o444, "folder": 0o666, "unreadable": 0o000}[protected])
    folder.chmod(0o555 if protected == "folder" else 0o777)

    def act() -> None:
        if os.getuid() == 0:  # to root nothing is read-only
            for above in folder.parents[:3]:
                above.chmod(0o755)
            os.setuid(65534)
        open_store(path, None)

    said = in_child(act)
    folder.chmod(0o755)
    assert said.startswith("3: ")
    assert "read-only" in said
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("database or disk is full", "disk is full"),
        ("No space left on device", "disk is full"),
        ("attempt to write a readonly database", "read-only"),
        ("Read-only file system", "read-only"),
        ("Permission denied", "read-only"),
        ("database is locked", "Another program"),
        ("file is not a database", "not a store"),
        ("database disk image is malformed", "damaged"),
        ("something new", "something new"),
    ],
)
def test_words_of_the_driver(words: str, sentence: str) -> None:
    assert sentence in str(store_error(Path("x.nuo"), words))


# -- making a store ------------------------------------------------------------------------------------------------------


def test_never_over_a_file(tmp_path: Path) -> None:
    path = tmp_path / "letter.nuo"
    path.write_text("keep me")
    with pytest.raises(BadInput, match="already"):
        create_store(path, None, "A. Beheer")
    assert path.read_text() == "keep me"


@pytest.mark.parametrize(("passphrase", "name"), [("", "A. Beheer"), ("   ", "A. Beheer"), (None, " "), (None, "")])
def test_store_needs_a_name_and_a_passphrase(tmp_path: Path, passphrase: str | None, name: str) -> None:
    with pytest.raises(BadInput):
        create_store(tmp_path / "new.nuo", passphrase, name)
    assert list(tmp_path.glob("new.nuo*")) == []


def test_unknown_and_inactive_people_do_not_act(store: Store) -> None:
    from db.users import add_user, retire
    from models.kinds import Role

    with pytest.raises(BadInput, match="no user called 'Nobody'"):
        store.actor("Nobody")
    admin = store.actor("A. Beheer")
    add_user(store, admin, "M. Dijkhuis", (Role.CONSULTANT,))
    retire(store, admin, "M. Dijkhuis")
    with pytest.raises(Refused, match="not active"):
        store.actor("M. Dijkhuis")
