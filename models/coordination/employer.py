"""Rules E, the relation with the employer: account holder, new relations, duplicates, approach stops.

The account holder's consent and its conditions (E2, E3) have a file of their own: ``consent.py``.
"""

from __future__ import annotations

from datetime import date

from models.coordination.facts import EmployerFacts, PlacementFacts, StopFacts, TwinFacts
from models.coordination.findings import Remedy
from models.coordination.rule import Verdict
from models.coordination.wording import NO_EMPLOYER, TAKEN_OVER, holder_named, not_applicable, passes, werkplein_named
from models.kinds import EmployerState, Outcome
from models.likeness import SAME, held_by_another
from models.messages import N_, Message


def account_holder(facts: PlacementFacts) -> Verdict:
    """Account holder (E1).

    What: an employer that we have a relation with has an account holder who can act: somebody active, or an active
    deputy for one who is away or has left.
    Why: the account holder is the person who is responsible for this employer. Where there is nobody to ask, nobody
    can agree, and a placement would be made behind the employer's back.
    Broken when: the employer is no prospect and has no account holder, or one who is no longer active and whom no
    active deputy replaces. An account holder who is merely away still is one. A prospect is left to rule E5.
    Remedy: the werkplein of the employer's municipality assigns one.
    Keeps: promise 33, consultants place at existing relations after coordination with the responsible account holder.
    """
    employer = facts.employer
    if employer is None:
        return NO_EMPLOYER
    if employer.state == EmployerState.PROSPECT:
        return not_applicable(
            Message(N_("{employer} is a prospect and has no account holder yet."), employer=employer.name), employer.number
        )
    holder = employer.holder
    if holder is not None and holder.deciding is not None:
        sentence = Message(N_("{holder} is account holder of {employer}."), holder=holder_named(holder), employer=employer.name)
        return passes(sentence, employer.number)
    if holder is None:
        sentence = Message(N_("{employer} has no account holder, so nobody can agree."), employer=employer.name)
    else:
        sentence = Message(
            N_("{holder} is account holder of {employer}, so nobody can agree."),
            holder=holder_named(holder),
            employer=employer.name,
        )
    ask = Message(N_("Ask {werkplein} to assign an account holder."), werkplein=werkplein_named(employer))
    return Verdict(Outcome.BLOCK, sentence, (Remedy("assign-holder", ask),), (employer.number,))


def new_relation(facts: PlacementFacts) -> Verdict:
    """Relation (E5).

    What: an employer is registered with the werkplein as a relation, with an account holder, before anybody is placed there.
    Why: the employer approach is one approach. A first placement that the werkplein does not know of is where double
    work and crossed promises begin.
    Broken when: the employer is still a prospect. Not applied to placements taken over from the old administration.
    Remedy: an account manager of the werkplein, or an administrator, makes the prospect a relation and assigns an
    account holder.
    Keeps: promise 33, coordination of the employer approach prevents double work.
    """
    employer = facts.employer
    if employer is None:
        return NO_EMPLOYER
    if facts.placement.taken_over:
        return TAKEN_OVER
    if employer.state != EmployerState.PROSPECT:
        return passes(Message(N_("{employer} is registered as a relation."), employer=employer.name), employer.number)
    sentence = Message(
        N_("{employer} is a prospect: {werkplein} has not registered it as a relation with an account holder yet."),
        employer=employer.name,
        werkplein=werkplein_named(employer),
    )
    ask = Message(
        N_("Ask {werkplein} to make {employer} a relation and to assign an account holder."),
        employer=employer.name,
        werkplein=werkplein_named(employer),
    )
    return Verdict(Outcome.BLOCK, sentence, (Remedy("make-relation", ask),), (employer.number,))


def double(facts: PlacementFacts) -> Verdict:
    """Double (E6).

    What: no other employer record is probably the same employer. Almost certain: the same branch number; or the same
    KVK number, or the same name and place, together with the same phone or web domain. Probable: the same KVK number
    alone, or the same name and place alone. A shared phone or web domain alone says nothing.
    Why: with two records an employer has two histories and perhaps two account holders, and the one who is asked need
    not be the one who is responsible.
    Broken when: there is such a record. It warns; it blocks when the record is almost certainly the same employer and
    has another account holder than this one.
    Remedy: look at both records; ask both account holders which one stays, and have the other one archived.
    Keeps: promise 33, coordination of the employer approach prevents double work.
    """
    employer = facts.employer
    if employer is None:
        return NO_EMPLOYER
    if not employer.twins:
        return passes(Message(N_("No other employer looks like {employer}."), employer=employer.name), employer.number)
    records = (employer.number, *(twin.number for twin in employer.twins))
    ours = employer.holder.person.id if employer.holder else None
    rivals = [twin for twin in employer.twins if held_by_another(twin.likeness, twin.holder.id if twin.holder else None, ours)]
    if rivals:
        return _two_holders(employer, rivals[0], records)
    sentence = Message(
        N_("{employer} looks like {twins}."), employer=employer.name, twins=tuple(twin_named(twin) for twin in employer.twins)
    )
    look = Message(N_("Look at both records; when they are the same employer, have one of them archived."))
    return Verdict(Outcome.WARN, sentence, (Remedy("open-twin", look),), records)


def twin_named(twin: TwinFacts) -> Message:
    """A record that looks like another one, with what is the same."""
    return Message(
        N_("{name} ({number}; same {reasons})"),
        name=twin.name,
        number=twin.number,
        reasons=tuple(Message(SAME[reason]) for reason in twin.reasons),
    )


def _two_holders(employer: EmployerFacts, twin: TwinFacts, records: tuple[str, ...]) -> Verdict:
    theirs = twin.holder.name if twin.holder else ""
    if employer.holder is None:
        sentence = Message(
            N_("{employer} is almost certainly {twin}, whose account holder is {theirs}."),
            employer=employer.name,
            twin=twin_named(twin),
            theirs=theirs,
        )
        ask = Message(N_("Ask {theirs} which of the two records stays, and have the other one archived."), theirs=theirs)
    else:
        ours = employer.holder.person.name
        sentence = Message(
            N_("{employer} is almost certainly {twin}, but {ours} is account holder of the one and {theirs} of the other."),
            employer=employer.name,
            twin=twin_named(twin),
            ours=ours,
            theirs=theirs,
        )
        ask = Message(
            N_("Ask {ours} and {theirs} which of the two records stays, and have the other one archived."),
            ours=ours,
            theirs=theirs,
        )
    return Verdict(Outcome.BLOCK, sentence, (Remedy("open-twin", ask),), records)


def approach_stop(facts: PlacementFacts) -> Verdict:
    """Approach stop (E8).

    What: the employer may be approached today: no approach stop runs, and the employer is not blocked.
    Why: an account holder who has promised an employer some rest must be able to keep that promise for everybody.
    Broken when: a stop that was not lifted has begun and has not ended today (its first and last day count), or the
    employer's state is blocked.
    Remedy: wait until the stop ends, or ask an account manager of the werkplein to lift it.
    Keeps: promise 33, coordination of the employer approach prevents double work.
    """
    employer = facts.employer
    return NO_EMPLOYER if employer is None else stop_at(employer, facts.today)


def stop_at(employer: EmployerFacts, today: date) -> Verdict:
    """What E8 says of an employer on a day, whatever it is to be approached for."""
    ask = Remedy("lift-stop", Message(N_("Ask {werkplein} whether it can be lifted."), werkplein=werkplein_named(employer)))
    if employer.state == EmployerState.BLOCKED:
        sentence = Message(N_("{employer} is blocked: nobody is placed there."), employer=employer.name)
        return Verdict(Outcome.BLOCK, sentence, (ask,), (employer.number,))
    running = [stop for stop in employer.stops if _runs(stop, today)]
    if not running:
        return passes(Message(N_("No approach stop runs for {employer}."), employer=employer.name), employer.number)
    longest = max(running, key=lambda stop: stop.until or date.max)
    if longest.until is None:
        sentence = Message(
            N_("{employer} is not to be approached until further notice: '{reason}'."),
            employer=employer.name,
            reason=longest.reason,
        )
    else:
        sentence = Message(
            N_("{employer} is not to be approached up to and including {until}: '{reason}'."),
            employer=employer.name,
            until=longest.until,
            reason=longest.reason,
        )
    return Verdict(Outcome.BLOCK, sentence, (ask,), (employer.number,))


def _runs(stop: StopFacts, day: date) -> bool:
    return stop.from_date <= day and (stop.until is None or day <= stop.until)
