"""Wage values: recording, correcting and listing them, and what they do to a placement."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from db.checks import check_one
from db.clients import client_file
from db.coordinations import record_verbal
from db.placement_changes import change_placement, running_input
from db.placements import activate, check_proposal, place, placement_file, propose
from db.settings import set_setting
from db.store import Store
from db.wage_values import add_wage_value, change_wage_value, list_wage_values, rate_for, wage_value, worth_for
from models.actor import Actor
from models.client import Client
from models.errors import Conflict, InvalidInput
from models.kinds import Form, Outcome, PlacementState, Role
from models.setting import SettingInput
from models.wage_value import WageValue, WageValueInput
from tests.db.world import START, World, proposal, told

FORM = Form.INDIVIDUAL_SECONDMENT
WHY = {"C7": "the employer provides a job coach"}


@pytest.fixture
def world(store: Store, admin: Actor) -> World:
    return World(store, admin)


def measured(**values: Any) -> WageValueInput:
    return WageValueInput(**{"percentage": "55", "measured_on": "1-10-2026"} | values)


def agreed(world: World) -> None:
    record_verbal(world.store, world.consultant, told(world.joris, world.bakery, world.holder))


# -- recording ---------------------------------------------------------------------------------------------------------


def test_the_next_measurement_is_a_year_later_by_the_setting(world: World, admin: Actor) -> None:
    store = world.store
    key = add_wage_value(store, world.consultant, world.joris, measured())
    with store.read() as reader:
        assert wage_value(reader, key).valid_until == date(2027, 10, 1)
    half = SettingInput(key="wage-value-months", value="6", valid_from="2026-10-01", source="agreed")
    set_setting(store, admin, half)
    key = add_wage_value(store, world.consultant, world.joris, measured())
    own = add_wage_value(store, world.consultant, world.joris, measured(valid_until="2026-12-31"))
    unknown = add_wage_value(store, world.consultant, world.joris, WageValueInput(percentage="40"))
    with store.read() as reader:
        found = [wage_value(reader, one).valid_until for one in (key, own, unknown)]
    assert found == [date(2027, 4, 1), date(2026, 12, 31), None]


def test_it_can_be_corrected_and_says_when_somebody_else_did(world: World) -> None:
    store = world.store
    key = add_wage_value(store, world.consultant, world.joris, measured())
    change_wage_value(store, world.consultant, key, 1, measured(percentage="57,5", measured_by="Meetbureau"))
    with store.read() as reader:
        row = wage_value(reader, key)
    assert (row.percentage, row.measured_by, row.valid_until, row.version) == (Decimal("57.5"), "Meetbureau", None, 2)
    with pytest.raises(Conflict):
        change_wage_value(store, world.consultant, key, 1, measured())


def test_what_can_not_be_is_refused(world: World) -> None:
    with pytest.raises(InvalidInput, match="still to come"):
        add_wage_value(world.store, world.consultant, world.joris, measured(measured_on="25-11-2026"))
    agreed(world)
    placed = place(world.store, world.consultant, proposal(world.joris, world.bakery))
    other = world.client("Bos", world.consultant)
    with pytest.raises(InvalidInput, match="not a placement of this client"):
        add_wage_value(world.store, world.consultant, other, measured(placement_id=placed.id))
    key = add_wage_value(world.store, world.consultant, world.joris, measured(placement_id=placed.id))
    with world.store.read() as reader:
        assert wage_value(reader, key).placement == placed.number


def test_a_list_reads_its_window_only(world: World) -> None:
    with world.store.write(world.admin, "test.many") as tx:
        for n in range(1, 25):
            tx.add(WageValue(client_id=world.joris, percentage=Decimal(n), measured_on=date(2026, 7, n)))
    with world.store.read() as reader:
        total, lines = list_wage_values(reader, limit=2, offset=1)
        assert (total, [line.row.percentage for line in lines]) == (25, [Decimal(23), Decimal(22)])
        assert (lines[0].client, lines[0].name) == ("CA00001", "Joris Baan")
        plan = reader.rows(
            "EXPLAIN QUERY PLAN SELECT id FROM wage_value w ORDER BY w.measured_on DESC, w.id DESC LIMIT 2 OFFSET 1"
        )
        assert "ix_wage_value_measured_on" in plan[0][3]
        assert list_wage_values(reader, b"x" * 16) == (0, [])


def test_what_a_client_is_worth_today(world: World) -> None:
    with world.store.read() as reader:
        found = worth_for(reader, client_file(reader, world.joris, world.store.today()), world.store.today())
        assert found is not None
        assert (found.rate, found.subsidy_month) == (Decimal("11.11"), Decimal("1261.98"))
        assert rate_for(reader, world.joris, FORM, START) == Decimal("11.11")
        assert rate_for(reader, world.joris, Form.GROUP_SECONDMENT, START) is None
    young = world.client("Jong", world.consultant, birth_date="2007-12-02")
    with world.store.read() as reader:
        assert rate_for(reader, young, FORM, START) == Decimal("5.56"), "50 % of the minimum wage at 18"
    nobody = world.client("Nul", world.consultant, measured=False)
    with world.store.read() as reader:
        assert rate_for(reader, nobody, FORM, START) is None
        assert worth_for(reader, client_file(reader, nobody, START), START) is None


# -- placing -------------------------------------------------------------------------------------------------------------


def test_without_a_wage_value_nobody_is_seconded_and_with_one_the_rate_is_filled_in(world: World) -> None:
    store, nobody = world.store, world.client("Nul", world.consultant, measured=False)
    record_verbal(store, world.consultant, told(nobody, world.bakery, world.holder))
    refused = place(store, world.consultant, proposal(nobody, world.bakery))
    assert [f.rule for f in refused.assessment.blocks] == ["C6"]
    assert (refused.number, refused.rate, refused.rate_filled) == (None, None, False)
    add_wage_value(store, world.consultant, nobody, measured(percentage="60"))
    placed = place(store, world.consultant, proposal(nobody, world.bakery))
    assert placed.state is PlacementState.ACTIVE
    assert (placed.rate, placed.rate_filled) == (Decimal("11.11"), True)
    assert world.value("SELECT rate FROM placement") == "11.11"


def test_a_wage_value_that_ends_before_the_start_blocks(world: World) -> None:
    agreed(world)
    key = world.value("SELECT id FROM wage_value")
    world.set(WageValue, key, valid_until=date(2026, 11, 30))
    assessment = check_proposal(world.store, world.consultant, proposal(world.joris, world.bakery))
    assert [f.rule for f in assessment.blocks] == ["C6"]
    world.set(WageValue, key, valid_until=START)
    assert not check_proposal(world.store, world.consultant, proposal(world.joris, world.bakery)).blocked


@pytest.mark.parametrize(
    ("who", "rate", "reasons", "blocks"),
    [
        ("consultant", "11,11", {}, []),
        ("consultant", "11,12", WHY, ["C7", "A1"]),
        ("lead", "11,50", {}, ["C7"]),
        ("lead", "11,50", WHY, []),
        ("lead", "12,22", WHY, []),
        ("lead", "12,23", WHY, ["C7", "A1"]),
        ("other_lead", "11,50", WHY, ["C7", "A1"]),
    ],
)
def test_who_may_differ_from_the_derived_rate(
    world: World, who: str, rate: str, reasons: dict[str, str], blocks: list[str]
) -> None:
    agreed(world)
    placed = place(world.store, getattr(world, who), proposal(world.joris, world.bakery, rate=rate), reasons=reasons)
    assert [f.rule for f in placed.assessment.blocks] == blocks
    assert (placed.state is PlacementState.ACTIVE) == (not blocks)
    assert not placed.rate_filled


def test_the_reason_for_a_rate_is_kept_and_stands_when_the_team_lead_goes_on(world: World) -> None:
    store = world.store
    agreed(world)
    kept = propose(store, world.consultant, proposal(world.joris, world.bakery, rate="11,50"), reasons=WHY)
    assert kept.id is not None
    assert [f.rule for f in activate(store, world.consultant, kept.id, 1).assessment.blocks] == ["C7", "A1"]
    placed = activate(store, world.lead, kept.id, 1)
    assert placed.state is PlacementState.ACTIVE
    with store.read() as reader:
        assert placement_file(reader, kept.id, store.today()).reasons == WHY


def test_a_rate_stands_as_it_was_agreed_while_the_placement_runs(world: World, admin: Actor) -> None:
    """The minimum wage rises twice a year; what was agreed is not broken by that."""
    agreed(world)
    placed = place(world.store, world.lead, proposal(world.joris, world.bakery, rate="11,50"), reasons=WHY)
    assert placed.id is not None
    set_setting(
        world.store, admin, SettingInput(key="minimum-wage-hour", value="16", valid_from="2026-11-25", source="Staatscourant")
    )
    found = check_one(world.store, world.consultant, placed.id).assessment
    assert (found.blocked, found.of("C7").outcome) == (False, Outcome.WARN)
    world.set(WageValue, world.value("SELECT id FROM wage_value"), valid_until=date(2026, 11, 30))
    assert [f.rule for f in check_one(world.store, world.consultant, placed.id).assessment.blocks] == ["C6"]


def test_a_changed_mandate_gives_room(world: World) -> None:
    from models.mandate import Mandate

    agreed(world)
    row = world.value("SELECT id FROM mandate WHERE role = 'consultant' AND decision = 'place'")
    world.set(Mandate, row, deviation=Decimal(5))
    data = proposal(world.joris, world.bakery, rate="11,50")
    assert place(world.store, world.consultant, data, reasons=WHY).state is PlacementState.ACTIVE


def test_group_secondment_keeps_its_own_rate(world: World) -> None:
    form = Form.GROUP_SECONDMENT
    record_verbal(world.store, world.consultant, told(world.joris, world.bakery, world.holder, form=form))
    placed = place(world.store, world.consultant, proposal(world.joris, world.bakery, form=form, rate="3,50"))
    assert (placed.state, placed.rate, placed.rate_filled) == (PlacementState.ACTIVE, Decimal("3.5"), False)


def test_the_acting_role_is_read_anew(world: World) -> None:
    """Somebody who is no team lead any more has no room either."""
    from models.user import User

    agreed(world)
    world.set(User, world.lead.id, roles=Role.CONSULTANT.value)
    placed = place(world.store, world.lead, proposal(world.joris, world.bakery, rate="11,50"), reasons=WHY)
    assert {"C7", "A1"} <= {f.rule for f in placed.assessment.blocks}
    assert world.count("placement") == 0
    assert world.value("SELECT count(*) FROM client WHERE id = ?", world.joris) == 1
    world.set(Client, world.joris, consultant_id=world.lead.id)
    assert place(world.store, world.lead, proposal(world.joris, world.bakery)).state is PlacementState.ACTIVE


def test_a_running_placement_that_changes_gets_the_rate_of_that_day(world: World, admin: Actor) -> None:
    agreed(world)
    placed = place(world.store, world.consultant, proposal(world.joris, world.bakery, start="2026-11-24"))
    assert placed.id is not None
    risen = SettingInput(key="minimum-wage-hour", value="16", valid_from="2026-11-24", source="Staatscourant")
    set_setting(world.store, admin, risen)

    def changed(version: int, **changes: Any) -> list[str]:
        with world.store.read() as reader:
            data = running_input(reader, placed.id, changes)
        done = change_placement(world.store, world.consultant, placed.id, version, data)
        return [f.rule for f in done.placed.assessment.blocks]

    assert changed(1, hours="30") == ["C7", "A1"]
    assert changed(1, hours="30", rate="11,90") == ["C7", "A1"]
    assert changed(1, hours="30", rate=None) == []
    assert world.value("SELECT rate FROM placement") == "11.86"
