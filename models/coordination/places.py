"""Rule E10: the places that an employer offers, or an account holder agreed to, are not given away twice.

Who agreed is told by rule E2 (``consent.py``); how many of the places that they agreed to are taken is told here alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from models.coordination.consent import fitting_consent
from models.coordination.facts import ConsentFacts, PlacementFacts, VacancyFacts
from models.coordination.findings import Remedy
from models.coordination.rule import Verdict
from models.coordination.wording import not_applicable, passes
from models.kinds import Outcome
from models.messages import N_, Message

_NAMED = 5
"""How many placements a sentence names."""


_NO_PLACES = not_applicable(Message(N_("It names no vacancy, and no consent for several places.")))


def places(facts: PlacementFacts) -> Verdict:
    """Places (E10).

    What: the vacancy that a placement names is of this employer, is open and has a place left; and so has a consent for
    several places that it would use. Placements that are active or provisional take a place; proposals take none, and
    one that ended or broke off has given its place back. A vacancy that is meant for other forms, or for another period,
    is warned of. For a placement that runs already only the number of places of its vacancy counts; when it changes to
    another vacancy, or to more, the rest too, but that its own vacancy was closed.
    Why: an employer who asked for two people and is sent three does not ask again, and a place that was promised twice
    is a promise broken to somebody.
    Broken when: all places of the vacancy or of the consent are taken, the vacancy was closed, or it is of another
    employer. It warns when the vacancy is meant for other forms, begins later or ends earlier than the placement.
    Remedy: choose another vacancy or none, ask the employer for one more place and write it down with the vacancy, or
    ask the account holder to agree to one more.
    Keeps: promise 33, coordination of the employer approach: what was agreed with an employer is what happens.
    """
    vacancy, consent = facts.vacancy, fitting_consent(facts)
    if vacancy is not None and (verdict := _not_there(vacancy, facts) or _closed(vacancy, facts) or _full(vacancy, facts)):
        return verdict
    if consent is not None and consent.places is not None and consent.uses >= consent.places:
        return _agreed_places_taken(consent, facts)
    if vacancy is not None:
        return _meant_for_another(vacancy, facts) or passes(
            Message(
                N_("{vacancy} has room: {taken} of {places} places are taken."),
                vacancy=_named(vacancy),
                taken=vacancy.taken,
                places=vacancy.places,
            ),
            vacancy.number,
        )
    if consent is not None and consent.places is not None:
        sentence = Message(
            N_("Consent {number} has room: {taken} of {places} places are taken."),
            number=consent.number,
            taken=consent.uses,
            places=consent.places,
        )
        return passes(sentence, consent.number)
    return _NO_PLACES


def _named(vacancy: VacancyFacts) -> Message:
    return Message(N_("Vacancy '{title}' ({number})"), title=vacancy.title, number=vacancy.number)


_CHOOSE = Remedy("change-vacancy", Message(N_("Choose another vacancy, or none.")))


def _not_there(vacancy: VacancyFacts, facts: PlacementFacts) -> Verdict | None:
    """It is another employer's, or nobody's here."""
    if facts.employer is not None and facts.employer.id == vacancy.employer_id:
        return None
    where = facts.employer.name if facts.employer else facts.location or Message(N_("a location of our own"))
    sentence = Message(
        N_("{vacancy} is of {theirs}, and this placement is at {where}."),
        vacancy=_named(vacancy),
        theirs=vacancy.employer,
        where=where,
    )
    return Verdict(Outcome.BLOCK, sentence, (_CHOOSE,), (vacancy.number,))


def _closed(vacancy: VacancyFacts, facts: PlacementFacts) -> Verdict | None:
    kept = facts.was is not None and facts.was.vacancy_id == vacancy.id
    if vacancy.closed_on is None or kept or not facts.vacancy_asked_anew:
        return None
    sentence = Message(N_("{vacancy} was closed on {date}."), vacancy=_named(vacancy), date=vacancy.closed_on)
    look = Message(N_("When it is still open after all, open it again; else choose another one, or none."))
    return Verdict(Outcome.BLOCK, sentence, (Remedy("open-vacancy", look), _CHOOSE), (vacancy.number,))


def _full(vacancy: VacancyFacts, facts: PlacementFacts) -> Verdict | None:
    if vacancy.taken < vacancy.places:
        return None
    sentence = Message(
        N_("{vacancy} is full, {taken} of {places} places are taken: {numbers}."),
        vacancy=_named(vacancy),
        taken=vacancy.taken,
        places=vacancy.places,
        numbers=_some(vacancy.taken_by),
    )
    more = Message(N_("Ask {employer} for one more place, and write it down with the vacancy."), employer=vacancy.employer)
    return Verdict(Outcome.BLOCK, sentence, (Remedy("open-vacancy", more), _CHOOSE), (*vacancy.taken_by[:_NAMED], vacancy.number))


def _agreed_places_taken(consent: ConsentFacts, facts: PlacementFacts) -> Verdict:
    holder = facts.employer.holder if facts.employer else None
    asked = holder.deciding if holder else None
    sentence = Message(
        N_("All places that {decider} agreed to in {number} are taken: {taken} of {places}."),
        decider=consent.decided_by.name if consent.decided_by else "",
        number=consent.number,
        taken=consent.uses,
        places=consent.places,
    )
    name = asked.name if asked else ""
    ask = Remedy("request-coordination", Message(N_("Ask {name} to agree to one more place."), name=name))
    verbal = Remedy("record-verbal", Message(N_("Record that {name} agreed by phone, by e-mail or in person."), name=name))
    own = asked is not None and asked.id == facts.actor.id
    records = (facts.employer.number, consent.number) if facts.employer else (consent.number,)
    return Verdict(Outcome.BLOCK, sentence, (ask,) if own else (ask, verbal), records)


def _meant_for_another(vacancy: VacancyFacts, facts: PlacementFacts) -> Verdict | None:
    """What the vacancy offers otherwise than the placement has it; one that runs was asked that when it began."""
    placement = facts.placement
    if not facts.vacancy_asked_anew:
        return None
    other: list[Message] = []
    if vacancy.forms and placement.form not in vacancy.forms:
        other.append(Message(N_("it is meant for {forms}"), forms=vacancy.forms))
    if vacancy.start is not None and placement.start < vacancy.start:
        other.append(Message(N_("it begins on {date}"), date=vacancy.start))
    if vacancy.until is not None and (placement.until is None or placement.until > vacancy.until):
        other.append(Message(N_("it ends on {date}"), date=vacancy.until))
    if not other:
        return None
    sentence = Message(N_("{vacancy} offers something else: {what}."), vacancy=_named(vacancy), what=tuple(other))
    change = Message(N_("Change the form or the period, or choose another vacancy or none."))
    return Verdict(Outcome.WARN, sentence, (Remedy("change-vacancy", change),), (vacancy.number,))


def _some(numbers: Sequence[str]) -> tuple[str, ...]:
    return (*numbers[:_NAMED], "…") if len(numbers) > _NAMED else tuple(numbers)
