"""What requests ask of somebody today: to decide, to answer, to see what was answered, recorded or contested, or left alone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from db.account_holding import NEWEST, RUNS
from db.coordination_waiting import LEADS, OVERDUE, SAID, WAITS
from db.reading import Reader
from models.about import About
from models.kinds import CoordinationState
from models.messages import N_, Message
from models.today import Remedy, TodayLine, Why
from models.values import person_name
from models.workdays import after_working_days

OPEN_REQUESTS = 2_000
"""Requests, those due first, among which somebody's own to answer are looked for."""
MOST = 200
"""Lines of a kind that are read."""
YES_DAYS, NO_DAYS = 30, 14
"""How long an answer that nothing was done with is shown."""

_FIRST = "(SELECT * FROM coordination WHERE state = 'requested' ORDER BY due_on, id LIMIT :look)"
_THERE = """
 CROSS JOIN employer e ON e.id = a.employer_id
 CROSS JOIN user q ON q.id = a.requested_by
  LEFT JOIN client c ON c.id = a.client_id
"""
_HOLDER = f"""
  LEFT JOIN user o ON o.id = (SELECT h.user_id FROM account_holding h
                               WHERE h.employer_id = a.employer_id AND {RUNS} ORDER BY {NEWEST} LIMIT 1)
"""
_NAMES = "c.id, coalesce(c.surname, a.client_text), c.prefix, coalesce(c.call_name, c.initials), e.name, q.name"
_LAST = """
(SELECT {0} FROM coordination_turn t JOIN user w ON w.id = t.user_id
  WHERE t.coordination_id = a.id AND t.kind = '{1}' ORDER BY t.position DESC LIMIT 1)
"""
_WAITING = f"""
SELECT a.id, a.due_on, o.id, o.name, {_LAST.format("w.name", "reminder")}, {_NAMES}
  FROM {_FIRST} a {_THERE} {_HOLDER} WHERE {WAITS} ORDER BY a.due_on, a.id
"""
_OVERDUE = f"""
SELECT a.id, a.due_on, o.name, d.name, {_NAMES}
  FROM coordination a {_THERE} {_HOLDER} LEFT JOIN user d ON d.id = a.handed_to AND d.id = o.deputy_id
 WHERE {OVERDUE} AND {LEADS} ORDER BY a.due_on, a.id LIMIT :most
"""
_QUESTIONS = f"""
SELECT a.id, a.due_on, {_LAST.format("w.name", "question")}, {_LAST.format("t.text", "question")}, {_NAMES}
  FROM coordination a {_THERE} WHERE a.state = 'question' AND +a.requested_by = :me ORDER BY a.due_on, a.id LIMIT :most
"""
_AT_WORK = "EXISTS (SELECT 1 FROM placement p WHERE p.consent_id = a.id AND +p.state IN ('active', 'provisional'))"
"""Somebody is placed on the consent ``a``: for their consultant Vandaag has that as broken already."""
_CONTESTED = f"""
SELECT a.id, a.contested_on, w.name, a.contested_because, {_NAMES}
  FROM coordination a {_THERE} LEFT JOIN user w ON w.id = a.contested_by
 WHERE a.state = 'contested' AND (+a.requested_by = :me AND NOT (c.consultant_id IS :me AND {_AT_WORK}) OR {LEADS})
 ORDER BY a.contested_on, a.id LIMIT :most
"""
_SAID = f"""
SELECT a.id, a.contest_until, w.name, r.name, {_NAMES}
  FROM coordination a {_THERE} LEFT JOIN user w ON w.id = a.recorded_by LEFT JOIN user r ON r.id = a.decided_by
 WHERE {SAID} AND {WAITS} ORDER BY a.contest_until, a.id LIMIT :most
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


def waiting(reader: Reader, me: bytes, today: date) -> list[TodayLine]:
    """The requests that somebody can decide on today; the last working day before its term ends a request says so."""
    lines = []
    rows = reader.rows(_WAITING, {"me": me, "day": today.isoformat(), "look": OPEN_REQUESTS})
    tomorrow = after_working_days(today, 1) if rows else today  # the calendar takes long to load: only when it is needed
    for key, due, holder, holder_name, reminded, client, *names in rows:
        sentence, last = _asked(names), _day(due)
        pressing = last is not None and last <= tomorrow
        if last is not None and pressing:
            sentence = _by_its_term(sentence, last, today)
        if holder != me:
            sentence = Message(N_("{line} (standing in for {name})"), line=sentence, name=holder_name)
        if reminded:
            sentence = Message(N_("{name} reminds you: {line}"), line=sentence, name=reminded)
        why = Why.TERM if pressing or reminded else Why.WAITING
        lines.append(TodayLine(why, sentence, "coordination", key, _about(client), last, Remedy.OPEN))
    return lines


def _asked(names: list[Any]) -> Message:
    *person, employer, asker = names
    return Message(N_("{client} at {employer}, asked by {name}"), client=person_name(*person), employer=employer, name=asker)


def _by_its_term(line: Message, last: date, today: date) -> Message:
    if last < today:
        return Message(N_("passed: {line}"), line=line)
    if last == today:
        return Message(N_("ends today: {line}"), line=line)
    if last == today + timedelta(days=1):
        return Message(N_("ends tomorrow: {line}"), line=line)
    return Message(N_("ends on {day}, the next working day: {line}"), day=last, line=line)


def overdue(reader: Reader, me: bytes, today: date) -> list[TodayLine]:
    """For who leads the team of who asked: the requests that were left alone until their term had passed, each once."""
    lines = []
    for key, due, holder, deputy, client, *names in reader.rows(_OVERDUE, {"me": me, "day": today.isoformat(), "most": MOST}):
        *person, employer, _asker = names
        about = {"client": person_name(*person), "employer": employer}
        sentence = (
            Message(N_("{client} at {employer}, asked of {name}"), name=deputy or holder, **about)
            if holder
            else Message(N_("{client} at {employer}, which has no account holder"), **about)
        )
        lines.append(TodayLine(Why.OVERDUE, sentence, "coordination", key, _about(client), _day(due), Remedy.REMIND))
    return [line._replace(mark=b"overdue") for line in lines]


def questions(reader: Reader, me: bytes, today: date) -> list[TodayLine]:
    """What was asked back about requests of somebody."""
    lines = []
    for key, due, who, text, client, *names in reader.rows(_QUESTIONS, {"me": me, "most": MOST}):
        sentence = Message(
            N_("{client}: {question} ({name})"), name=who or "", client=person_name(*names[:3]), question=text or ""
        )
        lines.append(TodayLine(Why.QUESTION, sentence, "coordination", key, _about(client), _day(due), Remedy.ANSWER))
    return lines


def denied(reader: Reader, me: bytes, today: date) -> list[TodayLine]:
    """Consents that were recorded as said and are denied, for who asked and for who leads their team."""
    lines = []
    for key, day, who, why, client, *names in reader.rows(_CONTESTED, {"me": me, "day": today.isoformat(), "most": MOST}):
        *person, employer, _asker = names
        sentence = Message(
            N_("{client} at {employer}: {reason} ({name})"),
            name=who or "",
            employer=employer,
            client=person_name(*person),
            reason=why or "",
        )
        lines.append(TodayLine(Why.CONTESTED, sentence, "coordination", key, _about(client), _day(day), Remedy.OPEN))
    return lines


def said(reader: Reader, me: bytes, today: date) -> list[TodayLine]:
    """What was recorded as said, while who it is put in the mouth of can still contest it."""
    lines = []
    for key, until, who, by, client, *names in reader.rows(_SAID, {"me": me, "day": today.isoformat(), "most": MOST}):
        *person, employer, _asker = names
        sentence = Message(
            N_("{client} at {employer}: {name} agreed, wrote {who}"),
            who=who or "",
            name=by or "",
            client=person_name(*person),
            employer=employer,
        )
        lines.append(TodayLine(Why.SAID, sentence, "coordination", key, _about(client), _day(until), Remedy.OPEN))
    return lines


def _about(client: bytes | None) -> About | None:
    """The client, when it is one of ours: a request that came from another laptop only has a name."""
    return None if client is None else About("client", client)


def answers_to(reader: Reader, me: bytes, today: date) -> list[TodayLine]:
    """What was answered to me and not used yet, newest first."""
    given: dict[str, Any] = {"me": me, "today": today.isoformat(), "most": MOST}
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


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
