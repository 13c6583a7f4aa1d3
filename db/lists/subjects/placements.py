"""The list of placements."""

from __future__ import annotations

from db.lists.subjects.clients import CONSULTANT
from db.lists.subjects.list_subject import PERSON, ListSubject, among
from models.kinds import Form, PlacementState, TargetGroup

ONE_BY_ONE = "EXISTS (SELECT 1 FROM client c WHERE c.id = p.client_id AND "
"""Begins a condition on the client of a placement that asks each client it meets: quick where many are chosen."""

AT_ONCE = "p.client_id IN (SELECT c.id FROM client c WHERE "
"""Begins the same condition, for which all clients are gone through first: the best where few are chosen, or all are read."""


def _of_client(condition: tuple[str, str], begin: str = ONE_BY_ONE) -> tuple[str, str]:
    """A condition on a client, for the list of placements."""
    has, lacks = (f"{begin}{part})" for part in condition)
    return has, lacks


PLACEMENTS = ListSubject(
    "placement",
    "placement",
    "p",
    "JOIN client c ON c.id = p.client_id LEFT JOIN employer e ON e.id = p.employer_id "
    "LEFT JOIN location l ON l.id = p.location_id JOIN municipality m ON m.id = c.municipality_id "
    "LEFT JOIN user u ON u.id = c.consultant_id",
    {
        "number": "p.number",
        "name": PERSON.format("c"),
        "client": "c.number",
        "employer": "e.number",
        "employer_name": "e.name",
        "location": "l.name",
        "form": "p.form",
        "start": "p.start",
        "until": "p.until",
        "hours": "p.hours",
        "rate": "p.rate",
        "state": "p.state",
        "taken_over": "p.taken_over",
        "ended_on": "p.ended_on",
        "supervisor": "p.supervisor",
        "target_group": "c.target_group",
        "municipality": "m.name",
        "consultant": "u.name",
        "vacancy": "(SELECT v.number FROM vacancy v WHERE v.id = p.vacancy_id)",
    },
    {"start": "start", "number": "number", "changed": "changed_at"},
    (("client", "client_id"), ("employer", "employer_id")),
    {"form": Form, "state": PlacementState, "target_group": TargetGroup},
    {"municipality": "m.code"},
    offered=("state", "form", "start", "until", "target_group", "municipality", "consultant"),
    conditions={
        "target_group": _of_client(("{is}", "0")),
        "municipality": _of_client(among("c.municipality_id", "municipality", "m")),
        "consultant": _of_client(CONSULTANT, AT_ONCE),
    },
)
