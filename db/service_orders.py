"""Service orders: who ordered which product for whom, and recording, changing, closing and withdrawing them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from db.caseload import acting_now, must_not_be_archived, must_reach_client
from db.form_settings import open_forms
from db.reading import Reader, as_date, gone
from db.refs import Ref
from models.errors import Blocked, InvalidInput, Refused
from models.groups import WITHOUT_ORDERS
from models.kinds import Decision, Form, OrderState, TargetGroup
from models.messages import N_, Message
from models.values import cents, euros, list_name, person_name

if TYPE_CHECKING:
    from db.store import Store
    from db.writing import Transaction
    from models.actor import Actor
    from models.service_order import ChangeOrderInput, CloseOrderInput, OrderInput, ServiceOrder, WithdrawOrderInput

MOST = 200
"""A file lists at most this many; the list has them all."""
UWV = "UWV"
"""What stands for who ordered when it is no municipality."""


class OrderRow(NamedTuple):
    """One order as files and lists show it."""

    id: bytes
    number: str
    client_id: bytes
    client_number: str
    client_name: str
    """As lists have it: 'Arent, Yinthe van der'."""
    ordered_by: str
    """Name of the municipality, or UWV."""
    form: Form
    start: date
    until: date | None
    budget: Decimal | None
    """Euros."""
    reference: str | None
    state: OrderState
    closed_on: date | None
    spent: Decimal | None
    """Euros."""
    reason: str | None
    remarks: str | None
    version: int

    @property
    def name(self) -> str:
        """By which people know it: its client's."""
        return self.client_name


_SELECT = f"""
SELECT o.id, o.number, c.id, c.number, c.surname, c.prefix, coalesce(c.call_name, c.initials), coalesce(m.name, '{UWV}'),
       o.form, o.start, o.until, o.budget_cents, o.reference, o.state, o.closed_on, o.spent_cents, o.reason, o.remarks, o.version
  FROM service_order o JOIN client c ON c.id = o.client_id LEFT JOIN municipality m ON m.id = o.municipality_id
"""


def _row(row: tuple[Any, ...]) -> OrderRow:
    key, number, client, client_number, surname, prefix, first, by, form, start, until, budget, reference, state, *rest = row
    closed_on, spent, reason, remarks, version = rest
    return OrderRow(
        key,
        number,
        client,
        client_number,
        list_name(surname, prefix, first),
        by,
        Form(form),
        date.fromisoformat(start),
        as_date(until),
        euros(budget),
        reference,
        OrderState(state),
        as_date(closed_on),
        euros(spent),
        reason,
        remarks,
        version,
    )


def order_file(reader: Reader, key: bytes, today: date) -> OrderRow:
    """The order with this key, the same on every day; :class:`BadInput` when it is gone."""
    row = reader.row(f"{_SELECT} WHERE o.id = ?", (key,))
    if row is None:
        raise gone()
    return _row(row)


def orders_of_client(reader: Reader, client: bytes) -> tuple[OrderRow, ...]:
    """The orders for a client, newest first."""
    rows = reader.rows(f"{_SELECT} WHERE o.client_id = ? ORDER BY +o.start DESC, o.id DESC LIMIT ?", (client, MOST))
    return tuple(_row(row) for row in rows)


def orders_of_agreement(reader: Reader, agreement: bytes, municipality: bytes, first: date, last: date) -> tuple[OrderRow, ...]:
    """The orders that count for the products of an agreement between two days, newest first."""
    rows = reader.rows(
        f"{_SELECT} WHERE o.id IN (SELECT x.id FROM product p CROSS JOIN service_order x ON x.municipality_id = :municipality "
        "AND x.form = p.form AND x.start BETWEEN :first AND :last WHERE p.service_agreement_id = :agreement "
        "ORDER BY x.start DESC, x.id DESC LIMIT :most) ORDER BY o.start DESC, o.id DESC",
        {
            "agreement": agreement,
            "municipality": municipality,
            "first": first.isoformat(),
            "last": last.isoformat(),
            "most": MOST,
        },
    )
    return tuple(_row(row) for row in rows)


# -- acts ----------------------------------------------------------------------------------------------------------------


def add_order(store: Store, actor: Actor, data: OrderInput) -> Ref:
    """Record what who directs a client ordered for them; open at once. Needs the mandate for that client."""
    from models.service_order import ServiceOrder

    with store.write(actor, "service-order.add") as tx:
        must_reach_client(tx.reader, acting_now(tx.reader, actor), Decision.RECORD_ORDER, data.client_id)
        must_not_be_archived(tx.reader, data.client_id, None)
        director = _director(tx.reader, data.client_id, data.form, data.start)
        values = _values(data)
        _must_be_ordered_once(tx.reader, data.client_id, director, data, None)
        number = tx.next_number("service-order")
        record = tx.add(ServiceOrder(number=number, client_id=data.client_id, municipality_id=director, **values))
        return Ref(record.id, record.number)


def change_order(store: Store, actor: Actor, key: bytes, version: int, data: ChangeOrderInput) -> None:
    """Change an open order that was read at ``version``."""
    with store.write(actor, "service-order.change") as tx:
        record = _open_order(tx, actor, key, version)
        _director(tx.reader, record.client_id, data.form, data.start)
        _must_be_ordered_once(tx.reader, record.client_id, record.municipality_id, data, key)
        tx.change(record, **_values(data))


def close_order(store: Store, actor: Actor, key: bytes, version: int, data: CloseOrderInput) -> None:
    """Close an order whose work is done; without an amount it came to its budget.

    :class:`Blocked` while a placement runs that rests on it.
    """
    with store.write(actor, "service-order.close") as tx:
        record = _open_order(tx, actor, key, version)
        _must_have_come(tx, data.closed_on)
        if numbers := _running_on(tx.reader, record):
            raise Blocked(
                Message(N_("Placements still run on order {number}: {numbers}."), number=record.number, numbers=numbers),
                numbers,
                Message(N_("End them first, or withdraw the order when it was taken back.")),
            )
        spent = record.budget_cents if data.spent is None else cents(data.spent)
        tx.change(record, state=OrderState.CLOSED.value, closed_on=data.closed_on, spent_cents=spent)


def withdraw_order(store: Store, actor: Actor, key: bytes, version: int, data: WithdrawOrderInput) -> None:
    """Who ordered takes the order back; it costs nothing. A placement that runs on it then breaks rule C4."""
    with store.write(actor, "service-order.withdraw", data.reason) as tx:
        record = _open_order(tx, actor, key, version)
        _must_have_come(tx, data.closed_on)
        tx.change(record, state=OrderState.WITHDRAWN.value, closed_on=data.closed_on, reason=data.reason)


def _values(data: ChangeOrderInput) -> dict[str, Any]:
    """The columns that a form fills."""
    plain = data.model_dump(exclude={"budget", "client_id"})
    return plain | {"form": data.form.value, "budget_cents": cents(data.budget)}


def _open_order(tx: Transaction, actor: Actor, key: bytes, version: int) -> ServiceOrder:
    """The order, when it is open and who acts has the mandate for its client."""
    from models.service_order import ServiceOrder

    record = tx.get(ServiceOrder, key, version=version)
    must_reach_client(tx.reader, acting_now(tx.reader, actor), Decision.RECORD_ORDER, record.client_id)
    if record.state != OrderState.OPEN:
        sentence = N_("Order {number} is {state}; this can be done only while it is open.")
        raise Refused(Message(sentence, number=record.number, state=OrderState(record.state)))
    return record


def _must_have_come(tx: Transaction, day: date) -> None:
    if day > tx.today:
        raise InvalidInput([("closed_on", Message(N_("{date} is still to come."), date=day))])


def _director(reader: Reader, client: bytes, form: Form, day: date) -> bytes | None:
    """The municipality that directs a client, None for UWV; refuses a product that can't be ordered for them as of ``day``."""
    row = reader.row(
        "SELECT target_group, municipality_id, surname, prefix, coalesce(call_name, initials) FROM client WHERE id = ?", (client,)
    )
    if row is None:
        raise gone()
    group, municipality, *names = TargetGroup(row[0]), *row[1:]
    name = person_name(*names)
    if group in WITHOUT_ORDERS:
        sentence = N_("Nothing is ordered for {client} ({group}): their work is a task of our own.")
        raise Refused(Message(sentence, client=name, group=group), Message(N_("Place the client without an order.")))
    if form not in (forms := open_forms(reader, group, day)):
        sentence = N_("{form} is not open to {client} ({group}); {forms} are.")
        found = Message(sentence, form=form, client=name, group=group, forms=forms)
        raise InvalidInput([("form", found)])
    return None if group is TargetGroup.UWV else municipality


class _Ordered(NamedTuple):
    """What an order that is there already is for."""

    form: Form
    start: date
    until: date | None


_ALSO_ORDERED = """
SELECT number, coalesce((SELECT name FROM municipality m WHERE m.id = o.municipality_id), :uwv) FROM service_order o
 WHERE client_id = :client AND +municipality_id IS :director AND form = :form AND state = 'open' AND id IS NOT :key
   AND start <= :until AND coalesce(until, :last) >= :start LIMIT 1
"""


def _must_be_ordered_once(
    reader: Reader, client: bytes, director: bytes | None, data: ChangeOrderInput | _Ordered, key: bytes | None
) -> None:
    """Raise :class:`Refused` when an open order is there for the same product in the same period."""
    last = date.max.isoformat()
    given = {
        "uwv": UWV,
        "client": client,
        "director": director,
        "form": data.form.value,
        "key": key,
        "start": data.start.isoformat(),
        "until": data.until.isoformat() if data.until else last,
        "last": last,
    }
    if found := reader.row(_ALSO_ORDERED, given):
        raise Refused(
            Message(N_("{name} has ordered this for this period already: order {number}."), name=found[1], number=found[0]),
            Message(N_("Change that order, or close it first.")),
        )


def must_stay_ordered_once(reader: Reader, entry: bytes) -> None:
    """Raise :class:`Refused` when an open order that ``entry`` changed is there twice, now that the entry was reversed."""
    rows = reader.rows(
        "SELECT DISTINCT o.id, o.client_id, o.municipality_id, o.form, o.start, o.until FROM journal_change c "
        "JOIN service_order o ON o.id = c.record AND o.state = 'open' WHERE c.entry = ? AND c.subject = 'service-order'",
        (entry,),
    )
    for key, client, director, form, start, until in rows:
        _must_be_ordered_once(reader, client, director, _Ordered(Form(form), date.fromisoformat(start), as_date(until)), key)


def _running_on(reader: Reader, record: ServiceOrder) -> list[str | int]:
    """Numbers of the placements that run and began within the order's period, in its form."""
    rows = reader.rows(
        "SELECT number FROM placement WHERE client_id = ? AND +state IN ('active', 'provisional') AND form = ? "
        "AND start >= ? AND start <= ? ORDER BY number",
        (record.client_id, record.form, record.start.isoformat(), (record.until or date.max).isoformat()),
    )
    return [row[0] for row in rows]
