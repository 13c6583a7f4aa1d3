"""The list of employers."""

from __future__ import annotations

from db.account_holding import NOBODY_DECIDES
from db.lists.subjects.list_subject import ListSubject, among
from models.kinds import EmployerState

_HOLDER = (
    "(SELECT u.name FROM account_holding h JOIN user u ON u.id = h.user_id "
    "WHERE h.employer_id = e.id AND h.until_date IS NULL ORDER BY h.from_date DESC LIMIT 1)"
)

EMPLOYERS = ListSubject(
    "employer",
    "employer",
    "e",
    "LEFT JOIN municipality m ON m.id = e.municipality_id",
    {
        "number": "e.number",
        "name": "e.name",
        "place": "e.place",
        "postcode": "e.postcode",
        "kvk": "e.kvk",
        "branch_number": "e.branch_number",
        "group_name": "e.group_name",
        "branch": "e.branch",
        "sbi": "e.sbi",
        "state": "e.state",
        "relation_since": "e.relation_since",
        "holder": _HOLDER,
        "without_holder": NOBODY_DECIDES.replace("{today}", "'{today}'"),
        "municipality": "m.name",
        "phone": "e.phone",
        "website": "e.website",
    },
    {"name": "sort_name", "number": "number", "place": "place_key", "changed": "changed_at"},
    (("employer", "id"),),
    {"state": EmployerState},
    {"municipality": "m.code"},
    {"account_holder": "holder"},
    offered=("state", "municipality", "holder", "relation_since"),
    conditions={"municipality": among("e.municipality_id", "municipality", "m"), "holder": ("{is}", f"{_HOLDER} IS NULL")},
)
