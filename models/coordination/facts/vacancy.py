"""The vacancy of which a placement takes a place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.kinds import Form


@dataclass(frozen=True, slots=True)
class VacancyFacts:
    """The vacancy of which the placement takes a place."""

    id: bytes
    number: str
    title: str
    employer_id: bytes
    employer: str
    """Name of the employer whose it is."""
    places: int
    taken_by: tuple[str, ...] = ()
    """Numbers of the placements that take its places now (active, provisional), this one not counted."""
    forms: tuple[Form, ...] = ()
    """The forms that it is meant for; none: any."""
    start: date | None = None
    until: date | None = None
    closed_on: date | None = None

    @property
    def taken(self) -> int:
        """How many of its places are taken."""
        return len(self.taken_by)
