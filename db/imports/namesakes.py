"""Clients who may be one and the same person: by name and birth date and, where that is not known, address or phone.

Read along the indexes on birth date and on name, so that the work grows with the number of clients and no faster; of
clients who share a birth date only those with the same surname are compared, by what they are called.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from db.imports.telling import NAMED, Findings, Touched
from db.reading import Reader
from models.kinds import Outcome
from models.messages import N_, Message
from models.values import fold, phone_key

_UNKNOWN = "0000-00-00"
_SAME_NAME = N_("{numbers} have the same name and birth date.")
_SAME_INITIAL = N_("{numbers} have the same surname, initial and birth date; the call name is not known of all.")
_SAME_ADDRESS = N_("{numbers} have the same name and address; the birth date is not known of all.")
_SAME_PHONE = N_("{numbers} have the same name and phone number; the birth date is not known of all.")
_COLUMNS = (
    "c.rowid, c.number, c.sort_name, c.surname, c.prefix, c.call_name, c.initials, c.birth_date, "
    "c.street, c.house_number, c.postcode, c.place, c.phone"
)
_BORN_TOGETHER = f"""
SELECT {_COLUMNS} FROM (SELECT birth_date FROM client WHERE birth_date > '{_UNKNOWN}' GROUP BY birth_date HAVING count(*) > 1) d
       CROSS JOIN client c ON c.birth_date = d.birth_date
"""
_NAMESAKES = f"""
SELECT {_COLUMNS} FROM (SELECT sort_name FROM client GROUP BY sort_name HAVING count(*) > 1) d
       CROSS JOIN client c ON c.sort_name = d.sort_name
"""


class _Person(NamedTuple):
    rowid: int
    number: str
    sort_name: str
    surname: str
    prefix: str | None
    call_name: str | None
    initials: str | None
    birth_date: str | None
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
    for people in _groups(reader, _BORN_TOGETHER, "birth_date"):
        for family in _split((one.family, one) for one in people):
            for sentence, same in _called_alike(family):
                _tell(findings, touched, sentence, same)
    for people in _groups(reader, _NAMESAKES, "sort_name"):
        for namesakes in _split((fold(one.prefix or ""), one) for one in people):
            for sentence, same in _at_one_address(namesakes):
                _tell(findings, touched, sentence, same)


def _groups(reader: Reader, sql: str, field: str) -> Iterator[list[_Person]]:
    for _, group in groupby((_Person(*row) for row in reader.each(sql)), key=attrgetter(field)):
        yield list(group)


def _split(people: Iterable[tuple[Hashable | None, _Person]]) -> list[list[_Person]]:
    """People apart by a key; who has none, or is alone, is left out."""
    apart: dict[Hashable, list[_Person]] = {}
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
