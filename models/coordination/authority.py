"""Rules A, authority: the mandate of who acts, and a reason for every warning."""

from __future__ import annotations

from decimal import Decimal

from models.actor import Actor
from models.coordination.facts import MandateFacts, Person, PlacementFacts
from models.coordination.findings import Remedy
from models.coordination.rule import Judged, Verdict
from models.coordination.wage_value import rate_deviation
from models.coordination.wording import TAKEN_OVER, passes
from models.kinds import Decision, Outcome, Role, Scope
from models.messages import N_, Message


def mandate(facts: PlacementFacts) -> Verdict:
    """Mandate (A1).

    What: who acts may place this client: one of their roles stands in the mandate table with 'place', far enough to
    reach the client. Own caseload reaches the clients whose consultant they are; team reaches the clients of a
    consultant of the same team, and clients without a consultant; everything reaches all. Several roles add up. The
    line also says by how many per cent a rate may differ from the one that follows from the wage value; none: not at all.
    Why: direction and execution are separated, with powers; every decision is taken by someone whose mandate covers it.
    Broken when: no line of the mandate table for their roles reaches this client, or the rate differs further than such
    a line allows.
    Remedy: ask the client's consultant or the team lead to place, or use the derived rate.
    Keeps: promise 20, a robust separation of direction and execution; promise 35, the mandate of the regulation.
    """
    if facts.placement.taken_over:
        return TAKEN_OVER
    client, actor = facts.client, facts.actor
    if lines := _covering(facts):
        differs = rate_deviation(facts)
        line = next((line for line in lines if differs <= (line.deviation or 0)), None)
        if line is None:
            return _differs_too_far(facts, differs)
        sentence = Message(N_("{actor} may place {client}, as {role}."), actor=actor.name, client=client.name, role=line.role)
        return passes(sentence, client.number)
    if client.consultant is None:
        sentence = Message(
            N_("{actor} may not place {client}, who has no consultant: a team lead may."), actor=actor.name, client=client.name
        )
        ask = Message(N_("Ask a team lead to place {client}, or to give a consultant."), client=client.name)
    else:
        sentence = Message(
            N_("{actor} may not place {client}: {consultant} may, as consultant, or the team lead."),
            actor=actor.name,
            client=client.name,
            consultant=client.consultant.name,
        )
        ask = Message(
            N_("Ask {consultant} or the team lead to place {client}."), consultant=client.consultant.name, client=client.name
        )
    return Verdict(Outcome.BLOCK, sentence, (Remedy("ask-team-lead", ask),), (client.number,))


def _covering(facts: PlacementFacts) -> list[MandateFacts]:
    """The lines of the mandate table by which who acts may place this client."""
    client, actor = facts.client, facts.actor
    return [
        line
        for line in facts.mandates
        if line.decision == Decision.PLACE and line.role in actor.roles and reaches(line.scope, client.consultant, actor)
    ]


def most_deviation(facts: PlacementFacts) -> Decimal:
    """By how many per cent who acts may differ from the derived rate of this client; 0: not at all."""
    return max((line.deviation or Decimal(0) for line in _covering(facts)), default=Decimal(0))


def _differs_too_far(facts: PlacementFacts, differs: Decimal) -> Verdict:
    client, actor = facts.client, facts.actor
    about = {"actor": actor.name, "client": client.name, "most": most_deviation(facts)}
    if about["most"]:
        sentence = Message(
            N_("{actor} may place {client}, but with a rate that differs at most {most} % from the derived one."), **about
        )
    else:
        sentence = Message(
            N_("{actor} may place {client}, but only with the derived rate."), actor=actor.name, client=client.name
        )
    use = Remedy("use-derived-rate", Message(N_("Use the derived rate.")))
    further = may_differ(facts, differs)
    if not further:
        return Verdict(Outcome.BLOCK, sentence, (use,), (client.number,))
    ask = Message(N_("Or ask somebody who may differ this far: {roles}."), roles=further)
    return Verdict(Outcome.BLOCK, sentence, (use, Remedy("ask-team-lead", ask)), (client.number,))


def may_differ(facts: PlacementFacts, differs: Decimal) -> tuple[Role, ...]:
    """The roles that may place at a rate which differs so many per cent; none: nobody may."""
    lines = (line for line in facts.mandates if line.decision == Decision.PLACE and differs <= (line.deviation or 0))
    return tuple(dict.fromkeys(line.role for line in lines))


def reaches(scope: Scope, consultant: Person | None, actor: Actor) -> bool:
    """Whether a mandate of this scope covers a client with this consultant; scopes about employers cover no client."""
    match scope:
        case Scope.ALL:
            return True
        case Scope.TEAM:
            return consultant is None or consultant.team == actor.team
        case Scope.OWN_CASELOAD:
            return consultant is not None and consultant.id == actor.id
    return False


def reasons(facts: PlacementFacts, judged: Judged) -> Verdict:
    """Reasons (A2).

    What: each warning of the other rules is acknowledged with a reason of its own.
    Why: a warning that can be waved away by one key is no warning. A line of text makes somebody think, and tells
    those who come later why it was done all the same.
    Broken when: a rule warns and no reason, or an empty one, stands beside it.
    Remedy: give the reason, or solve what the rule warns of.
    Keeps: promise 20, decisions are taken knowingly by someone whose mandate covers them.
    """
    if facts.placement.taken_over:
        return TAKEN_OVER
    warning = [(rule, finding) for rule, finding in judged if finding.warns and finding.takes_reason]
    if not warning:
        return passes(Message(N_("No warning asks for a reason.")))
    silent = [(rule, finding) for rule, finding in warning if not facts.reasons.get(rule.id, "").strip()]
    if not silent:
        return passes(Message(N_("Each warning has its reason.")))
    titles = tuple(Message(N_("{title} ({rule})"), title=Message(rule.title), rule=rule.id) for rule, _ in silent)
    records = tuple(dict.fromkeys(number for _, finding in silent for number in finding.records))
    sentence = Message(N_("A reason is still asked for going on in spite of a warning: {rules}."), rules=titles)
    give = Message(N_("Write down why you go on, with each warning."))
    return Verdict(Outcome.BLOCK, sentence, (Remedy("give-reason", give),), records)
