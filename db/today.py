"""Vandaag: what wants somebody today, most pressing first. Every section reads a bounded number of rows through indexes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from db.account_holding import NEWEST, RUNS
from db.actions import SELECT as ACTIONS
from db.actions import ActionRow, action_row
from db.reading import Reader
from db.today_broke import broke
from db.today_ends import HORIZON, ends
from db.today_told import told_to
from models.about import About
from models.actor import is_away
from models.kinds import CoordinationState
from models.messages import N_, Message
from models.today import Remedy, TodayLine, Why
from models.values import person_name

MOST = 50
"""A section has at most this many lines; then one that says that there are more."""
COUNTED = 200
"""Further than this nobody counts."""
LOOKED_THROUGH = 500
"""Clients of a caseload that are looked through: more than anybody has, but for who took over a whole administration."""
OPEN_REQUESTS = 2_000
"""Requests, those due first, among which somebody's own to answer are looked for."""
YES_DAYS, NO_DAYS = 30, 14
"""How long an answer that nothing was done with is shown."""

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
_ANSWERS = """
SELECT a.id, a.state, a.decided_on, c.id, c.surname, c.prefix, coalesce(c.call_name, c.initials), e.name, d.name, a.reason
  FROM coordination a CROSS JOIN client c ON c.id = a.client_id CROSS JOIN employer e ON e.id = a.employer_id
  LEFT JOIN user d ON d.id = a.decided_by
 WHERE a.requested_by = :me AND a.decided_on >= :since AND a.own_decision = 0 AND a.recorded_by IS NULL
   AND (a.state IN ('approved', 'approved-with-conditions') AND a.valid_until >= :today
        AND NOT EXISTS (SELECT 1 FROM placement p WHERE p.consent_id = a.id AND +p.state <> 'refused')
     OR a.state = 'declined' AND a.decided_on >= :no_since
        AND NOT EXISTS (SELECT 1 FROM placement p WHERE p.client_id = a.client_id AND p.created_at > a.changed_at)
        AND NOT EXISTS (SELECT 1 FROM coordination n WHERE n.client_id = a.client_id AND n.created_at > a.changed_at))
 ORDER BY a.decided_on DESC, a.id DESC LIMIT :most
"""
_WAITING = f"""
SELECT r.id, r.due_on, u.id, u.active, u.away_from, u.away_until, u.deputy_id, r.requested_by,
       c.id, c.surname, c.prefix, coalesce(c.call_name, c.initials), e.name, q.name
  FROM (SELECT * FROM coordination WHERE state = 'requested' ORDER BY due_on, id LIMIT :look) r
 CROSS JOIN user u ON u.id = (SELECT h.user_id FROM account_holding h
                               WHERE h.employer_id = r.employer_id AND {RUNS} ORDER BY {NEWEST} LIMIT 1)
 CROSS JOIN client c ON c.id = r.client_id CROSS JOIN employer e ON e.id = r.employer_id
 CROSS JOIN user q ON q.id = r.requested_by
 WHERE u.id = :user OR u.deputy_id = :user
 ORDER BY r.due_on, r.id
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
    """Everything that wants ``me`` on ``today``, in some seventeen queries."""
    caseload = {"me": me, "look": LOOKED_THROUGH, "today": today.isoformat(), "horizon": (today + HORIZON).isoformat()}
    idle = _without_work(reader, caseload, today)
    answers = _answers(reader, me, today)
    answered = {line.key for line in answers}
    ending = [line for line in ends(reader, MINE, caseload, today) if line.key not in answered]
    sections = (
        _actions(reader, Why.LATE, "x.due_on < :day", me, today),
        _actions(reader, Why.DUE, "x.due_on = :day", me, today),
        _whole(_waiting(reader, me, today)),
        _whole(answers),
        _whole(list(told_to(reader, me, today))),
        _whole(broke(reader, MINE, caseload, today)),
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


def _waiting(reader: Reader, me: bytes, today: date) -> list[TodayLine]:
    """The requests that somebody can decide on today, as account holder or as deputy of that day."""
    lines = []
    given = {"user": me, "day": today.isoformat(), "look": OPEN_REQUESTS}
    for key, due, holder, active, away_from, away_until, deputy, asker, client, *names, employer, who in reader.rows(
        _WAITING, given
    ):
        absent = not active or is_away(_day(away_from), _day(away_until), today)
        if (holder == me and active) or (absent and deputy == me and asker != me):
            sentence = Message(
                N_("{client} at {employer}, asked by {name}"), client=person_name(*names), employer=employer, name=who
            )
            lines.append(TodayLine(Why.WAITING, sentence, "coordination", key, About("client", client), _day(due), Remedy.OPEN))
    return lines


def _answers(reader: Reader, me: bytes, today: date) -> list[TodayLine]:
    """What was answered to me and not used yet, newest first."""
    given: dict[str, Any] = {"me": me, "today": today.isoformat(), "most": COUNTED}
    given |= {"since": (today - timedelta(YES_DAYS)).isoformat(), "no_since": (today - timedelta(NO_DAYS)).isoformat()}
    lines = []
    for key, state, day, client, surname, prefix, first, employer, who, reason in reader.rows(_ANSWERS, given):
        about = {"client": person_name(surname, prefix, first), "employer": employer, "name": who or ""}
        match state:
            case CoordinationState.DECLINED:
                sentence = Message(N_("{employer}: no for {client} ({name}): {reason}"), reason=reason or "", **about)
            case CoordinationState.CONDITIONS:
                sentence = Message(N_("{employer}: yes, on conditions, for {client} ({name})"), **about)
            case _:
                sentence = Message(N_("{employer}: yes for {client} ({name})"), **about)
        remedy = Remedy.PLACE_ELSEWHERE if state == CoordinationState.DECLINED else Remedy.PLACE
        lines.append(TodayLine(Why.ANSWER, sentence, "coordination", key, About("client", client), _day(day), remedy))
    return lines


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
        lines.append(TodayLine(Why.NO_WORK, sentence, "client", key, About("client", key), since, Remedy.PLACE))
    return sorted(lines, key=_by_day)


def _by_day(line: TodayLine) -> tuple[date, bytes]:
    return line.day or date.max, line.key


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
