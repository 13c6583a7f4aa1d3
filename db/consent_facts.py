"""Gathering what the rules may look at, the consents: requests to an account holder with their conditions and uses."""

from __future__ import annotations

from typing import Any

from db.reading import Reader, as_date
from models.coordination.facts import ConditionFacts, ConsentFacts, Person
from models.kinds import CoordinationState, Form

# A plus sign keeps SQLite to the index on the client: an employer may have far more requests than a client has.
# A deputy's decision was theirs to take when it was recorded; afterwards it rests on whose deputy they were.
_CONSENTS = """
SELECT c.id, c.number, c.state, c.form, c.client_id = :client, c.places,
       (SELECT count(*) FROM placement p
         WHERE p.consent_id = c.id AND p.id IS NOT :placement
           AND (+p.state IN ('provisional', 'active') OR c.places IS NULL AND +p.state IN ('ended', 'broken-off'))),
       a.id, a.name, a.active, a.team, c.requested_on,
       d.id, d.name, d.active, d.team, c.decided_on,
       EXISTS (SELECT 1 FROM account_holding h
                WHERE h.employer_id = :employer AND h.user_id IN (c.decided_by, c.holder_id)
                  AND (h.from_date IS NULL OR h.from_date <= c.decided_on)
                  AND (h.until_date IS NULL OR h.until_date >= c.decided_on)),
       c.valid_until, c.own_decision, c.reason, x.name, c.contested_on, c.contested_because, k.position, k.text, t.name
  FROM (SELECT * FROM coordination WHERE client_id = :client AND +employer_id = :employer
        UNION ALL
        SELECT * FROM coordination
         WHERE employer_id = :employer AND places IS NOT NULL AND +client_id <> :client AND form = :form) c
  JOIN user a ON a.id = c.requested_by
  LEFT JOIN user d ON d.id = c.decided_by
  LEFT JOIN user x ON x.id = c.contested_by
  LEFT JOIN coordination_condition k ON k.coordination_id = c.id
  LEFT JOIN user t ON t.id = k.ticked_by
 ORDER BY c.id, k.position
"""


def consents(
    reader: Reader, employer_key: bytes, client_key: bytes, form: Form, placement: bytes | None
) -> tuple[ConsentFacts, ...]:
    """Every request at the employer for this client, and every standing consent for the form; one query.

    ``placement`` is the one that is judged: its own use of a consent is not counted.
    """
    rows = reader.rows(_CONSENTS, {"employer": employer_key, "client": client_key, "form": form.value, "placement": placement})
    conditions: dict[bytes, list[ConditionFacts]] = {}
    requests: dict[bytes, tuple[Any, ...]] = {}
    for *request, position, text, ticked_by in rows:
        requests[request[0]] = tuple(request)
        if position is not None:
            conditions.setdefault(request[0], []).append(ConditionFacts(position, text, ticked_by))
    return tuple(_consent(request, tuple(conditions.get(key, ()))) for key, request in requests.items())


def _consent(request: tuple[Any, ...], conditions: tuple[ConditionFacts, ...]) -> ConsentFacts:
    key, number, state, form, for_this_client, places, uses, *asked, requested_on = request[:12]
    decider, decider_name, active, team, decided_on, held, valid_until, own_decision, reason, *contested = request[12:]
    return ConsentFacts(
        id=key,
        number=number,
        state=CoordinationState(state),
        form=Form(form),
        for_this_client=bool(for_this_client),
        places=places,
        uses=uses,
        requested_by=Person(asked[0], asked[1], bool(asked[2]), asked[3]),
        requested_on=as_date(requested_on),
        decided_by=None if decider is None else Person(decider, decider_name, bool(active), team),
        decider_was_holder=bool(held),
        decided_on=as_date(decided_on),
        valid_until=as_date(valid_until),
        own_decision=bool(own_decision),
        reason=reason,
        conditions=conditions,
        contested_by=contested[0],
        contested_on=as_date(contested[1]),
        contested_because=contested[2],
    )
