"""Rule C11: what the client can't do, and what the place asks, do not collide; and the client can get there."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.coordination.facts import PlacementFacts
from models.coordination.findings import Remedy
from models.coordination.rule import Verdict
from models.coordination.wage_value import newest_valid
from models.coordination.wording import not_applicable, passes
from models.kinds import Outcome
from models.messages import N_, Message
from models.travel import distance_km
from models.words import shared_words


def suits(facts: PlacementFacts) -> Verdict:
    """Suits (C11).

    What: the words in the client's file beside those of the vacancy. No limit of the client stands among the limits
    that don't fit, or among what the vacancy asks; the hours are those of the vacancy, and the wage value is at least
    what it asks. Words count when they are the same, whatever their case; nothing is guessed. And the client can get
    there: from where they live to where the work is, it is no further than the kilometres in their file.
    Why: a place that does not suit breaks off, and that is worse than no place.
    Broken when: one of these collides; the finding names the words, the hours or the kilometres. What is not recorded
    is not held against anybody: it does not apply then.
    Remedy: choose another vacancy or place, agree on what is different and write that down as the reason, or correct
    the client's file.
    Keeps: promise 11, work that fits, with fitting guidance.
    """
    client = facts.client
    problems = tuple(_problems(facts))
    if problems:
        sentence = Message(N_("{client} and this work do not go together: {what}."), client=client.name, what=problems)
        edit = Remedy("edit-client", Message(N_("Correct the file of {client} when this is no longer so."), client=client.name))
        change = Remedy("change-vacancy", Message(N_("Choose another vacancy, or none.")))
        asked = (change,) if facts.vacancy is not None else ()
        return Verdict(Outcome.WARN, sentence, (*asked, edit), (client.number,))
    looked_at = tuple(_looked_at(facts))
    if not looked_at:
        return not_applicable(Message(N_("Nothing is recorded to compare: no vacancy that asks something, no kilometres.")))
    return passes(Message(N_("Nothing collides in {what}."), what=looked_at), client.number)


def _problems(facts: PlacementFacts) -> Iterator[Message]:
    work = facts.work
    if words := shared_words(work.limits, work.barred_limits):
        yield Message(N_("it does not go with '{words}'"), words=words)
    if words := shared_words(work.limits, work.asked_skills):
        yield Message(N_("it asks '{words}', and that can't be asked"), words=words)
    hours = _hours(facts)
    if work.asked_hours is not None and hours is not None and hours != work.asked_hours:
        yield Message(N_("it is for {asked} hours a week, and this is {hours}"), asked=work.asked_hours, hours=hours)
    valid = newest_valid(work.wage_values, facts.judged_on)
    if work.asked_wage_value is not None and valid is not None and valid.percentage < work.asked_wage_value:
        yield Message(
            N_("it asks a wage value of {asked} % or more, and it is {percentage} %"),
            asked=work.asked_wage_value,
            percentage=valid.percentage,
        )
    far = distance_km(work.home, work.work)
    if far is not None and work.travel_km is not None and far > work.travel_km:
        yield Message(
            N_("from {home} to {work} is about {far} km, and {most} km is what can be travelled"),
            home=work.home,
            work=work.work,
            far=far,
            most=work.travel_km,
        )


def _looked_at(facts: PlacementFacts) -> Iterator[Message]:
    """What could be compared."""
    work = facts.work
    if work.limits and (work.barred_limits or work.asked_skills):
        yield Message(N_("limits"))
    if work.asked_hours is not None and _hours(facts) is not None:
        yield Message(N_("hours"))
    if work.asked_wage_value is not None and newest_valid(work.wage_values, facts.judged_on) is not None:
        yield Message(N_("wage value"))
    if work.travel_km is not None and distance_km(work.home, work.work) is not None:
        yield Message(N_("travelling"))


def _hours(facts: PlacementFacts) -> Decimal | None:
    return facts.placement.hours if facts.placement.hours is not None else facts.client.contract_hours
