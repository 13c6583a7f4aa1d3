"""Whom and what a list of what would be possible is about: employers, our own locations, vacancies with room, clients.

At most so many are looked at: those with work first, then those near by, then the others by name, each along an index.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from db.reading import EACH, Reader, as_date, as_decimal, gone, key_list
from db.vacancies import TAKEN
from models.kinds import ClientStatus, Form, LocationKind
from models.values import fold, person_name

MOST_OFFERS = 3
"""Open vacancies of one employer that are looked at, the newest first."""
SAME_TOWN, SAME_MUNICIPALITY, ELSEWHERE = range(3)


class Candidate(NamedTuple):
    """An employer, a location or a client for whom there is a line."""

    subject: str
    id: bytes
    number: str
    name: str
    place: str
    near: int
    """0: the same town, 1: the same municipality, 2: neither."""
    kind: LocationKind | None = None


class Offer(NamedTuple):
    """An open vacancy with a place left."""

    id: bytes
    number: str
    title: str
    forms: tuple[Form, ...]
    hours: Decimal | None
    start: date | None
    until: date | None


_EMPLOYERS = """
SELECT e.id, e.number, e.name, e.place, e.place_key, e.municipality_id
  FROM (SELECT id, min(turn) AS turn
          FROM (SELECT * FROM (SELECT v.employer_id AS id, 0 AS turn FROM vacancy v
                                WHERE v.closed_on IS NULL ORDER BY v.sort_name, v.id LIMIT :most)
                UNION ALL
                SELECT * FROM (SELECT e.id, 1 FROM employer e WHERE e.place_key = :place LIMIT :most)
                UNION ALL
                SELECT * FROM (SELECT e.id, 2 FROM employer e ORDER BY e.sort_name, e.id LIMIT :most))
         GROUP BY id) k
  CROSS JOIN employer e ON e.id = k.id
 WHERE e.archived_on IS NULL ORDER BY k.turn LIMIT :most
"""
_GONE = ", ".join(f"'{status}'" for status in (ClientStatus.ENDED, ClientStatus.DECEASED, ClientStatus.MOVED))
_CLIENTS = f"""
SELECT c.id, c.number, c.surname, c.prefix, coalesce(c.call_name, c.initials), m.name, c.place, c.municipality_id
  FROM (SELECT id, min(turn) AS turn
          FROM (SELECT * FROM (SELECT c.id, 0 AS turn FROM client c WHERE c.consultant_id = :me LIMIT :most)
                UNION ALL
                SELECT * FROM (SELECT c.id, 1 FROM client c ORDER BY c.sort_name, c.id LIMIT :most))
         GROUP BY id) k
  CROSS JOIN client c ON c.id = k.id
  JOIN municipality m ON m.id = c.municipality_id
 WHERE c.archived_on IS NULL AND c.status NOT IN ({_GONE}) ORDER BY k.turn LIMIT :most
"""
_OFFERS = f"""
SELECT v.employer_id, v.id, v.number, v.title, v.forms, v.hours, v.start, v.until
  FROM ({EACH}(:keys)) k
  CROSS JOIN vacancy v ON v.employer_id = k.id AND v.closed_on IS NULL
 WHERE {TAKEN} < v.places ORDER BY v.id DESC
"""
_LOCATIONS = """
SELECT l.id, l.number, l.name, l.place, l.municipality_id, l.kind FROM location l
 WHERE (l.closed_on IS NULL OR l.closed_on > :day) AND (l.opened_on IS NULL OR l.opened_on <= :day)
"""


def employer_candidates(reader: Reader, client: bytes, most: int) -> tuple[list[Candidate], bool]:
    """Employers that are not archived, and whether there are more than ``most``."""
    home = _home(reader, "client", client)
    rows = reader.rows(_EMPLOYERS, {"place": home.town or None, "most": most + 1})
    found = [
        Candidate("employer", key, number, name, place or "", home.near(town, municipality))
        for key, number, name, place, town, municipality in rows[:most]
    ]
    return found, len(rows) > most


def our_locations(reader: Reader, client: bytes, day: date) -> list[Candidate]:
    """Our own locations that are open on ``day``."""
    home = _home(reader, "client", client)
    return [
        Candidate("location", key, number, name, place or "", home.near(_town(place), municipality), LocationKind(kind))
        for key, number, name, place, municipality, kind in reader.rows(_LOCATIONS, {"day": day.isoformat()})
    ]


def client_candidates(reader: Reader, employer: bytes, me: bytes, most: int) -> tuple[list[Candidate], bool]:
    """Clients who are not gone, the own caseload first, and whether there are more than ``most``."""
    home = _home(reader, "employer", employer)
    rows = reader.rows(_CLIENTS, {"me": me, "most": most + 1})
    found = [
        Candidate("client", key, number, person_name(*name), directed_by, home.near(_town(place), municipality))
        for key, number, *name, directed_by, place, municipality in rows[:most]
    ]
    return found, len(rows) > most


def offers_of(reader: Reader, employers: Iterable[bytes]) -> dict[bytes, list[Offer]]:
    """The newest open vacancies with a place left, by employer; one query."""
    found: dict[bytes, list[Offer]] = {}
    for employer, key, number, title, forms, hours, start, until in reader.rows(_OFFERS, {"keys": key_list(employers)}):
        offers = found.setdefault(employer, [])
        if len(offers) < MOST_OFFERS:
            meant = tuple(Form(form) for form in forms.split(",") if form)
            offers.append(Offer(key, number, title, meant, as_decimal(hours), as_date(start), as_date(until)))
    return found


def last_form(reader: Reader, client: bytes, among: Sequence[Form]) -> Form | None:
    """The form in which a client worked last, of those that are open to their group."""
    rows = reader.rows(
        "SELECT p.form FROM placement p WHERE p.client_id = ? ORDER BY +p.start DESC, p.id DESC LIMIT 1", (client,)
    )
    form = Form(rows[0][0]) if rows else None
    return form if form in among else None


class _Home(NamedTuple):
    """Where somebody lives, or where the work is."""

    town: str
    municipality: bytes | None

    def near(self, town: str, municipality: bytes | None) -> int:
        """How near a place is: what lies in the same town, then in the same municipality."""
        if self.town and town == self.town:
            return SAME_TOWN
        return SAME_MUNICIPALITY if municipality is not None and municipality == self.municipality else ELSEWHERE


def _home(reader: Reader, table: str, key: bytes) -> _Home:
    row = reader.row(f"SELECT place, municipality_id FROM {table} WHERE id = ?", (key,))
    if row is None:
        raise gone()
    return _Home(_town(row[0]), row[1])


def _town(place: str | None) -> str:
    """A town as the table of employers compares it."""
    return fold(place or "").strip()
