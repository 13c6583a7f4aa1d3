"""What goes into an export: what a list with the same search, filters and scope would show, record by record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from db.exports.columns import EXPORTS, Export
from db.exports.formats import Table
from db.imports.columns import COLUMNS
from db.lists.selection import Filter, Selection, chosen
from db.lists.subjects import LIST_SUBJECTS
from db.lists.wanted import order_column
from db.reading import Reader


class Wanted(NamedTuple):
    """Which records, and in which order."""

    search: str | None
    filters: Sequence[Filter]
    scope: Selection
    order: str = ""
    """one of the orders of the list; '': as the export stands by itself"""
    downwards: bool = False


def table_of(name: str) -> Table:
    """The columns of what is exported, in their order."""
    columns = COLUMNS[name]
    return Table(name, columns, [EXPORTS[name].sources[column.name][1] for column in columns])


def rows_of(reader: Reader, name: str, wanted: Wanted, today: date) -> Iterator[Sequence[Any]]:
    """The kept values of each record that is wanted, in the order of the columns."""
    source = EXPORTS[name]
    sources = [source.sources[column.name][0] for column in COLUMNS[name]]
    where, params = _selection(source, wanted, today)
    column = order_column(source.listed, wanted.order) if wanted.order else source.order
    way = "DESC" if wanted.downwards else "ASC"
    return reader.each(
        f"SELECT {', '.join(sources)} FROM {source.table} {source.alias} {source.joins} "
        f"WHERE {where} ORDER BY {source.alias}.{column} {way}, {source.alias}.id {way}",
        {"day": today.isoformat(), **params},
    )


def _selection(source: Export, wanted: Wanted, today: date) -> tuple[str, dict[str, object]]:
    """What a list with this search, these filters and this scope would show, as a condition with named values."""
    listed = LIST_SUBJECTS[source.listed]
    found = chosen(listed, wanted.search, wanted.filters, today)
    selection = wanted.scope.and_(found.where, *found.params)
    parts = selection.where.split("?")
    names = [f"chosen{position}" for position in range(len(parts) - 1)]
    where = "".join(f"{part}:{name}" for part, name in zip(parts, names, strict=False)) + parts[-1]
    condition = f"{source.alias}.id IN (SELECT {listed.alias}.id FROM {listed.table} {listed.alias} {listed.joins} WHERE {where})"
    return condition, dict(zip(names, selection.params, strict=True))
