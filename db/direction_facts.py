"""Gathering what the rules may look at, the direction: the client's service orders, and the agreements they fall under."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from db.reading import Reader, as_date
from models.coordination.facts import AgreementFacts, ClientFacts, OrderFacts, ProposedPlacement
from models.groups import DIRECTED_BY_ORDER
from models.kinds import AgreementState, Form, OrderState, PlacementState, TargetGroup
from models.values import euros

MOST_ORDERS = 500
"""Orders of one client that are looked at, the latest first; nobody has so many."""
MOST_AGREEMENTS = 50
"""Agreements of one municipality that are looked at, the latest first."""

_ORDERS = f"""
SELECT o.number, o.form, o.start, o.until, o.state,
       o.municipality_id IS CASE WHEN c.target_group <> '{TargetGroup.UWV}' THEN c.municipality_id END
  FROM service_order o CROSS JOIN client c ON c.id = o.client_id
 WHERE o.client_id = ? ORDER BY +o.start DESC LIMIT {MOST_ORDERS}
"""
# What was ordered is added up only where it is asked for, along an index that holds all of it: never for what runs already.
_AGREEMENTS = f"""
SELECT a.number, a.start, a.until, a.state, p.id IS NOT NULL, p.budget_cents,
       CASE WHEN NOT :running AND p.budget_cents IS NOT NULL
             AND a.state = '{AgreementState.SIGNED}' AND :day BETWEEN a.start AND a.until
            THEN (SELECT sum(CASE o.state WHEN '{OrderState.OPEN}' THEN o.budget_cents
                                          WHEN '{OrderState.CLOSED}' THEN coalesce(o.spent_cents, o.budget_cents) END)
                    FROM service_order o
                   WHERE o.municipality_id = a.municipality_id AND o.form = :form
                     AND o.start BETWEEN max(a.start, :first) AND min(a.until, :last)) END
  FROM client c CROSS JOIN service_agreement a ON a.municipality_id = c.municipality_id
  LEFT JOIN product p ON p.service_agreement_id = a.id AND p.form = :form
 WHERE c.id = :client ORDER BY a.start DESC, a.id DESC LIMIT {MOST_AGREEMENTS}
"""


def order_facts(reader: Reader, client: ClientFacts) -> tuple[OrderFacts, ...]:
    """The client's service orders; none are looked for where the law asks for none."""
    if client.group not in DIRECTED_BY_ORDER:
        return ()
    return tuple(
        OrderFacts(number, Form(form), date.fromisoformat(start), as_date(until), OrderState(state), bool(by_director))
        for number, form, start, until, state, by_director in reader.rows(_ORDERS, (client.id,))
    )


def agreement_facts(
    reader: Reader, client: ClientFacts, placement: ProposedPlacement, *, changes: bool = False
) -> tuple[AgreementFacts, ...]:
    """The agreements of the municipality that directs the client, with what they say of the placement's form.

    ``changes``: a placement that runs would become this one, so that its budget is judged anew.
    """
    if client.group not in DIRECTED_BY_ORDER or client.group is TargetGroup.UWV:
        return ()
    day = placement.start
    given = {
        "client": client.id,
        "running": placement.state == PlacementState.ACTIVE and not changes,
        "form": placement.form.value,
        "day": day.isoformat(),
        "first": date(day.year, 1, 1).isoformat(),
        "last": date(day.year, 12, 31).isoformat(),
    }
    return tuple(
        AgreementFacts(
            number,
            date.fromisoformat(start),
            date.fromisoformat(until),
            AgreementState(state),
            bool(has_product),
            euros(budget),
            euros(ordered) or Decimal(0),
        )
        for number, start, until, state, has_product, budget, ordered in reader.rows(_AGREEMENTS, given)
    )
