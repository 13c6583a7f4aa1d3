"""Which record a merged one lives on in: whoever names the old number is led to it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NamedTuple

from db.reading import Reader, marks
from models.errors import Refused
from models.messages import N_, Message

MERGED = ("client", "employer")
"""The subjects whose records can be merged."""
_CHAIN = """
WITH RECURSIVE chain (start, id, next, length) AS (
    SELECT t.id, t.id, t.merged_into_id, 0 FROM {0} t WHERE t.id IN ({1})
    UNION ALL SELECT chain.start, t.id, t.merged_into_id, chain.length + 1 FROM chain JOIN {0} t ON t.id = chain.next
     WHERE chain.length < 50
)
SELECT chain.start, t.id, t.number, t.{2} FROM chain JOIN {0} t ON t.id = chain.id WHERE chain.next IS NULL AND chain.length > 0
"""


MERGED_OF = (
    "(SELECT s.number FROM {0} s WHERE s.id = {1}.merged_into_id), "
    "(SELECT json_group_array(s.number) FROM (SELECT number FROM {0} WHERE merged_into_id = {1}.id ORDER BY number) s)"
)
"""Two columns of a query over a table under an alias: what a record was merged into, and what was merged into it."""


class Successor(NamedTuple):
    """The record that another one was merged into, however often that was merged again."""

    id: bytes
    number: str
    name: str


def successors(reader: Reader, subject: str, keys: Iterable[bytes]) -> dict[bytes, Successor]:
    """Of these records those that were merged, each with the record that it lives on in; one query."""
    wanted = list(keys)
    if not wanted:
        return {}
    name = "name" if subject == "employer" else "surname"
    rows = reader.rows(_CHAIN.format(subject, marks(len(wanted)), name), wanted)
    return {start: Successor(key, number, called) for start, key, number, called in rows}


def successor(reader: Reader, subject: str, key: bytes) -> Successor | None:
    """The record that this one lives on in; None when it was not merged."""
    return successors(reader, subject, (key,)).get(key)


def must_not_be_merged(reader: Reader, subject: str, key: bytes) -> None:
    """Raise :class:`Refused` when a record was merged into another: only undoing that brings it back."""
    if found := successor(reader, subject, key):
        raise Refused(
            Message(N_("This was merged into {number}, and comes back only when that is undone."), number=found.number),
            Message(N_("Undo the merge, or work on with {number}."), number=found.number),
        )


def numbers_of(listed: str) -> tuple[str, ...]:
    """The second column of :data:`MERGED_OF` as numbers."""
    return tuple(json.loads(listed))
