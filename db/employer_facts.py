"""Gathering what the rules may look at, the employer: its account holder, approach stops, look-alikes, and who went there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from db.account_holding import holders_of
from db.approach_facts import approaches_lately
from db.group_facts import groups
from db.likeness import twins_of_each
from db.reading import EACH, Reader, as_date, key_list
from models.coordination.facts import ApproachFacts, EmployerFacts, GroupFacts, StopFacts
from models.errors import BadInput
from models.kinds import EmployerState
from models.messages import N_, Message

_EMPLOYERS = f"""
SELECT k.id, e.number, e.name, e.state, m.werkplein
  FROM ({EACH}(:keys)) k CROSS JOIN employer e ON e.id = k.id LEFT JOIN municipality m ON m.id = e.municipality_id
"""
_STOPS = f"""
SELECT k.id, s.reason, s.from_date, s.until_date
  FROM ({EACH}(:keys)) k CROSS JOIN approach_stop s ON s.employer_id = k.id
 WHERE s.lifted_on IS NULL OR s.lifted_on > :day ORDER BY s.from_date
"""


def employer_facts(reader: Reader, key: bytes, today: date) -> EmployerFacts:
    """The employer with account holder, stops and look-alikes, without consents; :class:`BadInput` when it is gone."""
    return employers_of(reader, (key,), today)[key]


def employers_of(reader: Reader, keys: Collection[bytes], today: date) -> dict[bytes, EmployerFacts]:
    """Many employers; four queries. :class:`BadInput` when one is gone."""
    return _employers(reader, keys, today, _Approached(0, {}, {}))


def employer_to_approach(reader: Reader, key: bytes, today: date, actor: bytes) -> EmployerFacts:
    """The employer with what is to be known before ``actor`` calls or goes there."""
    return employers_to_approach(reader, (key,), today, actor)[key]


def employers_to_approach(reader: Reader, keys: Collection[bytes], today: date, actor: bytes) -> dict[bytes, EmployerFacts]:
    """Many employers with who but ``actor`` approached them lately, and the groups they are branches of; seven queries."""
    asked = list(keys)
    days, lately = approaches_lately(reader, asked, today, actor)
    return _employers(reader, keys, today, _Approached(days, lately, groups(reader, asked, today)))


class _Approached(NamedTuple):
    """What is asked of employers only before somebody goes there."""

    days: int
    approaches: Mapping[bytes, tuple[ApproachFacts, ...]]
    groups: Mapping[bytes, GroupFacts]


def _employers(reader: Reader, keys: Collection[bytes], today: date, approached: _Approached) -> dict[bytes, EmployerFacts]:
    rows = reader.rows(_EMPLOYERS, {"keys": key_list(keys)})
    if len(rows) < len(keys):
        raise BadInput(Message(N_("This employer is not in the store.")))
    holders, stops = holders_of(reader, keys, today), stops_of(reader, keys, today)
    twins = twins_of_each(reader, keys, today)
    return {
        key: EmployerFacts(
            id=key,
            number=number,
            name=name,
            state=EmployerState(state),
            werkplein=werkplein,
            holder=holders.get(key),
            stops=stops.get(key, ()),
            twins=twins.get(key, ()),
            approaches=approached.approaches.get(key, ()),
            approach_days=approached.days,
            group=approached.groups.get(key),
        )
        for key, number, name, state, werkplein in rows
    }


def stops_of(reader: Reader, employers: Iterable[bytes], today: date) -> dict[bytes, tuple[StopFacts, ...]]:
    """The approach stops of many employers that are not lifted by today, where there are any; one query."""
    found: dict[bytes, list[StopFacts]] = {}
    for employer, reason, begin, end in reader.rows(_STOPS, {"keys": key_list(employers), "day": today.isoformat()}):
        found.setdefault(employer, []).append(StopFacts(reason, date.fromisoformat(begin), as_date(end)))
    return {employer: tuple(stops) for employer, stops in found.items()}
