"""Whether what belongs together is still together after a merge is undone: a placement with its consent, its vacancy.

What was made since the merge may tie a record that goes back to one that stays: a placement on a consent of the other
employer, an action that follows from a contact of the other client. Then the merge can't be undone before that is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from db.account_holding import held_on
from db.canonical import parsed
from db.logbook import called
from db.merging.outlook import moving
from db.reading import Reader, as_date
from models.errors import Blocked
from models.messages import N_, Message

if TYPE_CHECKING:
    from db.writing import Transaction

_NAMED = 20


class Two(NamedTuple):
    """The two records of a merge, as an entry of the journal says."""

    subject: str
    keep: bytes
    lost: bytes
    merges: bool
    """Whether the entry merged them; else it took that back."""


def two_of(reader: Reader, entry: bytes) -> Two | None:
    """The records that an entry merged, or took apart; None when it did neither."""
    row = reader.row(
        "SELECT subject, record, old, new FROM journal_change WHERE entry = ? AND field = 'merged_into_id' LIMIT 1", (entry,)
    )
    if row is None:
        return None
    subject, lost, old, new = row
    return Two(subject, bytes.fromhex(parsed(new or old)), lost, new is not None)


class Ties:
    """What ties two records to each other before an entry is turned round, so that only what is new is told after it."""

    def __init__(self, tx: Transaction, entry: bytes) -> None:
        self._tx = tx
        self._entry = entry
        self._two = two_of(tx.reader, entry)
        self._before = set(self._torn()) if self._two else set()
        self._decided = self._decided_since() if self._two else []

    @property
    def of_a_merge(self) -> bool:
        """Whether the entry merged two records, or took them apart: whose a placement is changes, not what was agreed on it."""
        return self._two is not None

    def must_hold(self) -> None:
        """Raise :class:`Blocked`, naming everything, when what belongs together would be torn apart."""
        if self._two is None or not self._two.merges:
            return
        torn = [one for one in self._torn() if one not in self._before] + self._decided_by_others()
        if not torn:
            return
        names = list(dict.fromkeys(called(self._tx.reader, subject, key) for subject, key in torn))
        more = [Message(N_("{count} more"), count=len(names) - _NAMED)] if len(names) > _NAMED else []
        raise Blocked(
            Message(
                N_("{lost} can't become a record of its own again: {records} were made since and belong to both."),
                lost=called(self._tx.reader, self._two.subject, self._two.lost),
                records=[*names[:_NAMED], *more],
            ),
            [*names],
            Message(N_("Nothing was changed. Undo or change those first.")),
        )

    def _torn(self) -> list[tuple[str, bytes]]:
        """Records that belong to one of the two and rest on something of the other."""
        assert self._two is not None
        found: list[tuple[str, bytes]] = []
        both = {"keep": self._two.keep, "lost": self._two.lost}
        tables = {table.__table__.name: (table, column) for table, column in moving(self._two.subject)}
        for name, (table, column) in tables.items():
            for key in table.__table__.foreign_keys:
                target = key.column.table.name
                if target not in tables or target == name:
                    continue
                theirs = tables[target][1]
                rows = self._tx.reader.rows(
                    f"SELECT t.id FROM {name} t JOIN {target} u ON u.id = t.{key.parent.name} "
                    f"WHERE t.{column} IN (:keep, :lost) AND u.{theirs} IN (:keep, :lost) AND t.{column} <> u.{theirs}",
                    both,
                )
                found += [(table.subject, record) for (record,) in rows]
        return found

    def _decided_since(self) -> list[tuple[bytes, bytes, str]]:
        """Requests of the two that were decided since: key, for which account holder, and when."""
        assert self._two is not None
        if self._two.subject != "employer":
            return []
        return self._tx.reader.rows(
            "SELECT k.id, k.holder_id, k.decided_on FROM coordination k "
            "WHERE k.employer_id IN (?, ?) AND k.decided_on IS NOT NULL AND k.holder_id IS NOT NULL AND EXISTS ("
            "SELECT 1 FROM journal_change c JOIN journal_entry e ON e.id = c.entry WHERE c.record = k.id "
            "AND c.field IN ('decided_on', '*') AND e.arrival > (SELECT m.arrival FROM journal_entry m WHERE m.id = ?))",
            (self._two.keep, self._two.lost, self._entry),
        )

    def _decided_by_others(self) -> list[tuple[str, bytes]]:
        """Of those, who is not the account holder of the employer that the request has gone back to."""
        reader, found = self._tx.reader, []
        for key, holder, day in self._decided:
            employer = reader.value("SELECT employer_id FROM coordination WHERE id = ?", (key,))
            decided = as_date(day)
            if decided is not None and not held_on(reader, employer, holder, decided):
                found.append(("coordination", key))
        return found
