"""Standing consents: an account holder agrees to a number of places of a form without having been asked for a client.

It is kept as a request without a client, asked and decided by the same person. It counts at one employer, or at all
employers of a group: there when the account holder of the group gave it, or whoever is account holder of that employer too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from db.account_holding import decider_on, holder_facts
from db.caseload import acting_now
from db.coordination_file import CoordinationRow, coordination_row
from db.coordination_parties import nobody_decides
from db.decisions import consent_ends
from db.group_facts import groups
from db.reading import gone
from models.errors import InvalidInput, Refused
from models.kinds import Channel, CoordinationState, EmployerState, Reach
from models.messages import N_, Message

if TYPE_CHECKING:
    from db.store import Store
    from db.writing import Transaction
    from models.actor import Actor
    from models.coordination.request import StandingInput


class _Giver(NamedTuple):
    """On whose account a standing consent is given, and for which group."""

    holder: bytes | None
    group_key: str | None


def give_standing(store: Store, actor: Actor, data: StandingInput) -> CoordinationRow:
    """Agree to several places of a form, at an employer or at all employers of its group.

    Only who decides for the employer may, or for a group the account holder of the group, or their deputy of today.
    Without an end it holds for the days of the setting, from its first day.
    """
    from models.coordination.request import Coordination

    with store.write(actor, "coordination.standing") as tx:
        who = acting_now(tx.reader, actor)
        begins = data.valid_from or tx.today
        until = data.valid_until or consent_ends(tx.reader, max(begins, tx.today))
        if until < tx.today:
            raise InvalidInput(
                [("valid_until", Message(N_("{date} has passed: a consent holds until today at least."), date=until))]
            )
        giver = _giver(tx, who, data)
        record = tx.add(
            Coordination(
                number=tx.next_number("coordination"),
                employer_id=data.employer_id,
                form=data.form.value,
                start=begins,
                text=data.text,
                state=CoordinationState.APPROVED.value,
                requested_by=who.id,
                requested_on=tx.today,
                holder_id=giver.holder,
                decided_by=who.id,
                decided_on=tx.today,
                channel=Channel.TOOL.value,
                places=data.places,
                valid_from=data.valid_from,
                valid_until=until,
                reach=data.reach.value if data.reach else None,
                group_key=giver.group_key,
            )
        )
        return coordination_row(tx.reader, record.id, tx.today)


def _giver(tx: Transaction, who: Actor, data: StandingInput) -> _Giver:
    """On whose account it is given; :class:`Refused` when it is not theirs to give."""
    found = tx.reader.row("SELECT name, state, archived_on, group_key FROM employer WHERE id = ?", (data.employer_id,))
    if found is None:
        raise gone()
    name, state, archived_on, group = found
    if archived_on is not None or state in (EmployerState.PROSPECT, EmployerState.BLOCKED):
        raise Refused(
            Message(N_("{employer} is no relation that people can be placed with: there is nothing to agree to."), employer=name)
        )
    holder = holder_facts(tx.reader, data.employer_id, tx.today)
    decides = decider_on(tx.reader, data.employer_id, who.id, tx.today) is not None
    if data.reach is not Reach.GROUP:
        if not decides:
            raise nobody_decides(tx.reader, data.employer_id, tx.today)
        return _Giver(holder.person.id if holder else None, None)
    if not group:
        raise InvalidInput([("reach", Message(N_("{employer} belongs to no group."), employer=name))])
    of_group = groups(tx.reader, [data.employer_id], tx.today).get(data.employer_id)
    over = of_group.holder if of_group else None
    if over is not None and who.id in [one.id for one in (over.person, over.deciding) if one is not None and one.active]:
        return _Giver(over.person.id, group)
    if not decides:
        raise nobody_decides(tx.reader, data.employer_id, tx.today)
    return _Giver(holder.person.id if holder else None, group)
