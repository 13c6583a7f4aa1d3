"""Employers: adding, changing, archiving, their contact persons, their file."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from db.account_holding import make_relation
from db.approach_stops import lay_stop
from db.employers import (
    add_contact_person,
    archive_contact_person,
    archive_employer,
    change_contact_person,
    create_employer,
    employer_file,
    update_employer,
)
from db.store import Store
from models.actor import Actor
from models.coordination.request import Coordination
from models.employer import ContactPersonInput, EmployerInput
from models.errors import BadInput, Blocked, Conflict, InvalidInput, Refused
from models.ids import new_id
from models.kinds import CoordinationState, EmployerState, Form, PlacementState, Role
from models.municipality import municipality_id
from models.placement import Placement

ALMELO, WIERDEN = municipality_id("0141"), municipality_id("0189")
TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)


def read(store: Store, key: bytes) -> Any:
    with store.read() as reader:
        return employer_file(reader, key, TODAY)


def test_everything_that_is_typed_is_in_the_file(store: Store, admin: Actor) -> None:
    typed = {
        "name": "Bakkerij 't Hof B.V.",
        "kvk": "90000001",
        "branch_number": "900000000001",
        "group_name": "Twentse Groep",
        "street": "Dorpsstraat",
        "house_number": "1-3",
        "postcode": "7671 CD",
        "place": "Vriezenveen",
        "municipality_id": WIERDEN,
        "sbi": "1071",
        "sbi_version": "2025",
        "branch": "bakkerijen",
        "size": "10-50",
        "phone": "(0546) 12 34 56",
        "email": "info@hof.example",
        "website": "www.hof.example",
        "remarks": "early birds",
        "outdoor_service_of": WIERDEN,
    }
    assert set(typed) == set(EmployerInput.model_fields)
    file = read(store, create_employer(store, admin, EmployerInput.model_validate(typed)).id)
    assert {name: getattr(file, name) for name in typed} == typed
    assert (file.number, file.version, file.state, file.relation_since) == ("DA00001", 1, EmployerState.PROSPECT, None)
    assert (file.municipality, file.werkplein, file.changed_by) == ("Wierden", "Werkplein Wierden", "A. Beheer")
    assert (file.holder, file.holdings, file.stops, file.contacts, file.placements, file.requests, file.twins) == (
        None,
        *((),) * 6,
    )


@pytest.mark.parametrize(
    ("place", "municipality"),
    [("Vriezenveen", "Twenterand"), ("ENTER", "Wierden"), ("Nijverdal", "Hellendoorn"), ("Amsterdam", None), (None, None)],
)
def test_municipality_follows_from_the_place(
    store: Store, make_employer: Any, place: str | None, municipality: str | None
) -> None:
    assert read(store, make_employer(place=place).id).municipality == municipality


def test_given_municipality_stays(store: Store, make_employer: Any) -> None:
    assert read(store, make_employer(place="Enter", municipality_id=ALMELO).id).municipality == "Almelo"


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"name": ""}, ["name"]),
        ({"kvk": "123"}, ["kvk"]),
        ({"branch_number": "1", "postcode": "x"}, ["branch_number", "postcode"]),
        ({"municipality_id": new_id()}, ["municipality_id"]),
        ({"state": "relation"}, ["state"]),
    ],
)
def test_wrong_fields_are_named_and_nothing_is_kept(
    store: Store, admin: Actor, make_employer: Any, changes: Any, fields: list[str]
) -> None:
    employer = make_employer()
    with pytest.raises(InvalidInput) as caught:
        update_employer(store, admin, employer.id, 1, changes | {"size": "new"})
    assert sorted(field for field, _ in caught.value.problems) == sorted(fields)
    assert read(store, employer.id).version == 1


def test_every_active_user_edits_ordinary_fields(store: Store, make_user: Any, make_employer: Any) -> None:
    employer = make_employer()
    update_employer(store, make_user("M. ter Braak"), employer.id, 1, {"phone": "0546 123456", "municipality_id": WIERDEN})
    file = read(store, employer.id)
    assert (file.phone, file.municipality, file.changed_by) == ("0546 123456", "Wierden", "M. ter Braak")
    with pytest.raises(Conflict):
        update_employer(store, make_user("Veldhuis"), employer.id, 1, {"phone": ""})


@pytest.mark.parametrize(
    ("roles", "werkplein", "allowed"),
    [
        ((Role.CONSULTANT,), None, False),
        ((Role.ACCOUNT_MANAGER,), "Wierden", False),
        ((Role.ACCOUNT_MANAGER,), "Almelo", True),
        ((Role.ADMINISTRATOR,), None, True),
    ],
)
def test_relation_leaves_its_werkplein_only_by_who_may_assign(
    store: Store, admin: Actor, make_user: Any, make_employer: Any, roles: tuple[Role, ...], werkplein: str | None, allowed: bool
) -> None:
    employer, who = make_employer(), make_user("Wie", *roles, werkplein=werkplein)
    make_relation(store, admin, employer.id, admin.id, since=TODAY)
    update_employer(store, who, employer.id, 2, {"phone": "1", "municipality_id": ALMELO})
    if allowed:
        update_employer(store, who, employer.id, 3, {"municipality_id": WIERDEN})
    else:
        with pytest.raises(Refused, match="mandate"):
            update_employer(store, who, employer.id, 3, {"municipality_id": WIERDEN})
    assert read(store, employer.id).municipality == ("Wierden" if allowed else "Almelo")


def test_relation_without_a_municipality_gets_one_from_anybody(
    store: Store, admin: Actor, make_user: Any, make_employer: Any
) -> None:
    employer = make_employer(place="Amsterdam")
    make_relation(store, admin, employer.id, admin.id, since=TODAY)
    update_employer(store, make_user("M. ter Braak"), employer.id, 2, {"municipality_id": ALMELO})
    assert read(store, employer.id).municipality == "Almelo"


# -- contact persons -----------------------------------------------------------------------------------------------------


def test_contact_persons(store: Store, admin: Actor, make_employer: Any) -> None:
    employer = make_employer()
    gone = add_contact_person(store, admin, employer.id, ContactPersonInput(name="A. Weg"))
    key = add_contact_person(store, admin, employer.id, ContactPersonInput(name="J. Vegt", role="owner", phone="1"))
    archive_contact_person(store, admin, gone, 1)
    change_contact_person(store, admin, key, 1, ContactPersonInput(name="J. Vegt", email="j@vegt.example"))
    first, second = read(store, employer.id).contacts
    assert (first.name, first.role, first.phone, first.email, first.version) == ("J. Vegt", None, None, "j@vegt.example", 2)
    assert (second.name, second.archived_on) == ("A. Weg", TODAY)
    with pytest.raises(Conflict):
        change_contact_person(store, admin, key, 1, ContactPersonInput(name="Bos"))
    with pytest.raises(BadInput, match="no longer there"):
        add_contact_person(store, admin, new_id(), ContactPersonInput(name="Bos"))


# -- archive -------------------------------------------------------------------------------------------------------------


def _at_work(store: Store, admin: Actor, employer: bytes, client: bytes, state: PlacementState) -> None:
    with store.write(admin, "test") as tx:
        number = tx.next_number("placement")
        tx.add(Placement(number=number, client_id=client, employer_id=employer, form=Form.LEARN_WORK, start=TODAY, state=state))


def test_employer_where_people_work_is_not_archived(store: Store, admin: Actor, make_employer: Any, make_client: Any) -> None:
    employer = make_employer()
    _at_work(store, admin, employer.id, make_client().id, PlacementState.ENDED)
    _at_work(store, admin, employer.id, make_client().id, PlacementState.ACTIVE)
    with pytest.raises(Blocked) as caught:
        archive_employer(store, admin, employer.id, 1)
    assert caught.value.numbers == ["PA00002"]
    assert [line.number for line in read(store, employer.id).placements] == ["PA00002", "PA00001"]


@pytest.mark.parametrize(("role", "allowed"), [(Role.CONSULTANT, False), (Role.TEAM_LEAD, False), (Role.ACCOUNT_MANAGER, True)])
def test_relation_is_put_aside_by_its_werkplein_only(
    store: Store, admin: Actor, make_user: Any, make_employer: Any, role: Role, allowed: bool
) -> None:
    """Nobody takes a block on doubles away (rule E6) by archiving the other one's record."""
    employer, prospect, who = make_employer(name="Vegt"), make_employer(name="Anders"), make_user("Wie", role, werkplein="Almelo")
    make_relation(store, admin, employer.id, admin.id, since=TODAY)
    archive_employer(store, who, prospect.id, 1)
    if allowed:
        archive_employer(store, who, employer.id, 2)
    else:
        with pytest.raises(Refused, match="mandate"):
            archive_employer(store, who, employer.id, 2)
    assert (read(store, employer.id).archived_on is not None) is allowed


# -- the file ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "valid_until", "shown"),
    [
        (CoordinationState.REQUESTED, None, CoordinationState.REQUESTED),
        (CoordinationState.APPROVED, TODAY, CoordinationState.APPROVED),
        (CoordinationState.APPROVED, TODAY - DAY, CoordinationState.EXPIRED),
        (CoordinationState.CONDITIONS, TODAY - DAY, CoordinationState.EXPIRED),
        (CoordinationState.USED, TODAY - DAY, CoordinationState.USED),
    ],
)
def test_requests_with_the_state_of_today(
    store: Store,
    admin: Actor,
    make_employer: Any,
    make_client: Any,
    state: CoordinationState,
    valid_until: date | None,
    shown: Any,
) -> None:
    employer, client = make_employer(), make_client(surname="Baan", call_name="Joris")
    with store.write(admin, "test") as tx:
        tx.add(
            Coordination(
                number=tx.next_number("coordination"),
                client_id=client.id,
                employer_id=employer.id,
                form=Form.TRIAL,
                start=TODAY,
                state=state,
                requested_by=admin.id,
                requested_on=TODAY,
                valid_until=valid_until,
            )
        )
    (line,) = read(store, employer.id).requests
    assert (line.state, line.client_name, line.employer_name, line.form) == (shown, "Baan, Joris", "Vegt Logistiek", Form.TRIAL)


def test_file_takes_a_fixed_number_of_queries(store: Store, admin: Actor, make_employer: Any, make_client: Any) -> None:
    employer = make_employer()
    counted = []
    for _ in range(2):
        with store.read() as reader:
            employer_file(reader, employer.id, TODAY)
            counted.append(reader.queries)
        make_employer()
        _at_work(store, admin, employer.id, make_client().id, PlacementState.ACTIVE)
        add_contact_person(store, admin, employer.id, ContactPersonInput(name="J. Vegt"))
        lay_stop(store, admin, employer.id, reason="rest", from_date=TODAY)
    assert counted == [9, 9]


def test_no_such_employer(store: Store) -> None:
    with pytest.raises(BadInput, match="no longer there"):
        read(store, new_id())
