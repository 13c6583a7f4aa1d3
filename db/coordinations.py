"""Coordination: asking the account holder of an employer to agree, and what becomes of the request.

Decisions have a file of their own, ``decisions.py``; what screens read stands in ``coordination_file.py``.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from db.account_holding import decider_on, held_on, holder_facts, is_active
from db.caseload import acting_now, must_not_be_archived, must_reach_client
from db.coordination_file import CoordinationFile, CoordinationRow, coordination_file, coordination_row
from db.coordination_parties import must_be_allowed
from db.coordination_waiting import waiting_for
from db.decisions import approve, consent_ends, decline
from db.placement_facts import Question, gather
from db.settings import whole_number
from models.coordination.conversation import Act
from models.coordination.employer import account_holder, new_relation
from models.coordination.facts import ProposedPlacement
from models.errors import BadInput, InvalidInput, Refused
from models.figures import CONTEST_WORKING_DAYS, DECISION_WORKING_DAYS
from models.kinds import Channel, CoordinationState, Decision, Form, Outcome
from models.messages import N_, Message
from models.workdays import after_working_days

if TYPE_CHECKING:
    from db.store import Store
    from db.writing import Transaction
    from models.actor import Actor
    from models.coordination.request import RequestInput, VerbalInput

__all__ = (
    "CoordinationFile",
    "CoordinationRow",
    "approve",
    "coordination_file",
    "coordination_row",
    "decline",
    "record_verbal",
    "request",
    "send",
    "tick",
    "waiting_for",
    "withdraw",
)

_SAME_OPEN = """
SELECT id, number FROM coordination
 WHERE client_id = ? AND +employer_id = ? AND +form = ? AND +state IN ('requested', 'question')
 ORDER BY number LIMIT 1
"""


def request(store: Store, actor: Actor, data: RequestInput, *, draft: bool = False) -> CoordinationRow:
    """Ask the account holder to agree to a client; they have a few working days to answer.

    A draft is kept and asks nobody yet: see :func:`send`.
    """
    from models.coordination.request import Coordination

    with store.write(actor, "coordination.request") as tx:
        who = _must_be_askable(tx, actor, data)
        sent = {"state": CoordinationState.DRAFT.value, "requested_on": tx.today} if draft else _sent(tx, data)
        record = tx.add(
            Coordination(number=tx.next_number("coordination"), **_asked(data), requested_by=who.id, **sent),
        )
        return coordination_row(tx.reader, record.id, tx.today)


def send(store: Store, actor: Actor, key: bytes) -> CoordinationRow:
    """Ask what was kept as a draft; the term begins now."""
    from models.coordination.request import Coordination, RequestInput

    with store.write(actor, "coordination.send") as tx:
        record = tx.get(Coordination, key)
        must_be_allowed(tx, actor, record, Act.SEND)
        about = {name: getattr(record, name) for name in ("client_id", "employer_id", "form", "start", "until", "hours", "text")}
        data = RequestInput.model_construct(**about | {"form": Form(record.form)})
        _must_be_askable(tx, actor, data)
        tx.change(record, **_sent(tx, data))
        return coordination_row(tx.reader, key, tx.today)


def _sent(tx: Transaction, data: RequestInput) -> dict[str, Any]:
    """The columns of a request that waits from today on; :class:`Refused` when the same was asked and is still open."""
    if asked := _same_open(tx, data):
        raise Refused(
            Message(N_("This was asked already, in {number}: the answer is still to come."), number=asked[1]),
            Message(N_("Wait for the answer, or withdraw {number} first."), number=asked[1]),
        )
    holder = holder_facts(tx.reader, data.employer_id, tx.today)
    return {
        "state": CoordinationState.REQUESTED.value,
        "requested_on": tx.today,
        "due_on": after_working_days(tx.today, whole_number(tx.reader, DECISION_WORKING_DAYS, tx.today)),
        "holder_id": holder.person.id if holder else None,
    }


def record_verbal(store: Store, actor: Actor, data: VerbalInput) -> CoordinationRow:
    """Write down that the account holder agreed by phone, by e-mail or in person, and when they did.

    When the same was asked in the tool and the answer is still to come, this is the answer: one question, one consent.
    """
    from models.coordination.request import Coordination

    if data.channel is Channel.TOOL:
        raise InvalidInput([("channel", Message(N_("Say how the answer came: by phone, by e-mail or in person.")))])
    with store.write(actor, "coordination.verbal") as tx:
        if data.when > tx.today:
            raise InvalidInput([("when", Message(N_("{date} is still to come."), date=data.when))])
        who = _must_be_askable(tx, actor, data)
        as_holder = held_on(tx.reader, data.employer_id, data.who_id, data.when) and is_active(tx.reader, data.who_id)
        if not as_holder and decider_on(tx.reader, data.employer_id, data.who_id, data.when) is None:
            raise _not_theirs_to_give(tx, data)
        asked = _same_open(tx, data)
        record = tx.get(Coordination, asked[0]) if asked else None
        own = data.who_id == (record.requested_by if record else who.id)
        if own and decider_on(tx.reader, data.employer_id, data.who_id, tx.today) != "holder":
            raise Refused(
                Message(N_("{name} asked for this: nobody decides on a request of their own."), name=_name_of(tx, data.who_id)),
                Message(N_("Ask the account holder, or have them name another deputy.")),
            )
        told = _asked(data) | _as_told(tx, data, who, own=own)
        if record is not None:
            tx.change(record, **{name: value for name, value in told.items() if value is not None})
        else:
            number = tx.next_number("coordination")
            record = tx.add(Coordination(number=number, **told, requested_by=who.id, requested_on=data.when))
        return coordination_row(tx.reader, record.id, tx.today)


def _same_open(tx: Transaction, data: RequestInput) -> tuple[bytes, str] | None:
    """Key and number of the request that asks the same and is still open."""
    row = tx.reader.row(_SAME_OPEN, (data.client_id, data.employer_id, data.form.value))
    return None if row is None else (row[0], row[1])


def _as_told(tx: Transaction, data: VerbalInput, who: Actor, *, own: bool) -> dict[str, Any]:
    """The columns of a consent that was given by voice or letter, and is written down by ``who``."""
    holder = holder_facts(tx.reader, data.employer_id, data.when)
    contest_days = whole_number(tx.reader, CONTEST_WORKING_DAYS, tx.today)
    return {
        "state": CoordinationState.APPROVED.value,
        "holder_id": holder.person.id if holder else data.who_id,
        "decided_by": data.who_id,
        "decided_on": data.when,
        "channel": data.channel.value,
        "recorded_by": who.id,
        "own_decision": own,
        "valid_until": consent_ends(tx.reader, data.when),
        "contest_until": None if data.who_id == who.id else after_working_days(tx.today, contest_days),
    }


def withdraw(store: Store, actor: Actor, key: bytes, reason: str | None = None) -> CoordinationRow:
    """Take back a request, or a consent that was not used up.

    The requester and their team lead may; so may the account holder (or deputy) once they have agreed.
    """
    from models.coordination.request import Coordination

    why = (reason or "").strip() or None
    with store.write(actor, "coordination.withdraw", why) as tx:
        record = tx.get(Coordination, key)
        must_be_allowed(tx, actor, record, Act.WITHDRAW)
        tx.change(record, state=CoordinationState.WITHDRAWN.value, reason=why)
        return coordination_row(tx.reader, key, tx.today)


def tick(store: Store, actor: Actor, key: bytes, position: int) -> CoordinationRow:
    """Tick off a condition of a consent: who ticks says that it is met, by name.

    The requester, their team lead, the account holder and the deputy of today may.
    """
    from models.coordination.request import Coordination, CoordinationCondition

    with store.write(actor, "coordination.tick") as tx:
        record = tx.get(Coordination, key)
        found = tx.reader.row(
            "SELECT id, ticked_on, ticked_by FROM coordination_condition WHERE coordination_id = ? AND position = ?",
            (key, position),
        )
        if found is None:
            raise BadInput(Message(N_("{number} has no condition {position}."), number=record.number, position=position))
        if found[1] is not None:
            raise Refused(
                Message(
                    N_("Condition {position} of {number} was ticked off already, by {name} on {date}."),
                    position=position,
                    number=record.number,
                    name=_name_of(tx, found[2]),
                    date=date.fromisoformat(found[1]),
                )
            )
        who = must_be_allowed(tx, actor, record, Act.TICK)
        tx.change(tx.get(CoordinationCondition, found[0]), ticked_on=tx.today, ticked_by=who.id)
        return coordination_row(tx.reader, key, tx.today)


def _asked(data: RequestInput) -> dict[str, Any]:
    """The columns that say what is asked."""
    return {
        "client_id": data.client_id,
        "employer_id": data.employer_id,
        "form": data.form.value,
        "start": data.start,
        "until": data.until,
        "hours": data.hours,
        "text": data.text,
    }


def _must_be_askable(tx: Transaction, actor: Actor, data: RequestInput) -> Actor:
    """Who asks; :class:`Refused` when they may not ask for this client, or nobody at the employer can be asked (E1, E5)."""
    who = acting_now(tx.reader, actor)
    must_not_be_archived(tx.reader, data.client_id, data.employer_id)
    must_reach_client(tx.reader, who, Decision.PROPOSE, data.client_id)
    placement = ProposedPlacement(data.form, data.start, data.until, data.hours)
    facts = gather(tx.reader, who, tx.today, Question(data.client_id, data.employer_id, None, placement), {})
    for rule in (new_relation, account_holder):
        verdict = rule(facts)
        if verdict.outcome is Outcome.BLOCK:
            raise Refused(verdict.sentence, verdict.remedies[0].sentence if verdict.remedies else None)
    return who


def _not_theirs_to_give(tx: Transaction, data: VerbalInput) -> Refused:
    """The sentence that says who was account holder on the day of the verbal consent."""
    name = _name_of(tx, data.who_id)
    holder = holder_facts(tx.reader, data.employer_id, data.when)
    if holder is None:
        return Refused(Message(N_("{name} was not account holder on {date}: nobody was."), name=name, date=data.when))
    return Refused(
        Message(
            N_("{name} was not account holder on {date}: {holder} was."), name=name, date=data.when, holder=holder.person.name
        ),
        Message(N_("Ask {holder}, and record what they say."), holder=holder.person.name),
    )


def _name_of(tx: Transaction, user_key: bytes) -> str:
    name = tx.reader.value("SELECT name FROM user WHERE id = ?", (user_key,))
    if name is None:
        raise BadInput(Message(N_("This person is not in the store.")))
    return str(name)
