"""A copy of an open store by SQLite's own means: whole, encrypted like the store, and checked before it gets its name.

The copy is that of one moment, also while others write: it is read inside one read transaction. It is made under a
temporary name beside the place where it will lie, with the same key, so that the same passphrase opens it. What is
interrupted leaves nothing but that temporary file.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from db.connection import Connection, DriverError, unlock
from models.errors import BadInput, StoreError
from models.messages import N_, Message

Progress = Callable[[int, int], None]
Counts = Mapping[str, int]
"""Rows per table."""

_PAGES = 2_000
"""Pages of 4 kB that are copied at a time."""
_COPYING, _ALL = 70, 100
"""How much of the work, in hundredths, copying is; the rest is checking."""
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"


@contextmanager
def copied(source: Connection, key: str | None, target: Path, progress: Progress | None = None) -> Iterator[tuple[Path, Counts]]:
    """A checked copy of the store behind ``source`` beside ``target``, and what it holds; gone at the end unless it was moved.

    ``source`` is not in a transaction. Raises :class:`StoreError` when the copy can't be written or is not what it was
    copied from.
    """
    with copy_errors(target), part_of(target) as part:
        counts = _copy(source, key, part, progress)
        flush(part)
        with looked_into(part, key) as copy:
            check(copy, target, counts)
        if progress:
            progress(_ALL, _ALL)
        yield part, counts


@contextmanager
def part_of(target: Path) -> Iterator[Path]:
    """An empty file beside ``target`` that only its owner can read, to be moved there when it is whole; else it is removed."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            Path(name + ending).unlink(missing_ok=True)


def _copy(source: Connection, key: str | None, part: Path, progress: Progress | None) -> Counts:
    def copied_so_far(_status: int, remaining: int, total: int) -> None:
        if progress and total:
            progress(_COPYING * (total - remaining) // total, _ALL)

    # Nobody else knows the file: no locks (a network share has no good ones), no journal, flushed once at the end.
    copy = dbapi2.connect(f"{part.resolve().as_uri()}?mode=rw&nolock=1", uri=True, isolation_level=None)
    try:
        unlock(copy, key)
        copy.execute("PRAGMA journal_mode = OFF").fetchone()
        copy.execute("PRAGMA synchronous = OFF")
        source.execute("BEGIN")
        try:
            counts = counts_of(source)  # the first look fixes the moment that the copy is of
            source.backup(copy, pages=_PAGES, progress=copied_so_far)
        finally:
            source.execute("ROLLBACK")
    finally:
        copy.close()
    return counts


def counts_of(connection: Connection) -> Counts:
    """How many rows each table has."""
    names = [name for (name,) in connection.execute(_TABLES).fetchall()]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


@contextmanager
def looked_into(path: Path, key: str | None) -> Iterator[Connection]:
    """A connection to a file that nobody else has open, which leaves no trace beside it."""
    connection = dbapi2.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
    try:
        unlock(connection, key)
        yield connection
    finally:
        connection.close()


def check(copy: Connection, target: Path, counts: Counts | None = None) -> None:
    """Raise :class:`StoreError` unless every page of the file is sound and its tables hold ``counts`` rows."""
    try:
        found = [text for (text,) in copy.execute("PRAGMA integrity_check(1)").fetchall()]
        sound = found == ["ok"] and (counts is None or counts_of(copy) == counts)
    except DriverError:
        sound = False
    if not sound:
        raise StoreError(
            Message(N_("The copy {path} is not sound, and is not used."), path=str(target)),
            Message(N_("'nuo doctor' says whether the store itself is; check the disk too.")),
        )


def flush(path: Path) -> None:
    """Have a file on the disk before anything relies on it."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def flush_folder(folder: Path) -> None:
    """Have the names in a folder on the disk; systems that can't open a folder do it by themselves."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def put(part: Path, target: Path) -> None:
    """Give a finished file its name, never over another file."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise taken(target) from None
    except OSError:  # a file system on which a file has one name
        if target.exists():
            raise taken(target) from None
        part.rename(target)
    flush_folder(target.parent)


def taken(target: Path) -> BadInput:
    """The sentence for a target that is there already."""
    return BadInput(
        Message(N_("There is a file at {path} already."), path=str(target)),
        Message(N_("Nothing is written over a file: choose another name.")),
    )


def free_name(folder: Path, stem: str, moment: datetime, suffix: str) -> Path:
    """A name in ``folder`` that says the moment and that no file has yet."""
    name = f"{stem}-{moment.astimezone():%Y-%m-%d-%H%M%S}"
    found, again = folder / f"{name}{suffix}", 1
    while found.exists():
        again += 1
        found = folder / f"{name}-{again}{suffix}"
    return found


@contextmanager
def copy_errors(target: Path) -> Iterator[None]:
    """Turn the driver's and the system's errors while copying into one sentence of :class:`StoreError`."""
    try:
        yield
    except (DriverError, OSError) as error:
        number = error.errno if isinstance(error, OSError) else None
        reason = os.strerror(number) if number else str(error)
        raise StoreError(
            Message(N_("The copy {path} can't be made: {reason}."), path=str(target), reason=reason),
            Message(N_("Check the room on the disk and the right to write there. The store is as it was.")),
        ) from error
