"""Having a store to oneself: nobody else has it open, and nobody can open it until it is let go."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from db.connection import Connection, DriverError, connect, looks_plain
from db.keys import key_of
from models.errors import StoreError
from models.messages import N_, Message

_WAIT_MS = 1_000
_LOCK_BYTES, _LOCK_LENGTH = 0x40000000, 512
"""Where SQLite locks a database file (its documentation, 'File format': the lock-byte page)."""


def opened_alone(path: Path, passphrase: str | None) -> tuple[str | None, Connection] | None:
    """The key, and a connection that has the store to itself until it is closed; None when it does not open.

    Its log is folded in, and none lies beside it. Raises :class:`StoreError` when somebody has it open, or when it is
    a database of another program.
    """
    plain = looks_plain(path)
    if (not plain and not passphrase) or path.stat().st_size == 0:
        return None
    key = None if plain or passphrase is None else key_of(path, passphrase)
    try:
        connection = connect(path, key)
    except StoreError as error:
        if isinstance(error.__cause__, DriverError) and not _is_locked(error.__cause__):
            return None
        raise in_use(path) if error.__cause__ else error from error.__cause__
    try:
        connection.execute(f"PRAGMA busy_timeout = {_WAIT_MS}")
        connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchone()
        folded = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0] == "delete"
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
    except DriverError as error:
        connection.close()
        if _is_locked(error):
            raise in_use(path) from error
        return None
    if not folded:
        connection.close()
        raise in_use(path)
    return key, connection


@contextmanager
def locked_file(path: Path) -> Iterator[BinaryIO]:
    """The file itself of a store that does not open, locked as SQLite would lock it; :class:`StoreError` when it is in use.

    Windows needs no lock: there a file that somebody has open can't be replaced.
    """
    with path.open("rb+") as file:
        if sys.platform != "win32":
            import fcntl

            try:
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _LOCK_LENGTH, _LOCK_BYTES)
            except (BlockingIOError, PermissionError):
                raise in_use(path) from None
        yield file


def in_use(path: Path) -> StoreError:
    """The sentence for a store that another program has open."""
    return StoreError(
        Message(N_("Another program has the store {path} open."), path=str(path)),
        Message(N_("Close it everywhere, also on other screens, and try again. Nothing was changed.")),
    )


def _is_locked(error: Exception) -> bool:
    return "locked" in str(error) or "busy" in str(error)
