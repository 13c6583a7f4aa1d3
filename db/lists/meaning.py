"""What somebody who filters a list means by a value: the form in which the field is kept."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from models.values import decimal_text, fold, parse_date, parse_decimal, parse_partial_date

_DAYS = ("start", "until", "ended_on", "relation_since", "requested_on", "due_on", "decided_on", "valid_until")
_DAYS_OF_PLACES = ("opened_on", "closed_on")
_RANGED = frozenset((*_DAYS, *_DAYS_OF_PLACES, "birth_date", "done_on", "day"))
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
    **dict.fromkeys((*_DAYS, *_DAYS_OF_PLACES, "done_on", "day"), lambda text: parse_date(text).isoformat()),
    **dict.fromkeys(_AMOUNTS, lambda text: decimal_text(parse_decimal(text))),
    "birth_date": parse_partial_date,
    **dict.fromkeys(_EUROS, lambda text: f"{parse_decimal(text):.2f}"),
    "taken_over": _yes_no,
    "without_holder": _yes_no,
    "in_force": _yes_no,
    "municipality": _code,
}


BETWEEN = ".."
"""Stands between the first and the last of a range: ``start=1-1-2026..31-3-2026``; without one of them it is open."""


def is_day(field: str) -> bool:
    """Whether a field holds dates, so that it can be filtered by a range of them."""
    return field in _RANGED


def kept_range(field: str, text: str) -> tuple[str, str] | None:
    """The first and last day of a range as the field keeps them, '' for an open side; None when ``text`` is no range.

    ``ValueError`` when what stands beside the dots is no date.
    """
    first, dots, last = text.partition(BETWEEN)
    if not dots or not is_day(field):
        return None
    read = _READERS[field]
    return (read(first.strip()) if first.strip() else ""), (read(last.strip()) if last.strip() else "")


def kept_form(field: str, text: str, choices: type[StrEnum] | None) -> str:
    """``text`` as the field keeps it: dates, decimals, yes and no, municipality codes and closed lists; else as it is."""
    from models.spoken import parse_choice

    if choices is not None:
        return parse_choice(choices, text) or text
    try:
        return _READERS.get(field, str)(text)
    except ValueError:
        return text
