"""A store of every earlier release, as it was stored then, becomes what a new store is."""

from __future__ import annotations

import gzip
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from db.connection import SCHEMA_VERSION, connect
from db.migrations import m0002_contacts_and_actions
from db.store import Store, open_store
from tests.conftest import Clock
from tests.db.living import rebuilt

STORED = Path(__file__).parent
EARLIER = sorted(int(file.name.split("-")[1].split(".")[0]) for file in STORED.glob("version-*.nuo.gz"))
"""The versions that were released; a step that never stood in a release alone has no file."""
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


def test_it_has_the_mandates_of_a_new_store(lifted: Store, store: Store) -> None:
    """Those that did not exist when it was made came in through the journal, once."""
    query = "SELECT id, role, decision, scope FROM mandate ORDER BY id"
    assert rows(lifted, query) == rows(store, query)
    completed = "SELECT count(*) FROM journal_entry WHERE action = 'store.complete'"
    path, once = lifted.path, rows(lifted, completed)
    lifted.close()
    with open_store(path, None) as again:
        assert rows(again, query) == rows(store, query)
        assert rows(again, completed) == once


def test_it_can_be_worked_in(lifted: Store) -> None:
    from db.contact_moments import add_contact_moment
    from models.contact_moment import ContactMomentInput

    actor = lifted.actor("M. ter Braak")
    client = rows(lifted, "SELECT id FROM client ORDER BY surname")[0][0]
    data = ContactMomentInput(client_id=client, kind="phone", day="24-11-2026", made_by=actor.id, text="gaat goed")
    add_contact_moment(lifted, actor, data)
    assert rows(lifted, "SELECT text FROM contact_moment") == [("gaat goed",)]


def test_a_step_that_fails_leaves_the_store_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
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
