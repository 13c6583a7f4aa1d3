"""How a list shows a record that was merged into another: where it lives on."""

from __future__ import annotations

from db.windows import Cell, Hint
from models.messages import N_, Message


def merged_into(number: str) -> tuple[Cell, Hint]:
    """What stands under 'attention' of a record that was merged into the one with this number."""
    return Message(N_("→ {number}"), number=number), "muted"
