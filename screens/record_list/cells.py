"""From a value to exactly so many cells of text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from rich.cells import cell_len, set_cell_size

from db.windows import Cell
from models.messages import Message
from screens.texts import amount, label, render, short_date, visible


def written(value: Cell) -> str:
    """A value as the reader writes it, short; people's text with control and direction marks made visible."""
    match value:
        case None:
            return ""
        case StrEnum():
            return label(value, short=True)
        case str():
            return visible(value)
        case Message():
            return render(value)
        case Decimal():
            return amount(value)
        case date():
            return short_date(value)
    return str(value)


def fitted(text: str, width: int, right: bool = False) -> str:
    """``text`` in exactly ``width`` cells: filled up with spaces, or cut with an ellipsis."""
    size = len(text) if text.isascii() else cell_len(text)
    if size > width:
        return set_cell_size(set_cell_size(text, width - 1) + "…", width) if width > 0 else ""
    return " " * (width - size) + text if right else text + " " * (width - size)
