"""What a rule is: a line of the table, a function that judges, and the verdict that it gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from models.coordination.facts import PlacementFacts
from models.coordination.findings import Finding, Remedy
from models.kinds import Outcome
from models.messages import Message


class Verdict(NamedTuple):
    """What a rule's function says of one placement; with the line of the table it becomes a finding."""

    outcome: Outcome
    sentence: Message
    remedies: tuple[Remedy, ...] = ()
    records: tuple[str, ...] = ()
    consent: bytes | None = None
    """E2 only: the key of the consent that would be used."""
    promise: int | None = None
    """The promise at stake when it is another one than the rule's own."""


Judge = Callable[[PlacementFacts], Verdict]
"""A rule over the facts."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table of rules: either ``judge`` or ``weigh`` is given."""

    id: str
    group: str
    """Catalogue id of the group's name."""
    title: str
    """Catalogue id of the rule's short name."""
    promise: int
    """The row of the promises register that the rule keeps."""
    judge: Judge | None = None
    weigh: Weigh | None = None
    """For a rule over what the other rules found; it has its turn after them."""
    as_it_stood: bool = False
    """On a running placement its answer at activation holds; every other rule answers as of today."""
    anew: Callable[[PlacementFacts], bool] | None = None
    """When it answers as of today after all: what it rested on did not hold."""

    def finding(self, verdict: Verdict) -> Finding:
        """The verdict as this rule's finding."""
        outcome, sentence, remedies, records, consent, promise = verdict
        return Finding(self.id, outcome, sentence, promise or self.promise, remedies, records, consent)


Judged = Sequence[tuple[Rule, Finding]]
"""Rules with what they found."""

Weigh = Callable[[PlacementFacts, Judged], Verdict]
"""A rule over the findings of the others."""
