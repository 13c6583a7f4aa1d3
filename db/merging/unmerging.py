"""Taking a merge back, days or weeks later: the record is one of its own again, with all that was its own.

It is an undo like any other (``db/undoing/``), but not only for who merged: whoever may merge these two may take them apart.
What was made since and builds on the merge stands in the way, and is named. What was made since and does not stays with the
record that stayed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from db.merging.outlook import side
from db.reading import Reader
from db.undoing.obstacles import Obstacle, obstacles
from db.undoing.own_acts import Done, OwnAct, any_act, last_link, must_be, must_stand_free, turn_round
from models.errors import Refused
from models.labels import UNDO
from models.messages import N_, Message

if TYPE_CHECKING:
    from db.store import Store
    from models.actor import Actor


class UnmergeOutlook(NamedTuple):
    """What taking a merge back would do."""

    keep: str
    """Number of the record that stays as it is without it."""
    lost: str
    act: OwnAct
    obstacles: tuple[Obstacle, ...]
    """What stands in the way; none: it can be taken back, as far as the journal tells."""


def unmerge_outlook(reader: Reader, subject: str, lost: bytes) -> UnmergeOutlook:
    """What taking a merge back would do, and who did what since that stands in its way."""
    act, keep = _merge_of(reader, subject, lost)
    link = last_link(reader, act)
    numbers = side(reader, subject, keep).number, side(reader, subject, lost).number
    return UnmergeOutlook(*numbers, act, tuple(obstacles(reader, link.entry, link.arrival)))


def unmerge(store: Store, actor: Actor, subject: str, lost: bytes, reason: str | None = None) -> Done:
    """Make a merged record one of its own again: one journalled act, which undoes the merge.

    :class:`Refused` when it is not merged or who acts may not merge these two; :class:`models.errors.Blocked`, naming what
    was done since, when that builds on the merge.
    """
    what = f"{subject}.merge"
    with store.write(actor, UNDO + what, reason) as tx:
        act, _keep = _merge_of(tx.reader, subject, lost)
        link = last_link(tx.reader, act)
        must_be(act, stands=True)
        must_stand_free(act, obstacles(tx.reader, link.entry, link.arrival))
        turn_round(tx, link, what)
        return Done(act, True, tx.journal.seq)


def _merge_of(reader: Reader, subject: str, lost: bytes) -> tuple[OwnAct, bytes]:
    """The act that merged a record, and what it was merged into."""
    one = side(reader, subject, lost)
    if one.merged_into is None:
        raise Refused(
            Message(N_("{number} is not merged into another record."), number=one.number),
            Message(N_("Name the record that was merged, not the one that stayed.")),
        )
    entry = reader.value(
        "SELECT e.id FROM journal_change c JOIN journal_entry e ON e.id = c.entry "
        "WHERE c.record = ? AND c.field = 'merged_into_id' ORDER BY e.arrival DESC LIMIT 1",
        (lost,),
    )
    return any_act(reader, entry), one.merged_into
