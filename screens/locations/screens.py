"""Locations: the NUO's own places of work, and how full each is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from db.reading import Reader
from models.messages import N_
from screens.house.file_screen import FileScreen
from screens.house.house_screen import RecordScreen
from screens.house.lines import placement_lines
from screens.house.list_screen import ListScreen
from screens.house.sheet import Line, field, title
from screens.texts import _, label, long_date, plural

if TYPE_CHECKING:
    from datetime import date

    from db.locations import LocationFile


class LocationActs(RecordScreen):
    """What can be done with a location, from the list and from the file alike."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "edit", N_("edit"), id="location.edit", tooltip=N_("Change this location")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | e | change this location |
    """

    def action_edit(self) -> None:
        """Change the location."""
        from screens.locations.forms import LocationForm

        if key := self.current():
            self.app.push_screen(LocationForm(key), self.then_saved())


class LocationsScreen(LocationActs, ListScreen):
    """All locations; not a mode of its own, escape goes back."""

    subject = "location"
    empty = N_("No locations yet.\nPress n to add one.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", N_("new"), id="location.new", tooltip=N_("Add a location")),
        Binding("escape", "back", N_("back"), id="file.back", tooltip=N_("Leave the search, or go back")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | n | new location |
    | esc | back |
    """

    def action_new(self) -> None:
        """Add a location."""
        from screens.locations.forms import LocationForm

        self.app.push_screen(LocationForm(None), self.then_saved())

    def preview(self, reader: Reader, key: bytes) -> list[Line]:
        """What it is for, where, and how full."""
        from db.locations import location_file

        today = self.desk.store.today()
        file = location_file(reader, key, today)
        return [title(location_title(file)), *location_now(file, today)]


class LocationScreen(LocationActs, FileScreen):
    """The file of one location: overview, who works there, history."""

    subject = "location"
    pages = (N_("Overview"), N_("Placements"), N_("History"))

    file: LocationFile

    def read(self, reader: Reader) -> LocationFile:
        """See :class:`FileScreen`."""
        from db.locations import location_file

        return location_file(reader, self.key, self.desk.store.today())

    def heading(self) -> str:
        """See :class:`FileScreen`."""
        return location_title(self.file)

    def lines(self, page: int) -> list[Line]:
        """See :class:`FileScreen`."""
        if page == 1:
            return placement_lines(self.file.placements, _("Nobody works here yet."), by_client=True)
        file = self.file
        street = " ".join(part for part in (file.street, file.house_number) if part)
        town = " ".join(part for part in (file.postcode, file.place) if part)
        return [
            *location_now(file, self.desk.store.today()),
            Line(),
            *field(_("kind"), label(file.kind)),
            *field(_("municipality"), file.municipality),
            *field(_("outdoor service of"), file.outdoor_service),
            *field(_("address"), ", ".join(part for part in (street, town) if part)),
            *field(_("opened on"), long_date(file.opened_on)),
            *field(_("closed on"), long_date(file.closed_on)),
        ]


def location_title(file: LocationFile) -> str:
    """'Beschut Wierden (L00002) · Wierden'."""
    return " · ".join(part for part in (f"{file.name} ({file.number})", file.place or file.municipality) if part)


def location_now(file: LocationFile, today: date) -> list[Line]:
    """How many work there, how many more can, and whether it is open."""
    lines = []
    if file.closed_on and file.closed_on <= today:
        lines.append(Line(_("closed since {day}", day=file.closed_on), tone="warn"))
    working = plural("{n} person at work", "{n} people at work", file.occupied)
    if file.capacity is None:
        free = _("number of places not known")
    elif file.occupied > file.capacity:
        free = _("! more than its {n} places", n=file.capacity)
    else:
        free = _("{free} of {n} places free", free=file.free, n=file.capacity)
    over = file.capacity is not None and file.occupied > file.capacity
    return [*lines, Line(f"{label(file.kind)} · {working} · {free}", tone="warn" if over else "")]
