"""What an import has found that is worth a look, gathered while it goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from db.imports.report import ImportFinding
from models.kinds import Outcome
from models.messages import N_, Message

MOST = 500
"""Findings of one rule that are told in full."""
NAMED = 20
"""Records that one finding names."""
Touched = Callable[[int], bool]
"""Whether the file speaks of the record with this rowid."""


class Findings:
    """The findings of one import; of each rule the first :data:`MOST`, then how many more there are."""

    def __init__(self) -> None:
        self._kept: list[ImportFinding] = []
        self._counts: dict[str, int] = {}

    def add(self, rule: str, outcome: Outcome, sentence: Message, remedy: Message | None, records: Iterable[str]) -> None:
        """Tell one finding."""
        count = self._counts[rule] = self._counts.get(rule, 0) + 1
        if count <= MOST:
            self._kept.append(ImportFinding(rule, outcome, sentence, remedy, list(records)[:NAMED]))

    def all(self) -> list[ImportFinding]:
        """All that was found."""
        more = [
            ImportFinding(
                rule,
                Outcome.WARN,
                Message(N_("There are {count} more findings like the ones above."), count=count - MOST),
                None,
                [],
            )
            for rule, count in self._counts.items()
            if count > MOST
        ]
        return self._kept + more
