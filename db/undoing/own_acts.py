"""My last acts, and taking one back or doing it again: what it would do is said in words before it is done.

An undo puts back what every change of the act's entry changed, in one journalled transaction that names that entry, and
an undo can itself be undone: that is doing the act again. Where later work builds on it nothing is done, and that work
is named. A placement that becomes active by it, again or still, is judged by the rules inside the transaction (promise
33): nobody is placed behind somebody's back by the way of an undo.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from db.canonical import WHOLE
from db.history import HistoryLine, line_of
from db.logbook import about_of, called, part_label
from db.reading import Reader, gone
from db.undoing.obstacles import NAMED, Obstacle, obstacles
from db.undoing.standing import Link, Standing
from models.errors import Blocked, Refused
from models.labels import REDO, UNDO, action_label, bare
from models.messages import N_, Message

if TYPE_CHECKING:
    from db.store import Store
    from db.writing import Transaction
    from models.actor import Actor

SHOWN = 200
"""How many fields an outlook tells of; an import has a million, which nobody reads."""
_IMPORT = "import."


class OwnAct(NamedTuple):
    """Something that somebody did, as the list of their last acts shows it."""

    entry: bytes
    number: int
    """Under which it is named on the command line: its place in this laptop's journal."""
    at: datetime
    action: Message
    record: str
    """Number or name of the record that it is about."""
    changes: int
    reason: str | None
    undone_at: datetime | None
    """When it was taken back; None while it stands."""

    @property
    def stands(self) -> bool:
        """Whether it can be undone; else it can be done again."""
        return self.undone_at is None


class Turned(NamedTuple):
    """One field of one record, with what it is now and what it would be; a whole record has no field."""

    record: str
    line: HistoryLine
    """Its ``old`` is what the record has now, its ``new`` what it would get."""
    comes_back: bool
    """Of a whole record: whether it comes back or goes out."""
    part: Message | None = None
    """What the record is called when it is a part of the one that is named: an action, an indication."""


class Outlook(NamedTuple):
    """What undoing an act, or doing it again, would do."""

    act: OwnAct
    turned: tuple[Turned, ...]
    """At most :data:`SHOWN`; how many there are the act says."""
    obstacles: tuple[Obstacle, ...]
    """What stands in the way; none: it can be done."""


class Done(NamedTuple):
    """What was undone, or done again."""

    act: OwnAct
    undone: bool
    changes: int


_OWN = """
SELECT e.id, e.arrival, e.at, e.action, e.reason, (SELECT max(c.seq) FROM journal_change c WHERE c.entry = e.id)
  FROM journal_entry e
 WHERE e.about IS NULL AND EXISTS (SELECT 1 FROM journal_change c WHERE c.entry = e.id)
   AND (e.undoes IS NULL OR (SELECT u.actor FROM journal_entry u WHERE u.id = e.undoes) IS NOT e.actor)
"""


def undoable(reader: Reader, actor: Actor, limit: int = 50) -> list[OwnAct]:
    """The last acts of somebody, newest first: what stands and what was undone; no looks, and nothing that changed nothing."""
    rows = reader.rows(f"{_OWN} AND e.actor = ? ORDER BY e.arrival DESC LIMIT ?", (actor.id, limit))
    if not rows:
        return []
    standing = Standing(reader, rows[-1][1])
    return [_own_act(reader, standing, *row) for row in rows]


def newest(reader: Reader, actor: Actor, *, stands: bool) -> OwnAct | None:
    """The last act that stands, or the one that was undone last; None when there is none among the last hundred."""
    acts = [act for act in undoable(reader, actor, 100) if act.stands == stands]
    if stands:
        return acts[0] if acts else None
    return max(acts, key=lambda act: (act.undone_at or act.at, -act.number), default=None)


def own_act(reader: Reader, actor: Actor, number: int) -> OwnAct:
    """The act with this number; :class:`Refused` when it is somebody else's, or none that can be undone."""
    row = reader.row(f"{_OWN} AND e.arrival = ?", (number,))
    who = reader.row(
        "SELECT e.actor, u.name FROM journal_entry e LEFT JOIN user u ON u.id = e.actor WHERE e.arrival = ?", (number,)
    )
    if row is None or who is None:
        raise Refused(
            Message(N_("There is no act {number} that can be undone."), number=str(number)),
            Message(N_("'nuo undo --list' shows your last acts.")),
        )
    if who[0] != actor.id:
        raise Refused(
            Message(N_("{who} did this; only who did something takes it back."), who=who[1] or ""),
            Message(N_("'nuo undo --list' shows your last acts.")),
        )
    return _own_act(reader, Standing(reader, number), *row)


def any_act(reader: Reader, entry: bytes) -> OwnAct:
    """The act whose last link an entry is, whoever did it: for what others may take back too."""
    row = reader.row("SELECT undoes FROM journal_entry WHERE id = ?", (entry,))
    while row is not None and row[0] is not None:
        entry = row[0]
        row = reader.row("SELECT undoes FROM journal_entry WHERE id = ?", (entry,))
    found = reader.row(
        "SELECT e.id, e.arrival, e.at, e.action, e.reason, (SELECT max(c.seq) FROM journal_change c WHERE c.entry = e.id) "
        "FROM journal_entry e WHERE e.id = ?",
        (entry,),
    )
    if found is None:
        raise gone()
    return _own_act(reader, Standing(reader, found[1]), *found)


def _own_act(
    reader: Reader, standing: Standing, entry: bytes, number: int, at: str, action: str, reason: str | None, changes: int
) -> OwnAct:
    last = standing.last_of(entry)
    undone = None if standing.stands(entry) or last is None else _moment(reader, last.entry)
    record = about_of(reader, entry, action, None)
    return OwnAct(entry, number, datetime.fromisoformat(at), action_label(action), record, changes, reason, undone)


def _moment(reader: Reader, entry: bytes) -> datetime:
    return datetime.fromisoformat(reader.value("SELECT at FROM journal_entry WHERE id = ?", (entry,)))


# -- before ----------------------------------------------------------------------------------------------------------------


def outlook(reader: Reader, actor: Actor, number: int) -> Outlook:
    """What turning an act round would do: undoing it when it stands, doing it again when it was undone."""
    act = own_act(reader, actor, number)
    turned = last_link(reader, act)
    rows = reader.rows(
        "SELECT c.record, c.subject, c.field, c.new, c.old FROM journal_change c WHERE c.entry = ? ORDER BY c.seq LIMIT ?",
        (turned.entry, SHOWN),
    )
    names = {record: called(reader, subject, record) for record, subject in {(row[0], row[1]) for row in rows}}
    lines = tuple(
        Turned(
            names[record],
            line_of(reader, act.at.isoformat(), "", "", subject, field, now, then, None),
            now is None,
            part_label(subject),
        )
        for record, subject, field, now, then in rows
    )
    return Outlook(act, lines, tuple(obstacles(reader, turned.entry, turned.arrival)))


def last_link(reader: Reader, act: OwnAct) -> Link:
    """The entry to reverse: the act itself, or the last that was done to it."""
    return Standing(reader, act.number).last_of(act.entry) or Link(act.entry, b"", act.number)


# -- doing it --------------------------------------------------------------------------------------------------------------


def undo(store: Store, actor: Actor, number: int) -> Done:
    """Take back the act ``number`` of who acts.

    :class:`Blocked`, naming who did what since, when later work builds on it; :class:`Refused` when it is not theirs,
    was undone already, or they may not do so any more.
    """
    with store.read() as reader:
        act = own_act(reader, actor, number)
        what, run = _what(reader, act), _import_of(reader, act)
    if act.stands and run is not None and what.startswith(_IMPORT):
        from db.undo import undo_import

        undone = undo_import(store, actor, run)
        return Done(act, undone=True, changes=undone.removed + undone.restored)
    return _turn(store, actor, number, undoes=True)


def redo(store: Store, actor: Actor, number: int) -> Done:
    """Do the act ``number`` again after it was undone; like :func:`undo`."""
    return _turn(store, actor, number, undoes=False)


def _turn(store: Store, actor: Actor, number: int, *, undoes: bool) -> Done:
    with store.read() as reader:
        act = own_act(reader, actor, number)
        what = _what(reader, act)
    stands_then = not undoes if act.action == action_label(what) else undoes
    with store.write(actor, (REDO if stands_then else UNDO) + what, act.reason) as tx:
        act = own_act(tx.reader, tx.actor, number)
        must_be(act, stands=undoes)
        entry = last_link(tx.reader, act)
        must_stand_free(act, obstacles(tx.reader, entry.entry, entry.arrival))
        turn_round(tx, entry, what)
        return Done(act, undoes, tx.journal.seq)


def turn_round(tx: Transaction, turned: Link, what: str) -> None:
    """Reverse an entry by which ``what`` was done, or undone; what the rules and the mandates say against it is raised."""
    from db.merging.whole import Ties
    from db.service_agreements import must_stay_bought_once
    from db.service_orders import must_stay_ordered_once
    from db.undoing.placements import must_be_mandated, must_be_placeable, must_break_none, running_on
    from db.undoing.reversing import reverse
    from db.undoing.rights import must_be_allowed, must_leave_an_administrator

    entry = turned.entry
    must_be_allowed(tx, entry, what)
    ties = Ties(tx, entry)
    running = {} if ties.of_a_merge else running_on(tx, entry)
    reverse(tx, entry)
    ties.must_hold()
    must_break_none(tx, running)
    must_leave_an_administrator(tx)
    must_be_placeable(tx, entry)
    must_be_mandated(tx, entry)
    must_stay_ordered_once(tx.reader, entry)
    must_stay_bought_once(tx, entry)


def must_be(act: OwnAct, *, stands: bool) -> None:
    """Raise :class:`Refused` unless the act stands, or was undone."""
    if act.stands == stands:
        return
    if act.undone_at is not None:
        raise Refused(Message(N_("This was undone already, on {moment}."), moment=act.undone_at))
    raise Refused(Message(N_("This was not undone, so it can't be done again.")))


def must_stand_free(act: OwnAct, found: list[Obstacle]) -> None:
    """Raise :class:`Blocked`, naming everything, when something stands in the way."""
    if not found:
        return
    sentences = [obstacle.sentence() for obstacle in found]
    more = [Message(N_("and perhaps more"))] if len(found) == NAMED else []
    numbers: list[str | int] = list(dict.fromkeys(obstacle.record for obstacle in found if obstacle.record))
    text = (
        N_("'{what}' can't be undone: later work builds on it. {later}.")
        if act.stands
        else N_("'{what}' can't be done again: later work builds on how it is now. {later}.")
    )
    raise Blocked(
        Message(text, what=act.action, later=[*sentences, *more]),
        numbers,
        Message(N_("Nothing was changed. What was done since would be lost.")),
    )


def _what(reader: Reader, act: OwnAct) -> str:
    """The act that is undone or done again, at the bottom of its chain: 'client.update'."""
    entry: bytes | None = act.entry
    action = ""
    while entry is not None:
        row = reader.row("SELECT action, undoes FROM journal_entry WHERE id = ?", (entry,))
        if row is None:
            raise gone()
        action, entry = row
    return bare(action)


def _import_of(reader: Reader, act: OwnAct) -> int | None:
    """The number of the import that an act was."""
    return reader.value(  # type: ignore[no-any-return]
        "SELECT r.number FROM journal_change c JOIN import_run r ON r.id = c.record "
        "WHERE c.entry = ? AND c.subject = 'import' AND c.field = ? AND c.old IS NULL",
        (act.entry, WHOLE),
    )
