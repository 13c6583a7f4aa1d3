"""The way back when work outside broke off: the fallback place that was named, in which form, and from which day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from db.form_settings import open_forms
from db.reading import Reader, as_date, as_decimal, key_list
from models.groups import FORMS_AT_EMPLOYERS
from models.kinds import Form, LocationKind, PlacementState, TargetGroup
from models.values import person_name

_BROKEN_OFF = """
SELECT c.id, c.number, c.surname, c.prefix, coalesce(c.call_name, c.initials), c.target_group, w.ended_on, w.hours, w.form,
       l.id, l.number, l.name, l.kind,
       (SELECT max(coalesce(a.until_date, a.expected_until)) FROM absence a
         WHERE a.client_id = c.id AND a.from_date <= max(:day, date(w.ended_on, '+1 day'))
           AND coalesce(a.until_date, a.expected_until) >= :day)
  FROM placement w JOIN client c ON c.id = w.client_id JOIN location l ON l.id = w.fallback_id
 WHERE w.id = :placement AND w.state = :state AND (l.closed_on IS NULL OR l.closed_on >= :day)
   AND NOT EXISTS (SELECT 1 FROM placement p WHERE p.client_id = c.id AND +p.state IN ('active', 'provisional'))
"""


_ROOM = """
SELECT l.id, l.name, l.number, l.municipality_id, l.kind, l.capacity - (SELECT count(*) FROM (
         SELECT 1 FROM placement w WHERE w.location_id = l.id AND w.state IN ('active', 'provisional') AND w.start <= :day
            AND (w.until IS NULL OR w.until >= :day) LIMIT 10000))
  FROM location l
 WHERE l.capacity IS NOT NULL AND (l.closed_on IS NULL OR l.closed_on >= :day) AND (l.opened_on IS NULL OR l.opened_on <= :day)
 ORDER BY l.sort_name, l.id
"""
_LAST_PLACE = """
SELECT k.id, c.municipality_id, p.fallback_id, CASE WHEN p.employer_id IS NULL THEN p.location_id END,
       p.state IN ('active', 'provisional')
  FROM (SELECT unhex(value) AS id FROM json_each(:clients)) k CROSS JOIN client c ON c.id = k.id
  LEFT JOIN placement p ON p.id = (SELECT q.id FROM placement q
                                    WHERE q.client_id = c.id AND +q.state IN ('active', 'provisional', 'ended', 'broken-off')
                                    ORDER BY +q.start DESC, q.id DESC LIMIT 1)
"""


class Suggested(NamedTuple):
    """A location that could be somebody's fallback place."""

    id: bytes
    name: str
    number: str


def suggested_fallbacks(reader: Reader, clients: Collection[bytes], day: date) -> dict[bytes, Suggested]:
    """Where clients could go back to: the place that they have or had, else a sheltered one of their municipality with room.

    Two queries; the first over our own locations, of which there are tens. Who could go nowhere is left out.
    """
    locations = {row[0]: row for row in reader.rows(_ROOM, {"day": day.isoformat()})}
    sheltered: dict[bytes, bytes] = {}
    for key, _name, _number, municipality, kind, free in locations.values():
        if kind == LocationKind.SHELTERED and free > 0 and municipality is not None:
            sheltered.setdefault(municipality, key)
    found = {}
    for client, municipality, fallback, own, runs in reader.rows(_LAST_PLACE, {"clients": key_list(clients)}):
        for key in (fallback, own, sheltered.get(municipality)):
            if key in locations and (locations[key][5] > 0 or (key == own and runs)):
                found[client] = Suggested(*locations[key][:3])
                break
    return found


def suggested_fallback(reader: Reader, client: bytes, day: date) -> Suggested | None:
    """The same for one client; None when there is none."""
    return suggested_fallbacks(reader, (client,), day).get(client)


@dataclass(frozen=True, slots=True)
class FallbackOffer:
    """A placement at the fallback place, as it would be proposed."""

    client_id: bytes
    client_number: str
    client: str
    location_id: bytes
    location_number: str
    location: str
    form: Form | None
    """None when no form of work at a location of our own is open to the client's group."""
    start: date
    """The day after it broke off, not before today; for who is away the day after that is expected to be over."""
    hours: Decimal | None

    def named(self) -> dict[str, Any]:
        """What a sentence about it says."""
        return {"client": self.client, "location": self.location, "day": self.start}


def fallback_offer(reader: Reader, placement: bytes, today: date) -> FallbackOffer | None:
    """The fallback place of a placement that broke off; None when none was named, it closed, or the client is at work."""
    given = {"placement": placement, "state": PlacementState.BROKEN_OFF.value, "day": today.isoformat()}
    row = reader.row(_BROKEN_OFF, given)
    if row is None:
        return None
    client, number, surname, prefix, first, group, ended, hours, form, location, code, name, kind, away = row
    start = max(today, date.fromisoformat(ended) + timedelta(days=1))
    until = as_date(away)
    if until is not None and until >= start:
        start = until + timedelta(days=1)
    return FallbackOffer(
        client,
        number,
        person_name(surname, prefix, first),
        location,
        code,
        name,
        _form(open_forms(reader, TargetGroup(group), start), Form(form), LocationKind(kind)),
        start,
        as_decimal(hours),
    )


def _form(open_to: Sequence[Form], was: Form, kind: LocationKind) -> Form | None:
    """The form of work at a location of our own that is open to the client: the first of these."""
    inside = (Form.GREEN, Form.LEARN_WORK) if kind is LocationKind.GREEN else (Form.SHELTERED, was, Form.LEARN_WORK)
    usable = (form for form in inside if form in open_to and form not in FORMS_AT_EMPLOYERS)
    return next(usable, None)
