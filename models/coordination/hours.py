"""Rule C1: is the client free? No week may ask more hours than the contract has."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from models.coordination.facts import OtherPlacement, PlacementFacts
from models.coordination.findings import Remedy
from models.coordination.rule import Verdict
from models.coordination.wording import passes
from models.kinds import Outcome
from models.messages import N_, Message


def free(facts: PlacementFacts) -> Verdict:
    """Free (C1).

    What: on no day of the placement do the client's placements together ask more hours a week than the contract has.
    A last day counts: a placement that ends on the day this one starts overlaps, one that ends the day before does not.
    A placement whose hours are not known counts as the whole contract. For a placement that runs already, the days
    from today count.
    Why: nobody can be promised to two employers for the same hours, and a contract's hours are part of its terms.
    Broken when: on some day the hours add up to more than the contract, or this placement alone asks more. When the
    contract hours are not known, any overlap blocks: nobody can tell that it fits.
    Remedy: fewer hours or another period, end the other placement first, or fill in the hours that are not known.
    Keeps: promise 11, Wsw employees keep their terms; nobody else is asked more than was agreed either.
    """
    client, placement, contract = facts.client, facts.placement, facts.client.contract_hours
    day, beside = busiest_day(facts.others, facts.judged_on, placement.until, contract)
    taken = _load(beside, contract)
    wanted = placement.hours if placement.hours is not None else contract or Decimal(0)
    records = (client.number, *(other.number for other in beside))
    if contract is None:
        if not beside:
            return passes(Message(N_("{client} has no other placement in this period."), client=client.name), client.number)
        return Verdict(Outcome.BLOCK, _unknown_contract(facts, beside), _fill_in(facts), records)
    if taken + wanted <= contract:
        sentence = Message(
            N_("{client} keeps {left} of {contract} contract hours free."),
            client=client.name,
            left=contract - taken - wanted,
            contract=contract,
        )
        return passes(sentence, *records)
    total = taken + wanted
    left = max(contract - taken, Decimal(0))
    return Verdict(Outcome.BLOCK, _too_much(facts, total, day, beside), _change_hours(facts, beside, left), records)


def _too_much(facts: PlacementFacts, total: Decimal, day: date, beside: Sequence[OtherPlacement]) -> Message:
    about = {"client": facts.client.name, "total": total, "contract": facts.client.contract_hours}
    if not beside:
        return Message(N_("This placement asks {total} hours a week; the contract of {client} has {contract} hours."), **about)
    return Message(
        N_("Together with {others}, {client} would work {total} hours a week on {day}; the contract has {contract} hours."),
        others=tuple(_named(other) for other in beside),
        day=day,
        **about,
    )


def busiest_day(
    others: Sequence[OtherPlacement], begin: date, end: date | None, contract: Decimal | None
) -> tuple[date, tuple[OtherPlacement, ...]]:
    """The first day from ``begin`` up to and including ``end`` that asks most hours, with the placements of that day.

    The hours only rise on a day on which something starts, so only those days are looked at.
    """
    if end is not None and end < begin:
        return begin, ()
    starts = sorted({begin, *(o.start for o in others if begin < o.start and (end is None or o.start <= end))})
    on = {day: tuple(o for o in others if o.start <= day and (o.until is None or day <= o.until)) for day in starts}
    busiest = max(starts, key=lambda day: (_load(on[day], contract), len(on[day])))
    return busiest, on[busiest]


def crowded_by(facts: PlacementFacts) -> tuple[OtherPlacement, ...]:
    """The other placements beside which this one does not fit in the contract hours; none: it fits, or there are none."""
    contract, placement = facts.client.contract_hours, facts.placement
    _, beside = busiest_day(facts.others, facts.judged_on, placement.until, contract)
    if contract is None:
        return beside
    wanted = contract if placement.hours is None else placement.hours
    return beside if _load(beside, contract) + wanted > contract else ()


def _load(placements: Sequence[OtherPlacement], contract: Decimal | None) -> Decimal:
    unknown = contract or Decimal(0)
    return sum((o.hours if o.hours is not None else unknown for o in placements), Decimal(0))


def _named(other: OtherPlacement) -> Message:
    if other.until is None:
        period = Message(N_("from {start}"), start=other.start)
    else:
        period = Message(N_("{start} to {until}"), start=other.start, until=other.until)
    hours = Message(N_("hours not known")) if other.hours is None else Message(N_("{hours} hours"), hours=other.hours)
    return Message(
        N_("{number} at {where} ({period}, {hours})"), number=other.number, where=other.where, period=period, hours=hours
    )


def _unknown_contract(facts: PlacementFacts, beside: Sequence[OtherPlacement]) -> Message:
    return Message(
        N_("{client} also has {others}, and the contract hours are not known: nobody can tell whether this fits."),
        client=facts.client.name,
        others=tuple(_named(other) for other in beside),
    )


def _fill_in(facts: PlacementFacts) -> tuple[Remedy, ...]:
    return (
        Remedy("edit-client", Message(N_("Fill in the contract hours of {client}."), client=facts.client.name)),
        Remedy("change-hours", Message(N_("Choose another period."))),
    )


def _change_hours(facts: PlacementFacts, beside: Sequence[OtherPlacement], left: Decimal) -> tuple[Remedy, ...]:
    if facts.placement.hours is None and left > 0:
        return (Remedy("change-hours", Message(N_("Fill in the hours of this placement: at most {left} are free."), left=left)),)
    if any(other.hours is None for other in beside):
        numbers = tuple(other.number for other in beside if other.hours is None)
        return (
            Remedy("change-hours", Message(N_("Find out the hours of {numbers}, or choose another period."), numbers=numbers)),
        )
    if left > 0:
        return (Remedy("change-hours", Message(N_("Ask for at most {left} hours, or choose another period."), left=left)),)
    return (Remedy("change-hours", Message(N_("Choose another period, or first end the other placement."))),)
