"""Vandaag tells what placements and proposals rested on until the last working day, and no longer do."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from db.actions import add_action
from db.coordinations import record_verbal, withdraw
from db.placements import place, propose
from db.store import Store
from db.today import today_of
from db.today_broke import since
from models.action import ActionInput
from models.actor import Actor
from models.coordination.request import Coordination
from models.employer import AccountHolding
from models.kinds import CoordinationState
from models.today import Why
from models.user import User
from tests.conftest import Clock
from tests.db.world import World, proposal, told

TODAY = date(2026, 11, 24)


@pytest.fixture
def world(store: Store, admin: Actor) -> World:
    return World(store, admin)


def broken(world: World, who: Actor | None = None) -> list[str]:
    with world.store.read() as reader:
        found = today_of(reader, (who or world.consultant).id, world.store.today())
    return [str(line.sentence) for line in found.lines if line.why is Why.BROKE]


@pytest.mark.parametrize(
    ("today", "day"),
    [
        (date(2026, 11, 24), date(2026, 11, 23)),
        (date(2026, 11, 23), date(2026, 11, 20)),
        (date(2026, 11, 22), date(2026, 11, 20)),
        (date(2026, 11, 21), date(2026, 11, 20)),
    ],
)
def test_since_the_last_working_day(today: date, day: date) -> None:
    assert since(today) == day


def running(world: World) -> None:
    record_verbal(world.store, world.consultant, told(world.joris, world.bakery, world.holder))
    assert place(world.store, world.consultant, proposal(world.joris, world.bakery)).number


def test_a_stop_that_was_laid_under_a_placement(world: World) -> None:
    running(world)
    assert broken(world) == []
    world.stop(world.bakery, TODAY)
    assert broken(world) == ["Bakkerij Oost: an approach stop runs (Joris Baan)"]
    assert broken(world, world.colleague) == []


def test_a_stop_of_last_week_is_known_by_now(world: World, clock: Clock) -> None:
    running(world)
    world.stop(world.bakery, TODAY)
    clock.forward(days=7)
    assert broken(world) == []


@pytest.mark.parametrize(("left", "shown"), [(-1, True), (-5, False), (0, False)])
def test_a_consent_that_ran_out_under_a_proposal(world: World, left: int, *, shown: bool) -> None:
    record_verbal(world.store, world.consultant, told(world.joris, world.bakery, world.holder))
    propose(world.store, world.consultant, proposal(world.joris, world.bakery))
    key = world.value("SELECT id FROM coordination")
    world.set(Coordination, key, valid_until=TODAY + timedelta(left), state=CoordinationState.APPROVED.value)
    assert broken(world) == (["Bakkerij Oost: the consent for Joris Baan ran out"] if shown else [])


def test_a_consent_that_was_withdrawn_under_a_proposal(world: World) -> None:
    record_verbal(world.store, world.consultant, told(world.joris, world.bakery, world.holder))
    propose(world.store, world.consultant, proposal(world.joris, world.bakery))
    withdraw(world.store, world.holder, world.value("SELECT id FROM coordination"), "te druk")
    assert broken(world) == ["Bakkerij Oost: the consent for Joris Baan was withdrawn"]


def test_an_account_holder_who_left(world: World) -> None:
    running(world)
    world.set(User, world.holder.id, active=False)
    assert broken(world) == ["Bakkerij Oost has no account holder any more (Joris Baan)"]
    with world.store.write(world.admin, "employer.holder") as tx:
        tx.add(AccountHolding(employer_id=world.bakery, user_id=world.manager.id, from_date=TODAY))
    assert broken(world) == []


def test_actions_of_the_coming_week_come_after_those_of_today(world: World) -> None:
    for days in (8, 7, 1):
        data = ActionInput(what=f"over {days}", due_on=TODAY + timedelta(days), owner_id=world.consultant.id)
        add_action(world.store, world.consultant, data)
    with world.store.read() as reader:
        found = today_of(reader, world.consultant.id, TODAY)
    assert [str(line.sentence) for line in found.lines if line.why is Why.SOON] == ["over 1", "over 7"]
