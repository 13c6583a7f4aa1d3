"""Wage values: the measurements of clients, and what the newest is worth in euros today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from db.form_settings import form_settings
from db.reading import EACH, Reader, as_date, gone, key_list
from db.settings import Settled, in_force, months_later, settled, whole_number
from models.coordination.facts import WageValueFacts
from models.coordination.wage_value import newest_valid
from models.errors import InvalidInput
from models.figures import FIGURES, WAGE_VALUE_MONTHS, Kind
from models.kinds import Form
from models.messages import N_, Message
from models.values import age_on, person_name
from models.worth import Figures, Worth, derived_rate, worth

if TYPE_CHECKING:
    from db.clients import ClientFile
    from db.store import Store
    from db.writing import Transaction
    from models.actor import Actor
    from models.wage_value import WageValueInput

_OF_MONEY = (Kind.AMOUNT, Kind.PERCENTAGE, Kind.HOURS)
_MONEY = tuple(key for key, figure in FIGURES.items() if figure.kind in _OF_MONEY)


class WageValueRow(NamedTuple):
    """One wage value in a client's file."""

    id: bytes
    percentage: Decimal
    measured_on: date | None
    measured_by: str | None
    placement: str | None
    """Number of the placement at which it was measured."""
    valid_until: date | None
    """The agreed day for measuring again; None: none agreed."""
    version: int
    placement_id: bytes | None = None


class WageValueLine(NamedTuple):
    """One wage value in a list over all clients."""

    row: WageValueRow
    client: str
    """Number of the client."""
    name: str


_COLUMNS = "w.id, w.percentage, w.measured_on, w.measured_by, p.number, w.valid_until, w.version, w.placement_id"


def wage_values_of(reader: Reader, client: bytes) -> tuple[WageValueRow, ...]:
    """The wage values of a client, newest first."""
    rows = reader.rows(
        f"SELECT {_COLUMNS} FROM wage_value w LEFT JOIN placement p ON p.id = w.placement_id WHERE w.client_id = ? "
        "ORDER BY w.measured_on DESC, w.id DESC",
        (client,),
    )
    return tuple(_row(row) for row in rows)


def list_wage_values(
    reader: Reader, client: bytes | None = None, *, limit: int = 50, offset: int = 0
) -> tuple[int, list[WageValueLine]]:
    """How many wage values there are, of all clients or of one, and a window of them, the newest measured first."""
    where, params = ("", ()) if client is None else ("WHERE w.client_id = ?", (client,))
    total = int(reader.value(f"SELECT count(*) FROM wage_value w {where}", params))
    rows = reader.rows(
        f"SELECT {_COLUMNS}, c.number, c.surname, c.prefix, coalesce(c.call_name, c.initials) FROM wage_value w "
        f"JOIN client c ON c.id = w.client_id LEFT JOIN placement p ON p.id = w.placement_id {where} "
        "ORDER BY w.measured_on DESC, w.id DESC LIMIT ? OFFSET ?",
        (*params, limit, offset),
    )
    return total, [WageValueLine(_row(row[:8]), row[8], person_name(*row[9:])) for row in rows]


def _row(row: tuple[Any, ...]) -> WageValueRow:
    key, percentage, measured_on, measured_by, placement, valid_until, version, placement_id = row
    return WageValueRow(
        key, Decimal(percentage), as_date(measured_on), measured_by, placement, as_date(valid_until), version, placement_id
    )


# -- what they are worth -------------------------------------------------------------------------------------------------


def money_figures(reader: Reader, day: date) -> Figures:
    """The settings on ``day`` that rate and subsidy are computed with, in one query."""
    return in_force(reader, _MONEY, day)


def money_settings(reader: Reader) -> Settled:
    """The same settings on whatever day, in one query."""
    return settled(reader, _MONEY)


def worth_on(
    reader: Reader,
    percentage: Decimal,
    day: date,
    *,
    hours: Decimal | None = None,
    age: int | None = None,
    costs: Decimal | None = None,
) -> Worth:
    """What a wage value is worth with the settings of ``day``; see :func:`models.worth.worth`."""
    return worth(money_figures(reader, day), percentage, day, hours=hours, age=age, costs=costs)


def worth_for(reader: Reader, client: ClientFile, today: date) -> Worth | None:
    """What the wage value of a client is worth today, at the contract hours; None when none is valid."""
    facts = (WageValueFacts(w.percentage, w.measured_on, w.valid_until) for w in reversed(client.wage_values))
    valid = newest_valid(facts, today)
    if valid is None:
        return None
    return worth_on(reader, valid.percentage, today, hours=client.contract_hours, age=age_on(client.birth_date, today))


def rate_for(reader: Reader, client: bytes, form: Form, day: date) -> Decimal | None:
    """The rate that follows from a client's wage value on ``day``; None where the form has none or nothing is known."""
    if form not in form_settings(reader).on(day).with_derived_rate:
        return None
    valid = newest_valid(wage_value_facts(reader, client), day)
    if valid is None:
        return None
    birth_date = reader.value("SELECT birth_date FROM client WHERE id = ?", (client,))
    return derived_rate(money_figures(reader, day), valid.percentage, day, age=age_on(birth_date, day))


def wage_value_facts(reader: Reader, client: bytes) -> tuple[WageValueFacts, ...]:
    """The wage values of a client, as the rules see them."""
    return wage_values_of_each(reader, (client,)).get(client, ())


def wage_values_of_each(reader: Reader, clients: Iterable[bytes]) -> dict[bytes, tuple[WageValueFacts, ...]]:
    """The same for many clients, of those that have any; one query."""
    rows = reader.rows(
        f"SELECT k.id, w.percentage, w.measured_on, w.valid_until FROM ({EACH}(:keys)) k "
        "CROSS JOIN wage_value w ON w.client_id = k.id ORDER BY w.id",
        {"keys": key_list(clients)},
    )
    found: dict[bytes, list[WageValueFacts]] = {}
    for client, percentage, on, until in rows:
        found.setdefault(client, []).append(WageValueFacts(Decimal(percentage), as_date(on), as_date(until)))
    return {client: tuple(values) for client, values in found.items()}


# -- acts ----------------------------------------------------------------------------------------------------------------


def add_wage_value(store: Store, actor: Actor, client_key: bytes, data: WageValueInput) -> bytes:
    """Record a measurement of a client's wage value; returns its key.

    Without a day for measuring again, that is so many months after the measurement as the setting says: the law gives
    no term. Raises :class:`InvalidInput` for a measurement that is still to come, or at somebody else's placement.
    """
    from models.client import Client
    from models.wage_value import WageValue

    with store.write(actor, "client.wage-value") as tx:
        client = tx.get(Client, client_key)
        values = _checked(tx, client.id, data)
        if data.measured_on is not None and data.valid_until is None:
            months = whole_number(tx.reader, WAGE_VALUE_MONTHS, data.measured_on)
            values["valid_until"] = months_later(data.measured_on, months)
        return tx.add(WageValue(client_id=client.id, **values)).id


def change_wage_value(store: Store, actor: Actor, key: bytes, version: int, data: WageValueInput) -> None:
    """Correct a measurement that was read at ``version``; a day for measuring again that was made empty stays empty."""
    from models.wage_value import WageValue

    with store.write(actor, "client.wage-value") as tx:
        record = tx.get(WageValue, key, version=version)
        tx.change(record, **_checked(tx, record.client_id, data))


def wage_value(reader: Reader, key: bytes) -> WageValueRow:
    """One wage value."""
    row = reader.row(f"SELECT {_COLUMNS} FROM wage_value w LEFT JOIN placement p ON p.id = w.placement_id WHERE w.id = ?", (key,))
    if row is None:
        raise gone()
    return _row(row)


def _checked(tx: Transaction, client: bytes, data: WageValueInput) -> dict[str, Any]:
    if data.measured_on is not None and data.measured_on > tx.today:
        sentence = Message(N_("{day} is still to come: a wage value is recorded once it is measured."), day=data.measured_on)
        raise InvalidInput([("measured_on", sentence)])
    if data.placement_id is not None:
        owner = tx.reader.value("SELECT client_id FROM placement WHERE id = ?", (data.placement_id,))
        if owner != client:
            raise InvalidInput([("placement_id", Message(N_("This is not a placement of this client.")))])
    return data.model_dump()
