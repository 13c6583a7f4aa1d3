"""Service agreements: their file with what each product has cost so far, and the acts that add to them or change them.

What was used and what is committed is not kept anywhere: it follows from the orders, so it can't be wrong. An order counts
in the calendar year in which it begins, for the agreement of who ordered that is in force on that day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from db.mandates import must_have
from db.reading import Reader, gone
from db.refs import Ref, must_exist
from db.service_orders import OrderRow, orders_of_agreement
from models.errors import InvalidInput, Refused
from models.kinds import AgreementState, Decision, Form, ProductUnit
from models.messages import N_, Message
from models.values import cents, euros

if TYPE_CHECKING:
    from db.store import Store
    from db.writing import Transaction
    from models.actor import Actor
    from models.service_agreement import AgreementInput, ProductInput, ServiceAgreement


class ProductLine(NamedTuple):
    """One product of an agreement, with what was ordered of it in one calendar year."""

    id: bytes
    form: Form
    unit: ProductUnit
    budget: Decimal | None
    """Euros for that year; None when none was agreed."""
    used: Decimal
    """What closed orders came to, in euros."""
    committed: Decimal
    """The budgets of open orders, in euros."""
    orders: int
    """How many orders these are; withdrawn ones are not counted."""
    unpriced: int
    """How many of them name no amount, and so are not in the sums."""
    free: Decimal | None
    """What is left of the budget; below zero when more was ordered than agreed. None without a budget."""
    version: int


@dataclass(frozen=True, slots=True)
class AgreementFile:
    """Everything there is to see of one agreement."""

    id: bytes
    number: str
    version: int
    municipality_id: bytes
    municipality: str
    start: date
    until: date
    state: AgreementState
    remarks: str | None
    year: int
    """The calendar year that the amounts are about: this one, or the nearest that the agreement covers."""
    products: tuple[ProductLine, ...]
    orders: tuple[OrderRow, ...]
    """The orders behind the amounts of that year, and the withdrawn ones."""

    @property
    def name(self) -> str:
        """By which people know it: the municipality's."""
        return self.municipality

    @property
    def several_years(self) -> bool:
        """Whether it is a multi-year agreement."""
        return self.start.year != self.until.year

    def in_force_on(self, day: date) -> bool:
        """Whether it holds on ``day``."""
        return self.state == AgreementState.SIGNED and self.start <= day <= self.until


SPENT = "coalesce(o.spent_cents, o.budget_cents)"
"""What a closed order came to."""
_PRODUCTS = f"""
SELECT p.id, p.form, p.unit, p.budget_cents, p.version, count(o.id),
       coalesce(sum(CASE o.state WHEN 'closed' THEN {SPENT} END), 0),
       coalesce(sum(CASE o.state WHEN 'open' THEN o.budget_cents END), 0),
       count(CASE WHEN coalesce(CASE o.state WHEN 'closed' THEN o.spent_cents END, o.budget_cents) IS NULL THEN o.id END)
  FROM product p
  LEFT JOIN service_order o ON o.municipality_id = :municipality AND o.form = p.form
   AND o.start BETWEEN :first AND :last AND o.state <> 'withdrawn'
 WHERE p.service_agreement_id = :agreement GROUP BY p.id ORDER BY p.form, p.id
"""


def agreement_file(reader: Reader, key: bytes, today: date) -> AgreementFile:
    """The agreement with this key; :class:`BadInput` when it is gone."""
    row = reader.row(
        "SELECT a.number, a.version, a.municipality_id, m.name, a.start, a.until, a.state, a.remarks "
        "FROM service_agreement a JOIN municipality m ON m.id = a.municipality_id WHERE a.id = ?",
        (key,),
    )
    if row is None:
        raise gone()
    number, version, municipality_id, municipality, start, until, state, remarks = row
    begin, end = date.fromisoformat(start), date.fromisoformat(until)
    year = min(max(today.year, begin.year), end.year)
    first, last = year_within(begin, end, year)
    period = {"first": first.isoformat(), "last": last.isoformat()}
    products = reader.rows(_PRODUCTS, {"agreement": key, "municipality": municipality_id, **period})
    return AgreementFile(
        key,
        number,
        version,
        municipality_id,
        municipality,
        begin,
        end,
        AgreementState(state),
        remarks,
        year,
        tuple(_product(*product) for product in products),
        orders_of_agreement(reader, key, municipality_id, first, last),
    )


def year_within(start: date, until: date, year: int) -> tuple[date, date]:
    """The first and last day of a calendar year as far as an agreement from ``start`` until ``until`` covers it."""
    return max(start, date(year, 1, 1)), min(until, date(year, 12, 31))


def _product(
    key: bytes, form: str, unit: str, budget: int | None, version: int, orders: int, used: int, committed: int, unpriced: int
) -> ProductLine:
    spent, promised = euros(used) or Decimal(0), euros(committed) or Decimal(0)
    free = None if budget is None else euros(budget - used - committed)
    return ProductLine(key, Form(form), ProductUnit(unit), euros(budget), spent, promised, orders, unpriced, free, version)


# -- acts ----------------------------------------------------------------------------------------------------------------


def add_agreement(store: Store, actor: Actor, data: AgreementInput, products: Sequence[ProductInput] = ()) -> Ref:
    """Record an agreement under a new number, with the products that it begins with."""
    from models.service_agreement import ServiceAgreement

    with store.write(actor, "service-agreement.add") as tx:
        must_have(tx.reader, tx.actor, Decision.MANAGE_AGREEMENTS)
        must_exist(tx.reader, municipality_id=("municipality", data.municipality_id))
        record = tx.add(ServiceAgreement(number=tx.next_number("service-agreement"), **data.model_dump()))
        for product in products:
            _add_product(tx, record, product)
        return Ref(record.id, record.number)


def change_agreement(store: Store, actor: Actor, key: bytes, version: int, data: AgreementInput) -> None:
    """Change an agreement that was read at ``version``."""
    from models.service_agreement import ServiceAgreement

    with store.write(actor, "service-agreement.change") as tx:
        must_have(tx.reader, tx.actor, Decision.MANAGE_AGREEMENTS)
        must_exist(tx.reader, municipality_id=("municipality", data.municipality_id))
        record = tx.change(tx.get(ServiceAgreement, key, version=version), **data.model_dump())
        for form, product in tx.reader.rows("SELECT form, id FROM product WHERE service_agreement_id = ?", (key,)):
            _must_be_bought_once(tx.reader, record, Form(form), product, "start")


def add_product(store: Store, actor: Actor, agreement: bytes, data: ProductInput) -> bytes:
    """Add a product to an agreement; returns its key."""
    from models.service_agreement import ServiceAgreement

    with store.write(actor, "service-agreement.product") as tx:
        must_have(tx.reader, tx.actor, Decision.MANAGE_AGREEMENTS)
        return _add_product(tx, tx.get(ServiceAgreement, agreement), data)


def change_product(store: Store, actor: Actor, key: bytes, version: int, data: ProductInput) -> None:
    """Change a product that was read at ``version``."""
    from models.service_agreement import Product, ServiceAgreement

    with store.write(actor, "service-agreement.product") as tx:
        must_have(tx.reader, tx.actor, Decision.MANAGE_AGREEMENTS)
        record = tx.get(Product, key, version=version)
        _must_be_bought_once(tx.reader, tx.get(ServiceAgreement, record.service_agreement_id), data.form, key)
        tx.change(record, form=data.form.value, budget_cents=cents(data.budget), unit=data.unit.value)


def _add_product(tx: Transaction, agreement: ServiceAgreement, data: ProductInput) -> bytes:
    from models.service_agreement import Product

    _must_be_bought_once(tx.reader, agreement, data.form, None)
    budget, unit = cents(data.budget), data.unit.value
    return tx.add(Product(service_agreement_id=agreement.id, form=data.form.value, budget_cents=budget, unit=unit)).id


_ALSO_BOUGHT = """
SELECT a.number FROM service_agreement a JOIN product p ON p.service_agreement_id = a.id
 WHERE a.municipality_id = :municipality AND a.start <= :until AND a.until >= :start AND p.form = :form AND p.id IS NOT :product
   AND (a.id = :agreement OR a.state <> 'cancelled' AND :state <> 'cancelled')
"""


def _must_be_bought_once(
    reader: Reader, agreement: ServiceAgreement, form: Form, product: bytes | None, field: str = "form"
) -> None:
    """Raise :class:`InvalidInput` when a municipality would buy the same product twice in one period: whose budget counts?"""
    given = {
        "municipality": agreement.municipality_id,
        "start": agreement.start.isoformat(),
        "until": agreement.until.isoformat(),
        "form": form.value,
        "product": product,
        "agreement": agreement.id,
        "state": agreement.state,
    }
    if number := reader.value(_ALSO_BOUGHT, given):
        sentence = N_("Agreement {number} has the product '{product}' in this period already.")
        raise InvalidInput([(field, Message(sentence, number=number, product=form))])


def must_stay_bought_once(tx: Transaction, entry: bytes) -> None:
    """Raise :class:`Refused` when an agreement that ``entry`` changed buys a product twice, now that the entry was reversed."""
    from models.service_agreement import ServiceAgreement

    rows = tx.reader.rows(
        "SELECT DISTINCT p.service_agreement_id, p.form, p.id FROM journal_change c "
        "JOIN product p ON p.id = c.record OR p.service_agreement_id = c.record "
        "WHERE c.entry = ? AND c.subject IN ('service-agreement', 'product')",
        (entry,),
    )
    for agreement, form, product in rows:
        try:
            _must_be_bought_once(tx.reader, tx.get(ServiceAgreement, agreement), Form(form), product)
        except InvalidInput as twice:
            raise Refused(twice.problems[0][1]) from None
