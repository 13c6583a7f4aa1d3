"""Vandaag: what wants somebody today, most pressing first. Every section reads a bounded number of rows through indexes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from db.actions import SELECT as ACTIONS
from db.actions import ActionRow, action_row
from db.reading import Reader
from db.today_broke import broke
from db.today_contested import contested
from db.today_ends import HORIZON, ends
from db.today_requests import answers_to, denied, overdue, questions, said, waiting
from db.today_told import told_to
from models.about import About
from models.messages import N_, Message
from models.today import Remedy, TodayLine, Why
from models.values import person_name

MOST = 50
"""A section has at most this many lines; then one that says that there are more."""
COUNTED = 200
"""Further than this nobody counts."""
LOOKED_THROUGH = 500
"""Clients of a caseload that are looked through: more than anybody has, but for who took over a whole administration."""

MINE = """
WITH mine AS MATERIALIZED (
  SELECT * FROM (
    SELECT id, surname, prefix, coalesce(call_name, initials) AS first, status, created_at, archived_on
      FROM client WHERE consultant_id = :me ORDER BY sort_name, id LIMIT :look)
   WHERE archived_on IS NULL AND status IN ('active', 'ill', 'absent'))
"""
_NO_WORK = f"""{MINE}
SELECT c.id, c.surname, c.prefix, c.first, date(c.created_at),
       (SELECT max(coalesce(p.ended_on, p.until)) FROM placement p
         WHERE p.client_id = c.id AND +p.state IN ('ended', 'broken-off'))
  FROM mine c WHERE NOT EXISTS (SELECT 1 FROM placement p WHERE p.client_id = c.id AND +p.state IN ('active', 'provisional'))
"""


class _Section(NamedTuple):
    """The lines of one reason, and how many there are in all, as far as they are counted."""

    lines: list[TodayLine]
    total: int


class Today(NamedTuple):
    """What wants somebody."""

    lines: tuple[TodayLine, ...]
    clients: int
    """How many there are in the caseload, of those looked through."""
    without_work: int
    whole: bool
    """Whether the whole caseload was looked through."""


def today_of(reader: Reader, me: bytes, today: date) -> Today:
    """Everything that wants ``me`` on ``today``, in some twenty queries."""
    caseload = {"me": me, "look": LOOKED_THROUGH, "today": today.isoformat(), "horizon": (today + HORIZON).isoformat()}
    idle = _without_work(reader, caseload, today)
    answers = answers_to(reader, me, today)
    answered = {line.key for line in answers}
    ending = [line for line in ends(reader, MINE, caseload, today) if line.key not in answered]
    sections = (
        _actions(reader, Why.LATE, "x.due_on < :day", me, today),
        _actions(reader, Why.DUE, "x.due_on = :day", me, today),
        _whole(waiting(reader, me, today)),
        _whole(overdue(reader, me, today)),
        _whole(denied(reader, me, today)),
        _whole(questions(reader, me, today)),
        _whole(answers),
        _whole(list(told_to(reader, me, today))),
        _whole([*contested(reader, MINE, caseload), *broke(reader, MINE, caseload, today)]),
        _whole(said(reader, me, today)),
        _actions(reader, Why.SOON, "x.due_on > :day AND x.due_on <= date(:day, '+7 days')", me, today),
        _whole(ending),
        _whole(idle),
        _whole(_done(reader, me, today)),
    )
    held = reader.value("SELECT count(*) FROM (SELECT 1 FROM client WHERE consultant_id = ? LIMIT ?)", (me, LOOKED_THROUGH + 1))
    clients = reader.value(f"{MINE} SELECT count(*) FROM mine", caseload)
    lines = tuple(line for section in sections for line in _cut(section))
    return Today(lines, int(clients), len(idle), held <= LOOKED_THROUGH)


def _whole(lines: list[TodayLine]) -> _Section:
    return _Section(lines, len(lines))


def _cut(section: _Section) -> Iterator[TodayLine]:
    """The first lines of a section, and how many more there are."""
    shown = section.lines[:MOST]
    yield from shown
    if section.total > len(shown):
        n = section.total - len(shown)
        more = Message(N_("… and more than {n} others"), n=n) if section.total >= COUNTED else Message(N_("… and {n} more"), n=n)
        why = shown[-1].why
        yield TodayLine(why, more, "", f"more:{why}".encode(), None, None, Remedy.NONE)


def _actions(reader: Reader, why: Why, when: str, me: bytes, today: date) -> _Section:
    """My open actions; those that are not shown are counted without being read."""
    given = {"me": me, "day": today.isoformat(), "most": MOST}
    where = f"x.owner_id = :me AND x.done_on IS NULL AND {when}"
    lines = [_action_line(why, action_row(row), Remedy.FINISH) for row in reader.rows(_first(where, "x.due_on, x.id"), given)]
    counted = f"SELECT count(*) FROM (SELECT 1 FROM action x WHERE {where} LIMIT {COUNTED})"
    return _Section(lines, int(reader.value(counted, {"me": me, "day": today.isoformat()})) if len(lines) == MOST else len(lines))


def _done(reader: Reader, me: bytes, today: date) -> list[TodayLine]:
    """What I did today: to be seen, and to be taken back."""
    rows = reader.rows(_first("x.done_by = :me AND x.done_on = :day", "x.id"), {"me": me, "day": today.isoformat(), "most": MOST})
    lines = [_action_line(Why.DONE, action_row(row), Remedy.REOPEN) for row in rows]
    return [line._replace(mark=b"done") for line in lines]


def _first(where: str, order: str) -> str:
    return f"{ACTIONS} WHERE x.id IN (SELECT x.id FROM action x WHERE {where} ORDER BY {order} LIMIT :most) ORDER BY {order}"


def _action_line(why: Why, row: ActionRow, remedy: Remedy) -> TodayLine:
    sentence = (
        Message(N_("{what}: {name}"), what=row.what, name=row.about_name) if row.about else Message("{what}", what=row.what)
    )
    subject, key = (row.about.subject, row.about.key) if row.about else ("action", row.id)
    return TodayLine(why, sentence, subject, key, row.about, row.done_on or row.due_on, remedy, row.id)


def _without_work(reader: Reader, caseload: dict[str, Any], today: date) -> list[TodayLine]:
    """Who of my caseload has no work, the longest first."""
    lines = []
    for key, surname, prefix, first, came, last in reader.rows(_NO_WORK, caseload):
        name, since = person_name(surname, prefix, first), date.fromisoformat(last or came)
        days = max(0, (today - since).days)
        sentence = (
            Message(N_("{client}, {n} days without work"), client=name, n=days)
            if last
            else Message(N_("{client}, not placed yet"), client=name)
        )
        lines.append(TodayLine(Why.NO_WORK, sentence, "client", key, About("client", key), since, Remedy.WHERE))
    return sorted(lines, key=_by_day)


def _by_day(line: TodayLine) -> tuple[date, bytes]:
    return line.day or date.max, line.key
