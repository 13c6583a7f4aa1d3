"""What the account holder was asked for, and what they said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.coordination.facts.people import Person
from models.kinds import CoordinationState, Form


@dataclass(frozen=True, slots=True)
class ConditionFacts:
    """One condition of a consent."""

    position: int
    text: str
    ticked_by: str | None = None
    """Name of who ticked it off; None: still open."""


@dataclass(frozen=True, slots=True)
class ContestFacts:
    """That what was recorded as said is denied."""

    by: str
    """Name of who contests it."""
    on: date
    because: str


@dataclass(frozen=True, slots=True)
class ConsentFacts:
    """A request to the account holder of this employer, for this client or for several places, in any state."""

    id: bytes
    number: str
    state: CoordinationState
    """As stored: ``expired`` follows from ``valid_until``."""
    form: Form
    for_this_client: bool
    """Asked for the client of this placement."""
    places: int | None = None
    """Number of places when it stands for several; None: for one placement of one client."""
    uses: int = 0
    """Placements that use it already, this one not counted: of several places those that take one now (active,
    provisional), of a consent for one client also those that have ended."""
    requested_by: Person | None = None
    """None: a standing consent that nobody asked for."""
    requested_on: date | None = None
    decided_by: Person | None = None
    decider_was_holder: bool = True
    """The decider was account holder, or the deputy of that day, on the day of the decision."""
    decided_on: date | None = None
    valid_from: date | None = None
    """First day on which a placement on it may begin; None: any day after the decision."""
    valid_until: date | None = None
    own_decision: bool = False
    reason: str | None = None
    """Why it was declined or withdrawn, in the words of who did so."""
    conditions: tuple[ConditionFacts, ...] = ()
    contest: ContestFacts | None = None
    """It stays when the consent is declined or withdrawn afterwards, and goes when it stands after all."""
