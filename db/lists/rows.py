"""Whole rows by field name: what ``nuo list`` prints and an export can choose from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from db.lists.selection import EVERYTHING, Filter, Selection, chosen
from db.lists.subjects import LIST_SUBJECTS
from db.lists.wanted import order_column
from db.reading import Reader


def list_rows(
    reader: Reader,
    name: str,
    *,
    today: date,
    search: str | None = None,
    filters: Sequence[Filter] = (),
    within: Selection = EVERYTHING,
    limit: int | None = None,
    offset: int = 0,
    order: str = "",
    downwards: bool = False,
) -> tuple[int, list[dict[str, Any]]]:
    """How many records are chosen in all, and those from ``offset``, at most ``limit``: field name → kept value.

    ``within`` is the selection of a scope (``opening.scope_of``); ``order`` is one of the list's orders ('': the usual one),
    ``downwards`` turns it round. Every row has ``id`` (16 bytes)
    beside the fields of its subject.
    """
    subject = LIST_SUBJECTS[name]
    sought = chosen(subject, search, filters, today)
    selection = within.and_(f"({sought.where})", *sought.params)  # a scope's marks are numbered: it comes first
    source = f"FROM {subject.table} {subject.alias} {subject.joins} WHERE {selection.where}"
    total = reader.value(f"SELECT count(*) {source}", selection.params)
    column, way = f"{subject.alias}.{order_column(name, order)}", "DESC" if downwards else "ASC"
    columns = ", ".join(subject.fields_on(today).values())
    rows = reader.rows(
        f"SELECT {subject.alias}.id, {columns} {source} ORDER BY {column} {way}, {subject.alias}.id {way} LIMIT ? OFFSET ?",
        (*selection.params, -1 if limit is None else limit, offset),
    )
    names = ("id", *subject.fields)
    return int(total), [dict(zip(names, row, strict=True)) for row in rows]
