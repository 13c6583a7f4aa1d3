"""A day written short, as people do on paper: '+7', 'morgen', 'vr', '8-12'."""

from __future__ import annotations

import re
from datetime import date, timedelta

_FROM_TODAY = {"vandaag": 0, "today": 0, "morgen": 1, "tomorrow": 1, "overmorgen": 2, "gisteren": -1, "yesterday": -1}
_WEEKDAYS = (
    ("maandag", "monday"),
    ("dinsdag", "tuesday"),
    ("woensdag", "wednesday"),
    ("donderdag", "thursday"),
    ("vrijdag", "friday"),
    ("zaterdag", "saturday"),
    ("zondag", "sunday"),
)
_LEAST_LETTERS = 2
_STEPS = re.compile(r"([+-])(\d{1,3})([dw]?)")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.]?")


def whole_day(text: str, today: date) -> date | None:
    """The day that a short writing means on ``today``; None when it is none, and is to be read as it stands.

    ``+7`` in seven days, ``+2w`` in two weeks; a weekday (two letters will do) is the next one after today; day and
    month are the nearest such day, before or after.
    """
    word = text.strip().casefold()
    if word in _FROM_TODAY:
        return today + timedelta(days=_FROM_TODAY[word])
    if steps := _STEPS.fullmatch(word):
        days = int(steps[2]) * (7 if steps[3] == "w" else 1)
        return today + timedelta(days=days if steps[1] == "+" else -days)
    if found := _DAY_AND_MONTH.fullmatch(word):
        return _nearest(int(found[1]), int(found[2]), today)
    if len(word) >= _LEAST_LETTERS:
        meant = {n for n, names in enumerate(_WEEKDAYS) if any(name.startswith(word) for name in names)}
        if len(meant) == 1:
            return today + timedelta(days=(meant.pop() - today.weekday() - 1) % 7 + 1)
    return None


def _nearest(day: int, month: int, today: date) -> date | None:
    found = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return min(found, key=lambda one: abs(one - today), default=None)
