"""Whether two employer records are probably one and the same employer (rule E6; also the import's findings)."""

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


SAME: Mapping[str, str] = {
    "branch-number": N_("branch number"),
    "kvk": N_("KVK number"),
    "name-and-place": N_("name and place"),
    "phone": N_("phone"),
    "domain": N_("web domain"),
}
"""What can be the same, and what people call it."""


class Likeness(NamedTuple):
    """How alike two records are, and in what."""

    twin: Twin
    reasons: tuple[str, ...]
    """What is the same, of :data:`SAME`."""


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


def held_by_another(twin: Twin, theirs: bytes | None, ours: bytes | None) -> bool:
    """Whether ``ours`` must not go on without the account holder of an almost certain twin: what rule E6 blocks on.

    ``theirs`` and ``ours`` are the keys of the account holders; None: there is none. A twin without account holder is
    in nobody's hands, so it only warns; seen from a record without account holder, the twin's is always another one.
    """
    return twin is Twin.STRONG and theirs is not None and theirs != ours


def _same(one: str | None, other: str | None) -> bool:
    return bool(one) and one == other
