"""The store made anew from its journal: after every kind of act, and after an old administration came in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from db.bulk import add_many
from db.coordinations import approve, decline, record_verbal, request, tick, withdraw
from db.creating import create_store
from db.imports import import_file
from db.placements import end_placement, place, propose, refuse_proposal
from db.rebuild import differences, empty_store, rebuild
from db.store import Store
from models.actor import Actor
from models.employer import Employer
from models.errors import StoreError
from models.ids import new_id
from models.kinds import PlacementState
from tests.db.living import live, rebuilt
from tests.db.world import World, asked, proposal, told
from tests.shared_data import shared_data


def test_new_store(store: Store, tmp_path: Path) -> None:
    rebuilt(store, tmp_path)


def test_after_every_act_on_the_subjects(store: Store, admin: Actor, tmp_path: Path) -> None:
    live(store, admin)
    rebuilt(store, tmp_path)


def test_after_writing_many_at_once(store: Store, admin: Actor, tmp_path: Path) -> None:
    with store.write(admin, "import.employers") as tx:
        rows = (
            {"id": new_id(), "number": f"D{n}", "name": f"{n} & Zn.", "state": "prospect", "place": "Enter"} for n in range(2_500)
        )
        assert add_many(tx, Employer, rows) == 2_500
    with store.write(admin, "employer.update") as tx:
        key = tx.reader.value("SELECT id FROM employer WHERE number = 'D2499'")
        tx.change(tx.get(Employer, key), name="Groß")
    rebuilt(store, tmp_path)


def test_after_coordinating_and_placing(store: Store, admin: Actor, tmp_path: Path) -> None:
    world = World(store, admin)
    holder, consultant, joris, bakery = world.holder, world.consultant, world.joris, world.bakery
    first = request(store, consultant, asked(joris, bakery, text="‘zelf gevraagd’ [b]"))
    approve(store, holder, first.id, conditions=("safety shoes", "[/] a badge"))
    tick(store, consultant, first.id, 1)
    tick(store, consultant, first.id, 2)
    placed = place(store, consultant, proposal(joris, bakery))
    assert placed.state == PlacementState.ACTIVE
    end_placement(store, consultant, placed.id, 1, on=store.today(), reason="moved", view="prima", broken_off=True)
    other = world.client("Bos", consultant)
    decline(store, holder, request(store, consultant, asked(other, bakery)).id, "no room")
    withdraw(store, consultant, request(store, consultant, asked(other, bakery)).id, "found something else")
    record_verbal(store, consultant, told(other, bakery, holder))
    proposed = propose(store, consultant, proposal(other, bakery, rate="9,72"))
    refuse_proposal(store, consultant, proposed.id, 1, "not wanted")
    rebuilt(store, tmp_path)


def test_after_an_old_administration_came_in(store: Store, admin: Actor, tmp_path: Path) -> None:
    for name, what in (("werkgevers.csv", "employers"), ("clienten.csv", "clients"), ("plaatsingen.csv", "placements")):
        report = import_file(store, admin, shared_data("legacy", name), what, rejects=tmp_path / f"rejects-{name}")
        assert report.created > 0
    rebuilt(store, tmp_path)


def test_differences_are_named(store: Store, make_client: Any, tmp_path: Path) -> None:
    one, two = make_client(), make_client()
    with empty_store(tmp_path / "rebuilt.nuo", None) as again:
        with store.read() as source:
            rebuild(source, again)
        connection = again.take()
        connection.execute("UPDATE client SET surname = 'Anders', remarks = 'x' WHERE id = ?", (one.id,))
        connection.execute("DELETE FROM client WHERE id = ?", (two.id,))
        with store.read() as source, again.read() as other:
            assert set(differences(source, other)) == {("client", one.id, ("surname", "remarks")), ("client", two.id, ())}


def test_rebuild_that_fails_leaves_the_target_as_it_was(store: Store, tmp_path: Path) -> None:
    with create_store(tmp_path / "not empty.nuo", None, "A. Beheer") as target:
        with target.read() as reader:
            before = reader.rows("SELECT * FROM journal_entry")
        with store.read() as source, pytest.raises(StoreError, match="UNIQUE"):
            rebuild(source, target)
        with target.read() as reader:
            assert reader.rows("SELECT * FROM journal_entry") == before
