"""What choice fields offer: closed lists, municipalities, users."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from db.municipalities import list_municipalities
from db.reading import Reader
from db.users import list_users
from models.kinds import Role
from screens.texts import label

Choices = tuple[tuple[str, str], ...]
"""Pairs of value and text; the value of a record is its key in hexadecimal."""


def enum_choices(members: Iterable[StrEnum]) -> Choices:
    """The members of a closed list."""
    return tuple((member.value, label(member)) for member in members)


def municipality_choices(reader: Reader) -> Choices:
    """The municipalities, by name."""
    return tuple((m.id.hex(), m.name) for m in list_municipalities(reader))


def user_choices(reader: Reader, role: Role | None = None, *, inactive: bool = True) -> Choices:
    """The users with a role, by name; without a role all of them."""
    users = list_users(reader)
    return tuple((u.id.hex(), u.name) for u in users if (role is None or role in u.roles) and (inactive or u.active))
