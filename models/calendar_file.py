"""A calendar file (iCalendar, RFC 5545) of all-day events with a reminder: what calendars take in, and update by ``UID``.

A writer of our own: of the format's many parts we need one kind of event, and every calendar reads these few lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

LINE_OCTETS = 75
"""A longer line is folded: it goes on below, after one space (RFC 5545, 3.1)."""
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


class CalendarEvent(NamedTuple):
    """One day in a calendar, and what it says."""

    uid: str
    """The same for the same thing, each time it is written: a calendar then changes its event instead of adding one."""
    day: date
    summary: str
    description: str
    alarm: timedelta
    """When it reminds, from the beginning of the day; before it when negative. Whole hours."""


def calendar_text(events: Iterable[CalendarEvent], *, name: str, language: str, at: datetime) -> str:
    """The file's text; ``at`` (with a time zone) is when it was made, so that a calendar knows which of two files is newer."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//NUO//nuo_tui//{language.upper()}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
    ]
    for event in events:
        lines += _event_lines(event, at.astimezone(UTC))
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def _event_lines(event: CalendarEvent, at: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{escaped(event.uid)}",
        f"DTSTAMP:{at:%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{max(0, (at - _EPOCH) // timedelta(minutes=1))}",
        f"DTSTART;VALUE=DATE:{_day(event.day)}",
        f"DTEND;VALUE=DATE:{_day(event.day + timedelta(days=1)) if event.day < date.max else _day(event.day)}",
        f"SUMMARY:{escaped(event.summary)}",
        f"DESCRIPTION:{escaped(event.description)}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{escaped(event.summary)}",
        f"TRIGGER:{_duration(event.alarm)}",
        "END:VALARM",
        "END:VEVENT",
    ]


def escaped(text: str) -> str:
    """``text`` as a value of the format: backslash, ``;``, ``,`` and line ends are escaped, other control characters left out.

    >>> escaped("a;b, c")
    'a\\\\;b\\\\, c'
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "".join(c for c in lines.replace("\n", "\\n") if c == "\t" or (c >= " " and not "\x7f" <= c <= "\x9f"))


def folded(line: str) -> Iterator[str]:
    """The lines that a long line becomes: none over 75 octets in UTF-8, no letter split, each further one after a space."""
    part, octets = "", 0
    for letter in line:
        size = len(letter.encode("utf-8", errors="replace"))
        if octets + size > LINE_OCTETS:
            yield part
            part, octets = " ", 1
        part += letter
        octets += size
    yield part


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _duration(alarm: timedelta) -> str:
    hours = abs(alarm) // timedelta(hours=1)
    days, rest = divmod(hours, 24)
    text = "P" + (f"{days}D" if days else "") + (f"T{rest}H" if rest or not days else "")
    return f"-{text}" if alarm < timedelta(0) else text
