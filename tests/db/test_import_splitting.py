"""Taking a name or an address apart: how people write them, and nothing that is lost on the way."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.imports.splitting import split_address, split_name, splitter_for
from models.values import fold

ALL = ("surname", "prefix", "initials", "call_name")
TWO = ("surname", "prefix")

NAMES = [
    ("Arent, van der", TWO, ("Arent", "van der", "", "")),
    ("Arent", TWO, ("Arent", "", "", "")),
    ("van der Arent", TWO, ("Arent", "van der", "", "")),
    ("Van Der Arent", TWO, ("Arent", "Van Der", "", "")),
    ("Oude Lansink", TWO, ("Oude Lansink", "", "", "")),
    ("Hof, ’t", TWO, ("Hof", "’t", "", "")),
    ("in 't Veld", TWO, ("Veld", "in 't", "", "")),
    ("Jansen-de Vries", TWO, ("Jansen-de Vries", "", "", "")),
    ("Berg, v.d.", TWO, ("Berg", "v.d.", "", "")),
    ("Ten", TWO, ("Ten", "", "", "")),
    ("  Arent ,  van   der  ", TWO, ("Arent", "van der", "", "")),
    ("Arent, Y. van der", ALL, ("Arent", "van der", "Y.", "")),
    ("Arent, Y.A. van der", ALL, ("Arent", "van der", "Y.A.", "")),
    ("Arent, van der, Y.", ALL, ("Arent", "van der", "Y.", "")),
    ("Arent, van der Y.A.", ALL, ("Arent", "van der", "Y.A.", "")),
    ("van der Arent, Y.", ALL, ("Arent", "van der", "Y.", "")),
    ("Arent, Yinthe van der", ALL, ("Arent", "van der", "", "Yinthe")),
    ("Arent, Y.A. van der (Yinthe)", ALL, ("Arent", "van der", "Y.A.", "Yinthe")),
    ("Y.A. van der Arent", ALL, ("Arent", "van der", "Y.A.", "")),
    ("Y. A. van der Arent", ALL, ("Arent", "van der", "Y. A.", "")),
    ("Yinthe van der Arent", ALL, ("Arent", "van der", "", "Yinthe")),
    ("Jo Baan", ALL, ("Baan", "", "", "Jo")),
    ("Th.M. Baan", ALL, ("Baan", "", "Th.M.", "")),
    ("J.-P. Baan", ALL, ("Baan", "", "J.-P.", "")),
    ("Baan", ALL, ("Baan", "", "", "")),
    ("Oude Lansink, J.", ALL, ("Oude Lansink", "", "J.", "")),
]


@pytest.mark.parametrize(("text", "wanted", "parts"), NAMES, ids=[text for text, _, _ in NAMES])
def test_a_name_is_taken_apart_as_people_write_it(text: str, wanted: tuple[str, ...], parts: tuple[str, ...]) -> None:
    assert split_name(text, wanted) == {field: part for field, part in zip(ALL, parts, strict=True) if part}


@pytest.mark.parametrize(
    ("text", "wanted"), [("Arent, Y. van der", TWO), ("Arent, van der", ("surname", "initials")), ("Baan (Jo)", TWO)]
)
def test_what_has_no_field_is_a_reason_to_reject(text: str, wanted: tuple[str, ...]) -> None:
    with pytest.raises(ValueError):
        split_name(text, wanted)


PLACE = ("street", "house_number")
WHOLE = ("street", "house_number", "postcode", "place")
ADDRESSES = [
    ("Dorpsstraat 12-a", PLACE, ("Dorpsstraat", "12-a", "", "")),
    ("Dorpsstraat 12", PLACE, ("Dorpsstraat", "12", "", "")),
    ("Plein 1940 3 bis", PLACE, ("Plein 1940", "3 bis", "", "")),
    ("Dorpsstraat 12 A", PLACE, ("Dorpsstraat", "12 A", "", "")),
    ("Dorpsstraat 12 hs", PLACE, ("Dorpsstraat", "12 hs", "", "")),
    ("Dorpsstraat 12 III", PLACE, ("Dorpsstraat", "12 III", "", "")),
    ("Dorpsstraat 12 - 14", PLACE, ("Dorpsstraat", "12 - 14", "", "")),
    ("Dorpsstraat 12/2", PLACE, ("Dorpsstraat", "12/2", "", "")),
    ("Dorpsstraat 12 2", PLACE, ("Dorpsstraat", "12 2", "", "")),
    ("1e Esweg 5", PLACE, ("1e Esweg", "5", "", "")),
    ("1e Esweg", PLACE, ("1e Esweg", "", "", "")),
    ("Laan van '40-'45 7", PLACE, ("Laan van '40-'45", "7", "", "")),
    ("Esweg 5 naast de kerk", PLACE, ("Esweg 5 naast de kerk", "", "", "")),
    ("Dorpsstraat", PLACE, ("Dorpsstraat", "", "", "")),
    ("Dorpsstraat 12, 7607AB Almelo", WHOLE, ("Dorpsstraat", "12", "7607 AB", "Almelo")),
    ("Dorpsstraat 12 7607 AB Almelo", WHOLE, ("Dorpsstraat", "12", "7607 AB", "Almelo")),
    ("Dorpsstraat 12, Almelo", WHOLE, ("Dorpsstraat", "12", "", "Almelo")),
    ("7607 ab  Almelo", ("postcode", "place"), ("", "", "7607 AB", "Almelo")),
    ("Almelo", ("postcode", "place"), ("", "", "", "Almelo")),
]


@pytest.mark.parametrize(("text", "wanted", "parts"), ADDRESSES, ids=[text for text, _, _ in ADDRESSES])
def test_an_address_is_taken_apart_as_people_write_it(text: str, wanted: tuple[str, ...], parts: tuple[str, ...]) -> None:
    assert split_address(text, wanted) == {field: part for field, part in zip(WHOLE, parts, strict=True) if part}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("Dorpsstraat 12, 7607 AB Almelo", PLACE), ("Dorpsstraat 12 7607 AB Almelo", ("postcode", "place"))],
)
def test_what_has_no_field_of_an_address_is_a_reason_to_reject(text: str, wanted: tuple[str, ...]) -> None:
    with pytest.raises(ValueError):
        split_address(text, wanted)


words = st.text(st.characters(categories=("L", "Nd")) | st.sampled_from(" ,.-'/()"), max_size=30)


def letters(text: str) -> list[str]:
    return sorted(re.findall(r"\w", fold(text)))


@given(text=words, fields=st.sampled_from([ALL, TWO, ("surname", "prefix", "initials")]))
def test_no_letter_of_a_name_is_lost(text: str, fields: tuple[str, ...]) -> None:
    try:
        parts = split_name(text, fields)
    except ValueError:
        return
    assert letters("".join(parts.values())) == letters(text)


@given(text=words, fields=st.sampled_from([PLACE, WHOLE, ("postcode", "place")]))
def test_no_letter_of_an_address_is_lost(text: str, fields: tuple[str, ...]) -> None:
    try:
        parts = split_address(text, fields)
    except ValueError:
        return
    assert letters("".join(parts.values())) == letters(text)


@pytest.mark.parametrize(
    ("fields", "known"),
    [
        (TWO, True),
        (ALL, True),
        (PLACE, True),
        (WHOLE, True),
        (("postcode", "place"), True),
        (("initials", "prefix"), False),
        (("surname",), False),
        (("surname", "surname"), False),
        (("surname", "street"), False),
        (("birth_date", "bsn"), False),
    ],
)
def test_what_can_be_taken_apart(fields: tuple[str, ...], known: bool) -> None:
    assert (splitter_for(fields) is not None) is known
