"""Reminders for a calendar: what ends in somebody's caseload and what they have still to do, read through Vandaag's queries.

A calendar lies outside the encrypted store: unless names are asked for, a client is initials and a number, and what was
typed about an action stays here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from db.actions import SELECT as ACTIONS
from db.actions import ActionRow, action_row
from db.looking import record_look
from db.reading import Reader
from db.today import LOOKED_THROUGH, MINE
from db.today_ends import HORIZON, ends
from models.errors import BadInput
from models.messages import N_, Message
from models.reminder import DAY_ALARM, ENDS_ALARM, Reminder, initials
from models.today import TodayLine

if TYPE_CHECKING:
    from db.store import Store
    from models.actor import Actor

FARTHEST = 90
"""Days: further than Vandaag nobody looks ahead."""
MOST_ACTIONS = 1_000

_CLIENT = "SELECT c.number, c.surname, coalesce(c.call_name, c.initials) FROM client c WHERE c.id = ?"
_OF_PLACEMENT = """
SELECT c.number, c.surname, coalesce(c.call_name, c.initials)
  FROM placement p JOIN client c ON c.id = p.client_id WHERE p.id = ?
"""
_OPEN = f"""{ACTIONS} WHERE x.id IN (
  SELECT x.id FROM action x WHERE x.owner_id = :me AND x.done_on IS NULL AND x.due_on <= :last
   ORDER BY x.due_on, x.id LIMIT :most)
 ORDER BY x.due_on, x.id
"""


class _Window(NamedTuple):
    """From when until when, and whether people are named."""

    today: date
    last: date
    names: bool


def reminders_of(reader: Reader, me: bytes, today: date, *, days: int = FARTHEST, names: bool = False) -> list[Reminder]:
    """What ``me`` is to be reminded of in the coming ``days``, by day; what is over or late already stands at today.

    :class:`BadInput` for days before today or further than :data:`FARTHEST`.
    """
    if not 1 <= days <= FARTHEST:
        raise BadInput(Message(N_("Give a number of days from 1 to {most}."), most=FARTHEST))
    window = _Window(today, today + timedelta(days=days), names)
    found = [*_ends(reader, me, window), *_actions(reader, me, window)]
    return sorted(found, key=lambda reminder: (reminder.day, reminder.key))


def record_reminders(store: Store, actor: Actor, to: str) -> None:
    """Write in the journal that reminders leave the store, and to which file."""
    record_look(store, actor, "export.reminders", reason=to)


def _ends(reader: Reader, me: bytes, window: _Window) -> Iterator[Reminder]:
    today = window.today
    caseload = {"me": me, "look": LOOKED_THROUGH, "today": today.isoformat(), "horizon": (today + HORIZON).isoformat()}
    for line in ends(reader, MINE, caseload, today):
        if line.day is not None and line.day <= window.last:
            sentence = line.sentence if window.names else _unnamed(reader, line)
            detail = Message(N_("Last day: {day}"), day=line.day)
            in_time = line.day + ENDS_ALARM >= today
            yield Reminder(line.own, max(line.day, today), sentence, detail, ENDS_ALARM if in_time else DAY_ALARM)


def _actions(reader: Reader, me: bytes, window: _Window) -> Iterator[Reminder]:
    rows = reader.rows(_OPEN, {"me": me, "last": window.last.isoformat(), "most": MOST_ACTIONS})
    for row in map(action_row, rows):
        detail = Message(N_("To be done by {day}"), day=row.due_on)
        yield Reminder(row.id, max(row.due_on, window.today), _action(reader, row, names=window.names), detail, DAY_ALARM)


def _action(reader: Reader, row: ActionRow, *, names: bool) -> Message:
    if names:
        about = {"what": row.what, "name": row.about_name}
        return Message(N_("To do: {what} ({name})"), **about) if row.about else Message(N_("To do: {what}"), what=row.what)
    who = _who(reader, row.about.subject, row.about.key) if row.about else None
    return Message(N_("To do, for {client}"), client=who) if who else Message(N_("To do: see nuo"))


def _unnamed(reader: Reader, line: TodayLine) -> Message:
    """The sentence with initials and number where the client's name stands."""
    about = line.about
    values: dict[str, Any] = dict(line.sentence.values)
    if "client" in values and about is not None:
        values["client"] = _who(reader, about.subject, about.key) or ""
    return Message(line.sentence.id, **values)


def _who(reader: Reader, subject: str, key: bytes) -> str | None:
    """'J.B. (C00311)'; None for what is not about a client."""
    query = {"client": _CLIENT, "placement": _OF_PLACEMENT}.get(subject)
    row = reader.row(query, (key,)) if query else None
    return f"{initials(row[1], row[2])} ({row[0]})" if row else None
