"""The calendar file: what calendars ask of it (RFC 5545), whatever stands in it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calendar_file import CalendarEvent, calendar_text, escaped, folded
from models.reminder import initials

AT = datetime(2026, 11, 24, 14, 3, tzinfo=timezone(timedelta(hours=1)))
EVENT = CalendarEvent("a-1@nuo_tui", date(2026, 12, 31), "Indicatie J.B. (C00311) loopt af", "Laatste dag", timedelta(days=-7))


def unfolded(text: str) -> list[str]:
    """The lines as a calendar reads them."""
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def unescaped(text: str) -> str:
    """A value as a calendar reads it."""
    out, letters = "", iter(text)
    for letter in letters:
        following = next(letters) if letter == "\\" else ""
        out += {"": letter, "n": "\n", "N": "\n"}.get(following, following)
    return out


def test_one_event_word_for_word() -> None:
    text = calendar_text([EVENT], name="nuo", language="nl", at=AT)
    assert text.split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//NUO//nuo_tui//NL",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:nuo",
        "BEGIN:VEVENT",
        "UID:a-1@nuo_tui",
        "DTSTAMP:20261124T130300Z",
        "SEQUENCE:3628143",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:Indicatie J.B. (C00311) loopt af",
        "DESCRIPTION:Laatste dag",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Indicatie J.B. (C00311) loopt af",
        "TRIGGER:-P7D",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


@pytest.mark.parametrize(
    ("alarm", "trigger"),
    [
        (timedelta(hours=9), "PT9H"),
        (timedelta(hours=-9), "-PT9H"),
        (timedelta(days=-1, hours=-2), "-P1DT2H"),
        (timedelta(0), "PT0H"),
        (timedelta(days=7), "P7D"),
    ],
)
def test_when_it_reminds(alarm: timedelta, trigger: str) -> None:
    assert f"TRIGGER:{trigger}" in calendar_text([EVENT._replace(alarm=alarm)], name="nuo", language="nl", at=AT).split("\r\n")


def test_a_newer_file_has_a_higher_sequence_and_the_same_uid() -> None:
    older, newer = (unfolded(calendar_text([EVENT], name="n", language="nl", at=AT + timedelta(minutes=n))) for n in (0, 1))
    at = next(n for n, line in enumerate(older) if line.startswith("SEQUENCE:"))
    assert int(newer[at].partition(":")[2]) == int(older[at].partition(":")[2]) + 1
    assert [line for line in older if line.startswith("UID:")] == [line for line in newer if line.startswith("UID:")]


@given(st.text(max_size=300), st.dates(min_value=date(1, 1, 1)))
def test_whatever_is_typed_the_lines_stay_the_format_s(text: str, day: date) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    written = calendar_text([EVENT._replace(summary=text, day=day)], name=text, language="nl", at=at)
    for line in written.removesuffix("\r\n").split("\r\n"):
        assert len(line.encode("utf-8", errors="replace")) <= 75
        assert "\n" not in line
        assert "\r" not in line
    lines = unfolded(written)
    plain = calendar_text([EVENT._replace(summary="x", day=day)], name="x", language="nl", at=at)
    assert [line.partition(":")[0] for line in lines] == [line.partition(":")[0] for line in unfolded(plain)]
    kept = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in kept if c in "\t\n" or (c >= " " and not "\x7f" <= c <= "\x9f"))
    summary = next(line for line in lines if line.startswith("SUMMARY:"))
    assert unescaped(summary.partition(":")[2]) == kept


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=400))
def test_folding_loses_nothing(line: str) -> None:
    parts = list(folded(line))
    assert "".join(part if at == 0 else part[1:] for at, part in enumerate(parts)) == line


def test_escaping() -> None:
    assert escaped("a\\b;c,d\r\ne\x1bf") == "a\\\\b\\;c\\,d\\nef"


@pytest.mark.parametrize(
    ("surname", "first", "short"),
    [("Baan", "Joris", "J.B."), ("Arent", "Yinthe", "Y.A."), ("Baan", None, "B."), ("élan", "øje", "Ø.É."), ("", "", "")],
)
def test_initials(surname: str, first: str | None, short: str) -> None:
    assert initials(surname, first) == short
