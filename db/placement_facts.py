"""Gathering what the rules may look at: for one placement or for thousands, in the same few queries.

A *gatherer* takes the keys of all that is asked about at once and answers with what it found by key:
``…_of(reader, keys) -> dict[key, facts]``, one query whatever the number of keys. Asking about one placement is asking
about a batch of one, so that a list of what would be possible (``what_if.py``) says what the form says.

Every query goes straight to its rows through an index. Where SQLite could prefer a broader index, a plus sign before
the column keeps it from doing so: the store has no statistics, and needs none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from db.client_facts import KnownClient, PeriodKey, client_facts, clients_of, free_hours, indications_of, others_of
from db.consent_facts import ConsentKey, consents_of
from db.direction_facts import AgreementKey, agreements_of, orders_of
from db.employer_facts import employer_facts, employers_of
from db.location_facts import LocationFacts, locations_of
from db.reading import Reader, as_decimal, unique
from db.settings import LongestSettings, Settled, default_until, longest_settings
from db.vacancy_facts import VacancyKey, vacancies_of
from db.wage_values import money_settings, wage_values_of_each
from models.actor import Actor
from models.coordination.facts import (
    AgreementFacts,
    ConsentFacts,
    LongestFacts,
    MandateFacts,
    OrderFacts,
    PlacementFacts,
    ProposedPlacement,
    RunningFacts,
)
from models.groups import DIRECTED_BY_ORDER, FORMS_FOR_A_WHILE, FORMS_ON_WAGE_VALUE, FORMS_WITH_DERIVED_RATE
from models.kinds import Decision, Form, PlacementState, Role, Scope, TargetGroup
from models.worth import Figures

if TYPE_CHECKING:
    from models.placement import PlacementInput

__all__ = (
    "Question",
    "client_facts",
    "employer_facts",
    "free_hours",
    "gather",
    "gather_facts",
    "gather_many",
    "gather_running",
    "question_of",
)

_MANDATES = "SELECT role, decision, scope, deviation FROM mandate WHERE decision = 'place' ORDER BY id"
_NOWHERE = LocationFacts(None, False)


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

    def agreement(self, client: KnownClient) -> AgreementKey | None:
        """Which agreements are looked for; None for who is not placed under one."""
        if client.facts.group not in DIRECTED_BY_ORDER or client.facts.group is TargetGroup.UWV:
            return None
        placement = self.placement
        running = placement.state == PlacementState.ACTIVE and self.was is None
        return AgreementKey(client.municipality_id, placement.form, placement.start, running)


def question_of(reader: Reader, data: PlacementInput, *, consent: str | None = None, placement: bytes | None = None) -> Question:
    """The question that a form asks; an end that was left empty is the longest that the form may last."""
    until = data.until or default_until(reader, data.form, data.start)
    proposed = ProposedPlacement(data.form, data.start, until, data.hours, data.rate, id=placement, consent_number=consent)
    return Question(data.client_id, data.employer_id, data.location_id, proposed, data.vacancy_id)


def gather_facts(
    reader: Reader,
    actor: Actor,
    today: date,
    data: PlacementInput,
    *,
    consent: str | None = None,
    reasons: Mapping[str, str] | None = None,
    placement: bytes | None = None,
) -> PlacementFacts:
    """The facts about what stands in a form. ``placement`` is the key of the proposal that the form changes."""
    question = question_of(reader, data, consent=consent, placement=placement)
    return gather(reader, actor, today, question, reasons or {})


def gather(reader: Reader, actor: Actor, today: date, question: Question, reasons: Mapping[str, str]) -> PlacementFacts:
    """The facts for one placement that is not active yet: all that the rules ask for."""
    return gather_many(reader, actor, today, (question,), reasons)[0]


def gather_many(
    reader: Reader, actor: Actor, today: date, questions: Sequence[Question], reasons: Mapping[str, str] | None = None
) -> list[PlacementFacts]:
    """The facts for many placements that are not active yet, in the order of the questions.

    What several of them share, such as a client or an employer, is the same object in each: what a rule said of it need
    not be asked again (:func:`models.coordination.batch.outlook_each`).
    """
    asked = _Asked(questions)
    beginning = _Beginning(
        consents_of(reader, asked.consents),
        _mandates(reader),
        money_settings(reader) if asked.with_rate else None,
        reasons or {},
    )
    return _gather(reader, actor, today, asked, beginning)


def gather_running(reader: Reader, actor: Actor, today: date, questions: Sequence[Question]) -> list[PlacementFacts]:
    """The facts for active placements: consent, rate, mandate and reasons are judged as they stood, so they are left out."""
    return _gather(reader, actor, today, _Asked(questions), _Beginning({}, (), None, {}))


class _Beginning(NamedTuple):
    """What is asked only of a placement that is to begin."""

    consents: Mapping[ConsentKey, tuple[ConsentFacts, ...]]
    mandates: tuple[MandateFacts, ...]
    money: Settled | None
    reasons: Mapping[str, str]


def _gather(reader: Reader, actor: Actor, today: date, asked: _Asked, beginning: _Beginning) -> list[PlacementFacts]:
    clients = clients_of(reader, asked.clients)
    employers = employers_of(reader, asked.employers, today) if asked.employers else {}
    indications = indications_of(reader, asked.clients)
    others = others_of(reader, asked.periods)
    wage_values = wage_values_of_each(reader, asked.on_wage_value) if asked.on_wage_value else {}
    longest = longest_settings(reader, list(asked.for_a_while)) if asked.for_a_while else None
    orders, agreements = _directions(reader, asked.questions, clients)
    vacancies = vacancies_of(reader, asked.vacancies) if asked.vacancies else {}
    locations = locations_of(reader, asked.locations) if asked.locations else {}
    no_figures: Figures = {}
    found = []
    for at, question in enumerate(asked.questions):
        client, placement, key = clients[question.client_id], question.placement, question.client_id
        employer = None
        if question.employer_id is not None:
            employer = employers[question.employer_id]
            if beginning.consents and (given := beginning.consents.get(question.consent)):  # type: ignore[arg-type]
                employer = replace(employer, consents=given)
        location = locations.get(question.location_id, _NOWHERE) if question.location_id else _NOWHERE
        facts = PlacementFacts(
            today=today,
            placement=placement,
            client=client.facts,
            actor=actor,
            indications=indications.get(key, ()),
            others=others.get(asked.period_of[at], ()) if others else (),
            employer=employer,
            vacancy=vacancies[question.vacancy_id, placement.id] if question.vacancy_id else None,
            location=location.name,
            location_is_green=location.is_green,
            wage_values=wage_values.get(key, ()) if placement.form in FORMS_ON_WAGE_VALUE else (),
            figures=_figures(beginning.money, placement, today) or no_figures,
            longest=_longest(longest, question, client, today) if longest else None,
            orders=orders.get(key, ()),
            agreements=agreements.get(question.agreement(client), ()) if agreements else (),  # type: ignore[arg-type]
            mandates=beginning.mandates,
            reasons=beginning.reasons,
            was=question.was,
        )
        found.append(facts)
    return found


class _Asked:
    """The keys of all that is asked about, each once, found in one go through the questions."""

    __slots__ = (
        "clients",
        "consents",
        "employers",
        "for_a_while",
        "locations",
        "on_wage_value",
        "period_of",
        "periods",
        "questions",
        "vacancies",
        "with_rate",
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
        self.on_wage_value: dict[bytes, None] = {}
        """The clients whose wage value is asked for."""
        self.for_a_while: dict[Form, None] = {}
        self.with_rate = False
        """Whether there is a rate that follows from a wage value."""
        for question in questions:
            form = question.placement.form
            self.clients[question.client_id] = None
            if (consent := question.consent) is not None:
                self.employers[consent.employer] = self.consents[consent] = None
            if question.location_id is not None:
                self.locations[question.location_id] = None
            if question.vacancy_id is not None:
                self.vacancies[question.vacancy_id, question.placement.id] = None
            if form in FORMS_ON_WAGE_VALUE:
                self.on_wage_value[question.client_id] = None
                self.with_rate = self.with_rate or form in FORMS_WITH_DERIVED_RATE
            if form in FORMS_FOR_A_WHILE:
                self.for_a_while[form] = None


def _directions(
    reader: Reader, questions: Sequence[Question], clients: Mapping[bytes, KnownClient]
) -> tuple[Mapping[bytes, tuple[OrderFacts, ...]], Mapping[AgreementKey, tuple[AgreementFacts, ...]]]:
    """The orders and the agreements, of who is placed on orders; no query when nobody is."""
    directed = [client.facts for client in clients.values() if client.facts.group in DIRECTED_BY_ORDER]
    if not directed:
        return {}, {}
    asked = unique(question.agreement(clients[question.client_id]) for question in questions)
    return orders_of(reader, directed), agreements_of(reader, asked)


def _figures(money: Settled | None, placement: ProposedPlacement, today: date) -> Figures | None:
    """The settings that a rate is computed with, for a form that has such a rate."""
    if money is None or placement.form not in FORMS_WITH_DERIVED_RATE:
        return None
    return money.on(placement.judged_on(today))


def _mandates(reader: Reader) -> tuple[MandateFacts, ...]:
    return tuple(
        MandateFacts(Role(role), Decision(decision), Scope(scope), as_decimal(deviation))
        for role, decision, scope, deviation in reader.rows(_MANDATES)
    )


def _longest(settings: LongestSettings, question: Question, client: KnownClient, today: date) -> LongestFacts | None:
    """How long the placement may last; one that changes to another form counts from the day on which it changes."""
    proposed, was = question.placement, question.was
    if proposed.form not in FORMS_FOR_A_WHILE:
        return None
    start = max(proposed.start, today) if was is not None and was.form != proposed.form else proposed.start
    extended = proposed.state is PlacementState.ACTIVE and (was is None or was.form == proposed.form)
    return settings.of(proposed.form, start, client.facts.group, extended=extended)
