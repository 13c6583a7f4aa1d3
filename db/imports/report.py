"""What an import tells: its counts, every row that did not come in, and what is worth a look."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import NamedTuple

from models.kinds import Outcome
from models.messages import Message


class Result(Enum):
    """What became of a good row."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


class Reject(NamedTuple):
    """One row that did not come in, and the first of its cells that is wrong."""

    line: int
    """Physical line where the record begins; the heading is line 1."""
    column: str
    """The heading as it stands in the file."""
    value: str
    """The cell as it stands in the file."""
    reason: Message


class ImportFinding(NamedTuple):
    """Something in the file or the store that a person should look at; nothing was merged or dropped for it."""

    rule: str
    outcome: Outcome
    sentence: Message
    remedy: Message | None
    records: list[str]
    """Numbers of the records it is about; never a BSN."""


@dataclass(slots=True)
class ImportReport:
    """One import as it went. Always: ``read == created + updated + unchanged + rejected``."""

    file: str
    what: str
    number: int | None = None
    """What the import is called (``nuo undo-import N``); None when nothing was written."""
    stored: bool = False
    """False when nothing was kept: a dry run, or rejected rows with ``strict``. The counts then say what would have been."""
    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejects_file: str | None = None
    rejects: list[Reject] = field(default_factory=list)
    findings: list[ImportFinding] = field(default_factory=list)

    def count(self, result: Result) -> None:
        """One good row more."""
        if result is Result.CREATED:
            self.created += 1
        elif result is Result.UPDATED:
            self.updated += 1
        else:
            self.unchanged += 1

    @property
    def rejected(self) -> int:
        """How many rows did not come in."""
        return len(self.rejects)


class ImportRow(NamedTuple):
    """An import as the list of imports shows it."""

    number: int
    what: str
    file: str
    read: int
    created: int
    updated: int
    unchanged: int
    rejected: int
    done_on: date | None
    undone_on: date | None
