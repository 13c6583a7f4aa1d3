"""Gathering what the rules may look at, the direction: the client's service orders, and the agreements they fall under."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from db.reading import EACH, Reader, as_date, key_list
from models.coordination.facts import AgreementFacts, ClientFacts, OrderFacts
from models.groups import DIRECTED_BY_ORDER
from models.kinds import AgreementState, Form, OrderState, TargetGroup
from models.values import euros

MOST_ORDERS = 500
"""Orders of one client that are looked at, the latest first; nobody has so many."""
MOST_AGREEMENTS = 50
"""Agreements of one municipality that are looked at, the latest first."""

_ORDERS = f"""
SELECT k.id, o.number, o.form, o.start, o.until, o.state,
       o.municipality_id IS CASE WHEN c.target_group <> '{TargetGroup.UWV}' THEN c.municipality_id END
  FROM ({EACH}(:keys)) k
  CROSS JOIN client c ON c.id = k.id
  CROSS JOIN service_order o
    ON o.id IN (SELECT o.id FROM service_order o WHERE o.client_id = k.id ORDER BY +o.start DESC LIMIT {MOST_ORDERS})
 ORDER BY o.start DESC
"""
# What was ordered is added up only where it is asked for, along an index that holds all of it: never for what runs already.
_AGREEMENTS = f"""
SELECT k.at, a.number, a.start, a.until, a.state, p.id IS NOT NULL, p.budget_cents,
       CASE WHEN NOT k.running AND p.budget_cents IS NOT NULL
             AND a.state = '{AgreementState.SIGNED}' AND k.day BETWEEN a.start AND a.until
            THEN (SELECT sum(CASE o.state WHEN '{OrderState.OPEN}' THEN o.budget_cents
                                          WHEN '{OrderState.CLOSED}' THEN coalesce(o.spent_cents, o.budget_cents) END)
                    FROM service_order o
                   WHERE o.municipality_id = a.municipality_id AND o.form = k.form
                     AND o.start BETWEEN max(a.start, substr(k.day, 1, 4) || '-01-01')
                                     AND min(a.until, substr(k.day, 1, 4) || '-12-31')) END
  FROM (SELECT key AS at, unhex(value ->> 0) AS municipality, value ->> 1 AS form, value ->> 2 AS day, value ->> 3 AS running
          FROM json_each(:asked)) k
  CROSS JOIN service_agreement a
    ON a.id IN (SELECT a.id FROM service_agreement a WHERE a.municipality_id = k.municipality
                 ORDER BY a.start DESC, a.id DESC LIMIT {MOST_AGREEMENTS})
  LEFT JOIN product p ON p.service_agreement_id = a.id AND p.form = k.form
 ORDER BY a.start DESC, a.id DESC
"""


class AgreementKey(NamedTuple):
    """Whose agreements are looked for, and about which product on which day."""

    municipality: bytes
    form: Form
    day: date
    running: bool
    """A placement that runs: its budget was judged when it began."""


def order_facts(reader: Reader, client: ClientFacts) -> tuple[OrderFacts, ...]:
    """The client's service orders; none are looked for where the law asks for none."""
    return orders_of(reader, (client,)).get(client.id, ())


def orders_of(reader: Reader, clients: Iterable[ClientFacts]) -> dict[bytes, tuple[OrderFacts, ...]]:
    """The same for many clients, of those that have any; one query, and none when no client is placed on orders."""
    directed = [client.id for client in clients if client.group in DIRECTED_BY_ORDER]
    found: dict[bytes, list[OrderFacts]] = {}
    for client, number, form, start, until, state, by_director in (
        reader.rows(_ORDERS, {"keys": key_list(directed)}) if directed else ()
    ):
        order = OrderFacts(number, Form(form), date.fromisoformat(start), as_date(until), OrderState(state), bool(by_director))
        found.setdefault(client, []).append(order)
    return {client: tuple(orders) for client, orders in found.items()}


def agreements_of(reader: Reader, keys: Collection[AgreementKey]) -> dict[AgreementKey, tuple[AgreementFacts, ...]]:
    """The agreements of municipalities, with what they say of a form on a day; one query for all that are asked for."""
    if not keys:
        return {}
    asked = list(keys)
    listed = json.dumps([(key.municipality.hex(), key.form, key.day.isoformat(), int(key.running)) for key in asked])
    found: dict[AgreementKey, list[AgreementFacts]] = {key: [] for key in asked}
    for at, number, start, until, state, has_product, budget, ordered in reader.rows(_AGREEMENTS, {"asked": listed}):
        found[asked[at]].append(
            AgreementFacts(
                number,
                date.fromisoformat(start),
                date.fromisoformat(until),
                AgreementState(state),
                bool(has_product),
                euros(budget),
                euros(ordered) or Decimal(0),
            )
        )
    return {key: tuple(agreements) for key, agreements in found.items()}
