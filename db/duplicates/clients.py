"""Clients who may be one and the same person, found by blocks of what they share.

The clients are read from first to last, never all against all: the work grows with their number and no faster. Eight bytes
of each are held, and the records of those who share a birth date and the first word of their surname.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import combinations, groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

from db.duplicates.employers import CROWD
from db.duplicates.pairs import Touched, couple, said_different
from db.reading import Reader
from models.likeness import UNKNOWN_BIRTH, ClientKeys, Likeness, client_likeness
from models.values import fold, phone_key

NAMED_BY = (
    "c.birth_date, c.sort_name, c.rowid, c.id, c.number, c.surname, c.prefix, c.call_name, c.initials, "
    "c.street, c.house_number, c.postcode, c.place, c.phone, c.bsn"
)
"""The columns of an :class:`AlikeClient`, of a client ``c``."""
_BORN = f"birth_date > '{UNKNOWN_BIRTH}' AND merged_into_id IS NULL"
_NOT_BORN = f"""
SELECT {NAMED_BY} FROM (SELECT DISTINCT sort_name FROM client
                         WHERE (birth_date IS NULL OR birth_date = '{UNKNOWN_BIRTH}') AND merged_into_id IS NULL) d
       CROSS JOIN client c ON c.sort_name = d.sort_name WHERE c.merged_into_id IS NULL
"""
_SAME_BSN = f"""
SELECT {NAMED_BY} FROM (SELECT bsn FROM client WHERE bsn IS NOT NULL GROUP BY bsn HAVING count(*) > 1) d
       CROSS JOIN client c ON c.bsn = d.bsn WHERE c.merged_into_id IS NULL
"""


class AlikeClient(NamedTuple):
    """A client as far as they are compared."""

    birth_date: str | None
    sort_name: str
    rowid: int
    id: bytes
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
    bsn: str | None

    @property
    def family(self) -> tuple[str, str]:
        """The surname and what stands before it."""
        return fold(self.surname), fold(self.prefix or "")

    @property
    def letters(self) -> frozenset[str]:
        """The letters that the name by which somebody is called, or the first initial, begins with."""
        return frozenset(fold(name)[:1] for name in (self.call_name, self.initials) if name)

    @property
    def address(self) -> str:
        """Where they live, as it is compared; '' when that is not known."""
        street = self.postcode or (self.street and f"{self.street} {self.place or ''}")
        return f"{fold(street)} {fold(self.house_number or '')}" if street else ""

    @property
    def keys(self) -> ClientKeys:
        """What they are compared by."""
        surname, prefix = self.family
        phone = phone_key(self.phone)
        bare = not self.call_name
        return ClientKeys(self.bsn, self.birth_date, surname, prefix, self.sort_name, self.letters, bare, self.address, phone)


class ClientPair(NamedTuple):
    """Two clients who may be one person."""

    one: AlikeClient
    other: AlikeClient
    alike: Likeness


def alike_clients(reader: Reader) -> Iterator[ClientPair]:
    """Every pair of clients who may be one person, none twice; five queries, whatever the number of clients.

    Who was merged is left out, and so are pairs of which somebody said that they are not the same.
    """
    different, seen = said_different(reader, "client"), set[tuple[int, int]]()
    for group in _blocks(reader):
        for one, other in combinations(sorted(group, key=attrgetter("number", "id")), 2):
            place = (min(one.rowid, other.rowid), max(one.rowid, other.rowid))
            if place in seen or couple(one.id, other.id) in different:
                continue
            if alike := client_likeness(one.keys, other.keys):
                seen.add(place)
                yield ClientPair(one, other, alike)


def born_together(reader: Reader, touched: Touched | None = None) -> Iterator[list[AlikeClient]]:
    """Who share a birth date and the first word of their surname; with ``touched`` those among whom is one of these."""
    keys = array("q", (_key(*row) for row in reader.each(f"SELECT birth_date, sort_name FROM client WHERE {_BORN}")))
    shared = {one for one, following in pairwise(sorted(keys)) if one == following}
    together: dict[tuple[str | None, str], list[AlikeClient]] = {}
    for row in reader.each(f"SELECT {NAMED_BY} FROM client c WHERE {_BORN}") if shared else ():
        if _key(row[0], row[1]) in shared:
            one = AlikeClient(*row)
            together.setdefault((one.birth_date, _first_word(one.sort_name)), []).append(one)
    return (people for people in together.values() if touched is None or any(touched(one.rowid) for one in people))


def same_name_not_born(reader: Reader) -> Iterator[list[AlikeClient]]:
    """Who have one name, when the birth date of one of them is not known."""
    for _, group in groupby((AlikeClient(*row) for row in reader.each(_NOT_BORN)), key=attrgetter("sort_name")):
        yield from apart((fold(one.prefix or ""), one) for one in group)


def apart(people: Iterable[tuple[Hashable | None, AlikeClient]]) -> list[list[AlikeClient]]:
    """People apart by a key; who has none, or is alone, is left out."""
    found: dict[Hashable, list[AlikeClient]] = {}
    for key, one in people:
        if key is not None:
            found.setdefault(key, []).append(one)
    return [group for group in found.values() if len(group) > 1]


def _blocks(reader: Reader) -> Iterator[list[AlikeClient]]:
    """Groups of at most :data:`CROWD`, such that whoever are alike are together in one of them."""
    for _, group in groupby((AlikeClient(*row) for row in reader.each(_SAME_BSN)), key=attrgetter("bsn")):
        yield from _small(list(group), lambda one: one.family)
    for people in born_together(reader):
        for family in apart((one.family, one) for one in people):
            yield from _small(family, lambda one: one.sort_name)
    for namesakes in same_name_not_born(reader):
        yield from (some for some in apart((one.address or None, one) for one in namesakes) if len(some) <= CROWD)
        yield from (some for some in apart((phone_key(one.phone) or None, one) for one in namesakes) if len(some) <= CROWD)


def _small(group: Sequence[AlikeClient], by: Callable[[AlikeClient], Hashable]) -> Iterator[list[AlikeClient]]:
    """The group itself, or, when it is too large to compare all with all, its parts; a part that is still too large is left."""
    parts = [list(group)] if len(group) <= CROWD else apart((by(one), one) for one in group)
    yield from (part for part in parts if len(part) <= CROWD)


def _key(birth_date: str | None, sort_name: str) -> int:
    """A number of eight bytes for a birth date with the first word of a surname; two of these seldom have the same."""
    return hash((birth_date, _first_word(sort_name)))


def _first_word(sort_name: str) -> str:
    return sort_name.split(" ", 1)[0]
