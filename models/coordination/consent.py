"""Rules E2, E3 and E4: the account holder's consent, and the conditions that it was given on.

Which consent fits a placement is decided in one place, :func:`objection`: it says in a few words what keeps a consent
from being used, or nothing when it can be used.
"""

from __future__ import annotations

from datetime import date

from models.coordination.facts import ConsentFacts, ContestFacts, EmployerFacts, Person, PlacementFacts
from models.coordination.findings import Remedy
from models.coordination.rule import Verdict
from models.coordination.wording import NO_EMPLOYER, TAKEN_OVER, holder_named, not_applicable, passes
from models.kinds import CoordinationState, EmployerState, Outcome
from models.messages import N_, Message

_NO_CONDITIONS = not_applicable(Message(N_("There is no consent yet that could have conditions.")))
_NO_CONSENT = not_applicable(Message(N_("There is no consent yet.")))


def consent(facts: PlacementFacts) -> Verdict:
    """Coordination (E2).

    What: the account holder agreed to this client at this employer in this form, or to a number of places of this
    form; whether one of those is left is told by rule E10. They agreed on or before the start date, and the consent
    holds on the day of placing. Who decided was account holder, or the deputy of that day. An account holder who places
    for their own account records it as their own decision. When the placement names a consent, only that one counts. A
    running placement that changes keeps the consent that it used, at the same employer and in the same form: its own use
    is not counted, and when nothing more is asked of the employer (no later end, no more hours), its term does not count
    either. A consent for several places, that an account holder may also give without being asked, counts from its first
    day to its last, at one employer or at all of a group: there when the account holder of the group gave it, or whoever
    is account holder of that employer too. What somebody else recorded as said counts at once; the account holder can
    contest it within the term, and from then on it does not count, not for a placement that runs either.
    Why: nobody is placed with an employer behind the back of the person who is responsible for that employer.
    Broken when: no consent fits: nobody asked, the answer is still to come, it was declined or withdrawn, it has
    expired or is used up, it came after the start or does not hold yet, it is for another form, the wrong person decided,
    or the account holder contests what was recorded.
    Not applied to prospects (E5), where nobody can be asked (E1), and to placements taken over.
    Remedy: ask the account holder, or record what they agreed to by phone, by e-mail or in person; talk with who contests.
    Keeps: promise 33, consultants place at existing relations after coordination with the responsible account holder.
    """
    employer = facts.employer
    if employer is None:
        return NO_EMPLOYER
    if facts.placement.taken_over:
        return TAKEN_OVER
    if employer.state == EmployerState.PROSPECT:
        return not_applicable(
            Message(N_("{employer} is a prospect: there is nobody to ask yet."), employer=employer.name), employer.number
        )
    asked = employer.holder.deciding if employer.holder else None
    if asked is None:
        sentence = Message(N_("{employer} has no account holder who can be asked."), employer=employer.name)
        return not_applicable(sentence, employer.number)
    if facts.placement.contest is not None:
        return _contested(facts.placement.contest, facts, employer)
    found = fitting_consent(facts)
    if found is not None:
        return Verdict(Outcome.PASS, _agreed(found, facts), records=(employer.number, found.number), consent=found.id)
    return _refused(facts, employer, asked)


def conditions(facts: PlacementFacts) -> Verdict:
    """Conditions (E3).

    What: each condition that the account holder made is ticked off by somebody, by name, before the placement starts.
    Why: a consent 'provided that' is no consent until it is so; the account holder answers to the employer for it.
    Broken when: the consent that the placement would use (rule E2) has a condition that is still open.
    Remedy: meet the condition and tick it off; who ticks answers for it.
    Keeps: promise 33, consultants place at existing relations after coordination with the responsible account holder.
    """
    if facts.employer is None:
        return NO_EMPLOYER
    if facts.placement.taken_over:
        return TAKEN_OVER
    found = fitting_consent(facts)
    if found is None:
        return _NO_CONDITIONS
    if not found.conditions:
        return not_applicable(Message(N_("Consent {number} has no conditions."), number=found.number), found.number)
    still_open = [c for c in found.conditions if c.ticked_by is None]
    if not still_open:
        return passes(Message(N_("All conditions of consent {number} are ticked off."), number=found.number), found.number)
    sentence = Message(
        N_("{decider} agreed to {client} on conditions ({number}) that are still open: {conditions}."),
        decider=found.decided_by.name if found.decided_by else "",
        client=facts.client.name,
        number=found.number,
        conditions=tuple(Message(N_("{position}. {text}"), position=c.position, text=c.text) for c in still_open),
    )
    tick = Message(N_("Tick off each condition of {number} as soon as it is met."), number=found.number)
    return Verdict(Outcome.BLOCK, sentence, (Remedy("tick-condition", tick),), (facts.employer.number, found.number))


def holder_changed(facts: PlacementFacts) -> Verdict:
    """Account holder since (E4).

    What: the consent that the placement would use was given by who was account holder then, or by the deputy of that
    day (E2 asks that); when the employer has got another account holder since, the new one is told of it.
    Why: a promise of the one before still binds, but who answers for the employer today must not hear of it from the
    employer.
    Broken when: the present account holder took over after the day of the consent, and did not give it.
    Remedy: tell the new account holder, and write down when and how; or ask them anew.
    Keeps: promise 33, consultants place at existing relations after coordination with the responsible account holder.
    """
    employer = facts.employer
    if employer is None:
        return NO_EMPLOYER
    if facts.placement.taken_over:
        return TAKEN_OVER
    found = fitting_consent(facts)
    if found is None or employer.holder is None or found.decided_by is None or found.decided_on is None:
        return _NO_CONSENT
    holder = employer.holder
    about = {"holder": holder.person.name, "number": found.number}
    records = (employer.number, found.number)
    if holder.since is None or holder.since <= found.decided_on or found.decided_by.id == holder.person.id:
        return passes(Message(N_("{holder} was account holder on the day of consent {number}."), **about), *records)
    sentence = Message(
        N_("{decider} agreed on {date} ({number}); {holder} is account holder of {employer} since {since}: do they know?"),
        decider=found.decided_by.name,
        date=found.decided_on,
        employer=employer.name,
        since=holder.since,
        **about,
    )
    tell = Message(N_("Tell {holder}, and write down when and how."), holder=holder.person.name)
    return Verdict(Outcome.WARN, sentence, (Remedy("give-reason", tell),), records)


def fitting_consent(facts: PlacementFacts) -> ConsentFacts | None:
    """The consent that the placement would use: the one that it rests on already, then one with a place left before one
    without, one without open conditions before one that has them, the client's own before a standing one, then the one
    that holds longest.

    None when nothing fits, and where E2 does not ask for one.
    """
    employer = facts.employer
    if employer is None or not employer.consents:
        return None
    if facts.placement.taken_over or employer.state == EmployerState.PROSPECT:
        return None
    if employer.holder is None or employer.holder.deciding is None:
        return None
    fits = [c for c in _considered(facts, employer) if objection(c, facts) is None]
    if len(fits) == 1:
        return fits[0]
    return max(fits, key=lambda consent: (consent.number == facts.rests_on, *_preferred(consent)), default=None)


def _preferred(consent: ConsentFacts) -> tuple[bool, bool, bool, bool, date, bytes]:
    has_room = consent.uses < (consent.places or 1)
    is_met = all(condition.ticked_by for condition in consent.conditions)
    return has_room, is_met, consent.for_this_client, consent.places is None, consent.valid_until or date.max, consent.id


def objection(consent: ConsentFacts, facts: PlacementFacts) -> Message | None:
    """What keeps ``consent`` from being used for this placement, as a clause of a sentence; None when it fits."""
    number, placement = consent.number, facts.placement
    if consent.form != placement.form:
        return Message(N_("{number} is for another form, {form}"), number=number, form=consent.form)
    if consent.places is None and not consent.for_this_client:
        return Message(N_("{number} is for another client"), number=number)
    if unanswered := _unanswered(consent, facts):
        return unanswered
    if consent.decided_by is None or consent.decided_on is None:
        return Message(N_("who agreed in {number}, and when, is not recorded"), number=number)
    if consent.decided_on > facts.judged_on:
        return Message(
            N_("consent {number} was given on {date}, after the start on {start}"),
            number=number,
            date=consent.decided_on,
            start=facts.judged_on,
        )
    if consent.valid_from is not None and consent.valid_from > facts.judged_on:
        return Message(
            N_("consent {number} holds from {date}, after the start on {start}"),
            number=number,
            date=consent.valid_from,
            start=facts.judged_on,
        )
    kept = number == facts.rests_on and not facts.asks_more
    if consent.valid_until is not None and consent.valid_until < facts.today and not kept:
        return Message(N_("consent {number} expired, {date} was its last day"), number=number, date=consent.valid_until)
    if not consent.decider_was_holder:
        name = consent.decided_by.name
        return Message(N_("{name} agreed in {number}, but was neither account holder nor deputy"), name=name, number=number)
    if consent.requested_by is not None and consent.requested_by.id == consent.decided_by.id and not consent.own_decision:
        return Message(N_("{name} agreed to a request of their own ({number})"), name=consent.decided_by.name, number=number)
    if consent.places is None and consent.uses:
        return Message(N_("consent {number} is used up"), number=number)
    return None


def _unanswered(consent: ConsentFacts, facts: PlacementFacts) -> Message | None:
    """Why the state of ``consent`` is no yes; None when it is one."""
    number = consent.number
    match consent.state:
        case CoordinationState.DRAFT:
            return Message(N_("request {number} was not sent yet"), number=number)
        case CoordinationState.REQUESTED if consent.requested_on:
            return Message(
                N_("asked on {date} ({number}), the answer is still to come"), date=consent.requested_on, number=number
            )
        case CoordinationState.REQUESTED:
            return Message(N_("asked ({number}), the answer is still to come"), number=number)
        case CoordinationState.QUESTION:
            return Message(N_("{number} was asked back about, the answer of who asked is still to come"), number=number)
        case CoordinationState.CONTESTED if consent.contest is not None:
            return _contest_clause(consent.contest, number)
        case CoordinationState.DECLINED:
            return _declined(consent)
        case CoordinationState.WITHDRAWN:
            return Message(N_("{number} was withdrawn"), number=number)
        case CoordinationState.EXPIRED:
            return Message(N_("consent {number} expired"), number=number)
        case CoordinationState.USED if consent.places is None and number not in (facts.placement.consent_number, facts.rests_on):
            return Message(N_("consent {number} is used up"), number=number)
    return None


def _contest_clause(contest: ContestFacts, number: str) -> Message:
    """Who contests a consent, since when and why, as a clause of a sentence."""
    return Message(
        N_("{name} contests {number} since {date}: '{reason}'"),
        name=contest.by,
        number=number,
        date=contest.on,
        reason=contest.because,
    )


def is_contested(facts: PlacementFacts) -> bool:
    """Whether the consent on which a running placement rests was contested: then it is not judged as it stood."""
    return facts.running and facts.placement.contest is not None


def _contested(contest: ContestFacts, facts: PlacementFacts, employer: EmployerFacts) -> Verdict:
    """The placement runs, and what it rests on is denied: nobody agreed, as long as that is not settled."""
    number = facts.placement.consent_number or ""
    sentence = Message(
        N_("The consent on which {client} works at {employer} does not hold: {why}."),
        client=facts.client.name,
        employer=employer.name,
        why=_contest_clause(contest, number),
    )
    talk = Message(
        N_("Talk with {name}: they let {number} stand after all, or agree anew; else end the placement."),
        name=contest.by,
        number=number,
    )
    return Verdict(Outcome.BLOCK, sentence, (Remedy("open-request", talk),), (employer.number, number))


def _declined(consent: ConsentFacts) -> Message:
    name = consent.decided_by.name if consent.decided_by else Message(N_("the account holder"))
    if not consent.reason or not consent.decided_on:
        return Message(N_("{name} declined {number}"), name=name, number=consent.number)
    return Message(
        N_("{name} declined {number} on {date}: '{reason}'"),
        name=name,
        number=consent.number,
        date=consent.decided_on,
        reason=consent.reason,
    )


def _considered(facts: PlacementFacts, employer: EmployerFacts) -> list[ConsentFacts]:
    named = facts.placement.consent_number
    return [c for c in employer.consents if named is None or c.number == named]


def _agreed(found: ConsentFacts, facts: PlacementFacts) -> Message:
    about = {"decider": found.decided_by.name if found.decided_by else "", "date": found.decided_on, "number": found.number}
    if found.own_decision:
        return Message(N_("{decider} decided this as account holder for their own account on {date} ({number})."), **about)
    if found.places is not None:
        return Message(
            N_("{decider} agreed on {date} to {places} places of this form ({number}); {left} of {places} are left."),
            places=found.places,
            left=max(found.places - found.uses, 0),
            **about,
        )
    return Message(N_("{decider} agreed to {client} on {date} ({number})."), client=facts.client.name, **about)


def _refused(facts: PlacementFacts, employer: EmployerFacts, asked: Person) -> Verdict:
    """No consent fits: who must agree, what came of the request that comes nearest, and what to do."""
    considered = _considered(facts, employer)
    nearest = max(
        considered,
        key=lambda c: (c.form == facts.placement.form, c.state == CoordinationState.REQUESTED, c.for_this_client, c.id),
        default=None,
    )
    sentence = Message(
        N_("{holder} is account holder of {employer} and has not agreed yet to {client}: {why}."),
        holder=holder_named(employer.holder) if employer.holder else asked.name,
        employer=employer.name,
        client=facts.client.name,
        why=_why(nearest, facts),
    )
    records = (employer.number, *((nearest.number,) if nearest else ()))
    return Verdict(Outcome.BLOCK, sentence, _remedies(nearest, facts, asked), records)


def _why(nearest: ConsentFacts | None, facts: PlacementFacts) -> Message:
    if nearest is not None and (why := objection(nearest, facts)):
        return why
    if facts.placement.consent_number is None:
        return Message(N_("nobody has asked"))
    return Message(N_("{number} is no request about this client here"), number=facts.placement.consent_number)


def _remedies(nearest: ConsentFacts | None, facts: PlacementFacts, asked: Person) -> tuple[Remedy, ...]:
    verbal = Remedy("record-verbal", Message(N_("Record that {name} agreed by phone, by e-mail or in person."), name=asked.name))
    if nearest is not None and nearest.state == CoordinationState.REQUESTED and nearest.form == facts.placement.form:
        return Remedy("wait", Message(N_("Wait for the answer of {name}."), name=asked.name)), verbal
    if asked.id == facts.actor.id:
        own = Message(N_("Ask, and agree as account holder: it is recorded as your own decision."))
        return (Remedy("request-coordination", own),)
    return Remedy("request-coordination", Message(N_("Ask {name} to agree."), name=asked.name)), verbal
