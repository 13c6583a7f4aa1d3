"""Asking an account holder, deciding, ticking off, withdrawing: who may, when, and what is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from db.coordinations import (
    CoordinationRow,
    approve,
    coordination_file,
    decline,
    record_verbal,
    request,
    tick,
    waiting_for,
    withdraw,
)
from db.placements import place
from db.store import Store
from models.actor import Actor
from models.employer import Employer
from models.errors import BadInput, Refused
from models.kinds import Channel, CoordinationState, EmployerState, Form, Role
from models.user import User
from tests.db.world import START, World, asked, proposal, told

TODAY = date(2026, 11, 24)


@pytest.fixture
def world(store: Store, admin: Actor) -> World:
    return World(store, admin)


def ask(world: World, **values: Any) -> CoordinationRow:
    return request(world.store, world.consultant, asked(world.joris, world.bakery, **values))


def test_a_request_says_whom_it_waits_for_and_until_when(world: World) -> None:
    row = ask(world, hours="36", text="Joris bakes well")
    assert row.number == "AA00001"
    assert (row.state, row.client_name, row.employer_name) == (CoordinationState.REQUESTED, "Joris Baan", "Bakkerij Oost")
    assert (row.holder, row.requested_by, row.requested_on) == ("M. Dijkhuis", "M. ter Braak", TODAY)
    assert row.due_on == date(2026, 12, 1)
    assert world.value("SELECT action FROM journal_entry ORDER BY arrival DESC LIMIT 1") == "coordination.request"


def test_the_file_holds_what_the_account_holder_decides_on(world: World) -> None:
    row = ask(world, text="Joris bakes well")
    with world.store.read() as reader:
        file = coordination_file(reader, row.id, TODAY)
    assert file.row == row
    assert (file.text, file.municipality, file.consultant) == ("Joris bakes well", "Almelo", "M. ter Braak")
    assert (file.placements_now, file.requests_open, file.uses, file.conditions) == (0, 1, 0, ())
    assert file.holder is not None
    assert file.holder.person.name == "M. Dijkhuis"


@pytest.mark.parametrize(
    ("who", "may"),
    [("consultant", True), ("lead", True), ("colleague", False), ("other_lead", False), ("holder", False)],
)
def test_only_who_may_propose_the_client_asks(world: World, who: str, may: bool) -> None:
    actor: Actor = getattr(world, who)
    if may:
        assert request(world.store, actor, asked(world.joris, world.bakery)).state == CoordinationState.REQUESTED
        return
    with pytest.raises(Refused, match="a client of M. ter Braak"):
        request(world.store, actor, asked(world.joris, world.bakery))
    assert world.count("coordination") == 0


@pytest.mark.parametrize(
    ("employer", "sentence", "hint"),
    [
        ({"holder": None, "state": EmployerState.PROSPECT.value}, "is a prospect", "to make Smederij a relation"),
        ({"holder": None}, "has no account holder", "to assign an account holder"),
        ({"archived_on": date(2026, 1, 1)}, "is archived", None),
    ],
)
def test_where_nobody_can_be_asked_the_werkplein_is_named(
    world: World, employer: dict[str, Any], sentence: str, hint: str | None
) -> None:
    holder = employer.pop("holder", world.holder)
    key = world.employer("Smederij", holder, **employer)
    with pytest.raises(Refused, match=sentence) as refusal:
        request(world.store, world.consultant, asked(world.joris, key))
    assert (hint is None) == (refusal.value.hint is None)
    assert hint is None or hint in str(refusal.value.hint)


def test_a_retired_account_holder_can_not_be_asked(world: World) -> None:
    world.set(User, world.holder.id, active=False)
    with pytest.raises(Refused, match="not active, nobody stands in"):
        ask(world)


def test_asking_twice_names_the_first_request(world: World) -> None:
    ask(world)
    with pytest.raises(Refused, match="AA00001"):
        ask(world)
    assert ask(world, form=Form.GROUP_SECONDMENT).number == "AA00002"


def test_neither_the_requester_nor_another_account_holder_approves(world: World) -> None:
    row = ask(world)
    for actor in (world.consultant, world.manager, world.lead, world.admin):
        with pytest.raises(Refused, match="Only the account holder of Bakkerij Oost decides on this: M. Dijkhuis"):
            approve(world.store, actor, row.id)
        with pytest.raises(Refused, match="M. Dijkhuis"):
            decline(world.store, actor, row.id, "no")
    agreed = approve(world.store, world.holder, row.id)
    assert (agreed.state, agreed.decided_by, agreed.decided_on) == (CoordinationState.APPROVED, "M. Dijkhuis", TODAY)
    assert agreed.valid_until == date(2027, 2, 22), "90 days, by the setting"


def test_the_account_holder_of_the_day_decides_not_the_one_who_was_asked(world: World) -> None:
    row = ask(world)
    world.hand_over(world.bakery, world.manager, TODAY)
    with pytest.raises(Refused, match="L. Schothorst"):
        approve(world.store, world.holder, row.id)
    agreed = approve(world.store, world.manager, row.id)
    assert (agreed.decided_by, agreed.holder) == ("L. Schothorst", "L. Schothorst")


def away(world: World, *, until: date = TODAY) -> None:
    world.set(User, world.holder.id, away_from=TODAY, away_until=until, deputy_id=world.manager.id)


def test_a_deputy_decides_while_the_account_holder_is_away(world: World, clock: Any) -> None:
    row = ask(world)
    with pytest.raises(Refused):
        approve(world.store, world.manager, row.id)
    away(world)
    agreed = approve(world.store, world.manager, row.id)
    assert (agreed.decided_by, agreed.holder) == ("L. Schothorst", "M. Dijkhuis")
    world.set(User, world.holder.id, away_from=None, away_until=None, deputy_id=None)
    clock.forward(days=2)
    assert place(world.store, world.consultant, proposal(world.joris, world.bakery)).number, "and it still counts afterwards"


def test_the_deputy_of_yesterday_decides_no_more(world: World, clock: Any) -> None:
    row = ask(world)
    away(world)
    clock.forward(days=1)
    with pytest.raises(Refused, match="M. Dijkhuis"):
        approve(world.store, world.manager, row.id)


def test_nobody_decides_on_a_request_of_their_own_but_for_their_own_account(world: World) -> None:
    both = world.user("D. Beide", Role.CONSULTANT, Role.ACCOUNT_MANAGER)
    mine, theirs = world.employer("Eigen", both), world.employer("Andermans", world.holder)
    client = world.client("Prins", both)
    own = request(world.store, both, asked(client, mine))
    assert approve(world.store, both, own.id).decided_by == "D. Beide"
    assert world.value("SELECT own_decision FROM coordination WHERE id = ?", own.id) == 1
    world.set(User, world.holder.id, away_from=TODAY, deputy_id=both.id)
    other = request(world.store, both, asked(client, theirs))
    with pytest.raises(Refused, match="nobody decides on a request of their own"):
        approve(world.store, both, other.id)


def test_somebody_who_may_no_longer_act_decides_nothing(world: World) -> None:
    row = ask(world)
    world.set(User, world.holder.id, active=False, deputy_id=world.manager.id)
    with pytest.raises(Refused, match="M. Dijkhuis is not active"):
        approve(world.store, world.holder, row.id)
    assert approve(world.store, world.manager, row.id).state == CoordinationState.APPROVED


@pytest.mark.parametrize(
    ("values", "state", "valid_until"),
    [
        ({}, CoordinationState.APPROVED, date(2027, 2, 22)),
        ({"valid_until": TODAY}, CoordinationState.APPROVED, TODAY),
        ({"places": 3}, CoordinationState.APPROVED, date(2027, 2, 22)),
        ({"conditions": ["A fixed guide", " ", "Mornings only"]}, CoordinationState.CONDITIONS, date(2027, 2, 22)),
    ],
)
def test_what_an_agreement_holds(world: World, values: dict[str, Any], state: CoordinationState, valid_until: date) -> None:
    agreed = approve(world.store, world.holder, ask(world).id, **values)
    assert (agreed.state, agreed.valid_until, agreed.places) == (state, valid_until, values.get("places"))
    with world.store.read() as reader:
        conditions = coordination_file(reader, agreed.id, TODAY).conditions
    assert [(c.position, c.text) for c in conditions] == list(
        enumerate([t for t in values.get("conditions", ()) if t.strip()], 1)
    )


@pytest.mark.parametrize("values", [{"valid_until": date(2026, 11, 23)}, {"places": 0}, {"places": -1}])
def test_an_agreement_that_can_not_be(world: World, values: dict[str, Any]) -> None:
    row = ask(world)
    with pytest.raises(BadInput):
        approve(world.store, world.holder, row.id, **values)
    assert world.value("SELECT state FROM coordination") == CoordinationState.REQUESTED


def test_a_no_has_its_reason(world: World) -> None:
    row = ask(world)
    with pytest.raises(BadInput, match="Say why"):
        decline(world.store, world.holder, row.id, " ")
    assert decline(world.store, world.holder, row.id, "No guide this winter").state == CoordinationState.DECLINED
    assert world.value("SELECT reason FROM coordination") == "No guide this winter"


End = Callable[[World, bytes], Any]
ENDINGS: dict[str, End] = {
    "declined": lambda w, key: decline(w.store, w.holder, key, "no"),
    "withdrawn": lambda w, key: withdraw(w.store, w.consultant, key),
    "used": lambda w, key: (approve(w.store, w.holder, key), place(w.store, w.consultant, proposal(w.joris, w.bakery))),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_settled_stays_settled(world: World, ending: str) -> None:
    row = ask(world)
    ENDINGS[ending](world, row.id)
    assert world.value("SELECT state FROM coordination") == ending
    before = world.count("journal_entry")
    acts: list[Callable[[], Any]] = [
        lambda: approve(world.store, world.holder, row.id),
        lambda: decline(world.store, world.holder, row.id, "no"),
        lambda: withdraw(world.store, world.consultant, row.id),
    ]
    for act in acts:
        with pytest.raises(Refused, match=f"AA00001 is {ending} already"):
            act()
    assert world.count("journal_entry") == before


def test_who_asked_their_team_lead_and_who_agreed_may_withdraw(world: World) -> None:
    for actor in (world.consultant, world.lead):
        row = ask(world)
        for stranger in (world.colleague, world.other_lead, world.manager, world.holder):
            with pytest.raises(Refused, match="Ask M. ter Braak|did not ask"):
                withdraw(world.store, stranger, row.id)
        assert withdraw(world.store, actor, row.id, "found elsewhere").state == CoordinationState.WITHDRAWN
    row = ask(world)
    approve(world.store, world.holder, row.id)
    assert withdraw(world.store, world.holder, row.id).state == CoordinationState.WITHDRAWN


def test_an_expired_consent_says_so(world: World, clock: Any) -> None:
    row = approve(world.store, world.holder, ask(world).id, valid_until=TODAY)
    with world.store.read() as reader:
        assert coordination_file(reader, row.id, date(2026, 11, 25)).row.state == CoordinationState.EXPIRED


def test_conditions_are_ticked_off_by_name(world: World) -> None:
    row = approve(world.store, world.holder, ask(world).id, conditions=["A guide", "Mornings"])
    with pytest.raises(BadInput, match="no condition 3"):
        tick(world.store, world.consultant, row.id, 3)
    for stranger in (world.colleague, world.manager):
        with pytest.raises(Refused):
            tick(world.store, stranger, row.id, 1)
    tick(world.store, world.consultant, row.id, 1)
    tick(world.store, world.holder, row.id, 2)
    with pytest.raises(Refused, match="by M. ter Braak on 2026-11-24"):
        tick(world.store, world.lead, row.id, 1)
    with world.store.read() as reader:
        conditions = coordination_file(reader, row.id, TODAY).conditions
    assert [c.ticked_by for c in conditions] == ["M. ter Braak", "M. Dijkhuis"]


def test_a_consent_by_phone_is_recorded_with_who_and_when(world: World) -> None:
    row = record_verbal(world.store, world.consultant, told(world.joris, world.bakery, world.holder))
    assert (row.state, row.decided_by, row.decided_on) == (CoordinationState.APPROVED, "M. Dijkhuis", date(2026, 11, 23))
    assert row.valid_until == date(2027, 2, 21), "90 days from the day it was said"
    with world.store.read() as reader:
        file = coordination_file(reader, row.id, TODAY)
    assert (file.channel, file.recorded_by, file.own_decision) == (Channel.PHONE, "M. ter Braak", False)


def test_a_consent_by_phone_answers_the_request_that_is_open(world: World) -> None:
    open_one = ask(world)
    row = record_verbal(world.store, world.consultant, told(world.joris, world.bakery, world.holder))
    assert (row.number, row.state) == (open_one.number, CoordinationState.APPROVED)
    assert world.count("coordination") == 1, "one question, one consent"
    with pytest.raises(Refused, match="M. Dijkhuis decided on 2026-11-23"):
        approve(world.store, world.holder, row.id)


def test_who_is_no_longer_active_agrees_to_nothing(world: World) -> None:
    world.set(User, world.holder.id, active=False)
    with pytest.raises(Refused):
        record_verbal(world.store, world.consultant, told(world.joris, world.bakery, world.holder))


@pytest.mark.parametrize(
    ("who", "values", "sentence"),
    [
        ("manager", {}, "L. Schothorst was not account holder on 2026-11-23: M. Dijkhuis was"),
        ("consultant", {}, "M. ter Braak was not account holder"),
        ("holder", {"when": date(2019, 12, 31)}, "nobody was"),
    ],
)
def test_only_the_account_holder_of_that_day_agrees_by_phone(
    world: World, who: str, values: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        record_verbal(world.store, world.consultant, told(world.joris, world.bakery, getattr(world, who), **values))
    assert world.count("coordination") == 0


@pytest.mark.parametrize("values", [{"when": date(2026, 11, 25)}, {"channel": Channel.TOOL}])
def test_a_verbal_consent_that_can_not_be(world: World, values: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        record_verbal(world.store, world.consultant, told(world.joris, world.bakery, world.holder, **values))


def test_who_handed_an_employer_over_can_not_agree_with_themselves_afterwards(world: World) -> None:
    both = world.user("D. Beide", Role.CONSULTANT, Role.ACCOUNT_MANAGER)
    client, mine = world.client("Prins", both), world.employer("Eigen", both)
    assert record_verbal(world.store, both, told(client, mine, both)).decided_by == "D. Beide"
    world.hand_over(mine, world.holder, TODAY)
    with pytest.raises(Refused, match="nobody decides on a request of their own"):
        record_verbal(world.store, both, told(client, mine, both))


def test_the_badge_counts_what_somebody_can_decide_on(world: World) -> None:
    def badge(actor: Actor) -> int:
        with world.store.read() as reader:
            return waiting_for(reader, actor.id, TODAY)

    row = ask(world)
    assert (badge(world.holder), badge(world.manager), badge(world.consultant)) == (1, 0, 0)
    away(world)
    assert (badge(world.holder), badge(world.manager)) == (1, 1)
    approve(world.store, world.manager, row.id)
    assert (badge(world.holder), badge(world.manager)) == (0, 0)


def test_a_blocked_employer_or_start_is_no_reason_not_to_ask(world: World) -> None:
    """An approach stop is about the employer; its account holder may always be asked."""
    world.stop(world.bakery, TODAY)
    assert ask(world, start=START).state == CoordinationState.REQUESTED


def test_an_archived_employer_is_not_asked_about(world: World) -> None:
    world.set(Employer, world.bakery, archived_on=TODAY)
    with pytest.raises(Refused, match="archived"):
        ask(world)
