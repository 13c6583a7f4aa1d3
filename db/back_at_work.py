"""How soon clients were back at work after a placement broke off (promise 32: within 14 days).

One query along an index of the placements that ended in the period: as many rows as there are of those, whatever the
size of the store.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from db.reading import Reader
from db.settings import whole_number
from models.figures import BACK_AT_WORK_DAYS
from models.values import person_name

LISTED = 1_000
"""A report lists at most this many; its figures count all."""


class Return(StrEnum):
    """What became of a client whose placement broke off."""

    IN_TIME = "in-time"
    LATE = "late"
    OPEN = "open"
    """Not back yet, and the days are not over."""
    NOT_BACK = "not-back"
    """Not back yet, and the days have passed."""
    LEFT = "left"
    """No longer with us before the days were over: not counted in the share."""


class BrokenOff(NamedTuple):
    """One placement that broke off, and how it went on."""

    placement: str
    """Number of the placement."""
    client: str
    """Number of the client."""
    name: str
    consultant: str | None
    where: str
    """Name of the employer or location where it broke off."""
    last: date
    """The last day worked there."""
    back_on: date | None
    """The first day at work elsewhere; the day after :attr:`last` for who worked elsewhere too. None: not back."""
    days: int
    """Days without work: until back, else until the day of the report."""
    outcome: Return


class BackAtWork(NamedTuple):
    """The measure over a period."""

    first: date
    last: date
    within: int
    """Days within which one should be back (a setting)."""
    counts: dict[Return, int]
    lines: tuple[BrokenOff, ...]
    """The newest first, at most :data:`LISTED`."""

    @property
    def measured(self) -> int:
        """Placements of which is known whether the client was back in time."""
        return self.counts[Return.IN_TIME] + self.counts[Return.LATE] + self.counts[Return.NOT_BACK]

    @property
    def share(self) -> float | None:
        """Which part was back in time, 0 to 1; None when nothing could be measured."""
        return self.counts[Return.IN_TIME] / self.measured if self.measured else None


_BROKEN_OFF = """
SELECT w.number, w.ended_on, c.number, c.surname, c.prefix, coalesce(c.call_name, c.initials), u.name,
       coalesce(e.name, l.name, ''), c.status,
       (SELECT min(max(p.start, date(w.ended_on, '+1 day'))) FROM placement p
         WHERE p.client_id = w.client_id AND p.id <> w.id AND +p.state IN ('active', 'provisional', 'ended', 'broken-off')
           AND p.start <= :today
           AND (coalesce(p.ended_on, p.until) IS NULL OR coalesce(p.ended_on, p.until) > w.ended_on
                OR +p.state = 'active')
           AND (p.ended_on IS NULL OR p.ended_on >= p.start))
  FROM placement w INDEXED BY ix_placement_ended
  JOIN client c ON c.id = w.client_id
  LEFT JOIN user u ON u.id = c.consultant_id
  LEFT JOIN employer e ON e.id = w.employer_id LEFT JOIN location l ON l.id = w.location_id
 WHERE w.state = 'broken-off' AND w.ended_on BETWEEN :first AND :last AND w.ended_on >= w.start
   AND (:consultant IS NULL OR c.consultant_id = :consultant)
   AND (:team IS NULL OR u.team = :team)
 ORDER BY w.ended_on DESC, w.id DESC
"""
_GONE = ("ended", "deceased", "moved")


def back_at_work(
    reader: Reader, first: date, last: date, today: date, *, consultant: bytes | None = None, team: str | None = None
) -> BackAtWork:
    """The placements that broke off from ``first`` to ``last``, and how soon their clients were back at work.

    Of all, or of the clients who are now a ``consultant``'s or a ``team``'s. What never began is left out: nobody lost
    work by it.
    """
    within = whole_number(reader, BACK_AT_WORK_DAYS, today)
    given = {
        "first": first.isoformat(),
        "last": min(last, today).isoformat(),
        "today": today.isoformat(),
        "consultant": consultant,
        "team": team,
    }
    counts = dict.fromkeys(Return, 0)
    lines: list[BrokenOff] = []
    for row in reader.each(_BROKEN_OFF, given):
        line = _line(row, today, within)
        counts[line.outcome] += 1
        if len(lines) < LISTED:
            lines.append(line)
    return BackAtWork(first, last, within, counts, tuple(lines))


def _line(row: tuple[Any, ...], today: date, within: int) -> BrokenOff:
    placement, ended, client, surname, prefix, first, consultant, where, status, back = row
    last = date.fromisoformat(ended)
    back_on = None if back is None else date.fromisoformat(back)
    days = max(0, ((back_on or today) - last).days - (back_on is not None))
    name = person_name(surname, prefix, first)
    return BrokenOff(
        placement, client, name, consultant, where, last, back_on, days, _outcome(last, back_on, today, within, status)
    )


def _outcome(last: date, back_on: date | None, today: date, within: int, status: str) -> Return:
    until = last + timedelta(days=within)
    if back_on is not None:
        return Return.IN_TIME if back_on <= until else Return.LATE
    if status in _GONE:
        return Return.LEFT
    return Return.OPEN if today <= until else Return.NOT_BACK
