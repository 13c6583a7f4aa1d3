"""What every list can be filtered, searched and ordered by, subject by subject."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from db.about import NAMED
from db.account_holding import NOBODY_DECIDES
from db.vacancies import TAKEN
from models.kinds import (
    AgreementState,
    ClientStatus,
    ContactKind,
    CoordinationState,
    EmployerState,
    Form,
    HrAdministrator,
    LocationKind,
    OrderState,
    PlacementState,
    TargetGroup,
    VacancyState,
)

PERSON = "trim(coalesce({0}.call_name, {0}.initials, '') || ' ' || coalesce({0}.prefix || ' ', '') || {0}.surname)"
"""A client's name as a sentence says it, in SQL (:func:`models.values.person_name`)."""


@dataclass(frozen=True, slots=True)
class ListSubject:
    """One kind of list: its table under an alias, its joins, its fields as SQL, its orders."""

    name: str
    table: str
    alias: str
    joins: str
    fields: dict[str, str]
    """Field name → SQL, in which ``{today}`` stands for the date; all can be filtered by."""
    orders: dict[str, str]
    """Order name → column of the table whose index (column, id) gives it; the first is the usual one."""
    found_by: tuple[tuple[str, str], ...]
    """Pairs of search subject and the column that must be among its hits."""
    lists: Mapping[str, type[StrEnum]]
    """Field name → the closed list that its values come from."""
    codes: Mapping[str, str] = field(default_factory=dict)
    """Field name → SQL of the code that it can be found by too."""
    also_called: Mapping[str, str] = field(default_factory=dict)
    """Another name of a field → the field."""
    by_placement: bool = False
    """Whether its records have no number, and are found by the placement that they are about too."""
    by_municipality: bool = False
    """Whether its records are found by the name of their municipality too."""
    offered: tuple[str, ...] = ()
    """The fields that a screen offers to filter by. Each is a column of the table itself, or has a condition of its own."""
    conditions: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Field name → SQL on the table alone that says the same of a name, without asking each record for it: with ``{is}`` for
    the test of the name, and for no name at all."""

    def fields_on(self, today: date) -> dict[str, str]:
        """The fields as they are on ``today``."""
        return {name: sql.replace("{today}", today.isoformat()) for name, sql in self.fields.items()}


_HOLDER = (
    "(SELECT u.name FROM account_holding h JOIN user u ON u.id = h.user_id "
    "WHERE h.employer_id = e.id AND h.until_date IS NULL ORDER BY h.from_date DESC LIMIT 1)"
)


def _among(column: str, table: str, alias: str) -> tuple[str, str]:
    """The condition on a foreign key that says the same as one on the name it leads to."""
    return f"{column} IN (SELECT {alias}.id FROM {table} {alias} WHERE {{is}})", f"{column} IS NULL"


ONE_BY_ONE = "EXISTS (SELECT 1 FROM client c WHERE c.id = p.client_id AND "
"""Begins a condition on the client of a placement that asks each client it meets: quick where many are chosen."""
AT_ONCE = "p.client_id IN (SELECT c.id FROM client c WHERE "
"""Begins the same condition, for which all clients are gone through first: the best where few are chosen, or all are read."""


def _of_client(condition: tuple[str, str], begin: str = ONE_BY_ONE) -> tuple[str, str]:
    """A condition on a client, for the list of placements."""
    has, lacks = (f"{begin}{part})" for part in condition)
    return has, lacks


_CONSULTANT = _among("c.consultant_id", "user", "u")

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
    conditions={"municipality": _among("c.municipality_id", "municipality", "m"), "consultant": _CONSULTANT},
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
    conditions={"municipality": _among("e.municipality_id", "municipality", "m"), "holder": ("{is}", f"{_HOLDER} IS NULL")},
)
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
        "municipality": _of_client(_among("c.municipality_id", "municipality", "m")),
        "consultant": _of_client(_CONSULTANT, AT_ONCE),
    },
)
COORDINATIONS = ListSubject(
    "coordination",
    "coordination",
    "a",
    "JOIN client c ON c.id = a.client_id JOIN employer e ON e.id = a.employer_id "
    "JOIN user r ON r.id = a.requested_by LEFT JOIN user h ON h.id = a.holder_id",
    {
        "number": "a.number",
        "name": PERSON.format("c"),
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
        "holder": _among("a.holder_id", "user", "h"),
        "requested_by": _among("a.requested_by", "user", "r"),
    },
)
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
    conditions={"municipality": _among("l.municipality_id", "municipality", "m")},
)

VACANCIES = ListSubject(
    "vacancy",
    "vacancy",
    "v",
    "JOIN employer e ON e.id = v.employer_id",
    {
        "number": "v.number",
        "name": "v.title",
        "employer": "e.number",
        "employer_name": "e.name",
        "places": "v.places",
        "taken": TAKEN,
        "hours": "v.hours",
        "start": "v.start",
        "until": "v.until",
        "forms": "v.forms",
        "skills": "v.skills",
        "limits": "v.limits",
        "minimum_wage_value": "v.minimum_wage_value",
        "state": "CASE WHEN v.closed_on IS NULL THEN 'open' ELSE 'closed' END",
        "closed_on": "v.closed_on",
    },
    {"name": "sort_name", "number": "number"},
    (("vacancy", "id"), ("employer", "employer_id")),
    {"state": VacancyState},
    also_called={"title": "name"},
    offered=("state", "start", "until"),
)

_ABOUT = {
    "number": "NULL",
    "name": f"coalesce({PERSON.format('c')}, e.name)",
    "client": "c.number",
    "employer": "e.number",
    "employer_name": "e.name",
    "placement": "p.number",
}
"""What a contact moment or an action is about. They have no number of their own; people know them by what they say."""
ACTIONS = ListSubject(
    "action",
    "action",
    "x",
    f"JOIN user o ON o.id = x.owner_id LEFT JOIN user d ON d.id = x.done_by {NAMED.format('x')}",
    {
        **_ABOUT,
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
CONTACTS = ListSubject(
    "contact",
    "contact_moment",
    "k",
    f"JOIN user u ON u.id = k.made_by {NAMED.format('k')}",
    {**_ABOUT, "day": "k.day", "time": "k.time", "kind": "k.kind", "who": "u.name", "text": "k.text"},
    {"day": "day"},
    (("client", "client_id"), ("employer", "employer_id")),
    {"kind": ContactKind},
    by_placement=True,
)

_EUROS = "CASE WHEN {0} IS NOT NULL THEN printf('%d.%02d', {0} / 100, {0} % 100) END"
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
        "budget": f"(SELECT {_EUROS.format('sum(q.budget_cents)')} FROM product q WHERE q.service_agreement_id = g.id)",
    },
    {"start": "start", "number": "number"},
    (),
    {"state": AgreementState},
    {"municipality": "m.code"},
    by_municipality=True,
)
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
        "budget": _EUROS.format("o.budget_cents"),
        "spent": _EUROS.format("o.spent_cents"),
        "reference": "o.reference",
        "state": "o.state",
        "closed_on": "o.closed_on",
    },
    {"start": "start", "number": "number"},
    (("client", "client_id"),),
    {"product": Form, "state": OrderState},
    also_called={"form": "product", "municipality": "ordered_by"},
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
