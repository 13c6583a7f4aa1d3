"""Every order of acts by everybody: nothing that the table forbids can be done, and nothing that it allows is refused."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from db.conversation import answer, ask_back, confirm, contest, remind, uphold
from db.coordination_routing import hand_over
from db.coordinations import approve, decline, record_verbal, request, send, tick, withdraw
from db.placements import end_placement, place
from db.store import Store
from models.actor import Actor
from models.coordination.conversation import FINAL, GIVEN, STEPS, Act, Party, may
from models.errors import NuoError
from models.kinds import CoordinationState as State
from models.user import User
from tests.db.world import World, asked, proposal, told

PEOPLE: dict[str, frozenset[Party]] = {
    "consultant": frozenset((Party.REQUESTER,)),
    "lead": frozenset((Party.TEAM_LEAD,)),
    "holder": frozenset((Party.DECIDER,)),
    "manager": frozenset(),
    "colleague": frozenset(),
    "other_lead": frozenset(),
    "admin": frozenset(),
}
"""As what each of them acts; the first user has every role, leads no team of theirs and holds no employer."""
ACTS: dict[Act, Callable[[Store, Actor, bytes, bool], Any]] = {
    Act.SEND: lambda store, who, key, _: send(store, who, key),
    Act.ASK_BACK: lambda store, who, key, _: ask_back(store, who, key, "When?"),
    Act.ANSWER: lambda store, who, key, _: answer(store, who, key, "Now"),
    Act.APPROVE: lambda store, who, key, several: approve(store, who, key, places=1 if several else None),
    Act.APPROVE_IF: lambda store, who, key, several: approve(
        store, who, key, conditions=["A guide"], places=1 if several else None
    ),
    Act.DECLINE: lambda store, who, key, _: decline(store, who, key, "no", alternative="Elsewhere"),
    Act.WITHDRAW: lambda store, who, key, _: withdraw(store, who, key, "found"),
    Act.TICK: lambda store, who, key, _: tick(store, who, key, 1),
    Act.CONTEST: lambda store, who, key, _: contest(store, who, key, "not so"),
    Act.UPHOLD: lambda store, who, key, _: uphold(store, who, key),
    Act.CONFIRM: lambda store, who, key, _: confirm(store, who, key),
    Act.HAND_OVER: lambda store, who, key, _: hand_over(store, who, key),
    Act.REMIND: lambda store, who, key, _: remind(store, who, key),
}
"""What people do with a request."""
ENDS = (Act.DECLINE, Act.WITHDRAW)
BEGINS = ("draft", "request", "verbal")


class Conversation(RuleBasedStateMachine):
    """One request at a time, in one world, so that a store is made once; each has a client and an employer of its own."""

    world: World
    reached: set[State]
    state = State.REQUESTED
    several = conditional = met = told = placed = ever = handed = False

    @initialize(seed=st.integers(0, 2**32))
    def begin(self, seed: int) -> None:
        """What follows is drawn evenly, from one seed: hypothesis itself would mostly try the first of every list."""
        self.chance = Random(seed)
        self._begin(self.chance.choice(BEGINS))

    @rule()
    def somebody_does(self) -> None:
        """Half of the time something that is possible and ends nothing, so that the far states are reached as well."""
        chance = self.chance
        several, name, act = chance.random() < 0.5, chance.choice(list(PEOPLE)), chance.choice(list(ACTS))
        possible = [what for what in ACTS if what not in ENDS and may(what, self.state, Party)]
        match chance.randrange(8):
            case 0:
                self._place()
            case 1:
                self._end()
            case 2 | 3 if self.state in FINAL:
                self._begin(chance.choice(BEGINS))
            case 2 | 3 | 4 if possible:
                what = chance.choice(possible)
                self._try(chance.choice([who for who in PEOPLE if may(what, self.state, self._parties(who))]), what, several)
            case _:
                self._try(name, act, several)

    def _begin(self, begins: str) -> None:
        self.several = self.conditional = self.met = self.told = self.placed = self.ever = self.handed = False
        self.client = self.world.client("Baan", self.world.consultant)
        self.employer = self.world.employer("Oost", self.world.holder)
        if begins == "verbal":
            row = record_verbal(self.world.store, self.world.consultant, told(self.client, self.employer, self.world.holder))
            self.told = True
        else:
            row = request(self.world.store, self.world.consultant, asked(self.client, self.employer), draft=begins == "draft")
        self.key, self.state = row.id, row.state
        self.reached.add(row.state)

    def _place(self) -> None:
        allowed = self.state in GIVEN and (self.met or not self.conditional) and not self.placed
        done = place(self.world.store, self.world.consultant, proposal(self.client, self.employer))
        assert (done.number is not None) == allowed, [str(f.sentence) for f in done.assessment.blocks]
        if allowed:
            self.placement, self.placed, self.ever = done.id, True, True
            self._becomes(Act.USE)

    def _end(self) -> None:
        if self.placed:
            end_placement(self.world.store, self.world.consultant, self.placement, 1, on=self.world.store.today(), reason="moved")
            self.placed = False
            if self.state is State.USED and self.several:
                self._becomes(Act.RELEASE)
            assert self._kept() is self.state

    def _parties(self, name: str) -> frozenset[Party]:
        """As what they act: the deputy, to whom it was handed, decides on it beside the account holder."""
        return PEOPLE[name] | ({Party.DECIDER} if self.handed and name == "manager" else frozenset())

    def _allowed(self, name: str, act: Act) -> bool:
        if act is Act.TICK and (not self.conditional or self.met):
            return False
        if act in (Act.CONTEST, Act.CONFIRM) and not self.told:
            return False
        if act is Act.HAND_OVER and self.handed:
            return False
        return may(act, self.state, self._parties(name))

    def _try(self, name: str, act: Act, several: bool) -> None:
        allowed, before = self._allowed(name, act), self.world.count("journal_entry")
        try:
            ACTS[act](self.world.store, getattr(self.world, name), self.key, several)
        except NuoError:
            assert not allowed, f"{name} may {act} from {self.state}"
            assert self.world.count("journal_entry") == before
            return
        assert allowed, f"{name} may not {act} from {self.state}"
        if act in (Act.APPROVE, Act.APPROVE_IF):
            self.several, self.conditional = several, act is Act.APPROVE_IF
        self.met = self.met or act is Act.TICK
        self.handed = self.handed or act is Act.HAND_OVER
        self.told = self.told and act not in (Act.UPHOLD, Act.CONFIRM)
        self._becomes(act)

    def _becomes(self, act: Act) -> None:
        after = next(step.after for step in STEPS if step.act is act and self.state in step.before)
        kept = self._kept()
        assert kept in after, f"{act} leads from {self.state} to {kept}"
        if act in (Act.UPHOLD, Act.RELEASE):
            used = self.placed or (self.ever and not self.several)
            assert kept is (State.USED if used else State.CONDITIONS if self.conditional else State.APPROVED)
        self.state = kept
        self.reached.add(kept)

    def _kept(self) -> State:
        return State(self.world.value("SELECT state FROM coordination WHERE id = ?", self.key))


def test_every_order_of_acts(store: Store, admin: Actor) -> None:
    world = World(store, admin)
    world.set(User, world.holder.id, deputy_id=world.manager.id)
    kept = type("Kept", (Conversation,), {"world": world, "reached": set()})
    quick = settings(
        max_examples=60,
        stateful_step_count=40,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
        database=None,
    )
    run_state_machine_as_test(kept, settings=quick)
    assert kept.reached == set(State) - {State.EXPIRED}, "every state that is drawn; expired follows from the date"


@pytest.mark.parametrize("act", ACTS)
def test_every_act_is_in_the_table(act: Act) -> None:
    assert any(step.act is act for step in STEPS)
    assert set(ACTS) == set(Act) - {Act.USE, Act.RELEASE}
