"""The list of clients."""

from __future__ import annotations

from db.lists.subjects.list_subject import PERSON, ListSubject, among
from models.kinds import ClientStatus, HrAdministrator, TargetGroup

CONSULTANT = among("c.consultant_id", "user", "u")
"""The condition of a client on who their consultant is."""

CLIENTS = ListSubject(
    "client",
    "client",
    "c",
    "JOIN municipality m ON m.id = c.municipality_id LEFT JOIN user u ON u.id = c.consultant_id "
    "LEFT JOIN municipality f ON f.id = c.formal_employer_id",
    {
        "number": "c.number",
        "name": PERSON.format("c"),
        "surname": "c.surname",
        "prefix": "c.prefix",
        "call_name": "c.call_name",
        "initials": "c.initials",
        "birth_date": "c.birth_date",
        "place": "c.place",
        "postcode": "c.postcode",
        "municipality": "m.name",
        "target_group": "c.target_group",
        "status": "c.status",
        "contract_hours": "c.contract_hours",
        "consultant": "u.name",
        "formal_employer": "coalesce(f.name, c.formal_employer_text)",
        "hr_administrator": "c.hr_administrator",
        "ladder_step": "c.ladder_step",
    },
    {"name": "sort_name", "number": "number", "changed": "changed_at"},
    (("client", "id"),),
    {"target_group": TargetGroup, "status": ClientStatus, "hr_administrator": HrAdministrator},
    {"municipality": "m.code"},
    offered=("status", "target_group", "municipality", "consultant", "hr_administrator", "ladder_step", "birth_date"),
    conditions={"municipality": among("c.municipality_id", "municipality", "m"), "consultant": CONSULTANT},
)
