"""The request as a conversation: which act leads from which state to which, and who may do it. The whole of it is one table.

    draft → requested ⇄ question
            requested, question → approved · approved with conditions · declined · withdrawn
            approved, approved with conditions → used → (a place comes free) → approved, approved with conditions
            a consent that was recorded as said by voice or letter → contested → it stands after all · declined · withdrawn

``expired`` is never stored: it follows from the last day of a consent. Whether somebody is such a party, and whether a
term has passed, is for ``db/coordinations.py`` to find out, inside the transaction that writes.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from models.kinds import CoordinationState as State


class Act(StrEnum):
    """What can be done with a request."""

    SEND = "send"
    ASK_BACK = "ask-back"
    ANSWER = "answer"
    APPROVE = "approve"
    APPROVE_IF = "approve-if"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    TICK = "tick"
    USE = "use"
    RELEASE = "release"
    CONTEST = "contest"
    UPHOLD = "uphold"
    CONFIRM = "confirm"
    HAND_OVER = "hand-over"
    REMIND = "remind"


class Party(StrEnum):
    """As what somebody does it."""

    REQUESTER = "requester"
    TEAM_LEAD = "team-lead"
    """Leads the team of who asked."""
    DECIDER = "decider"
    """The account holder, or the deputy of that day, or the deputy to whom this request was handed."""
    PLACING = "placing"
    """The act of placing or ending a placement, whoever does it; its own mandate is asked for there (rule A1)."""


class Step(NamedTuple):
    """One line of the table."""

    act: Act
    before: frozenset[State]
    after: frozenset[State]
    """Where it leads: to the first that fits; an act that changes nothing of the state leads back to where it was."""
    by: frozenset[Party]


def _step(act: Act, before: Iterable[State], after: Iterable[State], *by: Party) -> Step:
    return Step(act, frozenset(before), frozenset(after), frozenset(by))


_ASKER = (Party.REQUESTER, Party.TEAM_LEAD)
WAITING = (State.REQUESTED, State.QUESTION)
"""States in which an answer is still to come: from the account holder, or first from who asked."""
GIVEN = (State.APPROVED, State.CONDITIONS)
"""States in which a consent can be used."""

STEPS: tuple[Step, ...] = (
    _step(Act.SEND, [State.DRAFT], [State.REQUESTED], Party.REQUESTER),
    _step(Act.ASK_BACK, [State.REQUESTED], [State.QUESTION], Party.DECIDER),
    _step(Act.ANSWER, [State.QUESTION], [State.REQUESTED], *_ASKER),
    _step(Act.APPROVE, WAITING, [State.APPROVED], Party.DECIDER),
    _step(Act.APPROVE_IF, WAITING, [State.CONDITIONS], Party.DECIDER),
    _step(Act.DECLINE, [*WAITING, State.CONTESTED], [State.DECLINED], Party.DECIDER),
    _step(Act.WITHDRAW, [State.DRAFT, *WAITING, State.CONTESTED], [State.WITHDRAWN], *_ASKER),
    _step(Act.WITHDRAW, GIVEN, [State.WITHDRAWN], *_ASKER, Party.DECIDER),
    _step(Act.TICK, [State.CONDITIONS], [State.CONDITIONS], *_ASKER, Party.DECIDER),
    _step(Act.USE, GIVEN, [State.USED], Party.PLACING),
    _step(Act.RELEASE, [State.USED], GIVEN, Party.PLACING),
    _step(Act.CONTEST, [*GIVEN, State.USED], [State.CONTESTED], Party.DECIDER),
    _step(Act.UPHOLD, [State.CONTESTED], [*GIVEN, State.USED], Party.DECIDER),
    _step(Act.CONFIRM, [*GIVEN, State.USED], [*GIVEN, State.USED], Party.DECIDER),
    _step(Act.HAND_OVER, WAITING, WAITING, Party.DECIDER, Party.TEAM_LEAD),
    _step(Act.REMIND, WAITING, WAITING, *_ASKER),
)
"""Who may do what, from where, and where it leads (promises 28 and 33). What is not here can't be done."""

FINAL = frozenset(State) - {state for step in STEPS for state in step.before} - {State.EXPIRED}
"""States after which nothing follows."""


def steps_from(state: State, party: Party) -> tuple[Step, ...]:
    """What a party may do with a request in this state."""
    return tuple(step for step in STEPS if state in step.before and party in step.by)


def may(act: Act, state: State, parties: Iterable[Party]) -> bool:
    """Whether somebody who is all of ``parties`` may do this now."""
    held = frozenset(parties)
    return any(step.act is act and state in step.before and step.by & held for step in STEPS)


def may_become(now: str, then: State) -> bool:
    """Whether any act leads from a state to another."""
    return any(now in step.before and then in step.after for step in STEPS if step.before != step.after)
