"""Rule C15: a placement does not run past what it rests on: the indication, the contract, the working age."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from models.coordination.facts import PensionAge, PlacementFacts
from models.coordination.findings import Remedy
from models.coordination.rule import Verdict
from models.coordination.wording import not_applicable, passes
from models.groups import KIND_OF_GROUP
from models.kinds import Form, Outcome
from models.messages import N_, Message


class _End(NamedTuple):
    """Something that ends."""

    last: date
    """The last day on which a placement can rest on it."""
    what: Message


def _last(end: _End) -> date:
    return end.last


def ends(facts: PlacementFacts) -> Verdict:
    """Ends (C15).

    What: the agreed end of the placement lies no later than the end of the indication that the form asks for, the end
    of the client's contract, and the day before the pension age (AOW). A placement without an agreed end is not taken to
    run past what is still to come: of it only a contract or a pension age that has passed counts. The pension age is a
    setting in months, by the day on which it is reached; it takes a whole birth date.
    Why: an employer counts on the end that was agreed. That an indication is not renewed, or that somebody retires, must
    not come as a surprise.
    Broken when: the agreed end, or today for a placement without one, lies after one of those days. What is not known
    ends nothing. A regular job asks for no indication, and is not held to the contract with us.
    Remedy: choose an earlier end, or write down why it goes on, for instance that the renewal has been asked for.
    Keeps: promise 11, Wsw employees keep work and terms; Wsw art. 12, it ends at the pension age.
    """
    client, until = facts.client, facts.placement.until
    known = tuple(_known(facts))
    if not known:
        return not_applicable(Message(N_("No end of an indication or contract, and no whole birth date is known.")))
    runs_to = until or facts.judged_on
    passed = [end for end in known if end.last < runs_to]
    if not passed:
        first = min(known, key=_last)
        if until is None:
            sentence = Message(N_("No end is agreed. What comes first: {what}."), what=first.what)
        else:
            sentence = Message(N_("It ends on {until}, in time: {what}."), until=until, what=first.what)
        return passes(sentence, client.number)
    whats = tuple(end.what for end in passed)
    if until is None:
        sentence = Message(N_("The placement of {client} goes on although {what}."), client=client.name, what=whats)
    else:
        sentence = Message(
            N_("The placement of {client} runs until {until}, but {what}."), client=client.name, until=until, what=whats
        )
    earlier = Message(N_("Choose an end on {last} or before."), last=min(passed, key=_last).last)
    return Verdict(Outcome.WARN, sentence, (Remedy("change-until", earlier),), (client.number,))


def _known(facts: PlacementFacts) -> Iterator[_End]:
    client = facts.client
    if facts.placement.form != Form.REGULAR_JOB:
        if (last := _indicated_until(facts)) is not None:
            yield _End(last, Message(N_("the indication ends on {last}"), last=last))
        if (last := client.contract_until) is not None:
            yield _End(last, Message(N_("the contract ends on {last}"), last=last))
    if (day := pension_date(client.birth_date, facts.pension_ages)) is not None:
        yield _End(day - timedelta(days=1), Message(N_("{client} reaches the pension age on {day}"), client=client.name, day=day))


def _indicated_until(facts: PlacementFacts) -> date | None:
    """The last day of the indication in force, or of the one that follows on it; none in force is told by rule C2."""
    kind, day = KIND_OF_GROUP.get(facts.client.group), facts.judged_on
    mine = [i for i in facts.indications if i.kind == kind and (i.valid_until is None or i.valid_until >= day)]
    if not mine or any(i.valid_until is None for i in mine):
        return None
    return max(i.valid_until for i in mine if i.valid_until is not None)


def pension_date(birth_date: str | None, ages: Iterable[PensionAge]) -> date | None:
    """The first day on which somebody is as old as the pension age of that day; None without a whole birth date.

    ``ages`` in the order in which they hold. Algemene Ouderdomswet, art. 7a.
    """
    if not birth_date or birth_date.endswith("-00") or birth_date.startswith("0000"):
        return None
    born, steps = date.fromisoformat(birth_date), tuple(ages)
    for at, age in enumerate(steps):
        reached = max(_months_later(born, age.months), age.valid_from)
        follows = steps[at + 1].valid_from if at + 1 < len(steps) else None
        if follows is None or reached < follows:
            return reached
    return None


def _months_later(day: date, months: int) -> date:
    """The same day of the month, so many months later; the first of the next month when it has no such day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    if year > date.max.year:
        return date.max
    try:
        return date(year, month, day.day)
    except ValueError:
        return date(year, month + 1, 1)
