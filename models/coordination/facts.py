"""Everything that a rule may look at: plain values, gathered beforehand, nothing that can be asked further."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from models.actor import Actor
from models.coordination.work_facts import AbsenceFacts, FallbackFacts, WorkplaceFacts
from models.kinds import (
    AgreementState,
    ClientStatus,
    CoordinationState,
    Decision,
    EmployerState,
    Form,
    HrAdministrator,
    IndicationKind,
    OrderState,
    PlacementState,
    Role,
    Scope,
    TargetGroup,
    Twin,
)
from models.worth import Figures


@dataclass(frozen=True, slots=True)
class Person:
    """A user as the rules see one."""

    id: bytes
    name: str
    active: bool = True
    team: str = ""


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
    workplace: str | None = None
    move_reason: str | None = None
    """Why a Wsw client leaves another workplace for it; given with this proposal or change."""
    client_view: str | None = None
    """What the client says of that."""


@dataclass(frozen=True, slots=True)
class ClientFacts:
    """The client, as far as the rules go."""

    id: bytes
    number: str
    name: str
    group: TargetGroup
    status: ClientStatus
    municipality: str
    """Name of the municipality that directs."""
    contract_hours: Decimal | None = None
    consultant: Person | None = None
    formal_employer: str | None = None
    """Name of the formal employer, municipality or not."""
    formal_employer_is_ours: bool = False
    """Whether the formal employer is one of the six municipalities."""
    hr_administrator: HrAdministrator | None = None
    birth_date: str | None = None
    """As far as it is known; without a whole one the client counts as an adult for the minimum wage."""


@dataclass(frozen=True, slots=True)
class IndicationFacts:
    """One indication of the client."""

    kind: IndicationKind
    valid_from: date | None = None
    valid_until: date | None = None
    advice_supported: bool | None = None


@dataclass(frozen=True, slots=True)
class WageValueFacts:
    """One measurement of the client's wage value."""

    percentage: Decimal
    measured_on: date | None = None
    """None: counts as measured."""
    valid_until: date | None = None
    """The agreed day for measuring again; None: none agreed."""


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
class ConditionFacts:
    """One condition of a consent."""

    position: int
    text: str
    ticked_by: str | None = None
    """Name of who ticked it off; None: still open."""


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
    requested_on: date | None = None
    decided_by: Person | None = None
    decider_was_holder: bool = True
    """The decider was account holder, or the deputy of that day, on the day of the decision."""
    decided_on: date | None = None
    valid_until: date | None = None
    own_decision: bool = False
    reason: str | None = None
    """Why it was declined or withdrawn, in the words of who did so."""
    conditions: tuple[ConditionFacts, ...] = ()


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


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """One service order for the client, of any kind and state."""

    number: str
    form: Form
    start: date
    until: date | None = None
    state: OrderState = OrderState.OPEN
    by_director: bool = True
    """Ordered by who directs the client now: their municipality, or UWV."""


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """One service agreement of the municipality that directs the client, and what it says of the product asked for."""

    number: str
    start: date
    until: date
    state: AgreementState = AgreementState.SIGNED
    has_product: bool = True
    budget: Decimal | None = None
    """Euros for the product in the year of the start; None when none was agreed."""
    ordered: Decimal = Decimal(0)
    """Euros that were used and committed of it in that year; not gathered for a placement that runs already."""


@dataclass(frozen=True, slots=True)
class MandateFacts:
    """One line of the mandate table."""

    role: Role
    decision: Decision
    scope: Scope
    deviation: Decimal | None = None


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
    location_id: bytes | None = None
    where: str = ""
    """Name of the employer or location."""
    workplace: str | None = None


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
        """The day on which indications and the like must be valid: the start, or today for one that runs."""
        return max(self.placement.start, self.today) if self.running else self.placement.start

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
