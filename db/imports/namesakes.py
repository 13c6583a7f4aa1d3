"""Clients who may be one and the same person, told of all that a file speaks of: by name and birth date and, where that
is not known, address or phone. Who they are is found in ``db/duplicates/clients.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from db.duplicates.clients import AlikeClient, apart, born_together, same_name_not_born
from db.duplicates.pairs import Couple, couple, said_different
from db.imports.telling import NAMED, Findings, Touched
from db.reading import Reader
from models.kinds import Outcome
from models.likeness import UNKNOWN_BIRTH
from models.messages import N_, Message
from models.values import phone_key

_SAME_NAME = N_("{numbers} have the same name and birth date.")
_SAME_INITIAL = N_("{numbers} have the same surname, initial and birth date; the call name is not known of all.")
_SAME_ADDRESS = N_("{numbers} have the same name and address; the birth date is not known of all.")
_SAME_PHONE = N_("{numbers} have the same name and phone number; the birth date is not known of all.")
_CROWD = 50
MERGE = N_("When they are one person, merge them under 'Duplicates'; when not, say so there.")


def alike(reader: Reader, touched: Touched, findings: Findings) -> None:
    """Tell which clients may be one person, when the file speaks of at least one of them."""
    different = said_different(reader, "client")
    for people in born_together(reader, touched):
        for family in apart((one.family, one) for one in people):
            for sentence, same in _called_alike(family):
                _tell(findings, touched, different, sentence, same)
    for namesakes in same_name_not_born(reader):
        for sentence, same in _at_one_address(namesakes):
            _tell(findings, touched, different, sentence, same)


def still_alike(different: frozenset[Couple], people: Sequence[bytes]) -> list[bytes]:
    """Of these people, who are not yet known to differ from each of the others; of a crowd nobody looks at each pair."""
    if not different or len(people) > _CROWD:
        return list(people)
    unsaid = {key for one, other in combinations(people, 2) if couple(one, other) not in different for key in (one, other)}
    return [key for key in people if key in unsaid]


def _called_alike(family: list[AlikeClient]) -> Iterator[tuple[str, list[AlikeClient]]]:
    """Of one surname and birth date: those called the same, and those of whom only an initial can tell."""
    told: set[int] = set()
    bare = {letter for one in family if not one.call_name for letter in one.letters}
    for letter in sorted(bare):
        same = [one for one in family if letter in one.letters]
        if len({one.sort_name for one in same}) > 1:
            told |= {one.rowid for one in same}
            yield _SAME_INITIAL, same
    for same in apart((one.sort_name, one) for one in family):
        if not {one.rowid for one in same} <= told:
            yield _SAME_NAME, same


def _at_one_address(namesakes: list[AlikeClient]) -> Iterator[tuple[str, list[AlikeClient]]]:
    """Of one name: those at one address or phone, when the birth date of one of them is not known."""
    if all(map(_born, namesakes)):
        return
    told: set[int] = set()
    by_phone = apart((phone_key(one.phone) or None, one) for one in namesakes)
    for sentence, groups in ((_SAME_ADDRESS, apart((one.address or None, one) for one in namesakes)), (_SAME_PHONE, by_phone)):
        for same in groups:
            if not all(map(_born, same)) and not {one.rowid for one in same} <= told:
                told |= {one.rowid for one in same}
                yield sentence, same


def _born(one: AlikeClient) -> bool:
    return one.birth_date not in (None, UNKNOWN_BIRTH)


def _tell(findings: Findings, touched: Touched, different: frozenset[Couple], sentence: str, people: list[AlikeClient]) -> None:
    unsaid = set(still_alike(different, [one.id for one in people]))
    left = [one for one in people if one.id in unsaid]
    if any(touched(one.rowid) for one in left):
        numbers = sorted(one.number for one in left)
        findings.add("alike", Outcome.WARN, Message(sentence, numbers=numbers[:NAMED]), Message(MERGE), numbers)
