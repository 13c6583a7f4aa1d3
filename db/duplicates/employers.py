"""Employers that are probably one and the same, found by blocks of what they share.

An index groups the employers that share a branch number, a KVK number, or name and place, and only within such a group
are they compared: the work grows with the number of employers and no faster. A group that is larger than
:data:`CROWD`, the branches of a chain, is told as one; of it only those that share a phone or domain too are compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations, groupby
from typing import NamedTuple

from db.account_holding import NEWEST, RUNS
from db.duplicates.pairs import Touched, couple, said_different
from db.reading import Reader
from models.likeness import EmployerKeys, Likeness, likeness

_KEYS = 6
"""How many columns employers are compared by."""
CROWD = 12
"""A group that shares something and is larger than this is told as one, not pair by pair."""
_SHARED = (("branch-number", "branch_number"), ("kvk", "kvk"), ("name-and-place", "name_key, place_key"))
"""What makes two employers alike, the surest first, with its columns: each has an index."""
_MAKES_SURE = (("phone", "phone_key"), ("domain", "domain_key"))
"""What makes employers with the same KVK number, or name and place, almost certainly one."""


class AlikeEmployer(NamedTuple):
    """An employer as far as it is compared."""

    rowid: int
    id: bytes
    number: str
    name: str
    place: str | None
    holder: bytes | None
    holder_name: str | None
    keys: EmployerKeys


class EmployerPair(NamedTuple):
    """Two employers that are probably one."""

    one: AlikeEmployer
    other: AlikeEmployer
    alike: Likeness


class Crowd(NamedTuple):
    """More employers that share something than are compared pair by pair."""

    shared: tuple[str, ...]
    """What they share, of :data:`models.likeness.SAME`."""
    members: tuple[AlikeEmployer, ...]


def alike_employers(reader: Reader, today: date, touched: Touched | None = None) -> Iterator[EmployerPair | Crowd]:
    """Every pair of employers that is probably one, and every crowd; four queries, whatever the number of employers.

    An archived record is nobody's twin, and pairs of which somebody said that they are not the same are left out. With
    ``touched`` only what concerns one of those. No pair comes twice.
    """
    different, seen = said_different(reader, "employer"), set[tuple[int, int]]()
    for shared, columns in _SHARED:
        for group in _groups(reader, columns, today):
            if touched is not None and not any(touched(one.rowid) for one in group):
                continue
            pairs: Iterator[tuple[AlikeEmployer, AlikeEmployer]]
            if len(group) > CROWD:
                yield Crowd((shared,), tuple(group))
                crowds, inside = _strong_inside(shared, group)
                yield from (crowd for crowd in crowds if touched is None or any(touched(one.rowid) for one in crowd.members))
                pairs = iter(inside)
            else:
                pairs = combinations(group, 2)
            for one, other in pairs:
                alike = likeness(one.keys, other.keys)
                place = (min(one.rowid, other.rowid), max(one.rowid, other.rowid))
                if alike is None or place in seen or couple(one.id, other.id) in different:
                    continue
                seen.add(place)
                if touched is None or touched(one.rowid) or touched(other.rowid):
                    yield EmployerPair(one, other, alike)


def _groups(reader: Reader, columns: str, today: date) -> Iterator[list[AlikeEmployer]]:
    """The employers that share these columns, group by group, each by number."""
    names = columns.split(", ")
    filled = " AND ".join(f"{name} <> ''" for name in names)
    same = " AND ".join(f"e.{name} = d.{name}" for name in names)
    rows = reader.each(
        f"SELECT {', '.join(f'd.{name}' for name in names)}, e.rowid, e.id, e.number, e.name, e.place, u.id, u.name, "
        "e.branch_number, e.kvk, e.name_key, e.place_key, e.phone_key, e.domain_key "
        f"FROM (SELECT {columns} FROM employer WHERE {filled} GROUP BY {columns} HAVING count(*) > 1) d "
        f"CROSS JOIN employer e ON {same} LEFT JOIN user u ON u.id = (SELECT h.user_id FROM account_holding h "
        f"WHERE h.employer_id = e.id AND {RUNS} ORDER BY {NEWEST} LIMIT 1) WHERE e.archived_on IS NULL",
        {"day": today.isoformat()},
    )
    for _, together in groupby(rows, key=lambda row: row[: len(names)]):
        group = [AlikeEmployer._make((*row[len(names) : -_KEYS], EmployerKeys(*row[-_KEYS:]))) for row in together]
        if len(group) > 1:
            yield sorted(group, key=lambda one: (one.number, one.id))


def _strong_inside(
    shared: str, crowd: Sequence[AlikeEmployer]
) -> tuple[list[Crowd], dict[tuple[AlikeEmployer, AlikeEmployer], None]]:
    """The pairs of a crowd that are almost certainly one: those that also share a phone or domain.

    Where a crowd shares that too, it is told as one: pair by pair would grow with its square.
    """
    crowds: list[Crowd] = []
    pairs: dict[tuple[AlikeEmployer, AlikeEmployer], None] = {}
    for also, key in _MAKES_SURE if shared != "branch-number" else ():
        inside: dict[str, list[AlikeEmployer]] = {}
        for one in crowd:
            if value := getattr(one.keys, key):
                inside.setdefault(value, []).append(one)
        for group in inside.values():
            if len(group) <= CROWD:
                pairs |= dict.fromkeys(combinations(group, 2))
            else:
                crowds.append(Crowd((shared, also), tuple(group)))
    return crowds, pairs
