"""Reminders: what ends and what is to be done, without names unless they are asked for."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from db.actions import add_action, finish_action
from db.coordinations import approve, request
from db.placements import place
from db.reminders import record_reminders, reminders_of
from db.store import Store
from models.action import ActionInput
from models.actor import Actor
from models.errors import BadInput
from models.indication import Indication
from models.reminder import Reminder
from models.wage_value import WageValue
from tests.db.world import World, asked, proposal

TODAY = date(2026, 11, 24)


@pytest.fixture
def world(store: Store, admin: Actor) -> World:
    return World(store, admin)


def found(world: World, who: Actor | None = None, **options: Any) -> list[Reminder]:
    with world.store.read() as reader:
        return reminders_of(reader, (who or world.consultant).id, TODAY, **options)


def to_do(world: World, what: str, days: int, **about: bytes) -> bytes:
    data = ActionInput(what=what, due_on=TODAY + timedelta(days), owner_id=world.consultant.id, **about)
    return add_action(world.store, world.consultant, data)


def measured(world: World, client: bytes, days: int, on: date) -> bytes:
    with world.store.write(world.admin, "client.wage-value") as tx:
        value = WageValue(client_id=client, percentage=Decimal(50), measured_on=on, valid_until=TODAY + timedelta(days))
        return tx.add(value).id


@pytest.fixture
def much(world: World) -> World:
    """A placement, an indication, a wage value and a consent that end, and two actions."""
    row = request(world.store, world.consultant, asked(world.joris, world.bakery))
    approve(world.store, world.holder, row.id, valid_until=TODAY + timedelta(80))
    place(world.store, world.consultant, proposal(world.joris, world.bakery, until=TODAY + timedelta(70)))
    other = world.client("Bos", world.consultant, indicated=False, measured=False, prefix="el", call_name="Fatima")
    with world.store.write(world.admin, "client.indication") as tx:
        tx.add(Indication(client_id=other, kind="wsw", valid_until=TODAY + timedelta(20)))
    measured(world, other, -400, date(2024, 1, 1))
    measured(world, other, 50, date(2025, 11, 1))
    again = request(world.store, world.consultant, asked(other, world.bakery))
    approve(world.store, world.holder, again.id, valid_until=TODAY + timedelta(60))
    to_do(world, "Fatima bellen over haar rug", -3, client_id=other)
    to_do(world, "bakkerij bedanken", 5, employer_id=world.bakery)
    finish_action(world.store, world.consultant, to_do(world, "gedaan", 1))
    to_do(world, "te ver weg", 91)
    return world


def test_without_names_there_are_initials_and_numbers(much: World) -> None:
    numbers = {surname: much.value("SELECT number FROM client WHERE surname = ?", surname) for surname in ("Baan", "Bos")}
    fatima = f"F.B. ({numbers['Bos']})"
    assert [((one.day - TODAY).days, str(one.sentence)) for one in found(much)] == [
        (0, f"To do, for {fatima}"),
        (5, "To do: see nuo"),
        (20, f"Indication of {fatima}: renewal is due since 2026-08-24"),
        (50, f"Wage value of {fatima}: measure again"),
        (60, f"Consent of Bakkerij Oost for {fatima} ends"),
        (70, f"J.B. ({numbers['Baan']}) at Bakkerij Oost ends"),
    ]
    told = " ".join(f"{one.sentence} {one.detail}" for one in found(much))
    for name in ("Fatima", "Joris", "Baan", "Bos", "rug", "bedanken"):
        assert name not in told


def test_with_names_the_words_are_there(much: World) -> None:
    told = [str(one.sentence) for one in found(much, names=True)]
    assert "To do: Fatima bellen over haar rug (Fatima el Bos)" in told
    assert "Joris Baan at Bakkerij Oost ends" in told
    assert "Wage value of Fatima el Bos: measure again" in told


def test_each_has_the_same_key_every_time_and_no_two_share_one(much: World) -> None:
    first, second = found(much), found(much, names=True)
    assert [one.key for one in first] == [one.key for one in second]
    assert len({one.key for one in first}) == len(first)


def test_only_so_many_days_ahead_and_only_mine(much: World) -> None:
    assert [(one.day - TODAY).days for one in found(much, days=30)] == [0, 5, 20]
    assert found(much, much.colleague) == []
    for days in (0, -1, 91):
        with pytest.raises(BadInput, match="from 1 to 90"):
            found(much, days=days)


def test_the_journal_says_that_they_left(much: World) -> None:
    record_reminders(much.store, much.consultant, "agenda.ics")
    assert much.value("SELECT reason FROM journal_entry WHERE action = 'export.reminders'") == "agenda.ics"


def test_as_many_queries_as_there_are_lines_and_a_few(much: World) -> None:
    with much.store.read() as reader:
        lines = reminders_of(reader, much.consultant.id, TODAY)
        assert reader.queries <= 5 + len(lines)
