"""No way around the rules or the mandates by an undo: what placements rest on stays, and who may no longer do so doesn't."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from db.bulk_acts import assign_consultant
from db.coordinations import approve, record_verbal, request, withdraw
from db.placement_changes import change_placement, running_input
from db.placements import check_active, place
from db.service_agreements import add_agreement, change_agreement
from db.service_orders import add_order, close_order
from db.settings import set_setting
from db.store import Store
from db.undoing.own_acts import outlook, redo, undo, undoable
from db.vacancies import create_vacancy, update_vacancy
from models.actor import Actor
from models.errors import Refused
from models.kinds import Form, Role, TargetGroup
from models.placement import Placement
from models.service_agreement import AgreementInput, ProductInput
from models.service_order import CloseOrderInput, OrderInput
from models.setting import SettingInput
from models.user import User, roles_text
from models.vacancy import VacancyInput
from tests.db.world import ALMELO, World, asked, proposal, told

TRIAL = Form.TRIAL


@pytest.fixture
def world(store: Store, admin: Actor) -> World:
    return World(store, admin)


def last(world: World, actor: Actor) -> int:
    with world.store.read() as reader:
        return undoable(reader, actor, 1)[0].number


def becomes(world: World, actor: Actor, *roles: Role, **values: object) -> None:
    world.set(User, actor.id, roles=roles_text(roles), **values)


def order(world: World, client: bytes, actor: Actor) -> int:
    add_order(world.store, actor, OrderInput(client_id=client, form=TRIAL, start=date(2026, 11, 1)))
    return last(world, actor)


def agreement(world: World) -> int:
    data = AgreementInput(municipality_id=ALMELO, start=date(2026, 1, 1), until=date(2027, 12, 31))
    add_agreement(world.store, world.lead, data, [ProductInput(form=TRIAL)])
    return last(world, world.lead)


def pw_client(world: World) -> bytes:
    return world.client("Pieters", world.consultant, target_group=TargetGroup.PW.value, formal_employer_id=None)


def test_an_order_and_an_agreement_stay_while_a_placement_rests_on_them(world: World) -> None:
    client = pw_client(world)
    ordered, agreed = order(world, client, world.consultant), agreement(world)
    record_verbal(world.store, world.consultant, told(client, world.bakery, world.holder, form=TRIAL))
    placed = place(world.store, world.consultant, proposal(client, world.bakery, form=TRIAL))
    assert placed.number is not None
    for actor, number in ((world.consultant, ordered), (world.lead, agreed)):
        with pytest.raises(Refused, match=placed.number):
            undo(world.store, actor, number)
    assert check_active(world.store).broken == []
    undo(world.store, world.consultant, last(world, world.consultant))
    undo(world.store, world.consultant, ordered)
    undo(world.store, world.lead, agreed)
    assert (world.count("service_order"), world.count("service_agreement"), world.count("product")) == (0, 0, 0)


def test_places_of_a_vacancy_that_were_taken_do_not_go_by_an_undo(world: World) -> None:
    data = VacancyInput(employer_id=world.bakery, title="Inpakken", places=1)
    vacancy = create_vacancy(world.store, world.consultant, data).id
    update_vacancy(world.store, world.consultant, vacancy, 1, {"places": 2})
    more = last(world, world.consultant)
    for client in (world.joris, world.client("Zwart", world.consultant)):
        row = request(world.store, world.consultant, asked(client, world.bakery))
        approve(world.store, world.holder, row.id)
        assert place(world.store, world.consultant, proposal(client, world.bakery, vacancy_id=vacancy)).number
    with pytest.raises(Refused):
        undo(world.store, world.consultant, more)
    assert check_active(world.store).broken == []


def test_a_rate_that_differs_does_not_come_back_without_the_mandate(world: World) -> None:
    approve(world.store, world.holder, request(world.store, world.consultant, asked(world.joris, world.bakery)).id)
    placed = place(world.store, world.consultant, proposal(world.joris, world.bakery))
    assert placed.id is not None
    becomes(world, world.consultant, Role.CONSULTANT, Role.TEAM_LEAD)
    with world.store.read() as reader:
        data = running_input(reader, placed.id, {"rate": Decimal("11.50")})
    version = world.value("SELECT version FROM placement WHERE id = ?", placed.id)
    done = change_placement(world.store, world.consultant, placed.id, version, data, reasons={"C7": "heavier work"})
    assert not done.placed.assessment.blocked
    number = last(world, world.consultant)
    undo(world.store, world.consultant, number)
    redo(world.store, world.consultant, number)
    undo(world.store, world.consultant, number)
    becomes(world, world.consultant, Role.CONSULTANT)
    with pytest.raises(Refused):
        redo(world.store, world.consultant, number)
    with world.store.write(world.admin, "test.look") as tx:
        assert tx.get(Placement, placed.id).rate == Decimal("11.11")


def _ordered(world: World) -> Callable[[], object]:
    """The team lead's order, closed; then they lead no team any more."""
    client = pw_client(world)
    order(world, client, world.lead)
    key = world.value("SELECT id FROM service_order")
    close_order(world.store, world.lead, key, 1, CloseOrderInput(closed_on=world.store.today()))
    return lambda: world.value("SELECT state FROM service_order")


def _agreed(world: World) -> Callable[[], object]:
    agreement(world)
    return lambda: world.count("service_agreement")


def _assigned(world: World) -> Callable[[], object]:
    assign_consultant(world.store, world.lead, [world.joris], world.colleague.id)
    return lambda: world.value("SELECT consultant_id FROM client WHERE id = ?", world.joris)


@pytest.mark.parametrize("act", [_ordered, _agreed, _assigned])
def test_who_lost_the_mandate_takes_nothing_back_and_does_nothing_again(world: World, act) -> None:
    look = act(world)
    number, done = last(world, world.lead), look()
    becomes(world, world.lead, Role.ACCOUNT_MANAGER)
    with pytest.raises(Refused):
        undo(world.store, world.lead, number)
    assert look() == done
    becomes(world, world.lead, Role.TEAM_LEAD)
    undo(world.store, world.lead, number)
    undone = look()
    assert undone != done
    becomes(world, world.lead, Role.ACCOUNT_MANAGER)
    with pytest.raises(Refused):
        redo(world.store, world.lead, number)
    assert look() == undone


def test_a_consultant_takes_back_a_client_that_they_gave_away(world: World) -> None:
    assign_consultant(world.store, world.consultant, [world.joris], world.colleague.id)
    undo(world.store, world.consultant, last(world, world.consultant))
    assert world.value("SELECT consultant_id FROM client WHERE id = ?", world.joris) == world.consultant.id


def test_who_is_no_longer_account_holder_gives_no_consent_back(world: World) -> None:
    row = request(world.store, world.consultant, asked(world.joris, world.bakery))
    approve(world.store, world.holder, row.id)
    withdraw(world.store, world.holder, row.id, "not after all")
    number = last(world, world.holder)
    world.hand_over(world.bakery, world.manager, world.store.today() - timedelta(days=1))
    with pytest.raises(Refused):
        undo(world.store, world.holder, number)
    assert world.value("SELECT state FROM coordination WHERE id = ?", row.id) == "withdrawn"


def test_a_setting_that_would_come_back_is_named(world: World) -> None:
    given = {"key": "costs-rate", "value": "24", "valid_from": date(2027, 1, 1), "source": "board"}
    set_setting(world.store, world.admin, SettingInput(**given))
    number = last(world, world.admin)
    undo(world.store, world.admin, number)
    with world.store.read() as reader:
        assert [line.record for line in outlook(reader, world.admin, number).turned] == ["costs-rate"]


def test_an_undo_brings_no_second_order_for_the_same_work(world: World) -> None:
    client = pw_client(world)
    order(world, client, world.consultant)
    key = world.value("SELECT id FROM service_order")
    close_order(world.store, world.consultant, key, 1, CloseOrderInput(closed_on=world.store.today()))
    closed = last(world, world.consultant)
    order(world, client, world.consultant)
    with pytest.raises(Refused, match="OA00002"):
        undo(world.store, world.consultant, closed)


def test_an_undo_buys_no_product_twice(world: World) -> None:
    agreement(world)
    key = world.value("SELECT id FROM service_agreement")
    period = {"municipality_id": ALMELO, "start": date(2026, 1, 1), "until": date(2027, 12, 31)}
    change_agreement(world.store, world.lead, key, 1, AgreementInput(**period, state="cancelled"))
    cancelled = last(world, world.lead)
    agreement(world)
    with pytest.raises(Refused, match="SA00002"):
        undo(world.store, world.lead, cancelled)
