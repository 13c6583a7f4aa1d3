"""What somebody who filters a list means by a value: the form in which the field is kept."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from models.values import decimal_text, fold, parse_date, parse_decimal, parse_partial_date

_DAYS = ("start", "until", "ended_on", "relation_since", "requested_on", "due_on", "decided_on", "valid_until")
_DAYS_OF_PLACES = ("opened_on", "closed_on")
_AMOUNTS = ("hours", "rate", "contract_hours", "minimum_wage_value")
_EUROS = ("budget", "spent")


def _yes_no(text: str) -> str:
    from models.fields import NO, YES

    folded = fold(text)
    return "1" if folded in YES else "0" if folded in NO else text


def _code(text: str) -> str:
    """A municipality's code as it is kept: '141' and 'GM0141' are '0141'; a name stays what it is."""
    digits = fold(text).removeprefix("gm").strip()
    return digits.zfill(4) if digits.isascii() and digits.isdigit() else text


_READERS: dict[str, Callable[[str], str]] = {
    **dict.fromkeys((*_DAYS, *_DAYS_OF_PLACES), lambda text: parse_date(text).isoformat()),
    **dict.fromkeys(_AMOUNTS, lambda text: decimal_text(parse_decimal(text))),
    "birth_date": parse_partial_date,
    **dict.fromkeys(_EUROS, lambda text: f"{parse_decimal(text):.2f}"),
    "taken_over": _yes_no,
    "in_force": _yes_no,
    "municipality": _code,
}


def kept_form(field: str, text: str, choices: type[StrEnum] | None) -> str:
    """``text`` as the field keeps it: dates, decimals, yes and no, municipality codes and closed lists; else as it is."""
    from models.spoken import parse_choice

    if choices is not None:
        return parse_choice(choices, text) or text
    try:
        return _READERS.get(field, str)(text)
    except ValueError:
        return text
