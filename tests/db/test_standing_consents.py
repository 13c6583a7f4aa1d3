"""Consents for a number of places: given without being asked, counted down, for a period, for one employer or a group."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from db.coordinations import CoordinationRow, coordination_file, withdraw
from db.lists.rows import list_rows
from db.placements import end_placement, place
from db.standing_consents import give_standing
from db.store import Store
from models.actor import Actor
from models.coordination.request import StandingInput
from models.employer import GroupHolding
from models.errors import BadInput, Refused
from models.kinds import CoordinationState, Outcome, PlacementState, Reach
from tests.db.world import FORM, World, proposal

TODAY = date(2026, 11, 24)
GROUP = "Bakkers & Zonen B.V."


@pytest.fixture
def world(store: Store, admin: Actor) -> World:
    return World(store, admin)


def give(world: World, employer: bytes, who: Actor | None = None, **values: Any) -> CoordinationRow:
    data = StandingInput(**{"employer_id": employer, "form": FORM, "places": 2} | values)
    return give_standing(world.store, who or world.holder, data)


def placed(world: World, employer: bytes, name: str = "Bos") -> Any:
    return place(world.store, world.consultant, proposal(world.client(name, world.consultant), employer))


def says(world: World, employer: bytes, rule: str = "E2") -> tuple[Outcome, str]:
    found = placed(world, employer).assessment.of(rule)
    return found.outcome, str(found.sentence)


def test_it_counts_down_and_a_place_that_comes_free_counts_again(world: World) -> None:
    row = give(world, world.bakery, text="For the busy months")
    assert (row.client, row.client_name, row.state, row.decided_by) == (None, "", CoordinationState.APPROVED, "M. Dijkhuis")
    assert row.valid_until == date(2027, 2, 22)
    first = placed(world, world.bakery)
    assert "2 places of this form (AA00001); 2 of 2 are left" in str(first.assessment.of("E2").sentence)
    second = placed(world, world.bakery)
    assert "1 of 2 are left" in str(second.assessment.of("E2").sentence)
    third = placed(world, world.bakery)
    assert (third.state, third.assessment.of("E10").outcome) == (None, Outcome.BLOCK)
    assert world.value("SELECT state FROM coordination") == CoordinationState.USED
    end_placement(world.store, world.consultant, second.id, 1, on=TODAY, reason="moved", broken_off=True)
    assert placed(world, world.bakery).state == PlacementState.ACTIVE


def test_only_who_decides_gives_one_and_takes_it_back(world: World) -> None:
    for stranger in (world.consultant, world.manager, world.lead, world.admin):
        with pytest.raises(Refused, match="M. Dijkhuis"):
            give(world, world.bakery, stranger)
    row = give(world, world.bakery)
    with pytest.raises(Refused):
        withdraw(world.store, world.consultant, row.id)
    assert withdraw(world.store, world.holder, row.id).state == CoordinationState.WITHDRAWN


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"places": 0}, "one place or more"),
        ({"valid_until": date(2026, 11, 23)}, "has passed"),
        ({"valid_from": date(2027, 2, 1), "valid_until": date(2027, 1, 1)}, "before the start"),
        ({"reach": Reach.GROUP}, "belongs to no group"),
    ],
)
def test_what_can_not_be(world: World, values: dict[str, Any], sentence: str) -> None:
    with pytest.raises((BadInput, ValueError), match=sentence):
        give(world, world.bakery, **values)
    assert world.count("coordination") == 0


def test_before_its_first_day_nobody_begins_on_it(world: World) -> None:
    give(world, world.bakery, valid_from=date(2026, 12, 2), valid_until=date(2027, 6, 30))
    assert says(world, world.bakery) == (
        Outcome.BLOCK,
        "M. Dijkhuis is account holder of Bakkerij Oost and has not agreed yet to Bos: "
        "consent AA00001 holds from 2026-12-02, after the start on 2026-12-01.",
    )


@pytest.fixture
def group(world: World) -> dict[str, bytes]:
    """Three employers of one group, two of them with the same account holder, and one outside it."""
    return {
        "oost": world.employer("Bakker Oost", world.holder, group_name=GROUP),
        "west": world.employer("Bakker West", world.holder, group_name="bakkers en zonen bv"),
        "zuid": world.employer("Bakker Zuid", world.manager, group_name=GROUP),
        "elders": world.employer("Elders", world.holder),
    }


def test_for_a_group_it_counts_where_who_gave_it_is_account_holder(world: World, group: dict[str, bytes]) -> None:
    give(world, group["oost"], reach=Reach.GROUP)
    assert says(world, group["west"])[0] == Outcome.PASS
    outcome, sentence = says(world, group["zuid"])
    assert (outcome, "M. Dijkhuis agreed in AA00001, but was neither account holder nor deputy" in sentence) == (
        Outcome.BLOCK,
        True,
    )
    assert says(world, group["elders"])[0] == Outcome.BLOCK


def test_the_account_holder_of_the_group_agrees_for_all_of_it(world: World, group: dict[str, bytes]) -> None:
    with world.store.write(world.admin, "test.group") as tx:
        tx.add(GroupHolding(group_name=GROUP, user_id=world.manager.id, from_date=date(2026, 1, 1)))
    row = give(world, group["oost"], world.manager, reach=Reach.GROUP)
    with pytest.raises(Refused, match="M. Dijkhuis"):
        give(world, group["oost"], world.manager)
    for name in ("west", "zuid"):
        assert says(world, group[name])[0] == Outcome.PASS
    assert says(world, group["oost"], "E10")[0] == Outcome.BLOCK, "two places in all, wherever they are"
    assert says(world, group["elders"])[0] == Outcome.BLOCK
    with world.store.read() as reader:
        file = coordination_file(reader, row.id, TODAY)
    assert (file.reach, file.uses, file.target_group) == (Reach.GROUP, 2, None)


def test_it_stands_in_the_lists_without_a_client(world: World) -> None:
    row = give(world, world.bakery)
    with world.store.read() as reader:
        rows = list_rows(reader, "coordination", today=TODAY)[1]
    assert [(r["number"], r["name"], r["places"]) for r in rows] == [(row.number, None, 2)]
