"""A store of an older version is kept beside itself before its tables are changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from db import copying, migrations
from db import store as stores
from db.connection import SCHEMA_VERSION
from db.creating import create_store
from db.store import open_store
from models.errors import StoreError

NEXT = SCHEMA_VERSION + 1
Step = Callable[[Database], object]


def add_a_column(db: Database) -> None:
    db.execute("ALTER TABLE location ADD COLUMN colour VARCHAR")


def fail(db: Database) -> None:
    add_a_column(db)
    db.execute("ALTER TABLE nowhere ADD COLUMN colour VARCHAR")


def release(monkeypatch: pytest.MonkeyPatch, step: Step) -> None:
    """The next release of the program, with one more step."""
    longer = Migrations("nuo")
    for made in migrations.migrations._migrations:
        longer(name=made.name)(made.fn)
    longer(name="m9999_next")(step)
    monkeypatch.setattr(migrations, "migrations", longer)
    monkeypatch.setattr(migrations, "SCHEMA_VERSION", NEXT)
    monkeypatch.setattr(stores, "SCHEMA_VERSION", NEXT)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.nuo"
    create_store(path, "correct horse", "A. Beheer").close()
    return path


def copies(path: Path) -> list[Path]:
    return [found for found in path.parent.iterdir() if found.name.startswith((f"{path.stem}.before", "."))]


def test_a_new_store_needs_no_backup(old: Path) -> None:
    assert copies(old) == []


def test_migrating_begins_with_a_backup(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as later:
        release(later, add_a_column)
        with open_store(old, "correct horse") as store, store.read() as reader:
            assert reader.value("PRAGMA user_version") == NEXT
            assert reader.rows("SELECT colour FROM location") == []
        open_store(old, "correct horse").close()
        (copy,) = copies(old)
        assert copy.name.startswith(f"old.before-v{NEXT}-")
    with open_store(copy, "correct horse") as kept, kept.read() as reader:
        assert reader.value("PRAGMA user_version") == SCHEMA_VERSION
        assert "colour" not in [row[1] for row in reader.rows("PRAGMA table_info(location)")]
        assert reader.value("SELECT name FROM user") == "A. Beheer"


def test_without_its_backup_nothing_is_migrated(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as later:
        release(later, add_a_column)
        later.setattr(copying, "flush", full)
        with pytest.raises(StoreError, match="No space left"):
            open_store(old, "correct horse")
    assert copies(old) == []
    with open_store(old, "correct horse") as store, store.read() as reader:
        assert reader.value("PRAGMA user_version") == SCHEMA_VERSION


def test_a_step_that_fails_leaves_the_store_and_its_backup(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as later:
        release(later, fail)
        with pytest.raises(StoreError, match="nowhere"):
            open_store(old, "correct horse")
    assert len(copies(old)) == 1
    with open_store(old, "correct horse") as store, store.read() as reader:
        assert "colour" not in [row[1] for row in reader.rows("PRAGMA table_info(location)")]
