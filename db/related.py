"""The placements and requests that the file of a client, an employer or a location lists, newest first."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from db.reading import Reader, as_date, as_decimal
from models.kinds import CoordinationState, Form, PlacementState, shown_state
from models.values import list_name

MOST = 200
"""A file lists at most this many of each; the lists have them all."""


class PlacementLine(NamedTuple):
    """One placement in a file."""

    id: bytes
    number: str
    client_id: bytes
    client_number: str
    client_name: str
    """As lists have it: 'Arent, Yinthe van der'."""
    where: str
    """Name of the employer, or of the location when there is none."""
    form: Form
    state: PlacementState
    start: date
    until: date | None
    """Last day that was agreed."""
    ended_on: date | None
    """Last day worked, when it ended or broke off."""
    hours: Decimal | None
    taken_over: bool


class RequestLine(NamedTuple):
    """One request for coordination in a file."""

    id: bytes
    number: str
    client_id: bytes | None
    """None: a standing consent that nobody asked for."""
    client_name: str
    employer_id: bytes
    employer_name: str
    form: Form
    state: CoordinationState
    """As people see it: an agreed consent past its last day is expired."""
    start: date
    requested_on: date
    decided_on: date | None
    valid_until: date | None
    places: int | None


def placements_of(reader: Reader, subject: str, key: bytes) -> tuple[PlacementLine, ...]:
    """The placements of a ``client``, at an ``employer``, at a ``location`` or on a ``consent``; of a ``placement``, itself."""
    column = "id" if subject == "placement" else f"{subject}_id"
    rows = reader.rows(
        "SELECT p.id, p.number, c.id, c.number, c.surname, c.prefix, coalesce(c.call_name, c.initials), "
        "coalesce(e.name, l.name, ''), p.form, p.state, p.start, p.until, p.ended_on, p.hours, p.taken_over "
        "FROM placement p JOIN client c ON c.id = p.client_id "
        "LEFT JOIN employer e ON e.id = p.employer_id LEFT JOIN location l ON l.id = p.location_id "
        f"WHERE p.{column} = ? ORDER BY +p.start DESC, p.id DESC LIMIT ?",
        (key, MOST),
    )
    return tuple(
        PlacementLine(
            r[0],
            r[1],
            r[2],
            r[3],
            list_name(r[4], r[5], r[6]),
            r[7],
            Form(r[8]),
            PlacementState(r[9]),
            date.fromisoformat(r[10]),
            as_date(r[11]),
            as_date(r[12]),
            as_decimal(r[13]),
            bool(r[14]),
        )
        for r in rows
    )


def requests_of(reader: Reader, subject: str, key: bytes, today: date) -> tuple[RequestLine, ...]:
    """The requests for a ``client`` or at an ``employer``; of a ``placement``, the one whose consent it uses."""
    own = "a.id = (SELECT consent_id FROM placement WHERE id = ?)" if subject == "placement" else f"a.{subject}_id = ?"
    rows = reader.rows(
        "SELECT a.id, a.number, c.id, coalesce(c.surname, a.client_text), c.prefix, coalesce(c.call_name, c.initials), "
        "e.id, e.name, a.form, a.state, "
        "a.start, a.requested_on, a.decided_on, a.valid_until, a.places "
        "FROM coordination a LEFT JOIN client c ON c.id = a.client_id JOIN employer e ON e.id = a.employer_id "
        f"WHERE {own} ORDER BY a.requested_on DESC, a.id DESC LIMIT ?",
        (key, MOST),
    )
    return tuple(
        RequestLine(
            r[0],
            r[1],
            r[2],
            list_name(r[3], r[4], r[5]) if r[3] else "",
            r[6],
            r[7],
            Form(r[8]),
            shown_state(r[9], as_date(r[13]), today),
            date.fromisoformat(r[10]),
            date.fromisoformat(r[11]),
            as_date(r[12]),
            as_date(r[13]),
            r[14],
        )
        for r in rows
    )


def numbers_at_work(reader: Reader, subject: str, key: bytes) -> list[str | int]:
    """Numbers of the placements that still run or are on their way: what stands in the way of archiving."""
    rows = reader.rows(
        f"SELECT number FROM placement WHERE {subject}_id = ? "
        "AND +state IN ('proposed', 'provisional', 'active') ORDER BY +number",
        (key,),
    )
    return [row[0] for row in rows]
