"""Rule A3: a block is set aside only by who may, with a reason, and never by who proposes.

Which blocks may be set aside, and by which role, stands in the mandate table (``docs/decisions/0015-override.md``). An
override is a record of its own; it answers one sentence of one rule, and when the rule says something else it no longer
counts.
"""

from __future__ import annotations

from models.coordination.facts import MandateFacts, OverrideFacts, Person, PlacementFacts
from models.coordination.findings import Finding, Remedy
from models.coordination.rule import Judged, Verdict
from models.coordination.wording import TAKEN_OVER, not_applicable, passes
from models.kinds import Decision, Outcome, Role, Scope
from models.messages import N_, Message

NEVER = frozenset(("E1", "E2", "E3", "E5", "E8", "C4", "C5", "A1", "A2", "A3"))
"""Rules whose block nobody sets aside, whatever the table says: the account holder, who directs and pays, and authority
itself have the say there. To place past an account holder is what this program exists to prevent (promise 33)."""


def overrides(facts: PlacementFacts, judged: Judged) -> Verdict:
    """Override (A3).

    What: a block of another rule that was set aside, was set aside by somebody whose role may do so by the mandate
    table, for this rule and for this client, with a reason; and not by who proposed the placement. It counts as long as
    the rule says the same as it did then. Only rules in which the organisation itself has the say stand in the table to
    begin with; an administrator changes it.
    Why: rules are made for the usual case, and somebody must be able to decide on the unusual one: by name, with a
    reason, and never alone.
    Broken when: a block was set aside by who proposed it, or by somebody whose mandate does not cover it today. What
    was set aside then still blocks. It does not apply when nothing was set aside.
    Remedy: ask somebody who may, and who did not propose it, or solve what the rule found.
    Keeps: promise 20, direction and execution apart, with clear powers; promise 35, the mandate of the regulation.
    """
    if facts.placement.taken_over:
        return TAKEN_OVER
    said = {rule.id: finding for rule, finding in judged}
    given = [o for o in facts.overrides if _answers(o, said.get(o.rule)) or _stands(o, said.get(o.rule))]
    if not given:
        return not_applicable(Message(N_("Nothing was set aside.")))
    titles = {rule.id: Message(N_("{title} ({rule})"), title=Message(rule.title), rule=rule.id) for rule, _finding in judged}
    held = {o.rule for o in given if said[o.rule].set_aside}
    for override in given:
        if override.rule not in held:
            return _may_not(facts, override, titles[override.rule])
    names = tuple(dict.fromkeys(o.by.name for o in given))
    rules = tuple(titles[rule] for rule in titles if rule in held)
    return passes(Message(N_("{rules} was set aside by {names}, who may."), rules=rules, names=names), facts.client.number)


def _may_not(facts: PlacementFacts, override: OverrideFacts, title: Message) -> Verdict:
    about = {"name": override.by.name, "rule": title}
    if override.by_proposer:
        sentence = Message(N_("{name} set {rule} aside for a placement of their own proposing."), **about)
    else:
        sentence = Message(N_("{name} set {rule} aside, and has no mandate for that."), **about)
    ask = Message(N_("Ask somebody who may, and who did not propose this, or solve what the rule found."))
    return Verdict(Outcome.BLOCK, sentence, (Remedy("ask-team-lead", ask),), (facts.client.number,))


def with_overrides(facts: PlacementFacts, finding: Finding) -> Finding:
    """A finding that blocks, as it stands once somebody who may has set it aside; else with who could."""
    if not finding.blocks:
        return finding
    override = next((o for o in facts.overrides if _answers(o, finding) and _holds(facts, o)), None) if facts.overrides else None
    if override is not None:
        sentence = Message(
            N_("{sentence} Set aside by {name}, {role}, on {date}: '{reason}'."),
            sentence=finding.sentence,
            name=override.by.name,
            role=override.role,
            date=override.on,
            reason=override.because,
        )
        return finding._replace(outcome=Outcome.WARN, sentence=sentence, remedies=(), set_aside=True)
    if facts.placement.taken_over or not (roles := who_may(facts, finding.rule)):
        return finding
    ask = Message(N_("This can be set aside with a reason by {roles}, but not by who proposes it."), roles=roles)
    return finding._replace(remedies=(*finding.remedies, Remedy("override", ask)))


def who_may(facts: PlacementFacts, rule: str) -> tuple[Role, ...]:
    """The roles that may set aside what a rule finds."""
    return tuple(dict.fromkeys(line.role for line in _lines(facts, rule)))


def role_for(facts: PlacementFacts, rule: str, team: str, roles: frozenset[Role], person: bytes) -> Role | None:
    """In which of these roles somebody may set aside what a rule finds of this client; None: in none."""
    who = Person(person, "", team=team)
    return next((line.role for line in _lines(facts, rule) if line.role in roles and _reaches(facts, line, who)), None)


def _lines(facts: PlacementFacts, rule: str) -> list[MandateFacts]:
    if rule in NEVER:
        return []
    return [line for line in facts.mandates if line.decision == Decision.OVERRIDE and line.rule == rule]


def _holds(facts: PlacementFacts, override: OverrideFacts) -> bool:
    """Whether it was theirs to give. Of a placement that runs this was judged when it began."""
    if facts.running:
        return True
    lines = (line for line in _lines(facts, override.rule) if line.role == override.role)
    return not override.by_proposer and any(_reaches(facts, line, override.by) for line in lines)


def _reaches(facts: PlacementFacts, line: MandateFacts, who: Person) -> bool:
    consultant = facts.client.consultant
    match line.scope:
        case Scope.ALL:
            return True
        case Scope.TEAM:
            return consultant is None or consultant.team == who.team
        case Scope.OWN_CASELOAD:
            return consultant is not None and consultant.id == who.id
    return False


def _answers(override: OverrideFacts, finding: Finding | None) -> bool:
    """Whether the rule still says what was set aside."""
    return finding is not None and finding.blocks and finding.rule == override.rule and finding.sentence == override.sentence


def _stands(override: OverrideFacts, finding: Finding | None) -> bool:
    """Whether the finding has been set aside already, by this override."""
    return finding is not None and finding.set_aside and finding.sentence.values.get("sentence") == override.sentence
