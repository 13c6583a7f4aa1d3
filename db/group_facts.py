"""Gathering what the rules may look at, the group that an employer is a branch of (E9)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from db.reading import Reader, as_date
from db.settings import whole_number
from models.actor import is_away
from models.coordination.facts import HolderFacts, Person
from models.coordination.facts.approach import GroupFacts, NoticeFacts
from models.figures import CONSENT_DAYS
from models.kinds import Form

NEWEST = "g.from_date DESC, g.id DESC"
"""The order in which the first group holding ``g`` that runs is the one that counts."""
RUNS = "(g.from_date IS NULL OR g.from_date <= :day) AND (g.until_date IS NULL OR g.until_date >= :day)"
"""The group holdings ``g`` that run on ``:day``, first and last day included."""
PERSON = "u.id, u.name, u.active, u.team, u.away_from, u.away_until, g.from_date, d.id, d.name, d.active, d.team"
"""The columns of which :func:`holder_of` makes the group account holder."""
_GROUPS = f"""
SELECT e.id, e.group_name, {PERSON}
  FROM json_each(:employers) j CROSS JOIN employer e ON e.id = unhex(j.value)
  LEFT JOIN group_holding g ON g.id = (SELECT g.id FROM group_holding g WHERE g.group_key = e.group_key AND {RUNS}
                                        ORDER BY {NEWEST} LIMIT 1)
  LEFT JOIN user u ON u.id = g.user_id LEFT JOIN user d ON d.id = u.deputy_id
 WHERE e.group_key <> ''
"""
_NOTICES = """
SELECT n.told_on, t.name, b.name FROM group_notice n JOIN user t ON t.id = n.told_id JOIN user b ON b.id = n.told_by
 WHERE n.employer_id = :employer AND n.client_id = :client AND n.form = :form AND n.told_on >= :since
 ORDER BY n.told_on DESC, n.id DESC
"""


def groups(reader: Reader, employer_keys: Sequence[bytes], day: date) -> Mapping[bytes, GroupFacts]:
    """The group of each of these employers that is a branch of one, with its account holder on ``day``; one query."""
    given = {"employers": json.dumps([key.hex() for key in employer_keys]), "day": day.isoformat()}
    return {key: GroupFacts(name, holder_of(person, day)) for key, name, *person in reader.rows(_GROUPS, given)}


def notices(reader: Reader, employer_key: bytes, client_key: bytes, form: Form, today: date) -> tuple[NoticeFacts, ...]:
    """Who was told of this client and form at this branch, the newest first, as far back as a consent holds; two queries."""
    since = today - timedelta(days=min(whole_number(reader, CONSENT_DAYS, today), (today - date.min).days))
    given = {"employer": employer_key, "client": client_key, "form": form.value, "since": since.isoformat()}
    return tuple(NoticeFacts(date.fromisoformat(day), name, by) for day, name, by in reader.rows(_NOTICES, given))


def holder_of(row: Sequence[Any], day: date) -> HolderFacts | None:
    """The group account holder, with who stands in when they are away or no longer active; None when there is none."""
    if row[0] is None:
        return None
    person = Person(row[0], row[1], bool(row[2]), row[3])
    away = is_away(as_date(row[4]), as_date(row[5]), day)
    named = None if row[7] is None else Person(row[7], row[8], bool(row[9]), row[10])
    return HolderFacts(person, as_date(row[6]), away, named if away or not person.active else None)
