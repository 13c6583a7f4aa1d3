"""Words between commas: compared one by one, and only what is the same counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.words import counted_words, shared_words, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, ()),
        (" , ;\n", ()),
        ("Niet tillen,  niet   LANG staan; niet tillen", ("Niet tillen", "niet LANG staan")),
        ("x [/\nx [/", ("x [/",)),
    ],
)
def test_the_words_of_a_text(text: str | None, words: tuple[str, ...]) -> None:
    assert words_of(text) == words


def test_only_the_same_word_counts() -> None:
    assert shared_words("Niet tillen, hééft hond", "NIET TILLEN, tillen") == ("Niet tillen",)
    assert shared_words("heftruck, tillen", "Heftruck, niet tillen") == ("heftruck",)


@given(st.lists(st.sampled_from(["tillen", "Tillen", "bus", "x [/", "é"])), st.text(alphabet="ab,; \n"))
def test_what_is_shared_stands_in_both(mine: list[str], theirs: str) -> None:
    text = ", ".join(mine)
    assert shared_words(text, text) == words_of(text)
    assert set(shared_words(text, theirs)) <= set(words_of(text))
    assert len(shared_words(text, theirs)) == len(shared_words(theirs, text))


def test_what_is_used_most_comes_first() -> None:
    assert counted_words(["bus, fiets", "Fiets", None]) == ["fiets", "bus"]
