"""The store made anew from its journal: the proof that nothing was ever written around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from heapq import merge
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from db import search
from db.canonical import WHOLE, parsed
from db.connection import Connection, connect, store_errors
from db.keys import new_key
from db.migrations import migrate
from db.places import must_be_local
from db.reading import Reader
from db.store import Clock, Store, utc_now
from models.base import Key, Record
from models.tables import SUBJECTS

_JOURNAL = ("store_info", "journal_entry", "journal_change")
_CHUNK = 2_000


class Difference(NamedTuple):
    """Something in which two stores differ."""

    subject: str
    record: bytes
    fields: tuple[str, ...]
    """The columns that differ; none when one of the two does not have the record."""


def empty_store(path: Path, passphrase: str | None, *, clock: Clock = utc_now) -> Store:
    """A store with tables and nothing in them, not even a first user: to rebuild another one into."""
    must_be_local(path)
    key = new_key(passphrase)
    store = Store(path, key, connect(path, key, create=True), clock)
    connection = store.take()
    try:
        migrate(connection)
    except BaseException:
        store.close()
        raise
    store.give_back(connection)
    return store


def rebuild(source: Reader, target: Store) -> None:
    """Fill ``target``, a store of :func:`empty_store`, with the journal of ``source`` and with what follows from it.

    Entries are applied in the order in which they arrived: a new record is added, a changed field set, a record whose
    creation was undone taken out again. Bookkeeping follows from the entries, derived columns and the search index
    from the records. All in one transaction.
    """
    connection = target.take()
    try:
        with store_errors(target.path):
            connection.execute("BEGIN IMMEDIATE")
            try:
                connection.execute("PRAGMA defer_foreign_keys = ON")
                _copy_journal(source, connection)
                _replay(source, connection)
                _index(connection)
                connection.execute("COMMIT")
            except BaseException:
                connection.execute("ROLLBACK")
                raise
    finally:
        target.give_back(connection)


def differences(one: Reader, other: Reader) -> Iterator[Difference]:
    """The records of the subjects' tables in which two stores differ, table by table."""
    for subject, layout in LAYOUTS.items():
        query = f"SELECT {', '.join(layout.columns)} FROM {layout.name} ORDER BY id"
        both = merge(one.each(query), other.each(query), key=itemgetter(0))
        for record, found in groupby(both, key=itemgetter(0)):
            first, *second = found
            if not second:
                yield Difference(subject, record, ())
            elif first != second[0]:
                pairs = zip(layout.columns, first, second[0], strict=True)
                yield Difference(subject, record, tuple(name for name, a, b in pairs if a != b))


class Layout:
    """The columns of a subject's table, its key first, and how the journal writes each."""

    def __init__(self, table: type[Record]) -> None:
        columns = table.__table__.columns  # type: ignore[attr-defined]
        self.name: str = table.__table__.name  # type: ignore[attr-defined]
        self.columns = tuple(c.name for c in columns)
        self.keys = frozenset(c.name for c in columns if isinstance(c.type, Key))
        self.derive = table.derive

    def kept(self, field: str, value: Any) -> Any:
        """A value of the journal as the column keeps it."""
        return bytes.fromhex(value) if field in self.keys and value is not None else value


LAYOUTS = {subject: Layout(table) for subject, table in SUBJECTS.items()}


def _copy_journal(source: Reader, connection: Connection) -> None:
    for table in _JOURNAL:
        width = len(source.rows(f"PRAGMA table_info({table})"))
        marks = ",".join("?" * width)
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", source.each(f"SELECT * FROM {table}"))


def _replay(source: Reader, connection: Connection) -> None:
    changes = source.each(
        "SELECT e.arrival, e.at, e.actor, c.subject, c.record, c.field, c.new "
        "FROM journal_entry e JOIN journal_change c ON c.entry = e.id ORDER BY e.arrival, c.seq"
    )
    for (_, at, actor), entry in groupby(changes, key=lambda change: change[:3]):
        raised: set[bytes] = set()
        for *_, subject, record, field, new in entry:
            layout = LAYOUTS[subject]
            if field != WHOLE:
                values = {field: layout.kept(field, parsed(new)), "changed_at": at, "changed_by": actor}
                _set(connection, layout, record, values, raises=record not in raised)
                raised.add(record)
            elif new is None:
                connection.execute(f"DELETE FROM {layout.name} WHERE id = ?", (record,))
            else:
                row = {name: layout.kept(name, value) for name, value in parsed(new).items()}
                _add(connection, layout, row | {"version": 1, "created_at": at, "changed_at": at, "changed_by": actor})


def _add(connection: Connection, layout: Layout, row: Mapping[str, Any]) -> None:
    whole = {**row, **layout.derive(row)}
    marks = ",".join("?" * len(layout.columns))
    sql = f"INSERT INTO {layout.name} ({', '.join(layout.columns)}) VALUES ({marks})"
    connection.execute(sql, tuple(whole.get(name) for name in layout.columns))


def _set(connection: Connection, layout: Layout, record: bytes, values: dict[str, Any], *, raises: bool) -> None:
    now = connection.execute(f"SELECT {', '.join(layout.columns)} FROM {layout.name} WHERE id = ?", (record,)).fetchone()
    row = {**dict(zip(layout.columns, now, strict=True)), **values}
    new = {**values, **layout.derive(row), "version": row["version"] + raises}
    setting = ", ".join(f"{name} = ?" for name in new)
    connection.execute(f"UPDATE {layout.name} SET {setting} WHERE id = ?", (*new.values(), record))


def _index(connection: Connection) -> None:
    for subject in search.SUBJECT_NUMBERS:
        layout = LAYOUTS[subject]
        found = connection.execute(f"SELECT {', '.join(layout.columns)} FROM {layout.name} ORDER BY rowid")
        while rows := found.fetchmany(_CHUNK):
            search.add_entries(connection, subject, [dict(zip(layout.columns, row, strict=True)) for row in rows])
