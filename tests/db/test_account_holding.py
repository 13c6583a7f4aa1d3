"""Who holds the relation with an employer, who decides, and who may change that."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from db.account_holding import assign_holder, decider_on, held_on, holder_facts, holder_on, holdings, make_relation
from db.employers import employer_file
from db.store import Store
from db.users import list_users, retire
from models.actor import Actor
from models.employer import AccountHolding, Employer
from models.errors import Conflict, InvalidInput, NuoError, Refused
from models.ids import new_id
from models.kinds import EmployerState, Role
from models.user import User

TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)


@pytest.fixture
def relation(store: Store, admin: Actor, make_employer: Any, make_user: Any) -> bytes:
    """Vegt in Almelo, held by M. Dijkhuis since 1 March 2026."""
    dijkhuis = make_user("M. Dijkhuis", Role.ACCOUNT_MANAGER, werkplein="Almelo")
    employer: bytes = make_employer(name="Vegt").id
    make_relation(store, admin, employer, dijkhuis.id, since=date(2026, 3, 1))
    return employer


def key_of(store: Store, name: str) -> bytes:
    with store.read() as reader:
        return next(user.id for user in list_users(reader) if user.name == name)


def change_user(store: Store, admin: Actor, name: str, **values: Any) -> None:
    with store.write(admin, "test") as tx:
        tx.change(tx.get(User, key_of(store, name)), **values)


def held(store: Store, employer: bytes) -> list[tuple[str, date | None, date | None]]:
    with store.read() as reader:
        return [(row.name, row.from_date, row.until_date) for row in holdings(reader, employer)]


# -- reading -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 2, 28), None),
        (date(2026, 3, 1), "M. Dijkhuis"),
        (TODAY, "M. Dijkhuis"),
        (date(2027, 1, 9), "M. Dijkhuis"),
        (date(2027, 1, 10), "L. Schothorst"),
        (date(2030, 1, 1), "L. Schothorst"),
    ],
)
def test_holder_of_a_day(store: Store, admin: Actor, relation: bytes, make_user: Any, day: date, name: str | None) -> None:
    assign_holder(store, admin, relation, make_user("L. Schothorst").id, from_date=date(2027, 1, 10))
    with store.read() as reader:
        found = holder_on(reader, relation, day)
        facts = holder_facts(reader, relation, day)
    assert (found and found[1]) == name
    assert (facts and facts.person.name) == name


def test_holding_without_a_beginning_is_older_than_any(store: Store, admin: Actor, make_employer: Any, make_user: Any) -> None:
    employer, old, new = make_employer().id, make_user("Oud"), make_user("Nieuw")
    with store.write(admin, "import.employers") as tx:
        tx.add(AccountHolding(employer_id=employer, user_id=new.id, from_date=date(2026, 1, 1)))
        tx.add(AccountHolding(employer_id=employer, user_id=old.id))
    with store.read() as reader:
        assert holder_on(reader, employer, TODAY) == (new.id, "Nieuw")
        assert holder_on(reader, employer, date(2025, 1, 1)) == (old.id, "Oud")


def test_nobody_holds_a_prospect(store: Store, make_employer: Any) -> None:
    employer = make_employer().id
    with store.read() as reader:
        assert holder_on(reader, employer, TODAY) is None
        assert holder_facts(reader, employer, TODAY) is None
        assert decider_on(reader, employer, new_id(), TODAY) is None
        assert holdings(reader, employer) == ()


@pytest.mark.parametrize(
    ("holder", "deputy", "as_what"),
    [
        ({}, {}, ("holder", None)),
        ({"away_from": TODAY}, {}, ("holder", "deputy")),
        ({"away_from": TODAY - DAY, "away_until": TODAY}, {}, ("holder", "deputy")),
        ({"away_from": TODAY - DAY, "away_until": TODAY - DAY}, {}, ("holder", None)),
        ({"away_from": TODAY + DAY}, {}, ("holder", None)),
        ({"away_until": TODAY + DAY}, {}, ("holder", None)),
        ({"away_from": TODAY, "deputy_id": None}, {}, ("holder", None)),
        ({"away_from": TODAY}, {"active": False}, ("holder", None)),
        ({"active": False}, {}, (None, "deputy")),
        ({"active": False}, {"active": False}, (None, None)),
        ({"active": False, "deputy_id": None}, {}, (None, None)),
    ],
)
def test_who_decides(
    store: Store, admin: Actor, relation: bytes, make_user: Any, holder: Any, deputy: Any, as_what: tuple[str | None, str | None]
) -> None:
    stand_in = make_user("L. Schothorst", Role.ACCOUNT_MANAGER)
    change_user(store, admin, "M. Dijkhuis", **({"deputy_id": stand_in.id} | holder))
    if deputy:
        change_user(store, admin, "L. Schothorst", **deputy)
    with store.read() as reader:
        found = tuple(decider_on(reader, relation, key_of(store, name), TODAY) for name in ("M. Dijkhuis", "L. Schothorst"))
        stranger = decider_on(reader, relation, admin.id, TODAY)
        facts = holder_facts(reader, relation, TODAY)
    assert found == as_what
    assert stranger is None
    assert facts is not None
    expected = "L. Schothorst" if as_what[1] else "M. Dijkhuis" if as_what[0] else None
    assert (facts.deciding and facts.deciding.name) == expected


# -- assigning -----------------------------------------------------------------------------------------------------------


def test_day_of_change_belongs_to_both(store: Store, admin: Actor, relation: bytes, make_user: Any) -> None:
    new = make_user("L. Schothorst")
    assign_holder(store, admin, relation, new.id, from_date=TODAY, reason="moved to another team")
    assert held(store, relation) == [("L. Schothorst", TODAY, None), ("M. Dijkhuis", date(2026, 3, 1), TODAY)]
    old = key_of(store, "M. Dijkhuis")
    with store.read() as reader:
        assert holder_on(reader, relation, TODAY) == (new.id, "L. Schothorst")
        assert (decider_on(reader, relation, old, TODAY), decider_on(reader, relation, new.id, TODAY)) == (None, "holder")
        assert held_on(reader, relation, old, TODAY)
        assert held_on(reader, relation, new.id, TODAY)
        assert not held_on(reader, relation, old, TODAY + DAY)
        assert not held_on(reader, relation, new.id, TODAY - DAY)


def test_who_decided_from_an_older_state_is_told_what_changed(
    store: Store, admin: Actor, relation: bytes, make_user: Any
) -> None:
    with store.read() as reader:
        seen = holdings(reader, relation)[0].id
    assign_holder(store, admin, relation, make_user("L. Schothorst").id, from_date=TODAY, seen=seen)
    with pytest.raises(Conflict) as caught:
        assign_holder(store, admin, relation, make_user("G. Baan").id, from_date=TODAY, seen=seen)
    assert "A. Beheer made L. Schothorst account holder" in str(caught.value.changes[0])
    assert [row[0] for row in held(store, relation)] == ["L. Schothorst", "M. Dijkhuis"]


def test_changed_twice_on_a_day_the_last_one_holds(store: Store, admin: Actor, relation: bytes, make_user: Any) -> None:
    for name in ("Eerste", "Tweede"):
        assign_holder(store, admin, relation, make_user(name).id, from_date=TODAY)
    assert held(store, relation) == [
        ("Tweede", TODAY, None),
        ("Eerste", TODAY, TODAY),
        ("M. Dijkhuis", date(2026, 3, 1), TODAY),
    ]
    with store.read() as reader:
        holder = holder_on(reader, relation, TODAY)
    assert holder is not None
    assert holder[1] == "Tweede"


def test_back_to_who_it_was(store: Store, admin: Actor, relation: bytes, make_user: Any) -> None:
    assign_holder(store, admin, relation, make_user("L. Schothorst").id, from_date=TODAY)
    assign_holder(store, admin, relation, key_of(store, "M. Dijkhuis"), from_date=TODAY + DAY)
    assert [row[0] for row in held(store, relation)] == ["M. Dijkhuis", "L. Schothorst", "M. Dijkhuis"]


def test_gap_is_left_alone(store: Store, admin: Actor, relation: bytes, make_user: Any) -> None:
    with store.write(admin, "test") as tx:
        key = tx.reader.value("SELECT id FROM account_holding")
        tx.change(tx.get(AccountHolding, key), until_date=date(2026, 5, 1))
    assign_holder(store, admin, relation, make_user("L. Schothorst").id, from_date=TODAY)
    assert held(store, relation)[1] == ("M. Dijkhuis", date(2026, 3, 1), date(2026, 5, 1))


@pytest.mark.parametrize(
    ("who", "from_date", "field"),
    [
        ("M. Dijkhuis", TODAY, "user_id"),
        ("Weg", TODAY, "user_id"),
        ("nobody", TODAY, "user_id"),
        ("L. Schothorst", date(2026, 2, 28), "from_date"),
    ],
)
def test_refused_assignments(
    store: Store, admin: Actor, relation: bytes, make_user: Any, who: str, from_date: date, field: str
) -> None:
    make_user("L. Schothorst")
    make_user("Weg")
    retire(store, admin, "Weg")
    before = held(store, relation)
    key = new_id() if who == "nobody" else key_of(store, who)
    with pytest.raises(InvalidInput) as caught:
        assign_holder(store, admin, relation, key, from_date=from_date)
    assert [name for name, _ in caught.value.problems] == [field]
    assert held(store, relation) == before


def test_prospect_gets_its_holder_with_the_relation(store: Store, admin: Actor, make_employer: Any) -> None:
    employer = make_employer().id
    with pytest.raises(Refused, match="prospect"):
        assign_holder(store, admin, employer, admin.id, from_date=TODAY)
    make_relation(store, admin, employer, admin.id, since=TODAY - DAY)
    with store.read() as reader:
        file = employer_file(reader, employer, TODAY)
    assert (file.state, file.relation_since) == (EmployerState.RELATION, TODAY - DAY)
    assert file.holder is not None
    assert (file.holder.person.name, file.holder.since) == ("A. Beheer", TODAY - DAY)
    with pytest.raises(Refused, match="already"):
        make_relation(store, admin, employer, admin.id, since=TODAY)


def test_relation_from_tomorrow_is_none_yet(store: Store, admin: Actor, make_employer: Any) -> None:
    with pytest.raises(InvalidInput) as caught:
        make_relation(store, admin, make_employer().id, admin.id, since=TODAY + DAY)
    assert caught.value.problems[0][0] == "relation_since"


def test_dormant_wakes_and_blocked_does_not(store: Store, admin: Actor, relation: bytes) -> None:
    for state in (EmployerState.BLOCKED, EmployerState.DORMANT):
        with store.write(admin, "test") as tx:
            tx.change(tx.get(Employer, relation), state=state)
        if state == EmployerState.BLOCKED:
            with pytest.raises(Refused, match="blocked"):
                make_relation(store, admin, relation, admin.id, since=TODAY)
    make_relation(store, admin, relation, key_of(store, "M. Dijkhuis"), since=TODAY)
    assert held(store, relation) == [("M. Dijkhuis", date(2026, 3, 1), None)]


# -- mandates ------------------------------------------------------------------------------------------------------------

Act = Callable[[Store, Actor, bytes, bytes], object]
ACTS: dict[str, Act] = {
    "assign": lambda store, who, employer, holder: assign_holder(store, who, employer, holder, from_date=TODAY),
    "register": lambda store, who, employer, holder: make_relation(store, who, employer, holder, since=TODAY),
}


@pytest.mark.parametrize(
    ("roles", "werkplein", "allowed"),
    [
        ((Role.ACCOUNT_MANAGER,), "Almelo", True),
        ((Role.ADMINISTRATOR,), None, True),
        ((Role.CONSULTANT, Role.ACCOUNT_MANAGER), "Almelo", True),
        ((Role.ACCOUNT_MANAGER,), "Wierden", False),
        ((Role.ACCOUNT_MANAGER,), None, False),
        ((Role.CONSULTANT,), "Almelo", False),
        ((Role.TEAM_LEAD,), "Almelo", False),
    ],
)
@pytest.mark.parametrize("act", ACTS)
def test_only_the_werkplein_or_an_administrator(
    store: Store,
    admin: Actor,
    relation: bytes,
    make_user: Any,
    make_employer: Any,
    act: str,
    roles: tuple[Role, ...],
    werkplein: str | None,
    allowed: bool,
) -> None:
    who = make_user("Wie", *roles, werkplein=werkplein)
    employer = relation if act == "assign" else make_employer(name="Nieuw").id
    before = held(store, employer)
    if allowed:
        ACTS[act](store, who, employer, who.id)
        assert held(store, employer)[0][0] == "Wie"
        return
    with pytest.raises(Refused, match="no mandate") as caught:
        ACTS[act](store, who, employer, who.id)
    assert caught.value.hint is not None
    assert held(store, employer) == before


def test_employer_of_no_werkplein_is_the_administrators(store: Store, admin: Actor, make_user: Any, make_employer: Any) -> None:
    manager = make_user("L. Schothorst", Role.ACCOUNT_MANAGER, werkplein="Almelo")
    employer = make_employer(place="Amsterdam").id
    with pytest.raises(Refused, match="no werkplein"):
        make_relation(store, manager, employer, manager.id, since=TODAY)
    make_relation(store, admin, employer, manager.id, since=TODAY)


def test_mandate_that_was_taken_away_meanwhile(store: Store, admin: Actor, make_user: Any, make_employer: Any) -> None:
    manager = make_user("L. Schothorst", Role.ACCOUNT_MANAGER, werkplein="Almelo")
    change_user(store, admin, "L. Schothorst", roles=Role.CONSULTANT.value)
    with pytest.raises(NuoError, match="no mandate"):
        make_relation(store, manager, make_employer().id, manager.id, since=TODAY)
