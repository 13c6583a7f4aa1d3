"""Gathering what the rules may look at of a client's days and places: absences, the fallback place, earlier workplaces.

Each function answers for many keys in one query. The fallback place is looked at through indexes in which everything that
is counted stands, and no further than :data:`_MOST` rows: it costs the same among a million placements.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

from db.reading import Reader, as_date
from models.coordination.facts import AbsenceFacts, FallbackFacts, WorkplaceFacts
from models.figures import MOVE_DAYS
from models.kinds import AbsenceKind, Form, PlacementState

_MOST = 10_000
"""No location has more places than this."""
_NAMED = 100
"""Others that name a place are counted no further."""

_ABSENCES = """
SELECT a.client_id, a.kind, a.from_date, a.expected_until, a.until_date
  FROM json_each(:clients) k CROSS JOIN absence a ON a.client_id = unhex(k.value)
 WHERE a.until_date IS NULL OR a.until_date >= :day ORDER BY a.from_date, a.id
"""


def absences_of_clients(reader: Reader, clients: Collection[bytes], day: date) -> Mapping[bytes, tuple[AbsenceFacts, ...]]:
    """The absences of clients that are not over before ``day``, in the order in which they begin; who has none is left out."""
    given = {"clients": json.dumps([key.hex() for key in clients]), "day": day.isoformat()}
    found: dict[bytes, tuple[AbsenceFacts, ...]] = {}
    for client, kind, start, expected, until in reader.rows(_ABSENCES, given):
        one = AbsenceFacts(AbsenceKind(kind), date.fromisoformat(start), as_date(expected), as_date(until))
        found[client] = (*found.get(client, ()), one)
    return found


class FallbackKey(NamedTuple):
    """Which location would take whom back, and when."""

    location: bytes
    client: bytes
    """Whose own place there is not counted: it is left."""
    placement: bytes | None
    """Which is not counted among those that name it."""
    day: date


_FALLBACKS = f"""
WITH asked AS MATERIALIZED (
  SELECT key AS at, unhex(value ->> 'location') AS location, unhex(value ->> 'client') AS client,
         unhex(value ->> 'placement') AS placement, value ->> 'day' AS day
    FROM json_each(:asked) k),
place AS MATERIALIZED (
  SELECT l.id, d.day, l.number, l.name, l.capacity, l.opened_on, l.closed_on,
         (SELECT count(*) FROM (
            SELECT 1 FROM placement p
             WHERE l.capacity IS NOT NULL AND p.location_id = l.id AND p.state IN ('active', 'provisional')
               AND p.start <= d.day AND (p.until IS NULL OR p.until >= d.day) LIMIT {_MOST})) AS taken,
         (SELECT count(*) FROM (
            SELECT 1 FROM placement p
             WHERE p.fallback_id = l.id AND p.state IN ('active', 'provisional') AND p.employer_id IS NOT NULL
             LIMIT {_NAMED + 1})) AS named
    FROM (SELECT DISTINCT location, day FROM asked) d CROSS JOIN location l ON l.id = d.location)
SELECT a.at, h.number, h.name, h.capacity, h.opened_on, h.closed_on,
       h.taken - (SELECT count(*) FROM placement p
                   WHERE p.client_id = a.client AND +p.location_id = a.location AND +p.state IN ('active', 'provisional')
                     AND +p.start <= a.day AND (p.until IS NULL OR p.until >= a.day)),
       h.named - (SELECT count(*) FROM placement p
                   WHERE p.id = a.placement AND p.fallback_id = a.location AND p.state IN ('active', 'provisional'))
  FROM asked a JOIN place h ON h.id = a.location AND h.day = a.day
"""
"""What is the same for all is counted once a location and day; only the client's own place is looked up for each."""


def fallbacks_of(reader: Reader, keys: Collection[FallbackKey]) -> Mapping[FallbackKey, FallbackFacts]:
    """Each location as a fallback place; a location that is not in the store is left out."""
    keys = list(keys)
    asked = [
        {
            "location": key.location.hex(),
            "client": key.client.hex(),
            "placement": key.placement.hex() if key.placement else None,
            "day": key.day.isoformat(),
        }
        for key in keys
    ]
    return {
        keys[at]: FallbackFacts(
            number,
            name,
            capacity,
            0 if capacity is None else max(0, min(taken, capacity)),
            min(named, _NAMED),
            as_date(opened),
            as_date(closed),
        )
        for at, number, name, capacity, opened, closed, taken, named in reader.rows(_FALLBACKS, {"asked": json.dumps(asked)})
    }


class WorkplaceKey(NamedTuple):
    """Whose workplaces are asked for, beside which placement, and when that begins."""

    client: bytes
    placement: bytes | None
    start: date


_WORKPLACES = """
SELECT k.key, p.number, coalesce(e.name, l.name, ''), p.form, p.employer_id, p.location_id, p.start,
       coalesce(p.ended_on, p.until), p.state, p.end_reason, p.client_view
  FROM json_each(:asked) k CROSS JOIN placement p ON p.client_id = unhex(k.value ->> 'client')
  LEFT JOIN employer e ON e.id = p.employer_id LEFT JOIN location l ON l.id = p.location_id
 WHERE p.id IS NOT unhex(k.value ->> 'placement') AND +p.start <= k.value ->> 'start'
   AND (+p.state IN ('active', 'provisional') OR +p.state IN ('ended', 'broken-off') AND p.ended_on >= p.start)
   AND (coalesce(p.ended_on, p.until) IS NULL OR coalesce(p.ended_on, p.until) >= date(k.value ->> 'start', '-' || (
          SELECT s.value FROM setting s WHERE s.key = :setting AND s.valid_from <= k.value ->> 'start'
           ORDER BY s.valid_from DESC, s.id DESC LIMIT 1) || ' days'))
 ORDER BY p.start, p.number
"""


def workplaces_of(reader: Reader, keys: Collection[WorkplaceKey]) -> Mapping[WorkplaceKey, tuple[WorkplaceFacts, ...]]:
    """Where each client works as the placement begins, or worked until shortly before; keys without are left out."""
    keys = list(keys)
    asked = [
        {
            "client": key.client.hex(),
            "placement": key.placement.hex() if key.placement else None,
            "start": key.start.isoformat(),
        }
        for key in keys
    ]
    found: dict[WorkplaceKey, tuple[WorkplaceFacts, ...]] = {}
    for at, *row in reader.rows(_WORKPLACES, {"asked": json.dumps(asked), "setting": MOVE_DAYS}):
        found[keys[at]] = (*found.get(keys[at], ()), _workplace(*row))
    return found


def _workplace(
    number: str,
    where: str,
    form: str,
    employer: bytes | None,
    location: bytes | None,
    start: str,
    last: str | None,
    state: str,
    reason: str | None,
    view: str | None,
) -> WorkplaceFacts:
    return WorkplaceFacts(
        number,
        where,
        Form(form),
        employer,
        location,
        date.fromisoformat(start),
        as_date(last),
        PlacementState(state),
        reason,
        view,
    )
