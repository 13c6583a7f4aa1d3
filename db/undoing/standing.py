"""Which entries of the journal stand: one that was undone does not, unless its undo was undone in its turn.

An undo is an entry that names the one it takes back (``undoes``); a redo is the undo of an undo. So an act and what was
done to it are a chain, each link naming the one before, and the act stands when the chain's length is odd.
"""

from __future__ import annotations

from typing import NamedTuple

from db.reading import Reader


class Link(NamedTuple):
    """An entry that undoes another."""

    entry: bytes
    undoes: bytes
    arrival: int


class Standing:
    """What stands among the entries after one of them; whoever undoes an entry comes after it."""

    def __init__(self, reader: Reader, after: int) -> None:
        """``after`` is the ``arrival`` of the oldest entry that is asked about."""
        self._reader = reader
        self._links: dict[bytes, Link] = {}
        self._off: set[bytes] = set()
        links = reader.rows(
            "SELECT id, undoes, arrival FROM journal_entry WHERE arrival > ? AND undoes IS NOT NULL ORDER BY arrival DESC",
            (after,),
        )
        for entry, undoes, arrival in links:  # the newest first: nobody later can undo it any more
            if entry not in self._off:
                self._off.add(undoes)
            self._links.setdefault(undoes, Link(entry, undoes, arrival))

    def stands(self, entry: bytes) -> bool:
        """Whether what the entry did is done."""
        return entry not in self._off

    def last_of(self, entry: bytes) -> Link | None:
        """The newest link of the chain that begins with an act; None when nobody ever undid it."""
        link = self._links.get(entry)
        while link is not None and (later := self._links.get(link.entry)) is not None:
            link = later
        return link

    def builds_on(self, entry: bytes, undoes: bytes | None, arrival: int) -> bool:
        """Whether a later entry has to be undone before the one at ``arrival`` can be.

        What was undone has not to be, nor has an undo of what came later; an undo of something older has to be redone.
        """
        if not self.stands(entry):
            return False
        return undoes is None or _arrival_of(self._reader, undoes) <= arrival


def _arrival_of(reader: Reader, entry: bytes) -> int:
    return int(reader.value("SELECT arrival FROM journal_entry WHERE id = ?", (entry,)))
