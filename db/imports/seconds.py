"""Rows that were rejected as the second of their record: a later file that brings one unmended doesn't get it in either.

Such a row is often somebody else's, with a number that was typed wrong. Of each, 16 bytes are kept with the import that
rejected it, made from its filled cells, so that columns may stand in another order and the file be written otherwise.
Undoing that import forgets them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from hashlib import blake2b

from db.bulk import change_many
from db.imports.batch import Kept
from db.imports.subject import Given, fetch
from db.reading import as_date
from db.writing import Transaction
from models.import_run import SecondRow

_ASKED = 1_000


def digest_of(what: str, given: Given) -> bytes:
    """16 bytes that stand for the filled cells of a row of ``what``."""
    cells = json.dumps([what, sorted(given.items())], ensure_ascii=True)
    return blake2b(cells.encode(), digest_size=16).digest()


class Seconds:
    """Second rows: those that earlier imports rejected, and those that this one meets."""

    def __init__(self, tx: Transaction, what: str) -> None:
        self._tx = tx
        self._what = what
        self._any = tx.reader.value(f"SELECT 1 FROM {SecondRow.__tablename__} LIMIT 1") is not None
        self._before: dict[bytes, Kept] = {}
        self._lines: set[int] = set()
        self._met: dict[bytes, None] = {}

    @property
    def met(self) -> bool:
        """Whether this import rejected second rows."""
        return bool(self._lines)

    def look_up(self, rows: Iterable[Given]) -> None:
        """Find which of these rows earlier imports rejected, in place of those found before."""
        self._before = self._kept({digest_of(self._what, given) for given in rows}) if self._any else {}

    def rejected_on(self, given: Given) -> date | None:
        """The day on which this row was rejected as a second one; None when it never was, or was taken in since."""
        found = self._before.get(digest_of(self._what, given)) if self._before else None
        return (
            None
            if found is None
            else as_date(self._tx.reader.value("SELECT done_on FROM import_run WHERE id = ?", (found["run_id"],)))
        )

    def allow(self, given: Given) -> None:
        """This row comes in all the same: it is no second row from now on."""
        found = self._before.pop(digest_of(self._what, given))
        change_many(self._tx, SecondRow, [(found, {"allowed_on": self._tx.today.isoformat()})])

    def add(self, line: int, given: Given) -> None:
        """This row, which begins on ``line``, was rejected as the second of its record."""
        self._lines.add(line)
        self._met[digest_of(self._what, given)] = None

    def new(self, rows: Iterable[tuple[int, Given]]) -> list[bytes]:
        """What stands for the second rows of this file that no import remembers yet.

        ``rows`` are all rows of the file with their line: a row that is the first of its record, and stands there once
        more, is not remembered, or the same file could not be offered again.
        """
        met = dict(self._met)
        for line, given in rows:
            if line not in self._lines:
                met.pop(digest_of(self._what, given), None)
        known = self._kept(met)
        return [digest for digest in met if digest not in known]

    def _kept(self, digests: Iterable[bytes]) -> dict[bytes, Kept]:
        wanted, found = list(digests), dict[bytes, Kept]()
        for start in range(0, len(wanted), _ASKED):
            rows = fetch(self._tx.reader, SecondRow, "digest", wanted[start : start + _ASKED])
            found |= {row["digest"]: row for row in rows if row["allowed_on"] is None}
        return found
