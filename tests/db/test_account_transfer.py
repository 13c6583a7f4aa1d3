"""Transferring employers: marked ones, or all of a colleague who leaves; and taking that back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from db.account_holding import holder_on, holdings
from db.account_transfer import held_by, transfer, transfer_all
from db.coordinations import record_verbal, request, withdraw
from db.employers import assign_holder
from db.handovers import take_note, to_take_note_of
from db.lists.opening import open_wanted
from db.lists.wanted import Wanted
from db.placement_facts import employer_facts
from db.store import Store
from db.undoing import own_acts
from models.actor import Actor
from models.employer import TransferInput
from models.errors import Blocked, InvalidInput, NuoError, Refused
from models.kinds import EmployerState, Role
from models.municipality import municipality_id
from models.user import User
from tests.db.world import World, asked, told

TODAY = date(2026, 11, 24)


@pytest.fixture
def world(store: Store, admin: Actor) -> World:
    return World(store, admin)


def to(who: Actor, **values: Any) -> TransferInput:
    return TransferInput(**{"user_id": who.id, "from_date": TODAY, "reason": "leaves the NUO", "note": "bel eerst"} | values)


def holders(world: World, *employers: bytes) -> list[str | None]:
    with world.store.read() as reader:
        found = [holder_on(reader, employer, TODAY) for employer in employers]
    return [one[1] if one else None for one in found]


def everything(store: Store) -> list[list[tuple[Any, ...]]]:
    tables = ("account_holding", "coordination", "employer", "action", "placement", "user")
    with store.read() as reader:
        kept = []
        for table in tables:
            columns = [row[1] for row in reader.rows(f"PRAGMA table_info({table})")]
            plain = ", ".join(c for c in columns if c not in ("version", "changed_at", "changed_by"))
            kept.append(reader.rows(f"SELECT {plain} FROM {table} ORDER BY id"))
        return kept


def test_all_employers_of_who_leaves_in_one_act_and_back_by_one_undo(world: World) -> None:
    ours = [world.bakery, *(world.employer(f"Bedrijf {n}", world.holder, since=None) for n in range(3))]
    others = world.employer("Van een ander", world.manager)
    waits = request(world.store, world.consultant, asked(world.joris, world.bakery))
    said = record_verbal(world.store, world.consultant, told(world.client("Bos", world.consultant), ours[1], world.holder))
    with world.store.write(world.admin, "test.set") as tx:
        from models.coordination.request import Coordination

        tx.change(tx.get(Coordination, said.id), contest_until=date(2026, 12, 1))
    before = everything(world.store)
    acts = world.count("journal_entry")

    done = transfer_all(world.store, world.manager, world.holder.id, to(world.manager, user_id=world.colleague.id))

    assert (done.employers, done.requests) == (4, 2)
    assert world.count("journal_entry") == acts + 1
    assert holders(world, *ours, others) == ["P. Linde"] * 4 + ["L. Schothorst"]
    assert {world.value("SELECT holder_id FROM coordination WHERE id = ?", one.id) for one in (waits, said)} == {
        world.colleague.id
    }
    with world.store.read() as reader:
        assert held_by(reader, world.holder.id, TODAY) == []
        (newest, before_it) = holdings(reader, ours[1])
        assert (newest.name, newest.reason, newest.note, newest.from_date) == ("P. Linde", "leaves the NUO", "bel eerst", TODAY)
        assert (before_it.name, before_it.from_date, before_it.until_date) == ("M. Dijkhuis", None, TODAY)
        act = own_acts.newest(reader, world.manager, stands=True)
    assert act is not None
    own_acts.undo(world.store, world.manager, act.number)
    assert everything(world.store) == before
    own_acts.redo(world.store, world.manager, act.number)
    assert holders(world, *ours) == ["P. Linde"] * 4


def test_the_new_account_holder_is_told_until_they_know(world: World) -> None:
    ours = [world.bakery, world.employer("Bedrijf", world.holder)]
    transfer(world.store, world.manager, ours, to(world.colleague))
    mine = world.employer("Nieuw", None)
    assign_holder(world.store, world.manager, mine, world.colleague.id, from_date=TODAY, note="warm")
    with world.store.read() as reader:
        told = to_take_note_of(reader, world.colleague.id, TODAY)
        assert to_take_note_of(reader, world.holder.id, TODAY) == []
    assert [(one.employers, one.before, one.by, one.note) for one in told] == [
        (1, "", "L. Schothorst", "warm"),
        (2, "M. Dijkhuis", "L. Schothorst", "bel eerst"),
    ]
    with pytest.raises(Refused, match="P. Linde"):
        take_note(world.store, world.manager, told[1].id)
    assert take_note(world.store, world.colleague, told[1].id) == 2
    with world.store.read() as reader:
        assert [one.employer for one in to_take_note_of(reader, world.colleague.id, TODAY)] == ["Nieuw"]
        act = own_acts.undoable(reader, world.manager)[1]
    own_acts.undo(world.store, world.manager, act.number)  # that it was read stands in nobody's way
    assert holders(world, *ours) == ["M. Dijkhuis"] * 2


def test_whoever_takes_employers_themselves_needs_not_be_told(world: World) -> None:
    transfer(world.store, world.manager, [world.bakery], to(world.manager))
    with world.store.read() as reader:
        assert to_take_note_of(reader, world.manager.id, TODAY) == []


def test_what_stands_in_the_way_is_named_and_nothing_is_done(world: World) -> None:
    prospect = world.employer("Prospect", None, state="prospect")
    far = world.employer("Ver", world.holder, municipality_id=municipality_id("0189"))
    later = world.employer("Later", world.holder, since=date(2026, 12, 1))
    before = everything(world.store)
    with pytest.raises(Blocked) as caught:
        transfer(world.store, world.manager, [world.bakery, prospect, far, later], to(world.colleague))
    assert len(caught.value.numbers) == 3
    said = str(caught.value.message)
    assert all(word in said for word in ("Prospect", "of another werkplein", "only begins on"))
    assert everything(world.store) == before


@pytest.mark.parametrize(
    ("values", "error"),
    [({"from_date": date(2019, 12, 31)}, Blocked), ({"user_id": b"?" * 16}, InvalidInput)],
)
def test_a_transfer_that_makes_no_sense(world: World, values: dict[str, Any], error: type[NuoError]) -> None:
    with pytest.raises(error):
        transfer(world.store, world.manager, [world.bakery], to(world.colleague, **values))


def test_who_holds_them_already_and_who_has_none(world: World) -> None:
    with pytest.raises(InvalidInput, match="already"):
        transfer(world.store, world.manager, [world.bakery], to(world.holder))
    with pytest.raises(Refused, match="no employer"):
        transfer_all(world.store, world.manager, world.colleague.id, to(world.holder))
    gone = world.user("Weg", Role.ACCOUNT_MANAGER, active=False)
    with pytest.raises(InvalidInput, match="not active"):
        transfer(world.store, world.manager, [world.bakery], to(gone))


@pytest.mark.parametrize("who", ["consultant", "lead"])
def test_transfers_are_the_werkpleins(world: World, who: str) -> None:
    with pytest.raises(Refused, match="mandate"):
        transfer(world.store, getattr(world, who), [world.bakery], to(world.manager))


def test_a_request_that_was_withdrawn_stays_with_whom_it_was_asked(world: World) -> None:
    row = request(world.store, world.consultant, asked(world.joris, world.bakery))
    withdraw(world.store, world.consultant, row.id)
    assert transfer(world.store, world.manager, [world.bakery], to(world.colleague)).requests == 0
    assert world.value("SELECT holder_id FROM coordination WHERE id = ?", row.id) == world.holder.id


def test_employers_at_which_nobody_decides_are_a_list(world: World) -> None:
    """Scope and filter say the same as rule E1: no account holder, or one who left without an active deputy."""
    gone = world.user("Weg", Role.ACCOUNT_MANAGER)
    replaced = world.user("Vervangen", Role.ACCOUNT_MANAGER, deputy_id=world.holder.id)
    world.employer("Zonder", None)
    world.employer("Van wie weg is", gone)
    world.employer("Slapend", None, state=EmployerState.DORMANT.value)
    world.employer("Met waarnemer", replaced)
    world.employer("Prospect", None, state=EmployerState.PROSPECT.value)
    world.employer("Archief", None, archived_on=TODAY)
    world.employer("Straks", world.holder, since=TODAY + timedelta(days=1))
    for one in (gone, replaced):
        world.set(User, one.id, active=False)
    expected = {"Zonder", "Van wie weg is", "Slapend", "Straks"}
    for wanted in (Wanted("without-holder"), Wanted("all", (("without_holder", "ja"),))):
        source = open_wanted(world.store, "employer", b"", wanted)
        assert {row.cells[0] for row in source.forward(None, 20)} == expected
    with world.store.read() as reader:
        facts = {name: employer_facts(reader, key, TODAY) for key, name in reader.rows("SELECT id, name FROM employer")}
    silent = {name for name, one in facts.items() if one.holder is None or one.holder.deciding is None}
    assert expected == silent - {"Prospect", "Archief"}
