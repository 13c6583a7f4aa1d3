"""Gathering what the rules may look at: for one placement or for thousands, in the same few queries.

A *gatherer* takes the keys of all that is asked about at once and answers with what it found by key:
``…_of(reader, keys) -> dict[key, facts]``, one query whatever the number of keys. Asking about one placement is asking
about a batch of one, so that a list of what would be possible (``what_if.py``) says what the form says.

Every query goes straight to its rows through an index. Where SQLite could prefer a broader index, a plus sign before
the column keeps it from doing so: the store has no statistics, and needs none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from db.client_facts import KnownClient, client_facts, clients_of, free_hours, indications_of, others_of
from db.consent_facts import ConsentKey, consents_of
from db.direction_facts import AgreementKey, agreements_of, orders_of
from db.employer_facts import employer_facts, employer_to_approach, employers_of, employers_to_approach
from db.form_settings import form_settings
from db.group_facts import notices_of
from db.location_facts import LocationFacts, locations_of
from db.override_facts import override_facts
from db.placement_questions import Asked, Question
from db.reading import Reader, as_decimal, unique
from db.settings import LongestSettings, Settled, default_until, longest_settings
from db.vacancy_facts import vacancies_of
from db.wage_values import money_settings, wage_values_of_each
from db.work_facts import work_facts
from db.workplace_facts import absences_of_clients, fallbacks_of, workplaces_of
from models.actor import Actor
from models.coordination.facts import (
    AbsenceFacts,
    AgreementFacts,
    ConsentFacts,
    EmployerFacts,
    FallbackFacts,
    FormsFacts,
    LongestFacts,
    MandateFacts,
    NoticeFacts,
    OrderFacts,
    PlacementFacts,
    ProposedPlacement,
    WorkplaceFacts,
)
from models.groups import DIRECTED_BY_ORDER, FORMS_FOR_A_WHILE
from models.kinds import Decision, PlacementState, Role, Scope, TargetGroup
from models.worth import Figures

if TYPE_CHECKING:
    from models.placement import PlacementInput

__all__ = (
    "Question",
    "client_facts",
    "employer_facts",
    "employer_to_approach",
    "free_hours",
    "gather",
    "gather_facts",
    "gather_many",
    "gather_running",
    "question_of",
)

_MANDATES = "SELECT role, decision, scope, deviation, rule FROM mandate WHERE decision IN ('place', 'override') ORDER BY id"
_NOWHERE = LocationFacts(None, False)


def question_of(reader: Reader, data: PlacementInput, *, consent: str | None = None, placement: bytes | None = None) -> Question:
    """The question that a form asks; an end that was left empty is the longest that the form may last."""
    until = data.until or default_until(reader, data.form, data.start)
    proposed = ProposedPlacement(
        data.form,
        data.start,
        until,
        data.hours,
        data.rate,
        id=placement,
        consent_number=consent,
        workplace=data.workplace,
        move_reason=data.move_reason,
        client_view=data.client_view,
    )
    where = data.client_id, data.employer_id, data.location_id
    return Question(*where, proposed, data.vacancy_id, fallback_id=data.fallback_id)


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
    asked, forms = Asked(questions), _Forms(reader, questions, today)
    employers = employers_to_approach(reader, asked.employers, today, actor.id) if asked.employers else {}
    beginning = _Beginning(
        consents_of(reader, asked.consents),
        notices_of(reader, [key for key in asked.consents if _in_a_group(employers[key.employer])], today),
        _mandates(reader),
        money_settings(reader) if forms.with_rate else None,
        reasons or {},
    )
    return _gather(reader, actor, today, asked, forms, employers, beginning)


def gather_running(reader: Reader, actor: Actor, today: date, questions: Sequence[Question]) -> list[PlacementFacts]:
    """The facts for active placements: consent, rate, mandate and reasons are judged as they stood, so they are left out."""
    asked, forms = Asked(questions), _Forms(reader, questions, today)
    employers = employers_of(reader, asked.employers, today) if asked.employers else {}
    return _gather(reader, actor, today, asked, forms, employers, _Beginning({}, {}, (), None, {}))


class _Beginning(NamedTuple):
    """What is asked only of a placement that is to begin."""

    consents: Mapping[ConsentKey, tuple[ConsentFacts, ...]]
    notices: Mapping[ConsentKey, tuple[NoticeFacts, ...]]
    mandates: tuple[MandateFacts, ...]
    money: Settled | None
    reasons: Mapping[str, str]

    def at(self, employer: EmployerFacts, key: ConsentKey | None) -> EmployerFacts:
        """The employer with what was asked and told there about this client and form."""
        if self.consents and (asked := self.consents.get(key)):  # type: ignore[arg-type]
            employer = replace(employer, consents=asked)
        if self.notices and employer.group and (told := self.notices.get(key)):  # type: ignore[arg-type]
            employer = replace(employer, group=replace(employer.group, notices=told))
        return employer


def _in_a_group(employer: EmployerFacts) -> bool:
    """Whether somebody holds the group that it is a branch of, and may have been told."""
    return employer.group is not None and employer.group.holder is not None


def _gather(
    reader: Reader,
    actor: Actor,
    today: date,
    asked: Asked,
    forms: _Forms,
    employers: Mapping[bytes, EmployerFacts],
    beginning: _Beginning,
) -> list[PlacementFacts]:
    clients = clients_of(reader, asked.clients)
    indications = indications_of(reader, asked.clients)
    others = others_of(reader, asked.periods)
    wage_values = wage_values_of_each(reader, forms.on_wage_value) if forms.on_wage_value else {}
    longest = longest_settings(reader, list(asked.for_a_while)) if asked.for_a_while else None
    orders, agreements = _directions(reader, asked.questions, clients)
    vacancies = vacancies_of(reader, asked.vacancies) if asked.vacancies else {}
    locations = locations_of(reader, asked.locations) if asked.locations else {}
    work = work_facts(reader, list(asked.work))
    overrides = override_facts(reader, asked.kept) if asked.kept else {}
    days = _Days(reader, asked.questions, clients, today)
    no_figures: Figures = {}
    found = []
    for at, question in enumerate(asked.questions):
        client, placement, key = clients[question.client_id], question.placement, question.client_id
        there = employers[question.employer_id] if question.employer_id else None
        forms_then = forms.of_question[at]
        location = locations.get(question.location_id, _NOWHERE) if question.location_id else _NOWHERE
        facts = PlacementFacts(
            today=today,
            placement=placement,
            client=client.facts,
            actor=actor,
            indications=indications.get(key, ()),
            others=others.get(asked.period_of[at], ()) if others else (),
            employer=beginning.at(there, question.consent) if there else None,
            vacancy=vacancies[question.vacancy_id, placement.id] if question.vacancy_id else None,
            location=location.name,
            location_id=question.location_id,
            location_is_green=location.is_green,
            wage_values=wage_values.get(key, ()) if forms_then.ask_for_wage_value(placement.form) else (),
            figures=_figures(beginning.money, forms_then, placement, today) or no_figures,
            longest=_longest(longest, question, client, today) if longest else None,
            orders=orders.get(key, ()),
            agreements=agreements.get(question.agreement(client), ()) if agreements else (),  # type: ignore[arg-type]
            mandates=beginning.mandates,
            reasons=beginning.reasons,
            was=question.was,
            forms=forms_then,
            work=work[question.work],
            pension_ages=forms.pension_ages,
            overrides=overrides.get(placement.id, ()) if placement.id else (),
            absences=days.absences(question),
            fallback=days.fallback(question),
            workplaces=days.workplaces(question),
        )
        found.append(facts)
    return found


class _Forms:
    """The forms as they are set on the day on which each question is judged, and whose wage value that asks for."""

    def __init__(self, reader: Reader, questions: Sequence[Question], today: date) -> None:
        settings = form_settings(reader)
        self.pension_ages = settings.pension_ages()
        self.of_question = [settings.on(question.placement.judged_on(today)) for question in questions]
        self.on_wage_value: dict[bytes, None] = {}
        """The clients whose wage value is asked for."""
        self.with_rate = False
        """Whether there is a rate that follows from a wage value."""
        for question, forms in zip(questions, self.of_question, strict=True):
            form = question.placement.form
            if form in forms.with_derived_rate:
                self.with_rate = True
                self.on_wage_value[question.client_id] = None
            elif form in forms.on_wage_value:
                self.on_wage_value[question.client_id] = None


class _Days:
    """Of all that is asked about the absences, the fallback places and the other workplaces: three queries at the most."""

    def __init__(self, reader: Reader, questions: Sequence[Question], clients: Mapping[bytes, KnownClient], today: date) -> None:
        self._today = today
        first = min((question.placement.start for question in questions), default=today)
        self._absences = absences_of_clients(reader, list(clients), min(first, today))
        places = unique(question.fallback(today) for question in questions)
        self._fallbacks = fallbacks_of(reader, places) if places else {}
        wsw = {key for key, client in clients.items() if client.facts.group is TargetGroup.WSW}
        left = unique(question.workplace for question in questions if question.client_id in wsw)
        self._workplaces = workplaces_of(reader, left) if left else {}

    def absences(self, question: Question) -> tuple[AbsenceFacts, ...]:
        """Those of the client that are not over on the first day, or today."""
        known = self._absences.get(question.client_id, ())
        day = min(question.placement.start, self._today)
        over = any(one.until is not None and one.until < day for one in known)
        return tuple(one for one in known if one.until is None or one.until >= day) if over else known

    def fallback(self, question: Question) -> FallbackFacts | None:
        """The fallback place that it names."""
        key = question.fallback(self._today) if self._fallbacks else None
        return self._fallbacks.get(key) if key else None

    def workplaces(self, question: Question) -> tuple[WorkplaceFacts, ...]:
        """Where else the client works, or worked until shortly before."""
        return self._workplaces.get(question.workplace, ()) if self._workplaces else ()


def _directions(
    reader: Reader, questions: Sequence[Question], clients: Mapping[bytes, KnownClient]
) -> tuple[Mapping[bytes, tuple[OrderFacts, ...]], Mapping[AgreementKey, tuple[AgreementFacts, ...]]]:
    """The orders and the agreements, of who is placed on orders; no query when nobody is."""
    directed = [client.facts for client in clients.values() if client.facts.group in DIRECTED_BY_ORDER]
    if not directed:
        return {}, {}
    asked = unique(question.agreement(clients[question.client_id]) for question in questions)
    return orders_of(reader, directed), agreements_of(reader, asked)


def _figures(money: Settled | None, forms: FormsFacts, placement: ProposedPlacement, today: date) -> Figures | None:
    """The settings that a rate is computed with, for a form that has such a rate."""
    if money is None or placement.form not in forms.with_derived_rate:
        return None
    return money.on(placement.judged_on(today))


def _mandates(reader: Reader) -> tuple[MandateFacts, ...]:
    return tuple(_mandate(*row) for row in reader.rows(_MANDATES))


@lru_cache(maxsize=256)
def _mandate(role: str, decision: str, scope: str, deviation: str | None, rule: str | None) -> MandateFacts:
    return MandateFacts(Role(role), Decision(decision), Scope(scope), as_decimal(deviation), rule)


def _longest(settings: LongestSettings, question: Question, client: KnownClient, today: date) -> LongestFacts | None:
    """How long the placement may last; one that changes to another form counts from the day on which it changes."""
    proposed, was = question.placement, question.was
    if proposed.form not in FORMS_FOR_A_WHILE:
        return None
    start = max(proposed.start, today) if was is not None and was.form != proposed.form else proposed.start
    extended = proposed.state is PlacementState.ACTIVE and (was is None or was.form == proposed.form)
    return settings.of(proposed.form, start, client.facts.group, extended=extended)
