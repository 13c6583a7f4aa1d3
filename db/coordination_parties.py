"""As what somebody may act on a request, and the one place where that is held against the table of the conversation."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol

from db.account_holding import decider_on, holder_on, is_active
from db.caseload import acting_now
from db.placement_facts import employer_facts
from db.reading import Reader, gone
from models.coordination.conversation import STEPS, Act, Party, may
from models.coordination.wording import holder_named, werkplein_named
from models.errors import Refused
from models.kinds import CoordinationState, Role, shown_state
from models.messages import N_, Message

if TYPE_CHECKING:
    from db.writing import Transaction
    from models.actor import Actor
    from models.coordination.request import Coordination

_ASKING = {Act.WITHDRAW: N_("{name} did not ask for {number} and can't withdraw it.")}
"""What who did not ask is told, where there is more to say than that it is not theirs."""


class Theirs(Protocol):
    """Of a request: what tells whose it is."""

    @property
    def requested_by(self) -> bytes:
        """Who asked."""

    @property
    def employer_id(self) -> bytes:
        """Where it was asked."""

    @property
    def handed_to(self) -> bytes | None:
        """The deputy to whom it was handed in particular."""


class Whose(NamedTuple):
    """Whose a request is, by their keys."""

    requested_by: bytes
    employer_id: bytes
    handed_to: bytes | None
    recorded_by: bytes | None
    decided_by: bytes | None


def whose_is(reader: Reader, key: bytes) -> Whose:
    """Whose a request is; :class:`BadInput` when it is gone."""
    row = reader.row(
        "SELECT requested_by, employer_id, handed_to, recorded_by, decided_by FROM coordination WHERE id = ?", (key,)
    )
    if row is None:
        raise gone()
    return Whose(*row)


def parties_of(reader: Reader, who: Actor, request: Theirs, day: date) -> frozenset[Party]:
    """As what somebody may act on a request on a day; nothing when it is none of theirs.

    Who decides: the account holder of the employer, the deputy while the account holder is away or gone, and the deputy to
    whom this one request was handed. A deputy who asked for it decides nothing about it (promise 33).
    """
    found = set()
    asked = request.requested_by == who.id
    if asked:
        found.add(Party.REQUESTER)
    if who.has(Role.TEAM_LEAD):
        team = reader.value("SELECT team FROM user WHERE id = ?", (request.requested_by,))
        if team == who.team:
            found.add(Party.TEAM_LEAD)
    if (role := deciding_as(reader, request, who.id, day)) == "holder" or (role and not asked):
        found.add(Party.DECIDER)
    return frozenset(found)


def deciding_as(reader: Reader, request: Theirs, user_key: bytes, day: date) -> str | None:
    """As what a user decides on a request: ``holder``, ``deputy``, or None when it is not theirs; their own included.

    A hand-over holds as long as the employer has the account holder whose deputy it went to.
    """
    if role := decider_on(reader, request.employer_id, user_key, day):
        return role
    if request.handed_to != user_key or not is_active(reader, user_key):
        return None
    holder = holder_on(reader, request.employer_id, day)
    named = holder and reader.value("SELECT deputy_id FROM user WHERE id = ?", (holder[0],))
    return "deputy" if named == user_key else None


def must_be_allowed(tx: Transaction, actor: Actor, record: Coordination, act: Act) -> Actor:
    """Who acts, with the roles of this moment; :class:`Refused` in words unless the table lets them do this now."""
    who = acting_now(tx.reader, actor)
    must_be_possible(tx.reader, record, act, tx.today)
    if not may(act, CoordinationState(record.state), parties_of(tx.reader, who, record, tx.today)):
        raise _not_theirs(tx, who, record, act)
    return who


def must_be_possible(reader: Reader, record: Coordination, act: Act, today: date) -> None:
    """Raise :class:`Refused`, naming who decided, when nobody can do this with a request in this state."""
    if may(act, CoordinationState(record.state), Party):
        return
    about = {"number": record.number, "state": shown_state(record.state, record.valid_until, today)}
    if record.state == CoordinationState.REQUESTED:
        raise Refused(Message(N_("{number} is {state}: this can't be done with it now."), **about))
    decider = reader.value("SELECT name FROM user WHERE id = ?", (record.decided_by,))
    if decider is None:
        raise Refused(Message(N_("{number} is {state} already."), **about))
    raise Refused(
        Message(N_("{number} is {state} already; {name} decided on {date}."), name=decider, date=record.decided_on, **about)
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


def _not_theirs(tx: Transaction, who: Actor, record: Coordination, act: Act) -> Refused:
    """Whose it is, by the table: of who decides, or of who asked."""
    state = CoordinationState(record.state)
    theirs = {party for step in STEPS if step.act is act and state in step.before for party in step.by}
    if Party.DECIDER in theirs and record.requested_by == who.id and deciding_as(tx.reader, record, who.id, tx.today):
        return Refused(
            Message(N_("{name} asked for this: nobody decides on a request of their own."), name=who.name),
            Message(N_("Wait until the account holder is back, or ask for another deputy.")),
        )
    if Party.DECIDER in theirs and act is not Act.WITHDRAW:
        return nobody_decides(tx.reader, record.employer_id, tx.today)
    requester = tx.reader.value("SELECT name FROM user WHERE id = ?", (record.requested_by,)) or ""
    return Refused(
        Message(
            _ASKING.get(act, N_("{name} did not ask for {number}: this is for who did.")), name=who.name, number=record.number
        ),
        Message(N_("Ask {requester} or the team lead."), requester=requester),
    )
