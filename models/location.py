"""Locations: where the NUO's own work is done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, model_validator
from sqlmodel import Field

from models.base import OptionalDate, Record, date_field, optional_key
from models.fields import Line, OptionalCount, OptionalDay, OptionalLine, OptionalPostcode, wrong
from models.kinds import LocationKind
from models.messages import N_
from models.values import fold


class Location(Record, table=True):
    """A work location (werklocatie) and how many it holds; promises 2, 4 and 25."""

    subject: ClassVar[str] = "location"
    derived: ClassVar[tuple[str, ...]] = ("sort_name",)

    number: str = Field(index=True)
    name: str
    kind: str = Field(default=LocationKind.SHELTERED, description="sheltered, green, training or office")
    municipality_id: bytes | None = optional_key("municipality.id")
    street: str | None = None
    house_number: str | None = None
    postcode: str | None = None
    place: str | None = None
    capacity: int | None = Field(default=None, description="places; empty when not known")
    opened_on: OptionalDate = date_field()
    closed_on: OptionalDate = date_field()
    sort_name: str = Field(default="", index=True)
    outdoor_service_of: bytes | None = optional_key(
        "municipality.id", description="the municipality whose own outdoor service works from here (promise 34)"
    )

    @classmethod
    def derive(cls, row: Mapping[str, Any]) -> dict[str, Any]:
        """The key that locations are ordered by."""
        return {"sort_name": fold(row["name"])}


class LocationInput(BaseModel):
    """What people type about a location."""

    model_config = ConfigDict(extra="forbid")

    name: Line
    kind: LocationKind = LocationKind.SHELTERED
    municipality_id: bytes | None = None
    street: OptionalLine = None
    house_number: OptionalLine = None
    postcode: OptionalPostcode = None
    place: OptionalLine = None
    capacity: OptionalCount = None
    opened_on: OptionalDay = None
    closed_on: OptionalDay = None
    outdoor_service_of: bytes | None = None

    @model_validator(mode="after")
    def _dates_in_order(self) -> LocationInput:
        if self.opened_on and self.closed_on and self.closed_on < self.opened_on:
            raise wrong(N_("The closing date lies before the opening date."), "closed_on")
        return self
