"""The people that the rules ask for: users, and what their roles may decide."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from models.kinds import Decision, Role, Scope


@dataclass(frozen=True, slots=True)
class Person:
    """A user as the rules see one."""

    id: bytes
    name: str
    active: bool = True
    team: str = ""


@dataclass(frozen=True, slots=True)
class MandateFacts:
    """One line of the mandate table."""

    role: Role
    decision: Decision
    scope: Scope
    deviation: Decimal | None = None
    rule: str | None = None
    """Of an override: the rule whose block may be set aside."""
