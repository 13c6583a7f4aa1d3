"""Cells of a file: what is kept from being run, and what comes back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.cells import defused, restored


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("'=1", "''=1"),
        ("'''@x", "''''@x"),
        ("+31 6", "'+31 6"),
        ("-8", "'-8"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("'t Hof", "'t Hof"),
        ("'", "'"),
        ("' =1", "' =1"),
        ("x=1", "x=1"),
        ("\nx", "\nx"),
        ("", ""),
    ],
)
def test_a_formula_gets_one_mark_and_gives_it_back(text: str, cell: str) -> None:
    assert defused(text) == cell
    assert restored(cell) == text


@given(st.text(st.sampled_from("'=+-@\t\r x"), max_size=6))
def test_nothing_is_lost_on_the_way_round(text: str) -> None:
    assert restored(defused(text)) == text
    assert defused(text)[:1] not in {"=", "+", "-", "@", "\t", "\r"}
