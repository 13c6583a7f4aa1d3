"""Who acts now; apart from the table of users, so that a screen can show it before the tables are loaded."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from models.kinds import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts now: what the rules and the mandates need to know of them."""

    id: bytes
    name: str
    roles: frozenset[Role] = field(default_factory=frozenset)
    team: str = ""
    werkplein_id: bytes | None = None

    def has(self, role: Role) -> bool:
        """Whether they have ``role``."""
        return role in self.roles


def is_away(away_from: date | None, away_until: date | None, day: date) -> bool:
    """Whether somebody is out of office on ``day``, both ends included; an open end means until further notice."""
    return away_from is not None and away_from <= day and (away_until is None or day <= away_until)
