"""The pairs that are probably one record and that nobody judged yet, the surest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from heapq import nsmallest
from typing import NamedTuple

from db.duplicates.clients import AlikeClient, alike_clients
from db.duplicates.employers import AlikeEmployer, Crowd, alike_employers
from db.duplicates.pairs import Couple, couple
from db.reading import Reader
from models.kinds import Said, Twin
from models.values import person_name

MOST = 200
"""Pairs that a screen shows: whoever has judged so many reads the list again."""


class QueueSide(NamedTuple):
    """One of the two records of a pair."""

    id: bytes
    number: str
    name: str
    place: str | None
    birth_date: str | None
    """Of a client."""
    holder: str | None
    """Name of the account holder of an employer."""


class QueuePair(NamedTuple):
    """Two records that are probably one."""

    one: QueueSide
    other: QueueSide
    likeness: Twin
    reasons: tuple[str, ...]
    """What is the same, of :data:`models.likeness.SAME`."""
    score: int
    """How alike they are, from 1 to 99."""
    agreed: tuple[str, ...]
    """Names of who agreed to a merge of the two."""


class QueueGroup(NamedTuple):
    """More records that share something than are offered pair by pair: the branches of a chain, or a number typed for all."""

    shared: tuple[str, ...]
    numbers: tuple[str, ...]


class Queue(NamedTuple):
    """What there is to judge."""

    total: int
    """How many pairs there are, shown or not."""
    pairs: tuple[QueuePair, ...]
    groups: tuple[QueueGroup, ...]


def duplicates(reader: Reader, subject: str, today: date, limit: int | None = MOST) -> Queue:
    """The pairs of employers or clients to judge, the surest first, at most ``limit`` of them."""
    agreed = _agreed(reader, subject)
    groups: list[QueueGroup] = []
    total = 0

    def each() -> Iterator[QueuePair]:
        nonlocal total
        for pair in _pairs(reader, subject, today, groups, agreed):
            total += 1
            yield pair

    chosen = sorted(each(), key=_order) if limit is None else nsmallest(limit, each(), key=_order)
    return Queue(total, tuple(chosen), tuple(groups))


def _order(pair: QueuePair) -> tuple[int, str, str]:
    return (-pair.score, pair.one.number, pair.other.number)


def _pairs(
    reader: Reader, subject: str, today: date, groups: list[QueueGroup], agreed: dict[Couple, tuple[str, ...]]
) -> Iterator[QueuePair]:
    if subject == "client":
        for one, other, alike in alike_clients(reader):
            said = agreed.get(couple(one.id, other.id), ())
            yield QueuePair(_client(one), _client(other), alike.twin, alike.reasons, alike.score, said)
        return
    for found in alike_employers(reader, today):
        if isinstance(found, Crowd):
            groups.append(QueueGroup(found.shared, tuple(one.number for one in found.members)))
            continue
        said = agreed.get(couple(found.one.id, found.other.id), ())
        sides = _employer(found.one), _employer(found.other)
        yield QueuePair(*sides, found.alike.twin, found.alike.reasons, found.alike.score, said)


def _employer(one: AlikeEmployer) -> QueueSide:
    return QueueSide(one.id, one.number, one.name, one.place, None, one.holder_name)


def _client(one: AlikeClient) -> QueueSide:
    name = person_name(one.surname, one.prefix, one.call_name or one.initials)
    return QueueSide(one.id, one.number, name, one.place, one.birth_date, None)


def _agreed(reader: Reader, subject: str) -> dict[Couple, tuple[str, ...]]:
    """Who agreed to a merge of which pair."""
    found: dict[Couple, tuple[str, ...]] = {}
    for one, other, name in reader.rows(
        f"SELECT p.{subject}_id, p.other_{subject}_id, u.name FROM pair p JOIN user u ON u.id = p.said_by "
        f"WHERE p.{subject}_id IS NOT NULL AND p.said = ? ORDER BY p.said_on, p.id",
        (Said.SAME.value,),
    ):
        found[couple(one, other)] = (*found.get(couple(one, other), ()), name)
    return found
