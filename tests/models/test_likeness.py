"""Whether two employer records are probably the same employer (rule E6)."""

from __future__ import annotations

import pytest

from models.kinds import Twin
from models.likeness import EmployerKeys, held_by_another, likeness

STRONG, PROBABLE = Twin.STRONG, Twin.PROBABLE
NAME = {"name_key": "hoekstra logistiek", "place_key": "almelo"}


@pytest.mark.parametrize(
    ("same", "twin", "reasons"),
    [
        ({"branch_number": "000083960310"}, STRONG, ("branch-number",)),
        ({"kvk": "71171979", "phone_key": "308246281"}, STRONG, ("kvk", "phone")),
        ({"kvk": "71171979", "domain_key": "hoekstra.example"}, STRONG, ("kvk", "domain")),
        (NAME | {"phone_key": "308246281"}, STRONG, ("name-and-place", "phone")),
        (NAME | {"domain_key": "hoekstra.example"}, STRONG, ("name-and-place", "domain")),
        (NAME | {"kvk": "71171979"}, PROBABLE, ("kvk", "name-and-place")),
        ({"kvk": "71171979"}, PROBABLE, ("kvk",)),
        (NAME, PROBABLE, ("name-and-place",)),
        ({"name_key": "hoekstra logistiek"}, None, ()),
        ({"place_key": "almelo"}, None, ()),
        ({"phone_key": "308246281"}, None, ()),
        ({"domain_key": "hoekstra.example"}, None, ()),
        ({"phone_key": "308246281", "domain_key": "hoekstra.example"}, None, ()),
        ({}, None, ()),
    ],
)
def test_what_is_the_same_decides(same: dict[str, str], twin: Twin | None, reasons: tuple[str, ...]) -> None:
    one = EmployerKeys(**same)
    assert likeness(one, EmployerKeys(**same)) == (None if twin is None else (twin, reasons))


def test_two_branches_of_one_company_are_probably_the_same() -> None:
    one = EmployerKeys(branch_number="000083960310", kvk="71171979")
    other = EmployerKeys(branch_number="000083960311", kvk="71171979")
    assert likeness(one, other) == (PROBABLE, ("kvk",))


def test_nothing_is_not_the_same_as_nothing() -> None:
    empty = EmployerKeys("", "", "", "", "", "")
    assert likeness(empty, empty) is None
    assert likeness(empty, EmployerKeys()) is None


@pytest.mark.parametrize(
    ("twin", "theirs", "ours", "expected"),
    [
        (Twin.STRONG, b"a", b"b", True),
        (Twin.STRONG, b"a", None, True),
        (Twin.STRONG, None, b"b", False),
        (Twin.STRONG, None, None, False),
        (Twin.STRONG, b"a", b"a", False),
        (Twin.PROBABLE, b"a", b"b", False),
    ],
)
def test_an_almost_certain_twin_in_other_hands(twin: Twin, theirs: bytes | None, ours: bytes | None, *, expected: bool) -> None:
    assert held_by_another(twin, theirs, ours) is expected
