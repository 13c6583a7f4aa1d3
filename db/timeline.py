"""The timeline of a client, an employer or a placement: what happened and what is to be done, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from db.actions import ActionRow, actions_of, next_action
from db.contact_moments import ContactRow, contacts_of
from db.reading import Reader
from db.related import PlacementLine, RequestLine, placements_of, requests_of
from models.about import About
from models.kinds import AGREED, CoordinationState, PlacementState

MOST = 200
"""A timeline shows at most this many of each kind; the lists have them all."""
_AT_WORK = (PlacementState.ACTIVE, PlacementState.ENDED, PlacementState.BROKEN_OFF)
_DECIDED = (*AGREED, CoordinationState.USED, CoordinationState.EXPIRED, CoordinationState.DECLINED)


class Happened(StrEnum):
    """What an event of a timeline is."""

    CONTACT = "contact"
    TO_DO = "to-do"
    DONE = "done"
    BEGAN = "began"
    ENDED = "ended"
    DECIDED = "decided"


class Event(NamedTuple):
    """One event: when, what, and the row that tells of it."""

    day: date
    what: Happened
    row: ContactRow | ActionRow | PlacementLine | RequestLine


class Latest(NamedTuple):
    """What a preview and an overview say: the last contact, and what is to be done next."""

    contact: ContactRow | None
    action: ActionRow | None


def latest(reader: Reader, about: About) -> Latest:
    """The last contact and the next open action, in two queries."""
    contacts = contacts_of(reader, about, 1)
    return Latest(contacts[0] if contacts else None, next_action(reader, about))


def timeline(reader: Reader, about: About, today: date) -> tuple[Event, ...]:
    """Everything there is to tell of a record, newest first; what is still to be done stands at the day it is due."""
    events = [*_contacts(reader, about), *_actions(reader, about), *_placements(reader, about, today)]
    events += _decisions(reader, about, today)
    return tuple(sorted(events, key=_place, reverse=True))


def _place(event: Event) -> tuple[date, str, bytes]:
    time = event.row.time or "" if isinstance(event.row, ContactRow) else ""
    return event.day, time, event.row.id


def _contacts(reader: Reader, about: About) -> Iterator[Event]:
    for row in contacts_of(reader, about, MOST, group=True):
        yield Event(row.day, Happened.CONTACT, row)


def _actions(reader: Reader, about: About) -> Iterator[Event]:
    for row in actions_of(reader, about, MOST):
        yield Event(row.done_on, Happened.DONE, row) if row.done_on else Event(row.due_on, Happened.TO_DO, row)


def _placements(reader: Reader, about: About, today: date) -> Iterator[Event]:
    for row in placements_of(reader, about.subject, about.key):
        if row.state in _AT_WORK and row.start <= today:
            yield Event(row.start, Happened.BEGAN, row)
        if row.ended_on is not None:
            yield Event(row.ended_on, Happened.ENDED, row)


def _decisions(reader: Reader, about: About, today: date) -> Iterator[Event]:
    for row in requests_of(reader, about.subject, about.key, today):
        if row.decided_on is not None and row.state in _DECIDED:
            yield Event(row.decided_on, Happened.DECIDED, row)
