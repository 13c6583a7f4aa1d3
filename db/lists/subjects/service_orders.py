"""The list of service orders."""

from __future__ import annotations

from db.lists.subjects.list_subject import EUROS, PERSON, ListSubject
from models.kinds import Form, OrderState

SERVICE_ORDERS = ListSubject(
    "service-order",
    "service_order",
    "o",
    "JOIN client c ON c.id = o.client_id LEFT JOIN municipality m ON m.id = o.municipality_id",
    {
        "number": "o.number",
        "name": PERSON.format("c"),
        "client": "c.number",
        "ordered_by": "coalesce(m.name, 'UWV')",
        "product": "o.form",
        "start": "o.start",
        "until": "o.until",
        "budget": EUROS.format("o.budget_cents"),
        "spent": EUROS.format("o.spent_cents"),
        "reference": "o.reference",
        "state": "o.state",
        "closed_on": "o.closed_on",
    },
    {"start": "start", "number": "number"},
    (("client", "client_id"),),
    {"product": Form, "state": OrderState},
    also_called={"form": "product", "municipality": "ordered_by"},
)
