"""What a contact moment or an action is about, by name: the client, else the employer; of a placement its client."""

from __future__ import annotations

from db.reading import Reader, gone
from models.about import About
from models.values import person_name

NAMED = (
    "LEFT JOIN placement p ON p.id = {0}.placement_id LEFT JOIN client c ON c.id = coalesce({0}.client_id, p.client_id) "
    "LEFT JOIN employer e ON e.id = coalesce({0}.employer_id, p.employer_id)"
)
"""Joins from a contact moment or an action, under an alias, to what it is about."""
NAMES = "c.surname, c.prefix, coalesce(c.call_name, c.initials), e.name"
"""With :data:`NAMED`: what :func:`called` makes a name of."""

_ONE = {
    "client": f"SELECT {NAMES} FROM client c LEFT JOIN employer e ON 0 WHERE c.id = ?",
    "employer": f"SELECT {NAMES} FROM employer e LEFT JOIN client c ON 0 WHERE e.id = ?",
    "placement": f"SELECT {NAMES} FROM placement p JOIN client c ON c.id = p.client_id LEFT JOIN employer e ON 0 WHERE p.id = ?",
}


def called(surname: str | None, prefix: str | None, first: str | None, employer: str | None) -> str:
    """The name as a sentence has it: 'Yinthe van der Arent', 'Vegt Logistiek'; '' when it is about nothing."""
    return person_name(surname, prefix, first) if surname is not None else employer or ""


def name_of(reader: Reader, about: About) -> str:
    """What a record that something is about is called."""
    row = reader.row(_ONE[about.subject], (about.key,))
    if row is None:
        raise gone()
    return called(*row)
