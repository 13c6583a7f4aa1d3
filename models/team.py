"""What a team lead watches: the figures of a caseload and of an account, and the order in which they want attention.

No table: all of it follows from the others. Social results come first, money is no figure here (promise 36).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from models.messages import N_

WEEKS = 12
"""So many whole weeks stand on the line of work begun and ended."""
NO_CONTACT_DAYS = 90
"""After so many days without a contact moment guidance is in doubt (promise 12)."""
ENDING_DAYS = (30, 60, 90)
TURNAROUND_DAYS = 365
"""So far back decisions are looked at, when no other period is asked for (promise 28)."""


class Figure(StrEnum):
    """One number of the team lead's screen; each is the length of a list that can be opened."""

    CLIENTS = "clients"
    NO_WORK = "no-work"
    BROKEN_OFF = "broken-off"
    WAITING = "waiting"
    OVER = "over"
    WITHIN_30 = "within-30"
    WITHIN_60 = "within-60"
    WITHIN_90 = "within-90"
    NO_CONTACT = "no-contact"
    LATE = "late-actions"
    EMPLOYERS = "employers"
    OPEN = "open"
    PAST_TERM = "past-term"
    DECIDED = "decided"
    IN_TIME = "in-time"
    TEAM_PAST_TERM = "team-past-term"
    TEAM_CONTESTED = "team-contested"


OF_CONSULTANT = (
    Figure.CLIENTS,
    Figure.NO_WORK,
    Figure.BROKEN_OFF,
    Figure.WAITING,
    Figure.OVER,
    Figure.WITHIN_30,
    Figure.WITHIN_60,
    Figure.WITHIN_90,
    Figure.NO_CONTACT,
    Figure.LATE,
)
"""The figures of a consultant's row, social results first."""
OF_HOLDER = (Figure.EMPLOYERS, Figure.OPEN, Figure.PAST_TERM, Figure.DECIDED, Figure.IN_TIME)
"""The figures of an account holder's row."""
OF_TEAM = (Figure.TEAM_PAST_TERM, Figure.TEAM_CONTESTED, Figure.BROKEN_OFF)
"""What wants the team lead, whoever's client it is."""

WEIGHTS: Mapping[Figure, int] = {
    Figure.NO_WORK: 3,
    Figure.BROKEN_OFF: 2,
    Figure.OVER: 3,
    Figure.WITHIN_30: 2,
    Figure.WAITING: 1,
    Figure.NO_CONTACT: 1,
    Figure.LATE: 1,
    Figure.PAST_TERM: 3,
    Figure.OPEN: 1,
}
"""How much one of a figure weighs. Somebody without work weighs most, more when their work broke off; so does a right
that is over, because nothing may begin on it."""

TITLES: Mapping[Figure, str] = {
    Figure.CLIENTS: N_("clients"),
    Figure.NO_WORK: N_("without work"),
    Figure.BROKEN_OFF: N_("broken off, not back at work"),
    Figure.WAITING: N_("waiting for coordination"),
    Figure.OVER: N_("indication over"),
    Figure.WITHIN_30: N_("something ends within 30 days"),
    Figure.WITHIN_60: N_("something ends within 60 days"),
    Figure.WITHIN_90: N_("something ends within 90 days"),
    Figure.NO_CONTACT: N_("no contact in 90 days"),
    Figure.LATE: N_("actions too late"),
    Figure.EMPLOYERS: N_("employers"),
    Figure.OPEN: N_("open requests"),
    Figure.PAST_TERM: N_("open past the term"),
    Figure.DECIDED: N_("decided"),
    Figure.IN_TIME: N_("decided within the term"),
    Figure.TEAM_PAST_TERM: N_("past the term"),
    Figure.TEAM_CONTESTED: N_("contested"),
}
"""Catalogue ids of what each figure counts, as it stands over its list."""


def attention(figures: Mapping[Figure, int]) -> int:
    """How much a row wants attention: what weighs, times how many there are; the highest stands first."""
    return sum(weight * figures.get(figure, 0) for figure, weight in WEIGHTS.items())


class Trend(StrEnum):
    """Where the last weeks go, compared with those before."""

    RISING = "rising"
    FALLING = "falling"
    STEADY = "steady"


def trend(weeks: Sequence[int]) -> Trend:
    """The last four weeks against the four before: a difference of a fifth or more, and of two or more, is a trend."""
    late, early = sum(weeks[-4:]), sum(weeks[-8:-4])
    if abs(late - early) < max(2, early / 5):
        return Trend.STEADY
    return Trend.RISING if late > early else Trend.FALLING


class Turnaround(NamedTuple):
    """How long decisions took: of one account holder, or of all."""

    decided: int = 0
    median: float | None = None
    """Working days from the day of asking to the day of deciding; None: nothing was decided."""
    in_time: int = 0
    open: int = 0
    past_term: int = 0

    @property
    def share(self) -> float | None:
        """Per cent of the decisions that came within the term."""
        return 100 * self.in_time / self.decided if self.decided else None


def median(counted: Mapping[int, int]) -> float | None:
    """The median of values that each occur so many times; None of nothing.

    >>> median({1: 2, 4: 2})
    2.5
    """
    n = sum(counted.values())
    if not n:
        return None
    low = high = None
    seen = 0
    for value in sorted(counted):
        seen += counted[value]
        if low is None and seen >= (n + 1) // 2:
            low = value
        if seen >= n // 2 + 1:
            high = value
            break
    assert low is not None
    assert high is not None
    return (low + high) / 2
