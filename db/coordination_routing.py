"""Handing a request to the deputy of the account holder, who decides on it from then on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from db.account_holding import NEWEST, RUNS
from db.conversation import add_turn
from db.coordination_file import CoordinationRow, coordination_row
from db.coordination_parties import must_be_allowed, nobody_decides
from db.mandates import scopes
from models.coordination.conversation import Act
from models.coordination.facts import Person
from models.errors import Refused
from models.kinds import Decision, Role, Scope, TurnKind
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
_WHO_ASSIGNS = f"""
SELECT m.id FROM user m JOIN employer e ON e.id = :employer
 WHERE m.active AND (m.away_from IS NULL OR m.away_from > :day OR m.away_until < :day)
   AND (m.werkplein_id = e.municipality_id AND m.roles LIKE '%{Role.ACCOUNT_MANAGER.value}%'
        OR m.roles LIKE '%{Role.ADMINISTRATOR.value}%')
   AND m.id IS NOT (SELECT h.user_id FROM account_holding h WHERE h.employer_id = e.id AND {RUNS} ORDER BY {NEWEST} LIMIT 1)
 ORDER BY m.roles NOT LIKE '%{Role.ACCOUNT_MANAGER.value}%', m.name, m.id LIMIT 1
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


def may_assign(reader: Reader, actor: Actor, employer_key: bytes) -> bool:
    """Whether somebody may give an employer another account holder themselves."""
    reach = scopes(reader, actor, Decision.ASSIGN_HOLDER)
    werkplein = reader.value("SELECT municipality_id FROM employer WHERE id = ?", (employer_key,))
    own = Scope.OWN_WERKPLEIN in reach and werkplein is not None and actor.werkplein_id == werkplein
    return Scope.ALL in reach or own


def who_assigns(reader: Reader, employer_key: bytes, day: date) -> bytes | None:
    """Whom to ask for another account holder: an account manager of the werkplein who is there, else an administrator.

    Not the account holder of today, who left it alone; None when there is nobody else.
    """
    return cast("bytes | None", reader.value(_WHO_ASSIGNS, {"employer": employer_key, "day": day.isoformat()}))


def _named(reader: Reader, employer_key: bytes, day: date) -> tuple[str, Person | None] | None:
    """The name of the account holder and the deputy whom they named; None when there is no account holder."""
    row = reader.row(_DEPUTY, {"employer": employer_key, "day": day.isoformat()})
    if row is None:
        return None
    return row[0], None if row[1] is None else Person(row[1], row[2], bool(row[3]), row[4])
