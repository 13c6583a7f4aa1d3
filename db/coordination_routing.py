"""Handing a request to the deputy of the account holder, who decides on it from then on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from db.account_holding import NEWEST, RUNS
from db.conversation import add_turn
from db.coordination_file import CoordinationRow, coordination_row
from db.coordination_parties import must_be_allowed, nobody_decides
from models.coordination.conversation import Act
from models.coordination.facts import Person
from models.errors import Refused
from models.kinds import TurnKind
from models.messages import N_, Message

if TYPE_CHECKING:
    from db.reading import Reader
    from db.store import Store
    from db.writing import Transaction
    from models.actor import Actor

_DEPUTY = f"""
SELECT u.name, d.id, d.name, d.active, d.team FROM account_holding h JOIN user u ON u.id = h.user_id
  LEFT JOIN user d ON d.id = u.deputy_id WHERE h.employer_id = :employer AND {RUNS} ORDER BY {NEWEST} LIMIT 1
"""


def hand_over(store: Store, actor: Actor, key: bytes) -> CoordinationRow:
    """Hand a request to the deputy whom the account holder named, whether or not that one is away.

    The account holder may, and the team lead of who asked. It ends when the employer gets another account holder.
    """
    with store.write(actor, "coordination.hand-over") as tx:
        hand_over_in(tx, actor, key)
        return coordination_row(tx.reader, key, tx.today)


def hand_over_in(tx: Transaction, actor: Actor, key: bytes) -> None:
    """See :func:`hand_over`; one of several in a transaction."""
    from models.coordination.request import Coordination

    record = tx.get(Coordination, key)
    who = must_be_allowed(tx, actor, record, Act.HAND_OVER)
    found = _named(tx.reader, record.employer_id, tx.today)
    if found is None:
        raise nobody_decides(tx.reader, record.employer_id, tx.today)
    holder, deputy = found
    if deputy is None or not deputy.active:
        raise Refused(
            Message(N_("{holder} has no deputy who can decide."), holder=holder),
            Message(N_("{holder} names one under Users (ctrl+p), or the werkplein assigns another holder."), holder=holder),
        )
    if deputy.id == record.requested_by:
        raise Refused(
            Message(N_("{name} asked for this: nobody decides on a request of their own."), name=deputy.name),
            Message(N_("Ask {holder} to name another deputy."), holder=holder),
        )
    if record.handed_to == deputy.id:
        raise Refused(Message(N_("{number} is with {name} already."), number=record.number, name=deputy.name))
    add_turn(tx, record, TurnKind.HANDED_OVER, who, deputy.name)
    tx.change(record, handed_to=deputy.id)


def _named(reader: Reader, employer_key: bytes, day: date) -> tuple[str, Person | None] | None:
    """The name of the account holder and the deputy whom they named; None when there is no account holder."""
    row = reader.row(_DEPUTY, {"employer": employer_key, "day": day.isoformat()})
    if row is None:
        return None
    return row[0], None if row[1] is None else Person(row[1], row[2], bool(row[3]), row[4])
