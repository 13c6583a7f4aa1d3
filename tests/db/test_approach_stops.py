"""Approach stops: who lays and lifts them, and when they run."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from db.approach_stops import StopRow, lay_stop, lift_stop, stops_of
from db.store import Store
from models.actor import Actor
from models.errors import InvalidInput, Refused
from models.kinds import Role

TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)


def stops(store: Store, employer: bytes) -> tuple[StopRow, ...]:
    with store.read() as reader:
        return stops_of(reader, employer)


def test_stop_is_laid_and_lifted(store: Store, make_user: Any, make_employer: Any, clock: Any) -> None:
    employer = make_employer()
    manager = make_user("L. Schothorst", Role.ACCOUNT_MANAGER, werkplein="Almelo")
    key = lay_stop(store, manager, employer.id, reason="reorganisation ", from_date=TODAY, until=TODAY + 30 * DAY)
    (stop,) = stops(store, employer.id)
    assert (stop.id, stop.reason, stop.from_date, stop.until_date, stop.lifted_on) == (
        key,
        "reorganisation",
        TODAY,
        TODAY + 30 * DAY,
        None,
    )
    clock.forward(days=2)
    lift_stop(store, manager, key)
    (stop,) = stops(store, employer.id)
    assert [stop.runs_on(TODAY + n * DAY) for n in range(-1, 4)] == [False, True, True, False, False]
    with pytest.raises(Refused, match="does not run"):
        lift_stop(store, manager, key)


@pytest.mark.parametrize(
    ("stop", "runs"),
    [
        ((TODAY, None, None), True),
        ((TODAY, TODAY, None), True),
        ((TODAY - DAY, TODAY - DAY, None), False),
        ((TODAY + DAY, None, None), False),
        ((TODAY - DAY, None, TODAY), False),
        ((TODAY - DAY, None, TODAY + DAY), True),
    ],
)
def test_stop_runs(stop: Any, runs: bool) -> None:
    assert StopRow(b"", "rest", *stop, 1).runs_on(TODAY) is runs


@pytest.mark.parametrize(
    ("values", "field"),
    [({"reason": " "}, "reason"), ({"reason": "x", "until": TODAY - DAY}, "until_date")],
)
def test_stop_that_makes_no_sense(store: Store, admin: Actor, make_employer: Any, values: Any, field: str) -> None:
    employer = make_employer()
    with pytest.raises(InvalidInput) as caught:
        lay_stop(store, admin, employer.id, from_date=TODAY, **values)
    assert caught.value.problems[0][0] == field
    assert stops(store, employer.id) == ()


@pytest.mark.parametrize(
    ("role", "werkplein"), [(Role.CONSULTANT, "Almelo"), (Role.TEAM_LEAD, None), (Role.ACCOUNT_MANAGER, "Wierden")]
)
def test_stops_are_the_werkpleins(
    store: Store, admin: Actor, make_user: Any, make_employer: Any, role: Role, werkplein: str | None
) -> None:
    employer, who = make_employer(), make_user("Wie", role, werkplein=werkplein)
    with pytest.raises(Refused, match="mandate"):
        lay_stop(store, who, employer.id, reason="rest", from_date=TODAY)
    key = lay_stop(store, admin, employer.id, reason="rest", from_date=TODAY)
    with pytest.raises(Refused, match="mandate"):
        lift_stop(store, who, key)
    assert stops(store, employer.id)[0].lifted_on is None


def test_stop_that_ended_is_not_lifted(store: Store, admin: Actor, make_employer: Any) -> None:
    key = lay_stop(store, admin, make_employer().id, reason="rest", from_date=TODAY - 9 * DAY, until=TODAY - DAY)
    with pytest.raises(Refused, match="does not run"):
        lift_stop(store, admin, key)
