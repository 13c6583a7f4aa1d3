"""The list of contact moments."""

from __future__ import annotations

from db.about import NAMED
from db.lists.subjects.about import ABOUT
from db.lists.subjects.list_subject import ListSubject
from models.kinds import ContactKind

CONTACTS = ListSubject(
    "contact",
    "contact_moment",
    "k",
    f"JOIN user u ON u.id = k.made_by {NAMED.format('k')}",
    {**ABOUT, "day": "k.day", "time": "k.time", "kind": "k.kind", "who": "u.name", "text": "k.text"},
    {"day": "day"},
    (("client", "client_id"), ("employer", "employer_id")),
    {"kind": ContactKind},
    by_placement=True,
)
