"""Who of a caseload should be back: at work after a placement broke off, or from an absence whose expected end has passed."""

from __future__ import annotations

from datetime import date
from typing import Any

from db.reading import Reader
from models.about import About
from models.kinds import AbsenceKind
from models.messages import N_, Message
from models.today import Remedy, TodayLine, Why
from models.values import person_name

BROKE_OFF = "coalesce(w.state = 'broken-off' AND w.ended_on >= w.start, 0)"
"""Whether the last placement ``w`` of a client broke off while they worked there."""

_FALLEN_OUT = f"""
SELECT w.id, w.ended_on, c.id, c.surname, c.prefix, c.first, l.name, a.kind
  FROM mine c
  JOIN placement w ON w.id = (SELECT p.id FROM placement p
                               WHERE p.client_id = c.id AND +p.state IN ('ended', 'broken-off')
                               ORDER BY coalesce(p.ended_on, p.until) DESC, p.id DESC LIMIT 1)
  LEFT JOIN location l ON l.id = w.fallback_id AND (l.closed_on IS NULL OR l.closed_on >= :day)
  LEFT JOIN absence a ON a.id = (SELECT x.id FROM absence x
                                  WHERE x.client_id = c.id AND x.from_date <= :day
                                    AND (x.until_date IS NULL OR x.until_date >= :day) ORDER BY x.from_date DESC LIMIT 1)
 WHERE {BROKE_OFF}
   AND NOT EXISTS (SELECT 1 FROM placement p WHERE p.client_id = c.id AND +p.state IN ('active', 'provisional'))
"""
_OVERDUE = """
SELECT a.id, a.kind, a.expected_until, c.id, c.surname, c.prefix, c.first
  FROM mine c CROSS JOIN absence a ON a.client_id = c.id
 WHERE a.until_date IS NULL AND a.expected_until < :day AND a.from_date <= :day
"""
_NEXT = {
    AbsenceKind.ILL: N_("ill now"),
    AbsenceKind.LEAVE: N_("on leave now"),
    AbsenceKind.OTHER: N_("absent now"),
}


def fallen_out(reader: Reader, mine: str, caseload: dict[str, Any], today: date) -> list[TodayLine]:
    """Whose last placement broke off and who has had no work since, the longest first (promise 32)."""
    lines = []
    for key, last, client, surname, prefix, first, location, away in reader.rows(mine + _FALLEN_OUT, _given(caseload, today)):
        since = date.fromisoformat(last)
        if away is not None:
            then = Message(_NEXT[AbsenceKind(away)])
        elif location is not None:
            then = Message(N_("fallback place {location}"), location=location)
        else:
            then = Message(N_("no fallback place"))
        sentence = Message(
            N_("{client}, {n} days without work since it broke off · {then}"),
            client=person_name(surname, prefix, first),
            n=max(0, (today - since).days),
            then=then,
        )
        remedy = Remedy.FALL_BACK if location is not None else Remedy.PLACE
        lines.append(TodayLine(Why.BACK, sentence, "placement", key, About("client", client), since, remedy, mark=b"back"))
    return sorted(lines, key=lambda line: (line.day or today, line.key))


def overdue_absences(reader: Reader, mine: str, caseload: dict[str, Any], today: date) -> list[TodayLine]:
    """Whose absence was expected to be over by now, and of whom nobody wrote down that they are back."""
    lines = []
    for key, _kind, expected, client, *names in reader.rows(mine + _OVERDUE, _given(caseload, today)):
        day = date.fromisoformat(expected)
        sentence = Message(
            N_("{client}: expected back after {day}, and nobody wrote it down"), client=person_name(*names), day=day
        )
        lines.append(TodayLine(Why.AWAY, sentence, "client", client, About("client", client), day, Remedy.NOTE_BACK, id=key))
    return sorted(lines, key=lambda line: (line.day or today, line.key))


def _given(caseload: dict[str, Any], today: date) -> dict[str, Any]:
    return {"me": caseload["me"], "look": caseload["look"], "day": today.isoformat()}
