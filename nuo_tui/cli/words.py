"""Words of the command line, turned into what they mean: subjects, forms, roles, channels, dates, amounts.

English values and the Dutch names of the field are both understood, in any case and with or without accents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from models.errors import BadInput
from models.kinds import AbsenceKind, Audience, Channel, Form, Role
from models.messages import N_, Message
from models.values import fold, parse_date, parse_decimal

Member = TypeVar("Member", bound=StrEnum)
Checked = TypeVar("Checked")

SUBJECTS: Mapping[str, tuple[str, ...]] = {
    "client": ("client", "clients", "cliënt", "cliënten"),
    "employer": ("employer", "employers", "werkgever", "werkgevers"),
    "placement": ("placement", "placements", "plaatsing", "plaatsingen"),
    "coordination": ("coordination", "coordinations", "request", "requests", "afstemming", "afstemmingen"),
    "location": ("location", "locations", "werklocatie", "werklocaties", "locatie", "locaties"),
    "vacancy": ("vacancy", "vacancies", "vacature", "vacatures", "werkaanbod"),
    "action": ("action", "actions", "actie", "acties"),
    "contact": ("contact", "contacts", "contactmoment", "contactmomenten", "contact moment", "contact moments", "contacten"),
    "service-agreement": (
        "agreement",
        "agreements",
        "overeenkomst",
        "overeenkomsten",
        "dvo",
        "dvo's",
        "service agreement",
        "service agreements",
    ),
    "service-order": ("order", "orders", "opdracht", "opdrachten", "service order", "service orders"),
    "user": ("user", "users", "medewerker", "medewerkers"),
    "import": ("import", "imports", "inlezen"),
    "all": ("all", "all", "alles"),
}
"""A subject, and what people call it: one or many, English or Dutch."""

SHOWN = (
    "client",
    "employer",
    "placement",
    "coordination",
    "location",
    "vacancy",
    "service-agreement",
    "service-order",
    "user",
    "import",
)
"""Subjects of which one record can be shown."""

LISTED = (*SHOWN, "action", "contact")
"""Subjects that can be listed."""

IMPORTED = ("client", "employer", "placement", "vacancy", "contact")
"""Subjects that come in from a file."""

FILES: Mapping[str, str] = {
    "employers": N_("employers"),
    "clients": N_("clients"),
    "vacancies": N_("vacancies"),
    "placements": N_("placements"),
    "contacts": N_("contacts"),
}
"""What a file can hold, and what people call it; in the order in which an old administration comes in."""

EXPORTED = (*IMPORTED, "all")
"""Subjects that go out to a file."""

FORMS: Mapping[Form, tuple[str, ...]] = {
    Form.SHELTERED: ("Beschut binnen",),
    Form.GROUP_SECONDMENT: ("Groepsdetachering",),
    Form.INDIVIDUAL_SECONDMENT: ("Detachering", "Individuele detachering"),
    Form.SUPPORTED_EMPLOYMENT: ("Begeleid werken",),
    Form.GREEN: ("Groen",),
    Form.LEARN_WORK: ("Leerwerkplek",),
    Form.TRIAL: ("Proefplaatsing",),
    Form.WORK_EXPERIENCE: ("Werkervaringsplaats",),
    Form.SUBSIDISED_JOB: ("Baan met LKS",),
    Form.REGULAR_JOB: ("Reguliere baan",),
}
"""A form's Dutch names."""

ROLES: Mapping[Role, tuple[str, ...]] = {
    Role.CONSULTANT: ("Consulent",),
    Role.ACCOUNT_MANAGER: ("Accountmanager", "Accounthouder"),
    Role.TEAM_LEAD: ("Teamleider",),
    Role.ADMINISTRATOR: ("Beheerder",),
}
"""A role's Dutch names."""

AUDIENCES: Mapping[Audience, tuple[str, ...]] = {
    Audience.EMPLOYER: ("Werkgever",),
    Audience.CLIENT: ("Cliënt",),
}
"""For whom a confirmation can be, with the Dutch names."""

ABSENCES: Mapping[AbsenceKind, tuple[str, ...]] = {
    AbsenceKind.ILL: ("Ziek", "Sick"),
    AbsenceKind.LEAVE: ("Verlof", "Vakantie"),
    AbsenceKind.OTHER: ("Anders", "Afwezig", "Absent"),
}
"""What an absence can be, with the Dutch names."""

_YES = ("yes", "y", "ja", "j", "true", "waar", "1")
_NO = ("no", "n", "nee", "false", "onwaar", "0")

CHANNELS: Mapping[Channel, tuple[str, ...]] = {
    Channel.PHONE: ("Telefoon", "Telefonisch"),
    Channel.EMAIL: ("E-mail", "Mail"),
    Channel.IN_PERSON: ("Persoonlijk", "Mondeling"),
}
"""How a verbal consent can have reached us, with the Dutch names."""


def subject_of(text: str, among: Sequence[str] = LISTED) -> str:
    """The subject that people mean: 'clients', 'cliënten' and 'client' are one; :class:`BadInput` names those there are."""
    wanted = _key(text)
    for subject in among:
        if wanted in (_key(word) for word in SUBJECTS[subject]):
            return subject
    raise BadInput(
        Message(N_("There is nothing called '{text}' here."), text=text),
        Message(N_("Choose from {names}."), names=[SUBJECTS[subject][1] for subject in among]),
    )


def form_of(text: str) -> Form:
    """The form of a placement that people mean."""
    return _member(text, FORMS, N_("There is no form '{text}'."))


def role_of(text: str) -> Role:
    """The role that people mean."""
    return _member(text, ROLES, N_("There is no role '{text}'."))


def channel_of(text: str) -> Channel:
    """How a consent reached us."""
    return _member(text, CHANNELS, N_("There is no channel '{text}'."))


def absence_of(text: str) -> AbsenceKind:
    """What kind of absence it is."""
    return _member(text, ABSENCES, N_("There is no absence of the kind '{text}'."))


def day_of(text: str, option: str) -> date:
    """A whole date, Dutch or ISO; ``option`` is named when it is none."""
    return _checked(parse_date, text, option)


def optional_day(text: str | None, option: str) -> date | None:
    """A whole date or nothing."""
    return day_of(text, option) if text else None


def audience_of(text: str) -> Audience:
    """For whom a confirmation is; :class:`BadInput` when it can't be for them."""
    return _member(text, AUDIENCES, N_("A confirmation can't be for '{text}'."))


def optional_amount(text: str | None, option: str) -> Decimal | None:
    """A number with a comma or a point, or nothing."""
    return _checked(parse_decimal, text, option) if text else None


def yes_or_no(text: str) -> bool | None:
    """What people mean by 'ja', 'yes', 'true' or '1', and by their opposites; None for anything else."""
    wanted = _key(text)
    return True if wanted in _YES else False if wanted in _NO else None


def pairs_of(texts: Iterable[str], option: str, shape: str) -> list[tuple[str, str]]:
    """``NAME=VALUE`` texts as pairs; ``shape`` shows how it is written."""
    pairs = []
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise BadInput(Message(N_("{option}: write {shape}, not '{text}'."), option=option, shape=shape, text=text))
        pairs.append((name.strip(), value))
    return pairs


def _checked(check: Callable[[str], Checked], text: str, option: str) -> Checked:
    try:
        return check(text)
    except ValueError as error:
        raise BadInput(Message(N_("{option}: {problem}"), option=option, problem=Message(str(error), value=text))) from None


def _member(text: str, names: Mapping[Member, tuple[str, ...]], unknown: str) -> Member:
    wanted = _key(text)
    for member, others in names.items():
        if wanted in (_key(word) for word in (member.value, *others)):
            return member
    raise BadInput(Message(unknown, text=text), Message(N_("Choose from {names}."), names=[member.value for member in names]))


def _key(word: str) -> str:
    return fold(word).replace("-", " ").replace("_", " ").strip()
