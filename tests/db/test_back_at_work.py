"""Work that broke off: Vandaag counts the days, a report measures who was back in time, and fallback places that went."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from db.absences import add_absence
from db.back_at_work import BackAtWork, Return, back_at_work
from db.placements import check_active, place, propose
from db.reading import Reader
from db.store import Store
from db.today import today_of
from db.today_broke import broke_anywhere
from models.absence import AbsenceInput
from models.actor import Actor
from models.client import Client
from models.indication import Indication
from models.kinds import Form, PlacementState
from models.location import Location
from models.placement import Placement
from models.today import Remedy, Why
from tests.conftest import Clock
from tests.db.world import FALLBACK, World, proposal, told

TODAY = date(2026, 11, 24)


@pytest.fixture
def world(store: Store, admin: Actor) -> World:
    return World(store, admin)


def days(n: int) -> date:
    return TODAY + timedelta(n)


def worked(world: World, client: bytes, start: int, ended: int | None = None, **values: Any) -> bytes:
    """A placement from so many days after today, that broke off or still runs."""
    state = PlacementState.ACTIVE if ended is None else PlacementState.BROKEN_OFF
    given = {"employer_id": world.bakery, "form": Form.GROUP_SECONDMENT.value, "state": state.value} | values
    with world.store.write(world.admin, "test.placement") as tx:
        number = tx.next_number("placement")
        last = None if ended is None else days(ended)
        return tx.add(Placement(number=number, client_id=client, start=days(start), ended_on=last, **given)).id


def report(world: World, first: int = -100, last: int = 0, **options: Any) -> BackAtWork:
    with world.store.read() as reader:
        return back_at_work(reader, days(first), days(last), TODAY, **options)


@pytest.mark.parametrize(
    ("ended", "then", "outcome", "without"),
    [
        (-30, [(-29, None)], Return.IN_TIME, 0),
        (-30, [(-16, None)], Return.IN_TIME, 13),
        (-30, [(-15, None)], Return.LATE, 14),
        (-30, [(-20, -18), (-10, None)], Return.IN_TIME, 9),
        (-30, [(-60, None)], Return.IN_TIME, 0),
        (-30, [(-60, -31)], Return.NOT_BACK, 30),
        (-30, [(5, None)], Return.NOT_BACK, 30),
        (-14, [], Return.OPEN, 14),
        (-15, [], Return.NOT_BACK, 15),
        (0, [], Return.OPEN, 0),
    ],
)
def test_how_soon_somebody_was_back(
    world: World, ended: int, then: list[tuple[int, int | None]], outcome: Return, without: int
) -> None:
    number = world.value("SELECT number FROM placement WHERE id = ?", worked(world, world.joris, -90, ended))
    for start, last in then:
        worked(world, world.joris, start, last, **({"state": "ended"} if last is not None else {}))
    line = report(world).lines[0]
    assert (line.placement, line.name, line.where, line.last) == (number, "Joris Baan", "Bakkerij Oost", days(ended))
    assert (line.outcome, line.days) == (outcome, without)


def test_the_share_counts_who_could_be_back(world: World) -> None:
    names = ("Prins", "Smit", "Vos", "Kok", "Bos")
    for name, back, values in zip(names, (-35, -5, None, None, None), ({}, {}, {}, {"status": "moved"}, {}), strict=True):
        client = world.client(name, world.colleague if name == "Vos" else world.consultant, **values)
        worked(world, client, -90, -40 if name != "Bos" else -3)
        if back is not None:
            worked(world, client, back)
    never = world.client("Nooit", world.consultant)
    worked(world, never, 10, -1)
    found = report(world)
    assert found.counts == {Return.IN_TIME: 1, Return.LATE: 1, Return.NOT_BACK: 1, Return.LEFT: 1, Return.OPEN: 1}
    assert (found.measured, found.share, found.within, len(found.lines)) == (3, 1 / 3, 14, 5)
    assert report(world, consultant=world.colleague.id).share == 0
    assert report(world, team="South").share is None
    assert report(world, -10).counts[Return.OPEN] == 1


def test_the_report_goes_along_what_broke_off(world: World) -> None:
    with world.store.read() as reader:
        seen: list[str] = []

        class Planner(Reader):
            def each(self, sql: str, params: Any = ()) -> Iterator[tuple[Any, ...]]:
                seen.extend(row[3] for row in self.rows(f"EXPLAIN QUERY PLAN {sql}", params))
                return iter(())

        back_at_work(Planner(reader.connection), days(-30), TODAY, TODAY)
    assert any("ix_placement_ended (ended_on>? AND ended_on<?)" in step for step in seen)
    assert not [step for step in seen if step.startswith("SCAN")]


def lines(world: World, *why: Why) -> list[tuple[str, Remedy]]:
    with world.store.read() as reader:
        found = today_of(reader, world.consultant.id, world.store.today())
    return [(str(line.sentence), line.remedy) for line in found.lines if line.why in why]


def test_vandaag_counts_the_days_since_it_broke_off(world: World) -> None:
    worked(world, world.joris, -90, -5, fallback_id=FALLBACK)
    other = world.client("Smit", world.consultant, call_name="Els")
    worked(world, other, -90, -60, state="ended")
    worked(world, other, -40, -9)
    third = world.client("Vos", world.consultant, call_name="Ida")
    worked(world, third, -90, -7, fallback_id=FALLBACK)
    ill = AbsenceInput(from_date=days(-7), expected_until=days(-1))
    add_absence(world.store, world.consultant, third, ill)
    assert lines(world, Why.BACK, Why.AWAY, Why.NO_WORK) == [
        ("Els Smit, 9 days without work since it broke off · no fallback place", Remedy.PLACE),
        ("Ida Vos, 7 days without work since it broke off · ill now", Remedy.FALL_BACK),
        ("Joris Baan, 5 days without work since it broke off · fallback place Werkplein Thuis", Remedy.FALL_BACK),
        ("Ida Vos: expected back after 2026-11-23, and nobody wrote it down", Remedy.NOTE_BACK),
    ]
    worked(world, other, 3)
    assert lines(world, Why.BACK, Why.NO_WORK)[0][0].startswith("Ida Vos")


def outside(world: World, **values: Any) -> None:
    from db.coordinations import record_verbal

    record_verbal(world.store, world.consultant, told(world.joris, world.bakery, world.holder))
    assert place(world.store, world.consultant, proposal(world.joris, world.bakery, **values)).number


def test_a_fallback_place_that_fills_up_or_closes_is_told_once(world: World, clock: Clock) -> None:
    outside(world)
    kept = world.client("Smit", world.consultant)
    assert propose(world.store, world.consultant, proposal(kept, world.bakery)).number
    assert lines(world, Why.BROKE) == []
    world.set(Location, FALLBACK, capacity=2)
    clock.now += timedelta(days=2)
    for name in ("Bos", "Kok"):
        worked(world, world.client(name, world.colleague), 1, employer_id=None, location_id=FALLBACK, activated_on=days(2))
    full = ("Werkplein Thuis is full: Joris Baan has no fallback place any more", Remedy.CHANGE_FALLBACK)
    assert lines(world, Why.BROKE) == [
        full,
        ("Werkplein Thuis is full: Smit has no fallback place any more", Remedy.RESUME),
    ]
    assert [(number, [f.rule for f in found.blocks]) for number, found in check_active(world.store).broken if "C9" in str(found)]
    clock.now += timedelta(days=3)
    assert lines(world, Why.BROKE) == []
    with world.store.read() as reader:
        since = [str(line.sentence) for line in broke_anywhere(reader, world.store.today(), days(1))]
    assert full[0] in since, "what broke since a day that is named"
    world.set(Location, FALLBACK, capacity=60, closed_on=world.store.today() - timedelta(days=1))
    assert lines(world, Why.BROKE)[0] == (
        "Werkplein Thuis closed: Joris Baan has no fallback place any more",
        Remedy.CHANGE_FALLBACK,
    )


def test_indications_that_came_nearer_their_end_are_told_by_a_check(world: World) -> None:
    key = world.value("SELECT id FROM indication WHERE client_id = ?", world.joris)

    def nearer(since: int) -> list[str]:
        with world.store.read() as reader:
            return [str(line.sentence) for line in broke_anywhere(reader, TODAY, days(since))]

    world.set(Indication, key, valid_until=days(60))
    assert nearer(-1) == ["Indication of Joris Baan ends in 60 days"]
    world.set(Indication, key, valid_until=days(59))
    assert nearer(-1) == []
    assert nearer(-2) == ["Indication of Joris Baan ends in 59 days"]
    world.set(Indication, key, valid_until=days(-1))
    assert nearer(-1) == ["Indication of Joris Baan is over"]
    world.set(Client, world.joris, archived_on=TODAY)
    assert nearer(-1) == []
