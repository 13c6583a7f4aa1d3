"""Placements: the one that is judged, how long it may last, what runs of it now, and the others of the same client."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.coordination.facts.consent import ContestFacts
from models.kinds import Form, PlacementState


@dataclass(frozen=True, slots=True)
class ProposedPlacement:
    """The placement that is judged: still a proposal, or one that is active already."""

    form: Form
    start: date
    until: date | None = None
    hours: Decimal | None = None
    """Hours a week; None when not known (counts as the whole contract)."""
    rate: Decimal | None = None
    id: bytes | None = None
    number: str | None = None
    state: PlacementState = PlacementState.PROPOSED
    taken_over: bool = False
    consent_number: str | None = None
    """The consent that it names (``--consent N``) or, once active, used; None: whichever fits."""
    contest: ContestFacts | None = None
    """That the consent which it used was contested since; None for a proposal."""

    def judged_on(self, today: date) -> date:
        """The day on which indications and the like must be valid: the start, or ``today`` for one that runs."""
        return max(self.start, today) if self.state == PlacementState.ACTIVE else self.start


@dataclass(frozen=True, slots=True)
class LongestFacts:
    """How long a placement of this form may last."""

    months: int
    last: date
    """The last day that it may have."""


@dataclass(frozen=True, slots=True)
class RunningFacts:
    """A running placement as it stands, when a change of it is judged."""

    employer_id: bytes | None
    form: Form
    until: date | None = None
    hours: Decimal | None = None
    """None when not known (counts as the whole contract)."""
    consent_number: str | None = None
    """The consent that it used."""
    vacancy_id: bytes | None = None
    """The vacancy of which it takes a place."""


@dataclass(frozen=True, slots=True)
class OtherPlacement:
    """Another placement of the same client that takes hours: active or provisional, or ended later than it matters."""

    number: str
    where: str
    """Name of the employer or location."""
    start: date
    until: date | None = None
    """Last day: agreed end, or the day it ended or broke off."""
    hours: Decimal | None = None
    """None: not known (counts as the whole contract)."""
