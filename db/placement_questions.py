"""What is asked of the rules, before anything was looked up: questions about placements, and the keys of all that they name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db.client_facts import KnownClient, PeriodKey
from db.consent_facts import ConsentKey
from db.direction_facts import AgreementKey
from db.vacancy_facts import VacancyKey
from db.work_facts import WorkKey
from db.workplace_facts import FallbackKey, WorkplaceKey
from models.coordination.facts import ProposedPlacement, RunningFacts
from models.groups import DIRECTED_BY_ORDER, FORMS_FOR_A_WHILE
from models.kinds import Form, PlacementState, TargetGroup


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the rules: may this client be placed there, so? By key, before anything was looked up."""

    client_id: bytes
    employer_id: bytes | None
    location_id: bytes | None
    placement: ProposedPlacement
    vacancy_id: bytes | None = None
    was: RunningFacts | None = None
    """What runs now, when a change of it is asked about."""
    fallback_id: bytes | None = None
    """The location that it names as fallback place."""

    @property
    def period(self) -> PeriodKey:
        """The period in which the client must be free."""
        return PeriodKey(self.client_id, self.placement.id, self.placement.start, self.placement.until)

    @property
    def consent(self) -> ConsentKey | None:
        """Which consents are looked for; None at a location of our own."""
        if self.employer_id is None:
            return None
        return ConsentKey(self.employer_id, self.client_id, self.placement.form, self.placement.id)

    @property
    def work(self) -> WorkKey:
        """Who would work where."""
        return WorkKey(self.client_id, self.employer_id, self.location_id, self.vacancy_id)

    def fallback(self, today: date) -> FallbackKey | None:
        """Which fallback place is looked at; None when none is named, or the work is at a location of our own."""
        if self.fallback_id is None or self.employer_id is None:
            return None
        return FallbackKey(self.fallback_id, self.client_id, self.placement.id, self.placement.judged_on(today))

    @property
    def workplace(self) -> WorkplaceKey:
        """Which other workplaces of the client are looked for."""
        return WorkplaceKey(self.client_id, self.placement.id, self.placement.start)

    def agreement(self, client: KnownClient) -> AgreementKey | None:
        """Which agreements are looked for; None for who is not placed under one."""
        if client.facts.group not in DIRECTED_BY_ORDER or client.facts.group is TargetGroup.UWV:
            return None
        placement = self.placement
        running = placement.state == PlacementState.ACTIVE and self.was is None
        return AgreementKey(client.municipality_id, placement.form, placement.start, running)


class Asked:
    """The keys of all that is asked about, each once, found in one go through the questions."""

    __slots__ = (
        "clients",
        "consents",
        "employers",
        "for_a_while",
        "kept",
        "locations",
        "period_of",
        "periods",
        "questions",
        "vacancies",
        "work",
    )

    def __init__(self, questions: Sequence[Question]) -> None:
        self.questions = questions
        self.period_of = [question.period for question in questions]
        """Of each question the period."""
        self.periods = dict.fromkeys(self.period_of)
        self.clients: dict[bytes, None] = {}
        self.employers: dict[bytes, None] = {}
        self.consents: dict[ConsentKey, None] = {}
        self.locations: dict[bytes, None] = {}
        self.vacancies: dict[VacancyKey, None] = {}
        self.for_a_while: dict[Form, None] = {}
        self.work: dict[WorkKey, None] = {}
        self.kept: list[bytes] = []
        """The placements that are in the store already."""
        for question in questions:
            form = question.placement.form
            self.clients[question.client_id] = None
            self.work[question.work] = None
            if question.placement.id is not None:
                self.kept.append(question.placement.id)
            if (consent := question.consent) is not None:
                self.employers[consent.employer] = self.consents[consent] = None
            if question.location_id is not None:
                self.locations[question.location_id] = None
            if question.vacancy_id is not None:
                self.vacancies[question.vacancy_id, question.placement.id] = None
            if form in FORMS_FOR_A_WHILE:
                self.for_a_while[form] = None
