"""A small office to start from: six people, four clients, four employers of which two look alike and one is a prospect."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from db.account_holding import make_relation
from db.clients import add_indication, create_client
from db.creating import create_store
from db.employers import create_employer
from db.locations import create_location
from db.service_orders import add_order
from db.store import Clock, Store
from db.users import add_user
from models.actor import Actor
from models.client import ClientInput
from models.employer import EmployerInput
from models.indication import IndicationInput
from models.kinds import Form, IndicationKind, Role, TargetGroup
from models.location import LocationInput
from models.municipality import municipality_id
from models.service_order import OrderInput

ALMELO = municipality_id("0141")
STAFF: Mapping[str, tuple[tuple[Role, ...], str]] = {
    "Consulent": ((Role.CONSULTANT,), "Noord"),
    "Collega": ((Role.CONSULTANT,), "Zuid"),
    "Leider": ((Role.TEAM_LEAD,), "Noord"),
    "Houder": ((Role.ACCOUNT_MANAGER,), "Werkplein"),
    "Andere": ((Role.ACCOUNT_MANAGER,), "Werkplein"),
    "Beide": ((Role.CONSULTANT, Role.ACCOUNT_MANAGER), "Noord"),
}
HOLDERS = ("Houder", "Houder", "Beide")
"""Account holders of the first three employers, since 2020; the fourth is a prospect."""
SINCE = date(2020, 1, 1)
_ALIKE = {"kvk": "12345678", "phone": "0546-123456"}
_EMPLOYERS: tuple[dict[str, str], ...] = ({}, _ALIKE, _ALIKE, {})


def make_office(path: Path, clock: Clock) -> None:
    """Make the office's store, all through the public functions."""
    with create_store(path, None, "Beheer", clock=clock) as store:
        admin = store.actor("Beheer")
        for name, (roles, team) in STAFF.items():
            add_user(store, admin, name, roles, team=team, werkplein_id=ALMELO)
        consultant = store.actor("Consulent").id
        for number, hours, advice in ((1, 36, True), (2, 36, None), (3, 24, None), (4, None, None)):
            group = TargetGroup.WSW if number < 3 else TargetGroup.UWV
            client = create_client(store, admin, _client(f"Client {number}", group, hours, consultant)).id
            if group is TargetGroup.UWV:
                _orders(store, admin, client)
            until = store.today() + timedelta(days=25)
            add_indication(
                store, admin, client, IndicationInput(kind=IndicationKind.WSW, valid_until=until, advice_supported=advice)
            )
        create_location(store, admin, LocationInput(name="Werkplein", municipality_id=ALMELO, capacity=3))
        for n, values in enumerate(_EMPLOYERS):
            employer = create_employer(store, admin, EmployerInput(name=f"Employer {n}", municipality_id=ALMELO, **values)).id
            if n < len(HOLDERS):
                make_relation(store, admin, employer, store.actor(HOLDERS[n]).id, since=SINCE)


def _orders(store: Store, admin: Actor, client: bytes) -> None:
    """UWV has ordered both forms that occur, from a few days ago on."""
    start, until = store.today() - timedelta(days=5), store.today() + timedelta(days=90)
    for form in (Form.REGULAR_JOB, Form.TRIAL):
        add_order(store, admin, OrderInput(client_id=client, form=form, start=start, until=until))


def _client(surname: str, group: TargetGroup, hours: int | None, consultant: bytes) -> ClientInput:
    employed = {"formal_employer_id": ALMELO, "hr_administrator": "nuo"} if group == TargetGroup.WSW else {}
    return ClientInput(
        surname=surname, municipality_id=ALMELO, target_group=group, consultant_id=consultant, contract_hours=hours, **employed
    )
