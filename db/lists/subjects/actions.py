"""The list of actions."""

from __future__ import annotations

from db.about import NAMED
from db.lists.subjects.about import ABOUT
from db.lists.subjects.list_subject import ListSubject

ACTIONS = ListSubject(
    "action",
    "action",
    "x",
    f"JOIN user o ON o.id = x.owner_id LEFT JOIN user d ON d.id = x.done_by {NAMED.format('x')}",
    {
        **ABOUT,
        "what": "x.what",
        "due_on": "x.due_on",
        "owner": "o.name",
        "done_on": "x.done_on",
        "done_by": "d.name",
        "state": "CASE WHEN x.done_on IS NOT NULL THEN 'done' WHEN x.due_on < '{today}' THEN 'late' ELSE 'open' END",
    },
    {"due_on": "due_on"},
    (("client", "client_id"), ("employer", "employer_id")),
    {},
    by_placement=True,
)
