"""Undoing an import: everything it wrote is taken back through the journal, in one transaction, or nothing is.

It is refused when work done since builds on what the import brought: then that work is named. Users and locations that
the import made on the way stay when something else uses them by now.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from db.bulk import change_many, remove_many
from db.canonical import parsed
from db.caseload import acting_now
from db.connection import wide_cache
from db.imports.provenance import UNDO
from db.imports.subject import columns_of
from db.mandates import must_have
from db.undo_blockers import BY_THE_WAY, in_use, must_stand_free
from db.undoing.reversing import kept_value
from db.undoing.standing import Standing
from db.writing import Transaction
from models.base import Record
from models.errors import BadInput, Refused
from models.import_run import ImportRun
from models.kinds import Decision
from models.messages import N_, Message
from models.tables import SUBJECTS

if TYPE_CHECKING:
    from db.store import Store
    from models.actor import Actor

_CHUNK = 1_000


class Undone(NamedTuple):
    """An import that was taken back."""

    number: int
    removed: int
    """How many records it had added."""
    restored: int
    """How many records it had changed."""
    stay: tuple[str, ...]
    """Names of users and locations that it made and that stay, because they are in use."""


class _Import(NamedTuple):
    key: bytes
    entry: bytes
    arrival: int
    file_name: str
    created: int
    updated: int


def undo_import(store: Store, actor: Actor, number: int) -> Undone:
    """Take back import ``number``, values that it changed included.

    :class:`BadInput` when there is no such import, :class:`Refused` when it was undone already,
    :class:`models.errors.Blocked` when later work stands in the way.
    """
    with store.read() as reader:
        file_name = reader.value("SELECT file_name FROM import_run WHERE number = ?", (number,))
    with store.write(actor, UNDO, file_name) as tx, wide_cache(tx.connection):
        must_have(tx.reader, acting_now(tx.reader, actor), Decision.IMPORT)
        run = _as_done_last(tx, _find(tx, number))
        must_stand_free(tx.reader, number, run.entry, run.arrival)
        tx.journal.undoes = run.entry
        _restore(tx, run.entry)
        stay = _remove(tx, run.entry, run.arrival)
        tx.change(tx.get(ImportRun, run.key), undone_on=tx.today)
    return Undone(number, run.created, run.updated, tuple(stay))


def _find(tx: Transaction, number: int) -> _Import:
    row = tx.reader.row(
        "SELECT r.id, e.id, e.arrival, r.file_name, r.created, r.updated, r.undone_on FROM import_run r "
        "JOIN journal_change c ON c.record = r.id AND c.field = '*' JOIN journal_entry e ON e.id = c.entry WHERE r.number = ?",
        (number,),
    )
    if row is None:
        raise BadInput(
            Message(N_("There is no import {number}."), number=number), Message(N_("'nuo list imports' shows which there are."))
        )
    if row[-1] is not None:
        raise Refused(Message(N_("Import {number} was undone already."), number=number))
    return _Import(*row[:-1])


def _as_done_last(tx: Transaction, run: _Import) -> _Import:
    """An import that was undone and done again is undone from there: it stands as that left it."""
    last = Standing(tx.reader, run.arrival).last_of(run.entry)
    return run if last is None else run._replace(entry=last.entry, arrival=last.arrival)


# -- values ------------------------------------------------------------------------------------------------------------


def _restore(tx: Transaction, entry: bytes) -> None:
    """Give every field that an entry changed the value it had before; users and locations only where it still stands."""
    changes = tx.reader.rows(
        "SELECT subject, record, field, old, new FROM journal_change WHERE entry = ? AND field <> '*' AND subject <> ? "
        "ORDER BY subject, record",
        (entry, ImportRun.subject),
    )
    for subject, of_subject in groupby(changes, key=itemgetter(0)):
        table = SUBJECTS[subject]
        change_many(tx, table, _restored(tx, table, list(of_subject)))


def _restored(
    tx: Transaction, table: type[Record], changes: list[tuple[Any, ...]]
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    columns = columns_of(table)
    for record, of_record in groupby(changes, key=itemgetter(1)):
        row = tx.reader.row(f"SELECT {','.join(columns)} FROM {table.__table__.name} WHERE id = ?", (record,))  # type: ignore[attr-defined]
        if row is None:
            continue
        current = dict(zip(columns, row, strict=True))
        before = {
            field: kept_value(table, field, parsed(old))
            for _, _, field, old, new in of_record
            if current[field] == kept_value(table, field, parsed(new))
        }
        if before:
            yield current, before


# -- records -----------------------------------------------------------------------------------------------------------


def _remove(tx: Transaction, entry: bytes, arrival: int) -> list[str]:
    """Take out what an entry added, children before parents; returns the names of what stays."""
    made = {
        subject
        for (subject,) in tx.reader.rows("SELECT DISTINCT subject FROM journal_change WHERE entry = ? AND field = '*'", (entry,))
    }
    stay: list[str] = []
    for subject in reversed(SUBJECTS):
        if subject not in made or subject == ImportRun.subject:
            continue
        kept = in_use(tx.reader, subject, entry, arrival) if subject in BY_THE_WAY else {}
        stay += kept.values()
        last = 0
        while chunk := tx.reader.rows(
            "SELECT record, seq, new FROM journal_change WHERE entry = ? AND seq > ? AND subject = ? AND field = '*' "
            "ORDER BY seq LIMIT ?",
            (entry, last, subject, _CHUNK),
        ):
            last = chunk[-1][1]
            gone = [(record, new, (entry, seq)) for record, seq, new in chunk if record not in kept]
            remove_many(tx, SUBJECTS[subject], gone)
    return stay
