"""Acts on many marked records at once: in one transaction with one journal entry, so that they are undone as one.

All or nothing: when a record stands in the way nothing is done, and those that do are named.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from db.acting import roles_of
from db.contact_moments import must_be_able
from db.mandates import scopes
from db.reading import Reader
from models.coordination.authority import reaches
from models.coordination.facts import Person
from models.errors import Blocked, Refused
from models.kinds import Decision, Role
from models.messages import N_, Message
from models.values import person_name

if TYPE_CHECKING:
    from db.handing_over import Told
    from db.store import Store
    from models.action import ActionInput
    from models.actor import Actor

Progress = Callable[[int, int], object]
"""Told how many of how many are done; called in the thread that does the work."""
STEP = 250
NAMED = 5
"""How many of those who stand in the way an error names in full."""
_AMONG = "IN (SELECT unhex(value) FROM json_each(?))"


class InTheWay(NamedTuple):
    """A record for which an act may not be done, and why."""

    number: str
    reason: Message


def assign_consultant(
    store: Store,
    actor: Actor,
    clients: Sequence[bytes],
    consultant: bytes,
    progress: Progress | None = None,
    *,
    told: Told | None = None,
    note: str = "",
) -> int:
    """Give clients this consultant, with what is to be done for them (:mod:`db.handing_over`); how many had another one.

    Who may: whoever's mandate to assign clients reaches the client (the present consultant, the team lead of the team, an
    administrator); promise 20. ``told`` says in the words of who acts what the new consultant reads of it; ``note`` is
    kept with the act. :class:`Blocked` names the clients for which who acts may not; then nothing has changed.
    """
    from db.bulk import change_many
    from db.handing_over import go_along
    from models.client import Client

    with store.write(actor, "client.assign", note.strip() or None) as tx:
        _must_be_consultant(tx.reader, consultant)
        _must_all_be_there(tx.reader, "client", clients)
        _refuse_out_of_reach(_out_of_reach(tx.reader, tx.actor, clients))
        columns = [column.name for column in Client.__table__.columns]  # type: ignore[attr-defined]
        sql = f"SELECT {', '.join(columns)} FROM client WHERE id {_AMONG} AND consultant_id IS NOT ? ORDER BY number, id"
        rows = tx.reader.rows(sql, (_listed(clients), consultant))
        current = [dict(zip(columns, row, strict=True)) for row in rows]
        go_along(tx, current, consultant, told)
        return change_many(
            tx, Client, ((row, {"consultant_id": consultant}) for row in _counted(current, len(current), progress))
        )


def add_actions(
    store: Store, actor: Actor, subject: str, keys: Sequence[bytes], data: ActionInput, progress: Progress | None = None
) -> int:
    """Add the same action about each of these clients, employers or placements; how many.

    :class:`Blocked` names records that are archived: nothing new begins there.
    """
    from db.bulk import add_many
    from models.action import Action
    from models.ids import new_id

    with store.write(actor, "action.add-many") as tx:
        must_be_able(tx.reader, data.owner_id)
        _must_all_be_there(tx.reader, subject, keys)
        if subject != "placement":
            _refuse_archived(_archived(tx.reader, subject, keys))
        same: dict[str, Any] = {"what": data.what, "due_on": data.due_on.isoformat(), "owner_id": data.owner_id}
        unique = list(dict.fromkeys(keys))
        each = _counted(unique, len(unique), progress)
        return add_many(tx, Action, ({"id": new_id(), f"{subject}_id": key, **same} for key in each))


def _counted(items: Sequence[Any], total: int, progress: Progress | None) -> Iterator[Any]:
    for number, item in enumerate(items):
        if progress is not None and number % STEP == 0:
            progress(number, total)
        yield item


def _listed(keys: Sequence[bytes]) -> str:
    return json.dumps([key.hex() for key in keys])


def _must_be_consultant(reader: Reader, user: bytes) -> None:
    """The new consultant is one, and may act."""
    row = reader.row("SELECT name, active, roles FROM user WHERE id = ?", (user,))
    if row is None or not row[1]:
        raise Refused(
            Message(N_("{name} is not active: choose somebody else."), name=row[0] if row else ""),
        )
    if Role.CONSULTANT not in roles_of(row[2]):
        raise Refused(Message(N_("{name} is not a consultant: choose somebody else."), name=row[0]))


def _must_all_be_there(reader: Reader, subject: str, keys: Sequence[bytes]) -> None:
    there = reader.value(f"SELECT count(*) FROM {subject} WHERE id {_AMONG}", (_listed(keys),))
    gone = len(set(keys)) - int(there)
    if gone:
        raise Refused(
            Message(N_("{count} of the marked records are no longer there. Nothing was changed."), count=gone),
            Message(N_("Take the marks off (esc) and mark again.")),
        )


def _out_of_reach(reader: Reader, actor: Actor, clients: Sequence[bytes]) -> Iterator[InTheWay]:
    reach = scopes(reader, actor, Decision.ASSIGN_CLIENTS)
    rows = reader.rows(
        "SELECT c.number, c.surname, c.prefix, coalesce(c.call_name, c.initials), u.id, u.name, u.active, u.team FROM client c "
        f"LEFT JOIN user u ON u.id = c.consultant_id WHERE c.id {_AMONG} ORDER BY c.number, c.id",
        (_listed(clients),),
    )
    for number, surname, prefix, first, *consultant in rows:
        person = None if consultant[0] is None else Person(consultant[0], consultant[1], bool(consultant[2]), consultant[3])
        if not any(reaches(scope, person, actor) for scope in reach):
            name = person_name(surname, prefix, first)
            yield InTheWay(
                number,
                Message(N_("{name} ({number}), a client of {consultant}"), name=name, number=number, consultant=person.name)
                if person
                else Message(N_("{name} ({number}), who has no consultant"), name=name, number=number),
            )


def _archived(reader: Reader, subject: str, keys: Sequence[bytes]) -> Iterator[InTheWay]:
    for number, day in reader.rows(
        f"SELECT number, archived_on FROM {subject} WHERE archived_on IS NOT NULL AND id {_AMONG} ORDER BY number, id",
        (_listed(keys),),
    ):
        yield InTheWay(number, Message(N_("{number}, archived on {date}"), number=number, date=date.fromisoformat(day)))


def _refuse_out_of_reach(found: Iterator[InTheWay]) -> None:
    """:class:`Blocked` when there are any whom the mandate of who acts does not reach."""
    if stand := list(found):
        raise Blocked(
            Message(
                N_("Nothing was done: for {count} of the marked you may not do this, namely {records}."),
                count=len(stand),
                records=_named(stand),
            ),
            [one.number for one in stand],
            Message(N_("Unmark them, or ask their consultant or the team lead.")),
        )


def _refuse_archived(found: Iterator[InTheWay]) -> None:
    """:class:`Blocked` when there are any that are archived."""
    if stand := list(found):
        raise Blocked(
            Message(
                N_("Nothing was done: {count} of the marked stand in the way, namely {records}."),
                count=len(stand),
                records=_named(stand),
            ),
            [one.number for one in stand],
            Message(N_("Unmark them, or take them out of the archive first.")),
        )


def _named(stand: Sequence[InTheWay]) -> list[Message]:
    named = [one.reason for one in stand[:NAMED]]
    return [*named, Message(N_("{count} more"), count=len(stand) - NAMED)] if len(stand) > NAMED else named
