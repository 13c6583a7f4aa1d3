"""The answer to a request in a small signed file, and taking it in where the request was asked.

What comes so is marked as come by hand (``by_hand``) and as recorded by who took it in; the account holder can contest it
within the term, as what was said by phone: a signature says which laptop wrote it, not who sat behind it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.account_holding import decider_on, held_on, holder_facts
from db.acting import find_user
from db.conversation import add_turn
from db.coordination_file import CoordinationRow, coordination_file, coordination_row
from db.coordination_parties import must_be_possible, nobody_decides, parties_of
from db.decisions import add_conditions
from db.private_files import write_private
from db.request_file import asked_of
from db.settings import whole_number
from db.signing import Sealed, must_be_trusted, seal
from models.actor import Actor
from models.coordination.conversation import Act, Party
from models.errors import BadInput, Refused
from models.figures import CONTEST_WORKING_DAYS
from models.ids import parse_id
from models.kinds import Channel, CoordinationState, TurnKind
from models.messages import N_, Message
from models.workdays import after_working_days

if TYPE_CHECKING:
    from db.store import Store
    from db.writing import Transaction
    from models.coordination.request import Coordination

ANSWER = "nuo-answer"
_ACTS = {
    CoordinationState.APPROVED: Act.APPROVE,
    CoordinationState.CONDITIONS: Act.APPROVE_IF,
    CoordinationState.DECLINED: Act.DECLINE,
    CoordinationState.QUESTION: Act.ASK_BACK,
}
"""What can be answered, and which act that is where the request was asked."""


def answer_file(store: Store, actor: Actor, key: bytes, to: Path) -> Path:
    """Write the decision on a request, or the question about it, to a signed file."""
    from models.coordination.request import Coordination

    with store.write(actor, "coordination.answer-file", to.name) as tx:
        record = tx.get(Coordination, key)
        if record.state not in _ACTS:
            raise Refused(
                Message(N_("There is no answer to {number} yet."), number=record.number),
                Message(N_("Decide on it first, or ask back.")),
            )
        if record.decided_by != tx.actor.id and Party.DECIDER not in parties_of(tx.reader, tx.actor, record, tx.today):
            raise nobody_decides(tx.reader, record.employer_id, tx.today)
        tx.journal.about = key
        tx.journal.begin()
        return write_private(to, seal(tx, ANSWER, _body(tx, record)), store=store.path)


def _body(tx: Transaction, record: Coordination) -> dict[str, Any]:
    file = coordination_file(tx.reader, record.id, tx.today)
    asked_back = record.state == CoordinationState.QUESTION
    question = next((turn for turn in reversed(file.turns) if turn.kind is TurnKind.QUESTION), None) if asked_back else None
    return {
        "asked": asked_of(tx.reader, record),
        "state": record.state,
        "by": question.who if question else file.row.decided_by,
        "on": str(question.said_on if question else record.decided_on),
        "question": question.text if question else None,
        "conditions": [condition.text for condition in file.conditions],
        "places": record.places,
        "valid_until": record.valid_until.isoformat() if record.valid_until else None,
        "reason": record.reason,
        "alternative": record.alternative,
    }


def receive_answer(store: Store, actor: Actor, sealed: Sealed, *, compared: str | None = None) -> CoordinationRow:
    """Write down the answer that came in a file; the same answer a second time changes nothing.

    :class:`Refused` when the request was withdrawn, answered otherwise or changed meanwhile, or the answer is not by who
    could decide on that day; :class:`BadInput` when the request is not of this store.
    """
    from models.coordination.request import Coordination

    with store.write(actor, "coordination.receive-answer") as tx:
        must_be_trusted(tx, sealed, compared)
        try:
            body = sealed.body
            key = parse_id(body["asked"]["id"]) or b""
            state, on = CoordinationState(body["state"]), date.fromisoformat(body["on"])
            act, by = _ACTS[state], find_user(tx.reader, body["by"])
            if not tx.reader.value("SELECT 1 FROM coordination WHERE id = ?", (key,)):
                raise BadInput(Message(N_("This answers a request that was not asked from this store.")))
            record = tx.get(Coordination, key)
            if not _is_here(tx, record, body, by.id, on):
                must_be_possible(tx.reader, record, act, tx.today)
                _must_be_the_question(tx, record, body)
                _must_decide(tx, record, by.id, by.name, on)
                _write(tx, record, body, Actor(by.id, by.name), on)
        except (KeyError, TypeError, ValueError):
            raise BadInput(Message(N_("This file does not tell all that an answer needs: nothing was taken from it."))) from None
        return coordination_row(tx.reader, record.id, tx.today)


def _is_here(tx: Transaction, record: Coordination, body: dict[str, Any], by: bytes, on: date) -> bool:
    """Whether this very answer was taken in before, or was given in this store itself."""
    if body["state"] == CoordinationState.QUESTION:
        return bool(
            tx.reader.value(
                "SELECT 1 FROM coordination_turn WHERE coordination_id = ? AND kind = 'question' AND user_id = ? "
                "AND said_on = ? AND text = ? LIMIT 1",
                (record.id, by, on.isoformat(), body["question"]),
            )
        )
    given = tx.reader.rows("SELECT text FROM coordination_condition WHERE coordination_id = ? ORDER BY position", (record.id,))
    declined = record.state == CoordinationState.DECLINED
    return (
        (record.decided_by, record.decided_on, record.places) == (by, on, body["places"])
        and declined == (body["state"] == CoordinationState.DECLINED)
        and [text for (text,) in given] == body["conditions"]
    )


def _must_be_the_question(tx: Transaction, record: Coordination, body: dict[str, Any]) -> None:
    now, then = asked_of(tx.reader, record), body["asked"]
    same = ("form", "start", "until", "hours", "text")
    if any(now[name] != then[name] for name in same) or any(now[who]["id"] != then[who]["id"] for who in ("client", "employer")):
        raise Refused(
            Message(N_("{number} was changed since it was sent: this answers what was asked before."), number=record.number),
            Message(N_("Send it again, and wait for the answer to that.")),
        )


def _must_decide(tx: Transaction, record: Coordination, by: bytes, name: str, on: date) -> None:
    """The answer is by who was account holder on that day, the deputy of that day, or to whom it was handed."""
    if on > tx.today:
        raise BadInput(Message(N_("{date} is still to come."), date=on))
    role = "holder" if held_on(tx.reader, record.employer_id, by, on) else decider_on(tx.reader, record.employer_id, by, on)
    if role is None and record.handed_to != by:
        holder = holder_facts(tx.reader, record.employer_id, on)
        raise Refused(
            Message(N_("{name} was not account holder on {date}: {holder} was."), name=name, date=on, holder=holder.person.name)
            if holder
            else Message(N_("{name} was not account holder on {date}: nobody was."), name=name, date=on)
        )
    if record.requested_by == by and role != "holder":
        raise Refused(Message(N_("{name} asked for this: nobody decides on a request of their own."), name=name))


def _write(tx: Transaction, record: Coordination, body: dict[str, Any], by: Actor, on: date) -> None:
    if body["state"] == CoordinationState.QUESTION:
        add_turn(tx, record, TurnKind.QUESTION, by, body["question"], by_hand=True)
        tx.change(record, state=CoordinationState.QUESTION.value)
        return
    holder = holder_facts(tx.reader, record.employer_id, on)
    until = body["valid_until"]
    tx.change(
        record,
        state=body["state"],
        holder_id=holder.person.id if holder else None,
        decided_by=by.id,
        decided_on=on,
        channel=Channel.TOOL.value,
        own_decision=record.requested_by == by.id,
        by_hand=True,
        recorded_by=tx.actor.id,
        contest_until=after_working_days(tx.today, whole_number(tx.reader, CONTEST_WORKING_DAYS, tx.today)),
        places=body["places"],
        valid_until=date.fromisoformat(until) if until else None,
        reason=body["reason"],
        alternative=body["alternative"],
    )
    add_conditions(tx, record.id, body["conditions"])
