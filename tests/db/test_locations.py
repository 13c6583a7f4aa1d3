"""Locations: adding, changing, who works there."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from db.locations import create_location, location_file, update_location
from db.store import Store
from models.actor import Actor
from models.errors import BadInput, Conflict, InvalidInput
from models.ids import new_id
from models.kinds import Form, LocationKind, PlacementState
from models.location import LocationInput
from models.municipality import municipality_id
from models.placement import Placement

WIERDEN = municipality_id("0189")
TODAY = date(2026, 11, 24)


def read(store: Store, key: bytes) -> Any:
    with store.read() as reader:
        return location_file(reader, key, TODAY)


def test_everything_that_is_typed_is_in_the_file(store: Store, admin: Actor) -> None:
    typed = {
        "name": "Groen Wierden",
        "kind": LocationKind.GREEN,
        "municipality_id": WIERDEN,
        "street": "Kerkweg",
        "house_number": "2",
        "postcode": "7642 AA",
        "place": "Wierden",
        "capacity": 3,
        "opened_on": date(2020, 1, 1),
        "closed_on": date(2030, 12, 31),
        "outdoor_service_of": WIERDEN,
    }
    assert set(typed) == set(LocationInput.model_fields)
    file = read(store, create_location(store, admin, LocationInput.model_validate(typed)).id)
    assert {name: getattr(file, name) for name in typed} == typed
    assert (file.number, file.municipality, file.changed_by, file.occupied, file.free) == (
        "LA00001",
        "Wierden",
        "A. Beheer",
        0,
        3,
    )


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"name": ""}, ["name"]),
        ({"capacity": "0"}, ["capacity"]),
        ({"kind": "castle"}, ["kind"]),
        ({"opened_on": "2-1-2026", "closed_on": "1-1-2026"}, ["closed_on"]),
        ({"municipality_id": new_id()}, ["municipality_id"]),
    ],
)
def test_wrong_fields_are_named(store: Store, admin: Actor, make_location: Any, changes: Any, fields: list[str]) -> None:
    location = make_location()
    with pytest.raises(InvalidInput) as caught:
        update_location(store, admin, location.id, 1, changes)
    assert [field for field, _ in caught.value.problems] == fields
    assert read(store, location.id).version == 1


def test_changed_and_closed(store: Store, admin: Actor, make_location: Any) -> None:
    location = make_location(capacity=None)
    assert read(store, location.id).free is None
    update_location(store, admin, location.id, 1, {"capacity": "12", "closed_on": "31-12-2026"})
    file = read(store, location.id)
    assert (file.capacity, file.closed_on) == (12, date(2026, 12, 31))
    with pytest.raises(Conflict):
        update_location(store, admin, location.id, 1, {"capacity": "13"})


@pytest.mark.parametrize(
    ("state", "start", "until", "counts"),
    [
        (PlacementState.ACTIVE, TODAY, None, 1),
        (PlacementState.ACTIVE, TODAY, TODAY, 1),
        (PlacementState.ACTIVE, date(2026, 1, 1), date(2026, 11, 23), 0),
        (PlacementState.ACTIVE, date(2026, 11, 25), None, 0),
        (PlacementState.PROPOSED, TODAY, None, 0),
        (PlacementState.ENDED, TODAY, None, 0),
    ],
)
def test_occupied_by_who_works_there_today(
    store: Store, admin: Actor, make_location: Any, make_client: Any, state: Any, start: date, until: date | None, counts: int
) -> None:
    location, client = make_location(capacity=1), make_client()
    with store.write(admin, "test") as tx:
        number = tx.next_number("placement")
        values = {"form": Form.SHELTERED, "start": start, "until": until, "state": state}
        tx.add(Placement(number=number, client_id=client.id, location_id=location.id, **values))
    file = read(store, location.id)
    assert (file.occupied, file.free) == (counts, 1 - counts)
    assert [line.where for line in file.placements] == ["Werkplein Almelo"]


def test_no_such_location(store: Store) -> None:
    with pytest.raises(BadInput, match="no longer there"):
        read(store, new_id())
