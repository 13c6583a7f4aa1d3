"""Gathering what the rules may look at, the consents: requests to an account holder with their conditions and uses."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, NamedTuple

from db.reading import EACH, Reader, as_date, key_list
from models.coordination.facts import ConditionFacts, ConsentFacts, ContestFacts, Person
from models.kinds import CoordinationState, Form

# The requests about a client are found along the client, the standing consents along the employer: an employer may have
# far more requests than a client has. A deputy's decision was theirs to take when it was recorded; afterwards it rests
# on whose deputy they were. The placements that use a consent for several places are at most about as many as those.
_CONSENTS = f"""
SELECT c.id, c.client_id, c.at, c.number, c.state, c.form, c.places, c.requested_on, c.decided_on, c.valid_until, c.valid_from,
       c.own_decision, c.reason, x.name, c.contested_on, c.contested_because,
       (SELECT group_concat(hex(p.id)) FROM placement p
         WHERE p.consent_id = c.id
           AND (+p.state IN ('provisional', 'active') OR c.places IS NULL AND +p.state IN ('ended', 'broken-off'))),
       EXISTS (SELECT 1 FROM account_holding h
                WHERE h.employer_id = c.at AND h.user_id IN (c.decided_by, c.holder_id)
                  AND (h.from_date IS NULL OR h.from_date <= c.decided_on)
                  AND (h.until_date IS NULL OR h.until_date >= c.decided_on))
       OR c.group_key IS NOT NULL AND EXISTS (
           SELECT 1 FROM group_holding g
            WHERE g.group_key = c.group_key AND g.user_id IN (c.decided_by, c.holder_id)
              AND (g.from_date IS NULL OR g.from_date <= c.decided_on)
              AND (g.until_date IS NULL OR g.until_date >= c.decided_on)),
       a.id, a.name, a.active, a.team, d.id, d.name, d.active, d.team, k.position, k.text, t.name
  FROM (SELECT c.*, c.employer_id AS at FROM ({EACH}(:clients)) i CROSS JOIN coordination c ON c.client_id = i.id
         WHERE +c.employer_id IN ({EACH}(:employers))
        UNION ALL
        SELECT c.*, c.employer_id FROM ({EACH}(:employers)) i CROSS JOIN json_each(:forms) f
          CROSS JOIN coordination c ON c.employer_id = i.id AND c.form = f.value AND c.places IS NOT NULL
         WHERE +c.client_id IS NULL OR +c.client_id NOT IN ({EACH}(:clients))
        UNION ALL
        SELECT c.*, e.id FROM ({EACH}(:employers)) i CROSS JOIN employer e ON e.id = i.id AND e.group_key <> ''
          CROSS JOIN json_each(:forms) f CROSS JOIN coordination c ON c.group_key = e.group_key AND c.form = f.value
         WHERE +c.employer_id <> e.id) c
  JOIN user a ON a.id = c.requested_by
  LEFT JOIN user d ON d.id = c.decided_by
  LEFT JOIN user x ON x.id = c.contested_by
  LEFT JOIN coordination_condition k ON k.coordination_id = c.id
  LEFT JOIN user t ON t.id = k.ticked_by
"""


class ConsentKey(NamedTuple):
    """For whom, where and in which form consent is looked for."""

    employer: bytes
    client: bytes
    form: Form
    placement: bytes | None
    """The one that is judged: its own use of a consent is not counted."""


def consents_of(reader: Reader, keys: Collection[ConsentKey]) -> dict[ConsentKey, tuple[ConsentFacts, ...]]:
    """Every request at an employer for a client, and every standing consent there for the form; one query for all keys.

    Keys for which there is none are left out.
    """
    given = {
        "clients": key_list({key.client: None for key in keys}),
        "employers": key_list({key.employer: None for key in keys}),
        "forms": json.dumps(list({key.form.value: None for key in keys})),
    }
    rows = sorted(reader.rows(_CONSENTS, given), key=_by_request)
    if not rows:
        return {}
    own: dict[tuple[bytes, bytes | None], list[_Request]] = {}
    standing: dict[tuple[bytes, str], list[_Request]] = {}
    for request in _requests(rows):
        own.setdefault((request.employer, request.client), []).append(request)
        if request.places is not None:
            standing.setdefault((request.employer, request.form), []).append(request)
    found = {}
    for key in keys:
        others = [r for r in standing.get((key.employer, key.form), ()) if r.client != key.client]
        if asked := [*own.get((key.employer, key.client), ()), *others]:
            if others:
                asked.sort(key=lambda request: request.id)
            found[key] = tuple(_consent(request, key) for request in asked)
    return found


def _by_request(row: tuple[Any, ...]) -> tuple[bytes, bytes, int]:
    """In the order in which they were asked, and of one request in that of its conditions."""
    return row[0], row[2], row[26] or 0


class _Request(NamedTuple):
    """A request, before it is known for which placement it is looked at; the columns of the query."""

    id: bytes
    client: bytes | None
    """None: a standing consent that nobody asked for."""
    employer: bytes
    """Where it is looked at: of a consent for a group, any employer of it."""
    number: str
    state: str
    form: str
    places: int | None
    requested_on: str | None
    decided_on: str | None
    valid_until: str | None
    valid_from: str | None
    own_decision: int
    reason: str | None
    contested_by: str | None
    contested_on: str | None
    contested_because: str | None
    used_by: str | None
    """The keys of the placements that use it, in hex."""
    held: int
    asked_by: Person | None
    decided_by: Person | None
    conditions: list[ConditionFacts]


def _requests(rows: Iterable[tuple[Any, ...]]) -> list[_Request]:
    """The rows of a request, one for each condition, put together."""
    requests: dict[tuple[bytes, bytes], _Request] = {}
    for row in rows:
        if (request := requests.get((row[0], row[2]))) is None:
            people = _person(*row[18:22]), _person(*row[22:26])
            request = requests[row[0], row[2]] = _Request._make((*row[:18], *people, []))
        position, text, ticked_by = row[26:]
        if position is not None:
            request.conditions.append(ConditionFacts(position, text, ticked_by))
    return list(requests.values())


def _person(key: bytes | None, name: str, active: int, team: str) -> Person | None:
    return None if key is None else Person(key, name, bool(active), team)


def contest_of(by: str | None, on: str | None, because: str | None) -> ContestFacts | None:
    """Who contests a consent, since when and why, from its columns; None when nobody does."""
    return None if on is None else ContestFacts(by or "", date.fromisoformat(on), because or "")


def _consent(request: _Request, key: ConsentKey) -> ConsentFacts:
    """The request as it is for the placement of ``key``."""
    used_by = set(request.used_by.split(",")) if request.used_by else set()
    if key.placement is not None:
        used_by.discard(key.placement.hex().upper())
    return ConsentFacts(
        id=request.id,
        number=request.number,
        state=CoordinationState(request.state),
        form=Form(request.form),
        for_this_client=request.client == key.client,
        places=request.places,
        uses=len(used_by),
        requested_by=None if request.client is None else request.asked_by,
        requested_on=as_date(request.requested_on),
        decided_by=request.decided_by,
        decider_was_holder=bool(request.held),
        decided_on=as_date(request.decided_on),
        valid_from=as_date(request.valid_from),
        valid_until=as_date(request.valid_until),
        own_decision=bool(request.own_decision),
        reason=request.reason,
        conditions=tuple(request.conditions),
        contest=contest_of(request.contested_by, request.contested_on, request.contested_because),
    )
