"""Two records field by field: what each has, and which value stays unless somebody chooses otherwise.

The fuller one stays, and of two that differ the newer: a number to call people by, an address. A name stays as it is in the
record that stays; of remarks both are kept. Nothing is lost: the other record keeps its values in the archive.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from db.canonical import WHOLE
from db.reading import Reader, gone
from models.errors import BadInput
from models.kinds import EmployerState
from models.messages import N_, Message

FIELDS: Mapping[str, Sequence[str]] = {
    "employer": (
        "name kvk branch_number group_name street house_number postcode place municipality_id phone email website branch sbi "
        "sbi_version size state relation_since remarks"
    ).split(),
    "client": (
        "surname prefix given_names initials call_name birth_date bsn street house_number postcode place municipality_id phone "
        "email target_group consultant_id formal_employer_id formal_employer_text hr_administrator contract_hours status "
        "ladder_step skills limits mobility remarks"
    ).split(),
}
"""The fields that are chosen one by one; the number of the record that stays is never another."""
HOLDER = "holder"
"""Stands among the fields of an employer for who goes on as account holder."""
_NEWER = frozenset("kvk branch_number group_name phone email website branch sbi sbi_version size ladder_step".split())
"""Fields of which the newer value stays."""
_ADDRESS = ("street", "house_number", "postcode", "place")
"""Fields that belong together: the newer address stays, not a street of the one and a place of the other."""
_TEXTS = frozenset("remarks skills limits mobility".split())
"""Fields of which both values are kept, one behind the other."""
_BETWEEN = " · "
_RANK = (EmployerState.PROSPECT, EmployerState.DORMANT, EmployerState.RELATION, EmployerState.BLOCKED)
"""Of two states the last of these stays: a relation is one under whichever number, and who is blocked stays so."""


class Stays(StrEnum):
    """Whose value stays."""

    KEEP = "keep"
    """That of the record that stays."""
    LOST = "lost"
    """That of the record that is merged into it."""
    BOTH = "both"


class FieldChoice(NamedTuple):
    """One field of two records, as the store keeps it."""

    name: str
    keep: Any
    lost: Any
    stays: Stays

    @property
    def differs(self) -> bool:
        """Whether there is anything to choose."""
        return bool(self.keep != self.lost)

    @property
    def value(self) -> Any:
        """What the record that stays will have."""
        if self.stays is Stays.BOTH:
            return _BETWEEN.join((self.keep, self.lost))
        return self.keep if self.stays is Stays.KEEP else self.lost

    @property
    def choices(self) -> tuple[Stays, ...]:
        """What can be chosen."""
        if not self.differs:
            return (Stays.KEEP,)
        both = self.name in _TEXTS and bool(self.keep) and bool(self.lost)
        return (Stays.KEEP, Stays.LOST, Stays.BOTH) if both else (Stays.KEEP, Stays.LOST)


def field_choices(
    reader: Reader, subject: str, keep: bytes, lost: bytes, chosen: Mapping[str, Stays] | None = None
) -> tuple[FieldChoice, ...]:
    """All fields of two records, each with the value that stays: as ``chosen``, else by itself. Four queries.

    :class:`BadInput` when a field is chosen that there is not.
    """
    names = FIELDS[subject]
    for name in chosen or ():
        if name not in names and name != HOLDER:
            raise BadInput(
                Message(N_("'{field}' is not a field to choose."), field=name),
                Message(N_("These are: {fields}."), fields=", ".join(_choosable(subject))),
            )
    ours, theirs = (_values(reader, subject, key) for key in (keep, lost))
    newer = _changed_last(reader, keep, lost)
    found = []
    for name in names:
        one = FieldChoice(name, ours[name], theirs[name], _default(name, ours, theirs, newer))
        wanted = (chosen or {}).get(name)
        found.append(one._replace(stays=wanted) if wanted in one.choices else one)
    return tuple(found)


def _choosable(subject: str) -> tuple[str, ...]:
    return (*FIELDS[subject], *((HOLDER,) if subject == "employer" else ()))


def _values(reader: Reader, subject: str, key: bytes) -> dict[str, Any]:
    row = reader.row(f"SELECT {', '.join(FIELDS[subject])} FROM {subject} WHERE id = ?", (key,))
    if row is None:
        raise gone()
    return dict(zip(FIELDS[subject], row, strict=True))


def _default(name: str, ours: Mapping[str, Any], theirs: Mapping[str, Any], newer: frozenset[str]) -> Stays:
    if name in _ADDRESS:
        return _of_address(ours, theirs, newer)
    mine, other = ours[name], theirs[name]
    if mine == other or other in (None, ""):
        return Stays.KEEP
    if mine in (None, ""):
        return Stays.LOST
    if name in _TEXTS:
        return Stays.KEEP if other in mine else Stays.BOTH
    if name == "state":
        return Stays.LOST if _RANK.index(EmployerState(other)) > _RANK.index(EmployerState(mine)) else Stays.KEEP
    if name == "relation_since":
        return Stays.LOST if other < mine else Stays.KEEP
    if name == "birth_date":
        return Stays.LOST if mine.count("-00") > other.count("-00") else Stays.KEEP
    return Stays.LOST if name in _NEWER and name in newer else Stays.KEEP


def _of_address(ours: Mapping[str, Any], theirs: Mapping[str, Any], newer: frozenset[str]) -> Stays:
    """The address that tells more; of two that tell as much, the newer."""
    mine, other = (sum(bool(values[name]) for name in _ADDRESS) for values in (ours, theirs))
    if mine != other:
        return Stays.LOST if other > mine else Stays.KEEP
    return Stays.LOST if newer.intersection(_ADDRESS) else Stays.KEEP


def _changed_last(reader: Reader, keep: bytes, lost: bytes) -> frozenset[str]:
    """The fields that were written later in the record that is merged than in the one that stays."""
    ours, theirs = (
        dict[str, int](
            reader.rows(
                "SELECT c.field, max(e.arrival) FROM journal_change c JOIN journal_entry e ON e.id = c.entry "
                "WHERE c.record = ? GROUP BY c.field",
                (key,),
            )
        )
        for key in (keep, lost)
    )
    begun, begun_there = ours.get(WHOLE, 0), theirs.get(WHOLE, 0)
    names = {name for names in FIELDS.values() for name in names}
    return frozenset(name for name in names if theirs.get(name, begun_there) > ours.get(name, begun))
