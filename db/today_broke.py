"""What broke since the last working day in a caseload: a stop, a consent or an account holder that a placement rests on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from db.account_holding import RUNS
from db.reading import Reader
from models.about import About
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


def broke(reader: Reader, mine: str, caseload: dict[str, Any], today: date) -> list[TodayLine]:
    """What placements and proposals of the caseload rested on until the last working day, and no longer do."""
    given = {"me": caseload["me"], "look": caseload["look"], "day": today.isoformat(), "since": since(today).isoformat()}
    found = [
        *_lines(reader.rows(mine + _STOPS, given), "placement", N_("{employer}: an approach stop runs ({client})")),
        *_consents(reader.rows(mine + _CONSENTS, given)),
        *_lines(reader.rows(mine + _HOLDERS, given), "employer", N_("{employer} has no account holder any more ({client})")),
    ]
    return sorted(found, key=lambda line: (line.day or today, line.key))


def _consents(rows: list[tuple[Any, ...]]) -> Iterator[TodayLine]:
    for row in rows:
        withdrawn = row[-1] == "withdrawn"
        text = (
            N_("{employer}: the consent for {client} was withdrawn")
            if withdrawn
            else N_("{employer}: the consent for {client} ran out")
        )
        yield from _lines([row[:-1]], "placement", text)


def _lines(rows: list[tuple[Any, ...]], subject: str, text: str) -> Iterator[TodayLine]:
    for key, day, client, surname, prefix, first, employer in rows:
        sentence = Message(text, employer=employer, client=person_name(surname, prefix, first))
        about = About("client", client)
        yield TodayLine(Why.BROKE, sentence, subject, key, about, date.fromisoformat(day), Remedy.OPEN, mark=b"broke")
