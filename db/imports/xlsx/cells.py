"""A cell of a spreadsheet as people would type it: a date as a date, 12345678.0 as 12345678, a fifth as 20%."""

from __future__ import annotations

import math
import re
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from functools import lru_cache

from db.cells import defused, restored
from db.imports.records import NumberText

_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.')
_BRACKETS = re.compile(r"\[(?!h+\]|m+\]|s+\])[^\]]*\]", re.IGNORECASE)
_ZEROS = re.compile(r"0{2,}\Z")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SECONDS = 86_400


class Shown(Enum):
    """How a number is shown."""

    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    PERCENT = "percent"


Format = tuple[Shown, int]
"""How a number is shown, and how many digits it has at least."""
PLAIN: Format = (Shown.NUMBER, 0)
_BUILT_IN = {
    **dict.fromkeys((9, 10), (Shown.PERCENT, 0)),
    **dict.fromkeys((14, 15, 16, 17, 22, *range(27, 32), 36, *range(50, 55), 57, 58), (Shown.DATE, 0)),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56), (Shown.TIME, 0)),
}


def built_in(number: int) -> Format:
    """What a format that every spreadsheet knows by number shows."""
    return _BUILT_IN.get(number, PLAIN)


def format_of(code: str) -> Format:
    """What a format that is written out shows: ``dd-mm-yyyy`` a date, ``0%`` a percentage, ``00000000`` eight digits."""
    bare = _BRACKETS.sub("", _QUOTED.sub("", code.split(";", 1)[0])).casefold().strip()
    if bare in ("general", "standaard"):
        return PLAIN
    if "%" in bare:
        return Shown.PERCENT, 0
    if _ZEROS.match(bare):
        return Shown.NUMBER, len(bare)
    if re.search(r"[ydj]|mmm", bare):
        return Shown.DATE, 0
    if re.search(r"[hs]", bare):
        return Shown.TIME, 0
    return (Shown.DATE, 0) if "m" in bare else PLAIN


@lru_cache(maxsize=8192)
def number_text(raw: str, shown: Format, *, from_1904: bool) -> str:
    """A number as it is shown to people, with a comma; what is no number stays as it is."""
    kind, digits = shown
    try:
        value = float(raw)
    except ValueError:
        return raw
    if not math.isfinite(value):
        return raw
    if kind is Shown.DATE or kind is Shown.TIME:
        return _moment(value, kind, from_1904) or NumberText(_digits(value))
    if kind is Shown.PERCENT:
        return f"{_digits(round(value * 100, 10))}%"
    text = _digits(value)
    return text.zfill(digits) if digits and text.isdigit() else NumberText(text)


def _digits(value: float) -> str:
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return format(Decimal(f"{value:.15g}"), "f").replace(".", ",") if 1e-15 < abs(value) < 1e15 else f"{value:.15g}"


def _moment(serial: float, kind: Shown, from_1904: bool) -> str:
    """A day, an hour of the day, or both; '' when the number is no moment. Excel counts 29 February 1900, which never was."""
    whole = round(serial * _SECONDS)
    days, seconds = divmod(whole, _SECONDS)
    clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}" + (f":{seconds % 60:02}" if seconds % 60 else "")
    if kind is Shown.TIME and days == 0:
        return clock
    begin = date(1904, 1, 1) if from_1904 else date(1899, 12, 31 if 0 < days < 60 else 30)
    try:
        day = (begin + timedelta(days=days)).isoformat()
    except OverflowError:
        return ""
    if serial < 0 or days > 2_958_465:
        return ""
    return f"{day} {clock}" if seconds else day


def text_cell(text: str) -> str:
    """A text as a cell: signs that XML can't hold (``_x000D_`` is a return) are themselves, and nothing is a formula."""
    return defused(restored(_ESCAPED.sub(_sign, text) if "_x" in text else text))


def _sign(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return found[0] if code == 0 or 0xD800 <= code <= 0xDFFF else chr(code)
