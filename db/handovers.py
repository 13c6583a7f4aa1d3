"""Handing employers over: what goes along to the new account holder, and what they are told until they say that they know."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from db.reading import Reader, as_date, gone
from models.errors import Refused
from models.messages import N_, Message

if TYPE_CHECKING:
    from db.store import Store
    from db.writing import Transaction
    from models.actor import Actor

MOST = 50
_WAITING = """
SELECT {columns} FROM json_each(:employers) j CROSS JOIN coordination c ON c.employer_id = unhex(j.value)
 WHERE (c.holder_id IS NOT :to OR c.handed_to IS NOT NULL)
   AND (+c.state IN ('requested', 'question', 'contested')
        OR +c.state IN ('approved', 'approved-with-conditions') AND c.contest_until >= :day AND c.decided_by IS c.holder_id)
 ORDER BY c.number, c.id
"""
_BEFORE = """
(SELECT u.name FROM account_holding p JOIN user u ON u.id = p.user_id
  WHERE p.employer_id = h.employer_id AND p.user_id <> h.user_id AND p.until_date <= h.from_date
  ORDER BY p.from_date DESC, p.id DESC LIMIT 1)
"""
# Of one act all holdings were made at the same moment. Columns that are not grouped are those of the first of them.
_TO_READ = f"""
SELECT min(h.id), count(*), e.id, e.name, h.from_date, h.note, h.reason, w.name, group_concat(DISTINCT {_BEFORE})
  FROM account_holding h JOIN employer e ON e.id = h.employer_id LEFT JOIN user w ON w.id = h.changed_by
 WHERE h.user_id = :me AND h.to_read = 1 AND (h.until_date IS NULL OR h.until_date > :day)
 GROUP BY h.created_at, h.note ORDER BY h.created_at DESC, min(h.id) DESC LIMIT :most
"""


class HandOver(NamedTuple):
    """Employers that somebody else handed over in one act, and that the new account holder has not taken note of yet."""

    id: bytes
    """One of the account holdings."""
    employers: int
    employer_id: bytes
    """One of the employers; of one, that one."""
    employer: str
    from_date: date | None
    note: str | None
    reason: str | None
    by: str
    """Who did it."""
    before: str
    """Who had them; '' when nobody did."""


def to_read(actor: Actor, new_holder: bytes) -> int | None:
    """1 when the new account holder has to be told: somebody else made them so."""
    return None if new_holder == actor.id else 1


def move_along(tx: Transaction, employers: Sequence[bytes], holder: bytes) -> int:
    """What still waits for an account holder waits for the new one, and for no deputy of the old one; how many.

    These are requests without an answer, contested consents, and consents of the account holder by voice or letter that
    can still be contested.
    """
    from db.bulk import change_many
    from models.coordination.request import Coordination

    columns = [column.name for column in Coordination.__table__.columns]  # type: ignore[attr-defined]
    sql = _WAITING.format(columns=", ".join(f"c.{name}" for name in columns))
    given = {"employers": json.dumps([key.hex() for key in employers]), "to": holder, "day": tx.today.isoformat()}
    current = (dict(zip(columns, row, strict=True)) for row in tx.reader.rows(sql, given))
    now = {"holder_id": holder, "handed_to": None}
    return change_many(tx, Coordination, ((row, {k: v for k, v in now.items() if row[k] != v}) for row in current))


def waits_for_another(reader: Reader, employers: Sequence[bytes], holder: bytes, day: date) -> frozenset[bytes]:
    """The requests that :func:`move_along` would let wait for this account holder: their keys."""
    given = {"employers": json.dumps([key.hex() for key in employers]), "to": holder, "day": day.isoformat()}
    return frozenset(key for (key,) in reader.rows(_WAITING.format(columns="c.id"), given))


def to_take_note_of(reader: Reader, user: bytes, today: date) -> list[HandOver]:
    """What was handed over to somebody and they have not said that they know; the newest first, one line an act."""
    rows = reader.rows(_TO_READ, {"me": user, "day": today.isoformat(), "most": MOST})
    return [
        HandOver(key, count, employer, name, as_date(begin), note, reason, by or "", (before or "").replace(",", ", "))
        for key, count, employer, name, begin, note, reason, by, before in rows
    ]


def take_note(store: Store, actor: Actor, holding: bytes) -> int:
    """Say that one knows of a hand-over: of all employers of that one act; how many. Only the new account holder can."""
    from db.bulk import change_many
    from models.employer import AccountHolding

    columns = [column.name for column in AccountHolding.__table__.columns]  # type: ignore[attr-defined]
    with store.write(actor, "employer.handover-seen") as tx:
        found = tx.reader.row("SELECT user_id, created_at, note FROM account_holding WHERE id = ?", (holding,))
        if found is None:
            raise gone()
        if found[0] != actor.id:
            name = tx.reader.value("SELECT name FROM user WHERE id = ?", (found[0],))
            raise Refused(Message(N_("This was handed over to {name}; only they can say that they know."), name=name))
        rows = tx.reader.rows(
            f"SELECT {', '.join(columns)} FROM account_holding "
            "WHERE user_id = ? AND created_at = ? AND note IS ? AND to_read = 1 ORDER BY id",
            found,
        )
        current: list[dict[str, Any]] = [dict(zip(columns, row, strict=True)) for row in rows]
        return change_many(tx, AccountHolding, ((row, {"to_read": None}) for row in current))
