"""Gathering what the rules may look at, the client: the person, the indications, and where else they work."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from db.reading import EACH, Reader, as_date, as_decimal, key_list
from models.coordination.facts import ClientFacts, IndicationFacts, OtherPlacement, Person
from models.coordination.hours import busiest_day
from models.errors import BadInput
from models.kinds import ClientStatus, HrAdministrator, IndicationKind, TargetGroup
from models.messages import N_, Message
from models.values import person_name

_CLIENTS = f"""
SELECT k.id, c.number, c.surname, c.prefix, coalesce(c.call_name, c.initials), c.target_group, c.status, m.name,
       c.contract_hours, c.consultant_id, u.name, u.active, u.team, coalesce(f.name, c.formal_employer_text),
       c.formal_employer_id IS NOT NULL, c.hr_administrator, c.birth_date, c.contract_until, c.municipality_id
  FROM ({EACH}(:keys)) k
  CROSS JOIN client c ON c.id = k.id
  JOIN municipality m ON m.id = c.municipality_id
  LEFT JOIN user u ON u.id = c.consultant_id
  LEFT JOIN municipality f ON f.id = c.formal_employer_id
"""
_INDICATIONS = f"""
SELECT k.id, i.kind, i.valid_from, i.valid_until, i.advice_supported
  FROM ({EACH}(:keys)) k CROSS JOIN indication i ON i.client_id = k.id ORDER BY i.id
"""
_OTHERS = """
SELECT k.at, p.number, coalesce(e.name, l.name, ''), p.start, coalesce(p.ended_on, p.until), p.hours
  FROM (SELECT key AS at, unhex(value ->> 0) AS client, unhex(value ->> 1) AS placement, value ->> 2 AS start,
               value ->> 3 AS until
          FROM json_each(:asked)) k
  CROSS JOIN placement p ON p.client_id = k.client
  LEFT JOIN employer e ON e.id = p.employer_id
  LEFT JOIN location l ON l.id = p.location_id
 WHERE p.id IS NOT k.placement AND +p.start <= k.until
   AND (+p.state IN ('provisional', 'active') AND (p.until IS NULL OR p.until >= k.start)
        OR +p.state IN ('ended', 'broken-off') AND coalesce(p.ended_on, p.until) >= max(p.start, k.start))
 ORDER BY p.start, p.number
"""
_LAST = date.max.isoformat()


class KnownClient(NamedTuple):
    """A client, with what the rules don't see but other facts are found by."""

    facts: ClientFacts
    municipality_id: bytes
    """The municipality that directs."""


class PeriodKey(NamedTuple):
    """A client and a period; ``placement`` is the one that is judged, whose own hours are not counted."""

    client: bytes
    placement: bytes | None
    start: date
    until: date | None


def client_facts(reader: Reader, key: bytes) -> ClientFacts:
    """The client as the rules see one; :class:`BadInput` when it is gone."""
    return clients_of(reader, (key,))[key].facts


def clients_of(reader: Reader, keys: Collection[bytes]) -> dict[bytes, KnownClient]:
    """Many clients; one query. :class:`BadInput` when one is gone."""
    people: dict[bytes, Person] = {}
    found: dict[bytes, KnownClient] = {}
    for key, number, surname, prefix, first, group, status, municipality, hours, *more in reader.rows(
        _CLIENTS, {"keys": key_list(keys)}
    ):
        consultant, name, active, team, formal, ours, hr, birth_date, contract_until, municipality_id = more
        if consultant is not None and consultant not in people:
            people[consultant] = Person(consultant, name, bool(active), team)
        facts = ClientFacts(
            id=key,
            number=number,
            name=person_name(surname, prefix, first),
            group=TargetGroup(group),
            status=ClientStatus(status),
            municipality=municipality,
            contract_hours=as_decimal(hours),
            consultant=people.get(consultant),
            formal_employer=formal,
            formal_employer_is_ours=bool(ours),
            hr_administrator=HrAdministrator(hr) if hr else None,
            birth_date=birth_date,
            contract_until=as_date(contract_until),
        )
        found[key] = KnownClient(facts, municipality_id)
    if len(found) < len(keys):
        raise BadInput(Message(N_("This client is not in the store.")))
    return found


def indications_of(reader: Reader, clients: Iterable[bytes]) -> dict[bytes, tuple[IndicationFacts, ...]]:
    """The indications of many clients, of those that have any; one query."""
    found: dict[bytes, list[IndicationFacts]] = {}
    for client, kind, begin, end, advice in reader.rows(_INDICATIONS, {"keys": key_list(clients)}):
        one = IndicationFacts(IndicationKind(kind), as_date(begin), as_date(end), None if advice is None else bool(advice))
        found.setdefault(client, []).append(one)
    return {client: tuple(indications) for client, indications in found.items()}


def others_of(reader: Reader, keys: Collection[PeriodKey]) -> dict[PeriodKey, tuple[OtherPlacement, ...]]:
    """The other placements of clients that take hours in the same period, where there are any; one query.

    Proposals and refused placements take none.
    """
    asked = list(keys)
    listed = json.dumps(
        [(key.client.hex(), key.placement and key.placement.hex(), key.start.isoformat(), _last_day(key.until)) for key in asked]
    )
    found: dict[PeriodKey, list[OtherPlacement]] = {}
    for at, number, where, start, until, hours in reader.rows(_OTHERS, {"asked": listed}):
        other = OtherPlacement(number, where, date.fromisoformat(start), as_date(until), as_decimal(hours))
        found.setdefault(asked[at], []).append(other)
    return {key: tuple(others) for key, others in found.items()}


def _last_day(until: date | None) -> str:
    return until.isoformat() if until else _LAST


def free_hours(
    reader: Reader, client_key: bytes, start: date, until: date | None, *, placement: bytes | None = None
) -> Decimal | None:
    """The contract hours that are free on every day of a period; None when the contract hours are not known.

    ``placement`` is one whose own hours are not counted.
    """
    contract = as_decimal(reader.value("SELECT contract_hours FROM client WHERE id = ?", (client_key,)))
    if contract is None:
        return None
    period = PeriodKey(client_key, placement, start, until)
    return free_of(others_of(reader, (period,)).get(period, ()), start, until, contract)


def free_of(others: tuple[OtherPlacement, ...], start: date, until: date | None, contract: Decimal) -> Decimal:
    """The hours of a contract that ``others`` leave free on every day of a period."""
    _, beside = busiest_day(others, start, until, contract)
    taken = sum((contract if other.hours is None else other.hours for other in beside), Decimal(0))
    return max(contract - taken, Decimal(0))
