"""Clients that go to another consultant: what is to be done goes along, the new one hears of it, one undo takes it back."""

from __future__ import annotations

from datetime import date

import pytest

from db.actions import add_action, finish_action
from db.bulk_acts import assign_consultant
from db.coordinations import request
from db.decisions import approve
from db.handing_over import GoingAlong, caseload_of, going_along
from db.store import Store
from db.timeline import timeline
from db.today import today_of
from db.undoing.own_acts import undo, undoable
from models.about import About
from models.action import ActionInput
from models.actor import Actor
from models.errors import Blocked, Refused
from models.kinds import Form, PlacementState
from models.placement import Placement
from models.today import Why
from tests.db.world import World, asked

TABLES = ("client", "action", "coordination", "placement", "search_entry")


@pytest.fixture
def world(store: Store, admin: Actor) -> World:
    return World(store, admin)


def to_do(world: World, owner: Actor, **about: bytes) -> bytes:
    return add_action(world.store, world.consultant, ActionInput(what="bellen", due_on="1-12-2026", owner_id=owner.id, **about))


def told(former: str) -> str:
    return f"taken over from {former}: loves mornings" if former else "new: loves mornings"


def everything(world: World) -> list[list[tuple[object, ...]]]:
    """All values of the records, but the bookkeeping."""
    found = []
    with world.store.read() as reader:
        for table in TABLES:
            columns = [row[1] for row in reader.rows(f"PRAGMA table_info({table})")]
            kept = [name for name in columns if name not in ("version", "changed_at", "changed_by")]
            found.append(sorted(reader.rows(f"SELECT {', '.join(kept)} FROM {table}"), key=repr))
    return found


def test_what_is_to_be_done_goes_along_and_comes_back_by_one_undo(world: World) -> None:
    second = world.client("Tweede", world.consultant)
    with world.store.write(world.admin, "placement.place") as tx:
        about = {"client_id": second, "employer_id": world.bakery, "form": Form.GREEN.value, "start": date(2026, 1, 1)}
        placed = tx.add(Placement(number="P1", state=PlacementState.ACTIVE.value, **about)).id
    mine = [to_do(world, world.consultant, client_id=world.joris), to_do(world, world.consultant, placement_id=placed)]
    done = to_do(world, world.consultant, client_id=world.joris)
    finish_action(world.store, world.consultant, done)
    others = [to_do(world, world.lead, client_id=world.joris), to_do(world, world.consultant), done]
    answered = request(world.store, world.consultant, asked(second, world.bakery)).id
    approve(world.store, world.holder, answered)
    waits = request(world.store, world.consultant, asked(world.joris, world.bakery)).id
    before = everything(world)

    keys = [world.joris, second]
    with world.store.read() as reader:
        assert caseload_of(reader, world.consultant.id) == keys
        assert going_along(reader, keys, world.colleague.id) == GoingAlong(2, 2, 1)
        assert going_along(reader, keys, world.consultant.id) == GoingAlong(0, 0, 0)
    assign_consultant(world.store, world.lead, keys, world.colleague.id, told=told, note="loves mornings")

    def owner(key: bytes) -> bytes:
        return bytes(world.value("SELECT owner_id FROM action WHERE id = ?", key))

    assert [owner(key) for key in mine] == [world.colleague.id] * 2
    assert [owner(key) for key in others] == [world.lead.id, world.consultant.id, world.consultant.id]
    assert world.value("SELECT requested_by FROM coordination WHERE id = ?", waits) == world.colleague.id
    assert world.value("SELECT requested_by FROM coordination WHERE id = ?", answered) == world.consultant.id
    assert world.value("SELECT reason FROM journal_entry WHERE action = 'client.assign'") == "loves mornings"

    with world.store.read() as reader:
        number = undoable(reader, world.lead, 1)[0].number
    undo(world.store, world.lead, number)
    assert everything(world) == before


def test_the_new_consultant_reads_the_note_on_vandaag_and_on_the_timeline(world: World) -> None:
    fresh = world.client("Nieuw", None)
    assign_consultant(world.store, world.lead, [world.joris, fresh], world.colleague.id, told=told)
    today = world.store.today()
    with world.store.read() as reader:
        lines = [str(line.sentence) for line in today_of(reader, world.colleague.id, today).lines if line.why is Why.DUE]
        told_of = timeline(reader, About("client", world.joris), today)
    assert len(lines) == 2
    assert any(line.startswith("taken over from M. ter Braak: loves mornings") for line in lines)
    assert any(line.startswith("new: loves mornings") for line in lines)
    assert "taken over from M. ter Braak: loves mornings" in {getattr(event.row, "what", "") for event in told_of}


def test_a_team_lead_gives_clients_of_the_own_team_and_an_administrator_anybodys(world: World) -> None:
    with pytest.raises(Blocked, match="a client of M. ter Braak"):
        assign_consultant(world.store, world.other_lead, [world.joris], world.colleague.id)
    with pytest.raises(Blocked):
        assign_consultant(world.store, world.holder, [world.joris], world.colleague.id)
    with pytest.raises(Refused, match="not a consultant"):
        assign_consultant(world.store, world.lead, [world.joris], world.holder.id)
    assert assign_consultant(world.store, world.lead, [world.joris], world.colleague.id, told=told) == 1
    assert assign_consultant(world.store, world.admin, [world.joris], world.consultant.id, told=told) == 1
    assert assign_consultant(world.store, world.admin, [world.joris], world.consultant.id, told=told) == 0
    assert world.value("SELECT count(*) FROM action WHERE client_id = ?", world.joris) == 2


def test_what_the_new_consultant_did_since_stands_in_the_way_of_undoing(world: World) -> None:
    assign_consultant(world.store, world.lead, [world.joris], world.colleague.id, told=told)
    finish_action(world.store, world.colleague, world.value("SELECT id FROM action"))
    with world.store.read() as reader:
        number = undoable(reader, world.lead, 1)[0].number
    with pytest.raises(Blocked, match="P. Linde"):
        undo(world.store, world.lead, number)
