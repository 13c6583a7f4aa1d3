"""What is ordered for whom: recording it, changing, closing and withdrawing, and what the rules see of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.coordinations import request
from db.decisions import approve
from db.direction_facts import order_facts
from db.lists.opening import SCOPES, open_list
from db.lists.rows import list_rows
from db.mandates import scopes
from db.placement_facts import client_facts, gather_facts
from db.placements import check_active, place
from db.service_orders import (
    OrderRow,
    add_order,
    change_order,
    close_order,
    order_file,
    orders_of_client,
    withdraw_order,
)
from db.store import Store
from models.actor import Actor
from models.errors import Blocked, InvalidInput, Refused
from models.fields import validated
from models.kinds import Decision, Form, OrderState, Outcome, TargetGroup
from models.municipality import municipality_id
from models.service_order import ChangeOrderInput, CloseOrderInput, OrderInput, WithdrawOrderInput
from tests.db.world import World, asked, proposal

TODAY = date(2026, 11, 24)
LEARN = Form.LEARN_WORK


@pytest.fixture
def world(store: Store, admin: Actor) -> World:
    return World(store, admin)


@pytest.fixture
def linda(world: World) -> bytes:
    """A Pw client of Almelo."""
    return pw_client(world, "Uiterwijk")


def pw_client(world: World, surname: str, group: TargetGroup = TargetGroup.PW, **values: Any) -> bytes:
    usual = {"target_group": group.value, "formal_employer_id": None, "hr_administrator": None}
    return world.client(surname, world.consultant, indicated=False, **(usual | values))


def wanted(client: bytes, **values: Any) -> OrderInput:
    return validated(OrderInput, {"client_id": client, "form": LEARN, "start": "1-12-2026", "until": "30-11-2027"} | values)


def the_order(world: World, key: bytes) -> OrderRow:
    with world.store.read() as reader:
        return order_file(reader, key, TODAY)


def test_who_ordered_is_who_directs_the_client(world: World, linda: bytes) -> None:
    made = add_order(world.store, world.consultant, wanted(linda, budget="4.800", reference="ALM-17"))
    order = the_order(world, made.id)
    assert (order.number, order.ordered_by, order.state, order.budget) == (
        "OA00001",
        "Almelo",
        OrderState.OPEN,
        Decimal("4800.00"),
    )
    uwv = pw_client(world, "Meijerink", TargetGroup.UWV)
    other = the_order(world, add_order(world.store, world.consultant, wanted(uwv)).id)
    assert (other.number, other.ordered_by) == ("OA00002", "UWV")
    with world.store.read() as reader:
        assert [row.number for row in orders_of_client(reader, linda)] == ["OA00001"]


@pytest.mark.parametrize(
    ("who", "may"), [("consultant", True), ("lead", True), ("colleague", False), ("other_lead", False), ("holder", False)]
)
def test_consultants_record_for_their_own_caseload(world: World, linda: bytes, who: str, may: bool) -> None:
    actor = getattr(world, who)
    if may:
        assert add_order(world.store, actor, wanted(linda)).number == "OA00001"
    else:
        with pytest.raises(Refused, match="may not do this"):
            add_order(world.store, actor, wanted(linda))
        assert world.count("service_order") == 0


def test_an_administrator_records_for_all(world: World, linda: bytes, admin: Actor) -> None:
    with world.store.read() as reader:
        assert scopes(reader, admin, Decision.RECORD_ORDER)
    assert add_order(world.store, admin, wanted(linda)).number


def test_nothing_is_ordered_for_who_works_as_our_own_task(world: World) -> None:
    with pytest.raises(Refused, match="Nothing is ordered for"):
        add_order(world.store, world.consultant, wanted(world.joris))


def test_only_what_is_open_to_the_group_is_ordered(world: World, linda: bytes) -> None:
    with pytest.raises(InvalidInput) as error:
        add_order(world.store, world.consultant, wanted(linda, form=Form.GREEN))
    assert [field for field, _sentence in error.value.problems] == ["form"]


@pytest.mark.parametrize(
    "typed",
    [
        {"until": "30-11-2026"},
        {"budget": "-1"},
        {"budget": "12,345"},
        {"budget": "9" * 40},
        {"budget": "veel"},
        {"start": ""},
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(linda: bytes, typed: dict[str, str]) -> None:
    with pytest.raises(InvalidInput) as error:
        wanted(linda, **typed)
    assert [field for field, _sentence in error.value.problems] == list(typed)


def test_the_same_is_not_ordered_twice_in_one_period(world: World, linda: bytes) -> None:
    first = add_order(world.store, world.consultant, wanted(linda))
    with pytest.raises(Refused, match=r"\{name\} has ordered this|Almelo has ordered this"):
        add_order(world.store, world.consultant, wanted(linda, start="30-11-2027", until=""))
    add_order(world.store, world.consultant, wanted(linda, start="1-12-2027", until=""))
    add_order(world.store, world.consultant, wanted(linda, form=Form.TRIAL))
    with pytest.raises(Refused):
        change_order(world.store, world.consultant, first.id, 1, changed(until="1-12-2027"))
    withdraw_order(world.store, world.consultant, first.id, 1, WithdrawOrderInput(closed_on=TODAY, reason="anders besloten"))
    add_order(world.store, world.consultant, wanted(linda, until="30-11-2027"))


def changed(**values: Any) -> ChangeOrderInput:
    return validated(ChangeOrderInput, {"form": LEARN, "start": "1-12-2026", "until": "30-11-2027"} | values)


def test_an_order_is_changed_while_it_is_open(world: World, linda: bytes) -> None:
    key = add_order(world.store, world.consultant, wanted(linda)).id
    change_order(world.store, world.consultant, key, 1, changed(until="31-12-2027", budget="100"))
    assert (the_order(world, key).until, the_order(world, key).budget) == (date(2027, 12, 31), Decimal(100))
    close_order(world.store, world.consultant, key, 2, CloseOrderInput(closed_on=TODAY))
    order = the_order(world, key)
    assert (order.state, order.closed_on, order.spent) == (OrderState.CLOSED, TODAY, Decimal(100)), "it came to its budget"
    for act in (
        lambda: change_order(world.store, world.consultant, key, 3, changed()),
        lambda: close_order(world.store, world.consultant, key, 3, CloseOrderInput(closed_on=TODAY)),
        lambda: withdraw_order(world.store, world.consultant, key, 3, WithdrawOrderInput(closed_on=TODAY, reason="x")),
    ):
        with pytest.raises(Refused, match="only while it is open"):
            act()


def test_an_order_is_not_closed_on_a_day_to_come(world: World, linda: bytes) -> None:
    key = add_order(world.store, world.consultant, wanted(linda)).id
    with pytest.raises(InvalidInput):
        close_order(world.store, world.consultant, key, 1, CloseOrderInput(closed_on=date(2026, 11, 25)))


@pytest.fixture
def placed(world: World, linda: bytes) -> str:
    """Linda, placed on an order."""
    world.agreement(LEARN)
    add_order(world.store, world.consultant, wanted(linda))
    agreed = request(world.store, world.consultant, asked(linda, world.bakery, form=LEARN))
    approve(world.store, world.holder, agreed.id)
    found = place(world.store, world.consultant, proposal(linda, world.bakery, form=LEARN, until=date(2027, 11, 30)))
    assert found.number is not None
    return found.number


def test_an_order_stays_open_while_a_placement_runs_on_it(world: World, placed: str) -> None:
    key = world.value("SELECT id FROM service_order")
    with pytest.raises(Blocked) as error:
        close_order(world.store, world.consultant, key, 1, CloseOrderInput(closed_on=TODAY))
    assert error.value.numbers == [placed]


def test_a_placement_whose_order_was_taken_back_is_found(world: World, placed: str) -> None:
    assert check_active(world.store).broken == []
    key = world.value("SELECT id FROM service_order")
    withdraw_order(world.store, world.consultant, key, 1, WithdrawOrderInput(closed_on=TODAY, reason="andere plannen"))
    assert [(number, [f.rule for f in found.findings]) for number, found in check_active(world.store).broken] == [
        (placed, ["C4"])
    ]


def test_without_an_order_or_an_agreement_nobody_is_placed(world: World, linda: bytes) -> None:
    agreed = request(world.store, world.consultant, asked(linda, world.bakery, form=LEARN))
    approve(world.store, world.holder, agreed.id)
    data = proposal(linda, world.bakery, form=LEARN, until=date(2027, 11, 30))
    refused = place(world.store, world.consultant, data)
    assert (refused.number, [f.rule for f in refused.assessment.blocks]) == (None, ["C4", "C5"])
    add_order(world.store, world.consultant, wanted(linda))
    assert [f.rule for f in place(world.store, world.consultant, data).assessment.blocks] == ["C5"]
    world.agreement(LEARN, Form.TRIAL)
    assert place(world.store, world.consultant, data).number == "PA00001"


def test_an_order_of_the_municipality_before_does_not_count(world: World, linda: bytes) -> None:
    world.order(linda, LEARN, municipality_id=municipality_id("0189"))
    world.order(linda, LEARN, municipality_id=None)
    with world.store.read() as reader:
        facts = order_facts(reader, client_facts(reader, linda))
    assert [one.by_director for one in facts] == [False, False]


def test_the_facts_of_who_needs_no_order_ask_for_none(world: World) -> None:
    world.order(world.joris, LEARN)
    with world.store.read() as reader:
        facts = gather_facts(reader, world.consultant, TODAY, proposal(world.joris, world.bakery))
    assert (facts.orders, facts.agreements) == ((), ())


def test_facts_take_a_fixed_number_of_queries(world: World, linda: bytes) -> None:
    def queries() -> int:
        with world.store.read() as reader:
            gather_facts(reader, world.consultant, TODAY, proposal(linda, world.bakery, form=LEARN))
            return reader.queries

    before = queries()
    for year in range(2010, 2020):
        world.order(linda, LEARN, date(year, 1, 1), date(year, 12, 31))
        world.agreement(LEARN, start=date(year, 1, 1), until=date(year, 12, 31))
    assert queries() == before


def test_the_lists_show_and_find_it(world: World, linda: bytes) -> None:
    add_order(world.store, world.consultant, wanted(linda, budget="4800"))
    for scope in SCOPES["service-order"]:
        assert open_list(world.store, "service-order", me=world.consultant.id, scope=scope.name).total() == 1
    for text in ("uiterwijk", "OA0"):
        assert open_list(world.store, "service-order", me=world.consultant.id, search=text).total() == 1
    with world.store.read() as reader:
        for field, value in (("product", "Leerwerkplek"), ("budget", "4.800,00"), ("municipality", "almelo"), ("state", "open")):
            assert list_rows(reader, "service-order", today=TODAY, filters=[(field, value)])[0] == 1


DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=DAYS, until=st.none() | DAYS, day=DAYS)
def test_an_order_counts_on_each_of_its_days_and_on_no_other(world: World, start: date, until: date | None, day: date) -> None:
    client = pw_client(world, "Bos")
    world.order(client, Form.REGULAR_JOB, start, until)
    data = proposal(client, world.bakery, form=Form.REGULAR_JOB, start=day)
    with world.store.read() as reader:
        facts = gather_facts(reader, world.consultant, TODAY, data)
    from models.coordination.direction import direction

    within = start <= day and (until is None or day <= until)
    assert (direction(facts).outcome is Outcome.PASS) == within
