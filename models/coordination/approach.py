"""Rules E7 and E9: one face to the employer. Who else was there lately, and who looks after the whole group.

E7 is asked before anybody goes there as well: the form of a contact moment shows :func:`before_contact` at its top.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from models.actor import Actor
from models.coordination.consent import fitting_consent
from models.coordination.employer import stop_at
from models.coordination.facts import EmployerFacts, Person, PlacementFacts
from models.coordination.facts.approach import Approach, ApproachFacts
from models.coordination.findings import Remedy
from models.coordination.rule import Verdict
from models.coordination.wording import NO_EMPLOYER, TAKEN_OVER, holder_named, not_applicable, passes, werkplein_named
from models.kinds import Outcome
from models.messages import N_, Message

NAMED = 4
"""So many approaches a sentence names; one of each person is enough to know whom to call."""

_SAID = {
    Approach.CONTACT: N_("{name} on {day} (contact)"),
    Approach.REQUEST: N_("{name} on {day} (request {number})"),
    Approach.PROPOSAL: N_("{name} on {day} (proposal {number})"),
    Approach.ACTION: N_("{name} by {day} (action planned)"),
}


def approached(facts: PlacementFacts) -> Verdict:
    """Approached (E7).

    What: nobody else of us approached this employer in the last days (setting 'approach-days', 14): no contact moment
    about the employer, no request for coordination, no proposal that is still open, and no open action about the
    employer that is due from then on until as many days ahead. Not counted: what the account holder, or who stands in
    today, did, because with them every placement is coordinated; what was done for this same client, or by the client's
    own consultant; requests that were withdrawn or declined; and contact about somebody who works there already, which
    is guidance and no approach.
    Why: an employer that is called twice in a fortnight by people who don't know of each other learns that we are not
    one organisation, and one of the two works for nothing.
    Broken when: somebody else did one of these. It warns, with names and dates. Not applied to placements taken over
    from the old administration, nor to a change of a placement that asks nothing more of the employer. A running
    placement keeps the answer of the day of placing.
    Remedy: call them first and agree who goes there; then give as reason what was agreed.
    Keeps: promise 33, coordination of the employer approach prevents double work: no employers approached by two people
    in 14 days.
    """
    employer = facts.employer
    if employer is None:
        return NO_EMPLOYER
    if facts.placement.taken_over:
        return TAKEN_OVER
    if not facts.asks_more:
        return not_applicable(Message(N_("This asks nothing more of {employer}."), employer=employer.name), employer.number)
    consultant = facts.client.consultant
    ours = {consultant.id} if consultant else set()
    return approached_by_others(employer, facts.actor, ours=ours, client=facts.client.id)


def approached_by_others(
    employer: EmployerFacts, actor: Actor, *, ours: Collection[bytes] = (), client: bytes | None = None
) -> Verdict:
    """What E7 says of an employer that ``actor`` is about to approach, for a client or for nobody in particular.

    ``ours`` are others who act for the same client.
    """
    known = {actor.id, *ours, *_coordinating(employer)}
    others = [one for one in employer.approaches if one.by not in known and (client is None or one.client != client)]
    if not others:
        sentence = Message(
            N_("Nobody else approached {employer} in the last {n} days."), employer=employer.name, n=employer.approach_days
        )
        return passes(sentence, employer.number)
    sentence = Message(
        N_("{employer} was approached in the last {n} days by others too: {approaches}."),
        employer=employer.name,
        n=employer.approach_days,
        approaches=tuple(_named(others)),
    )
    names = tuple(dict.fromkeys(one.name for one in others))
    call = Message(N_("Call {names} first, and agree who goes there."), names=names)
    return Verdict(Outcome.WARN, sentence, (Remedy("call-colleague", call),), (employer.number, *_numbers(others)))


def _coordinating(employer: EmployerFacts) -> set[bytes]:
    """The account holder, and who decides in their place today: what they do is coordinated with them anyhow."""
    holder = employer.holder
    if holder is None:
        return set()
    return {holder.person.id} | ({holder.deciding.id} if holder.deciding else set())


def _named(others: list[ApproachFacts]) -> list[Message]:
    """The newest approach of each person and kind, in words."""
    newest: dict[tuple[bytes, Approach], ApproachFacts] = {}
    for one in sorted(others, key=lambda one: one.day, reverse=True):
        newest.setdefault((one.by, one.what), one)
    told = [_said(one) for one in list(newest.values())[:NAMED]]
    more = len(newest) - len(told)
    return [*told, Message(N_("{count} more"), count=more)] if more else told


def _said(one: ApproachFacts) -> Message:
    number = {"number": one.number or ""} if one.what in (Approach.REQUEST, Approach.PROPOSAL) else {}
    return Message(_SAID[one.what], name=one.name, day=one.day, **number)


def _numbers(others: list[ApproachFacts]) -> list[str]:
    return list(dict.fromkeys(one.number for one in others if one.number))


class BeforeContact(NamedTuple):
    """What somebody must know before they call or visit an employer."""

    holder: Message
    """Whose relation it is."""
    verdicts: tuple[Verdict, ...]
    """What holds it up, and what to look out for; none: go ahead."""


def before_contact(employer: EmployerFacts, actor: Actor, today: date) -> BeforeContact:
    """Whose relation it is, whether a stop runs (E8), and who else was there (E7): said before the call, not after."""
    verdicts = (stop_at(employer, today), approached_by_others(employer, actor))
    told = tuple(verdict for verdict in verdicts if verdict.outcome in (Outcome.BLOCK, Outcome.WARN))
    if employer.holder is None:
        return BeforeContact(Message(N_("No account holder yet.")), told)
    return BeforeContact(Message(N_("Account holder: {holder}."), holder=holder_named(employer.holder)), told)


def group_informed(facts: PlacementFacts) -> Verdict:
    """Group (E9).

    What: when the employer is a branch of a group of companies that has a group account holder, that one was told of
    this client and this form at this branch, or is the one who decides or places. What was told holds as long as a
    consent without an end (setting 'consent-days').
    Why: whoever speaks with the head office of a group must not hear there what we do at its branches.
    Broken when: the group has an account holder who was not told. It warns. Not applied to placements taken over from
    the old administration, nor to a change of a placement that asks nothing more of the employer. A running placement
    keeps the answer of the day of placing.
    Remedy: tell the group account holder: they see it on their first screen; or call them and record that.
    Keeps: promise 33, coordination of the employer approach prevents double work.
    """
    employer = facts.employer
    if employer is None:
        return NO_EMPLOYER
    if facts.placement.taken_over:
        return TAKEN_OVER
    group = employer.group
    if group is None:
        return not_applicable(Message(N_("{employer} belongs to no group."), employer=employer.name), employer.number)
    if group.holder is None:
        sentence = Message(N_("The group {group} has no account holder of its own."), group=group.name)
        return not_applicable(sentence, employer.number)
    if not facts.asks_more:
        return not_applicable(Message(N_("This asks nothing more of {employer}."), employer=employer.name), employer.number)
    who = group.holder
    if knows := _knows_anyhow(facts, employer, who.person, who.deciding):
        return passes(knows, employer.number)
    if group.notices:
        told = group.notices[0]
        sentence = Message(
            N_("{name}, account holder of the group {group}, was told on {day} by {by}."),
            name=told.name,
            group=group.name,
            day=told.day,
            by=told.by,
        )
        return passes(sentence, employer.number)
    if who.deciding is None:
        sentence = Message(N_("{holder} is account holder of the group {group}."), holder=holder_named(who), group=group.name)
        ask = Message(N_("Ask {werkplein} to assign another group account holder."), werkplein=werkplein_named(employer))
        return Verdict(Outcome.WARN, sentence, (Remedy("assign-group-holder", ask),), (employer.number,))
    sentence = Message(
        N_("{employer} belongs to {group}, and {holder}, account holder of that group, does not know of this yet."),
        employer=employer.name,
        group=group.name,
        holder=holder_named(who),
    )
    tell = Message(N_("Tell {name} that {client} may go there."), name=who.deciding.name, client=facts.client.name)
    return Verdict(Outcome.WARN, sentence, (Remedy("inform-group", tell),), (employer.number,))


def _knows_anyhow(facts: PlacementFacts, employer: EmployerFacts, holder: Person, deciding: Person | None) -> Message | None:
    """Why nobody needs to tell the group account holder; None when somebody must."""
    if facts.actor.id == holder.id:
        return Message(N_("{name} places, and is account holder of the group."), name=holder.name)
    ours = employer.holder.deciding if employer.holder else None
    if ours is not None and ours.id in {holder.id, deciding.id if deciding else holder.id}:
        return Message(N_("{name} decides for {employer} and for the whole group."), name=ours.name, employer=employer.name)
    agreed = fitting_consent(facts)
    knowing = {person.id for person in (holder, deciding) if person is not None}
    if agreed is not None and agreed.decided_by is not None and agreed.decided_by.id in knowing:
        name = agreed.decided_by.name
        return Message(N_("{name}, account holder of the group, agreed to this ({number})."), name=name, number=agreed.number)
    return None
