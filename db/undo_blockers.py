"""What stands in the way of undoing an import: later changes to its records, and later records that point at them.

Asked by joins over the journal's and the tables' indexes, so that an import of a hundred thousand rows is looked through
in seconds. What was itself undone stands in nobody's way, unless it was done again. What stands in the way of undoing
any other act is in ``db/undoing/obstacles.py``, which asks here too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from db.imports.provenance import IMPORTS
from db.reading import Reader, marks, table_of
from db.undoing.standing import Standing
from models.base import Record
from models.errors import Blocked
from models.import_run import ImportRun
from models.labels import bare
from models.location import Location
from models.messages import N_, Message
from models.tables import SUBJECTS
from models.user import User

BY_THE_WAY = (User.subject, Location.subject)
"""Subjects that an import makes on the way: they may stay, and block nothing."""
TAKING_NOTE = ("employer.handover-seen", "group-notice.seen")
"""Acts that say no more than that something was read: nothing builds on them."""
_NAMED = 20
"""How many records an error names."""
_NUMBERED = ("client", "employer", "placement", "coordination", "location", "vacancy", "service-agreement", "service-order")
_OWNERS = {
    "client_id": "client",
    "employer_id": "employer",
    "coordination_id": "coordination",
    "placement_id": "placement",
    "service_agreement_id": "service_agreement",
}


class Later(NamedTuple):
    """Something done since that builds on an entry."""

    entry: bytes
    action: str
    subject: str
    record: bytes


def must_stand_free(reader: Reader, number: int, entry: bytes, arrival: int) -> None:
    """Raise :class:`Blocked` when work after the import's entry builds on it, naming imports and records."""
    imports: dict[int, None] = {}
    records: dict[str, None] = {}
    runs: dict[bytes, int | None] = {}
    left_alone = (*BY_THE_WAY, ImportRun.subject)
    standing = Standing(reader, arrival)
    for later in chain(changes(reader, standing, entry, arrival, left_alone), references(reader, entry, left_alone)):
        if later.entry not in runs:
            runs[later.entry] = _import_of(reader, later)
        if (run := runs[later.entry]) is not None:
            imports[run] = None
        elif name := _name_of(reader, later.subject, later.record):
            records[name] = None
    if not imports and not records:
        return
    named: list[str | int] = [*sorted(imports), *list(records)[:_NAMED]]
    more = [Message(N_("{count} more"), count=len(records) - _NAMED)] if len(records) > _NAMED else []
    builds_on = [*(Message(N_("import {number}"), number=run) for run in sorted(imports)), *list(records)[:_NAMED], *more]
    raise Blocked(
        Message(N_("Import {number} can't be undone: later work builds on it, namely {later}."), number=number, later=builds_on),
        named,
        Message(N_("Undo import {later} first."), later=sorted(imports, reverse=True))
        if imports
        else Message(N_("Nothing was changed. What was done since would be lost.")),
    )


def in_use(reader: Reader, subject: str, entry: bytes, arrival: int) -> dict[bytes, str]:
    """The users or locations that an entry made and that are in use by now, or were changed since: key → name."""
    table = SUBJECTS[subject].__table__.name  # type: ignore[attr-defined]
    made = dict(
        reader.rows(
            f"SELECT t.id, t.name FROM journal_change c JOIN {table} t ON t.id = c.record "
            "WHERE c.entry = ? AND c.subject = ? AND c.field = '*'",
            (entry, subject),
        )
    )
    used: set[bytes] = set()
    standing = Standing(reader, arrival)
    keys = list(made)
    for start in range(0, len(keys), 500):
        some = keys[start : start + 500]
        for child, column in pointing_at(subject):
            name = child.__table__.name  # type: ignore[attr-defined]
            used |= {
                key
                for (key,) in reader.rows(f"SELECT DISTINCT {column} FROM {name} WHERE {column} IN ({marks(len(some))})", some)
            }
        changed = reader.rows(
            "SELECT DISTINCT c.record, e.id, e.undoes FROM journal_change c JOIN journal_entry e ON e.id = c.entry "
            f"WHERE c.record IN ({marks(len(some))}) AND e.arrival > ?",
            (*some, arrival),
        )
        used |= {key for key, later, undoes in changed if standing.builds_on(later, undoes, arrival)}
    return {key: name for key, name in made.items() if key in used}


def changes(reader: Reader, standing: Standing, entry: bytes, arrival: int, left_alone: Sequence[str] = ()) -> list[Later]:
    """Later changes to what an entry wrote, one of each later entry; some subjects may be left alone."""
    rows = reader.rows(
        "SELECT later.entry, e.action, later.subject, later.record, e.undoes FROM journal_change mine "
        "CROSS JOIN journal_change later ON later.record = mine.record AND later.entry <> mine.entry "
        "AND (mine.field = '*' OR later.field IN (mine.field, '*')) "
        "JOIN journal_entry e ON e.id = later.entry "
        f"WHERE mine.entry = ? AND mine.subject NOT IN ({marks(len(left_alone))}) AND e.arrival > ? "
        f"AND e.action NOT IN ({marks(len(TAKING_NOTE))}) "
        "GROUP BY later.entry ORDER BY e.arrival",
        (entry, *left_alone, arrival, *TAKING_NOTE),
    )
    return [Later(*row) for *row, undoes in rows if standing.builds_on(row[0], undoes, arrival)]


def references(reader: Reader, entry: bytes, left_alone: Sequence[str] = ()) -> Iterator[Later]:
    """Records that point at what an entry added and that it did not add itself; some subjects may be left alone."""
    added = reader.rows("SELECT DISTINCT subject FROM journal_change WHERE entry = ? AND field = '*' AND old IS NULL", (entry,))
    for (subject,) in added:
        if subject in left_alone:
            continue
        for child, column in pointing_at(subject):
            found = reader.rows(
                f"SELECT t.id FROM journal_change mine CROSS JOIN {child.__table__.name} t ON t.{column} = mine.record "  # type: ignore[attr-defined]
                "WHERE mine.entry = ? AND mine.subject = ? AND mine.field = '*' AND mine.old IS NULL "
                "AND NOT EXISTS (SELECT 1 FROM journal_change own WHERE own.record = t.id AND own.entry = mine.entry)",
                (entry, subject),
            )
            for (record,) in found:
                row = reader.row(
                    "SELECT c.entry, e.action, c.subject, c.record FROM journal_change c JOIN journal_entry e ON e.id = c.entry "
                    "WHERE c.record = ? AND c.field IN (?, '*') ORDER BY e.arrival DESC LIMIT 1",
                    (record, column),
                )
                if row is not None:
                    yield Later(*row)


def pointing_at(subject: str) -> list[tuple[type[Record], str]]:
    """Tables and columns whose foreign key points at a subject's table."""
    target = SUBJECTS[subject].__table__  # type: ignore[attr-defined]
    return [
        (table, column.name)
        for table in SUBJECTS.values()
        for column in table.__table__.columns  # type: ignore[attr-defined]
        if any(key.column.table is target for key in column.foreign_keys)
    ]


def _import_of(reader: Reader, later: Later) -> int | None:
    if not bare(later.action).startswith(IMPORTS):
        return None
    return reader.value(  # type: ignore[no-any-return]
        "SELECT r.number FROM journal_change c JOIN import_run r ON r.id = c.record WHERE c.entry = ? AND c.subject = ?",
        (later.entry, ImportRun.subject),
    )


def _name_of(reader: Reader, subject: str, record: bytes) -> str | None:
    """The number that people know a record by: its own, or that of the record it belongs to."""
    if subject in _NUMBERED:
        return reader.value(f"SELECT number FROM {table_of(subject)} WHERE id = ?", (record,))  # type: ignore[no-any-return]
    table = SUBJECTS[subject].__table__  # type: ignore[attr-defined]
    for column, owner in _OWNERS.items():
        if column in table.columns:
            number = reader.value(
                f"SELECT o.number FROM {table.name} t JOIN {owner} o ON o.id = t.{column} WHERE t.id = ?", (record,)
            )
            if number is not None:
                return str(number)
    return None
