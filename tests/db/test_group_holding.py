"""The account holder of a group, telling them (rule E9), and who approached an employer (rule E7), as the store has it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from db.actions import add_action, finish_action
from db.approach_facts import approaches
from db.contact_moments import add_contact_moment
from db.coordinations import request, withdraw
from db.group_facts import groups
from db.group_holding import assign_group_holder, end_group_holder, group_file, group_holders
from db.group_notices import take_note, tell, to_read
from db.placement_facts import gather_facts
from db.proposals import propose
from db.store import Store
from db.undoing import own_acts
from models.action import ActionInput
from models.actor import Actor
from models.contact_moment import ContactMomentInput
from models.coordination.approach import approached, group_informed
from models.coordination.facts.approach import Approach
from models.errors import InvalidInput, NuoError, Refused
from models.group_notice import NoticeInput
from models.kinds import Channel, Form, Outcome, Role
from models.municipality import municipality_id
from tests.conftest import Clock
from tests.db.world import FORM, World, asked, proposal

TODAY = date(2026, 11, 24)
WIERDEN = municipality_id("0189")


@pytest.fixture
def world(store: Store, admin: Actor) -> World:
    return World(store, admin)


def branch(world: World, name: str = "Vegt Almelo", group: str = "Vegt Groep B.V.", **values: Any) -> bytes:
    return world.employer(name, world.holder, group_name=group, **values)


def notice(world: World, employer: bytes, **values: Any) -> NoticeInput:
    return NoticeInput(**{"employer_id": employer, "client_id": world.joris, "form": FORM} | values)


def test_a_group_is_one_however_its_name_is_written(world: World) -> None:
    here, there = branch(world), branch(world, "Vegt Wierden", "VEGT GROEP BV")
    alone = world.employer("Zonder", world.holder)
    assign_group_holder(world.store, world.manager, "vegt groep", world.colleague.id, from_date=TODAY, reason="afspraak")
    with world.store.read() as reader:
        found = groups(reader, [here, there, alone], TODAY)
        assert {key: (group.name, group.holder and group.holder.person.name) for key, group in found.items()} == {
            here: ("Vegt Groep B.V.", "P. Linde"),
            there: ("VEGT GROEP BV", "P. Linde"),
        }
        file = group_file(reader, here, "Vegt Groep B.V.", TODAY)
        assert file is not None
        assert [one.name for one in file.branches] == ["Vegt Wierden"]
        assert group_file(reader, alone, None, TODAY) is None


def test_group_holders_follow_each_other_and_end(world: World, clock: Clock) -> None:
    here = branch(world)
    assign_group_holder(world.store, world.manager, "Vegt Groep", world.colleague.id, from_date=TODAY - timedelta(9))
    with pytest.raises(InvalidInput, match="already"):
        assign_group_holder(world.store, world.manager, "Vegt Groep", world.colleague.id, from_date=TODAY)
    with pytest.raises(InvalidInput, match="that day or a later one"):
        assign_group_holder(world.store, world.manager, "Vegt Groep", world.lead.id, from_date=TODAY - timedelta(10))
    assign_group_holder(world.store, world.manager, "Vegt Groep", world.lead.id, from_date=TODAY)
    with world.store.read() as reader:
        assert [(one.name, one.until_date) for one in group_holders(reader, "vegt groep")] == [
            ("T. Leider", None),
            ("P. Linde", TODAY),
        ]
    end_group_holder(world.store, world.manager, "Vegt Groep", until=TODAY)
    clock.forward(days=1)
    with world.store.read() as reader:
        assert groups(reader, [here], TODAY + timedelta(1))[here].holder is None
        act = own_acts.newest(reader, world.manager, stands=True)
    assert act is not None
    own_acts.undo(world.store, world.manager, act.number)
    with world.store.read() as reader:
        assert groups(reader, [here], TODAY + timedelta(1))[here].holder is not None


@pytest.mark.parametrize(
    ("who", "group", "error"),
    [
        ("consultant", "Vegt Groep", Refused),
        ("lead", "Vegt Groep", Refused),
        ("manager", "Elders", Refused),
        ("manager", "Bestaat niet", InvalidInput),
        ("admin", "Elders", None),
    ],
)
def test_who_may_name_the_account_holder_of_a_group(world: World, who: str, group: str, error: type[NuoError] | None) -> None:
    branch(world)
    branch(world, "Elders Wierden", "Elders", municipality_id=WIERDEN)
    actor = getattr(world, who)
    if error is None:
        assign_group_holder(world.store, actor, group, world.colleague.id, from_date=TODAY)
        return
    with pytest.raises(error):
        assign_group_holder(world.store, actor, group, world.colleague.id, from_date=TODAY)
    assert world.count("group_holding") == 0


def e9(world: World, employer: bytes, **values: Any) -> Outcome:
    with world.store.read() as reader:
        facts = gather_facts(reader, world.consultant, world.store.today(), proposal(world.joris, employer, **values))
    return group_informed(facts).outcome


def test_the_group_account_holder_is_told_and_then_e9_passes(world: World, clock: Clock) -> None:
    here, there = branch(world), branch(world, "Vegt Wierden")
    with pytest.raises(Refused, match="no group"):
        tell(world.store, world.consultant, notice(world, here))
    assign_group_holder(world.store, world.manager, "Vegt Groep", world.colleague.id, from_date=TODAY)
    assert e9(world, here) is Outcome.WARN
    told = tell(world.store, world.consultant, notice(world, here, text="[bold]Joris"))
    assert (told.name, told.group) == ("P. Linde", "Vegt Groep B.V.")
    assert e9(world, here) is Outcome.PASS
    assert e9(world, there) is Outcome.WARN, "another branch"
    assert e9(world, here, form=Form.GROUP_SECONDMENT) is Outcome.WARN, "another form"
    with world.store.read() as reader:
        (mine,) = to_read(reader, world.colleague.id)
    assert (mine.client, mine.employer, mine.by, mine.text) == ("Joris Baan", "Vegt Almelo", "M. ter Braak", "[bold]Joris")
    with pytest.raises(Refused, match="P. Linde"):
        take_note(world.store, world.consultant, mine.id)
    take_note(world.store, world.colleague, mine.id)
    tell(world.store, world.consultant, notice(world, there, channel=Channel.PHONE))
    with world.store.read() as reader:
        assert to_read(reader, world.colleague.id) == [], "who was called knows at once"
    clock.forward(days=91)
    assert e9(world, here, start=world.store.today()) is Outcome.WARN, "it holds as long as a consent"


def test_a_client_of_somebody_else_is_not_told_about(world: World) -> None:
    here = branch(world)
    assign_group_holder(world.store, world.manager, "Vegt Groep", world.lead.id, from_date=TODAY)
    with pytest.raises(Refused):
        tell(world.store, world.colleague, notice(world, here))


# -- who approached an employer ----------------------------------------------------------------------------------------------


def found(world: World, *employers: bytes, since: date = TODAY - timedelta(14)) -> dict[str, list[Approach]]:
    with world.store.read() as reader:
        told = approaches(reader, employers, since, world.consultant.id, TODAY + timedelta(14))
    names: dict[str, list[Approach]] = {}
    for ones in told.values():
        for one in ones:
            names.setdefault(one.name, []).append(one.what)
    return names


def contact(world: World, who: Actor, employer: bytes | None, days: int = 0, **about: Any) -> None:
    day = TODAY - timedelta(days)
    data = ContactMomentInput(kind="phone", day=day, made_by=who.id, text="gebeld", employer_id=employer, **about)
    add_contact_moment(world.store, who, data)


def action(world: World, who: Actor, days: int) -> bytes:
    data = ActionInput(what="bellen", due_on=TODAY + timedelta(days), owner_id=who.id, employer_id=world.bakery)
    return add_action(world.store, who, data)


def test_what_counts_as_an_approach(world: World) -> None:
    bos = world.client("Bos", world.colleague, contract_hours=Decimal(36))
    assert found(world, world.bakery) == {}
    contact(world, world.consultant, world.bakery)
    contact(world, world.colleague, world.bakery, days=14)
    contact(world, world.lead, world.bakery, days=15)
    contact(world, world.lead, None, client_id=world.joris)
    action(world, world.manager, 14)
    finish_action(world.store, world.manager, action(world, world.manager, 3))
    action(world, world.lead, 15)
    assert found(world, world.bakery) == {"P. Linde": [Approach.CONTACT], "L. Schothorst": [Approach.ACTION]}
    assert found(world, world.bakery, since=TODAY - timedelta(15))["T. Leider"] == [Approach.CONTACT]
    row = request(world.store, world.colleague, asked(bos, world.bakery))
    propose(world.store, world.colleague, proposal(bos, world.bakery))
    assert set(found(world, world.bakery)["P. Linde"]) == {Approach.CONTACT, Approach.REQUEST, Approach.PROPOSAL}
    withdraw(world.store, world.colleague, row.id)
    assert Approach.REQUEST not in found(world, world.bakery)["P. Linde"]


def test_guidance_of_who_works_there_is_no_approach(world: World) -> None:
    placed = propose(world.store, world.consultant, proposal(world.joris, world.bakery))
    contact(world, world.lead, None, placement_id=placed.id)
    assert found(world, world.bakery) == {}


def test_many_employers_in_one_query(world: World) -> None:
    shops = [world.employer(f"Winkel {n}", world.holder) for n in range(5)]
    for shop in shops[:3]:
        contact(world, world.colleague, shop)
    with world.store.read() as reader:
        before = reader.queries
        told = approaches(reader, shops, TODAY - timedelta(14), None, TODAY)
        assert reader.queries - before == 1
    assert set(told) == set(shops[:3])


def test_a_proposal_warns_of_a_colleague_who_was_there(world: World) -> None:
    contact(world, world.colleague, world.bakery, days=3)
    contact(world, world.holder, world.bakery, days=1)
    with world.store.read() as reader:
        facts = gather_facts(reader, world.consultant, TODAY, proposal(world.joris, world.bakery))
    verdict = approached(facts)
    assert verdict.outcome is Outcome.WARN
    assert "P. Linde on 2026-11-21" in str(verdict.sentence)
    assert "Dijkhuis" not in str(verdict.sentence)


def test_the_role_of_a_group_account_holder_asks_no_role_of_theirs(world: World) -> None:
    """Being one is a fact, as being account holder is."""
    branch(world)
    who = world.user("N. Nieuw", Role.CONSULTANT)
    assign_group_holder(world.store, world.admin, "Vegt Groep", who.id, from_date=TODAY)
    assert world.count("group_holding") == 1
