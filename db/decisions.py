"""Decisions on requests: only the account holder of the employer takes them, or the deputy of that day (promise 33)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from db.account_holding import decider_on, holder_facts
from db.caseload import acting_now
from db.coordination_file import CoordinationRow, coordination_row
from db.placement_facts import employer_facts
from db.settings import whole_number
from models.coordination.conversation import Act, Party, may
from models.coordination.wording import holder_named, werkplein_named
from models.errors import InvalidInput, Refused
from models.kinds import Channel, CoordinationState, shown_state
from models.messages import N_, Message

if TYPE_CHECKING:
    from db.reading import Reader
    from db.store import Store
    from db.writing import Transaction
    from models.actor import Actor
    from models.coordination.request import Coordination

_CONSENT_DAYS = "consent-days"
_MOST_DAYS = (date.max - date.min).days


def approve(
    store: Store,
    actor: Actor,
    key: bytes,
    *,
    conditions: Sequence[str] = (),
    places: int | None = None,
    valid_until: date | None = None,
) -> CoordinationRow:
    """Agree to a request; with conditions it can be used once they are ticked off, with places it stands for several.

    Without ``valid_until`` the consent holds for the days of the setting, from today.
    """
    texts = [text.strip() for text in conditions if text.strip()]
    if places is not None and places < 1:
        raise InvalidInput([("places", Message(N_("A consent is for one place or more.")))])
    with store.write(actor, "coordination.approve") as tx:
        if valid_until is not None and valid_until < tx.today:
            raise InvalidInput(
                [("valid_until", Message(N_("{date} has passed: a consent holds until today at least."), date=valid_until))]
            )
        state = CoordinationState.CONDITIONS if texts else CoordinationState.APPROVED
        request = _must_be_open(tx, key, Act.APPROVE_IF if texts else Act.APPROVE)
        decided = _decision(tx, actor, request)
        until = valid_until or consent_ends(tx.reader, tx.today)
        tx.change(request, **decided, state=state.value, valid_until=until, places=places)
        add_conditions(tx, key, texts)
        return coordination_row(tx.reader, key, tx.today)


def decline(store: Store, actor: Actor, key: bytes, reason: str) -> CoordinationRow:
    """Say no to a request, and why: the consultant must be able to look further, and to learn."""
    if not reason.strip():
        raise InvalidInput([("reason", Message(N_("Say why the answer is no.")))])
    with store.write(actor, "coordination.decline", reason.strip()) as tx:
        request = _must_be_open(tx, key, Act.DECLINE)
        decided = _decision(tx, actor, request)
        tx.change(request, **decided, state=CoordinationState.DECLINED.value, reason=reason.strip())
        return coordination_row(tx.reader, key, tx.today)


def consent_ends(reader: Reader, day: date) -> date:
    """The last day of a consent given on ``day`` without an end of its own; at most the last of the calendar."""
    return day + min(timedelta(days=min(whole_number(reader, _CONSENT_DAYS, day), _MOST_DAYS)), date.max - day)


def add_conditions(tx: Transaction, key: bytes, texts: Sequence[str]) -> None:
    """Keep the conditions of a consent, in their order."""
    from models.coordination.request import CoordinationCondition

    for position, text in enumerate(texts, 1):
        tx.add(CoordinationCondition(coordination_id=key, position=position, text=text))


def must_be_possible(reader: Reader, request: Coordination, act: Act, today: date) -> None:
    """Raise :class:`Refused`, naming who decided, when nobody can do this with a request in this state."""
    if may(act, CoordinationState(request.state), Party):
        return
    about = {"number": request.number, "state": shown_state(request.state, request.valid_until, today)}
    decider = reader.value("SELECT name FROM user WHERE id = ?", (request.decided_by,))
    if decider is None:
        raise Refused(Message(N_("{number} is {state} already."), **about))
    raise Refused(
        Message(N_("{number} is {state} already; {name} decided on {date}."), name=decider, date=request.decided_on, **about)
    )


def nobody_decides(reader: Reader, employer_key: bytes, day: date) -> Refused:
    """Why somebody may not decide for an employer: who may, or that there is nobody who can."""
    employer = employer_facts(reader, employer_key, day)
    if employer.holder is None or employer.holder.deciding is None:
        return Refused(
            Message(N_("{employer} has no account holder who can decide."), employer=employer.name),
            Message(N_("Ask {werkplein} to assign an account holder."), werkplein=werkplein_named(employer)),
        )
    return Refused(
        Message(
            N_("Only the account holder of {employer} decides on this: {holder}."),
            employer=employer.name,
            holder=holder_named(employer.holder),
        ),
        Message(N_("Wait for the answer of {name}, or call and record it."), name=employer.holder.deciding.name),
    )


def _must_be_open(tx: Transaction, key: bytes, act: Act) -> Coordination:
    from models.coordination.request import Coordination

    request = tx.get(Coordination, key)
    must_be_possible(tx.reader, request, act, tx.today)
    return request


def _decision(tx: Transaction, actor: Actor, request: Coordination) -> dict[str, Any]:
    """Who decides, and as what; :class:`Refused` unless it is the account holder of today or the deputy of today."""
    who = acting_now(tx.reader, actor)
    decider = decider_on(tx.reader, request.employer_id, who.id, tx.today)
    if decider is None:
        raise nobody_decides(tx.reader, request.employer_id, tx.today)
    own = request.requested_by == who.id
    if own and decider != "holder":
        raise Refused(
            Message(N_("{name} asked for this: nobody decides on a request of their own."), name=who.name),
            Message(N_("Wait until the account holder is back, or ask for another deputy.")),
        )
    holder = holder_facts(tx.reader, request.employer_id, tx.today)
    return {
        "decided_by": who.id,
        "decided_on": tx.today,
        "channel": Channel.TOOL.value,
        "own_decision": own,
        "holder_id": holder.person.id if holder else None,
    }
