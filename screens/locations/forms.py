"""The form of a location."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from db.locations import LocationFile, create_location, location_file, update_location
from models.kinds import LocationKind
from models.location import LocationInput
from screens.house.choices import enum_choices, municipality_choices
from screens.house.fields import FieldSpec
from screens.house.form_screen import FormScreen
from screens.texts import _, long_date


class LocationForm(FormScreen):
    """A new location, or one that is changed; one that is closed has a closing date."""

    subject = "location"
    input_model = LocationInput

    def __init__(self, key: bytes | None) -> None:
        super().__init__()
        self.key = key
        self._file: LocationFile | None = None

    def heading(self) -> str:
        """See :class:`FormScreen`."""
        if self._file is None:
            return _("New location")
        return _("Change {name} ({number})", name=self._file.name, number=self._file.number)

    def specs(self) -> Sequence[FieldSpec]:
        """See :class:`FormScreen`."""
        with self.desk.store.read() as reader:
            municipalities = municipality_choices(reader)
            if self.key is not None:
                self._file = location_file(reader, self.key, self.desk.store.today())
        return (
            FieldSpec("name", _("name")),
            FieldSpec("kind", _("kind"), choices=enum_choices(LocationKind), optional=False),
            FieldSpec("municipality_id", _("municipality"), choices=municipalities, keys=True),
            FieldSpec(
                "outdoor_service_of", _("outdoor service of"), choices=municipalities, keys=True, hint=_("the municipality's own")
            ),
            FieldSpec("street", _("street")),
            FieldSpec("house_number", _("house number")),
            FieldSpec("postcode", _("postcode"), hint="1234 AB"),
            FieldSpec("place", _("place")),
            FieldSpec("capacity", _("capacity"), hint=_("how many can work there")),
            FieldSpec("opened_on", _("opened on"), hint=_("dd-mm-yyyy")),
            FieldSpec("closed_on", _("closed on"), hint=_("dd-mm-yyyy")),
        )

    def start_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`."""
        file = self._file
        if file is None:
            return {"kind": LocationKind.SHELTERED.value}
        plain = {name: getattr(file, name) for name in LocationInput.model_fields}
        return {
            **plain,
            "municipality_id": file.municipality_id.hex() if file.municipality_id else None,
            "outdoor_service_of": file.outdoor_service_of.hex() if file.outdoor_service_of else None,
            "capacity": str(file.capacity or ""),
            "opened_on": long_date(file.opened_on),
            "closed_on": long_date(file.closed_on),
        }

    def save(self, data: LocationInput) -> bytes:
        """See :class:`FormScreen`."""
        desk = self.desk
        if self._file is None:
            return create_location(desk.store, desk.actor, data).id
        update_location(desk.store, desk.actor, self._file.id, self._file.version, data.model_dump())
        return self._file.id

    def read_again(self) -> bool:
        """See :class:`FormScreen`; the fields read the location."""
        return bool(self.specs()) and self._file is not None
