"""What an import has found that is worth a look, gathered while it goes."""

from __future__ import annotations

from collections.abc import Iterable

from db.duplicates.pairs import Touched
from db.imports.report import ImportFinding
from models.kinds import Outcome
from models.messages import Message

__all__ = ("NAMED", "Findings", "Touched")

NAMED = 20
"""How many records a sentence names; the finding itself holds them all."""


class Findings:
    """The findings of one import, in the order in which they were told."""

    def __init__(self) -> None:
        self._told: list[ImportFinding] = []

    def add(self, rule: str, outcome: Outcome, sentence: Message, remedy: Message | None, records: Iterable[str]) -> None:
        """Tell one finding."""
        self._told.append(ImportFinding(rule, outcome, sentence, remedy, list(records)))

    def all(self) -> list[ImportFinding]:
        """All that was found."""
        return self._told
