"""Taking back a change of a running placement: it becomes what it was when no rule is broken by that."""

from __future__ import annotations

import pytest

from db.placements import place
from db.store import Store
from db.undoing.own_acts import newest, redo, undo
from models.actor import Actor
from models.errors import Blocked
from tests.db.test_placement_changes import agree, change, runs, stored  # noqa: F401 - a fixture
from tests.db.world import World, proposal


@pytest.fixture
def world(store: Store, admin: Actor) -> World:
    return World(store, admin)


def last(world: World, *, stands: bool = True) -> int:
    with world.store.read() as reader:
        found = newest(reader, world.consultant, stands=stands)
    assert found is not None
    return found.number


def test_a_change_is_taken_back_and_done_again(world: World, runs: bytes) -> None:  # noqa: F811
    kept = stored(world, runs, "assessment")
    change(world, runs, hours="24")
    number = last(world)
    undo(world.store, world.consultant, number)
    assert (stored(world, runs, "hours"), stored(world, runs, "assessment")) == ("20", kept)
    redo(world.store, world.consultant, number)
    assert stored(world, runs, "hours") == "24"


def test_hours_that_somebody_else_got_meanwhile_do_not_come_back(world: World, runs: bytes) -> None:  # noqa: F811
    change(world, runs, hours="8")
    number = last(world)
    other = world.employer("Smederij West", world.holder)
    agree(world, other)
    assert place(world.store, world.lead, proposal(world.joris, other, hours="28")).number is not None
    with pytest.raises(Blocked):
        undo(world.store, world.consultant, number)
    assert stored(world, runs, "hours") == "8"
