"""The list of the NUO's own locations."""

from __future__ import annotations

from db.lists.subjects.list_subject import ListSubject, among
from models.kinds import LocationKind

LOCATIONS = ListSubject(
    "location",
    "location",
    "l",
    "LEFT JOIN municipality m ON m.id = l.municipality_id",
    {
        "number": "l.number",
        "name": "l.name",
        "kind": "l.kind",
        "municipality": "m.name",
        "place": "l.place",
        "capacity": "l.capacity",
        "opened_on": "l.opened_on",
        "closed_on": "l.closed_on",
    },
    {"name": "sort_name", "number": "number"},
    (("location", "id"),),
    {"kind": LocationKind},
    {"municipality": "m.code"},
    offered=("kind", "municipality"),
    conditions={"municipality": among("l.municipality_id", "municipality", "m")},
)
