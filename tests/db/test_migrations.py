"""The tables as the migrations make them, beside the tables as the models describe them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import Table

from db import migrations
from db.connection import SCHEMA_VERSION, connect
from db.migrations import migrate
from db.rebuild import empty_store
from db.store import Store
from models.tables import INDEX, JOURNAL, SUBJECTS

TABLES: dict[str, Table] = {
    table.__table__.name: table.__table__  # type: ignore[attr-defined]
    for table in (*SUBJECTS.values(), *JOURNAL, INDEX)
}
STEPS = len(list(Path(migrations.__file__).parent.glob("m0*.py")))
OF_THE_STORE = {"store_info", "_sqlite_migrations"}
STEPS = len(list(Path(migrations.__file__).parent.glob("m0*.py")))


def rows(store: Store, query: str) -> list[tuple[Any, ...]]:
    with store.read() as reader:
        return reader.rows(query)


def test_every_table_has_a_model(store: Store) -> None:
    made = {
        row[0] for row in rows(store, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_index%'")
    }
    assert made == {*TABLES, *OF_THE_STORE}


@pytest.mark.parametrize("name", TABLES)
def test_columns(store: Store, name: str) -> None:
    made = [(column, kind, bool(needed), key) for _, column, kind, needed, _, key in rows(store, f"PRAGMA table_info({name})")]
    keys = [column.name for column in TABLES[name].primary_key.columns]
    meant = [
        (
            column.name,
            column.type.compile(sqlite.dialect()),
            not column.nullable,
            keys.index(column.name) + 1 if column.name in keys else 0,
        )
        for column in TABLES[name].columns
    ]
    assert made == meant


@pytest.mark.parametrize("name", TABLES)
def test_foreign_keys(store: Store, name: str) -> None:
    made = {(column, table, there) for _, _, table, column, there, *_ in rows(store, f"PRAGMA foreign_key_list({name})")}
    meant = {(key.parent.name, key.column.table.name, key.column.name) for key in TABLES[name].foreign_keys}
    assert made == meant


@pytest.mark.parametrize("name", TABLES)
def test_indexes(store: Store, name: str) -> None:
    listed = rows(store, f"PRAGMA index_list({name})")
    made = {
        index: ([row[2] for row in rows(store, f"PRAGMA index_info({index})")], bool(unique))
        for _, index, unique, origin, _ in listed
        if origin == "c"
    }
    meant = {index.name: ([column.name for column in index.columns], bool(index.unique)) for index in TABLES[name].indexes}
    assert made == meant


@pytest.mark.parametrize("name", TABLES)
def test_only_ids_are_unique(store: Store, name: str) -> None:
    """Another laptop's honest record may have any number, BSN or KVK; only its id is its own."""
    listed = rows(store, f"PRAGMA index_list({name})")
    unique = [[row[2] for row in rows(store, f"PRAGMA index_info({index})")] for _, index, is_unique, *_ in listed if is_unique]
    assert all(columns in (["id"], ["entry", "seq"]) for columns in unique)


def test_triggers(store: Store) -> None:
    made = rows(store, "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
    assert made == [
        ("journal_change_is_only_blanked", "journal_change"),
        ("journal_change_is_written", "journal_change"),
        ("journal_change_stays", "journal_change"),
        ("journal_entry_is_written", "journal_entry"),
        ("journal_entry_stays", "journal_entry"),
    ]


def test_every_step_is_applied_once(store: Store) -> None:
    steps = sorted(file.stem for file in Path(migrations.__file__).parent.glob("m0*.py"))
    assert [row[0] for row in rows(store, "SELECT name FROM _sqlite_migrations ORDER BY id")] == steps
    before = rows(store, "SELECT sql FROM sqlite_master ORDER BY name")
    connection = store.take()
    migrate(connection)
    store.give_back(connection)
    assert rows(store, "SELECT sql FROM sqlite_master ORDER BY name") == before
    assert rows(store, "PRAGMA user_version") == [(SCHEMA_VERSION,)]


MIGRATE = """
import sys
from pathlib import Path
from db.connection import connect
from db.migrations import migrate
connection = connect(Path(sys.argv[1]), None, create=True)
print("ready", flush=True)
sys.stdin.readline()
migrate(connection)
"""


def test_two_programs_migrate_at_once(tmp_path: Path, store: Store) -> None:
    path = tmp_path / "both.nuo"
    connect(path, None, create=True).close()
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", MIGRATE, str(path)],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for program in programs:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("go\n")
        program.stdin.flush()
    for program in programs:
        _, said = program.communicate(timeout=60)
        assert program.returncode == 0, said
    connection = connect(path, None)
    made = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()
    assert connection.execute("SELECT count(*) FROM _sqlite_migrations").fetchone() == (STEPS,)
    connection.close()
    assert made == rows(store, "SELECT type, name, sql FROM sqlite_master ORDER BY name")


def test_migration_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from db.migrations import m0001_start

    monkeypatch.setattr(m0001_start, "JOURNAL_IS_APPEND_ONLY", "CREATE TRIGGER nonsense")
    with pytest.raises(Exception, match="syntax|incomplete"):
        empty_store(tmp_path / "half.nuo", None)
    connection = connect(tmp_path / "half.nuo", None, create=True)
    assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    assert connection.execute("PRAGMA user_version").fetchone() == (0,)
    connection.close()
