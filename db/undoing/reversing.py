"""Turning an entry of the journal round, whatever it was: in one transaction, journalled, search index included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from db.bulk import add_many, change_many, remove_many
from db.canonical import WHOLE, parsed, record_json
from db.journal import journalled_columns
from models.base import Key, Record
from models.errors import Refused
from models.messages import N_, Message
from models.tables import SUBJECTS

if TYPE_CHECKING:
    from db.writing import Transaction

_CHUNK = 1_000
_COMES_BACK, _GOES_OUT = "new IS NULL", "old IS NULL"


def reverse(tx: Transaction, entry: bytes) -> None:
    """Undo an entry in the transaction ``tx``, whose journal says that it undoes this one.

    What the entry took out comes in again, parents first; then every field has its old value; then what the entry added
    goes out, children first. Each record changes once, as when the store is made anew from the journal.
    """
    tx.connection.execute("PRAGMA defer_foreign_keys = ON")
    tx.journal.undoes = entry
    for subject, rows in groupby(_whole(tx, entry, _COMES_BACK), key=itemgetter(0)):
        table = SUBJECTS[subject]
        add_many(tx, table, (kept_row(table, old) for _subject, _record, _seq, old in rows))
    # The plus sign keeps SQLite to the index on the record: an act may have changed twenty thousand of them.
    fields = tx.reader.rows(
        "SELECT c.subject, c.record, c.field, c.old, c.new FROM journal_change c WHERE c.entry = :entry AND c.field <> :whole "
        "AND NOT EXISTS (SELECT 1 FROM journal_change made WHERE made.record = c.record AND +made.entry = :entry "
        "AND made.field = :whole AND made.old IS NULL) ORDER BY c.subject, c.record, c.seq",
        {"entry": entry, "whole": WHOLE},
    )
    for subject, of_subject in groupby(fields, key=itemgetter(0)):
        table = SUBJECTS[subject]
        change_many(tx, table, _restored(tx, table, of_subject))
    for subject, rows in groupby(_whole(tx, entry, _GOES_OUT), key=itemgetter(0)):
        table = SUBJECTS[subject]
        remove_many(tx, table, [(record, _as_it_is(tx, table, record), (entry, seq)) for _subject, record, seq, _old in rows])


def kept_value(table: type[Record], field: str, value: Any) -> Any:
    """A value that was parsed from the journal, as the column keeps it."""
    is_key = isinstance(table.__table__.columns[field].type, Key)  # type: ignore[attr-defined]
    return bytes.fromhex(value) if is_key and value is not None else value


def kept_row(table: type[Record], whole: str) -> dict[str, Any]:
    """A whole record of the journal as its table keeps it."""
    return {name: kept_value(table, name, value) for name, value in parsed(whole).items()}


def row_now(tx: Transaction, table: type[Record], record: bytes) -> dict[str, Any]:
    """A record with all its columns as they are kept now; :class:`Refused` when it is not there."""
    columns = tuple(column.name for column in table.__table__.columns)  # type: ignore[attr-defined]
    row = tx.reader.row(f"SELECT {','.join(columns)} FROM {table.__table__.name} WHERE id = ?", (record,))  # type: ignore[attr-defined]
    if row is None:
        raise moved_on()
    return dict(zip(columns, row, strict=True))


def moved_on() -> Refused:
    """What to say when a record is no longer as the entry left it."""
    return Refused(Message(N_("What this changed has changed again since, so it can't be undone. Nothing was changed.")))


def _whole(tx: Transaction, entry: bytes, which: str) -> Iterator[tuple[str, bytes, int, str]]:
    """The records that an entry added or took out, the last first, read in parts: an import has a hundred thousand."""
    last = 1 << 62
    while chunk := tx.reader.rows(
        f"SELECT subject, record, seq, old FROM journal_change WHERE entry = ? AND seq < ? AND field = ? AND {which} "
        "ORDER BY seq DESC LIMIT ?",
        (entry, last, WHOLE, _CHUNK),
    ):
        last = chunk[-1][2]
        yield from chunk


def _as_it_is(tx: Transaction, table: type[Record], record: bytes) -> str:
    now = row_now(tx, table, record)
    return record_json({name: now[name] for name in journalled_columns(table)})


def _restored(
    tx: Transaction, table: type[Record], changes: Iterable[tuple[Any, ...]]
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each changed record as it is, and the values that it had before; :class:`Refused` when it was changed again."""
    for record, of_record in groupby(changes, key=itemgetter(1)):
        now = row_now(tx, table, record)
        before: dict[str, Any] = {}
        left: dict[str, Any] = {}
        for _subject, _record, field, old, new in of_record:
            before.setdefault(field, kept_value(table, field, parsed(old)))
            left[field] = kept_value(table, field, parsed(new))
        if any(now[field] != value for field, value in left.items()):
            raise moved_on()
        yield now, {field: value for field, value in before.items() if value != now[field]}
