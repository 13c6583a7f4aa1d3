"""The list of service agreements."""

from __future__ import annotations

from db.lists.subjects.list_subject import EUROS, ListSubject
from models.kinds import AgreementState

SERVICE_AGREEMENTS = ListSubject(
    "service-agreement",
    "service_agreement",
    "g",
    "JOIN municipality m ON m.id = g.municipality_id",
    {
        "number": "g.number",
        "name": "m.name",
        "municipality": "m.name",
        "start": "g.start",
        "until": "g.until",
        "state": "g.state",
        "in_force": "(g.state = 'signed' AND '{today}' BETWEEN g.start AND g.until)",
        "products": "(SELECT count(*) FROM product q WHERE q.service_agreement_id = g.id)",
        "budget": f"(SELECT {EUROS.format('sum(q.budget_cents)')} FROM product q WHERE q.service_agreement_id = g.id)",
    },
    {"start": "start", "number": "number"},
    (),
    {"state": AgreementState},
    {"municipality": "m.code"},
    by_municipality=True,
)
