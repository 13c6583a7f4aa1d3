"""What is worth a look after an import: people and employers that may be the same, and hours that overlap.

Everything is found by queries over indexes, against what was in the store already too; nothing is merged or dropped. A
finding is about at least one record that the file speaks of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from db.duplicates.pairs import said_different
from db.imports.namesakes import alike, still_alike
from db.imports.telling import NAMED, Findings, Touched
from db.imports.twins import same_employer
from db.reading import Reader
from models.kinds import CLOSED_STATES, Outcome, PlacementState
from models.messages import N_, Message


def look(what: str, reader: Reader, touched: Touched, findings: Findings, today: date) -> None:
    """Look at what the import of ``what`` brought."""
    if what in _NUMBERED:
        _same_number(what, reader, touched, findings)
    if what == "clients":
        _same_bsn(reader, touched, findings)
        alike(reader, touched, findings)
    elif what == "employers":
        same_employer(reader, touched, findings, today)
    elif what == "placements":
        _overlaps(reader, touched, findings)


_NUMBERED = {
    "clients": ("client", N_("{count} clients have the number {number}.")),
    "employers": ("employer", N_("{count} employers have the number {number}.")),
    "placements": ("placement", N_("{count} placements have the number {number}.")),
    "vacancies": ("vacancy", N_("{count} vacancies have the number {number}.")),
}


def _same_number(what: str, reader: Reader, touched: Touched, findings: Findings) -> None:
    table, sentence = _NUMBERED[what]
    for (number,) in reader.each(f"SELECT number FROM {table} GROUP BY number HAVING count(*) > 1"):
        rowids = reader.rows(f"SELECT rowid FROM {table} WHERE number = ?", (number,))
        if any(touched(rowid) for (rowid,) in rowids):
            findings.add(
                "same-number",
                Outcome.WARN,
                Message(sentence, count=len(rowids), number=number),
                Message(N_("Look at each: the number alone does not tell which of them is meant.")),
                [number],
            )


def _same_bsn(reader: Reader, touched: Touched, findings: Findings) -> None:
    doubles = "SELECT bsn FROM client WHERE bsn IS NOT NULL GROUP BY bsn HAVING count(*) > 1"
    different = said_different(reader, "client")
    for (bsn,) in reader.each(doubles):
        people = reader.rows(
            "SELECT rowid, number, id FROM client WHERE bsn = ? AND merged_into_id IS NULL ORDER BY number", (bsn,)
        )
        unsaid = still_alike(different, [key for _, _, key in people])
        if len(unsaid) > 1 and any(touched(rowid) for rowid, _, _ in people):
            numbers = [number for _, number, key in people if key in unsaid]
            findings.add(
                "same-bsn",
                Outcome.WARN,
                Message(N_("{numbers} have the same BSN."), numbers=numbers[:NAMED]),
                Message(N_("Find out whose it is, and correct it with the others.")),
                numbers,
            )


# -- placements --------------------------------------------------------------------------------------------------------

_OVERLAPPING = """
SELECT p.client_id, c.number, c.contract_hours, p.rowid, p.start, p.until, p.ended_on, p.hours, p.state
  FROM (SELECT client_id FROM placement GROUP BY client_id HAVING count(*) > 1) d
       CROSS JOIN placement p ON p.client_id = d.client_id JOIN client c ON c.id = p.client_id
"""
_COUNTS = frozenset(PlacementState) - {PlacementState.PROPOSED, PlacementState.REFUSED}


def _overlaps(reader: Reader, touched: Touched, findings: Findings) -> None:
    """Rule C1 over what came in: days on which a client's placements ask more than the contract, past days too."""
    for _, rows in groupby(reader.each(_OVERLAPPING), key=itemgetter(0)):
        mine = [row for row in rows if row[8] in _COUNTS]
        if len(mine) < 2 or not any(touched(row[3]) for row in mine):
            continue
        number, contract = mine[0][1], mine[0][2] and Decimal(mine[0][2])
        found = overbooked([_period(row) for row in mine], contract)
        if found is None:
            continue
        day, hours = found
        if contract is None:
            sentence = Message(
                N_("{number} has several placements on {day}, and the contract hours are not known."), number=number, day=day
            )
        else:
            sentence = Message(
                N_("{number} has placements for {hours} hours a week on {day}; the contract has {contract} hours."),
                number=number,
                hours=hours,
                day=day,
                contract=contract,
            )
        findings.add(
            "C1", Outcome.BLOCK, sentence, Message(N_("Find out which placement is right, and end the other.")), [number]
        )


class Period(NamedTuple):
    """When a placement runs, and how many hours a week it asks."""

    start: date
    until: date | None
    hours: Decimal | None


def _period(row: tuple[Any, ...]) -> Period:
    _, _, _, _, start, until, ended_on, hours, state = row
    last = (ended_on or until) if state in CLOSED_STATES else until
    return Period(
        date.fromisoformat(start), date.fromisoformat(last) if last else None, None if hours is None else Decimal(hours)
    )


def overbooked(periods: Iterable[Period], contract: Decimal | None) -> tuple[date, Decimal] | None:
    """The first day on which two or more placements together ask more hours than the contract, with those hours.

    Hours that are not known count as the whole contract; without known contract hours any two at once are too many.
    """
    changes = sorted(_changes(periods, contract or Decimal(0)))
    running, hours = 0, Decimal(0)
    for day, steps in groupby(changes, key=itemgetter(0)):
        for _, step, asked in steps:
            running += step
            hours += asked
        if running > 1 and (contract is None or hours > contract):
            return day, hours
    return None


def _changes(periods: Iterable[Period], unknown: Decimal) -> Iterator[tuple[date, int, Decimal]]:
    for start, until, hours in periods:
        asked = unknown if hours is None else hours
        if until is None or until >= start:
            yield start, 1, asked
            if until is not None and until < date.max:
                yield until + timedelta(days=1), -1, -asked
