"""Reading the journal: what happened to a record, who changed it since, and the store rebuilt from it."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from db.canonical import parsed
from db.journal import WHOLE
from db.reading import Reader
from models.labels import action_label, field_label
from models.messages import N_, Message


class HistoryLine(NamedTuple):
    """One change of one record, newest first in a history."""

    at: datetime
    who: str
    """Name of who did it; '' for what came with the product."""
    action: Message
    field: Message | None
    """None when the whole record was made or taken out."""
    old: str | None
    new: str | None
    reason: str | None


def history(reader: Reader, record: bytes, limit: int = 200) -> list[HistoryLine]:
    """What happened to a record, newest first. Protected fields show that they changed, not their values."""
    rows = reader.rows(
        "SELECT e.at, u.name, e.action, c.subject, c.field, c.old, c.new, e.reason FROM journal_change c "
        "JOIN journal_entry e ON e.id = c.entry LEFT JOIN user u ON u.id = e.actor "
        "WHERE c.record = ? ORDER BY e.arrival DESC, c.seq DESC LIMIT ?",
        (record, limit),
    )
    return [_line(reader, *row) for row in rows]


PROTECTED = frozenset(("bsn",))
"""Fields whose values no history shows (DOMAIN, 'Protection of data')."""
HIDDEN = "•••"


def _line(
    reader: Reader, at: str, who: str | None, action: str, subject: str, field: str, old: str | None, new: str | None, reason: str | None
) -> HistoryLine:
    whole = field == WHOLE
    before, after = (None, None) if whole else (_shown(reader, field, old), _shown(reader, field, new))
    label = None if whole else field_label(subject, field)
    return HistoryLine(datetime.fromisoformat(at), who or "", action_label(action), label, before, after, reason)


def _shown(reader: Reader, field: str, value: str | None) -> str | None:
    """A kept value as a history shows it: names instead of keys, nothing of what is protected."""
    plain = parsed(value)
    if plain is None:
        return None
    if field in PROTECTED:
        return HIDDEN
    if field.endswith(("_id", "_by")):
        return _name_of(reader, bytes.fromhex(plain)) or HIDDEN
    return str(plain)


def _name_of(reader: Reader, key: bytes) -> str | None:
    for table in ("user", "municipality", "employer", "location"):
        if name := reader.value(f"SELECT name FROM {table} WHERE id = ?", (key,)):
            return str(name)
    for table in ("client", "placement", "coordination"):
        if number := reader.value(f"SELECT number FROM {table} WHERE id = ?", (key,)):
            return str(number)
    return None


def changes_since(reader: Reader, record: bytes, versions: int) -> list[Message]:
    """Who changed what in the last ``versions`` transactions on a record: one sentence each, newest first."""
    rows = reader.rows(
        "SELECT e.id, e.at, u.name, c.subject, c.field FROM journal_change c JOIN journal_entry e ON e.id = c.entry "
        "LEFT JOIN user u ON u.id = e.actor WHERE c.record = ? ORDER BY e.arrival DESC, c.seq LIMIT 400",
        (record,),
    )
    acts: dict[bytes, tuple[str, str, list[Message]]] = {}
    for entry, at, who, subject, field in rows:
        if entry not in acts and len(acts) == max(versions, 1):
            break
        acts.setdefault(entry, (at, who or "", []))[2].append(field_label(subject, field))
    return [
        Message(N_("{who} changed {fields} on {moment}."), who=who, fields=fields, moment=datetime.fromisoformat(at))
        for at, who, fields in acts.values()
    ]
