"""How a value of a setting is written, on screens and on the command line. Knows no Textual."""

from __future__ import annotations

from decimal import Decimal

from models.figures import FIGURES, LISTS, Kind, listed
from models.messages import N_
from screens.texts import _, amount, label, money


def value_text(key: str, value: str) -> str:
    """'€ 14,99', '23,5 %', '36 uur', '12 maanden'; as it is kept for a setting that this program does not know."""
    figure = FIGURES.get(key)
    if figure is None:
        return value
    if figure.kind in LISTS:
        return ", ".join(label(choice) for choice in listed(LISTS[figure.kind], value))
    number = Decimal(value)
    match figure.kind:
        case Kind.AMOUNT:
            return money(number)
        case Kind.PERCENTAGE:
            return f"{amount(number)} %"
        case Kind.HOURS:
            return _(N_("{n} hours"), n=number)
    return f"{amount(number)} {_(figure.unit)}"


def from_to_confirm(source: str, to_confirm: bool) -> str:
    """What a value rests on; one that is still to be confirmed says so. The sources that a store begins with have Dutch."""
    return f"{_('to confirm')} · {_(source)}" if to_confirm else _(source)
