"""What if: where can this client go, and who can come here? (promise 19: matching runs both ways)

Every line is an assessment by the rules, gathered and judged for all lines together: the number of queries is the same
for three employers and for five thousand. Nothing is kept. More than :data:`MOST` is not looked at, and that is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from db.client_facts import KnownClient, PeriodKey, clients_of, free_of, others_of
from db.employer_facts import employers_of
from db.placement_facts import Question, gather_many
from db.reading import Reader
from db.settings import LongestSettings, longest_settings
from db.what_if_candidates import (
    Candidate,
    Offer,
    client_candidates,
    employer_candidates,
    last_form,
    offers_of,
    our_locations,
)
from models.actor import Actor
from models.coordination.batch import outlook_each
from models.coordination.facts import ClientFacts, ProposedPlacement
from models.coordination.outlook import Outlook
from models.groups import FORMS_AT_LOCATION, FORMS_FOR_A_WHILE, FORMS_INSIDE, FORMS_OF_GROUP, USUAL_FORM
from models.kinds import Form, Possible, TargetGroup

MOST = 5_000
"""Employers or clients that are looked at for one list."""
_ORDER = {possible: at for at, possible in enumerate(Possible)}


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for; what is left empty is chosen line by line."""

    start: date
    form: Form | None = None
    """None: the form of a vacancy that fits, else the client's last or usual one."""


class Match(NamedTuple):
    """One line: a place for a client, or a client for a place, with what would be proposed."""

    subject: str
    """Of what stands in the line: ``employer``, ``location`` or ``client``."""
    id: bytes
    number: str
    name: str
    place: str
    """The town; for a client the municipality that directs."""
    near: int
    """0: the same town, 1: the same municipality, 2: neither."""
    question: Question
    offer: Offer | None
    """The vacancy that it would be for."""
    outlook: Outlook

    @property
    def form(self) -> Form:
        """The form that would be proposed."""
        return self.question.placement.form

    @property
    def rank(self) -> tuple[object, ...]:
        """What can be now first, then what asks least to be done, then open vacancies, then near by."""
        o = self.outlook
        return _ORDER[o.possible], len(o.acts), self.offer is None, self.near, o.warnings, self.name, self.number


class Matches(NamedTuple):
    """A list of what would be possible, the best first."""

    rows: list[Match]
    form: Form | None
    """The form that was looked for where nothing else said which; None when every line has its own."""
    more: bool
    """There are more than were looked at."""

    def count(self, possible: Possible) -> int:
        """How many lines come to this."""
        return sum(row.outlook.possible is possible for row in self.rows)


def places_for(reader: Reader, actor: Actor, today: date, client: bytes, wish: Wish) -> Matches:
    """Where a client can go: every employer, and our own locations for which there is a form; best first."""
    known = clients_of(reader, (client,))[client]
    group = known.facts.group
    form = wish.form or last_form(reader, client, FORMS_OF_GROUP[group]) or USUAL_FORM[group]
    there, more = employer_candidates(reader, client, MOST) if form not in FORMS_INSIDE or wish.form is None else ([], False)
    outside = form if form not in FORMS_INSIDE else USUAL_FORM[group]
    offers = offers_of(reader, [candidate.id for candidate in there])
    periods = _Periods(reader, wish.start)
    asked: list[tuple[Candidate, Question, Offer | None]] = []
    for candidate in there:
        fitting = [
            (offer, fits) for offer in offers.get(candidate.id, ()) if (fits := _form_of(offer, group, wish.form, outside))
        ]
        for offer, offered in fitting:
            asked.append((candidate, periods.question(known.facts, candidate.id, None, offered, offer), offer))
        if not fitting:
            asked.append((candidate, periods.question(known.facts, candidate.id, None, outside), None))
    asked.extend(
        (location, periods.question(known.facts, None, location.id, inside), None)
        for location in our_locations(reader, client, wish.start)
        if (inside := _inside(location, group, wish.form)) is not None
    )
    return Matches(_judged(reader, actor, today, periods, {client: known}, asked), outside if there else form, more)


def clients_for(
    reader: Reader, actor: Actor, today: date, employer: bytes, wish: Wish, *, vacancy: bytes | None = None
) -> Matches:
    """Who can come to an employer, for a vacancy when one is given: every client who is not gone; best first."""
    employers_of(reader, (employer,), today)
    offers = [o for o in offers_of(reader, (employer,)).get(employer, ()) if vacancy is None or o.id == vacancy]
    there, more = client_candidates(reader, employer, actor.id, MOST)
    known = clients_of(reader, [candidate.id for candidate in there])
    periods = _Periods(reader, wish.start)
    asked: list[tuple[Candidate, Question, Offer | None]] = []
    for candidate in there:
        client = known[candidate.id].facts
        usual = wish.form or USUAL_FORM[client.group]
        fitting = [(offer, fits) for offer in offers if (fits := _form_of(offer, client.group, wish.form, usual))]
        for offer, offered in fitting:
            asked.append((candidate, periods.question(client, employer, None, offered, offer), offer))
        if not fitting:
            asked.append((candidate, periods.question(client, employer, None, usual), None))
    return Matches(_judged(reader, actor, today, periods, known, asked), wish.form, more)


def _form_of(offer: Offer, group: TargetGroup, wanted: Form | None, usual: Form) -> Form | None:
    """The form in which somebody of a group would come for a vacancy; None when it is meant for other ones."""
    open_forms = FORMS_OF_GROUP[group]
    if wanted is not None:
        return wanted if not offer.forms or wanted in offer.forms else None
    if not offer.forms or usual in offer.forms:
        return usual
    return next((form for form in offer.forms if form in open_forms), None)


def _inside(location: Candidate, group: TargetGroup, wanted: Form | None) -> Form | None:
    """The form in which somebody of a group would work at a location of our own; None when there is none."""
    there = FORMS_AT_LOCATION[location.kind] if location.kind else ()
    if wanted is not None:
        return wanted if wanted in there else None
    return next((form for form in there if form in FORMS_OF_GROUP[group]), None)


class _Periods:
    """Makes the questions: each form has its own longest end, each client the hours that are free then."""

    def __init__(self, reader: Reader, start: date) -> None:
        self._start = start
        self._longest: LongestSettings = longest_settings(reader, list(FORMS_FOR_A_WHILE))
        self._hours: dict[PeriodKey, Decimal | None] = {}
        self._placements: dict[tuple[Form, date, date | None, Decimal | None], ProposedPlacement] = {}

    def question(
        self, client: ClientFacts, employer: bytes | None, location: bytes | None, form: Form, offer: Offer | None = None
    ) -> Question:
        """The question without hours: those follow once it is known for which periods they are asked."""
        start = max(self._start, offer.start) if offer and offer.start else self._start
        until = self._longest.until(form, start) if form in FORMS_FOR_A_WHILE else None
        if offer and offer.until and offer.until >= start:
            until = min(until, offer.until) if until else offer.until
        return Question(client.id, employer, location, self._placement(form, start, until, None), offer and offer.id)

    def with_hours(
        self, reader: Reader, known: dict[bytes, KnownClient], asked: Sequence[tuple[Candidate, Question, Offer | None]]
    ) -> list[Question]:
        """The questions with the hours that are free, or those of the vacancy when it asks fewer; one query."""
        others = others_of(reader, {question.period: None for _, question, _ in asked})
        questions = []
        for _, question, offer in asked:
            key, contract = question.period, known[question.client_id].facts.contract_hours
            if key not in self._hours:
                free = None if contract is None else free_of(others.get(key, ()), key.start, key.until, contract)
                self._hours[key] = free or None
            hours = self._hours[key]
            if offer and offer.hours and (hours is None or offer.hours < hours):
                hours = offer.hours
            p = question.placement
            placement = self._placement(p.form, p.start, p.until, hours)
            questions.append(
                Question(question.client_id, question.employer_id, question.location_id, placement, question.vacancy_id)
            )
        return questions

    def _placement(self, form: Form, start: date, until: date | None, hours: Decimal | None) -> ProposedPlacement:
        """The same object for the same placement: what a rule said of it is then said of all."""
        key = form, start, until, hours
        if key not in self._placements:
            self._placements[key] = ProposedPlacement(form, start, until, hours)
        return self._placements[key]


def _judged(
    reader: Reader,
    actor: Actor,
    today: date,
    periods: _Periods,
    known: dict[bytes, KnownClient],
    asked: Sequence[tuple[Candidate, Question, Offer | None]],
) -> list[Match]:
    """The questions judged, of each place or client the best."""
    questions = periods.with_hours(reader, known, asked)
    best: dict[bytes, Match] = {}
    found = outlook_each(gather_many(reader, actor, today, questions))
    for (candidate, _, offer), question, outlook in zip(asked, questions, found, strict=True):
        match = Match(*candidate[:6], question, offer, outlook)
        before = best.get(candidate.id)
        if before is None or match.rank < before.rank:
            best[candidate.id] = match
    return sorted(best.values(), key=lambda match: match.rank)
