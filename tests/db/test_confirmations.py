"""What a confirmation may tell of a placement, and that the journal knows that it left the store."""

from __future__ import annotations

import stat
from dataclasses import astuple
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from db.confirmations import confirmation_facts, record_confirmation
from db.coordinations import approve, request, tick
from db.employers import add_contact_person
from db.history import history
from db.placements import end_placement, place, propose
from db.private_files import write_private
from db.store import Store
from models.actor import Actor
from models.client import Client
from models.confirmation import ConfirmationFacts
from models.employer import ContactPersonInput, Employer
from models.errors import BadInput, Refused
from models.kinds import Audience, Form
from models.placement import Placement
from models.wage_value import WageValue
from tests.db.world import FORM, World, asked, proposal


@pytest.fixture
def world(store: Store, admin: Actor) -> World:
    return World(store, admin)


@pytest.fixture
def runs(world: World) -> bytes:
    """Joris at the bakery, on a condition; his file holds much that is nobody's business."""
    world.set(Client, world.joris, bsn="999956127", limits="rugklachten", remarks="schulden")
    world.set(Employer, world.bakery, street="Molenweg", house_number="3a", place="Almelo")
    with world.store.write(world.admin, "client.wage-value") as tx:
        tx.add(WageValue(client_id=world.joris, percentage=Decimal("47.5")))
    add_contact_person(world.store, world.admin, world.bakery, ContactPersonInput(name="A. Bakker"))
    row = request(world.store, world.consultant, asked(world.joris, world.bakery))
    approve(world.store, world.holder, row.id, conditions=["elke maand bellen"])

    tick(world.store, world.consultant, row.id, 1)
    data = proposal(
        world.joris,
        world.bakery,
        hours="20",
        until="31-5-2027",
        rate="11,11",
        supervisor="P. Jansen",
        workplace="oven",
        remarks="niet voor de werkgever",
        fallback_id=world.location("Hal 3", capacity=4),
    )
    placed = place(world.store, world.consultant, data)
    assert placed.id is not None, [str(f.sentence) for f in placed.assessment.blocks]
    return placed.id


def facts(world: World, key: bytes, audience: Audience = Audience.EMPLOYER) -> ConfirmationFacts:
    with world.store.read() as reader:
        return confirmation_facts(reader, key, audience)


def test_all_that_may_be_told_is_gathered(world: World, runs: bytes) -> None:
    assert facts(world, runs) == ConfirmationFacts(
        number="PA00001",
        client="Joris Baan",
        form=FORM,
        start=date(2026, 12, 1),
        consultant="M. ter Braak",
        employer="Bakkerij Oost",
        employer_place="Molenweg 3a, Almelo",
        contact="A. Bakker",
        workplace="oven",
        supervisor="P. Jansen",
        until=date(2027, 5, 31),
        hours=Decimal(20),
        rate=Decimal("11.11"),
        fallback="Hal 3",
        conditions=("elke maand bellen",),
        consent="AA00001",
    )
    assert facts(world, runs, Audience.CLIENT).rate is None


@pytest.mark.parametrize("audience", Audience)
def test_nothing_protected_gets_out(world: World, runs: bytes, audience: Audience) -> None:
    told = " ".join(str(value) for value in astuple(facts(world, runs, audience)))
    for secret in ("999956127", "rugklachten", "schulden", "47.5", "niet voor de werkgever", "wsw"):
        assert secret not in told


def test_only_what_runs_is_confirmed(world: World, runs: bytes) -> None:
    kept = propose(world.store, world.consultant, proposal(world.joris, world.bakery, form=Form.LEARN_WORK))
    assert kept.id is not None
    with pytest.raises(Refused, match="proposed"):
        facts(world, kept.id)
    version = world.value("SELECT version FROM placement WHERE id = ?", runs)
    end_placement(world.store, world.consultant, runs, version, on=date(2026, 11, 24), reason="ander werk", view="prima")
    with pytest.raises(Refused):
        facts(world, runs)
    with pytest.raises(BadInput, match="no longer there"):
        facts(world, b"x" * 16)


def test_at_a_location_of_our_own_there_is_no_employer_to_write_to(world: World, runs: bytes) -> None:
    world.set(Placement, runs, employer_id=None, location_id=world.location("Hal 4"))
    with pytest.raises(BadInput, match="location of our own"):
        facts(world, runs)
    assert facts(world, runs, Audience.CLIENT).location == "Hal 4"


def test_the_journal_says_for_whom_and_where_to(world: World, runs: bytes) -> None:
    record_confirmation(world.store, world.consultant, runs, Audience.EMPLOYER, "brief.html")
    with world.store.read() as reader:
        line = history(reader, runs)[0]
    assert (str(line.action), line.who, line.reason) == ("confirmation for the employer made", "M. ter Braak", "brief.html")


def test_the_file_is_its_owner_s_only_and_never_the_store(world: World, tmp_path: Path) -> None:
    target = tmp_path / "brief.html"
    target.write_text("oud")
    write_private(target, b"nieuw", store=world.store.path)
    assert target.read_text() == "nieuw"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    for to in (world.store.path, tmp_path, tmp_path / "geen map" / "brief.html"):
        with pytest.raises(BadInput):
            write_private(to, b"x", store=world.store.path)
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith(".nuo")) == []
