"""Transferring employers to another account holder: those that are marked, or all that a colleague holds who leaves.

However many there are it is one act with one entry in the journal, so that one undo takes all of it back. What is waiting
for the account holder goes along: requests without an answer, contested consents, and consents by voice or letter that
can still be contested. What the new one is told stands on their first screen and in the files of the employers.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from db.account_holding import NEWEST
from db.handovers import move_along, to_read
from db.mandates import must_have
from db.reading import Reader, gone
from models.errors import Blocked, InvalidInput, Refused
from models.kinds import Decision, EmployerState
from models.messages import N_, Message

if TYPE_CHECKING:
    from db.store import Store
    from db.writing import Transaction
    from models.actor import Actor
    from models.employer import TransferInput

Progress = Callable[[int, int], object]
"""Told how many of how many are done; called in the thread that does the work."""
NAMED = 5
"""How many of those that stand in the way an error names."""
_STEP = 250
_HELD = """
SELECT DISTINCT h.employer_id FROM account_holding h
 WHERE h.user_id = :user AND (h.until_date IS NULL OR h.until_date > :day)
"""
_PRESENT = f"""
SELECT e.id, e.number, e.name, e.state, e.municipality_id, h.id, h.user_id, h.from_date, h.until_date, u.name
  FROM json_each(:employers) j CROSS JOIN employer e ON e.id = unhex(j.value)
  LEFT JOIN account_holding h ON h.id = (SELECT h.id FROM account_holding h WHERE h.employer_id = e.id ORDER BY {NEWEST} LIMIT 1)
  LEFT JOIN user u ON u.id = h.user_id
 ORDER BY e.number, e.id
"""


class Transferred(NamedTuple):
    """What came of a transfer."""

    employers: int
    """How many got another account holder; who held one already is not counted."""
    requests: int
    """How many requests and consents went along, because they still wait for the account holder."""


class _Present(NamedTuple):
    """An employer with its newest account holding."""

    id: bytes
    number: str
    name: str
    state: str
    municipality: bytes | None
    holding: bytes | None
    holder: bytes | None
    since: str | None
    until: str | None
    holder_name: str | None


def held_by(reader: Reader, user: bytes, day: date) -> list[bytes]:
    """The employers that somebody is account holder of on ``day`` and after, or will be."""
    return [key for (key,) in reader.rows(_HELD, {"user": user, "day": day.isoformat()})]


def transfer(
    store: Store, actor: Actor, employers: Sequence[bytes], data: TransferInput, progress: Progress | None = None
) -> Transferred:
    """Make somebody account holder of these employers from a day on; whoever held them until then stops on that day.

    An account manager of the werkplein of each of them may, or an administrator (DESIGN §3, Starting mandates).
    :class:`Blocked` names what stands in the way; then nothing has changed. :class:`InvalidInput` for a wrong day or person.
    """
    with store.write(actor, "employer.transfer", data.reason) as tx:
        return _transfer(tx, employers, data, progress)


def transfer_all(store: Store, actor: Actor, holder: bytes, data: TransferInput, progress: Progress | None = None) -> Transferred:
    """Transfer every employer that ``holder`` is account holder of: when a colleague leaves; else like :func:`transfer`."""
    with store.write(actor, "employer.transfer", data.reason) as tx:
        employers = held_by(tx.reader, holder, data.from_date)
        if not employers:
            name = tx.reader.value("SELECT name FROM user WHERE id = ?", (holder,)) or ""
            raise Refused(Message(N_("{name} is account holder of no employer."), name=name))
        return _transfer(tx, employers, data, progress)


def _transfer(tx: Transaction, employers: Sequence[bytes], data: TransferInput, progress: Progress | None) -> Transferred:
    _must_be_able(tx.reader, data.user_id)
    present = _present(tx.reader, employers)
    others = [one for one in present if not _holds(one, data)]
    if not others:
        raise InvalidInput([("user_id", Message(N_("They are account holder of all of these already.")))])
    _refuse(list(_in_the_way(tx, others, data.from_date)))
    told = progress or (lambda _done, _total: None)
    ending = [one for one in others if one.holding is not None and (one.until is None or one.until > data.from_date.isoformat())]
    _end(tx, ending, data.from_date)
    _begin(tx, others, data, told)
    return Transferred(len(others), move_along(tx, [one.id for one in others], data.user_id))


def _must_be_able(reader: Reader, user: bytes) -> None:
    row = reader.row("SELECT name, active FROM user WHERE id = ?", (user,))
    if row is None:
        raise InvalidInput([("user_id", gone().message)])
    if not row[1]:
        raise InvalidInput([("user_id", Message(N_("{name} is not active and can't be account holder."), name=row[0]))])


def _present(reader: Reader, employers: Sequence[bytes]) -> list[_Present]:
    unique = list(dict.fromkeys(employers))
    found = [_Present(*row) for row in reader.rows(_PRESENT, {"employers": _listed(unique)})]
    if len(found) < len(unique):
        raise Refused(
            Message(
                N_("{count} of the marked records are no longer there. Nothing was changed."), count=len(unique) - len(found)
            ),
            Message(N_("Take the marks off (esc) and mark again.")),
        )
    return found


def _holds(one: _Present, data: TransferInput) -> bool:
    """Whether the new account holder holds it already, from that day on."""
    return one.holder == data.user_id and (one.until is None or one.until > data.from_date.isoformat())


def _in_the_way(tx: Transaction, others: Sequence[_Present], from_date: date) -> Iterator[tuple[str, Message]]:
    """The employers that can't be transferred, each with why."""
    refused: dict[bytes | None, Message] = {}
    for municipality in {one.municipality for one in others}:
        try:
            must_have(tx.reader, tx.actor, Decision.ASSIGN_HOLDER, werkplein_id=municipality)
        except Refused as error:
            refused[municipality] = error.message
    if len(refused) == len({one.municipality for one in others}):
        must_have(tx.reader, tx.actor, Decision.ASSIGN_HOLDER, werkplein_id=others[0].municipality)
    day = from_date.isoformat()
    for one in others:
        about: dict[str, Any] = {"employer": one.name, "number": one.number}
        if one.municipality in refused:
            yield one.number, Message(N_("{employer} ({number}): of another werkplein"), **about)
        elif one.state == EmployerState.PROSPECT:
            yield one.number, Message(N_("{employer} ({number}): a prospect"), **about)
        elif one.since is not None and one.since > day:
            since = date.fromisoformat(one.since)
            yield (
                one.number,
                Message(N_("{employer} ({number}): {name} only begins on {since}"), name=one.holder_name, since=since, **about),
            )


def _refuse(stand: list[tuple[str, Message]]) -> None:
    if stand:
        named = [why for _number, why in stand[:NAMED]]
        more = [Message(N_("{count} more"), count=len(stand) - NAMED)] if len(stand) > NAMED else []
        raise Blocked(
            Message(
                N_("Nothing was transferred: {count} of the employers stand in the way, namely {records}."),
                count=len(stand),
                records=[*named, *more],
            ),
            [number for number, _why in stand],
            Message(N_("Leave them out, choose another day, or have a prospect made a relation first.")),
        )


# -- writing ---------------------------------------------------------------------------------------------------------------


def _end(tx: Transaction, ending: Sequence[_Present], day: date) -> None:
    """The day of change belongs to both: it is the last of the one who had them."""
    from db.bulk import change_many
    from models.employer import AccountHolding

    keys = _listed([one.holding for one in ending if one.holding is not None])
    columns = _columns(AccountHolding)
    rows = tx.reader.rows(
        f"SELECT {', '.join(columns)} FROM account_holding WHERE id IN (SELECT unhex(value) FROM json_each(?)) ORDER BY id",
        (keys,),
    )
    change_many(tx, AccountHolding, ((dict(zip(columns, row, strict=True)), {"until_date": day.isoformat()}) for row in rows))


def _begin(tx: Transaction, others: Sequence[_Present], data: TransferInput, told: Progress) -> None:
    from db.bulk import add_many
    from models.employer import AccountHolding
    from models.ids import new_id

    same: dict[str, Any] = {"user_id": data.user_id, "from_date": data.from_date.isoformat()}
    same |= {"reason": data.reason, "note": data.note, "to_read": to_read(tx.actor, data.user_id)}

    def rows() -> Iterator[dict[str, Any]]:
        for number, one in enumerate(others):
            if number % _STEP == 0:
                told(number, len(others))
            yield {"id": new_id(), "employer_id": one.id, **same}

    add_many(tx, AccountHolding, rows())


def _columns(table: type) -> list[str]:
    return [column.name for column in table.__table__.columns]  # type: ignore[attr-defined]


def _listed(keys: Sequence[bytes]) -> str:
    return json.dumps([key.hex() for key in keys])
