"""For whom a request waits, as one condition in SQL: the inbox, the number beside it and Vandaag all ask the same.

A request waits for the account holder of the employer; while that one is away or gone also for their deputy; and once it
was handed over for the deputy alone. A deputy does not decide on a request of their own. Past its term it waits for the
team lead of who asked as well: that follows from the day, so that it needs no laptop that was on at midnight.
"""

from __future__ import annotations

from datetime import date

from db.account_holding import NEWEST, RUNS
from db.reading import Reader
from models.kinds import Role

_HOLDER = f"(SELECT h.user_id FROM account_holding h WHERE h.employer_id = a.employer_id AND {RUNS} ORDER BY {NEWEST} LIMIT 1)"
AWAY = "(NOT u.active OR u.away_from <= :day AND (u.away_until IS NULL OR u.away_until >= :day))"
"""The account holder ``u`` is not there on ``:day``."""

WAITS = f"""EXISTS (SELECT 1 FROM user u LEFT JOIN user d ON d.id = u.deputy_id AND d.active WHERE u.id = {_HOLDER}
   AND (u.id = :me AND u.active AND (d.id IS NULL OR a.handed_to IS NOT d.id OR a.requested_by = d.id)
        OR d.id = :me AND a.requested_by <> :me AND (a.handed_to = d.id OR {AWAY})))"""
"""The request ``a`` is for ``:me`` to decide on ``:day``. A hand-over ends when the employer or its holder gets another."""

LEADS = f"""EXISTS (SELECT 1 FROM user l JOIN user q ON q.id = a.requested_by AND q.team = l.team
 WHERE l.id = :me AND ',' || l.roles || ',' LIKE '%,{Role.TEAM_LEAD.value},%')"""
"""``:me`` leads the team of who asked for ``a``."""

OVERDUE = "a.state = 'requested' AND a.due_on < :day"
"""The term for deciding on ``a`` has passed without an answer."""

SAID = "a.contest_until >= :day AND +a.state IN ('approved', 'approved-with-conditions', 'used') AND a.recorded_by IS NOT :me"
"""``a`` was written down as said, and can still be contested; whether by ``:me`` says :data:`WAITS`."""

INBOX = f"""a.state IN ('requested', 'question')
   AND (a.state = 'requested' AND {WAITS} OR a.state = 'question' AND +a.requested_by = :me)"""
"""``a`` is for ``:me`` to decide, or to answer what was asked back."""

_COUNT = f"""
SELECT count(*) FROM coordination a
 WHERE a.state IN ('requested', 'question') AND ({INBOX} OR a.state = 'requested' AND a.due_on < :day AND {LEADS})
"""


def waiting_for(reader: Reader, user_key: bytes, today: date) -> int:
    """How many requests wait for this user today.

    Those to decide on, as account holder or as deputy; those of their team whose term has passed, when they lead it; and
    those of their own about which something was asked.
    """
    return int(reader.value(_COUNT, {"me": user_key, "day": today.isoformat()}))
