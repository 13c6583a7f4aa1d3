"""Turns of phrase and verdicts that several rules share."""

from __future__ import annotations

from models.coordination.facts import EmployerFacts, HolderFacts
from models.coordination.rule import Verdict
from models.kinds import Outcome
from models.messages import N_, Message

NO_EMPLOYER = Verdict(Outcome.NOT_APPLICABLE, Message(N_("The work is at a location of our own: no employer is involved.")))
TAKEN_OVER = Verdict(Outcome.NOT_APPLICABLE, Message(N_("Taken over from the old administration: this is not asked afterwards.")))


def not_applicable(sentence: Message, *records: str) -> Verdict:
    """The rule has nothing to say here, and why."""
    return Verdict(Outcome.NOT_APPLICABLE, sentence, records=records)


def passes(sentence: Message, *records: str) -> Verdict:
    """All is well, and what that rests on."""
    return Verdict(Outcome.PASS, sentence, records=records)


def holder_named(holder: HolderFacts) -> Message | str:
    """The account holder's name, with who stands in when they are away or gone."""
    name, deputy = holder.person.name, holder.deciding
    if deputy is not None and deputy.id != holder.person.id:
        if holder.person.active:
            return Message(N_("{name} (away, {deputy} stands in)"), name=name, deputy=deputy.name)
        return Message(N_("{name} (not active, {deputy} stands in)"), name=name, deputy=deputy.name)
    if not holder.person.active:
        return Message(N_("{name} (not active, nobody stands in)"), name=name)
    return Message(N_("{name} (away, nobody stands in)"), name=name) if holder.away else name


def werkplein_named(employer: EmployerFacts) -> Message | str:
    """The werkplein that assigns the account holder, by name when it is known."""
    return employer.werkplein or Message(N_("the werkplein"))
