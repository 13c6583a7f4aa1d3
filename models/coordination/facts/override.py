"""Blocks that were set aside, with who did so and why; rule A3."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.coordination.facts.people import Person
from models.kinds import Role
from models.messages import Message


@dataclass(frozen=True, slots=True)
class OverrideFacts:
    """That somebody set a rule's block aside for this proposal."""

    rule: str
    sentence: Message
    """What the rule said then: it is set aside as long as it says the same."""
    by: Person
    role: Role
    """The role in which they did so."""
    on: date
    because: str
    by_proposer: bool = False
    """Whether that was who proposed the placement."""
