"""From what somebody looks for to the SQL that chooses it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from db.lists.meaning import kept_form, kept_range
from db.lists.subjects import ListSubject
from db.search import key_range, match_expression
from models.errors import BadInput
from models.messages import N_, Message

Filter = tuple[str, str]
"""A field's name and the value it must have."""


class Selection(NamedTuple):
    """A condition on a list's table under its alias: SQL (``1`` when everything is chosen) and its values."""

    where: str
    params: tuple[Any, ...]

    def and_(self, where: str, *params: Any) -> Selection:
        """Both this and another condition."""
        return Selection(where if self.where == "1" else f"{self.where} AND {where}", (*self.params, *params))


EVERYTHING = Selection("1", ())
_HITS = (
    "{0} IN (SELECT s.record FROM search_index i JOIN search_entry s ON s.key = i.rowid "
    "WHERE i.search_index MATCH ? AND i.rowid BETWEEN ? AND ?)"
)

MUNICIPALITIES = "SELECT m.id FROM municipality m WHERE instr(fold(m.name), fold(?)) = 1"
"""Municipalities whose name begins so."""


def searched(subject: ListSubject, text: str) -> Selection:
    """Records that the words of ``text`` lead to, or whose number begins with it. No word in it: nothing."""
    expression = match_expression(text)
    if expression is None:
        return Selection("0", ())
    parts, params = [], []
    for found, column in subject.found_by:
        parts.append(_HITS.format(f"{subject.alias}.{column}"))
        params += [expression, *key_range(found)]
    number = text.strip().upper()
    if subject.by_placement:
        for found, column in subject.found_by:
            hits = _HITS.format(f"q.{column}")
            parts.append(f"{subject.alias}.placement_id IN (SELECT q.id FROM placement q WHERE {hits})")
            params += [expression, *key_range(found)]
        return Selection(f"({' OR '.join(parts)})", tuple(params))
    if subject.by_municipality:
        parts.append(f"{subject.alias}.municipality_id IN ({MUNICIPALITIES})")
        params.append(text.strip())
    parts.append(f"({subject.alias}.number >= ? AND {subject.alias}.number < ?)")
    params += [number, number + "\U0010ffff"]
    return Selection(f"({' OR '.join(parts)})", tuple(params))


def filtered(subject: ListSubject, filters: Sequence[Filter], today: date) -> Selection:
    """Records whose fields have these values, case and accents apart; :class:`BadInput` names the fields there are.

    A value is read as people write it: ``form=Detachering``, ``start=24-11-2026``, ``hours=36,5``, ``taken_over=ja``,
    ``municipality=0141``; a date may be a range, ``start=1-1-2026..31-3-2026``, also open at one side.
    """
    chosen, fields = EVERYTHING, subject.fields_on(today)
    for named, value in filters:
        field = subject.also_called.get(named, named)
        if field not in fields:
            raise BadInput(
                Message(N_("'{field}' is not a field to filter by."), field=named),
                Message(N_("These are: {fields}."), fields=", ".join(sorted(fields))),
            )
        found = _tested(subject, field, fields[field], value.strip())
        chosen = chosen.and_(found.where, *found.params)
    return chosen


def _tested(subject: ListSubject, field: str, expression: str, wanted: str) -> Selection:
    """That a field has a value; where the field is a name in another table, by way of the few records that have it."""
    has, lacks = subject.conditions.get(field, ("{is}", f"coalesce(CAST({expression} AS TEXT), '') = ''"))
    if not wanted:
        return Selection(lacks, ())
    if (ends := _range(field, wanted)) is not None:
        parts = [f"{expression} {sign} ?" for sign, end in zip((">=", "<="), ends, strict=True) if end]
        return Selection(" AND ".join(parts) or f"{expression} IS NOT NULL", tuple(end for end in ends if end))
    choices = subject.lists.get(field)
    meant = kept_form(field, wanted, choices)
    if meant.isdigit() and field in subject.codes:
        expression = subject.codes[field]
    exact = choices is not None and meant in choices.__members__.values()  # kept as it is compared: no need to fold
    test = f"{expression} = ?" if exact else f"fold(CAST({expression} AS TEXT)) = fold(?)"
    return Selection(has.replace("{is}", test), (meant,))


def _range(field: str, text: str) -> tuple[str, str] | None:
    try:
        return kept_range(field, text)
    except ValueError:
        raise BadInput(
            Message(N_("'{text}' is not a range of dates."), text=text),
            Message(N_("Write it as 1-1-2026..31-3-2026, or leave one side open: 1-1-2026.. or ..31-3-2026.")),
        ) from None


def chosen(subject: ListSubject, search: str | None, filters: Sequence[Filter], today: date) -> Selection:
    """What search text and filters together choose; no search text is no condition."""
    selection = filtered(subject, filters, today)
    if search is not None and search.strip():
        found = searched(subject, search)
        selection = selection.and_(found.where, *found.params)
    return selection
