"""Writing many records at once: ``executemany``, with journal and search index in step.

SQLModel's ``add_all`` takes 25 times as long as raw SQL (measured); this is what imports use instead, inside the same
:class:`db.writing.Transaction` and with the same journal as everything else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from db import search
from db.journal import journalled_columns
from db.writing import Transaction
from models.base import Record, moment_text

CHUNK = 2_000


def add_many(tx: Transaction, table: type[Record], rows: Iterable[dict[str, Any]]) -> int:
    """Add records given as kept values (keys as bytes, the rest as the columns keep it); returns how many.

    Each row needs its ``id`` and every column that may not be empty; the rest may be missing. Bookkeeping and
    derived columns are filled in here.
    """
    kept = journalled_columns(table)
    moment = moment_text(tx.at)
    common = {"version": 1, "created_at": moment, "changed_at": moment, "changed_by": tx.journal.actor}
    total = 0
    for chunk in _chunks(rows):
        # Binding nothing takes as long as binding something: only columns that some row fills are written.
        filled = set(common).union(table.derived, *chunk)
        columns = [c.name for c in table.__table__.columns if c.name in filled]  # type: ignore[attr-defined]
        sql = f"INSERT INTO {table.__table__.name} ({','.join(columns)}) VALUES ({','.join('?' * len(columns))})"  # type: ignore[attr-defined]
        blank = dict.fromkeys(columns)
        tx.connection.executemany(sql, [tuple({**blank, **row, **common, **table.derive(row)}.values()) for row in chunk])
        told = [name for name in kept if name in filled]
        tx.journal.created(table.subject, [{name: row[name] for name in told if name in row} for row in chunk])
        if table.subject in search.SUBJECT_NUMBERS:
            search.add_entries(tx.connection, table.subject, chunk)
        total += len(chunk)
    return total


def _chunks(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    iterator = iter(rows)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk


def change_many(tx: Transaction, table: type[Record], changes: Iterable[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> int:
    """Give records other values, each as its whole present row and what differs, both as kept values; returns how many.

    A record may stand among ``changes`` once: its version goes up by one.
    """
    moment, actor, total = moment_text(tx.at), tx.journal.actor, 0
    for current, values in changes:
        after = {**current, **values}
        derived = {name: value for name, value in table.derive(after).items() if value != current[name]}
        written = {**values, **derived, "version": current["version"] + 1, "changed_at": moment, "changed_by": actor}
        sql = f"UPDATE {table.__table__.name} SET {','.join(f'{name}=?' for name in written)} WHERE id = ?"  # type: ignore[attr-defined]
        tx.connection.execute(sql, (*written.values(), current["id"]))
        tx.journal.changed(table.subject, current["id"], {name: (current[name], value) for name, value in values.items()})
        if table.subject in search.SUBJECT_NUMBERS:
            search.change_entry(tx.connection, table.subject, after)
        total += 1
    return total


def remove_many(tx: Transaction, table: type[Record], gone: Sequence[tuple[bytes, str, tuple[bytes, int]]]) -> None:
    """Take records out again whose creation is undone: key, the record as the journal wrote it, and that change.

    Children go before their parents: foreign keys are held.
    """
    keys = [key for key, _, _ in gone]
    tx.journal.taken_out(table.subject, gone)
    if table.subject in search.SUBJECT_NUMBERS:
        search.remove_entries(tx.connection, keys)
    tx.connection.executemany(f"DELETE FROM {table.__table__.name} WHERE id = ?", ((key,) for key in keys))  # type: ignore[attr-defined]
