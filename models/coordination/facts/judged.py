"""All that is gathered for judging one placement, in one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from models.actor import Actor
from models.coordination.facts.client import ClientFacts, IndicationFacts, WageValueFacts
from models.coordination.facts.direction import AgreementFacts, OrderFacts
from models.coordination.facts.employer import EmployerFacts
from models.coordination.facts.forms import FormsFacts
from models.coordination.facts.override import OverrideFacts
from models.coordination.facts.people import MandateFacts
from models.coordination.facts.placement import LongestFacts, OtherPlacement, ProposedPlacement, RunningFacts
from models.coordination.facts.vacancy import VacancyFacts
from models.coordination.facts.work import PensionAge, WorkFacts
from models.coordination.facts.workplace import AbsenceFacts, FallbackFacts, WorkplaceFacts
from models.kinds import PlacementState
from models.worth import Figures


@dataclass(frozen=True, slots=True)
class PlacementFacts:
    """All there is to know for judging one placement on one day."""

    today: date
    """The day of judging: of activation, or of the check."""
    placement: ProposedPlacement
    client: ClientFacts
    actor: Actor
    indications: tuple[IndicationFacts, ...] = ()
    others: tuple[OtherPlacement, ...] = ()
    employer: EmployerFacts | None = None
    """None for a place at one of the NUO's own locations."""
    vacancy: VacancyFacts | None = None
    """The vacancy that it names."""
    location: str | None = None
    """Name of the NUO's own location, when there is one."""
    location_id: bytes | None = None
    """Its key."""
    location_is_green: bool = False
    """Whether the work at that location is in municipal green."""
    wage_values: tuple[WageValueFacts, ...] = ()
    """In the order in which they were recorded; only for forms that ask for one."""
    figures: Figures = field(default_factory=dict)
    """The settings of the start date that a rate is computed with; only for forms that have such a rate."""
    longest: LongestFacts | None = None
    """None for a form without a longest duration."""
    orders: tuple[OrderFacts, ...] = ()
    """Every service order for the client; gathered for who is placed on orders only."""
    agreements: tuple[AgreementFacts, ...] = ()
    """The agreements of the client's municipality; gathered for who is placed on orders of a municipality only."""
    mandates: tuple[MandateFacts, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Rule id → the reason given for going on in spite of its warning."""
    forms: FormsFacts = field(default_factory=FormsFacts)
    """Which forms are open to whom on the day of judging."""
    work: WorkFacts = field(default_factory=WorkFacts)
    """What the client can and can't do beside what the place asks, and where both are."""
    pension_ages: tuple[PensionAge, ...] = ()
    """Every pension age that there is, in the order in which they hold."""
    overrides: tuple[OverrideFacts, ...] = ()
    """Blocks that were set aside for this proposal."""
    was: RunningFacts | None = None
    """What runs now, when ``placement`` is a change of it; None for everything else."""
    absences: tuple[AbsenceFacts, ...] = ()
    """The client's absences that are not over, in the order in which they begin."""
    fallback: FallbackFacts | None = None
    """The fallback place that it names; gathered for work at an employer's only."""
    workplaces: tuple[WorkplaceFacts, ...] = ()
    """Where the client works, or worked until shortly before the start, this placement not counted; only for Wsw."""

    @property
    def running(self) -> bool:
        """Whether the placement is active already: then it is judged as of today, not as of its start."""
        return self.placement.state == PlacementState.ACTIVE

    @property
    def judged_on(self) -> date:
        """See :meth:`ProposedPlacement.judged_on`."""
        return self.placement.judged_on(self.today)

    @property
    def rests_on(self) -> str | None:
        """Number of the consent that a changed placement rests on already, at the same employer and in the same form."""
        was = self.was
        if was is None or self.employer is None or self.employer.id != was.employer_id or self.placement.form != was.form:
            return None
        return was.consent_number

    @property
    def asks_more(self) -> bool:
        """Whether more is asked of the employer than what runs now: longer, more hours, another form, or all that is new."""
        was, placement = self.was, self.placement
        if was is None or self.employer is None or self.employer.id != was.employer_id or placement.form != was.form:
            return True
        if was.until is not None and (placement.until is None or placement.until > was.until):
            return True
        before, after = (self.client.contract_hours if h is None else h for h in (was.hours, placement.hours))
        return before != after and (before is None or after is None or after > before)

    @property
    def vacancy_asked_anew(self) -> bool:
        """Whether what the vacancy offers is looked at: not of one that runs, unless it changes to another or to more."""
        if not self.running:
            return True
        return self.was is not None and (self.asks_more or (self.vacancy and self.vacancy.id) != self.was.vacancy_id)
