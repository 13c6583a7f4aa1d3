"""Opening the file: one place for the key, the pragmas, and every way in which opening can fail.

The driver is ``sqlcipher3`` for encrypted and plain stores alike. Nothing is written before the file has shown that it
is a store of ours that this version can read.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from models.errors import StoreError
from models.messages import N_, Message
from models.values import fold

Connection = Any
"""A DB-API connection of sqlcipher3 (it ships no types)."""

DriverError = dbapi2.Error

# For each None and each key that is bound the driver looks in vain for an adapter; finding one makes rows with many of
# them three times as fast to write (measured on 100,000 clients).
dbapi2.register_adapter(type(None), {}.get)
dbapi2.register_adapter(bytes, bytes)
BUSY_MS = 5_000
_LEAST_ROOM = 1 << 16
"""Bytes that SQLite needs beside a store before it opens."""
SCHEMA_VERSION = 13
"""The version of the tables that this release reads and writes; kept in the file as ``user_version``."""

_PLAIN_HEADER = b"SQLite format 3\x00"
_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    f"PRAGMA busy_timeout = {BUSY_MS}",
    "PRAGMA synchronous = FULL",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -8000",
    "PRAGMA recursive_triggers = ON",
)


_OURS = (
    "SELECT count(*) = 3 FROM sqlite_master WHERE type = 'table' AND name IN ('store_info', 'journal_entry', 'journal_change')"
)


@contextmanager
def wide_cache(connection: Connection) -> Iterator[None]:
    """Let a connection keep 16 MB of pages while it writes very much at once: twice that gains nothing (measured)."""
    connection.execute("PRAGMA cache_size = -16000")
    try:
        yield
    finally:
        connection.execute("PRAGMA cache_size = -8000")
        connection.execute("PRAGMA shrink_memory")


def first_look(path: Path, key: str | None) -> int | None:
    """The schema version of the store at ``path``, read without leaving a trace; None when it is too new a file to tell.

    SQLite folds a write-ahead log that it finds into the file, whatever it then finds there. So the file is first read
    as one that nobody changes: no lock, no log, nothing beside it. :class:`StoreError` when it is a database of another
    program, or does not open with this key. While a log lies beside it nothing is sure: then :func:`connect` tells.
    """
    log = path.with_name(path.name + "-wal")
    pending = log.exists() and log.stat().st_size > 0
    try:
        with store_errors(path):
            connection = dbapi2.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
            try:
                unlock(connection, key)
                if not connection.execute(_OURS).fetchone()[0]:
                    raise not_a_store(path)
                return int(connection.execute("PRAGMA user_version").fetchone()[0])
            finally:
                connection.close()
    except StoreError:
        if pending:
            return None
        raise


def connect(path: Path, key: str | None, *, create: bool = False) -> Connection:
    """A connection with the key and the pragmas set; raises :class:`StoreError` in plain words.

    ``key`` is one of :mod:`db.keys`, None for a plain store. Without ``create`` a missing file is an error, not a new
    store, and so is a database of another program: it is left as it is, setting WAL would already change it.
    """
    mode = "rwc" if create else "rw"
    with store_errors(path):
        uri = f"{path.resolve().as_uri()}?mode={mode}"
        connection = dbapi2.connect(uri, uri=True, isolation_level=None, check_same_thread=False, cached_statements=256)
        try:
            unlock(connection, key)
            if not connection.execute(_OURS).fetchone()[0] and not create:
                raise not_a_store(path)
            connection.create_function("fold", 1, _fold_sql, deterministic=True)
            for pragma in _PRAGMAS:
                connection.execute(pragma).fetchall()
            if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                connection.execute("PRAGMA journal_mode = WAL").fetchone()
        except BaseException:
            connection.interrupt()  # what was interrupted does not fold a log into the file when it closes
            connection.close()
            raise
    return connection


def unlock(connection: Connection, key: str | None) -> None:
    """Give a new connection its key, before anything else is asked of it."""
    connection.execute("PRAGMA cipher_log_level = NONE")
    if key is not None:
        connection.execute(f"PRAGMA key = \"x'{key}'\"")


def _fold_sql(value: object) -> str | None:
    """``fold`` in SQL: how filters compare text."""
    return None if value is None else fold(str(value))


def _is_full(folder: Path) -> bool:
    """Whether there is no room at all: SQLite calls it a disk error when it can't make the file beside the store."""
    try:
        return shutil.disk_usage(folder).free < _LEAST_ROOM
    except OSError:
        return False


def looks_plain(path: Path) -> bool:
    """Whether the file is an unencrypted SQLite file."""
    with store_errors(path), path.open("rb") as file:
        return file.read(len(_PLAIN_HEADER)) == _PLAIN_HEADER


def must_be_a_store(path: Path) -> None:
    """Refuse what can't be a store before any driver touches it: missing, a folder, too short, of a wrong length, read-only."""
    with store_errors(path):
        if not path.exists():
            raise StoreError(
                Message(N_("There is no store at {path}."), path=str(path)),
                Message(N_("Make one with 'nuo init', or name another with --store.")),
            )
        size = path.stat().st_size if path.is_file() else -1
    if size < 4096 or size % 512:
        raise not_a_store(path)
    if not (os.access(path, os.R_OK | os.W_OK) and os.access(path.parent, os.W_OK)):
        raise store_error(path, "read-only")


def not_a_store(path: Path) -> StoreError:
    """The sentence for a file that is something else."""
    return StoreError(
        Message(N_("{path} is not a store of this program. Nothing in it was changed."), path=str(path)),
        Message(N_("Choose the right file with --store, or put back a copy of your store.")),
    )


def wrong_key(path: Path, passphrase: str | None) -> StoreError:
    """The sentence for a store that does not open with this passphrase."""
    if passphrase is None:
        return StoreError(
            Message(N_("The store {path} is encrypted: it opens only with its passphrase."), path=str(path)),
            Message(N_("Give the passphrase at the prompt, in NUO_PASSPHRASE or with --passphrase-file.")),
        )
    return StoreError(
        Message(N_("The store {path} does not open: the passphrase is wrong, or the file is not a store."), path=str(path)),
        Message(N_("Try the passphrase again. Nothing in the file was changed.")),
    )


@contextmanager
def store_errors(path: Path) -> Iterator[None]:
    """Turn the driver's and the system's errors into one sentence of :class:`StoreError`."""
    try:
        yield
    except DriverError as error:
        raise store_error(path, str(error)) from error
    except OSError as error:
        raise store_error(path, os.strerror(error.errno) if error.errno else str(error)) from error


def store_error(path: Path, text: str) -> StoreError:
    """The sentence for an error of the driver or the system, by its words."""
    low = text.lower()
    where = str(path)
    if "not a database" in low or "file is encrypted" in low:
        return not_a_store(path)
    if "malformed" in low:
        return StoreError(
            Message(N_("The store {path} is damaged and can't be read."), path=where),
            Message(N_("Put back the newest copy of your store.")),
        )
    if "locked" in low or "busy" in low:
        return StoreError(
            Message(N_("Another program is writing to the store {path} and did not finish in time."), path=where),
            Message(N_("Close the other program or wait, and try again. Nothing was lost.")),
        )
    if "full" in low or "no space" in low or "too large" in low or ("disk i/o" in low and _is_full(path.parent)):
        return StoreError(
            Message(N_("The disk is full: the store {path} can't be written. What was saved before is safe."), path=where),
            Message(N_("Make room on the disk and try again.")),
        )
    if "readonly" in low or "read-only" in low or "permission" in low:
        return StoreError(
            Message(N_("The store {path} can't be written: the file, its folder or the disk is read-only."), path=where),
            Message(N_("Ask for the right to write there, or move the store to a folder of your own.")),
        )
    return StoreError(
        Message(N_("The store {path} can't be opened or written: {reason}."), path=where, reason=text),
        Message(N_("Check the disk and the folder, and try again.")),
    )
