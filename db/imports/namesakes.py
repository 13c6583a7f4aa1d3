"""Clients who may be one and the same person: by name and birth date and, where that is not known, address or phone.

The clients are read from first to last, never pair by pair: the work grows with their number and no faster. Eight bytes of
each are held, and the records of those who share a birth date and the first word of their surname.
"""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterable, Iterator
from itertools import groupby, pairwise
from operator import attrgetter
from typing import NamedTuple, TypeVar

from db.imports.telling import NAMED, Findings, Touched
from db.reading import Reader
from models.kinds import Outcome
from models.messages import N_, Message
from models.values import fold, phone_key

T = TypeVar("T")
_UNKNOWN = "0000-00-00"
_SAME_NAME = N_("{numbers} have the same name and birth date.")
_SAME_INITIAL = N_("{numbers} have the same surname, initial and birth date; the call name is not known of all.")
_SAME_ADDRESS = N_("{numbers} have the same name and address; the birth date is not known of all.")
_SAME_PHONE = N_("{numbers} have the same name and phone number; the birth date is not known of all.")
_COLUMNS = (
    "c.birth_date, c.sort_name, c.rowid, c.number, c.surname, c.prefix, c.call_name, c.initials, "
    "c.street, c.house_number, c.postcode, c.place, c.phone"
)
_BORN = f"birth_date > '{_UNKNOWN}'"
_NOT_BORN = f"""
SELECT {_COLUMNS} FROM (SELECT DISTINCT sort_name FROM client WHERE birth_date IS NULL OR birth_date = '{_UNKNOWN}') d
       CROSS JOIN client c ON c.sort_name = d.sort_name
"""


class _Person(NamedTuple):
    birth_date: str | None
    sort_name: str
    rowid: int
    number: str
    surname: str
    prefix: str | None
    call_name: str | None
    initials: str | None
    street: str | None
    house_number: str | None
    postcode: str | None
    place: str | None
    phone: str | None

    @property
    def family(self) -> tuple[str, str]:
        return fold(self.surname), fold(self.prefix or "")

    @property
    def letters(self) -> set[str]:
        """The letters that the name by which somebody is called, or the first initial, begins with."""
        return {fold(name)[:1] for name in (self.call_name, self.initials) if name}

    @property
    def address(self) -> tuple[str, ...] | None:
        street = self.postcode or (self.street and f"{self.street} {self.place or ''}")
        return (fold(street), fold(self.house_number or "")) if street else None


def alike(reader: Reader, touched: Touched, findings: Findings) -> None:
    """Tell which clients may be one person, when the file speaks of at least one of them."""
    for people in _born_together(reader, touched):
        for family in _split((one.family, one) for one in people):
            for sentence, same in _called_alike(family):
                _tell(findings, touched, sentence, same)
    for _, group in groupby((_Person(*row) for row in reader.each(_NOT_BORN)), key=attrgetter("sort_name")):
        for namesakes in _split((fold(one.prefix or ""), one) for one in group):
            for sentence, same in _at_one_address(namesakes):
                _tell(findings, touched, sentence, same)


def _born_together(reader: Reader, touched: Touched) -> Iterator[list[_Person]]:
    """Who share a birth date and the first word of their surname, as far as the file speaks of one of them."""
    keys = array("q", (_key(*row) for row in reader.each(f"SELECT birth_date, sort_name FROM client WHERE {_BORN}")))
    shared = {one for one, following in pairwise(sorted(keys)) if one == following}
    together: dict[tuple[str | None, str], list[_Person]] = {}
    for row in reader.each(f"SELECT {_COLUMNS} FROM client c WHERE {_BORN}") if shared else ():
        if _key(row[0], row[1]) in shared:
            one = _Person(*row)
            together.setdefault((one.birth_date, _first_word(one.sort_name)), []).append(one)
    return (people for people in together.values() if any(touched(one.rowid) for one in people))


def _key(birth_date: str | None, sort_name: str) -> int:
    """A number of eight bytes for a birth date with the first word of a surname; two of these seldom have the same."""
    return hash((birth_date, _first_word(sort_name)))


def _first_word(sort_name: str) -> str:
    return sort_name.split(" ", 1)[0]


def _split(people: Iterable[tuple[Hashable | None, T]]) -> list[list[T]]:
    """People apart by a key; who has none, or is alone, is left out."""
    apart: dict[Hashable, list[T]] = {}
    for key, one in people:
        if key is not None:
            apart.setdefault(key, []).append(one)
    return [group for group in apart.values() if len(group) > 1]


def _called_alike(family: list[_Person]) -> Iterator[tuple[str, list[_Person]]]:
    """Of one surname and birth date: those called the same, and those of whom only an initial can tell."""
    told: set[int] = set()
    bare = {letter for one in family if not one.call_name for letter in one.letters}
    for letter in sorted(bare):
        same = [one for one in family if letter in one.letters]
        if len({one.sort_name for one in same}) > 1:
            told |= {one.rowid for one in same}
            yield _SAME_INITIAL, same
    for same in _split((one.sort_name, one) for one in family):
        if not {one.rowid for one in same} <= told:
            yield _SAME_NAME, same


def _at_one_address(namesakes: list[_Person]) -> Iterator[tuple[str, list[_Person]]]:
    """Of one name: those at one address or phone, when the birth date of one of them is not known."""
    if all(map(_born, namesakes)):
        return
    told: set[int] = set()
    by_phone = _split((phone_key(one.phone) or None, one) for one in namesakes)
    for sentence, groups in ((_SAME_ADDRESS, _split((one.address, one) for one in namesakes)), (_SAME_PHONE, by_phone)):
        for same in groups:
            if not all(map(_born, same)) and not {one.rowid for one in same} <= told:
                told |= {one.rowid for one in same}
                yield sentence, same


def _born(one: _Person) -> bool:
    return one.birth_date not in (None, _UNKNOWN)


def _tell(findings: Findings, touched: Touched, sentence: str, people: list[_Person]) -> None:
    if any(touched(one.rowid) for one in people):
        numbers = sorted(one.number for one in people)
        findings.add(
            "alike",
            Outcome.WARN,
            Message(sentence, numbers=numbers[:NAMED]),
            Message(N_("When they are one person, have one of the records archived.")),
            numbers,
        )
