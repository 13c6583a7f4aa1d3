"""Taking apart a cell that holds several fields: a whole name, a whole address.

Which fields come out is what the map asks for. What has no place in them is a reason to reject the row: nothing is
dropped. Raises ``ValueError`` with a catalogue id then.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import NamedTuple

from models.messages import N_
from models.values import fold, parse_postcode, plain_spaces

Parts = dict[str, str]
Split = Callable[[str, Collection[str]], Parts]

NO_INITIALS = N_("'{value}' has initials or a first name; the map does not ask for it: add initials or call_name to the fields.")
NO_PREFIX = N_("'{value}' has a prefix, and the map does not ask for it: add prefix to the fields.")
NO_POSTCODE = N_("'{value}' does not begin with a postcode, such as 7607 AB.")
NO_PLACE = N_("'{value}' has more in it than the map asks for: add postcode and place to its fields.")
NO_NUMBER = N_("'{value}' has a house number, and the map does not ask for it: add house_number to its fields.")

_PREFIXES = frozenset(
    "van de der den het 't te ter ten in op aan bij onder over uit voor tot von vom zu zum zur du da dal dalla dei del della des "
    "di do dos d' el al la le les l' las los lo af am an auf aus ben bin ibn v.d. v.d vd v/d 's".split()
)
_INITIALS = re.compile(r"(?:(?:[^\W\d_]|[A-Z][a-z])\.)+-?(?:(?:[^\W\d_]|[A-Z][a-z])\.)*\Z|[A-Z]{1,4}\Z")
_CALLED = re.compile(r"\(([^()]+)\)")


def split_name(text: str, wanted: Collection[str]) -> Parts:
    """``Arent, Y. van der`` or ``Yinthe van der Arent`` as surname, prefix, initials and call name.

    >>> split_name("Arent, van der", ("surname", "prefix"))
    {'surname': 'Arent', 'prefix': 'van der'}
    """
    called = [name.strip() for name in _CALLED.findall(text)]
    bare = plain_spaces(_CALLED.sub(" ", text))
    before, comma, after = bare.partition(",")
    first: list[str]
    if comma:
        prefix, surname = _leading(before.split())
        first, later = _without_prefix(after.replace(",", " ").split())
        prefix = later or prefix
        if later and surname != before.split():
            surname = before.split()
    else:
        first, prefix, surname = _in_order(bare.split(), wanted)
    initials = [word for word in first if _INITIALS.match(word)]
    names = [word for word in first if word not in initials] + called
    parts = {
        "surname": " ".join(surname),
        "prefix": " ".join(prefix),
        "initials": " ".join(initials),
        "call_name": " ".join(names),
    }
    if parts["prefix"] and "prefix" not in wanted:
        raise ValueError(NO_PREFIX)
    if any(parts[field] and field not in wanted for field in ("initials", "call_name")):
        raise ValueError(NO_INITIALS)
    return {field: value for field, value in parts.items() if value}


def _is_prefix(word: str) -> bool:
    return fold(word).replace("’", "'").replace("‘", "'") in _PREFIXES


def _leading(words: list[str]) -> tuple[list[str], list[str]]:
    """The prefix that words begin with, and the rest; a name is never all prefix."""
    count = 0
    while count < len(words) - 1 and _is_prefix(words[count]):
        count += 1
    return words[:count], words[count:]


def _without_prefix(words: list[str]) -> tuple[list[str], list[str]]:
    """First names and initials, and the prefix among them: 'Y. van der', 'van der Y.'."""
    begin = next((at for at, word in enumerate(words) if _is_prefix(word)), len(words))
    end = begin
    while end < len(words) and _is_prefix(words[end]):
        end += 1
    return words[:begin] + words[end:], words[begin:end]


def _in_order(words: list[str], wanted: Collection[str]) -> tuple[list[str], list[str], list[str]]:
    """First names, prefix and surname of a name that is written as it is said."""
    begin = 0
    while begin < len(words) - 1 and _INITIALS.match(words[begin]) and not _is_prefix(words[begin]):
        begin += 1
    if "call_name" in wanted:
        at = next((at for at in range(begin, len(words) - 1) if _is_prefix(words[at])), None)
        begin = at if at is not None else begin if begin or len(words) < 2 else 1
    prefix, surname = _leading(words[begin:])
    return words[:begin], prefix, surname


class _Number(NamedTuple):
    street: str
    number: str


_DIGIT = re.compile(r"\d")
_ADDITION = re.compile(r"[a-z]{1,3}\d{0,3}|bis|hs|boven|beneden|rood|zwart|t/?o|[ivx]+|[-/]", re.IGNORECASE)
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_POSTCODE = re.compile(r"\b[1-9]\d{3}\s*[A-Za-z]{2}\b", re.ASCII)


def split_address(text: str, wanted: Collection[str]) -> Parts:
    """``Plein 1940 3 bis, 7607 AB Almelo`` as street, house number, postcode and place.

    Without a house number everything is the street.

    >>> split_address("Dorpsstraat 12-a", ("street", "house_number"))
    {'street': 'Dorpsstraat', 'house_number': '12-a'}
    """
    parts: Parts = {}
    rest = plain_spaces(text)
    if {"postcode", "place"} & set(wanted):
        rest = _take_place(rest, wanted, parts)
    elif _POSTCODE.search(rest) and "," in rest:
        raise ValueError(NO_PLACE)
    if not {"street", "house_number"} & set(wanted):
        if rest:
            raise ValueError(NO_POSTCODE)
        return parts
    found = _house_number(rest.rstrip(" ,").split())
    if found.number and "house_number" not in wanted:
        raise ValueError(NO_NUMBER)
    return {field: value for field, value in (("street", found.street), ("house_number", found.number)) if value} | parts


def _take_place(text: str, wanted: Collection[str], parts: Parts) -> str:
    """What is left of ``text`` without its postcode and place, which go to ``parts``."""
    found = None
    for found in _POSTCODE.finditer(text):  # noqa: B007 - the last is meant
        pass
    if found is not None:
        parts["postcode"] = parse_postcode(found[0])
        rest, place = text[: found.start()].rstrip(" ,"), text[found.end() :].strip(" ,")
    elif "street" in wanted:
        rest, _comma, place = text.rpartition(",")
        rest, place = (rest, place.strip()) if _comma else (text, "")
    else:
        rest, place = "", text
    if place:
        parts["place"] = place
    if any(field not in wanted for field in parts):
        raise ValueError(NO_PLACE)
    return rest


def _house_number(words: list[str]) -> _Number:
    """The house number with its additions, from behind: it begins with a digit, and a street stands before it."""
    at = len(words) - 1
    while at > 0 and not _DIGIT.match(words[at]):
        if not _ADDITION.fullmatch(words[at]):
            return _Number(" ".join(words), "")
        at -= 1
    if at <= 0:
        return _Number(" ".join(words), "")
    while at > 1 and (words[at - 1] in ("-", "/") or (_DIGIT.match(words[at - 1]) and words[at - 1].isdigit())):
        before = at - (2 if words[at - 1] in ("-", "/") else 1)
        if before < 1 or not _DIGIT.match(words[before]) or _YEAR.fullmatch(words[before]):
            break
        at = before
    return _Number(" ".join(words[:at]), " ".join(words[at:]))


class Splitter(NamedTuple):
    """One way of taking apart."""

    fields: tuple[str, ...]
    """The fields that can come out."""
    needed: tuple[str, ...]
    """Of these at least one is asked for."""
    split: Split


SPLITTERS = (
    Splitter(("surname", "prefix", "initials", "call_name"), ("surname",), split_name),
    Splitter(("street", "house_number", "postcode", "place"), ("street", "postcode"), split_address),
)


def splitter_for(fields: Collection[str]) -> Splitter | None:
    """How to take a cell apart into these fields; None when nobody knows."""
    for one in SPLITTERS:
        if set(fields) <= set(one.fields) and set(fields) & set(one.needed) and len(set(fields)) == len(fields) > 1:
            return one
    return None
