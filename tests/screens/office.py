"""A small office for the tests of screens: the people of ``tests.db.world`` with some more employers, a client, a location."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from db.store import Store
from models.actor import Actor
from tests.db.world import ALMELO, World


@dataclass
class Office:
    """Who works there, and the keys of what they work with."""

    world: World
    store: Store
    admin: Actor
    """Has every role."""
    consultant: Actor
    holder: Actor
    """Account manager of Almelo, account holder of Hoekstra and Vegt."""
    lead: Actor
    hoekstra: bytes
    """A relation."""
    vegt: bytes
    """A relation with an approach stop."""
    bakery: bytes
    """A prospect."""
    yinthe: bytes
    """A Wsw client of the consultant."""
    joris: bytes
    """Another one."""
    location: bytes


def open_office(store: Store, admin: Actor) -> Office:
    """Make them all."""
    world = World(store, admin)
    vegt = world.employer("Vegt Logistiek", world.holder, place="Vriezenveen")
    world.stop(vegt, date(2026, 11, 1))
    return Office(
        world,
        store,
        admin,
        world.consultant,
        world.holder,
        world.lead,
        hoekstra=world.employer("Hoekstra Logistiek", world.holder, place="Almelo", kvk="12345678"),
        vegt=vegt,
        bakery=world.employer("De Korenaar", None, state="prospect", place="Wierden"),
        yinthe=world.client(
            "Arent", world.consultant, prefix="van der", call_name="Yinthe", birth_date="1987-04-28", bsn="999956127"
        ),
        joris=world.joris,
        location=world.location("Werkplein Almelo", municipality_id=ALMELO, capacity=2),
    )
