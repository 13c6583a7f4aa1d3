"""What changes in a placement that runs, in words: what was beside what is to be. Knows no Textual."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from models.labels import field_label
from models.placement_change import FieldChange, Named, Value
from screens.texts import amount, label, money, render, short_date


def field_name(change: FieldChange) -> str:
    """What the field is called."""
    return render(field_label("placement", change.field))


def shown(field: str, value: Value) -> str:
    """A value of a field as people read it; a dash for none."""
    match value:
        case Named():
            return f"{value.name} ({value.number})"
        case date():
            return short_date(value)
        case Decimal():
            return money(value) if field == "rate" else amount(value)
        case StrEnum():
            return label(value)
    return value or "–"
