"""The confirmation of a placement: what the employer and the client are told, in plain sentences without a language.

Plain Dutch (B1): short sentences, one message each, no words of the trade. What the employer reads holds no BSN, no
indication, no diagnosis and no wage value (AVG art. 9; DOMAIN, 'Protection of data'): the facts here do not even have
them. The client is addressed as 'u'.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from models.kinds import Audience, Form
from models.messages import N_, Message


@dataclass(frozen=True, slots=True)
class ConfirmationFacts:
    """What a confirmation may tell of a placement."""

    number: str
    client: str
    """Call name and surname."""
    form: Form
    start: date
    consultant: str
    """Who can be called about it: the client's consultant, else who placed."""
    employer: str | None = None
    employer_place: str | None = None
    """Street, number and place, as far as they are known."""
    contact: str | None = None
    """Contact person at the employer."""
    location: str | None = None
    """Name of the location of our own."""
    workplace: str | None = None
    supervisor: str | None = None
    until: date | None = None
    hours: Decimal | None = None
    rate: Decimal | None = None
    fallback: str | None = None
    conditions: tuple[str, ...] = ()
    consent: str | None = None
    """Number of the consent that the conditions belong to."""


class Row(NamedTuple):
    """One fact: what it is called, and what it is."""

    name: Message
    value: Message


class Part(NamedTuple):
    """A heading with what stands below it; each item is a sentence or, in a list, one agreement."""

    heading: Message
    sentences: tuple[Message, ...]
    listed: bool = False


class Letter(NamedTuple):
    """A confirmation: still without a language, and without a layout."""

    title: Message
    to: str
    written_on: date
    greeting: Message
    opening: Message
    rows: tuple[Row, ...]
    parts: tuple[Part, ...]
    closing: Message
    signed: Message
    reference: Message


FORMS_WITH_RATE = frozenset((Form.GROUP_SECONDMENT, Form.INDIVIDUAL_SECONDMENT, Form.GREEN))
"""Forms for which the employer pays a rate (DOMAIN, 'Forms and their limits')."""

MOST_LETTERS = 90
"""What people typed is cut off after this many letters: the letter stays one page. The file has it all."""
MOST_CONDITIONS = 6
MOST_OF_CONDITION = 150

_TO_EMPLOYER: Mapping[Form, str] = {
    Form.SHELTERED: N_("{client} works in a protected setting, with guidance."),
    Form.GROUP_SECONDMENT: N_("{client} works with you in a group. We guide the group."),
    Form.INDIVIDUAL_SECONDMENT: N_("{client} works at your company. You pay us for the hours worked."),
    Form.SUPPORTED_EMPLOYMENT: N_("{client} is employed by you. We guide, and you receive a subsidy."),
    Form.GREEN: N_("{client} works outside, in municipal green."),
    Form.LEARN_WORK: N_("{client} comes to learn the work. You pay no wage and no rate."),
    Form.TRIAL: N_("{client} works on trial. During the trial you pay no wage and no rate."),
    Form.WORK_EXPERIENCE: N_("{client} comes to gain experience. You pay no wage and no rate."),
    Form.SUBSIDISED_JOB: N_("{client} is employed by you. The municipality pays a part of the wage to you."),
    Form.REGULAR_JOB: N_("{client} is employed by you."),
}
_TO_CLIENT: Mapping[Form, str] = {
    Form.SHELTERED: N_("You work in a protected setting. There is guidance."),
    Form.GROUP_SECONDMENT: N_("You work at another company, together with a group. Your own employer stays the same."),
    Form.INDIVIDUAL_SECONDMENT: N_("You work at another company. Your own employer stays the same."),
    Form.SUPPORTED_EMPLOYMENT: N_("You are employed by this employer. You are guided at work."),
    Form.GREEN: N_("You work outside, in municipal green."),
    Form.LEARN_WORK: N_("You come to learn the work. You are not paid a wage for it."),
    Form.TRIAL: N_("You work on trial. So you and the employer can see whether it suits. You are not paid a wage for it."),
    Form.WORK_EXPERIENCE: N_("You come to gain experience. You are not paid a wage for it."),
    Form.SUBSIDISED_JOB: N_("You are employed by this employer."),
    Form.REGULAR_JOB: N_("You are employed by this employer."),
}


def compose(facts: ConfirmationFacts, audience: Audience, today: date) -> Letter:
    """The confirmation for the employer or the client, dated ``today``."""
    to_client = audience is Audience.CLIENT
    if to_client:
        title, to = Message(N_("Confirmation of your work")), facts.client
        greeting = Message(N_("Dear {name},"), name=cut(facts.client))
        opening = Message(N_("We have agreed on work for you. In this letter you read what was agreed."))
    else:
        title, to = Message(N_("Confirmation of a placement")), facts.employer or facts.location or ""
        greeting = Message(N_("Dear {name},"), name=cut(facts.contact)) if facts.contact else Message(N_("Dear sir or madam,"))
        opening = Message(
            N_("{client} comes to work at your company. In this letter you read what we agreed on."), client=cut(facts.client)
        )
    return Letter(
        title,
        cut(to),
        today,
        greeting,
        opening,
        tuple(_rows(facts, to_client=to_client)),
        tuple(_parts(facts, to_client=to_client)),
        Message(N_("Kind regards,")),
        Message(N_("{name}, consultant"), name=cut(facts.consultant)),
        Message(N_("Our reference: {number}"), number=facts.number),
    )


def cut(text: str, most: int = MOST_LETTERS) -> str:
    """``text``, cut off after ``most`` letters."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _rows(facts: ConfirmationFacts, *, to_client: bool) -> Iterator[Row]:
    if not to_client:
        yield Row(Message(N_("Who")), _as_is(facts.client))
    where = [part for part in (facts.employer, facts.location) if part]
    yield Row(Message(N_("Where")), Message("{places}", places=tuple(cut(part) for part in where)))
    if facts.employer_place and to_client:
        yield Row(Message(N_("Address")), _as_is(facts.employer_place))
    if facts.workplace:
        yield Row(Message(N_("Workplace")), _as_is(facts.workplace))
    yield Row(Message(N_("First day")), Message("{day}", day=facts.start))
    last = Message("{day}", day=facts.until) if facts.until else Message(N_("no last day was agreed"))
    yield Row(Message(N_("Last day")), last)
    if facts.hours is not None:
        yield Row(Message(N_("Hours")), Message(N_("{n} hours a week"), n=facts.hours))
    if facts.supervisor:
        yield Row(Message(N_("Guidance at work")), _as_is(facts.supervisor))
    if facts.contact and to_client:
        yield Row(Message(N_("Contact at the company")), _as_is(facts.contact))
    yield Row(Message(N_("Your contact with us")), _as_is(facts.consultant))
    if not to_client and facts.rate is not None and facts.form in FORMS_WITH_RATE:
        yield Row(Message(N_("Rate")), Message(N_("€ {rate} an hour"), rate=facts.rate))


def _parts(facts: ConfirmationFacts, *, to_client: bool) -> Iterator[Part]:
    kind = (_TO_CLIENT if to_client else _TO_EMPLOYER)[facts.form]
    yield Part(Message(N_("What kind of work is it?")), (Message(kind, client=cut(facts.client)),))
    if facts.conditions:
        listed = [_as_is(text, MOST_OF_CONDITION) for text in facts.conditions[:MOST_CONDITIONS]]
        if (more := len(facts.conditions) - len(listed)) > 0:
            listed.append(Message(N_("… and {n} more ({number})"), n=more, number=facts.consent or facts.number))
        yield Part(Message(N_("What else was agreed")), tuple(listed), listed=True)
    yield Part(Message(N_("When it ends")), tuple(_ends(facts, to_client=to_client)))
    yield Part(Message(N_("Questions, or something is wrong")), (_questions(facts),))


def _ends(facts: ConfirmationFacts, *, to_client: bool) -> Iterator[Message]:
    about = {"consultant": cut(facts.consultant), "client": cut(facts.client), "place": cut(facts.fallback or "")}
    if to_client:
        yield Message(N_("Does the work stop, or does it not go well? Then first talk with {consultant}."), **about)
        if facts.fallback:
            yield Message(N_("You then go back to {place}."), **about)
        else:
            yield Message(N_("Together you then look for other work that suits you."), **about)
        return
    yield Message(N_("Do you want to stop earlier, or go on longer? Then call {consultant} in time."), **about)
    if facts.fallback:
        yield Message(N_("When the work ends, {client} goes back to {place}."), **about)
    else:
        yield Message(N_("When the work ends, {consultant} looks for other work for {client}."), **about)


def _questions(facts: ConfirmationFacts) -> Message:
    return Message(
        N_("Is something in this letter wrong, or do you have a question? Call or mail {consultant}."),
        consultant=cut(facts.consultant),
    )


def _as_is(text: str, most: int = MOST_LETTERS) -> Message:
    return Message("{text}", text=cut(text, most))
