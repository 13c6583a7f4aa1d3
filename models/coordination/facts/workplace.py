"""What the rules may look at of a client's days and places: absences, the fallback place, the workplace that is left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.kinds import AbsenceKind, Form, PlacementState


@dataclass(frozen=True, slots=True)
class AbsenceFacts:
    """One absence of the client that is not over."""

    kind: AbsenceKind
    start: date
    expected: date | None = None
    """Last day that is expected; None: nobody knows."""
    until: date | None = None
    """Last day, once that is known for sure."""

    def covers(self, day: date, today: date) -> bool:
        """Whether the client is away on ``day``, as it looks ``today``: an expected end that has passed says nothing."""
        last = self.until or (self.expected if self.expected is not None and self.expected >= today else None)
        return self.start <= day and (last is None or day <= last)


@dataclass(frozen=True, slots=True)
class FallbackFacts:
    """The location that the placement names as fallback place, as it is on the day of judging."""

    number: str
    name: str
    capacity: int | None = None
    """Places; None when not known."""
    taken: int = 0
    """Who works there on the day, the client not counted; counted no further than the capacity."""
    named: int = 0
    """Other running placements outside that name it too; counted up to a hundred."""
    opened_on: date | None = None
    closed_on: date | None = None

    @property
    def free(self) -> int | None:
        """Places that are free; None when the capacity is not known."""
        return None if self.capacity is None else max(0, self.capacity - self.taken)


@dataclass(frozen=True, slots=True)
class WorkplaceFacts:
    """A workplace that the client has, or had until shortly before the start."""

    number: str
    """Of the placement there."""
    where: str
    """Name of the employer or location."""
    form: Form
    employer_id: bytes | None = None
    location_id: bytes | None = None
    start: date | None = None
    last: date | None = None
    """Agreed or real last day; None: no end agreed."""
    state: PlacementState = PlacementState.ACTIVE
    reason: str | None = None
    """Why it ended, once it has."""
    view: str | None = None
    """What the client said of its end, once it has."""

    @property
    def told(self) -> bool:
        """Whether it was written down why it ended, and what the client says of that."""
        return bool((self.reason or "").strip() and (self.view or "").strip())
