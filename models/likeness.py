"""Whether two records are probably one and the same employer, or one and the same person.

The one test of it: rule E6, the findings of an import, the list of duplicates and the line under a form all ask here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from models.kinds import Twin
from models.messages import N_


@dataclass(frozen=True, slots=True)
class EmployerKeys:
    """What employers are compared by: the derived columns of the table; empty text or None counts for nothing."""

    branch_number: str | None = None
    kvk: str | None = None
    name_key: str | None = None
    place_key: str | None = None
    phone_key: str | None = None
    domain_key: str | None = None


@dataclass(frozen=True, slots=True)
class ClientKeys:
    """What clients are compared by, folded; empty text or None counts for nothing."""

    bsn: str | None = None
    birth_date: str | None = None
    """As it is kept; one that is not known at all counts for nothing."""
    surname: str = ""
    prefix: str = ""
    called: str = ""
    """The order key: the surname with the name by which somebody is called, or the initials."""
    letters: frozenset[str] = frozenset()
    """The letters that the name by which somebody is called, or the first initial, begins with."""
    only_initials: bool = False
    """Whether the name by which somebody is called is not known."""
    address: str = ""
    phone: str = ""


SAME: Mapping[str, str] = {
    "branch-number": N_("branch number"),
    "kvk": N_("KVK number"),
    "name-and-place": N_("name and place"),
    "phone": N_("phone"),
    "domain": N_("web domain"),
    "bsn": N_("BSN"),
    "name": N_("name"),
    "surname-and-initial": N_("surname and initial"),
    "birth-date": N_("birth date"),
    "address": N_("address"),
}
"""What can be the same, and what people call it."""

_WEIGHTS: Mapping[str, int] = {
    "branch-number": 60,
    "kvk": 45,
    "name-and-place": 30,
    "phone": 15,
    "domain": 10,
    "bsn": 60,
    "name": 25,
    "surname-and-initial": 15,
    "birth-date": 20,
    "address": 15,
}
"""What each sameness weighs in a score."""
UNKNOWN_BIRTH = "0000-00-00"


class Likeness(NamedTuple):
    """How alike two records are, and in what."""

    twin: Twin
    reasons: tuple[str, ...]
    """What is the same, of :data:`SAME`."""

    @property
    def score(self) -> int:
        """How alike they are, from 1 to 99: what is the same, weighed by how seldom two different ones have it in common."""
        return min(sum(_WEIGHTS[reason] for reason in self.reasons), 99)


def likeness(a: EmployerKeys, b: EmployerKeys) -> Likeness | None:
    """How sure it is that ``a`` and ``b`` are the same employer; None when nothing points that way.

    Strong: the same branch number; or the same KVK, or the same name and place, with the same phone or domain.
    Probable: the same KVK alone, or the same name and place alone. A shared phone or domain alone says nothing:
    a business centre has one switchboard.
    """
    same = {
        "branch-number": _same(a.branch_number, b.branch_number),
        "kvk": _same(a.kvk, b.kvk),
        "name-and-place": _same(a.name_key, b.name_key) and _same(a.place_key, b.place_key),
        "phone": _same(a.phone_key, b.phone_key),
        "domain": _same(a.domain_key, b.domain_key),
    }
    named = same["kvk"] or same["name-and-place"]
    if not (same["branch-number"] or named):
        return None
    strong = same["branch-number"] or same["phone"] or same["domain"]
    return Likeness(Twin.STRONG if strong else Twin.PROBABLE, tuple(reason for reason, holds in same.items() if holds))


def client_likeness(a: ClientKeys, b: ClientKeys) -> Likeness | None:
    """How sure it is that ``a`` and ``b`` are the same person; None when nothing points that way.

    Strong: the same BSN; or the same name and birth date, with the same address or phone. Probable: the same name and
    birth date, where an initial stands for a call name that is not known; or, where a birth date is not known, the same
    name with the same address or phone.
    """
    known = (a.birth_date or UNKNOWN_BIRTH) != UNKNOWN_BIRTH and (b.birth_date or UNKNOWN_BIRTH) != UNKNOWN_BIRTH
    family = bool(a.surname) and (a.surname, a.prefix) == (b.surname, b.prefix)
    called = family and a.called == b.called
    initial = family and not called and (a.only_initials or b.only_initials) and bool(a.letters & b.letters)
    same = {
        "bsn": _same(a.bsn, b.bsn),
        "name": called,
        "surname-and-initial": initial,
        "birth-date": known and a.birth_date == b.birth_date,
        "address": _same(a.address, b.address),
        "phone": _same(a.phone, b.phone),
    }
    lives_there = same["address"] or same["phone"]
    born = (called or initial) and same["birth-date"]
    unknown = called and not known and lives_there
    if not (same["bsn"] or born or unknown):
        return None
    strong = same["bsn"] or (called and born and lives_there)
    return Likeness(Twin.STRONG if strong else Twin.PROBABLE, tuple(reason for reason, holds in same.items() if holds))


def held_by_another(twin: Twin, theirs: bytes | None, ours: bytes | None) -> bool:
    """Whether ``ours`` must not go on without the account holder of an almost certain twin: what rule E6 blocks on.

    ``theirs`` and ``ours`` are the keys of the account holders; None: there is none. A twin without account holder is
    in nobody's hands, so it only warns; seen from a record without account holder, the twin's is always another one.
    """
    return twin is Twin.STRONG and theirs is not None and theirs != ours


def _same(one: str | None, other: str | None) -> bool:
    return bool(one) and one == other
