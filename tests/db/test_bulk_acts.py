"""Acts on many records: one entry in the journal, all of it or nothing."""

from __future__ import annotations

import pytest

from db.bulk_acts import add_actions, assign_consultant
from db.clients import archive_client
from db.rebuild import differences, empty_store, rebuild
from db.store import Store
from models.action import ActionInput
from models.actor import Actor
from models.errors import Blocked, InvalidInput, Refused
from tests.db.world import World


@pytest.fixture
def world(store: Store, admin: Actor) -> World:
    return World(store, admin)


def entries(world: World) -> int:
    return world.count("journal_entry")


def to_do(owner: Actor) -> ActionInput:
    return ActionInput(what="bellen", due_on="1-12-2026", owner_id=owner.id)


def test_many_clients_get_a_consultant_in_one_act(world: World) -> None:
    clients = [world.client(f"Bos{n}", (world.consultant, None)[n % 2]) for n in range(600)]
    before, told = entries(world), []
    moved = assign_consultant(world.store, world.lead, clients, world.colleague.id, lambda done, of: told.append((done, of)))
    assert moved == 600
    assert entries(world) == before + 1
    assert told == [(0, 600), (250, 600), (500, 600)]
    assert world.value("SELECT count(*) FROM client WHERE consultant_id = ?", world.colleague.id) == 600
    assert world.value("SELECT count(*) FROM client WHERE version = 2") == 600
    assert world.value("SELECT count(DISTINCT entry) FROM journal_change WHERE field = 'consultant_id'") == 1
    assert assign_consultant(world.store, world.lead, clients, world.colleague.id) == 0
    assert entries(world) == before + 1


def test_a_consultant_gives_away_the_own_caseload_and_nobody_elses(world: World) -> None:
    mine, other, nobody = world.joris, world.client("Elders", world.colleague), world.client("Niemand", None)
    before = entries(world)
    with pytest.raises(Blocked) as refused:
        assign_consultant(world.store, world.consultant, [mine, other, nobody], world.colleague.id)
    assert len(refused.value.numbers) == 2
    assert "a client of P. Linde" in str(refused.value)
    assert "who has no consultant" in str(refused.value)
    assert entries(world) == before
    assert assign_consultant(world.store, world.consultant, [mine], world.colleague.id) == 1


def test_many_in_the_way_are_counted_and_a_few_are_named(world: World) -> None:
    clients = [world.client(f"Bos{n}", world.colleague) for n in range(30)]
    with pytest.raises(Blocked, match="25 more") as refused:
        assign_consultant(world.store, world.consultant, clients, world.consultant.id)
    assert len(refused.value.numbers) == 30


def test_a_consultant_who_left_gets_nobody(world: World) -> None:
    gone = world.user("Weg", active=False)
    with pytest.raises(Refused, match="Weg is not active"):
        assign_consultant(world.store, world.lead, [world.joris], gone.id)


def test_an_action_is_added_about_each_record_in_one_act(world: World) -> None:
    employers = [world.employer(f"Vegt {n}", world.holder) for n in range(40)]
    before = entries(world)
    assert add_actions(world.store, world.consultant, "employer", [*employers, employers[0]], to_do(world.consultant)) == 40
    assert entries(world) == before + 1
    assert world.value("SELECT count(DISTINCT employer_id) FROM action WHERE owner_id = ?", world.consultant.id) == 40


def test_nothing_begins_with_an_archived_client_and_it_is_named(world: World) -> None:
    archived = world.client("Oud", world.consultant)
    archive_client(world.store, world.lead, archived, 1)
    with pytest.raises(Blocked, match="archived on"):
        add_actions(world.store, world.consultant, "client", [world.joris, archived], to_do(world.consultant))
    assert world.count("action") == 0


def test_what_is_gone_and_who_may_not_act_is_refused(world: World) -> None:
    with pytest.raises(Refused, match="no longer there"):
        add_actions(world.store, world.consultant, "client", [world.joris, b"0" * 16], to_do(world.consultant))
    with pytest.raises(InvalidInput):
        add_actions(world.store, world.consultant, "client", [world.joris], to_do(world.user("Weg", active=False)))


def test_the_journal_knows_all_of_it(world: World, tmp_path_factory: pytest.TempPathFactory) -> None:
    clients = [world.client(f"Bos{n}", world.consultant) for n in range(5)]
    assign_consultant(world.store, world.lead, clients, world.colleague.id)
    add_actions(world.store, world.lead, "client", clients, to_do(world.colleague))
    with empty_store(tmp_path_factory.mktemp("again") / "again.nuo", None) as again:
        with world.store.read() as source:
            rebuild(source, again)
        with world.store.read() as one, again.read() as other:
            assert list(differences(one, other)) == []
