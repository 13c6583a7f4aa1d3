"""``nuo doctor``: is the store sound, does everything in it agree with everything else, and is it safe here?

One read transaction for all that is compared, so that others can go on writing. Every check gives problems, each with
what is wrong and what to do. Records are compared one by one, in the order of their keys, in the tables and in the
journal at once: memory does not grow with the store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple

from db.backup import last_backup
from db.connection import DriverError
from db.doctor.file import problems as in_the_file
from db.doctor.journal import problems as in_the_journal
from db.doctor.problem import Problem, Progress, unreadable
from db.doctor.schema import problems as in_the_schema
from db.doctor.search import problems as in_the_search_index
from db.store import Store
from models.errors import StoreError

__all__ = ("Examination", "Problem", "examine")


class Examination(NamedTuple):
    """What was found."""

    problems: list[Problem]
    last_backup: datetime | None


Check = Callable[[Store, Progress], Iterator[Problem]]
_CHECKS: tuple[tuple[Check, int], ...] = (
    (in_the_schema, 1),
    (in_the_file, 24),
    (in_the_search_index, 25),
    (in_the_journal, 50),
)
"""The checks, each with its share of the time, in hundredths."""


def examine(store: Store, progress: Callable[[int, int], None] | None = None) -> Examination:
    """Examine the open store; ``progress`` gets how much is done, of how much."""
    with store.read() as reader:
        last = last_backup(reader)
    found: list[Problem] = []
    before = 0
    for check, share in _CHECKS:

        def part(done: float, before: int = before, share: int = share) -> None:
            if progress:
                progress(int(before + share * min(done, 1.0)), 100)

        try:
            for problem in check(store, part):
                found.append(problem)  # noqa: PERF402 - what was found before an error counts
        except DriverError as error:
            found.append(unreadable(str(error)))
        except StoreError as error:  # what the driver said, as a reader tells it
            found.append(unreadable(str(error.__cause__ or error)))
        before += share
        part(0, before, 0)
    return Examination(list(dict.fromkeys(found)), last)
