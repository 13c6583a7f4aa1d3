"""What the tests of the store share: people, clients and employers, made the way everybody makes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from db.clients import create_client
from db.employers import create_employer
from db.locations import create_location
from db.refs import Ref
from db.store import Store
from db.users import actor_of, add_user
from models.actor import Actor
from models.client import ClientInput
from models.employer import EmployerInput
from models.kinds import Role, TargetGroup
from models.location import LocationInput
from models.municipality import code_of_name, municipality_id

MakeUser = Callable[..., Actor]
MakeRecord = Callable[..., Ref]


def municipality(name: str) -> bytes:
    """The key of one of the six municipalities."""
    code = code_of_name(name)
    assert code is not None
    return municipality_id(code)


@pytest.fixture
def make_user(store: Store, admin: Actor) -> MakeUser:
    """``make_user("M. Dijkhuis", Role.ACCOUNT_MANAGER, werkplein="Almelo")`` adds an active user and gives who acts."""

    def make(name: str, *roles: Role, werkplein: str | None = None, team: str = "") -> Actor:
        own = municipality(werkplein) if werkplein else None
        row = add_user(store, admin, name, roles or (Role.CONSULTANT,), team=team, werkplein_id=own)
        with store.read() as reader:
            return actor_of(reader, row.id)

    return make


@pytest.fixture
def make_client(store: Store, admin: Actor) -> MakeRecord:
    """``make_client(surname="Baan")`` adds a client: a Participatiewet client of Almelo, unless said otherwise."""

    def make(municipality_name: str = "Almelo", **values: Any) -> Ref:
        usual = {"surname": "Baan", "target_group": TargetGroup.PW, "municipality_id": municipality(municipality_name)}
        return create_client(store, admin, ClientInput.model_validate(usual | values))

    return make


@pytest.fixture
def make_employer(store: Store, admin: Actor) -> MakeRecord:
    """``make_employer(name="Vegt")`` adds an employer: a prospect in Almelo, unless said otherwise."""

    def make(**values: Any) -> Ref:
        return create_employer(store, admin, EmployerInput.model_validate({"name": "Vegt Logistiek", "place": "Almelo"} | values))

    return make


@pytest.fixture
def make_location(store: Store, admin: Actor) -> MakeRecord:
    """``make_location(name="Groen")`` adds a location for sheltered work, unless said otherwise."""

    def make(**values: Any) -> Ref:
        return create_location(store, admin, LocationInput.model_validate({"name": "Werkplein Almelo", "capacity": 3} | values))

    return make
