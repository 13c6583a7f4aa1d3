"""Words that people write between commas: what somebody can, what can't be asked, what a vacancy asks.

Two texts are compared word by word, and only words that are the same count, whatever their case and accents: nothing
is guessed. ``niet tillen`` and ``tillen`` are two words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from models.values import fold

_BETWEEN = re.compile(r"[,;\n\r]")


def words_of(text: str | None) -> tuple[str, ...]:
    """The words of a text, as they were written, each once."""
    found: dict[str, str] = {}
    for part in _BETWEEN.split(text or ""):
        word = " ".join(part.split())
        if word:
            found.setdefault(fold(word), word)
    return tuple(found.values())


def shared_words(mine: str | None, theirs: str | None) -> tuple[str, ...]:
    """The words that stand in both, as the first has them."""
    if not mine or not theirs:
        return ()
    there = {fold(word) for word in words_of(theirs)}
    return tuple(word for word in words_of(mine) if fold(word) in there)


def counted_words(texts: Iterable[str | None]) -> list[str]:
    """All words of many texts, each once: those that are used most come first."""
    counts: dict[str, tuple[int, str]] = {}
    for text in texts:
        for word in words_of(text):
            count, as_written = counts.get(fold(word), (0, word))
            counts[fold(word)] = (count + 1, as_written)
    return [word for _count, word in sorted(counts.values(), key=lambda one: (-one[0], one[1]))]
