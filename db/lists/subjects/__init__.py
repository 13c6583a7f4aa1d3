"""What every list can be filtered, searched and ordered by, subject by subject.

``list_subject.py``  what a list is, and SQL that several share
``about.py``         what contact moments and actions are about
``clients.py`` …     one subject each
"""

from __future__ import annotations

from db.lists.subjects.actions import ACTIONS
from db.lists.subjects.clients import CLIENTS
from db.lists.subjects.contact_moments import CONTACTS
from db.lists.subjects.coordinations import COORDINATIONS
from db.lists.subjects.employers import EMPLOYERS
from db.lists.subjects.list_subject import PERSON, ListSubject
from db.lists.subjects.locations import LOCATIONS
from db.lists.subjects.placements import AT_ONCE, ONE_BY_ONE, PLACEMENTS
from db.lists.subjects.service_agreements import SERVICE_AGREEMENTS
from db.lists.subjects.service_orders import SERVICE_ORDERS
from db.lists.subjects.vacancies import VACANCIES

__all__ = (
    "ACTIONS",
    "AT_ONCE",
    "CLIENTS",
    "CONTACTS",
    "COORDINATIONS",
    "EMPLOYERS",
    "LIST_SUBJECTS",
    "LOCATIONS",
    "ONE_BY_ONE",
    "PERSON",
    "PLACEMENTS",
    "SERVICE_AGREEMENTS",
    "SERVICE_ORDERS",
    "VACANCIES",
    "ListSubject",
)

LIST_SUBJECTS = {
    s.name: s
    for s in (
        CLIENTS,
        EMPLOYERS,
        PLACEMENTS,
        COORDINATIONS,
        LOCATIONS,
        VACANCIES,
        ACTIONS,
        CONTACTS,
        SERVICE_AGREEMENTS,
        SERVICE_ORDERS,
    )
}
"""The name of a subject → its list."""
