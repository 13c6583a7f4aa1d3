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
from models.coordination.findings import Finding
from models.coordination.outlook import Outlook, outlook_of
from models.coordination.overriding import with_overrides
from models.coordination.rule import Judge, Rule
from models.kinds import Outcome

BUT_CLIENT = frozenset(("employer", "fallback", "vacancy", "work"))
"""What the rules of :data:`OF_CLIENT` never look at."""
OF_CLIENT = frozenset(("C1", "C2", "C3", "C4", "C5", "C6", "C7", "C12", "C14", "C15", "C16", "A1"))
"""The rules whose answer is the same at every employer."""
TO_EMPLOYER = frozenset(("employer", "placement", "today"))
"""What the rules of :data:`OF_EMPLOYER` look at, the placement only for what :func:`_of_placement` gives."""
OF_EMPLOYER = frozenset(("E1", "E5", "E6", "E8"))
"""The rules whose answer is the same for every client."""

_client_side = attrgetter(*(field.name for field in fields(PlacementFacts) if field.name not in BUT_CLIENT))


def outlook_each(batch: Sequence[PlacementFacts]) -> Iterator[Outlook]:
    """What the assessment of each of many placements comes to: of each, what :func:`~.catalogue.assess` says of it alone.

    Facts that are shared are known by being the same object, as :func:`db.placement_facts.gather_many` gives them. What is
    well is not written out: nobody reads it in a list. The rules that weigh what the others found ask for reasons; those
    are given on the form, and change no outlook.
    """
    of_client, of_employer = _judging(OF_CLIENT), _judging(OF_EMPLOYER)
    of_both = _judging({rule.id for rule in RULES} - OF_CLIENT - OF_EMPLOYER)
    by_client: dict[tuple[int, ...], _Said] = {}
    by_employer: dict[tuple[int, bool], _Said] = {}
    for facts in batch:
        client = tuple(map(id, _client_side(facts)))
        if (ours := by_client.get(client)) is None:
            ours = by_client[client] = _told(_said(of_client, facts), facts)
        employer = id(facts.employer), _of_placement(facts)
        if (theirs := by_employer.get(employer)) is None:
            theirs = by_employer[employer] = _said(of_employer, facts)
        theirs, both = _told(theirs, facts), _told(_said(of_both, facts), facts)
        yield outlook_of(ours.blocks + theirs.blocks + both.blocks, ours.warnings + theirs.warnings + both.warnings)


class _Said(NamedTuple):
    """What some rules said, as far as it is not well."""

    blocks: list[Finding]
    warnings: int


def _judging(named: Collection[str]) -> list[tuple[Rule, Judge]]:
    return [(rule, rule.judge) for rule in RULES if rule.judge and rule.id in named]


def _said(rules: list[tuple[Rule, Judge]], facts: PlacementFacts) -> _Said:
    blocks, warnings = [], 0
    for rule, judge in rules:
        verdict = judge(facts)
        if verdict.outcome is _BLOCK:
            blocks.append(rule.finding(verdict))
        elif verdict.outcome is _WARN:
            warnings += 1
    return _Said(blocks, warnings)


def _told(said: _Said, facts: PlacementFacts) -> _Said:
    """The same, with who set a block aside, which then warns, or who could."""
    if not said.blocks:
        return said
    told = [with_overrides(facts, block) for block in said.blocks]
    blocks = [finding for finding in told if finding.blocks]
    return _Said(blocks, said.warnings + len(told) - len(blocks))


_BLOCK, _WARN = Outcome.BLOCK, Outcome.WARN


def _of_placement(facts: PlacementFacts) -> bool:
    """All that the rules about the employer ask of the placement itself."""
    return facts.placement.taken_over
