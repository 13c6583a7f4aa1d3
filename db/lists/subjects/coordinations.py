"""The list of coordinations."""

from __future__ import annotations

from db.lists.subjects.list_subject import PERSON, ListSubject, among
from models.kinds import CoordinationState, Form

COORDINATIONS = ListSubject(
    "coordination",
    "coordination",
    "a",
    "LEFT JOIN client c ON c.id = a.client_id JOIN employer e ON e.id = a.employer_id "
    "JOIN user r ON r.id = a.requested_by LEFT JOIN user h ON h.id = a.holder_id",
    {
        "number": "a.number",
        "name": f"coalesce({PERSON.format('c')}, a.client_text)",
        "client": "c.number",
        "employer": "e.number",
        "employer_name": "e.name",
        "form": "a.form",
        "start": "a.start",
        "hours": "a.hours",
        "state": "CASE WHEN a.state IN ('approved', 'approved-with-conditions') AND a.valid_until < '{today}' THEN 'expired' "
        "ELSE a.state END",
        "requested_by": "r.name",
        "requested_on": "a.requested_on",
        "due_on": "a.due_on",
        "holder": "h.name",
        "decided_on": "a.decided_on",
        "valid_until": "a.valid_until",
        "places": "a.places",
    },
    {"number": "number"},
    (("client", "client_id"), ("employer", "employer_id")),
    {"form": Form, "state": CoordinationState},
    also_called={"account_holder": "holder"},
    offered=("state", "form", "start", "requested_on", "holder", "requested_by"),
    conditions={
        "holder": among("a.holder_id", "user", "h"),
        "requested_by": among("a.requested_by", "user", "r"),
    },
)
