"""What is said about a request besides asking and deciding: a question and its answer, a reminder, what is contested.

Who may say what, from which state, stands in ``models/coordination/conversation.py``; every act here holds that table
inside its transaction and leaves one turn of the conversation behind, by name and date.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from db.coordination_file import CoordinationRow, coordination_row
from db.coordination_parties import must_be_allowed
from models.coordination.conversation import Act
from models.errors import InvalidInput, Refused
from models.kinds import CoordinationState, TurnKind
from models.messages import N_, Message
from models.workdays import after_working_days, working_days_between

if TYPE_CHECKING:
    from db.store import Store
    from db.writing import Transaction
    from models.actor import Actor
    from models.coordination.request import Coordination


def ask_back(store: Store, actor: Actor, key: bytes, text: str) -> CoordinationRow:
    """Ask who asked something first; the term for deciding stands still until they answer."""
    question = _said(text, "text", N_("Say what you want to know."))
    with store.write(actor, "coordination.ask-back") as tx:
        record = _request(tx, key)
        who = must_be_allowed(tx, actor, record, Act.ASK_BACK)
        add_turn(tx, record, TurnKind.QUESTION, who, question)
        tx.change(record, state=CoordinationState.QUESTION.value)
        return coordination_row(tx.reader, key, tx.today)


def answer(store: Store, actor: Actor, key: bytes, text: str) -> CoordinationRow:
    """Answer the question; the request waits for the account holder again.

    The term moves by the working days after that of the question, up to and with that of the answer: the account holder
    has as many left as when they asked, or is as many too late.
    """
    said = _said(text, "text", N_("Write the answer."))
    with store.write(actor, "coordination.answer") as tx:
        record = _request(tx, key)
        who = must_be_allowed(tx, actor, record, Act.ANSWER)
        due = record.due_on and after_working_days(record.due_on, working_days_between(_asked_back_on(tx, record), tx.today))
        add_turn(tx, record, TurnKind.ANSWER, who, said)
        tx.change(record, state=CoordinationState.REQUESTED.value, due_on=due)
        return coordination_row(tx.reader, key, tx.today)


def remind(store: Store, actor: Actor, key: bytes, text: str | None = None) -> CoordinationRow:
    """Remind who has to decide, or to answer, that this waits for them."""
    with store.write(actor, "coordination.remind") as tx:
        remind_in(tx, actor, key, text)
        return coordination_row(tx.reader, key, tx.today)


def remind_in(tx: Transaction, actor: Actor, key: bytes, text: str | None = None) -> None:
    """See :func:`remind`; one of several in a transaction."""
    record = _request(tx, key)
    who = must_be_allowed(tx, actor, record, Act.REMIND)
    add_turn(tx, record, TurnKind.REMINDER, who, (text or "").strip() or None)


def contest(store: Store, actor: Actor, key: bytes, reason: str) -> CoordinationRow:
    """Deny what was recorded as said: until it is settled, the consent counts for nothing, and what rests on it shows it.

    Only within the term (``contest_until``) and only what somebody else recorded: who decided themselves withdraws.
    """
    why = _said(reason, "reason", N_("Say what is not so: the consultant must know."))
    with store.write(actor, "coordination.contest", why) as tx:
        record = _request(tx, key)
        who = must_be_allowed(tx, actor, record, Act.CONTEST)
        _must_be_contestable(tx, record)
        add_turn(tx, record, TurnKind.CONTESTED, who, why)
        tx.change(
            record,
            state=CoordinationState.CONTESTED.value,
            contested_by=who.id,
            contested_on=tx.today,
            contested_because=why,
        )
        return coordination_row(tx.reader, key, tx.today)


def uphold(store: Store, actor: Actor, key: bytes, text: str | None = None) -> CoordinationRow:
    """Let a contested consent stand after all: it is again what it was, and can't be contested any more."""
    with store.write(actor, "coordination.uphold") as tx:
        record = _request(tx, key)
        who = must_be_allowed(tx, actor, record, Act.UPHOLD)
        add_turn(tx, record, TurnKind.UPHELD, who, (text or "").strip() or None)
        tx.change(
            record,
            state=given_state(tx, record).value,
            contest_until=None,
            contested_by=None,
            contested_on=None,
            contested_because=None,
        )
        return coordination_row(tx.reader, key, tx.today)


def confirm(store: Store, actor: Actor, key: bytes) -> CoordinationRow:
    """Say that what was recorded as said is so: it stands from now on, and can't be contested any more."""
    with store.write(actor, "coordination.confirm") as tx:
        confirm_in(tx, actor, key)
        return coordination_row(tx.reader, key, tx.today)


def confirm_in(tx: Transaction, actor: Actor, key: bytes) -> None:
    """See :func:`confirm`; one of several in a transaction."""
    record = _request(tx, key)
    who = must_be_allowed(tx, actor, record, Act.CONFIRM)
    _must_be_contestable(tx, record)
    add_turn(tx, record, TurnKind.CONFIRMED, who, None)
    tx.change(record, contest_until=None)


def add_turn(
    tx: Transaction, record: Coordination, kind: TurnKind, who: Actor, text: str | None, *, by_hand: bool = False
) -> None:
    """Keep what somebody said about a request, after all that was said before."""
    from models.coordination.request import CoordinationTurn

    last = tx.reader.value("SELECT max(position) FROM coordination_turn WHERE coordination_id = ?", (record.id,))
    tx.add(
        CoordinationTurn(
            coordination_id=record.id,
            position=(last or 0) + 1,
            kind=kind.value,
            user_id=who.id,
            said_on=tx.today,
            text=text,
            by_hand=by_hand,
        )
    )


_USES = """
SELECT count(*) FROM placement WHERE consent_id = :key
   AND (+state IN ('provisional', 'active') OR :places IS NULL AND +state IN ('ended', 'broken-off'))
"""


def given_state(tx: Transaction, record: Coordination) -> CoordinationState:
    """What a consent is that holds: used when all its places are taken, else given, on conditions when it has any."""
    if tx.reader.value(_USES, {"key": record.id, "places": record.places}) >= (record.places or 1):
        return CoordinationState.USED
    conditional = tx.reader.value("SELECT 1 FROM coordination_condition WHERE coordination_id = ? LIMIT 1", (record.id,))
    return CoordinationState.CONDITIONS if conditional else CoordinationState.APPROVED


def _asked_back_on(tx: Transaction, record: Coordination) -> date:
    """The day of the question that is open."""
    day = tx.reader.value(
        "SELECT said_on FROM coordination_turn WHERE coordination_id = ? AND kind = ? ORDER BY position DESC LIMIT 1",
        (record.id, TurnKind.QUESTION.value),
    )
    return date.fromisoformat(day) if day else tx.today


def _must_be_contestable(tx: Transaction, record: Coordination) -> None:
    decider = tx.reader.value("SELECT name FROM user WHERE id = ?", (record.decided_by,)) or ""
    if record.recorded_by is None or record.recorded_by == record.decided_by:
        raise Refused(
            Message(N_("{name} decided on {number} and wrote it down personally."), name=decider, number=record.number),
            Message(N_("Withdraw the consent when it should not hold any more.")),
        )
    if record.contest_until is None:
        raise Refused(Message(N_("{number} can't be contested any more: it stands."), number=record.number))
    if record.contest_until < tx.today:
        raise Refused(
            Message(
                N_("{number} could be contested until and with {date}; now it stands."),
                number=record.number,
                date=record.contest_until,
            ),
            Message(N_("Withdraw the consent when it should not hold any more.")),
        )


def _request(tx: Transaction, key: bytes) -> Coordination:
    from models.coordination.request import Coordination

    return tx.get(Coordination, key)


def _said(text: str, field: str, question: str) -> str:
    if not text.strip():
        raise InvalidInput([(field, Message(question))])
    return text.strip()
