"""The term for deciding, and what comes after it: a reminder the day before, then the team lead, never a silent yes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from db.conversation import answer, ask_back, confirm, contest, remind
from db.coordination_many import approve_many, decline_many, hand_over_many, remind_many
from db.coordination_routing import hand_over
from db.coordinations import approve, coordination_file, record_verbal, request, waiting_for
from db.lists.opening import SCOPES, open_list, scopes_for
from db.store import Store
from db.today import today_of
from db.undoing import own_acts
from models.actor import Actor
from models.errors import Blocked, InvalidInput, Refused
from models.kinds import CoordinationState, TurnKind
from models.today import Why
from models.user import User
from tests.conftest import Clock
from tests.db.world import World, asked, told


@pytest.fixture
def world(store: Store, admin: Actor) -> World:
    return World(store, admin)


def ask(world: World, **values: Any) -> bytes:
    return request(world.store, world.consultant, asked(world.joris, world.bakery, **values)).id


def waits(world: World, who: Actor) -> int:
    with world.store.read() as reader:
        return waiting_for(reader, who.id, world.store.today())


def today(world: World, who: Actor, *why: Why) -> list[str]:
    with world.store.read() as reader:
        return [str(line.sentence) for line in today_of(reader, who.id, world.store.today()).lines if line.why in why]


def listed(world: World, who: Actor, scope: str) -> list[str]:
    """The first column of a scope."""
    return [str(row.cells[0]) for row in open_list(world.store, "coordination", me=who.id, scope=scope).forward(None, 50)]


def at(clock: Clock, day: date) -> None:
    clock.now = datetime(day.year, day.month, day.day, 11, tzinfo=UTC)


def everywhere(world: World, who: Actor) -> tuple[int, int, int]:
    """How often it reaches a team lead: on Vandaag, in their list, in the number on the bar."""
    return len(today(world, who, Why.OVERDUE)), len(listed(world, who, "overdue")), waits(world, who)


@pytest.mark.parametrize(
    ("asked_on", "due", "next_day"),
    [
        (date(2026, 12, 23), date(2026, 12, 31), date(2027, 1, 4)),  # Christmas on Friday and Saturday, New Year on Friday
        (date(2026, 3, 31), date(2026, 4, 9), date(2026, 4, 10)),  # Good Friday and Easter Monday
        (date(2026, 4, 23), date(2026, 5, 1), date(2026, 5, 4)),  # King's Day on Monday the 27th
    ],
)
def test_left_alone_over_a_holiday_it_reaches_the_team_lead_once(
    world: World, clock: Clock, asked_on: date, due: date, next_day: date
) -> None:
    """Five working days to decide; on the sixth it is on the list of the team lead who leads the team of who asked."""
    at(clock, asked_on)
    key = ask(world, start=date(2027, 3, 1))
    assert world.value("SELECT due_on FROM coordination WHERE id = ?", key) == due.isoformat()
    at(clock, due)
    assert today(world, world.holder, Why.TERM) == ["ends today: Joris Baan at Bakkerij Oost, asked by M. ter Braak"]
    assert everywhere(world, world.lead) == (0, 0, 0)
    at(clock, next_day)
    assert today(world, world.lead, Why.OVERDUE) == ["Joris Baan at Bakkerij Oost, asked of M. Dijkhuis"]
    assert everywhere(world, world.lead) == (1, 1, 1)
    assert everywhere(world, world.other_lead) == everywhere(world, world.consultant) == (0, 0, 0)
    clock.forward(days=7)
    assert everywhere(world, world.lead) == (1, 1, 1), "a week later it is still there, and still once"
    assert world.value("SELECT state FROM coordination WHERE id = ?", key) == "requested", "nothing was agreed in silence"
    assert waits(world, world.holder) == 1, "and it still waits for who decides"
    approve(world.store, world.holder, key)
    assert everywhere(world, world.lead) == (0, 0, 0)


def test_the_working_day_before_the_term_ends_it_is_said(world: World, clock: Clock) -> None:
    ask(world)  # on Tuesday 24 November: until Tuesday 1 December
    asks = "Joris Baan at Bakkerij Oost, asked by M. ter Braak"
    assert listed(world, world.holder, "inbox") == ["5 working days"]
    at(clock, date(2026, 11, 27))
    assert today(world, world.holder, Why.TERM, Why.WAITING) == [asks]
    assert listed(world, world.holder, "inbox") == ["2 working days"]
    at(clock, date(2026, 11, 30))
    assert today(world, world.holder, Why.TERM) == [f"ends tomorrow: {asks}"]
    assert listed(world, world.holder, "inbox") == ["1 working day"]
    at(clock, date(2026, 12, 3))
    assert today(world, world.holder, Why.TERM) == [f"passed: {asks}"]
    assert listed(world, world.holder, "inbox") == ["! 2 wd late"]


def test_the_friday_before_a_monday_is_the_day_before(world: World, clock: Clock) -> None:
    at(clock, date(2026, 11, 23))
    ask(world)
    at(clock, date(2026, 11, 27))
    assert today(world, world.holder, Why.TERM)[0].startswith("ends on 2026-11-30, the next working day: ")


def test_the_most_pressing_stands_first(world: World, clock: Clock) -> None:
    world.client("Bos", world.consultant)
    late = ask(world)
    clock.forward(days=1)
    other = world.client("Smit", world.consultant)
    later = request(world.store, world.consultant, asked(other, world.bakery)).id
    ask_back(world.store, world.holder, late, "when?")
    clock.forward(days=7)
    answer(world.store, world.consultant, late, "in March")
    keys = [row.id for row in open_list(world.store, "coordination", me=world.holder.id, scope="inbox").forward(None, 9)]
    assert keys == [later, late], "the answer took its time, and the account holder keeps theirs"


def test_the_team_lead_reminds_and_the_holder_reads_it(world: World, clock: Clock) -> None:
    key = ask(world)
    clock.forward(days=9)
    remind(world.store, world.lead, key)
    assert today(world, world.holder, Why.TERM)[0].startswith("T. Leider reminds you: passed: Joris Baan")
    with pytest.raises(Refused):
        remind(world.store, world.manager, key)


def test_handed_to_the_deputy_it_waits_for_them_alone(world: World) -> None:
    key = ask(world)
    with pytest.raises(Refused, match="no deputy who can decide") as refused:
        hand_over(world.store, world.holder, key)
    assert "under Users" in str(refused.value.hint)
    world.set(User, world.holder.id, deputy_id=world.manager.id)
    with pytest.raises(Refused):
        hand_over(world.store, world.consultant, key)
    hand_over(world.store, world.holder, key)
    assert (waits(world, world.holder), waits(world, world.manager)) == (0, 1)
    with world.store.read() as reader:
        file = coordination_file(reader, key, world.store.today())
    assert file.handed_to == "L. Schothorst"
    assert [(turn.kind, turn.who, turn.text) for turn in file.turns] == [(TurnKind.HANDED_OVER, "M. Dijkhuis", "L. Schothorst")]
    with pytest.raises(Refused, match="already"):
        hand_over(world.store, world.lead, key)
    assert approve(world.store, world.manager, key).decided_by == "L. Schothorst"


def test_a_hand_over_ends_with_the_account_holder_it_came_from(world: World) -> None:
    """The werkplein assigns another holder, who then decides: neither the old one nor their deputy does."""
    key = ask(world)
    world.set(User, world.holder.id, deputy_id=world.manager.id)
    hand_over(world.store, world.lead, key)
    world.hand_over(world.bakery, world.admin, world.store.today())
    assert [waits(world, who) for who in (world.holder, world.manager, world.admin)] == [0, 0, 1]
    for who in (world.holder, world.manager):
        with pytest.raises(Refused):
            approve(world.store, who, key)
    assert approve(world.store, world.admin, key).state == CoordinationState.APPROVED


def test_nothing_is_handed_to_who_asked(world: World) -> None:
    key = ask(world)
    world.set(User, world.holder.id, deputy_id=world.consultant.id)
    with pytest.raises(Refused, match="nobody decides on a request of their own"):
        hand_over(world.store, world.holder, key)
    assert waits(world, world.holder) == 1


def test_out_of_office_it_goes_to_the_deputy_by_date(world: World, clock: Clock) -> None:
    ask(world)
    away = {"away_from": date(2026, 11, 26), "away_until": date(2026, 11, 27), "deputy_id": world.manager.id}
    world.set(User, world.holder.id, **away)
    counts = []
    for _day in range(4):
        counts.append((waits(world, world.manager), len(listed(world, world.manager, "inbox"))))
        clock.forward(days=1)
    assert counts == [(0, 0), (0, 0), (1, 1), (1, 1)]
    assert waits(world, world.manager) == 0, "back on Saturday"


def test_what_was_recorded_as_said_is_shown_until_it_stands(world: World, clock: Clock) -> None:
    said = record_verbal(world.store, world.consultant, told(world.joris, world.bakery, world.holder)).id
    line = "Joris Baan at Bakkerij Oost: M. Dijkhuis agreed, wrote M. ter Braak"
    assert today(world, world.holder, Why.SAID) == [line]
    assert listed(world, world.holder, "said") == ["said, 5 wd"]
    assert (listed(world, world.holder, "inbox"), waits(world, world.holder)) == ([], 0), "never mixed up with what is asked"
    assert listed(world, world.consultant, "said") == [], "who wrote it down has nothing to contest"
    clock.forward(days=8)
    assert listed(world, world.holder, "said") == []
    assert today(world, world.holder, Why.SAID) == []
    with pytest.raises(Refused):
        contest(world.store, world.holder, said, "not me")


def test_what_is_so_stands_at_once(world: World) -> None:
    said = record_verbal(world.store, world.consultant, told(world.joris, world.bakery, world.holder)).id
    with pytest.raises(Refused):
        confirm(world.store, world.consultant, said)
    assert confirm(world.store, world.holder, said).state == CoordinationState.APPROVED
    assert listed(world, world.holder, "said") == []
    with pytest.raises(Refused):
        contest(world.store, world.holder, said, "not me")


def test_what_is_contested_comes_to_who_asked_and_their_team_lead(world: World) -> None:
    said = record_verbal(world.store, world.consultant, told(world.joris, world.bakery, world.holder)).id
    contest(world.store, world.holder, said, "I said I would think about it")
    line = "Joris Baan at Bakkerij Oost: I said I would think about it (M. Dijkhuis)"
    assert today(world, world.consultant, Why.CONTESTED) == today(world, world.lead, Why.CONTESTED) == [line]
    assert today(world, world.other_lead, Why.CONTESTED) == []
    assert listed(world, world.lead, "contested") == ["! contested"]


def test_a_question_comes_to_who_asked(world: World) -> None:
    key = ask(world)
    ask_back(world.store, world.holder, key, "Can he start at six?")
    assert today(world, world.consultant, Why.QUESTION) == ["Joris Baan: Can he start at six? (M. Dijkhuis)"]
    assert (waits(world, world.consultant), waits(world, world.holder)) == (1, 0)
    assert (listed(world, world.consultant, "inbox"), listed(world, world.holder, "inbox")) == (["? asked back"], [])


def test_the_same_decision_for_several_is_one_act(world: World) -> None:
    first = ask(world)
    second = request(world.store, world.consultant, asked(world.client("Smit", world.consultant), world.bakery)).id
    other = world.employer("Drukkerij Noord", world.manager)
    not_theirs = request(world.store, world.consultant, asked(world.joris, other)).id
    many = approve_many(world.store, world.holder, [first, second, not_theirs], ["safety shoes"])
    assert many.done == 2
    assert [str(left.why) for left in many.left] == ["Only the account holder of Drukkerij Noord decides on this: L. Schothorst."]
    states = "SELECT group_concat(state, ' ') FROM (SELECT state FROM coordination ORDER BY number)"
    assert world.value(states) == "approved-with-conditions approved-with-conditions requested"
    with world.store.read() as reader:
        act = own_acts.newest(reader, world.holder, stands=True)
    assert act is not None
    own_acts.undo(world.store, world.holder, act.number)
    assert world.value(states) == "requested requested requested"
    assert world.count("coordination_condition") == 0
    decline_many(world.store, world.holder, [first, second], "no room", "in spring")
    assert world.value("SELECT count(*) FROM coordination WHERE reason = 'no room' AND alternative = 'in spring'") == 2


def test_where_it_can_be_done_for_none_nothing_is_done(world: World) -> None:
    key = ask(world)
    entries = world.count("journal_entry")
    for act in (hand_over_many, remind_many):
        with pytest.raises(Blocked, match="for none of these"):
            act(world.store, world.manager, [key])
    with pytest.raises(InvalidInput):
        decline_many(world.store, world.holder, [key], "  ")
    assert world.count("journal_entry") == entries


def test_the_team_leads_list_is_for_team_leads(world: World) -> None:
    extra = {scope.name for scope in SCOPES["coordination"]} - {s.name for s in scopes_for("coordination", world.consultant)}
    assert extra == {"overdue"}
    assert scopes_for("coordination", world.lead) == SCOPES["coordination"]


@pytest.mark.parametrize("scope", [scope.name for scope in SCOPES["coordination"] if scope.name != "all"])
def test_every_list_is_read_through_an_index(world: World, scope: str) -> None:
    source = open_list(world.store, "coordination", me=world.lead.id, scope=scope)
    inner = getattr(source, "source", source)
    sql = f"SELECT {inner._key}, {inner._id} FROM {inner._table} WHERE {inner._where} AND {inner._key} >= '' ORDER BY 1, 2"
    with world.store.read() as reader:
        plan = [row[3] for row in reader.rows(f"EXPLAIN QUERY PLAN {sql}", inner._params)]
    index = {"asked": "asked", "decided": "number", "standing": "places", "said": "contest"}.get(scope, "state")
    assert any(f"INDEX ix_coordination_{index}" in step for step in plan), plan
    assert not [step for step in plan if step.startswith("SCAN") and "INDEX" not in step]
