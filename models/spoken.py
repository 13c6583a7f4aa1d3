"""How people write the choices of the closed lists: in old administrations, in Excel, on the command line.

Every choice has its own word (the English value of the list), a Dutch name, and other spellings that are met. They are
compared without case, accents, spaces and punctuation.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

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
from models.values import words

C = TypeVar("C", bound=StrEnum)

SPOKEN: dict[type[StrEnum], dict[StrEnum, tuple[str, ...]]] = {
    TargetGroup: {
        TargetGroup.WSW: ("Wsw", "Wet sociale werkvoorziening", "SW"),
        TargetGroup.SHELTERED: (
            "Beschut werk",
            "Beschut",
            "Nieuw beschut",
            "Nieuw beschut werk",
            "Beschut werk (nieuw)",
            "Beschut werk (new)",
            "Sheltered work",
        ),
        TargetGroup.JOB_AGREEMENT: (
            "Banenafspraak",
            "Doelgroep banenafspraak",
            "Doelgroepregister",
            "Garantiebaan",
            "Job agreement",
        ),
        TargetGroup.PW: ("Participatiewet", "Pw", "P-wet", "Participatiewet overig", "Participatiewet, other", "Participatie"),
        TargetGroup.UWV: ("UWV",),
    },
    ClientStatus: {
        ClientStatus.ACTIVE: ("Actief", "Lopend", "In dienst"),
        ClientStatus.ILL: ("Ziek", "Ziekgemeld", "Sick"),
        ClientStatus.ABSENT: ("Afwezig", "Verlof", "On leave"),
        ClientStatus.ENDED: ("Uitgestroomd", "Uitstroom", "Uit dienst", "Beëindigd", "Left"),
        ClientStatus.DECEASED: ("Overleden", "Died"),
        ClientStatus.MOVED: ("Verhuisd", "Vertrokken", "Moved away"),
    },
    Form: {
        Form.SHELTERED: ("Beschut binnen", "Beschut", "Sheltered inside", "Binnen"),
        Form.GROUP_SECONDMENT: ("Groepsdetachering", "Detachering groep"),
        Form.INDIVIDUAL_SECONDMENT: ("Detachering", "Individuele detachering", "Detachering individueel", "Secondment"),
        Form.SUPPORTED_EMPLOYMENT: ("Begeleid werken", "BW"),
        Form.GREEN: ("Groen", "Groenvoorziening", "Openbaar groen"),
        Form.LEARN_WORK: ("Leerwerkplek", "Leerwerkplaats", "Leer-werkplek", "Learn-work place", "Leerwerk"),
        Form.TRIAL: ("Proefplaatsing", "Trial placement"),
        Form.WORK_EXPERIENCE: ("Werkervaringsplaats", "Werkervaringsplek", "WEP", "Work-experience place"),
        Form.SUBSIDISED_JOB: (
            "Baan met LKS",
            "Reguliere baan met LKS",
            "Regulier met LKS",
            "LKS",
            "Loonkostensubsidie",
            "Regular job with LKS",
            "Job with wage-cost subsidy",
            "Job with LKS",
            "Regular job with wage-cost subsidy",
        ),
        Form.REGULAR_JOB: ("Reguliere baan", "Regulier", "Regulier werk", "Baan"),
    },
    PlacementState: {
        PlacementState.PROPOSED: ("Voorstel", "Voorgesteld"),
        PlacementState.PROVISIONAL: ("Voorlopig",),
        PlacementState.ACTIVE: ("Actief", "Lopend", "Running"),
        PlacementState.REFUSED: ("Afgewezen", "Geweigerd"),
        PlacementState.ENDED: ("Beëindigd", "Geëindigd", "Afgelopen"),
        PlacementState.BROKEN_OFF: ("Afgebroken", "Voortijdig beëindigd"),
    },
    EmployerState: {
        EmployerState.PROSPECT: ("Prospect",),
        EmployerState.RELATION: ("Relatie", "Klant", "Actief"),
        EmployerState.DORMANT: ("Slapend", "Inactief", "Slapende relatie"),
        EmployerState.BLOCKED: ("Geblokkeerd",),
    },
    VacancyState: {
        VacancyState.OPEN: ("Open", "Openstaand", "Actief"),
        VacancyState.CLOSED: ("Gesloten", "Afgesloten", "Vervuld", "Ingetrokken", "Filled"),
    },
    HrAdministrator: {
        HrAdministrator.NUO: ("NUO",),
        HrAdministrator.LARCOM: ("Larcom",),
    },
    ContactKind: {
        ContactKind.PHONE: ("Telefoon", "Telefonisch", "Gebeld", "Bellen"),
        ContactKind.EMAIL: ("E-mail", "Mail", "Gemaild"),
        ContactKind.VISIT: ("Bezoek", "Werkplekbezoek", "Huisbezoek", "Visit"),
        ContactKind.OFFICE: ("Gesprek op kantoor", "Gesprek", "Kantoor", "Conversation at the office"),
        ContactKind.LETTER: ("Brief",),
        ContactKind.MESSAGE: ("Bericht", "App", "WhatsApp", "Sms"),
        ContactKind.OTHER: ("Anders", "Overig"),
    },
    LocationKind: {
        LocationKind.SHELTERED: ("Beschut",),
        LocationKind.GREEN: ("Groen",),
        LocationKind.TRAINING: ("Training", "Leerwerk"),
        LocationKind.OFFICE: ("Kantoor",),
    },
    CoordinationState: {
        CoordinationState.DRAFT: ("Concept",),
        CoordinationState.REQUESTED: ("Gevraagd",),
        CoordinationState.APPROVED: ("Ingestemd", "Akkoord"),
        CoordinationState.CONDITIONS: ("Ingestemd met voorwaarden", "Akkoord met voorwaarden"),
        CoordinationState.DECLINED: ("Geweigerd", "Niet akkoord"),
        CoordinationState.WITHDRAWN: ("Ingetrokken",),
        CoordinationState.USED: ("Gebruikt",),
        CoordinationState.EXPIRED: ("Verlopen",),
        CoordinationState.QUESTION: ("Vraag terug",),
        CoordinationState.CONTESTED: ("Betwist",),
    },
    AgreementState: {
        AgreementState.DRAFT: ("Concept",),
        AgreementState.SIGNED: ("Getekend", "Ondertekend"),
        AgreementState.CANCELLED: ("Opgezegd", "Vervallen"),
    },
    OrderState: {
        OrderState.OPEN: ("Open", "Lopend"),
        OrderState.CLOSED: ("Afgesloten", "Gesloten"),
        OrderState.WITHDRAWN: ("Ingetrokken",),
    },
}
"""List → choice → its Dutch name, which files in Dutch are written with, then other spellings."""


def _key(text: str) -> str:
    return "".join(words(text))


_BY_KEY: dict[type[StrEnum], dict[str, StrEnum]] = {
    kind: {_key(name): choice for choice, names in spoken.items() for name in (choice.value, *names)}
    for kind, spoken in SPOKEN.items()
}
_BOTH = re.compile(r"([^()]+)\(([^()]+)\)")
"""A name, and another one between brackets."""


def dutch_name(choice: StrEnum) -> str:
    """What a Dutch file calls this choice."""
    return SPOKEN[type(choice)][choice][0]


def choices(kind: type[C]) -> tuple[str, ...]:
    """The Dutch names of a whole list, in its order: for a sentence that says what can be chosen."""
    return tuple(dutch_name(choice) for choice in kind)


@lru_cache(maxsize=1024)
def parse_choice(kind: type[C], text: str) -> C | None:
    """The choice that ``text`` stands for, in Dutch or English; None when it is none of the list.

    One name between brackets behind another is read when both are the same choice: ``sheltered inside (beschut binnen)``.

    >>> parse_choice(Form, "Detachering")
    <Form.INDIVIDUAL_SECONDMENT: 'individual-secondment'>
    """
    found = _BY_KEY[kind].get(_key(text))
    if found is None and (both := _BOTH.fullmatch(text.strip())):
        first, second = (_BY_KEY[kind].get(_key(name)) for name in both.groups())
        found = first if first is second else None
    return found if isinstance(found, kind) else None
