"""The journal as people read it: the newest acts, one line each, or all that was done to one record and what belongs to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple

from db.canonical import WHOLE, parsed
from db.history import HistoryLine, line_of
from db.merging.successors import MERGED
from db.reading import Reader, table_of
from models.about import ABOUT
from models.labels import action_label, bare, subject_label
from models.messages import Message


class Act(NamedTuple):
    """One entry of the journal: a transaction, or a look at protected data."""

    at: datetime
    who: str
    """Name of who did it; '' for what came with the product."""
    action: Message
    record: str
    """Number or name of the record that it is about; '' when it has none."""
    changes: int
    """How many fields and whole records it changed."""
    reason: str | None


class Change(NamedTuple):
    """One line of a record's history, with the number of the record that changed."""

    record: str
    subject: str
    """Of the record itself, or of a part of it: an indication, an account holding."""
    line: HistoryLine


class Choice(NamedTuple):
    """Which part of the journal is asked for."""

    since: date | None = None
    """From the beginning of this day, on this laptop's clock."""
    actor: bytes | None = None
    limit: int = 50


_ACTS = """
SELECT e.id, e.at, u.name, e.action, e.reason, e.about,
       coalesce((SELECT max(c.seq) FROM journal_change c WHERE c.entry = e.id), 0)
  FROM journal_entry e LEFT JOIN user u ON u.id = e.actor
"""
_CHOSEN = "(:since IS NULL OR e.at >= :since) AND (:actor IS NULL OR e.actor = :actor)"
_NUMBERED = ("client", "employer", "placement", "coordination", "location", "vacancy", "service-agreement", "service-order")
_NAMES: Mapping[str, str] = {
    **{subject: f"SELECT number FROM {table_of(subject)} WHERE id = ?" for subject in _NUMBERED},
    "import": "SELECT number FROM import_run WHERE id = ?",
    "user": "SELECT name FROM user WHERE id = ?",
    "municipality": "SELECT name FROM municipality WHERE id = ?",
    "setting": "SELECT key FROM setting WHERE id = ?",
    "mandate": "SELECT coalesce(rule, decision) FROM mandate WHERE id = ?",
    "view": "SELECT name FROM view WHERE id = ?",
    "group-holding": "SELECT group_name FROM group_holding WHERE id = ?",
}
_PARTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "indication": ("indication", ("client",)),
    "wage-value": ("wage_value", ("client",)),
    "absence": ("absence", ("client",)),
    "contact-person": ("contact_person", ("employer",)),
    "account-holding": ("account_holding", ("employer",)),
    "approach-stop": ("approach_stop", ("employer",)),
    "condition": ("coordination_condition", ("coordination",)),
    "turn": ("coordination_turn", ("coordination",)),
    "contact-moment": ("contact_moment", ABOUT),
    "action": ("action", ABOUT),
    "product": ("product", ("service-agreement",)),
    "pair": ("pair", ("client", "employer")),
    "group-notice": ("group_notice", ("employer", "client")),
    "override": ("placement_override", ("placement",)),
}
"""A subject whose records are part of another's: its table, and whose; it is named after the first owner that it has."""


def acts(reader: Reader, choice: Choice) -> tuple[int, list[Act]]:
    """How many acts the journal has of this choice, and the newest of them, newest first."""
    params = _params(choice)
    total = reader.value(f"SELECT count(*) FROM journal_entry e WHERE {_CHOSEN}", params)
    return int(total), newest_acts(reader, _CHOSEN, params, choice.limit)


def newest_acts(reader: Reader, where: str, params: Mapping[str, Any], limit: int) -> list[Act]:
    """The newest entries ``e`` of the journal for which ``where`` holds, in words."""
    rows = reader.rows(f"{_ACTS} WHERE {where} ORDER BY e.arrival DESC LIMIT :limit", {**params, "limit": limit})
    return [
        Act(datetime.fromisoformat(at), who or "", action_label(action), about_of(reader, entry, action, about), changes, reason)
        for entry, at, who, action, reason, about, changes in rows
    ]


def changes_of(reader: Reader, subject: str, record: bytes, choice: Choice) -> tuple[int, list[Change]]:
    """How many lines the history of a record and its parts has of this choice, and the newest, newest first."""
    params = {"record": record, **_params(choice)}
    lines = _lines(subject, _CHOSEN)
    total = reader.value(f"SELECT count(*) FROM ({lines})", params)
    rows = reader.rows(f"{lines} ORDER BY arrival DESC, seq DESC LIMIT :limit", {**params, "limit": choice.limit})
    return int(total), [told.change for told in _in_words(reader, subject, rows)]


class Place(NamedTuple):
    """Where a line of a history stands: which entry of the journal, and which change of it; 0 for a look."""

    arrival: int
    seq: int


class Told(NamedTuple):
    """A line of a history in words, and its place."""

    place: Place
    change: Change


def places_of(reader: Reader, subject: str, record: bytes) -> list[Place]:
    """The places of all lines of the history of a record and its parts, in no order."""
    rows = reader.rows(f"SELECT arrival, seq FROM ({_lines(subject)})", {"record": record})
    return [Place(*row) for row in rows]


def lines_at(reader: Reader, subject: str, record: bytes, places: Sequence[Place]) -> list[Told]:
    """The lines at these places, in words."""
    lines = _lines(subject, f"+e.arrival IN ({','.join(str(arrival) for arrival in {place.arrival for place in places})})")
    wanted = set(places)
    rows = [row for row in reader.rows(lines, {"record": record}) if (row[-2], row[-1]) in wanted]
    return _in_words(reader, subject, rows)


def _lines(subject: str, where: str = "1") -> str:
    """All that was done to ``:record``, what belongs to it and what was merged into it, and who looked at it."""
    parts = [table for table, owners in _PARTS.values() if subject in owners]
    among = " UNION ALL ".join(
        [
            "SELECT :record",
            *(f"SELECT id FROM {table} WHERE {table_of(subject)}_id = :record" for table in parts),
            *([f"SELECT id FROM {subject} WHERE merged_into_id = :record"] if subject in MERGED else []),
        ]
    )
    return f"""
        SELECT c.record, e.at, u.name, e.action, c.subject, c.field, c.old, c.new, e.reason, e.arrival AS arrival, c.seq AS seq
          FROM journal_change c CROSS JOIN journal_entry e ON e.id = c.entry LEFT JOIN user u ON u.id = e.actor
         WHERE c.record IN ({among}) AND {where}
         UNION ALL
        SELECT e.about, e.at, u.name, e.action, '', '{WHOLE}', NULL, NULL, e.reason, e.arrival, 0
          FROM journal_entry e LEFT JOIN user u ON u.id = e.actor WHERE e.about IN ({among}) AND {where}"""


def _in_words(reader: Reader, subject: str, rows: Sequence[tuple[Any, ...]]) -> list[Told]:
    names = {key: called(reader, row_subject or subject, key) for key, row_subject in {(row[0], row[4]) for row in rows}}
    return [Told(Place(*row[-2:]), Change(names[row[0]], row[4] or subject, line_of(reader, *row[1:-2]))) for row in rows]


def key_of(reader: Reader, subject: str, name: str | int) -> bytes:
    """The key of a user or an import, by the name or number under which it is listed."""
    query = "SELECT id FROM user WHERE name = ?" if subject == "user" else "SELECT id FROM import_run WHERE number = ?"
    return bytes(reader.value(query, (name,)))


def called(reader: Reader, subject: str, record: bytes) -> str:
    """The number or name by which people know a record; of a part, that of the record it belongs to."""
    if subject in _PARTS:
        table, owners = _PARTS[subject]
        numbers = ", ".join(f"(SELECT w.number FROM {owner} w WHERE w.id = p.{owner}_id)" for owner in map(table_of, owners))
        loose = "p.what" if table == "action" else "NULL"  # an action may be about nothing in particular
        name = reader.value(f"SELECT coalesce({numbers}, {loose}) FROM {table} p WHERE p.id = ?", (record,))
    else:
        name = reader.value(_NAMES[subject], (record,)) if subject in _NAMES else None
    return str(name) if name is not None else _as_it_was(reader, subject, record)


def part_label(subject: str) -> Message | None:
    """What a record is called that people know by the record it belongs to; None for one that they know by itself."""
    return subject_label(subject) if subject in _PARTS else None


def _as_it_was(reader: Reader, subject: str, record: bytes) -> str:
    """What a record that was taken out again was called, or what it belonged to, from the journal."""
    query = "SELECT coalesce(new, old) FROM journal_change WHERE record = ? AND field = ? AND coalesce(new, old) IS NOT NULL"
    whole = parsed(reader.value(query, (record, WHOLE))) or {}
    for owner in _PARTS[subject][1] if subject in _PARTS else ():
        if key := whole.get(f"{table_of(owner)}_id"):
            return called(reader, owner, bytes.fromhex(key))
    return str(whole.get("number") or whole.get("name") or whole.get("key") or whole.get("what") or whole.get("rule") or "")


def about_of(reader: Reader, entry: bytes, action: str, about: bytes | None) -> str:
    """What an entry is about: the record looked at, or its first or last change, the one that the act is named after."""
    if about is not None:
        return called(reader, action.partition(".")[0], about)
    subject = bare(action).partition(".")[0]
    ends = [
        reader.row(f"SELECT subject, record FROM journal_change WHERE entry = ? ORDER BY seq {order} LIMIT 1", (entry,))
        for order in ("ASC", "DESC")
    ]
    named = [end for end in ends if end is not None and end[0] == subject]
    chosen = (named or ends)[0]
    return "" if chosen is None else called(reader, chosen[0], chosen[1])


def _params(choice: Choice) -> dict[str, Any]:
    moment = datetime.combine(choice.since, time.min).astimezone(UTC) if choice.since else None
    return {"since": moment and moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ"), "actor": choice.actor}
