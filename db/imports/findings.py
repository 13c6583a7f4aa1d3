"""What is worth a look after an import: people and employers that may be the same, and hours that overlap.

Everything is found by queries over indexes, against what was in the store already too; nothing is merged or dropped. A
finding is about at least one record that the file speaks of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, groupby
from operator import itemgetter
from typing import Any, NamedTuple

from db.account_holding import NEWEST, RUNS
from db.imports.report import ImportFinding
from db.reading import Reader
from models.kinds import CLOSED_STATES, Outcome, PlacementState, Twin
from models.labels import field_label
from models.likeness import EmployerKeys, Likeness, likeness
from models.messages import N_, Message

MOST = 500
"""Findings of one rule that are told in full."""
_NAMED = 20
"""Records that one finding names."""
Touched = Callable[[int], bool]
"""Whether the file speaks of the record with this rowid."""


class Findings:
    """The findings of one import; of each rule the first :data:`MOST`, then how many more there are."""

    def __init__(self) -> None:
        self._kept: list[ImportFinding] = []
        self._counts: dict[str, int] = {}

    def add(self, rule: str, outcome: Outcome, sentence: Message, remedy: Message | None, records: Iterable[str]) -> None:
        """Tell one finding."""
        count = self._counts[rule] = self._counts.get(rule, 0) + 1
        if count <= MOST:
            self._kept.append(ImportFinding(rule, outcome, sentence, remedy, list(records)[:_NAMED]))

    def all(self) -> list[ImportFinding]:
        """All that was found."""
        more = [
            ImportFinding(
                rule,
                Outcome.WARN,
                Message(N_("There are {count} more findings like the ones above."), count=count - MOST),
                None,
                [],
            )
            for rule, count in self._counts.items()
            if count > MOST
        ]
        return self._kept + more


def look(what: str, reader: Reader, touched: Touched, findings: Findings, today: date) -> None:
    """Look at what the import of ``what`` brought."""
    if what == "clients":
        _same_bsn(reader, touched, findings)
        _alike(reader, touched, findings)
    elif what == "employers":
        _same_employer(reader, touched, findings, today)
    else:
        _overlaps(reader, touched, findings)


def _same_bsn(reader: Reader, touched: Touched, findings: Findings) -> None:
    doubles = "SELECT bsn FROM client WHERE bsn IS NOT NULL GROUP BY bsn HAVING count(*) > 1"
    for (bsn,) in reader.each(doubles):
        people = reader.rows("SELECT rowid, number FROM client WHERE bsn = ? ORDER BY number", (bsn,))
        if any(touched(rowid) for rowid, _ in people):
            numbers = [number for _, number in people]
            findings.add(
                "same-bsn",
                Outcome.WARN,
                Message(N_("{numbers} have the same BSN."), numbers=numbers[:_NAMED]),
                Message(N_("Find out whose it is, and correct it with the others.")),
                numbers,
            )


_ALIKE = """
SELECT c.sort_name, c.birth_date, c.prefix, c.number, c.rowid
  FROM (SELECT sort_name FROM client GROUP BY sort_name HAVING count(*) > 1) d CROSS JOIN client c ON c.sort_name = d.sort_name
"""


def _alike(reader: Reader, touched: Touched, findings: Findings) -> None:
    for _, namesakes in groupby(reader.each(_ALIKE), key=itemgetter(0)):
        same: dict[tuple[str, str | None], list[tuple[str, int]]] = {}
        for _, birth_date, prefix, number, rowid in namesakes:
            if birth_date is not None and birth_date != "0000-00-00":
                same.setdefault((birth_date, prefix), []).append((number, rowid))
        for people in same.values():
            if len(people) > 1 and any(touched(rowid) for _, rowid in people):
                numbers = sorted(number for number, _ in people)
                findings.add(
                    "alike",
                    Outcome.WARN,
                    Message(N_("{numbers} have the same name and birth date."), numbers=numbers[:_NAMED]),
                    Message(N_("When they are one person, have one of the records archived.")),
                    numbers,
                )


# -- employers ---------------------------------------------------------------------------------------------------------

_SAME = {
    "branch-number": field_label("employer", "branch_number"),
    "kvk": field_label("employer", "kvk"),
    "name-and-place": Message(N_("name and place")),
    "phone": field_label("employer", "phone"),
    "domain": Message(N_("web domain")),
}
_SHARED = (("branch-number", "branch_number"), ("kvk", "kvk"), ("name-and-place", "name_key, place_key"))
"""What makes two employers alike, the surest first, with its columns: each has an index."""
_CROWD = 12
"""A group that shares something and is larger than this is told as one finding, not pair by pair."""


class _Employer(NamedTuple):
    rowid: int
    number: str
    name: str
    holder: bytes | None
    keys: EmployerKeys


def _same_employer(reader: Reader, touched: Touched, findings: Findings, today: date) -> None:
    for shared, columns in _SHARED:
        filled = " AND ".join(f"{column} <> ''" for column in columns.split(", "))
        groups = f"SELECT {columns} FROM employer WHERE {filled} GROUP BY {columns} HAVING count(*) > 1"
        for values in reader.each(groups):
            group = _employers(reader, columns, values, today)
            if len(group) > _CROWD and any(touched(one.rowid) for one in group):
                _tell_crowd(findings, shared, [one.number for one in group])
                continue
            for one, other in combinations(group, 2):
                alike = likeness(one.keys, other.keys)
                if alike is not None and alike.reasons[0] == shared and (touched(one.rowid) or touched(other.rowid)):
                    _tell_twins(findings, one, other, alike)


def _employers(reader: Reader, columns: str, values: tuple[str, ...], today: date) -> list[_Employer]:
    same = " AND ".join(f"e.{column} = :{column}" for column in columns.split(", "))
    rows = reader.rows(
        "SELECT e.rowid, e.number, e.name, (SELECT h.user_id FROM account_holding h "
        f"WHERE h.employer_id = e.id AND {RUNS} ORDER BY {NEWEST} LIMIT 1), "
        "e.branch_number, e.kvk, e.name_key, e.place_key, e.phone_key, e.domain_key "
        f"FROM employer e WHERE {same} AND e.archived_on IS NULL ORDER BY e.number",
        {"day": today.isoformat(), **dict(zip(columns.split(", "), values, strict=True))},
    )
    return [_Employer(rowid, number, name, holder, EmployerKeys(*keys)) for rowid, number, name, holder, *keys in rows]


def _tell_twins(findings: Findings, one: _Employer, other: _Employer, alike: Likeness) -> None:
    rivals = alike.twin is Twin.STRONG and one.holder != other.holder
    findings.add(
        "E6",
        Outcome.BLOCK if rivals else Outcome.WARN,
        Message(
            N_("{name} ({number}) looks like {twin} ({other}): same {reasons}."),
            name=one.name,
            number=one.number,
            twin=other.name,
            other=other.number,
            reasons=tuple(_SAME[reason] for reason in alike.reasons),
        ),
        Message(N_("Look at both; when they are one employer, ask the account holders which stays and have the other archived.")),
        (one.number, other.number),
    )


def _tell_crowd(findings: Findings, shared: str, numbers: list[str]) -> None:
    findings.add(
        "E6",
        Outcome.WARN,
        Message(
            N_("{count} employers have the same {what}: {numbers} …"),
            count=len(numbers),
            what=_SAME[shared],
            numbers=numbers[:_NAMED],
        ),
        Message(N_("Find out whether these are branches of one employer, or one employer several times.")),
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
