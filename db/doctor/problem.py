"""What a check finds: what is wrong, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from models.messages import N_, Message

Progress = Callable[[float], None]
"""Gets how much of one check is done, between 0 and 1."""


class Problem(NamedTuple):
    """Something that is not as it should be."""

    what: Message
    remedy: Message


RESTORE = Message(N_("Put back the newest backup: 'nuo restore FILE'. It says first what would be lost."))
REPORT = Message(N_("Make a backup, change nothing more in this store, and ask who maintains the program."))


def unreadable(reason: str) -> Problem:
    """A part of the file that can't be read at all."""
    return Problem(Message(N_("A part of the store can't be read: {reason}."), reason=reason), RESTORE)
