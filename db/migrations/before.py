"""The copy that is kept beside a store before its tables are changed."""

from __future__ import annotations

import os
from pathlib import Path

from sqlcipher3 import dbapi2

from db.connection import Connection, connect


def keep_copy(path: Path, key: str | None, version: int) -> Path:
    """Copy the store at ``path`` to a file beside it that opens with the same passphrase; returns where.

    Made by SQLite's own means, over a connection of its own, while whoever migrates holds the right to write: what is
    copied is one state of the store. Nothing is written over; a copy that fails is taken away again.
    """
    target = _free_name(path, version)
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    source = connect(path, key)
    try:
        _copy(source, target, key)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    finally:
        source.close()
    return target


def _copy(source: Connection, target: Path, key: str | None) -> None:
    copy = dbapi2.connect(str(target), isolation_level=None)
    try:
        if key is not None:
            copy.execute(f"PRAGMA key = \"x'{key}'\"")
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE").fetchall()
    finally:
        copy.close()


def _free_name(path: Path, version: int) -> Path:
    """'caseload.nuo.version-1.backup', or with a number when a copy of an earlier attempt lies there."""
    name, tries = f"{path.name}.version-{version}", 1
    while (target := path.with_name(f"{name}{f'-{tries}' if tries > 1 else ''}.backup")).exists():
        tries += 1
    return target
