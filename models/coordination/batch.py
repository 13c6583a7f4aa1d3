"""Judging many placements at once, for lists of what would be possible: the same rules, asked no oftener than needed.

Of one client and thousands of employers, most rules say the same thousands of times. A rule that never looks at the
employer, or at nothing else, stands here by name; a rule that is not named is asked for each placement by itself. A test
watches what the named ones look at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from operator import attrgetter
from typing import cast

from models.coordination.catalogue import RULES
from models.coordination.facts import PlacementFacts
from models.coordination.findings import Assessment, Finding
from models.coordination.rule import Judge, Rule

BUT_CLIENT = frozenset(("employer", "vacancy"))
"""What the rules of :data:`OF_CLIENT` never look at."""
OF_CLIENT = frozenset(("C1", "C2", "C3", "C4", "C5", "C6", "C7", "C12", "C14", "C16", "A1"))
"""The rules whose answer is the same at every employer."""
TO_EMPLOYER = frozenset(("employer", "placement", "today"))
"""What the rules of :data:`OF_EMPLOYER` look at, the placement only for what :func:`_of_placement` gives."""
OF_EMPLOYER = frozenset(("E1", "E5", "E6", "E8"))
"""The rules whose answer is the same for every client."""

_client_side = attrgetter(*(field.name for field in fields(PlacementFacts) if field.name not in BUT_CLIENT))
_Placed = list[tuple[int, Finding]]
"""Findings, each with its place in the table of rules."""


def assess_many(batch: Sequence[PlacementFacts]) -> list[Assessment]:
    """What every rule says of each of many placements: of each, what :func:`~.catalogue.assess` says of it alone.

    Facts that are shared are known by being the same object, as :func:`db.placement_facts.gather_many` gives them.
    """
    of_client, of_employer, of_both = _judging(OF_CLIENT), _judging(OF_EMPLOYER), _judging(None)
    weighing = [(at, rule) for at, rule in enumerate(RULES) if rule.weigh]
    judged_rules = [(at, rule) for at, rule in enumerate(RULES) if rule.judge]
    by_client: dict[tuple[int, ...], _Placed] = {}
    by_employer: dict[tuple[int, bool], _Placed] = {}
    found = []
    for facts in batch:
        client = tuple(map(id, _client_side(facts)))
        if client not in by_client:
            by_client[client] = _said(of_client, facts)
        employer = id(facts.employer), _of_placement(facts)
        if employer not in by_employer:
            by_employer[employer] = _said(of_employer, facts)
        findings: list[Finding | None] = [None] * len(RULES)
        for at, finding in (*by_client[client], *by_employer[employer], *_said(of_both, facts)):
            findings[at] = finding
        judged = [(rule, cast("Finding", findings[at])) for at, rule in judged_rules]
        for at, rule in weighing:
            findings[at] = rule.finding(rule.weigh(facts, judged)) if rule.weigh else None
        found.append(Assessment(tuple(cast("list[Finding]", findings)), facts.today))
    return found


def _judging(named: frozenset[str] | None) -> list[tuple[int, Rule, Judge]]:
    """The rules of one kind with their place in the table; None: those that are named nowhere."""
    return [
        (at, rule, rule.judge)
        for at, rule in enumerate(RULES)
        if rule.judge and (rule.id in named if named is not None else rule.id not in OF_CLIENT | OF_EMPLOYER)
    ]


def _said(rules: list[tuple[int, Rule, Judge]], facts: PlacementFacts) -> _Placed:
    return [(at, rule.finding(judge(facts))) for at, rule, judge in rules]


def _of_placement(facts: PlacementFacts) -> bool:
    """All that the rules about the employer ask of the placement itself."""
    return facts.placement.taken_over
