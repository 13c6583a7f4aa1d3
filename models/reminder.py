"""What a calendar is to remind of: what ends in a caseload, and what is still to be done."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from models.messages import Message

ENDS_ALARM = timedelta(days=-7)
"""What ends is reminded of a week before."""
DAY_ALARM = timedelta(hours=9)
"""What is to be done, or ends within a week, is reminded of at nine o'clock on its day."""


class Reminder(NamedTuple):
    """One thing to be reminded of."""

    key: bytes
    """What it is about: an action, an indication, a placement; the same each time."""
    day: date
    """When it stands in the calendar: its own day, or today when that has passed."""
    sentence: Message
    detail: Message
    """The day that it is about, in words."""
    alarm: timedelta


def initials(surname: str, first: str | None) -> str:
    """'J.B.' for Joris Baan, 'Y.A.' for Yinthe van der Arent: enough for who knows them, and no name."""
    letters = [word.strip()[:1].upper() for word in (first or "", surname) if word.strip()]
    return "".join(f"{letter}." for letter in letters)
