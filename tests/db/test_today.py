"""Vandaag: what wants somebody, most pressing first; a bounded number of rows, whatever the size of the store."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from db.actions import add_action, finish_action
from db.bulk import add_many
from db.coordinations import approve, decline, record_verbal, request, withdraw
from db.placements import end_placement, place
from db.reading import Reader
from db.store import Store
from db.today import COUNTED, LOOKED_THROUGH, MOST, Today, today_of
from db.wage_values import add_wage_value
from models.about import About
from models.action import Action, ActionInput
from models.actor import Actor
from models.client import Client
from models.ids import new_id
from models.indication import Indication
from models.kinds import ClientStatus, Form, TargetGroup
from models.today import Remedy, TodayLine, Why
from models.user import User
from models.wage_value import WageValue, WageValueInput
from tests.conftest import Clock
from tests.db.world import ALMELO, World, asked, proposal, told

TODAY = date(2026, 11, 24)


@pytest.fixture
def world(store: Store, admin: Actor) -> World:
    return World(store, admin)


def seen(world: World, who: Actor) -> Today:
    with world.store.read() as reader:
        return today_of(reader, who.id, world.store.today())


def lines(world: World, who: Actor, *why: Why) -> list[TodayLine]:
    return [line for line in seen(world, who).lines if not why or line.why in why]


def told_of(world: World, who: Actor, *why: Why) -> list[tuple[Why, str, Remedy]]:
    return [(line.why, str(line.sentence), line.remedy) for line in lines(world, who, *why)]


def to_do(world: World, what: str, day: date, owner: Actor | None = None, **about: bytes) -> bytes:
    who = owner or world.consultant
    return add_action(world.store, who, ActionInput(what=what, due_on=day, owner_id=who.id, **about))


def test_my_actions_come_first_the_oldest_before_those_of_today(world: World) -> None:
    to_do(world, "later", TODAY + timedelta(1))
    to_do(world, "vandaag", TODAY, client_id=world.joris)
    to_do(world, "gisteren", TODAY - timedelta(1))
    to_do(world, "lang geleden", TODAY - timedelta(40), employer_id=world.bakery)
    to_do(world, "van een ander", TODAY, world.colleague)
    finish_action(world.store, world.consultant, to_do(world, "gedaan", TODAY))
    assert told_of(world, world.consultant, Why.LATE, Why.DUE, Why.DONE) == [
        (Why.LATE, "lang geleden: Bakkerij Oost", Remedy.FINISH),
        (Why.LATE, "gisteren", Remedy.FINISH),
        (Why.DUE, "vandaag: Joris Baan", Remedy.FINISH),
        (Why.DONE, "gedaan", Remedy.REOPEN),
    ]
    late = lines(world, world.consultant)[0]
    assert (late.subject, late.key, late.day) == ("employer", world.bakery, TODAY - timedelta(40))
    assert told_of(world, world.colleague) == [(Why.DUE, "van een ander", Remedy.FINISH)]


def test_an_order_that_ends_is_shown_while_it_is_open(world: World) -> None:
    linda = world.client("Uiterwijk", world.consultant, call_name="Linda", target_group="participatiewet")
    order = world.order(linda, Form.LEARN_WORK, until=TODAY + timedelta(30))
    world.order(linda, Form.TRIAL, until=TODAY - timedelta(1), municipality_id=None)
    world.order(linda, Form.WORK_EXPERIENCE, until=TODAY + timedelta(5), state="closed")
    world.order(linda, Form.REGULAR_JOB)
    assert told_of(world, world.consultant, Why.OVER, Why.WITHIN_30) == [
        (Why.OVER, "Order of UWV for Linda Uiterwijk is over", Remedy.ACTION),
        (Why.WITHIN_30, "Order of Almelo for Linda Uiterwijk ends", Remedy.ACTION),
    ]
    (line,) = lines(world, world.consultant, Why.WITHIN_30)
    assert (line.subject, line.key, line.about) == ("service-order", order, About("client", linda))


def test_an_answer_is_shown_until_it_is_used(world: World, clock: Clock) -> None:
    one = request(world.store, world.consultant, asked(world.joris, world.bakery))
    assert told_of(world, world.consultant, Why.ANSWER) == []
    approve(world.store, world.holder, one.id)
    assert told_of(world, world.consultant, Why.ANSWER) == [
        (Why.ANSWER, "Bakkerij Oost: yes for Joris Baan (M. Dijkhuis)", Remedy.PLACE)
    ]
    assert told_of(world, world.colleague, Why.ANSWER) == []
    assert place(world.store, world.consultant, proposal(world.joris, world.bakery)).number
    assert told_of(world, world.consultant, Why.ANSWER) == []


def test_an_answer_with_conditions_says_so_and_an_old_one_moves_to_what_ends(world: World, clock: Clock) -> None:
    one = request(world.store, world.consultant, asked(world.joris, world.bakery))
    approve(world.store, world.holder, one.id, conditions=("eerst meelopen",))
    assert [line.remedy for line in lines(world, world.consultant, Why.ANSWER)] == [Remedy.PLACE]
    assert "yes, on conditions, for Joris Baan" in told_of(world, world.consultant, Why.ANSWER)[0][1]
    clock.forward(days=31)
    assert told_of(world, world.consultant, Why.ANSWER) == []
    assert told_of(world, world.consultant, Why.WITHIN_60) == [
        (Why.WITHIN_60, "Consent of Bakkerij Oost for Joris Baan ends", Remedy.PLACE)
    ]


def test_a_no_is_shown_until_something_new_was_tried(world: World, clock: Clock) -> None:
    one = request(world.store, world.consultant, asked(world.joris, world.bakery))
    decline(world.store, world.holder, one.id, "nu niet")
    assert told_of(world, world.consultant, Why.ANSWER) == [
        (Why.ANSWER, "Bakkerij Oost: no for Joris Baan (M. Dijkhuis): nu niet", Remedy.PLACE_ELSEWHERE)
    ]
    clock.forward(minutes=5)
    other = world.employer("Vegt", world.manager)
    request(world.store, world.consultant, asked(world.joris, other))
    assert told_of(world, world.consultant, Why.ANSWER) == []


def test_what_i_wrote_down_or_took_back_myself_is_no_answer(world: World) -> None:
    record_verbal(world.store, world.consultant, told(world.joris, world.bakery, world.holder))
    other = world.client("Bos", world.consultant)
    one = request(world.store, world.consultant, asked(other, world.bakery))
    approve(world.store, world.holder, one.id)
    withdraw(world.store, world.consultant, one.id, None)
    assert told_of(world, world.consultant, Why.ANSWER) == []


def test_requests_wait_for_the_account_holder_and_for_the_deputy_of_that_day(world: World) -> None:
    one = request(world.store, world.consultant, asked(world.joris, world.bakery))
    line = (Why.WAITING, "Joris Baan at Bakkerij Oost, asked by M. ter Braak", Remedy.OPEN)
    assert told_of(world, world.holder) == [line]
    assert told_of(world, world.manager) == []
    world.set(User, world.holder.id, away_from=TODAY, deputy_id=world.manager.id)
    stands_in = (Why.WAITING, f"{line[1]} (standing in for M. Dijkhuis)", Remedy.OPEN)
    assert told_of(world, world.manager) == [stands_in]
    decline(world.store, world.manager, one.id, "nee")
    assert told_of(world, world.manager) == told_of(world, world.holder) == []


@pytest.mark.parametrize(
    ("days", "why"),
    [(-1, Why.OVER), (0, Why.RENEW), (112, Why.RENEW), (113, None)],
)
def test_a_wsw_indication_asks_for_renewal_sixteen_weeks_before(world: World, days: int, why: Why | None) -> None:
    world.set(Indication, world.value("SELECT id FROM indication"), valid_until=TODAY + timedelta(days))
    found = lines(world, world.consultant, Why.OVER, Why.RENEW, Why.WITHIN_30, Why.WITHIN_60, Why.WITHIN_90)
    assert [line.why for line in found] == ([why] if why else [])
    assert all((line.subject, line.key, line.remedy) == ("client", world.joris, Remedy.RENEW) for line in found)


@pytest.mark.parametrize(
    ("days", "why"), [(30, Why.WITHIN_30), (31, Why.WITHIN_60), (60, Why.WITHIN_60), (90, Why.WITHIN_90), (91, None)]
)
def test_an_indication_that_need_not_be_renewed_ends_within_30_60_or_90_days(world: World, days: int, why: Why | None) -> None:
    key = world.client("Bos", world.consultant, indicated=False, target_group=TargetGroup.JOB_AGREEMENT.value)
    with world.store.write(world.admin, "client.indication") as tx:
        tx.add(Indication(client_id=key, kind="doelgroepregister", valid_until=TODAY - timedelta(400)))
        tx.add(Indication(client_id=key, kind="doelgroepregister", valid_until=TODAY + timedelta(days)))
    found = [line for line in lines(world, world.consultant) if line.remedy is Remedy.RENEW]
    assert [line.why for line in found] == ([why] if why else [])


@pytest.mark.parametrize(("days", "why"), [(-1, Why.OVER), (0, Why.WITHIN_30), (60, Why.WITHIN_60), (91, None)])
def test_a_wage_value_is_to_be_measured_again(world: World, days: int, why: Why | None) -> None:
    world.set(WageValue, world.value("SELECT id FROM wage_value"), valid_until=TODAY + timedelta(days))
    found = lines(world, world.consultant, Why.OVER, Why.WITHIN_30, Why.WITHIN_60, Why.WITHIN_90)
    assert [line.why for line in found] == ([why] if why else [])
    if why:
        assert "Wage value of Joris Baan" in str(found[0].sentence)
    add_wage_value(world.store, world.consultant, world.joris, WageValueInput(percentage="65", measured_on=str(TODAY)))
    assert lines(world, world.consultant, Why.OVER, Why.WITHIN_30, Why.WITHIN_60, Why.WITHIN_90) == []


def test_a_placement_that_ends_and_one_that_should_have(world: World, clock: Clock) -> None:
    record_verbal(world.store, world.consultant, told(world.joris, world.bakery, world.holder))
    placed = place(world.store, world.consultant, proposal(world.joris, world.bakery, until=date(2027, 1, 31)))
    assert placed.number
    assert told_of(world, world.consultant, Why.WITHIN_90) == [(Why.WITHIN_90, "Joris Baan at Bakkerij Oost ends", Remedy.ACTION)]
    clock.forward(days=75)
    assert told_of(world, world.consultant, Why.OVER) == [
        (Why.OVER, "Joris Baan at Bakkerij Oost: the last day has passed", Remedy.END)
    ]
    assert told_of(world, world.colleague, Why.OVER) == []


def test_who_is_without_work_the_longest_first(world: World, clock: Clock) -> None:
    record_verbal(world.store, world.consultant, told(world.joris, world.bakery, world.holder))
    assert place(world.store, world.consultant, proposal(world.joris, world.bakery)).number
    clock.forward(days=9)
    world.client("Nieuw", world.consultant, call_name="Nel")
    world.client("Ziek", world.consultant, status=ClientStatus.ILL.value)
    world.client("Weg", world.consultant, status=ClientStatus.ENDED.value)
    world.client("Oud", world.consultant, archived_on=TODAY)
    world.client("Ander", world.colleague)
    now = seen(world, world.consultant)
    assert (now.clients, now.without_work, now.whole) == (3, 2, True)
    version = world.value("SELECT version FROM placement")
    end_placement(
        world.store, world.consultant, world.value("SELECT id FROM placement"), version, on=date(2026, 12, 1), reason="klaar"
    )
    assert [text for _, text, _ in told_of(world, world.consultant, Why.NO_WORK)] == [
        "Joris Baan, 2 days without work",
        "Nel Nieuw, not placed yet",
        "Ziek, not placed yet",
    ]


def test_a_caseload_and_a_pile_of_actions_without_end_are_cut_off_and_said_to_be(world: World, admin: Actor) -> None:
    with world.store.write(admin, "import.clients") as tx:
        rows = [
            {
                "id": new_id(),
                "number": f"X{n}",
                "surname": f"Naam {n:04}",
                "municipality_id": ALMELO,
                "target_group": "uwv",
                "status": "active",
                "consultant_id": admin.id,
            }
            for n in range(LOOKED_THROUGH + 40)
        ]
        add_many(tx, Client, rows)
        late = (TODAY - timedelta(3)).isoformat()
        actions = [{"id": new_id(), "what": f"{n}", "due_on": late, "owner_id": admin.id} for n in range(COUNTED + 20)]
        add_many(tx, Action, actions)
    now = seen(world, admin)
    assert (now.clients, now.whole) == (LOOKED_THROUGH, False)
    assert [sum(line.why is why for line in now.lines) for why in (Why.LATE, Why.NO_WORK)] == [MOST + 1, MOST + 1]
    texts = [str(line.sentence) for line in now.lines if line.subject == ""]
    assert texts == [f"… and more than {COUNTED - MOST} others", f"… and more than {LOOKED_THROUGH - MOST} others"]
    assert len({line.own for line in now.lines}) == len(now.lines)


class Planner:
    """Reads nothing: keeps the steps in which SQLite would answer."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.steps: list[str] = []

    def rows(self, sql: str, params: Any = ()) -> list[Any]:
        self.steps += [row[3] for row in self.reader.rows(f"EXPLAIN QUERY PLAN {sql}", params)]
        return []

    def value(self, sql: str, params: Any = ()) -> int:
        self.rows(sql, params)
        return 0


def test_every_section_is_read_through_indexes(world: World) -> None:
    with world.store.read() as reader:
        planner = Planner(reader)
        today_of(planner, world.consultant.id, TODAY)  # type: ignore[arg-type]
    scanned = {step for step in planner.steps if step.startswith("SCAN") and "subquery" not in step}
    assert scanned <= {"SCAN c", "SCAN mine", "SCAN a"}, "the caseload and the first open requests, which are cut off"
    assert planner.steps.count("SCAN a") == 1


def test_the_number_of_queries_is_the_same_for_everybody(world: World) -> None:
    counts = set()
    for who in (world.consultant, world.holder, world.lead):
        with world.store.read() as reader:
            today_of(reader, who.id, TODAY)
            counts.add(reader.queries)
    assert len(counts) == 1
