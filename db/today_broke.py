"""What broke in a caseload, or anywhere: a stop, a consent, an account holder or a fallback place that a placement rests on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from db.account_holding import RUNS
from db.reading import Reader
from db.today_ends import indications_nearer
from models.about import About
from models.kinds import PlacementState
from models.messages import N_, Message
from models.today import Remedy, TodayLine, Why
from models.values import person_name

_NAMES = "c.id, c.surname, c.prefix, c.first, e.name"
_THERE = """
  FROM mine c CROSS JOIN placement p ON p.client_id = c.id CROSS JOIN employer e ON e.id = p.employer_id
"""
_STOPS = f"""
SELECT p.id, s.from_date, {_NAMES} {_THERE} JOIN approach_stop s ON s.employer_id = e.id
 WHERE +p.state IN ('active', 'provisional', 'proposed') AND s.from_date <= :day
   AND (s.until_date IS NULL OR s.until_date >= :day) AND (s.lifted_on IS NULL OR s.lifted_on > :day)
   AND (s.from_date >= :since OR date(s.created_at) >= :since)
"""
_CONSENTS = f"""
SELECT p.id, CASE a.state WHEN 'withdrawn' THEN date(a.changed_at) ELSE a.valid_until END, {_NAMES}, a.state {_THERE}
  JOIN coordination a ON a.client_id = c.id AND a.employer_id = e.id AND a.form = p.form
 WHERE +p.state = 'proposed'
   AND (+a.state = 'withdrawn' AND a.decided_on IS NOT NULL AND date(a.changed_at) >= :since
        OR +a.state IN ('approved', 'approved-with-conditions') AND a.valid_until >= :since AND a.valid_until < :day)
   AND NOT EXISTS (SELECT 1 FROM coordination n WHERE n.client_id = c.id AND n.employer_id = e.id AND n.form = p.form
                    AND (+n.state = 'requested'
                         OR +n.state IN ('approved', 'approved-with-conditions') AND n.valid_until >= :day))
"""
_HOLDERS = f"""
SELECT e.id, max(CASE WHEN u.active THEN h.until_date ELSE date(u.changed_at) END), {_NAMES} {_THERE}
  JOIN account_holding h ON h.employer_id = e.id JOIN user u ON u.id = h.user_id
 WHERE +p.state IN ('active', 'provisional', 'proposed')
   AND (h.until_date >= :since AND h.until_date < :day
        OR NOT u.active AND date(u.changed_at) >= :since AND (h.until_date IS NULL OR h.until_date >= :day))
   AND NOT EXISTS (SELECT 1 FROM account_holding r JOIN user w ON w.id = r.user_id AND w.active
                    WHERE r.employer_id = e.id AND {RUNS.replace("h.", "r.")})
 GROUP BY e.id
"""


def since(today: date) -> date:
    """The last working day before ``today``: on Monday what broke since Friday is new too."""
    return today - timedelta({0: 3, 6: 2}.get(today.weekday(), 1))


def broke(reader: Reader, mine: str, caseload: dict[str, Any], today: date, begin: date | None = None) -> list[TodayLine]:
    """What placements and proposals of the caseload rested on until ``begin``, the last working day, and no longer do."""
    given = {name: value for name, value in caseload.items() if name in ("me", "look")}
    given |= {"day": today.isoformat(), "since": (begin or since(today)).isoformat()}
    found = [
        *_lines(reader.rows(mine + _STOPS, given), _STOP),
        *_consents(reader.rows(mine + _CONSENTS, given)),
        *_lines(reader.rows(mine + _HOLDERS, given), _HOLDER),
        *_fallbacks(reader.rows(mine + _FALLBACKS, given), today),
    ]
    return sorted(found, key=lambda line: (line.day or today, line.key))


_ANYBODY = """
WITH mine AS (SELECT id, surname, prefix, coalesce(call_name, initials) AS first FROM client WHERE archived_on IS NULL)
"""
"""Instead of a caseload: all clients."""


def broke_anywhere(reader: Reader, today: date, begin: date | None = None) -> list[TodayLine]:
    """What broke since ``begin``, the last working day, for any client; an indication that came nearer its end too.

    All clients are looked through, each query once: for a check that looks at all of them anyway.
    """
    start = begin or since(today)
    found = [*broke(reader, _ANYBODY, {}, today, start), *indications_nearer(reader, _ANYBODY, today, start)]
    return sorted(found, key=lambda line: (line.day or today, line.key))


class _Kind(NamedTuple):
    """What is said of a kind of break, and what is done about it."""

    subject: str
    text: str
    remedy: Remedy
    what: str | None = None


_STOP = _Kind(
    "placement",
    N_("{employer}: an approach stop runs ({client})"),
    Remedy.ACTION,
    N_("talk with the account holder about the stop at {employer}"),
)
_HOLDER = _Kind(
    "employer",
    N_("{employer} has no account holder any more ({client})"),
    Remedy.ACTION,
    N_("ask the werkplein for an account holder of {employer}"),
)
_WITHDRAWN = _Kind("placement", N_("{employer}: the consent for {client} was withdrawn"), Remedy.RESUME)
_RAN_OUT = _Kind("placement", N_("{employer}: the consent for {client} ran out"), Remedy.RESUME)
_MOST = 10_000
"""No location has more places than this."""
_FALLBACKS = f"""
, named AS MATERIALIZED (
  SELECT p.id AS placement, p.state, c.id AS client, c.surname, c.prefix, c.first, p.fallback_id
    FROM mine c CROSS JOIN placement p ON p.client_id = c.id
   WHERE p.fallback_id IS NOT NULL AND p.employer_id IS NOT NULL AND +p.state IN ('active', 'provisional', 'proposed')),
place AS MATERIALIZED (
  SELECT l.id, l.name, l.closed_on, l.capacity, date(l.changed_at) >= :since AS changed,
         (SELECT count(*) FROM (SELECT 1 FROM placement q WHERE q.location_id = l.id AND q.state IN ('active', 'provisional')
             AND q.start <= :day AND (q.until IS NULL OR q.until >= :day) LIMIT {_MOST})) AS taken,
         (SELECT count(*) FROM (SELECT 1 FROM placement q WHERE q.location_id = l.id AND q.state IN ('active', 'provisional')
             AND q.start <= :day AND (q.until IS NULL OR q.until >= :day)
             AND (q.start > :since OR q.activated_on > :since) LIMIT {_MOST})) AS came
    FROM (SELECT DISTINCT fallback_id FROM named) d CROSS JOIN location l ON l.id = d.fallback_id)
SELECT n.placement, n.state, n.client, n.surname, n.prefix, n.first, l.name, l.closed_on
  FROM named n JOIN place l ON l.id = n.fallback_id
 WHERE l.closed_on < :day AND (l.closed_on >= :since OR l.changed)
    OR (l.closed_on IS NULL OR l.closed_on >= :day)
       AND l.taken >= l.capacity AND (l.taken - l.came < l.capacity OR l.changed)
"""
"""Fallback places that closed, or of which the last free place was taken: by somebody who came, or by a capacity that
changed. Of each location as many rows are read as it has places."""


def _fallbacks(rows: list[tuple[Any, ...]], today: date) -> Iterator[TodayLine]:
    for key, state, client, surname, prefix, first, location, closed in rows:
        text = (
            N_("{location} is full: {client} has no fallback place any more")
            if closed is None or closed >= today.isoformat()
            else N_("{location} closed: {client} has no fallback place any more")
        )
        sentence = Message(text, location=location, client=person_name(surname, prefix, first))
        day = min(date.fromisoformat(closed), today) if closed else today
        remedy = Remedy.RESUME if state == PlacementState.PROPOSED else Remedy.CHANGE_FALLBACK
        yield TodayLine(Why.BROKE, sentence, "placement", key, About("client", client), day, remedy, mark=b"fallback")


def _consents(rows: list[tuple[Any, ...]]) -> Iterator[TodayLine]:
    for row in rows:
        yield from _lines([row[:-1]], _WITHDRAWN if row[-1] == "withdrawn" else _RAN_OUT)


def _lines(rows: list[tuple[Any, ...]], kind: _Kind) -> Iterator[TodayLine]:
    for key, day, client, surname, prefix, first, employer in rows:
        sentence = Message(kind.text, employer=employer, client=person_name(surname, prefix, first))
        what = Message(kind.what, employer=employer) if kind.what else None
        yield TodayLine(
            Why.BROKE,
            sentence,
            kind.subject,
            key,
            About("client", client),
            date.fromisoformat(day),
            kind.remedy,
            what=what,
            mark=b"broke",
        )
