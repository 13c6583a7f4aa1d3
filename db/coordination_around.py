"""What stands beside a request while it is decided on: who was at the employer, what else is asked there, who spoke to it.

Of people at work there only the name, the form and the days; of a contact who had it and how, not what was said: that may
be about somebody's health.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from db.reading import Reader
from models.kinds import ContactKind, Form
from models.values import person_name

FEW = 3
"""Of each so many are shown; the file of the employer has them all."""

_LATELY = """
SELECT c.surname, c.prefix, coalesce(c.call_name, c.initials), p.form, coalesce(p.ended_on, p.until, p.start)
  FROM placement p JOIN client c ON c.id = p.client_id
 WHERE p.employer_id = :employer AND +p.state IN ('ended', 'broken-off')
 ORDER BY coalesce(p.ended_on, p.until, p.start) DESC, p.id DESC LIMIT :few
"""
_OTHERS = """
SELECT coalesce(c.surname, a.client_text, ''), c.prefix, coalesce(c.call_name, c.initials), a.form, a.start
  FROM coordination a LEFT JOIN client c ON c.id = a.client_id
 WHERE a.employer_id = :employer AND a.id <> :request AND +a.state IN ('requested', 'question')
 ORDER BY a.due_on, a.id LIMIT :few
"""
_STANDING = """
SELECT a.form, a.places, a.valid_until,
       (SELECT count(*) FROM placement p WHERE p.consent_id = a.id AND +p.state IN ('provisional', 'active'))
  FROM coordination a
 WHERE a.employer_id = :employer AND a.places IS NOT NULL AND +a.state IN ('approved', 'approved-with-conditions', 'used')
   AND a.valid_until >= :day ORDER BY a.valid_until, a.id LIMIT :few
"""
_STOP = """
SELECT s.reason, s.until_date FROM approach_stop s
 WHERE s.employer_id = :employer AND s.from_date <= :day AND (s.until_date IS NULL OR s.until_date >= :day)
   AND (s.lifted_on IS NULL OR s.lifted_on > :day) ORDER BY s.from_date DESC LIMIT 1
"""
_CONTACTS = """
SELECT k.day, k.kind, u.name FROM contact_moment k JOIN user u ON u.id = k.made_by
 WHERE k.employer_id = :employer ORDER BY k.day DESC, k.id DESC LIMIT :few
"""


class Lately(NamedTuple):
    """Somebody who was placed at the employer until not long ago."""

    client: str
    form: Form
    until: date


class Asked(NamedTuple):
    """Another request at the employer that is still open."""

    client: str
    form: Form
    start: date


class Standing(NamedTuple):
    """A consent for several places."""

    form: Form
    places: int
    left: int
    until: date


class Stop(NamedTuple):
    """The approach stop that runs."""

    reason: str
    until: date | None


class Contact(NamedTuple):
    """A contact with the employer: when, how and by whom."""

    day: date
    kind: ContactKind
    who: str


class Around(NamedTuple):
    """The employer of a request as it stands today, each part the newest or most pressing first."""

    lately: tuple[Lately, ...]
    others: tuple[Asked, ...]
    standing: tuple[Standing, ...]
    stop: Stop | None
    contacts: tuple[Contact, ...]


def around(reader: Reader, request: bytes, employer: bytes, today: date) -> Around:
    """What is good to know about the employer when a request is decided on; five queries."""
    given = {"employer": employer, "request": request, "day": today.isoformat(), "few": FEW}
    stop = reader.row(_STOP, given)
    return Around(
        lately=tuple(Lately(person_name(*r[:3]), Form(r[3]), date.fromisoformat(r[4])) for r in reader.rows(_LATELY, given)),
        others=tuple(Asked(person_name(*r[:3]), Form(r[3]), date.fromisoformat(r[4])) for r in reader.rows(_OTHERS, given)),
        standing=tuple(
            Standing(Form(form), places, max(0, places - used), date.fromisoformat(until))
            for form, places, until, used in reader.rows(_STANDING, given)
        ),
        stop=None if stop is None else Stop(stop[0], None if stop[1] is None else date.fromisoformat(stop[1])),
        contacts=tuple(
            Contact(date.fromisoformat(day), ContactKind(kind), who) for day, kind, who in reader.rows(_CONTACTS, given)
        ),
    )
