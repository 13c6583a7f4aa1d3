"""A small NUO for the tests of placing and coordinating: two teams, two account holders, clients and employers."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from db.store import Store
from models.actor import Actor
from models.client import Client
from models.coordination.request import RequestInput, VerbalInput
from models.employer import AccountHolding, ApproachStop, Employer
from models.indication import Indication
from models.kinds import (
    AgreementState,
    Channel,
    ClientStatus,
    EmployerState,
    Form,
    HrAdministrator,
    IndicationKind,
    LocationKind,
    Role,
    TargetGroup,
)
from models.location import Location
from models.municipality import municipality_id
from models.placement import PlacementInput
from models.service_agreement import Product, ServiceAgreement
from models.service_order import ServiceOrder
from models.user import User, roles_text
from models.wage_value import WageValue

ALMELO = municipality_id("0141")
TWENTERAND = municipality_id("1700")
FORM = Form.INDIVIDUAL_SECONDMENT
START = date(2026, 12, 1)
FALLBACK = b"fallback of them"
"""Key of the location that takes everybody back who is placed with :func:`proposal`."""
MEASURE = date(2028, 6, 1)
"""When wage values are measured again."""


class World:
    """The people and records that the tests speak of; each is made by the transaction that every write goes through."""

    def __init__(self, store: Store, admin: Actor) -> None:
        self.store, self.admin = store, admin
        self.consultant = self.user("M. ter Braak", Role.CONSULTANT)
        self.colleague = self.user("P. Linde", Role.CONSULTANT)
        self.lead = self.user("T. Leider", Role.TEAM_LEAD)
        self.other_lead = self.user("Z. Zuid", Role.TEAM_LEAD, team="South")
        self.holder = self.user("M. Dijkhuis", Role.ACCOUNT_MANAGER, team="")
        self.manager = self.user("L. Schothorst", Role.ACCOUNT_MANAGER, team="")
        self.joris = self.client("Baan", self.consultant, call_name="Joris")
        self.bakery = self.employer("Bakkerij Oost", self.holder)
        self.location("Werkplein Thuis", id=FALLBACK, number="L00001", capacity=60, kind="office")

    def user(self, name: str, *roles: Role, team: str = "North", **values: Any) -> Actor:
        with self.store.write(self.admin, "user.add") as tx:
            tx.add(User(name=name, roles=roles_text(roles), team=team, werkplein_id=ALMELO, **values))
        return self.store.actor(name) if values.get("active", True) else self.actor(name)

    def actor(self, name: str) -> Actor:
        """Somebody who need not be active any more."""
        with self.store.read() as reader:
            key, team = reader.rows("SELECT id, team FROM user WHERE name = ?", (name,))[0]
        return Actor(key, name, frozenset({Role.CONSULTANT}), team)

    def set(self, table: type, key: bytes, **values: Any) -> None:
        """Change any record."""
        with self.store.write(self.admin, "test.set") as tx:
            tx.change(tx.get(table, key), **values)

    def client(
        self, surname: str, consultant: Actor | None, *, indicated: bool = True, measured: bool = True, **values: Any
    ) -> bytes:
        given = {
            "municipality_id": ALMELO,
            "target_group": TargetGroup.WSW.value,
            "status": ClientStatus.ACTIVE.value,
            "contract_hours": Decimal(36),
            "formal_employer_id": ALMELO,
            "hr_administrator": HrAdministrator.NUO.value,
        } | values
        with self.store.write(self.admin, "client.create") as tx:
            record = tx.add(
                Client(number=tx.next_number("client"), surname=surname, consultant_id=consultant and consultant.id, **given)
            )
            if indicated:
                tx.add(
                    Indication(
                        client_id=record.id, kind=IndicationKind.WSW.value, valid_until=date(2028, 6, 30), advice_supported=True
                    )
                )
            if measured:
                tx.add(WageValue(client_id=record.id, percentage=Decimal(60), measured_on=date(2026, 6, 1), valid_until=MEASURE))
            return record.id

    def employer(self, name: str, holder: Actor | None, *, since: date | None = date(2020, 1, 1), **values: Any) -> bytes:
        given = {"municipality_id": ALMELO, "state": EmployerState.RELATION.value} | values
        with self.store.write(self.admin, "employer.create") as tx:
            record = tx.add(Employer(number=tx.next_number("employer"), name=name, **given))
            if holder is not None:
                tx.add(AccountHolding(employer_id=record.id, user_id=holder.id, from_date=since))
            return record.id

    def hand_over(self, employer: bytes, holder: Actor, day: date) -> None:
        """From ``day`` another account holder."""
        with self.store.write(self.admin, "employer.holder") as tx:
            for (key,) in tx.reader.rows(
                "SELECT id FROM account_holding WHERE employer_id = ? AND until_date IS NULL", (employer,)
            ):
                tx.change(tx.get(AccountHolding, key), until_date=day)
            tx.add(AccountHolding(employer_id=employer, user_id=holder.id, from_date=day))

    def stop(self, employer: bytes, begin: date, until: date | None = None) -> bytes:
        with self.store.write(self.admin, "employer.stop") as tx:
            return tx.add(ApproachStop(employer_id=employer, reason="reorganisation", from_date=begin, until_date=until)).id

    def location(self, name: str, **values: Any) -> bytes:
        given = {"kind": LocationKind.SHELTERED.value} | values
        with self.store.write(self.admin, "location.create") as tx:
            number = given.pop("number", None) or tx.next_number("location")
            return tx.add(Location(number=number, name=name, **given)).id

    def set_absence_back(self, client: bytes, days: int) -> None:
        """The absence of a client began so many days earlier than was written down."""
        from models.absence import Absence

        with self.store.write(self.admin, "test.set") as tx:
            key, first = tx.reader.rows("SELECT id, from_date FROM absence WHERE client_id = ?", (client,))[0]
            tx.change(tx.get(Absence, key), from_date=date.fromisoformat(first) - timedelta(days=days))

    def order(
        self, client: bytes, form: Form, start: date = date(2026, 11, 1), until: date | None = None, **values: Any
    ) -> bytes:
        """What Almelo ordered for a client; ``municipality_id=None``: UWV."""
        given = {"municipality_id": ALMELO} | values
        with self.store.write(self.admin, "service-order.add") as tx:
            number = tx.next_number("service-order")
            return tx.add(ServiceOrder(number=number, client_id=client, form=form.value, start=start, until=until, **given)).id

    def agreement(self, *forms: Form, budget: int | None = None, **values: Any) -> bytes:
        """What Almelo buys in 2026 and 2027, for so many euros a product and year."""
        period = {"start": date(2026, 1, 1), "until": date(2027, 12, 31), "state": AgreementState.SIGNED.value}
        given = {"municipality_id": ALMELO} | period | values
        with self.store.write(self.admin, "service-agreement.add") as tx:
            record = tx.add(ServiceAgreement(number=tx.next_number("service-agreement"), **given))
            for form in forms:
                cents = None if budget is None else budget * 100
                tx.add(Product(service_agreement_id=record.id, form=form.value, budget_cents=cents))
            return record.id

    def value(self, sql: str, *parameters: Any) -> Any:
        """What the store says."""
        with self.store.read() as reader:
            return reader.value(sql, parameters)

    def count(self, table: str) -> int:
        return int(self.value(f"SELECT count(*) FROM {table}"))


def proposal(client: bytes, employer: bytes | None, **values: Any) -> PlacementInput:
    """A placement of 36 hours that keeps the rules, but for what ``values`` change."""
    given = {"client_id": client, "employer_id": employer, "form": FORM, "start": START, "hours": "36"}
    return PlacementInput(**given | ({} if employer is None else {"fallback_id": FALLBACK}) | values)


def asked(client: bytes, employer: bytes, **values: Any) -> RequestInput:
    """A request for such a placement."""
    return RequestInput(**{"client_id": client, "employer_id": employer, "form": FORM, "start": START} | values)


def told(client: bytes, employer: bytes, who: Actor, **values: Any) -> VerbalInput:
    """A consent by phone, yesterday."""
    given = {"who_id": who.id, "when": date(2026, 11, 23), "channel": Channel.PHONE, "form": FORM, "start": START}
    return VerbalInput(**{"client_id": client, "employer_id": employer} | given | values)
