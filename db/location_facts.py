"""Gathering what the rules may look at, a location of our own where the work is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from db.reading import EACH, Reader, key_list
from models.kinds import LocationKind


class LocationFacts(NamedTuple):
    """A location as far as the rules go."""

    name: str | None
    is_green: bool
    """Whether the work there is in municipal green."""


_LOCATIONS = f"SELECT k.id, l.name, l.kind FROM ({EACH}(:keys)) k CROSS JOIN location l ON l.id = k.id"


def locations_of(reader: Reader, keys: Iterable[bytes]) -> dict[bytes, LocationFacts]:
    """Many locations; one query."""
    rows = reader.rows(_LOCATIONS, {"keys": key_list(keys)})
    return {key: LocationFacts(name, kind == LocationKind.GREEN) for key, name, kind in rows}
