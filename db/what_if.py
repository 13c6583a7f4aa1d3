"""What if: where can this client go, and who can come here? (promise 19: matching runs both ways)

Every line is an assessment by the rules, gathered and judged for all lines together: the number of queries is the same
for three employers and for five thousand. Nothing is kept. More than :data:`MOST` is not looked at, and that is said.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from db.client_facts import PeriodKey, clients_of, free_of, others_of
from db.falling_back import suggested_fallbacks
from db.form_settings import form_settings
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
from models.groups import FORMS_AT_LOCATION, FORMS_FOR_A_WHILE, FORMS_INSIDE, USUAL_FORM
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

    number: str
    """Of whom or where it is about: the client, or the employer."""
    name: str
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
    known = clients_of(reader, (client,))[client].facts
    open_to = form_settings(reader).on(wish.start).open_to
    form = wish.form or last_form(reader, client, open_to[known.group]) or USUAL_FORM[known.group]
    outside = USUAL_FORM[known.group] if form in FORMS_INSIDE else form
    there, more = ([], False) if wish.form in FORMS_INSIDE else employer_candidates(reader, client, MOST)
    offers = offers_of(reader, [candidate.id for candidate in there])
    lines = _Lines(reader, wish, open_to)
    for candidate in there:
        lines.ask(candidate, known, candidate.id, outside, offers.get(candidate.id, ()))
    for location in our_locations(reader, client, wish.start):
        if (inside := _inside(location, open_to[known.group], wish.form)) is not None:
            lines.ask(location, known, None, inside)
    return Matches(known.number, known.name, lines.judged(reader, actor, today), outside if there else form, more)


def clients_for(
    reader: Reader, actor: Actor, today: date, employer: bytes, wish: Wish, *, vacancy: bytes | None = None
) -> Matches:
    """Who can come to an employer, for a vacancy when one is given: every client who is not gone; best first."""
    number, name = reader.row("SELECT number, name FROM employer WHERE id = ?", (employer,)) or ("", "")
    offers = [one for one in offers_of(reader, (employer,)).get(employer, ()) if vacancy is None or one.id == vacancy]
    there, more = client_candidates(reader, employer, actor.id, MOST)
    open_to = form_settings(reader).on(wish.start).open_to
    known = clients_of(reader, [candidate.id for candidate in there])
    lines = _Lines(reader, wish, open_to)
    for candidate in there:
        client = known[candidate.id].facts
        lines.ask(candidate, client, employer, wish.form or USUAL_FORM[client.group], offers)
    return Matches(number, name, lines.judged(reader, actor, today), wish.form, more)


def _form_of(offer: Offer, open_forms: Sequence[Form], wanted: Form | None, usual: Form) -> Form | None:
    """The form in which somebody to whom these forms are open would come for a vacancy; None when it is meant for other ones."""
    if wanted is not None:
        return wanted if not offer.forms or wanted in offer.forms else None
    if not offer.forms or usual in offer.forms:
        return usual
    return next((form for form in offer.forms if form in open_forms), None)


def _inside(location: Candidate, open_forms: Sequence[Form], wanted: Form | None) -> Form | None:
    """The form in which somebody to whom these forms are open would work at a location of our own; None when there is none."""
    there = FORMS_AT_LOCATION[location.kind] if location.kind else ()
    if wanted is not None:
        return wanted if wanted in there else None
    return next((form for form in there if form in open_forms), None)


class _Asked(NamedTuple):
    """One thing that is asked about, before it is known how many hours are free then."""

    candidate: Candidate
    client: ClientFacts
    employer: bytes | None
    form: Form
    start: date
    until: date | None
    offer: Offer | None


class _Lines:
    """The lines of a list: what is asked for each, and what the rules say of all of it together."""

    def __init__(self, reader: Reader, wish: Wish, open_to: Mapping[TargetGroup, Sequence[Form]]) -> None:
        self._wish, self._open_to = wish, open_to
        self._longest: LongestSettings = longest_settings(reader, list(FORMS_FOR_A_WHILE))
        self._asked: list[_Asked] = []

    def ask(
        self, candidate: Candidate, client: ClientFacts, employer: bytes | None, usual: Form, offers: Iterable[Offer] = ()
    ) -> None:
        """Ask about each of ``offers`` that fits the client; when none does, about the form that is usual."""
        fits = False
        for offer in offers:
            if (form := _form_of(offer, self._open_to[client.group], self._wish.form, usual)) is not None:
                self._ask(candidate, client, employer, form, offer)
                fits = True
        if not fits:
            self._ask(candidate, client, employer, usual, None)

    def _ask(self, candidate: Candidate, client: ClientFacts, employer: bytes | None, form: Form, offer: Offer | None) -> None:
        """Within the period of a vacancy, and no longer than the form may last."""
        start = max(self._wish.start, offer.start) if offer and offer.start else self._wish.start
        until = self._longest.until(form, start) if form in FORMS_FOR_A_WHILE else None
        if offer and offer.until and offer.until >= start:
            until = min(until, offer.until) if until else offer.until
        self._asked.append(_Asked(candidate, client, employer, form, start, until, offer))

    def judged(self, reader: Reader, actor: Actor, today: date) -> list[Match]:
        """What the rules say, of each place or client the best; in the order of the list."""
        with _nothing_thrown_away():
            return self._judged(reader, actor, today)

    def _judged(self, reader: Reader, actor: Actor, today: date) -> list[Match]:
        questions = self._questions(reader)
        best: dict[bytes, Match] = {}
        found = outlook_each(gather_many(reader, actor, today, questions))
        for asked, question, outlook in zip(self._asked, questions, found, strict=True):
            match = Match(*asked.candidate[:6], question, asked.offer, outlook)
            before = best.get(match.id)
            if before is None or match.rank < before.rank:
                best[match.id] = match
        return sorted(best.values(), key=_rank)

    def _questions(self, reader: Reader) -> list[Question]:
        """The questions, with the hours that are free, or those of the vacancy when it asks fewer, and a fallback place.

        The same placement is the same object in each: what a rule said of it is then said of all.
        """
        contracts = {(a.client.id, None, a.start, a.until): a.client.contract_hours for a in self._asked}
        periods = {key: PeriodKey(*key) for key in contracts}
        others = others_of(reader, list(periods.values()))
        free = {
            key: contract and (free_of(others.get(period, ()), period.start, period.until, contract) or None)
            for (key, contract), period in zip(contracts.items(), periods.values(), strict=True)
        }
        outside = [asked.client.id for asked in self._asked if asked.employer is not None]
        back = suggested_fallbacks(reader, list(dict.fromkeys(outside)), self._wish.start) if outside else {}
        placements: dict[tuple[object, ...], ProposedPlacement] = {}
        questions = []
        for candidate, client, employer, form, start, until, offer in self._asked:
            hours = free[client.id, None, start, until]
            if offer and offer.hours and (hours is None or offer.hours < hours):
                hours = offer.hours
            key = form, start, until, hours
            if (placement := placements.get(key)) is None:
                placement = placements[key] = ProposedPlacement(form, start, until, hours)
            location = candidate.id if candidate.subject == "location" else None
            place = back.get(client.id) if employer is not None else None
            vacancy, fallback = offer and offer.id, place and place.id
            questions.append(Question(client.id, employer, location, placement, vacancy, fallback_id=fallback))
        return questions


@contextmanager
def _nothing_thrown_away() -> Iterator[None]:
    """Without looking for rubbish: all that is made for a list is kept to its end, and looking takes a quarter of the time."""
    looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looking:
            gc.enable()


def _rank(match: Match) -> tuple[object, ...]:
    return match.rank
