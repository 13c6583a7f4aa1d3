"""What wants somebody today: why, what, and what to do about it. No table: it follows from the others."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from models.about import About
from models.messages import Message


class Why(StrEnum):
    """Why something is shown, most pressing first."""

    LATE = "late"
    DUE = "due"
    TERM = "term"
    WAITING = "waiting"
    OVERDUE = "overdue"
    CONTESTED = "contested"
    QUESTION = "question"
    ANSWER = "answer"
    TAKEN_OVER = "taken-over"
    INFORMED = "informed"
    BROKE = "broke"
    SAID = "said"
    SOON = "soon"
    OVER = "over"
    RENEW = "renew"
    WITHIN_30 = "within-30"
    WITHIN_60 = "within-60"
    WITHIN_90 = "within-90"
    NO_WORK = "no-work"
    DONE = "done"


class Remedy(StrEnum):
    """What one key does about it."""

    FINISH = "finish"
    REOPEN = "reopen"
    OPEN = "open"
    ANSWER = "answer"
    REMIND = "remind"
    PLACE = "place"
    PLACE_ELSEWHERE = "place-elsewhere"
    WHERE = "where"
    RENEW = "renew"
    ACTION = "action"
    END = "end"
    SEEN = "seen"
    NONE = "none"


class TodayLine(NamedTuple):
    """One line of Vandaag."""

    why: Why
    sentence: Message
    subject: str
    """The subject of the record that it leads to; '' for a line that only says that there are more."""
    key: bytes
    """That record's key."""
    about: About | None
    """What a contact moment or an action made from here is about."""
    day: date | None
    remedy: Remedy
    id: bytes | None = None
    """What makes the line itself: an action, an indication; None when it is the record it leads to."""

    mark: bytes = b""
    """Tells a line from an earlier one about the same, so that the cursor does not follow what was done to the end."""

    @property
    def own(self) -> bytes:
        """The key by which the line is known in its list."""
        return self.mark + (self.id or self.key)
