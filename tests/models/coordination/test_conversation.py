"""The table of the conversation: every state can be reached, every way out is somebody's, and nothing else can be done."""

from __future__ import annotations

import pytest

from models.coordination.conversation import FINAL, STEPS, WAITING, Act, Party, may, may_become, steps_from
from models.kinds import CoordinationState as State


def test_every_state_is_reached_but_the_first_and_the_one_that_follows_from_the_date() -> None:
    assert {state for step in STEPS for state in step.after} == set(State) - {State.DRAFT, State.EXPIRED}
    assert {State.DECLINED, State.WITHDRAWN} == FINAL


def test_every_act_stands_in_the_table() -> None:
    assert {step.act for step in STEPS} == set(Act)


def test_only_the_account_holder_agrees_declines_asks_back_and_contests() -> None:
    for act in (Act.APPROVE, Act.APPROVE_IF, Act.DECLINE, Act.ASK_BACK, Act.CONTEST, Act.UPHOLD):
        assert {party for step in STEPS if step.act is act for party in step.by} == {Party.DECIDER}


@pytest.mark.parametrize("state", State)
def test_nobody_can_do_what_the_table_does_not_have(state: State) -> None:
    for act in Act:
        for party in Party:
            assert may(act, state, [party]) == (act in {step.act for step in steps_from(state, party)})
        assert not may(act, state, [])


def test_what_was_answered_is_not_answered_again() -> None:
    for state in set(State) - set(WAITING) - {State.CONTESTED}:
        assert not may(Act.APPROVE, state, Party)
        assert not may(Act.DECLINE, state, Party)
        assert not may_become(state, State.DECLINED)
    assert may_become("used", State.CONTESTED)
    assert not may_become("declined", State.APPROVED)
