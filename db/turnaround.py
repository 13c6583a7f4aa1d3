"""Turnaround: how long account holders take to decide, in working days, and how much comes within the term (promise 28)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from db.reading import Reader
from db.team_figures import ASKED, DECISIONS, Period, on_days
from models.team import Figure, Turnaround, median
from models.workdays import working_days_between


class Decided(NamedTuple):
    """The decisions of one account holder: how many took so many working days, and how many came within the term."""

    days: Counter[int]
    in_time: int


class Turnarounds(NamedTuple):
    """How long decisions took, by the key of the account holder; None: of employers without one."""

    by_holder: Mapping[bytes | None, Turnaround]
    days_of: Mapping[bytes | None, Counter[int]]
    """How many of their decisions took so many working days."""

    def of(self, holders: set[bytes | None]) -> Turnaround:
        """All of these together."""
        days: Counter[int] = Counter()
        for holder in holders:
            days.update(self.days_of.get(holder, ()))
        found = [self.by_holder[holder] for holder in holders if holder in self.by_holder]
        return Turnaround(
            sum(one.decided for one in found),
            median(days),
            sum(one.in_time for one in found),
            sum(one.open for one in found),
            sum(one.past_term for one in found),
        )


def turnarounds(reader: Reader, today: date, period: Period) -> Turnarounds:
    """Of every account holder who was asked something, in two queries."""
    decided = on_days(
        f"SELECT {DECISIONS.owner}, a.requested_on, a.decided_on, {DECISIONS.figures[Figure.IN_TIME]}, count(*) "
        f"FROM {DECISIONS.table} WHERE {DECISIONS.base} GROUP BY 1, 2, 3, 4",
        today,
        period,
    )
    days: defaultdict[bytes | None, Counter[int]] = defaultdict(Counter)
    in_time: Counter[bytes | None] = Counter()
    for holder, asked_on, decided_on, timely, n in reader.rows(decided):
        days[holder][working_days_between(date.fromisoformat(asked_on), date.fromisoformat(decided_on))] += n
        in_time[holder] += n * timely
    waiting = on_days(
        f"SELECT {ASKED.owner}, sum({ASKED.figures[Figure.OPEN]}), coalesce(sum({ASKED.figures[Figure.PAST_TERM]}), 0) "
        f"FROM {ASKED.table} WHERE {ASKED.base} GROUP BY 1",
        today,
        period,
    )
    opened = {holder: (opened, late) for holder, opened, late in reader.rows(waiting)}
    found = {
        holder: Turnaround(
            sum(days[holder].values()) if holder in days else 0,
            median(days[holder]) if holder in days else None,
            in_time[holder],
            *opened.get(holder, (0, 0)),
        )
        for holder in {*days, *opened}
    }
    return Turnarounds(found, dict(days))
