"""What stands in the way of undoing an entry of the journal: what was done since and builds on it, by whom and when.

Three kinds: a later change of the same field or record; a record that points at one that would go out; and what the
rules were asked about since: a placement that rests on the consent, a consent given by the account holder, work at the
employer that would be a prospect again. Coming back may be prevented too: by a number that was given out anew, or by the
absence of what a record belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from typing import Any, NamedTuple

from db.canonical import WHOLE, parsed
from db.logbook import called
from db.reading import Reader
from db.undo_blockers import Later, changes
from db.undoing.pointing import points_at
from db.undoing.standing import Standing
from models.kinds import AGREED, CoordinationState, EmployerState
from models.labels import action_label
from models.messages import N_, Message
from models.tables import SUBJECTS

NAMED = 20
"""How many obstacles are named."""
_LOOKED_AT = 2_000
"""Records that come back are looked at one by one, up to so many: an import of a hundred thousand is not."""


class Obstacle(NamedTuple):
    """Something done since that has to be undone first."""

    at: datetime | None
    """None when it is not known who did it."""
    who: str
    action: Message
    record: str
    """Number or name of the record that it was done to."""

    def sentence(self) -> Message:
        """'24-11-2026 14:03 M. Dijkhuis: verzoek ingetrokken (AA00012)'."""
        if self.at is None:
            return Message(N_("{what} ({record})"), what=self.action, record=self.record)
        return Message(
            N_("{moment} {who}: {what} ({record})"), moment=self.at, who=self.who, what=self.action, record=self.record
        )


def obstacles(reader: Reader, entry: bytes, arrival: int) -> list[Obstacle]:
    """What has to be undone before an entry can be, the newest first, at most :data:`NAMED`; none: it can be undone."""
    standing = Standing(reader, arrival)
    later = chain(
        changes(reader, standing, entry, arrival),
        points_at(reader, entry, arrival),
        _rests_on(reader, standing, entry, arrival),
    )
    found: dict[bytes, Later] = {}
    for one in later:
        found.setdefault(one.entry, one)
    named = [_obstacle(reader, one) for one in found.values()]
    named.sort(key=lambda obstacle: obstacle.at.timestamp() if obstacle.at else 0.0, reverse=True)
    return [*named, *_kept_out(reader, entry)][:NAMED]


def _obstacle(reader: Reader, later: Later) -> Obstacle:
    row = reader.row("SELECT e.at, u.name FROM journal_entry e LEFT JOIN user u ON u.id = e.actor WHERE e.id = ?", (later.entry,))
    at, who = row or (None, None)
    moment = None if at is None else datetime.fromisoformat(at)
    return Obstacle(moment, who or "", action_label(later.action), called(reader, later.subject, later.record))


# -- what the rules were asked about since ---------------------------------------------------------------------------------

_GIVEN = tuple(state.value for state in (*AGREED, CoordinationState.USED))
_LATER = """
SELECT c.entry, e.action, c.subject, c.record, e.undoes, e.arrival
  FROM journal_change c JOIN journal_entry e ON e.id = c.entry
 WHERE c.record = :record AND c.field IN (:field, '*') ORDER BY e.arrival DESC LIMIT 1
"""
_RESTING = "SELECT id FROM placement WHERE consent_id = ?"
_DECIDED = """
SELECT k.id FROM account_holding h JOIN coordination k ON k.employer_id = h.employer_id AND +k.holder_id = h.user_id
 WHERE h.id = ? AND +k.decided_on IS NOT NULL
"""
_AT_EMPLOYER = (
    "SELECT id FROM placement WHERE employer_id = ?",
    "SELECT id FROM coordination WHERE employer_id = ?",
)


def _rests_on(reader: Reader, standing: Standing, entry: bytes, arrival: int) -> Iterator[Later]:
    """Later acts that the rules allowed because of what the entry changed."""
    mine = reader.rows(
        "SELECT subject, record, field, old FROM journal_change WHERE entry = ? "
        "AND subject IN ('coordination', 'condition', 'account-holding', 'employer') AND (field IN ('state', 'ticked_on') OR "
        "field = '*' AND subject = 'account-holding')",
        (entry,),
    )
    for subject, record, field, old in mine:
        was = parsed(old)
        if subject == "coordination" and was not in _GIVEN:
            yield from _since(reader, standing, arrival, _keys(reader, _RESTING, record), "consent_id")
        elif subject == "condition" and was is None:
            request = reader.value("SELECT coordination_id FROM coordination_condition WHERE id = ?", (record,))
            yield from _since(reader, standing, arrival, _keys(reader, _RESTING, request), "consent_id")
        elif subject == "account-holding" and field == WHOLE and was is None and not _held_before(reader, entry, record):
            yield from _since(reader, standing, arrival, _keys(reader, _DECIDED, record), "state")
        elif subject == "employer" and was == EmployerState.PROSPECT:
            for query in _AT_EMPLOYER:
                yield from _since(reader, standing, arrival, _keys(reader, query, record), "employer_id")


def _held_before(reader: Reader, entry: bytes, holding: bytes) -> bool:
    """Whether the same entry ended what the same user held there: undone, they are account holder as they were."""
    row = reader.row(
        "SELECT 1 FROM account_holding h JOIN journal_change c ON c.entry = ? AND c.subject = 'account-holding' "
        "AND c.field = 'until_date' JOIN account_holding b ON b.id = c.record AND b.user_id = h.user_id "
        "AND b.employer_id = h.employer_id WHERE h.id = ?",
        (entry, holding),
    )
    return row is not None


def _keys(reader: Reader, query: str, record: bytes) -> list[bytes]:
    return [key for (key,) in reader.rows(query, (record,))]


def _since(reader: Reader, standing: Standing, arrival: int, records: list[bytes], field: str) -> Iterator[Later]:
    """Of these records the ones whose ``field`` was given its value after ``arrival``, by what stands."""
    for record in records:
        row = reader.row(_LATER, {"record": record, "field": field})
        if row is not None and row[5] > arrival and standing.builds_on(row[0], row[4], arrival):
            yield Later(*row[:4])


# -- coming back -----------------------------------------------------------------------------------------------------------

_UNIQUE = {"user": ("name_key",)}
"""What no two records of a subject may have; of most it is their number."""


def _kept_out(reader: Reader, entry: bytes) -> Iterator[Obstacle]:
    """Why what the entry took out, or pointed elsewhere, can't come back: its number is taken, or its owner is gone."""
    back = reader.rows(
        "SELECT subject, record, old FROM journal_change WHERE entry = ? AND field = ? AND new IS NULL LIMIT ?",
        (entry, WHOLE, _LOOKED_AT),
    )
    coming = {record for _subject, record, _old in back}
    for subject, record, old in back:
        row = parsed(old)
        for column in _UNIQUE.get(subject, ("number",)):
            if twin := _same(reader, subject, record, column, row):
                yield Obstacle(None, "", Message(N_("there is another one now")), twin)
        yield from _missing(reader, subject, row, coming)
    fields = reader.rows(
        "SELECT subject, field, old FROM journal_change WHERE entry = ? AND field LIKE '%/_id' ESCAPE '/' AND old IS NOT NULL "
        "LIMIT ?",
        (entry, _LOOKED_AT),
    )
    for subject, field, old in fields:
        yield from _missing(reader, subject, {field: parsed(old)}, coming)


def _same(reader: Reader, subject: str, record: bytes, column: str, row: dict[str, Any]) -> str:
    """The name of another record that has what must be unique."""
    table = SUBJECTS[subject]
    value = table.derive(row).get(column) if column in table.derived else row.get(column)
    if value is None:
        return ""
    name = table.__table__.name  # type: ignore[attr-defined]
    other = reader.value(f"SELECT id FROM {name} WHERE {column} = ? AND id <> ? LIMIT 1", (value, record))
    return called(reader, subject, other) if other is not None else ""


def _missing(reader: Reader, subject: str, row: dict[str, Any], coming: set[bytes]) -> Iterator[Obstacle]:
    """What the record would point at and that is no longer there: who took it out."""
    for column in SUBJECTS[subject].__table__.columns:  # type: ignore[attr-defined]
        value = row.get(column.name)
        if value is None or not column.foreign_keys or bytes.fromhex(value) in coming:
            continue
        target, key = next(iter(column.foreign_keys)).column.table.name, bytes.fromhex(value)
        if reader.value(f"SELECT 1 FROM {target} WHERE id = ?", (key,)) is None:
            gone = reader.row(
                "SELECT c.entry, e.action, c.subject, c.record FROM journal_change c JOIN journal_entry e ON e.id = c.entry "
                "WHERE c.record = ? AND c.field = ? ORDER BY e.arrival DESC LIMIT 1",
                (key, WHOLE),
            )
            if gone is not None:
                yield _obstacle(reader, Later(*gone))
