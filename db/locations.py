"""Locations: the NUO's own places of work, and who works there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from db.reading import Reader, as_date, gone
from db.refs import Ref, must_exist
from db.related import PlacementLine, placements_of
from models.actor import Actor
from models.kinds import LocationKind

if TYPE_CHECKING:
    from db.store import Store
    from models.location import LocationInput


@dataclass(frozen=True, slots=True)
class LocationFile:
    """Everything there is to see of one location."""

    id: bytes
    number: str
    version: int
    name: str
    kind: LocationKind
    municipality_id: bytes | None
    municipality: str | None
    street: str | None
    house_number: str | None
    postcode: str | None
    place: str | None
    capacity: int | None
    """Places; None when not known."""
    opened_on: date | None
    closed_on: date | None
    outdoor_service_of: bytes | None
    """The municipality whose own outdoor service works from here."""
    outdoor_service: str | None
    """Its name."""
    changed_at: datetime
    changed_by: str | None
    """Name of who changed it last."""
    occupied: int
    """How many work there today."""
    placements: tuple[PlacementLine, ...]

    @property
    def free(self) -> int | None:
        """Places that are free today, 0 when overfull; None when the capacity is not known."""
        return None if self.capacity is None else max(0, self.capacity - self.occupied)


_COLUMNS = (
    "id number version name kind municipality_id street house_number postcode place capacity opened_on closed_on "
    "outdoor_service_of changed_at"
).split()
_LOCATION = (
    f"SELECT {', '.join(f'l.{name}' for name in _COLUMNS)}, m.name, w.name, o.name FROM location l "
    "LEFT JOIN municipality m ON m.id = l.municipality_id LEFT JOIN user w ON w.id = l.changed_by "
    "LEFT JOIN municipality o ON o.id = l.outdoor_service_of WHERE l.id = ?"
)


def location_file(reader: Reader, key: bytes, today: date) -> LocationFile:
    """The file of one location, in three queries."""
    row = reader.row(_LOCATION, (key,))
    if row is None:
        raise gone()
    kept: dict[str, Any] = dict(zip(_COLUMNS, row, strict=False))
    municipality, changed_by, outdoor_service = row[len(_COLUMNS) :]
    return LocationFile(
        **kept
        | {
            "kind": LocationKind(kept["kind"]),
            "opened_on": as_date(kept["opened_on"]),
            "closed_on": as_date(kept["closed_on"]),
            "changed_at": datetime.fromisoformat(kept["changed_at"]),
        },
        municipality=municipality,
        outdoor_service=outdoor_service,
        changed_by=changed_by,
        occupied=occupied(reader, key, today),
        placements=placements_of(reader, "location", key),
    )


def occupied(reader: Reader, key: bytes, day: date) -> int:
    """How many work at a location on ``day``: its placements that are active and have begun."""
    return int(
        reader.value(
            "SELECT count(*) FROM placement WHERE location_id = :location AND +state = 'active' "
            "AND start <= :day AND (until IS NULL OR until >= :day)",
            {"location": key, "day": day.isoformat()},
        )
    )


def create_location(store: Store, actor: Actor, data: LocationInput) -> Ref:
    """Add a location under a new number."""
    from models.location import Location

    with store.write(actor, "location.create") as tx:
        must_exist(
            tx.reader,
            municipality_id=("municipality", data.municipality_id),
            outdoor_service_of=("municipality", data.outdoor_service_of),
        )
        location = tx.add(Location(number=tx.next_number("location"), **data.model_dump()))
        return Ref(location.id, location.number)


def update_location(store: Store, actor: Actor, key: bytes, version: int, changes: Mapping[str, Any]) -> None:
    """Change fields of a location that was read at ``version``; ``changes`` holds what was typed, by field.

    A location is closed by its closing date. Raises :class:`~models.errors.InvalidInput` with a sentence for each wrong
    field, :class:`~models.errors.Conflict` when somebody else changed it since.
    """
    from models.fields import validated
    from models.location import Location, LocationInput

    with store.write(actor, "location.update") as tx:
        location = tx.get(Location, key, version=version)
        now = {name: getattr(location, name) for name in LocationInput.model_fields}
        data = validated(LocationInput, now | dict(changes))
        must_exist(
            tx.reader,
            municipality_id=("municipality", data.municipality_id),
            outdoor_service_of=("municipality", data.outdoor_service_of),
        )
        tx.change(location, **data.model_dump())
