"""Rule C9: nobody works outside without a place to come back to."""

from __future__ import annotations

from models.coordination.facts import FallbackFacts, PlacementFacts
from models.coordination.findings import Remedy
from models.coordination.rule import Verdict
from models.coordination.wording import not_applicable, passes
from models.kinds import Outcome, TargetGroup
from models.messages import N_, Message

_KEPT = (TargetGroup.WSW, TargetGroup.SHELTERED)
"""Groups whose work is the NUO's own task: without a fallback place they would be without work."""


def fallback(facts: PlacementFacts) -> Verdict:
    """Fallback place (C9).

    What: a placement with an employer names a location of our own where the client can work again the next day, and that
    location is open and has a place free on the day: the start, or today for a placement that runs. Who works there that
    day takes a place, ill or not, but not the client, who leaves it. That others name it too as their fallback place is
    told and not counted: not everybody comes back at once, and a place kept empty for each would be a waste.
    Why: work outside can break off from one day to the next. Then nobody should have to look for a place first.
    Broken when: no fallback place is named, it is closed or not open yet, or all its places are taken. That blocks for
    Wsw and beschut werk, whose work is our own task, and warns for others. When nobody wrote down how many places it
    has, or when a placement was taken over without one, it warns.
    Remedy: choose a fallback place that has room, or write down the capacity of the location.
    Keeps: promise 32, the fallback option is organised.
    """
    client, there, day = facts.client, facts.fallback, facts.judged_on
    if facts.employer is None:
        return not_applicable(Message(N_("The work is at a location of our own: it needs no fallback place.")), client.number)
    choose = Remedy("choose-fallback", Message(N_("Choose a fallback place for {client} that has room."), client=client.name))
    worst = Outcome.BLOCK if client.group in _KEPT else Outcome.WARN
    if there is None:
        if facts.placement.taken_over:
            unknown = Message(N_("The old administration names no fallback place for {client}."), client=client.name)
            return Verdict(Outcome.WARN, unknown, (choose,), (client.number,))
        none = Message(
            N_("No fallback place is named: where does {client} work when it ends at {employer}?"),
            client=client.name,
            employer=facts.employer.name,
        )
        return Verdict(worst, none, (choose,), (client.number,))
    records = (client.number, there.number)
    if there.closed_on is not None and there.closed_on < day:
        closed = Message(N_("Fallback place {location} closed on {date}."), location=there.name, date=there.closed_on)
        return Verdict(worst, closed, (choose,), records)
    if there.opened_on is not None and there.opened_on > day:
        later = Message(N_("Fallback place {location} opens on {date} only."), location=there.name, date=there.opened_on)
        return Verdict(worst, later, (choose,), records)
    if there.capacity is None:
        unknown = Message(N_("It is not known how many places {location} has."), location=there.name)
        record = Remedy("open-location", Message(N_("Write down the capacity of {location}."), location=there.name))
        return Verdict(Outcome.WARN, unknown, (record, choose), records)
    if there.taken >= there.capacity:
        full = Message(
            N_("Fallback place {location} is full: {taken} of {capacity} places are taken on {day}."),
            location=there.name,
            taken=there.taken,
            capacity=there.capacity,
            day=day,
        )
        return Verdict(worst, full, (choose,), records)
    return passes(_room(there), *records)


def _room(there: FallbackFacts) -> Message:
    about = {"location": there.name, "free": there.free, "capacity": there.capacity}
    if not there.named:
        return Message(N_("{location} has room: {free} of {capacity} places are free."), **about)
    return Message(
        N_("{location} has room: {free} of {capacity} places are free; others that fall back on it: {n}."),
        n=there.named,
        **about,
    )
