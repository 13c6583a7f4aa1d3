"""The employer: who holds the account, what stops an approach, which records are the same employer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.coordination.facts.approach import ApproachFacts, GroupFacts
from models.coordination.facts.consent import ConsentFacts
from models.coordination.facts.people import Person
from models.kinds import EmployerState, Twin


@dataclass(frozen=True, slots=True)
class HolderFacts:
    """The account holder now, with who stands in for them today."""

    person: Person
    since: date | None = None
    away: bool = False
    """Out of office today."""
    deputy: Person | None = None
    """Who stands in today; None when nobody was named, or the account holder is simply there."""

    @property
    def deciding(self) -> Person | None:
        """Who can decide: the account holder, or the deputy of one who is away or gone; None when nobody can."""
        stand_in = self.deputy if self.deputy is not None and self.deputy.active else None
        if self.person.active and not (self.away and stand_in):
            return self.person
        return stand_in


@dataclass(frozen=True, slots=True)
class StopFacts:
    """An approach stop of the employer that has not been lifted."""

    reason: str
    from_date: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class TwinFacts:
    """Another employer record that is strongly or probably the same employer."""

    number: str
    name: str
    likeness: Twin
    reasons: tuple[str, ...]
    """What is the same, of: branch-number, kvk, name-and-place, phone, domain."""
    holder: Person | None = None


@dataclass(frozen=True, slots=True)
class EmployerFacts:
    """The employer, as far as the rules go."""

    id: bytes
    number: str
    name: str
    state: EmployerState
    werkplein: str | None = None
    """Name of the werkplein that assigns its account holder; None when not known."""
    holder: HolderFacts | None = None
    stops: tuple[StopFacts, ...] = ()
    twins: tuple[TwinFacts, ...] = ()
    consents: tuple[ConsentFacts, ...] = ()
    """Every request at this employer for this client, and every standing consent for the form."""
    approaches: tuple[ApproachFacts, ...] = ()
    """Who approached it in the last days, whoever they are; not gathered for a placement that runs already."""
    approach_days: int = 0
    """How many days those are; 0 when they were not gathered."""
    group: GroupFacts | None = None
    """None for an employer that belongs to no group, and for a placement that runs already."""
