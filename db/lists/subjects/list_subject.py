"""What a list is: the tables behind it, its fields, what it is found and ordered by; and SQL that several share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class ListSubject:
    """One kind of list: its table under an alias, its joins, its fields as SQL, its orders."""

    name: str
    table: str
    alias: str
    joins: str
    fields: dict[str, str]
    """Field name → SQL, in which ``{today}`` stands for the date; all can be filtered by."""
    orders: dict[str, str]
    """Order name → column of the table whose index (column, id) gives it; the first is the usual one."""
    found_by: tuple[tuple[str, str], ...]
    """Pairs of search subject and the column that must be among its hits."""
    lists: Mapping[str, type[StrEnum]]
    """Field name → the closed list that its values come from."""
    codes: Mapping[str, str] = field(default_factory=dict)
    """Field name → SQL of the code that it can be found by too."""
    also_called: Mapping[str, str] = field(default_factory=dict)
    """Another name of a field → the field."""
    by_placement: bool = False
    """Whether its records have no number, and are found by the placement that they are about too."""
    by_municipality: bool = False
    """Whether its records are found by the name of their municipality too."""
    offered: tuple[str, ...] = ()
    """The fields that a screen offers to filter by. Each is a column of the table itself, or has a condition of its own."""
    conditions: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Field name → SQL on the table alone that says the same of a name, without asking each record for it: with ``{is}`` for
    the test of the name, and for no name at all."""

    def fields_on(self, today: date) -> dict[str, str]:
        """The fields as they are on ``today``."""
        return {name: sql.replace("{today}", today.isoformat()) for name, sql in self.fields.items()}


PERSON = "trim(coalesce({0}.call_name, {0}.initials, '') || ' ' || coalesce({0}.prefix || ' ', '') || {0}.surname)"
"""A client's name as a sentence says it, in SQL (:func:`models.values.person_name`)."""

EUROS = "CASE WHEN {0} IS NOT NULL THEN printf('%d.%02d', {0} / 100, {0} % 100) END"
"""An amount in cents as euros, in SQL."""


def among(column: str, table: str, alias: str) -> tuple[str, str]:
    """The condition on a foreign key that says the same as one on the name it leads to."""
    return f"{column} IN (SELECT {alias}.id FROM {table} {alias} WHERE {{is}})", f"{column} IS NULL"
