"""What ends in a caseload: consents, indications, wage values, placements and service orders, past or within 90 days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from db.reading import Reader
from models.about import About
from models.groups import RENEWAL_WEEKS, renewal_due
from models.messages import N_, Message
from models.today import Remedy, TodayLine, Why
from models.values import person_name

BANDS = ((30, Why.WITHIN_30), (60, Why.WITHIN_60), (90, Why.WITHIN_90))
HORIZON = timedelta(days=max(90, RENEWAL_WEEKS * 7))
"""How far one looks ahead: 90 days, and to the day on which the renewal of a Wsw indication is due."""

_INDICATIONS = """
SELECT i.id, i.kind, max(coalesce(i.valid_until, '9999-12-31')) AS last, c.id, c.surname, c.prefix, c.first
  FROM mine c CROSS JOIN indication i ON i.client_id = c.id GROUP BY c.id HAVING last <= :horizon
"""
_PLACEMENTS = """
SELECT p.id, p.until, c.id, c.surname, c.prefix, c.first, coalesce(e.name, l.name, '')
  FROM mine c CROSS JOIN placement p ON p.client_id = c.id
  LEFT JOIN employer e ON e.id = p.employer_id LEFT JOIN location l ON l.id = p.location_id
 WHERE +p.state IN ('active', 'provisional') AND p.until <= :horizon
"""
_CONSENTS = """
SELECT a.id, a.valid_until, c.id, c.surname, c.prefix, c.first, e.name
  FROM mine c CROSS JOIN coordination a ON a.client_id = c.id CROSS JOIN employer e ON e.id = a.employer_id
 WHERE +a.state IN ('approved', 'approved-with-conditions') AND a.valid_until BETWEEN :today AND :horizon
   AND coalesce(a.places, 1) > (SELECT count(*) FROM placement p WHERE p.consent_id = a.id
                                 AND (+p.state IN ('active', 'provisional')
                                      OR a.places IS NULL AND +p.state IN ('ended', 'broken-off')))
"""
_SERVICE_ORDERS = """
SELECT o.id, o.until, c.id, c.surname, c.prefix, c.first, coalesce(m.name, 'UWV')
  FROM mine c CROSS JOIN service_order o ON o.client_id = c.id LEFT JOIN municipality m ON m.id = o.municipality_id
 WHERE +o.state = 'open' AND o.until <= :horizon
"""
_WAGE_VALUES = """
SELECT w.id, w.valid_until, max(coalesce(w.measured_on, '')), c.id, c.surname, c.prefix, c.first
  FROM mine c CROSS JOIN wage_value w ON w.client_id = c.id GROUP BY c.id HAVING w.valid_until <= :horizon
"""
_ORDER = (Why.OVER, Why.RENEW, Why.WITHIN_30, Why.WITHIN_60, Why.WITHIN_90)


def ends(reader: Reader, mine: str, caseload: dict[str, Any], today: date) -> list[TodayLine]:
    """What ends, what is over first; ``mine`` is the query of the caseload that the others join."""
    found = [
        *_indications(reader.rows(mine + _INDICATIONS, caseload), today),
        *_wage_values(reader.rows(mine + _WAGE_VALUES, caseload), today),
        *_placements(reader.rows(mine + _PLACEMENTS, caseload), today),
        *_consents(reader.rows(mine + _CONSENTS, caseload), today),
        *_service_orders(reader.rows(mine + _SERVICE_ORDERS, caseload), today),
    ]
    return sorted(found, key=lambda line: (_ORDER.index(line.why), line.day or today, line.key))


def _band(day: date, today: date) -> Why | None:
    """Within how many days something ends; None when that is too far away to mention."""
    left = (day - today).days
    if left < 0:
        return Why.OVER
    return next((why for days, why in BANDS if left <= days), None)


def _indications(rows: list[tuple[Any, ...]], today: date) -> Iterator[TodayLine]:
    for key, kind, until, client, *names in rows:
        last = date.fromisoformat(until)
        why, due = _band(last, today), renewal_due(kind, last)
        name = person_name(*names)
        if why is Why.OVER:
            sentence = Message(N_("Indication of {client} is over"), client=name)
        elif due is not None and due <= today:
            why, sentence = Why.RENEW, Message(N_("Indication of {client}: renewal is due since {day}"), client=name, day=due)
        else:
            sentence = Message(N_("Indication of {client} ends"), client=name)
        if why is not None:
            yield TodayLine(why, sentence, "client", client, About("client", client), last, Remedy.RENEW, id=key)


def indications_nearer(reader: Reader, mine: str, today: date, begin: date) -> list[TodayLine]:
    """The indications that are over, or within 30, 60 or 90 days of their end, and were not yet on ``begin``."""
    rows = reader.rows(mine + _INDICATIONS, {"horizon": (today + timedelta(BANDS[-1][0])).isoformat()})
    found = []
    for key, _kind, until, client, *names in rows:
        last, name = date.fromisoformat(until), person_name(*names)
        why = _band(last, today)
        if why is None or why is _band(last, begin):
            continue
        left = (last - today).days
        sentence = (
            Message(N_("Indication of {client} is over"), client=name)
            if why is Why.OVER
            else Message(N_("Indication of {client} ends in {n} days"), client=name, n=left)
        )
        found.append(TodayLine(why, sentence, "client", client, About("client", client), last, Remedy.RENEW, id=key))
    return found


def _wage_values(rows: list[tuple[Any, ...]], today: date) -> Iterator[TodayLine]:
    """The newest measurement of each client, by the day that was agreed for measuring again."""
    for key, until, _measured, client, *names in rows:
        last = date.fromisoformat(until)
        why = _band(last, today)
        over = N_("Wage value of {client}: the day for measuring again has passed")
        sentence = Message(over if why is Why.OVER else N_("Wage value of {client}: measure again"), client=person_name(*names))
        if why is not None:
            yield TodayLine(why, sentence, "client", client, About("client", client), last, Remedy.ACTION, id=key)


def _placements(rows: list[tuple[Any, ...]], today: date) -> Iterator[TodayLine]:
    for key, until, _client, surname, prefix, first, place in rows:
        last = date.fromisoformat(until)
        why = _band(last, today)
        text = N_("{client} at {place}: the last day has passed") if why is Why.OVER else N_("{client} at {place} ends")
        if why is not None:
            sentence = Message(text, client=person_name(surname, prefix, first), place=place)
            remedy = Remedy.END if why is Why.OVER else Remedy.ACTION
            yield TodayLine(why, sentence, "placement", key, About("placement", key), last, remedy)


def _consents(rows: list[tuple[Any, ...]], today: date) -> Iterator[TodayLine]:
    for key, until, client, surname, prefix, first, employer in rows:
        last = date.fromisoformat(until)
        if (why := _band(last, today)) is not None:
            name = person_name(surname, prefix, first)
            sentence = Message(N_("Consent of {employer} for {client} ends"), employer=employer, client=name)
            yield TodayLine(why, sentence, "coordination", key, About("client", client), last, Remedy.PLACE)


def _service_orders(rows: list[tuple[Any, ...]], today: date) -> Iterator[TodayLine]:
    for key, until, client, surname, prefix, first, director in rows:
        last = date.fromisoformat(until)
        why = _band(last, today)
        text = N_("Order of {director} for {client} is over") if why is Why.OVER else N_("Order of {director} for {client} ends")
        if why is not None:
            sentence = Message(text, director=director, client=person_name(surname, prefix, first))
            yield TodayLine(why, sentence, "service-order", key, About("client", client), last, Remedy.ACTION)
