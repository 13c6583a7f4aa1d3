"""A running placement that changes: which fields the rules look at again, and what was beside what is to be."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

FIXED = ("client_id", "start")
"""What a running placement keeps: another client, or another first day, is another placement."""

NOT_JUDGED = ("supervisor", "fallback_id", "remarks")
"""What may change without all rules: it asks nothing more of the employer, the client or who pays.

Of another fallback place only rule C9 is asked: that it has room.
"""

OF_A_MOVE = ("move_reason", "client_view")
"""What is written down with a change that moves a Wsw client (rule C8): given anew each time, and no change by itself."""


class Named(NamedTuple):
    """A record that a field points at, as people know it."""

    number: str
    name: str


Value = date | Decimal | StrEnum | Named | str | None


class FieldChange(NamedTuple):
    """One field of a running placement that changes; its values are typed, None is empty."""

    field: str
    old: Value
    new: Value

    @property
    def judged(self) -> bool:
        """Whether the rules look at the placement again because of it."""
        return self.field not in NOT_JUDGED
