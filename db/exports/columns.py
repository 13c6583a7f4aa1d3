"""Where each exported column comes from: the SQL of its value, and how that is written in a file.

Keyed by the names of :mod:`db.imports.columns`, so that a file holds all that an import understands, under headings that
it knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum

from db.about import NAMED
from db.account_holding import NEWEST, RUNS
from db.lists.subjects import PERSON
from models.groups import KIND_OF_GROUP
from models.kinds import (
    ClientStatus,
    ContactKind,
    EmployerState,
    Form,
    HrAdministrator,
    IndicationKind,
    PlacementState,
    TargetGroup,
    VacancyState,
)


class Kind(Enum):
    """How a value is written."""

    TEXT = "text"
    """People's words: kept from being run as a formula."""
    PLAIN = "plain"
    """Dates (ISO, partial ones as they are kept) and whole numbers."""
    AMOUNT = "amount"
    """Decimals, with the sign of the file's language."""
    YES_NO = "yes-no"
    FORMS = "forms"
    """Forms of placement, with commas between."""


Source = tuple[str, Kind | type[StrEnum]]
"""The SQL of a value, and how it is written; a closed list by its names."""


@dataclass(frozen=True, slots=True)
class Export:
    """One kind of file: the table under its alias with its joins, and where each column comes from."""

    table: str
    alias: str
    joins: str
    sources: dict[str, Source]
    listed: str
    """The list whose search and filters choose from it."""
    order: str = "number"
    """The columns that its rows are ordered by, before the key."""


def _text(alias: str, *names: str) -> dict[str, Source]:
    return {name: (f"{alias}.{name}", Kind.TEXT) for name in names}


_INDICATION_KIND = (
    "CASE c.target_group "
    + " ".join(f"WHEN '{group.value}' THEN '{kind.value}'" for group, kind in KIND_OF_GROUP.items())
    + f" ELSE '{IndicationKind.OTHER.value}' END"
)
CLIENTS = Export(
    "client",
    "c",
    "JOIN municipality m ON m.id = c.municipality_id LEFT JOIN user u ON u.id = c.consultant_id "
    "LEFT JOIN municipality f ON f.id = c.formal_employer_id "
    f"LEFT JOIN indication i ON i.id = (SELECT x.id FROM indication x WHERE x.client_id = c.id AND x.kind = {_INDICATION_KIND} "
    "ORDER BY x.valid_until IS NULL DESC, x.valid_until DESC, x.id DESC LIMIT 1) "
    "LEFT JOIN wage_value w ON w.id = (SELECT x.id FROM wage_value x WHERE x.client_id = c.id "
    "ORDER BY x.measured_on DESC, x.id DESC LIMIT 1)",
    {
        **_text(
            "c",
            "number",
            "surname",
            "prefix",
            "initials",
            "call_name",
            "given_names",
            "street",
            "house_number",
            "postcode",
            "place",
        ),
        **_text("c", "bsn", "phone", "email", "skills", "limits", "mobility", "remarks"),
        "birth_date": ("c.birth_date", Kind.PLAIN),
        "municipality": ("m.name", Kind.TEXT),
        "target_group": ("c.target_group", TargetGroup),
        "indication_from": ("i.valid_from", Kind.PLAIN),
        "indication_until": ("i.valid_until", Kind.PLAIN),
        "indication_category": ("i.category", Kind.TEXT),
        "indication_advice": ("i.advice_supported", Kind.YES_NO),
        "contract_hours": ("c.contract_hours", Kind.AMOUNT),
        "consultant": ("u.name", Kind.TEXT),
        "wage_value": ("w.percentage", Kind.AMOUNT),
        "measured_on": ("w.measured_on", Kind.PLAIN),
        "ladder_step": ("c.ladder_step", Kind.PLAIN),
        "formal_employer": ("coalesce('Gemeente ' || f.name, c.formal_employer_text)", Kind.TEXT),
        "hr_administrator": ("c.hr_administrator", HrAdministrator),
        "status": ("c.status", ClientStatus),
        "archived_on": ("c.archived_on", Kind.PLAIN),
        "contract_until": ("c.contract_until", Kind.PLAIN),
        "travel_km": ("c.travel_km", Kind.PLAIN),
    },
    "client",
)
EMPLOYERS = Export(
    "employer",
    "e",
    "LEFT JOIN municipality m ON m.id = e.municipality_id LEFT JOIN municipality o ON o.id = e.outdoor_service_of "
    "LEFT JOIN user u ON u.id = (SELECT h.user_id FROM account_holding h "
    f"WHERE h.employer_id = e.id AND {RUNS} ORDER BY {NEWEST} LIMIT 1)",
    {
        **_text(
            "e", "number", "name", "kvk", "branch_number", "group_name", "street", "house_number", "postcode", "place", "sbi"
        ),
        **_text("e", "sbi_version", "branch", "size", "phone", "email", "website", "remarks"),
        "municipality": ("m.name", Kind.TEXT),
        "account_holder": ("u.name", Kind.TEXT),
        "relation_since": ("e.relation_since", Kind.PLAIN),
        "state": ("e.state", EmployerState),
        "contact_person": (
            "(SELECT x.name FROM contact_person x WHERE x.employer_id = e.id AND x.archived_on IS NULL ORDER BY x.id LIMIT 1)",
            Kind.TEXT,
        ),
        "archived_on": ("e.archived_on", Kind.PLAIN),
        "outdoor_service": ("o.name", Kind.TEXT),
    },
    "employer",
)


def _place(alias: str) -> str:
    """A location by its name; by its number when another has the same name."""
    alone = f"(SELECT count(*) FROM location x WHERE x.sort_name = {alias}.sort_name) = 1"
    return f"CASE WHEN {alone} THEN {alias}.name ELSE {alias}.number END"


PLACEMENTS = Export(
    "placement",
    "p",
    "JOIN client c ON c.id = p.client_id LEFT JOIN employer e ON e.id = p.employer_id "
    "LEFT JOIN location l ON l.id = p.location_id LEFT JOIN location b ON b.id = p.fallback_id",
    {
        **_text("p", "number", "workplace", "supervisor", "end_reason", "remarks"),
        "client": ("c.number", Kind.TEXT),
        "client_name": (PERSON.format("c"), Kind.TEXT),
        "employer": ("e.number", Kind.TEXT),
        "employer_name": ("e.name", Kind.TEXT),
        "location": (_place("l"), Kind.TEXT),
        "form": ("p.form", Form),
        "start": ("p.start", Kind.PLAIN),
        "until": ("p.until", Kind.PLAIN),
        "hours": ("p.hours", Kind.AMOUNT),
        "rate": ("p.rate", Kind.AMOUNT),
        "fallback": (_place("b"), Kind.TEXT),
        "state": ("p.state", PlacementState),
        "ended_on": ("p.ended_on", Kind.PLAIN),
        "vacancy": ("(SELECT v.number FROM vacancy v WHERE v.id = p.vacancy_id)", Kind.TEXT),
    },
    "placement",
)
VACANCIES = Export(
    "vacancy",
    "v",
    "JOIN employer e ON e.id = v.employer_id",
    {
        **_text("v", "number", "title", "skills", "limits", "remarks"),
        "employer": ("e.number", Kind.TEXT),
        "employer_name": ("e.name", Kind.TEXT),
        "places": ("v.places", Kind.PLAIN),
        "hours": ("v.hours", Kind.AMOUNT),
        "start": ("v.start", Kind.PLAIN),
        "until": ("v.until", Kind.PLAIN),
        "forms": ("nullif(v.forms, '')", Kind.FORMS),
        "minimum_wage_value": ("v.minimum_wage_value", Kind.AMOUNT),
        "state": ("CASE WHEN v.closed_on IS NULL THEN 'open' ELSE 'closed' END", VacancyState),
        "closed_on": ("v.closed_on", Kind.PLAIN),
    },
    "vacancy",
)
CONTACTS = Export(
    "contact_moment",
    "k",
    f"JOIN user u ON u.id = k.made_by {NAMED.format('k')}",
    {
        "client": ("(SELECT x.number FROM client x WHERE x.id = k.client_id)", Kind.TEXT),
        "client_name": (PERSON.format("c"), Kind.TEXT),
        "employer": ("(SELECT x.number FROM employer x WHERE x.id = k.employer_id)", Kind.TEXT),
        "employer_name": ("e.name", Kind.TEXT),
        "placement": ("p.number", Kind.TEXT),
        "kind": ("k.kind", ContactKind),
        "day": ("k.day", Kind.PLAIN),
        "time": ("k.time", Kind.PLAIN),
        "who": ("u.name", Kind.TEXT),
        "text": ("k.text", Kind.TEXT),
    },
    "contact",
    order="day",
)
SHEETS = {
    "clients": "Cliënten",
    "employers": "Werkgevers",
    "placements": "Plaatsingen",
    "contacts": "Contactmomenten",
    "vacancies": "Vacatures",
}
"""What the sheet of each is called in Dutch; in English by its own name."""
EXPORTS = {
    "clients": CLIENTS,
    "employers": EMPLOYERS,
    "vacancies": VACANCIES,
    "placements": PLACEMENTS,
    "contacts": CONTACTS,
}
