"""Judging many placements at once, for lists of what would be possible: the same rules, asked no oftener than needed.

Of one client and thousands of employers, most rules say the same thousands of times. A rule that never looks at the
employer, or at nothing else, stands here by name; a rule that is not named is asked for each placement by itself. A test
watches what the named ones look at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import NamedTuple

from models.coordination.catalogue import RULES
from models.coordination.facts import PlacementFacts
from models.coordination.findings import Assessment, Finding
from models.coordination.outlook import Outlook, outlook_of
from models.coordination.rule import Judge, Rule
from models.kinds import Outcome

BUT_CLIENT = frozenset(("employer", "vacancy"))
"""What the rules of :data:`OF_CLIENT` never look at."""
OF_CLIENT = frozenset(("C1", "C2", "C3", "C4", "C5", "C6", "C7", "C12", "C14", "C16", "A1"))
"""The rules whose answer is the same at every employer."""
TO_EMPLOYER = frozenset(("employer", "placement", "today"))
"""What the rules of :data:`OF_EMPLOYER` look at, the placement only for what :func:`_of_placement` gives."""
OF_EMPLOYER = frozenset(("E1", "E5", "E6", "E8"))
"""The rules whose answer is the same for every client."""

_client_side = attrgetter(*(field.name for field in fields(PlacementFacts) if field.name not in BUT_CLIENT))


def assess_each(batch: Sequence[PlacementFacts]) -> Iterator[Assessment]:
    """What every rule says of each of many placements: of each, what :func:`~.catalogue.assess` says of it alone.

    Facts that are shared are known by being the same object, as :func:`db.placement_facts.gather_many` gives them.
    """
    for facts, said in _each(batch):
        found = {finding.rule: finding for part in said for finding in part.findings}
        judged = [(rule, found[rule.id]) for rule in RULES if rule.judge]
        found |= {rule.id: rule.finding(rule.weigh(facts, judged)) for rule in RULES if rule.weigh}
        yield Assessment(tuple(found[rule.id] for rule in RULES), facts.today)


def outlook_each(batch: Sequence[PlacementFacts]) -> Iterator[Outlook]:
    """What each of those assessments comes to, without writing out the findings that nobody reads in a list.

    The rules that weigh what the others found ask for reasons: those are given on the form, and change no outlook.
    """
    for _, said in _each(batch):
        blocks = tuple(finding for part in said for finding in part.blocks)
        yield outlook_of(blocks, sum(part.warnings for part in said))


class _Said(NamedTuple):
    """What some rules said."""

    findings: list[Finding]
    blocks: list[Finding]
    warnings: int


def _each(batch: Sequence[PlacementFacts]) -> Iterator[tuple[PlacementFacts, tuple[_Said, _Said, _Said]]]:
    of_client, of_employer = _judging(OF_CLIENT), _judging(OF_EMPLOYER)
    of_both = _judging({rule.id for rule in RULES} - OF_CLIENT - OF_EMPLOYER)
    by_client: dict[tuple[int, ...], _Said] = {}
    by_employer: dict[tuple[int, bool], _Said] = {}
    for facts in batch:
        client = tuple(map(id, _client_side(facts)))
        if client not in by_client:
            by_client[client] = _said(of_client, facts)
        employer = id(facts.employer), _of_placement(facts)
        if employer not in by_employer:
            by_employer[employer] = _said(of_employer, facts)
        yield facts, (by_client[client], by_employer[employer], _said(of_both, facts))


def _judging(named: Collection[str]) -> list[tuple[Rule, Judge]]:
    return [(rule, rule.judge) for rule in RULES if rule.judge and rule.id in named]


def _said(rules: list[tuple[Rule, Judge]], facts: PlacementFacts) -> _Said:
    findings = [rule.finding(judge(facts)) for rule, judge in rules]
    return _Said(findings, [f for f in findings if f.outcome is _BLOCK], sum(f.outcome is _WARN for f in findings))


_BLOCK, _WARN = Outcome.BLOCK, Outcome.WARN


def _of_placement(facts: PlacementFacts) -> bool:
    """All that the rules about the employer ask of the placement itself."""
    return facts.placement.taken_over
