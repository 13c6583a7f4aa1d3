"""Employers that are probably one and the same: what rule E6 tells of one, told of all that a file speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

from db.account_holding import NEWEST, RUNS
from db.imports.telling import NAMED, Findings, Touched
from db.reading import Reader
from models.kinds import Outcome, Twin
from models.labels import field_label
from models.likeness import EmployerKeys, Likeness, held_by_another, likeness
from models.messages import N_, Message

_SAME = {
    "branch-number": field_label("employer", "branch_number"),
    "kvk": field_label("employer", "kvk"),
    "name-and-place": Message(N_("name and place")),
    "phone": field_label("employer", "phone"),
    "domain": Message(N_("web domain")),
}
_SHARED = (("branch-number", "branch_number"), ("kvk", "kvk"), ("name-and-place", "name_key, place_key"))
"""What makes two employers alike, the surest first, with its columns: each has an index."""
_MAKES_SURE = (("phone", "phone_key"), ("domain", "domain_key"))
"""What makes employers with the same KVK number, or name and place, almost certainly one."""
_CROWD = 12
"""A group that shares something and is larger than this is told as one finding, not pair by pair."""


class _Employer(NamedTuple):
    rowid: int
    number: str
    name: str
    holder: bytes | None
    keys: EmployerKeys


def same_employer(reader: Reader, touched: Touched, findings: Findings, today: date) -> None:
    """Tell which employers are probably one, as rule E6 does: seen from both, so that it blocks when either would."""
    for shared, columns in _SHARED:
        filled = " AND ".join(f"{column} <> ''" for column in columns.split(", "))
        groups = f"SELECT {columns} FROM employer WHERE {filled} GROUP BY {columns} HAVING count(*) > 1"
        for values in reader.each(groups):
            group = _employers(reader, columns, values, today)
            if not any(touched(one.rowid) for one in group):
                continue
            if len(group) > _CROWD:
                _tell_crowd(findings, (shared,), group)
                pairs = _strong_inside(findings, shared, group, touched)
            else:
                pairs = combinations(group, 2)
            for one, other in pairs:
                alike = likeness(one.keys, other.keys)
                if alike is not None and alike.reasons[0] == shared and (touched(one.rowid) or touched(other.rowid)):
                    _tell_twins(findings, one, other, alike)


def _strong_inside(
    findings: Findings, shared: str, crowd: Sequence[_Employer], touched: Touched
) -> Iterable[tuple[_Employer, _Employer]]:
    """The pairs of a crowd that are almost certainly one: those that also share a phone or domain.

    Where a crowd shares that too, it is told as one finding: pair by pair would grow with its square.
    """
    pairs: dict[tuple[_Employer, _Employer], None] = {}
    for also, key in _MAKES_SURE if shared != "branch-number" else ():
        inside: dict[str, list[_Employer]] = {}
        for one in crowd:
            if value := getattr(one.keys, key):
                inside.setdefault(value, []).append(one)
        for group in inside.values():
            if len(group) <= _CROWD:
                pairs |= dict.fromkeys(combinations(group, 2))
            elif any(touched(one.rowid) for one in group):
                _tell_crowd(findings, (shared, also), group)
    return pairs


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
    findings.add(
        "E6",
        Outcome.BLOCK if _rivals(alike.twin, (one, other)) else Outcome.WARN,
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


def _tell_crowd(findings: Findings, shared: tuple[str, ...], crowd: Sequence[_Employer]) -> None:
    sure = Twin.STRONG if shared[0] == "branch-number" or len(shared) > 1 else Twin.PROBABLE
    numbers = [one.number for one in crowd]
    findings.add(
        "E6",
        Outcome.BLOCK if _rivals(sure, crowd) else Outcome.WARN,
        Message(
            N_("{count} employers have the same {what}: {numbers} …"),
            count=len(numbers),
            what=tuple(_SAME[reason] for reason in shared),
            numbers=numbers[:NAMED],
        ),
        Message(N_("Find out whether these are branches of one employer, or one employer several times.")),
        numbers,
    )


def _rivals(twin: Twin, employers: Iterable[_Employer]) -> bool:
    """Whether one of these has an account holder who is not another's."""
    holders = {one.holder for one in employers}
    return any(held_by_another(twin, theirs, ours) for theirs in holders for ours in tuple(holders)[:2])
