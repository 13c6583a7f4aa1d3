"""Absences have days, the client's status follows from them, and what is not so is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from db.absences import absences_of, add_absence, change_absence, end_absence, open_absence
from db.clients import client_file, update_client
from db.history import history
from db.placements import check_proposal
from db.store import Store
from db.undoing import own_acts
from models.absence import AbsenceInput, BackInput
from models.actor import Actor
from models.client import Client
from models.errors import InvalidInput, Refused
from models.kinds import AbsenceKind, ClientStatus
from tests.conftest import Clock
from tests.db.world import START, World, proposal

TODAY = date(2026, 11, 24)


@pytest.fixture
def world(store: Store, admin: Actor) -> World:
    return World(store, admin)


def away(world: World, start: int = 0, expected: int | None = None, kind: AbsenceKind = AbsenceKind.ILL) -> bytes:
    """Joris is away from so many days from today, expected until so many."""
    until = None if expected is None else TODAY + timedelta(expected)
    data = AbsenceInput(kind=kind, from_date=TODAY + timedelta(start), expected_until=until)
    return add_absence(world.store, world.consultant, world.joris, data)


def status(world: World) -> str:
    return str(world.value("SELECT status FROM client WHERE id = ?", world.joris))


def available(world: World, start: date = START) -> tuple[str, str]:
    found = check_proposal(world.store, world.consultant, proposal(world.joris, world.bakery, start=start)).of("C16")
    return found.outcome, str(found.sentence)


def test_the_status_follows_what_is_recorded(world: World) -> None:
    key = away(world, -3)
    assert status(world) == "ill"
    change_absence(world.store, world.consultant, key, 1, AbsenceInput(kind="leave", from_date=TODAY - timedelta(3)))
    assert status(world) == "absent"
    end_absence(world.store, world.consultant, key, 2, BackInput(back_on=TODAY))
    assert status(world) == "active"
    with world.store.read() as reader:
        (row,) = absences_of(reader, world.joris)
        told = [str(line.action) for line in history(reader, key)]
        assert open_absence(reader, world.joris) is None
    assert (row.until_date, row.is_open, row.runs_on(TODAY - timedelta(1)), row.runs_on(TODAY)) == (
        TODAY - timedelta(1),
        False,
        True,
        False,
    )
    assert set(told) == {"absence recorded", "absence changed", "back from absence"}


def test_an_absence_that_is_still_to_come_changes_no_status(world: World) -> None:
    away(world, 7, 20, AbsenceKind.LEAVE)
    assert status(world) == "active"
    assert available(world) == (
        "warn",
        "Joris Baan is on leave from 2026-12-01, expected until 2026-12-14: can they start on 2026-12-01?",
    )
    assert available(world, date(2026, 12, 15))[0] == "pass"


def test_what_the_rule_of_availability_makes_of_the_days(world: World, clock: Clock) -> None:
    away(world, -3, 2)
    assert available(world) == ("pass", "Joris Baan is away now, and expected back before 2026-12-01.")
    assert available(world, TODAY)[0] == "warn"
    clock.now += timedelta(days=5)
    assert available(world) == (
        "warn",
        "Joris Baan is ill from 2026-11-21, expected until 2026-11-26: can they start on 2026-12-01?",
    ), "nobody wrote down that he is back"


def test_of_who_came_in_ill_nobody_knows_the_days(world: World) -> None:
    world.set(Client, world.joris, status="ill")
    assert available(world) == ("warn", "Joris Baan is ill, and nobody wrote down since when: can they start?")


@pytest.mark.parametrize(("now", "last"), [("active", -1), ("ended", 0), ("moved", 0)])
def test_a_status_that_is_set_by_hand_ends_what_runs(world: World, now: str, last: int) -> None:
    away(world, -3)
    version = world.value("SELECT version FROM client WHERE id = ?", world.joris)
    update_client(world.store, world.consultant, world.joris, version, {"status": now})
    with world.store.read() as reader:
        file = client_file(reader, world.joris, TODAY)
    assert (file.status, file.absences[0].until_date) == (ClientStatus(now), TODAY + timedelta(last))
    if now != "active":
        with pytest.raises(Refused, match="no longer with us"):
            away(world, 5)


def test_what_can_not_be(world: World) -> None:
    key = away(world, -3)
    with pytest.raises(Refused, match="is away already from 2026-11-21"):
        away(world, 4)
    for back, why in ((TODAY + timedelta(1), "still to come"), (TODAY - timedelta(3), "began on 2026-11-21")):
        with pytest.raises(InvalidInput) as refused:
            end_absence(world.store, world.consultant, key, 1, BackInput(back_on=back))
        assert why in str(refused.value.problems[0][1])
    end_absence(world.store, world.consultant, key, 1, BackInput(back_on=TODAY))
    with pytest.raises(Refused, match="ended already"):
        end_absence(world.store, world.consultant, key, 2, BackInput(back_on=TODAY))
    with pytest.raises(Refused, match="already"):
        away(world, -2, -1)


def test_undoing_gives_the_status_back_too(world: World) -> None:
    away(world)
    with world.store.read() as reader:
        act = own_acts.newest(reader, world.consultant, stands=True)
    assert act is not None
    own_acts.undo(world.store, world.consultant, act.number)
    assert (status(world), world.count("absence")) == ("active", 0)
