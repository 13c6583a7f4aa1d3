"""Backups: a whole, checked copy of the open store, made while others go on working."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from db.connection import Connection, DriverError
from db.copying import Progress, copied, copy_errors, free_name, put, taken
from db.places import network_kind, synchronised_by
from db.reading import Reader
from db.store import Store
from models.errors import BadInput
from models.messages import N_, Message

_LAST = "last_backup"
"""What ``store_info`` calls the moment of the last backup."""


class Backup(NamedTuple):
    """A backup that was made and checked."""

    path: Path
    size: int
    """Bytes."""
    records: Mapping[str, int]
    """How many there are of each subject."""
    note: Message | None
    """Where it lies, when that is a shared or synchronised folder: allowed for a whole file, but good to know."""


def back_up(store: Store, target: Path, progress: Progress | None = None) -> Backup:
    """Make a backup of ``store`` at ``target``, or with a name of its own in the folder ``target``.

    Never over a file that is there (exit 2). The same passphrase opens it. :class:`StoreError` when it can't be
    written or the copy is not sound; then nothing lies at ``target``.
    """
    with copy_errors(target):
        target = target.absolute()
        if target.is_dir():
            target = free_name(target, store.path.stem, store.clock(), store.path.suffix)
        if target.exists():
            raise taken(target)
        if not target.parent.is_dir():
            raise BadInput(
                Message(N_("There is no folder {folder}."), folder=str(target.parent)),
                Message(N_("Make it first, or choose another place with --to.")),
            )
    connection = store.take()
    try:
        with copied(connection, store.key, target, progress) as (part, counts):
            size = part.stat().st_size
            put(part, target)
    finally:
        store.give_back(connection)
    _remember(store)
    return Backup(target, size, _by_subject(counts), _where(target.parent))


def back_up_beside(path: Path, key: str | None, connection: Connection, name: str, moment: datetime) -> Path:
    """A copy of the store at ``path`` beside it, called after what it comes before; returns where it is."""
    target = free_name(path.parent, f"{path.stem}.{name}", moment, path.suffix)
    with copied(connection, key, target) as (part, _counts):
        put(part, target)
    return target


def last_backup(reader: Reader) -> datetime | None:
    """When the last backup of this store was made, as far as it knows."""
    moment = reader.value("SELECT value FROM store_info WHERE key = ?", (_LAST,))
    return None if moment is None else datetime.fromisoformat(moment)


def _remember(store: Store) -> None:
    """Write the moment in the store: not a change to anybody's record, so not in the journal."""
    connection = store.take()
    try:
        with suppress(DriverError):  # the backup is there, whether the store can be written just now or not
            moment = store.clock().isoformat(timespec="seconds")
            connection.execute("INSERT OR REPLACE INTO store_info (key, value) VALUES (?, ?)", (_LAST, moment))
    finally:
        store.give_back(connection)


def _by_subject(counts: Mapping[str, int]) -> Mapping[str, int]:
    from models.tables import SUBJECTS

    return {subject: counts[str(table.__tablename__)] for subject, table in SUBJECTS.items()}


def _where(folder: Path) -> Message | None:
    folder = folder.resolve()
    if service := synchronised_by(folder):
        sentence = N_("The backup lies in a folder that {service} keeps: it leaves this laptop, as closed as the store is.")
        return Message(sentence, service=service)
    if kind := network_kind(folder):
        return Message(N_("The backup lies on a network share ({kind})."), kind=kind)
    return None
