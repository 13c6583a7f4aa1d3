"""What somebody wants to see of a list: which records, by which filters and words, in which order, in which columns."""

from __future__ import annotations

from typing import NamedTuple

from db.lists.selection import Filter
from db.lists.subjects import LIST_SUBJECTS
from models.errors import BadInput
from models.messages import N_, Message

NEWEST_FIRST = frozenset(
    {("placement", "start"), ("coordination", "number"), ("service-agreement", "start"), ("service-order", "start")}
)
"""Lists and orders that begin with the newest."""
ALWAYS_NEWEST = "changed"
"""The order that begins with the newest in every list."""
OLDEST_FIRST = frozenset({"inbox", "said", "overdue"})
"""Scopes that begin with what waits longest all the same."""


class Wanted(NamedTuple):
    """How a list stands: everything but the place of the cursor."""

    scope: str = "all"
    filters: tuple[Filter, ...] = ()
    order: str = ""
    """'': the usual one of the list"""
    downwards: bool | None = None
    """last one first; None: as is usual for the order"""
    search: str = ""
    """looks through all records that the filters let through, whatever the scope"""
    columns: tuple[str, ...] | None = None
    """names of the columns that are shown; None: all"""

    def with_filter(self, field: str, value: str | None) -> Wanted:
        """One more filter, in place of another on the same field; None: no filter on that field."""
        others = tuple(pair for pair in self.filters if pair[0] != field)
        return self._replace(filters=others if value is None else (*others, (field, value)))

    def is_usual(self, subject: str) -> bool:
        """Whether it stands in the usual order of the list or of its scope."""
        return self.order in ("", orders_of(subject)[0])

    def is_downwards(self, subject: str) -> bool:
        """Whether the last of the order comes first."""
        if self.downwards is not None:
            return self.downwards
        order = self.order or orders_of(subject)[0]
        if order == ALWAYS_NEWEST:
            return True
        return (subject, order) in NEWEST_FIRST and (self.scope not in OLDEST_FIRST or bool(self.search.strip()))


def orders_of(subject: str) -> tuple[str, ...]:
    """The orders that a list can be put in, the usual one first."""
    return tuple(LIST_SUBJECTS[subject].orders)


def order_column(subject: str, order: str) -> str:
    """The column of the table that an order goes by; :class:`BadInput` names the orders there are. '' is the usual one."""
    orders = LIST_SUBJECTS[subject].orders
    if order and order not in orders:
        raise BadInput(
            Message(N_("'{order}' is not an order of this list."), order=order),
            Message(N_("These are: {orders}."), orders=", ".join(orders)),
        )
    return orders[order or next(iter(orders))]
