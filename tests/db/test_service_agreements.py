"""What municipalities buy: recording it, and what is used and committed of it, from the orders alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.lists.opening import open_list
from db.lists.rows import list_rows
from db.placement_facts import gather_facts
from db.search import find_anything
from db.service_agreements import (
    AgreementFile,
    add_agreement,
    add_product,
    agreement_file,
    change_agreement,
    change_product,
)
from db.store import Store
from models.actor import Actor
from models.errors import Conflict, InvalidInput, Refused
from models.fields import validated
from models.kinds import AgreementState, Form, OrderState
from models.service_agreement import AgreementInput, ProductInput
from tests.db.world import ALMELO, World, proposal

TODAY = date(2026, 11, 24)
LEARN = Form.LEARN_WORK


@pytest.fixture
def world(store: Store, admin: Actor) -> World:
    return World(store, admin)


def wanted(**values: Any) -> AgreementInput:
    return validated(AgreementInput, {"municipality_id": ALMELO, "start": "1-1-2026", "until": "31-12-2027"} | values)


def the_file(world: World, key: bytes, today: date = TODAY) -> AgreementFile:
    with world.store.read() as reader:
        return agreement_file(reader, key, today)


def test_an_agreement_with_its_products(world: World, admin: Actor) -> None:
    products = [ProductInput(form=LEARN, budget=Decimal("60000.50")), ProductInput(form=Form.TRIAL)]
    made = add_agreement(world.store, admin, wanted(), products)
    file = the_file(world, made.id)
    assert (file.number, file.municipality, file.state, file.several_years, file.year) == (
        "SA00001",
        "Almelo",
        AgreementState.SIGNED,
        True,
        2026,
    )
    assert [(p.form, p.budget, p.used, p.committed, p.free) for p in file.products] == [
        (LEARN, Decimal("60000.50"), 0, 0, Decimal("60000.50")),
        (Form.TRIAL, None, 0, 0, None),
    ]
    change_product(world.store, admin, file.products[1].id, 1, ProductInput(form=Form.TRIAL, budget=Decimal(10)))
    add_product(world.store, admin, made.id, ProductInput(form=Form.WORK_EXPERIENCE))
    assert [p.budget for p in the_file(world, made.id).products] == [Decimal("60000.50"), Decimal(10), None]
    with pytest.raises(Conflict):
        change_product(world.store, admin, file.products[1].id, 1, ProductInput(form=Form.TRIAL))


@pytest.mark.parametrize(("who", "may"), [("lead", True), ("consultant", False), ("holder", False)])
def test_who_may_record_agreements_stands_in_the_mandates(world: World, who: str, may: bool) -> None:
    actor = getattr(world, who)
    if may:
        key = add_agreement(world.store, actor, wanted()).id
        change_agreement(world.store, actor, key, 1, wanted(state="cancelled"))
        assert the_file(world, key).state is AgreementState.CANCELLED
        return
    with pytest.raises(Refused, match="no mandate"):
        add_agreement(world.store, actor, wanted())
    key = world.agreement(LEARN)
    for act in (
        lambda: change_agreement(world.store, actor, key, 1, wanted()),
        lambda: add_product(world.store, actor, key, ProductInput(form=Form.TRIAL)),
        lambda: change_product(world.store, actor, world.value("SELECT id FROM product"), 1, ProductInput(form=Form.TRIAL)),
    ):
        with pytest.raises(Refused, match="no mandate"):
            act()


def test_one_product_is_not_bought_twice_in_one_period(world: World, admin: Actor) -> None:
    first = add_agreement(world.store, admin, wanted(), [ProductInput(form=LEARN)]).id
    with pytest.raises(InvalidInput):
        add_product(world.store, admin, first, ProductInput(form=LEARN))
    with pytest.raises(InvalidInput):
        add_agreement(world.store, admin, wanted(start="31-12-2027", until="1-1-2029"), [ProductInput(form=LEARN)])
    later = add_agreement(world.store, admin, wanted(start="1-1-2028", until="1-1-2029"), [ProductInput(form=LEARN)]).id
    with pytest.raises(InvalidInput):
        change_agreement(world.store, admin, later, 1, wanted(start="31-12-2027", until="1-1-2029"))
    change_agreement(world.store, admin, first, 1, wanted(state="cancelled"))
    change_agreement(world.store, admin, later, 1, wanted(start="31-12-2027", until="1-1-2029"))
    assert the_file(world, later).start == date(2027, 12, 31), "a cancelled one stands in nobody's way"


def test_the_sums_are_those_of_the_orders_of_that_year(world: World) -> None:
    key = world.agreement(LEARN, budget=1000)
    client = world.client("Bos", world.consultant, target_group="participatiewet")
    for start, state, budget, spent in (
        (date(2026, 1, 1), OrderState.CLOSED, 400_00, 350_25),
        (date(2026, 12, 31), OrderState.OPEN, 300_10, None),
        (date(2026, 6, 1), OrderState.OPEN, None, None),
        (date(2026, 6, 1), OrderState.WITHDRAWN, 9_000_00, None),
        (date(2025, 12, 31), OrderState.OPEN, 7_00, None),
        (date(2027, 1, 1), OrderState.OPEN, 8_00, None),
    ):
        world.order(client, LEARN, start, state=state.value, budget_cents=budget, spent_cents=spent)
    world.order(client, Form.TRIAL, date(2026, 6, 1), budget_cents=1)
    world.order(client, LEARN, date(2026, 6, 1), budget_cents=1, municipality_id=None)
    (product,) = the_file(world, key).products
    assert (product.used, product.committed, product.free) == (Decimal("350.25"), Decimal("300.10"), Decimal("349.65"))
    assert (product.orders, product.unpriced) == (3, 1)
    assert len(the_file(world, key).orders) == 4, "those behind the sums, and the withdrawn one"
    (product,) = the_file(world, key, date(2027, 3, 1)).products
    assert product.committed == Decimal(8)
    assert the_file(world, key, date(2031, 1, 1)).year == 2027


@pytest.mark.parametrize(("text", "found"), [("almelo", 1), ("Alm", 1), ("SA0", 1), ("wierden", 0), ("%", 0)])
def test_an_agreement_is_found_by_its_municipality(world: World, text: str, found: int) -> None:
    world.agreement(LEARN)
    assert open_list(world.store, "service-agreement", me=world.consultant.id, search=text).total() == found
    with world.store.read() as reader:
        assert list_rows(reader, "service-agreement", today=TODAY, search=text)[0] == found


@pytest.mark.parametrize(
    ("values", "in_force"),
    [
        ({}, 1),
        ({"state": "draft"}, 0),
        ({"state": "cancelled"}, 0),
        ({"until": TODAY}, 1),
        ({"until": date(2026, 11, 23)}, 0),
        ({"start": date(2026, 11, 25)}, 0),
    ],
)
def test_what_holds_today(world: World, values: dict[str, Any], in_force: int) -> None:
    key = world.agreement(LEARN, **values)
    assert open_list(world.store, "service-agreement", me=world.consultant.id, scope="in-force").total() == in_force
    with world.store.read() as reader:
        assert list_rows(reader, "service-agreement", today=TODAY, filters=[("in_force", "ja")])[0] == in_force
    assert the_file(world, key).in_force_on(TODAY) == bool(in_force)


def test_the_palette_finds_it_by_number(world: World) -> None:
    key = world.agreement(LEARN)
    with world.store.read() as reader:
        assert [(hit.subject, hit.record, hit.title) for hit in find_anything(reader, "sa0000")] == [
            ("service-agreement", key, "Almelo")
        ]


ORDERS = st.lists(
    st.tuples(
        st.dates(date(2025, 1, 1), date(2028, 12, 31)),
        st.sampled_from(OrderState),
        st.none() | st.integers(0, 10**9),
        st.none() | st.integers(0, 10**9),
    ),
    max_size=6,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(orders=ORDERS, start=st.dates(date(2025, 1, 1), date(2028, 12, 31)))
def test_the_rule_and_the_file_count_the_same_to_the_cent(world: World, orders: list[tuple[Any, ...]], start: date) -> None:
    """What C5 goes by is what people see: one number, two queries."""
    with world.store.write(world.admin, "test.clean") as tx:
        from models.service_agreement import Product, ServiceAgreement
        from models.service_order import ServiceOrder

        for table, name in ((ServiceOrder, "service_order"), (Product, "product"), (ServiceAgreement, "service_agreement")):
            for (key,) in tx.reader.rows(f"SELECT id FROM {name}"):
                tx.remove(tx.get(table, key))
    client = world.client("Bos", world.consultant, target_group="participatiewet")
    key = world.agreement(LEARN, budget=1000, start=date(2025, 6, 1), until=date(2028, 6, 30))
    for day, state, budget, spent in orders:
        world.order(client, LEARN, day, state=state.value, budget_cents=budget, spent_cents=spent)
    with world.store.read() as reader:
        facts = gather_facts(reader, world.consultant, TODAY, proposal(client, world.bakery, form=LEARN, start=start)).agreements
        file = agreement_file(reader, key, start)
    (product,) = file.products
    if file.in_force_on(start):
        assert facts[0].ordered == product.used + product.committed
