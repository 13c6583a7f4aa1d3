"""The check afterwards: what breaks on a running placement, and what holds as it stood."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from db.checks import judge_active
from db.coordinations import approve, request
from db.placements import check_active, check_one, end_placement, place, propose
from db.store import Store
from models.actor import Actor
from models.client import Client
from models.coordination.request import Coordination
from models.employer import Employer
from models.indication import Indication
from models.kinds import ClientStatus, EmployerState, Form, Outcome, PlacementState
from models.placement import Placement
from models.user import User
from tests.db.world import ALMELO, START, World, asked, proposal

TODAY = date(2026, 11, 24)


@pytest.fixture
def world(store: Store, admin: Actor) -> World:
    return World(store, admin)


@pytest.fixture
def joris(world: World) -> bytes:
    """An active placement of Joris at the bakery."""
    row = request(world.store, world.consultant, asked(world.joris, world.bakery))
    approve(world.store, world.holder, row.id)
    placed = place(world.store, world.consultant, proposal(world.joris, world.bakery))
    assert placed.id is not None
    return placed.id


def taken_over(world: World, client: bytes, employer: bytes | None, **values: Any) -> bytes:
    """A placement as an import brings it in: running, and no rule was asked."""
    given = {"form": Form.GROUP_SECONDMENT.value, "start": date(2020, 1, 1), "state": "active", "taken_over": True} | values
    with world.store.write(world.admin, "import.placements") as tx:
        return tx.add(Placement(number=tx.next_number("placement"), client_id=client, employer_id=employer, **given)).id


def test_what_was_placed_by_the_rules_keeps_them(world: World, joris: bytes) -> None:
    assert check_active(world.store) == (1, 0, [])
    checked = check_one(world.store, world.lead, joris)
    assert (checked.number, checked.state, checked.assessment.blocked) == ("PA00001", PlacementState.ACTIVE, False)


def indication_of(world: World) -> bytes:
    return bytes(world.value("SELECT id FROM indication WHERE client_id = ?", world.joris))


Change = Callable[[World], Any]
AS_IT_STOOD: dict[str, Change] = {
    "consent expired": lambda w: w.set(Coordination, w.value("SELECT id FROM coordination"), valid_until=date(2026, 11, 1)),
    "consent withdrawn": lambda w: w.set(Coordination, w.value("SELECT id FROM coordination"), state="withdrawn"),
    "another account holder": lambda w: w.hand_over(w.bakery, w.manager, TODAY),
    "who placed has left": lambda w: w.set(User, w.consultant.id, active=False),
    "another consultant": lambda w: w.set(Client, w.joris, consultant_id=w.colleague.id),
    "contract hours doubled": lambda w: w.set(Client, w.joris, contract_hours=40),
}
BROKEN: dict[str, tuple[Change, str]] = {
    "indication ended": (lambda w: w.set(Indication, indication_of(w), valid_until=date(2026, 11, 30)), "C2"),
    "fewer contract hours": (lambda w: w.set(Client, w.joris, contract_hours=20), "C1"),
    "another group": (lambda w: w.set(Client, w.joris, target_group="uwv"), "C3 C4"),
    "no formal employer": (lambda w: w.set(Client, w.joris, formal_employer_id=None), "C14"),
    "left": (lambda w: w.set(Client, w.joris, status=ClientStatus.ENDED.value), "C16"),
    "approach stop": (lambda w: w.stop(w.bakery, TODAY), "E8"),
    "employer blocked": (lambda w: w.set(Employer, w.bakery, state=EmployerState.BLOCKED.value), "E8"),
    "account holder left": (lambda w: w.set(User, w.holder.id, active=False), "E1"),
}


@pytest.mark.parametrize("change", AS_IT_STOOD)
def test_consent_and_mandate_hold_as_they_stood(world: World, joris: bytes, change: str) -> None:
    AS_IT_STOOD[change](world)
    assert check_active(world.store).broken == []


@pytest.mark.parametrize("change", BROKEN)
def test_everything_else_is_judged_today(world: World, joris: bytes, change: str) -> None:
    act, rules = BROKEN[change]
    act(world)
    report = check_active(world.store)
    assert [(number, [f.rule for f in found.findings]) for number, found in report.broken] == [("PA00001", rules.split())]
    whole = check_one(world.store, world.lead, joris).assessment
    assert all(whole.of(rule).outcome is Outcome.BLOCK for rule in rules.split())
    assert whole.of("E2").outcome is Outcome.PASS, "not only what blocks, when one is asked about"


def test_a_running_placement_does_not_count_against_itself(world: World, joris: bytes) -> None:
    """Its own use of the consent and its own hours are left out."""
    assert world.value("SELECT state FROM coordination") == "used"
    assessment = check_one(world.store, world.lead, joris).assessment
    assert (assessment.of("E2").outcome, assessment.of("C1").outcome) == (Outcome.PASS, Outcome.PASS)


def test_taken_over_placements_are_counted_apart(world: World, joris: bytes) -> None:
    prins = world.client("Prins", world.consultant)
    prospect = world.employer("Smederij", None, state=EmployerState.PROSPECT.value, municipality_id=ALMELO)
    taken_over(world, prins, prospect)
    taken_over(world, prins, prospect)
    report = check_active(world.store)
    assert (report.checked, report.taken_over) == (3, 2)
    assert [(number, [f.rule for f in found.findings]) for number, found in report.broken] == [
        ("PA00002", ["C1"]),
        ("PA00003", ["C1"]),
    ], "two times hours that are not known, in one contract; coordination and mandate are not asked afterwards"


def test_a_place_of_our_own_has_no_employer_to_ask(world: World) -> None:
    hall = world.location("Hall")
    prins = world.client("Prins", world.consultant)
    taken_over(world, prins, None, location_id=hall, form=Form.SHELTERED.value)
    assert check_active(world.store) == (1, 1, [])


def test_the_check_stores_nothing(world: World, joris: bytes) -> None:
    before = world.count("journal_entry")
    check_active(world.store)
    check_one(world.store, world.lead, joris)
    assert world.count("journal_entry") == before


def test_a_proposal_is_judged_as_if_it_were_made_active_now(world: World) -> None:
    kept = propose(world.store, world.consultant, proposal(world.joris, world.bakery))
    assert kept.id is not None
    for actor, blocks in ((world.consultant, ["E2"]), (world.colleague, ["E2", "A1"])):
        checked = check_one(world.store, actor, kept.id)
        assert (checked.state, [f.rule for f in checked.assessment.blocks]) == (PlacementState.PROPOSED, blocks)
    assert check_active(world.store).checked == 0


def test_a_closed_placement_shows_its_checks_as_they_stood(world: World, joris: bytes) -> None:
    end_placement(world.store, world.consultant, joris, 1, on=TODAY, reason="work ran out", view="prima")
    world.set(Client, world.joris, status=ClientStatus.ENDED.value)
    checked = check_one(world.store, world.lead, joris)
    assert (checked.state, checked.as_it_stood, checked.assessment.blocked) == (PlacementState.BROKEN_OFF, True, False)
    old = taken_over(world, world.joris, world.bakery, state="ended", ended_on=date(2026, 1, 1))
    assert check_one(world.store, world.lead, old).assessment.findings == ()


def test_a_check_asks_as_often_for_ten_as_for_one(world: World) -> None:
    def queries(count: int) -> int:
        for n in range(count):
            there = world.employer(f"Employer {count} {n}", world.holder)
            taken_over(world, world.client(f"Client {n}", world.consultant), there, start=START)
        with world.store.read() as reader:
            judge_active(reader, TODAY)
            return reader.queries

    first = queries(1)
    assert queries(10) == first
