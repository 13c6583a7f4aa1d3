"""Settings: figures that differ per organisation or change by law; the newest that has begun holds."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from db.reading import Reader
from models.errors import Refused
from models.kinds import Form
from models.messages import N_, Message

_IN_FORCE = "SELECT value FROM setting WHERE key = ? AND valid_from <= ? ORDER BY valid_from DESC, id DESC LIMIT 1"
_LONGEST_MONTHS = "longest-months."


def setting(reader: Reader, key: str, day: date) -> str | None:
    """The value of a setting on ``day``; None when it has none yet."""
    value = reader.value(_IN_FORCE, (key, day.isoformat()))
    return None if value is None else str(value)


def whole_number(reader: Reader, key: str, day: date) -> int:
    """A setting that counts something; :class:`Refused` when it is missing or is no number."""
    value = setting(reader, key, day)
    if value is None or not value.isdecimal():
        raise Refused(
            Message(N_("The setting '{key}' is not a whole number."), key=key),
            Message(N_("Ask an administrator to correct the settings.")),
        )
    return int(value)


def default_until(reader: Reader, form: Form, start: date) -> date | None:
    """The last day that a placement of this form may have at most; None for a form without a longest duration."""
    months = setting(reader, _LONGEST_MONTHS + form, start)
    return None if months is None or not months.isdecimal() else last_day(start, int(months))


def last_day(start: date, months: int) -> date:
    """The last day of a period of whole months that begins on ``start``: 15 January and 2 months give 14 March.

    Where the month has no such day, its last day is the end: 31 December and 2 months give the last of February.
    A period that goes on beyond the calendar ends on its last day.
    """
    month = start.month - 1 + months
    year, month = start.year + month // 12, month % 12 + 1
    if year > date.max.year:
        return date.max
    days = monthrange(year, month)[1]
    return date(year, month, days) if start.day > days else date(year, month, start.day) - timedelta(days=1)
