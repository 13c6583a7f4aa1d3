"""A store of every earlier version, as it was stored then, becomes what a new store is; and a copy of it is kept beside it."""

from __future__ import annotations

import gzip
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from db.connection import SCHEMA_VERSION, connect
from db.creating import create_store
from db.keys import key_of
from db.migrations import before, m0002_contacts_and_actions
from db.store import Store, open_store
from tests.conftest import FIRST_USER, Clock
from tests.db.living import rebuilt

STORED = Path(__file__).parent
EARLIER = range(1, SCHEMA_VERSION)
MADE = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE '%sqlite_migrations%' ORDER BY type, name"


def stored(version: int, folder: Path) -> Path:
    """The stored file of a version, unpacked."""
    path = folder / "old.nuo"
    with gzip.open(STORED / f"version-{version}.nuo.gz") as packed, path.open("wb") as file:
        shutil.copyfileobj(packed, file)
    return path


@pytest.fixture(params=EARLIER)
def lifted(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with open_store(stored(request.param, tmp_path), None, clock=Clock()) as opened:
        yield opened


def rows(store: Store, query: str) -> list[tuple[Any, ...]]:
    with store.read() as reader:
        return reader.rows(query)


def test_its_tables_are_those_of_a_new_store(lifted: Store, store: Store) -> None:
    assert [without_spaces(row) for row in rows(lifted, MADE)] == [without_spaces(row) for row in rows(store, MADE)]
    assert rows(lifted, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert rows(lifted, "PRAGMA foreign_key_check") == []
    assert rows(lifted, "PRAGMA integrity_check") == [("ok",)]


def without_spaces(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(re.sub(r"\s+", " ", value) if isinstance(value, str) else value for value in row)


def test_its_people_and_its_journal_are_still_there(lifted: Store, tmp_path: Path) -> None:
    assert rows(lifted, "SELECT surname FROM client ORDER BY surname") == [("Baan",), ("Bos",)]
    assert rows(lifted, "SELECT state FROM placement") == [("active",)]
    rebuilt(lifted, tmp_path)


def test_it_can_be_worked_in(lifted: Store) -> None:
    from db.contact_moments import add_contact_moment
    from models.contact_moment import ContactMomentInput

    actor = lifted.actor("M. ter Braak")
    client = rows(lifted, "SELECT id FROM client ORDER BY surname")[0][0]
    data = ContactMomentInput(client_id=client, kind="phone", day="24-11-2026", made_by=actor.id, text="gaat goed")
    add_contact_moment(lifted, actor, data)
    assert rows(lifted, "SELECT text FROM contact_moment") == [("gaat goed",)]


def test_a_copy_of_what_it_was_lies_beside_it(lifted: Store) -> None:
    (copy,) = lifted.path.parent.glob("*.backup")
    assert copy.name == "old.nuo.version-1.backup"
    assert copy.stat().st_mode & 0o777 == 0o600
    connection = connect(copy, None)
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    assert connection.execute("SELECT count(*) FROM client").fetchone() == (2,)
    connection.close()


def test_opening_it_again_makes_no_second_copy(lifted: Store) -> None:
    open_store(lifted.path, None).close()
    assert len(list(lifted.path.parent.glob("*.backup"))) == 1


def aged(path: Path, passphrase: str | None) -> None:
    """Make a store of today one of version 1 again."""
    create_store(path, passphrase, FIRST_USER).close()
    connection = connect(path, None if passphrase is None else key_of(path, passphrase))
    for name in ("action", "contact_moment"):
        connection.execute(f"DROP TABLE {name}")
    connection.execute("DROP INDEX ix_coordination_asked")
    connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'm0002_contacts_and_actions'")
    connection.execute("PRAGMA user_version = 1")
    connection.close()


def test_the_copy_of_an_encrypted_store_is_encrypted_with_the_same_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "secret.nuo"
    aged(path, "geheim")
    open_store(path, "geheim").close()
    copy = tmp_path / "secret.nuo.version-1.backup"
    assert FIRST_USER.encode() not in copy.read_bytes()
    shutil.copy(copy, tmp_path / "again.nuo")
    with open_store(tmp_path / "again.nuo", "geheim") as again:
        assert rows(again, "SELECT name FROM user") == [(FIRST_USER,)]


def test_a_step_that_fails_leaves_the_store_as_it_was_and_the_next_try_keeps_both_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = stored(1, tmp_path)
    with monkeypatch.context() as broken:
        broken.setattr(m0002_contacts_and_actions, "TABLES", "CREATE TABLE action (id BLOB)\n\nCREATE TABLE nonsense")
        with pytest.raises(Exception, match="syntax|incomplete"):
            open_store(path, None)
    connection = connect(path, None)
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'action'").fetchone() == (0,)
    connection.close()
    open_store(path, None).close()
    assert sorted(copy.name for copy in tmp_path.glob("*.backup")) == ["old.nuo.version-1-2.backup", "old.nuo.version-1.backup"]


def test_without_a_copy_nothing_is_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = stored(1, tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(before, "_copy", full)
    with pytest.raises(Exception, match="disk is full"):
        open_store(path, None)
    connection = connect(path, None)
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    connection.close()
    assert list(tmp_path.glob("*.backup")) == []
