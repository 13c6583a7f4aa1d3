"""Which of the encodings of one byte a sign a text is in: Windows, Mac or Latin-9, by what its letters look like.

The same byte is ``é`` on one system and ``È`` on another. Read the wrong way, names get capitals and signs where people
write none: ``DaniÎl``, ``Dani‘l``. Each byte above ASCII is judged between its neighbours, as each encoding reads it.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

_BLOCK = 1 << 20
_ENOUGH = 20_000
"""Bytes above ASCII that are looked at; more tell nothing new."""
_CANDIDATES = ("cp1252", "iso8859-15", "mac_roman")
"""In the order in which they are likely; of equals the first is taken."""
_HIGH = re.compile(rb"[\x80-\xff]")
_COMMON = frozenset("éëïöüèáçóàêâôñäûîíúøåßœæ")
"""Letters of Dutch names and of those who came here; a third of all are é and ë."""
_FREQUENT = frozenset("éëïöüè")
_FOREIGN = frozenset("žšćčğşıłńśÿ")
_SIGNS = frozenset("€–—…“”‘’„«»°½¼¾²³·•£§©®±´`")


def likeliest(path: Path) -> list[str]:
    """The encodings from the likeliest to the least likely."""
    windows: Counter[bytes] = Counter()
    seen = 0
    with path.open("rb") as file:
        before = b" "
        while seen < _ENOUGH and (block := file.read(_BLOCK)):
            text = before + block
            for found in _HIGH.finditer(text, 1):
                at = found.start()
                windows[text[at - 1 : at + 2]] += 1
                seen += 1
                if seen >= _ENOUGH:
                    break
            before = text[-1:]
    scores = {encoding: sum(n * _plausible(window, encoding) for window, n in windows.items()) for encoding in _CANDIDATES}
    return sorted(_CANDIDATES, key=lambda encoding: -scores[encoding])


def _plausible(window: bytes, encoding: str) -> float:
    """How likely the middle sign of three is where it stands, when the bytes are read so."""
    read = window.decode(encoding, "replace")
    before, sign, after = read[0], read[1], read[2:] or " "
    letters = before.isalpha(), after.isalpha()
    if sign == "\ufffd" or (sign.isalpha() is False and not sign.isprintable() and sign != "\u00a0"):
        return -10.0
    if sign.isalpha():
        if sign.islower():
            return _lower(sign, before, after, any(letters))
        return _upper(sign, before, after)
    return _sign(sign, before, after, letters)


def _lower(sign: str, before: str, after: str, beside: bool) -> float:
    """A small letter: at home beside other small letters, odd after a capital inside a word."""
    weight = 6.0 if sign in _FREQUENT else 4.0 if sign in _COMMON else 1.0 if sign in _FOREIGN else -2.0
    if not beside:
        return weight - 3.0
    if not before.isalpha():
        return weight - 2.0
    return weight - 5.0 if before.isupper() and not after.islower() else weight


def _upper(sign: str, before: str, after: str) -> float:
    """A capital: at home where a word begins, or between capitals; never after a small letter."""
    weight = 3.0 if sign.lower() in _COMMON or sign == "Š" else 0.0
    if before.islower():
        return -6.0
    if before.isupper():
        return weight if after.isupper() or not after.isalpha() else -3.0
    return weight if after.isalpha() else weight - 4.0


def _sign(sign: str, before: str, after: str, letters: tuple[bool, bool]) -> float:
    """A sign that is no letter: each where people put it."""
    if sign not in _SIGNS and sign != "\u00a0":
        return -4.0
    if sign == "’":
        usual = not letters[0] or after in "s " or before in "dlDLO"
        return 4.0 if any(letters) and usual else 1.0
    if sign == "‘":
        return 1.0 if not letters[0] else -2.0
    if sign == "€":
        return 4.0 if not letters[0] and not letters[1] else -3.0
    if sign in "“„«":
        return 2.0 if not letters[0] else -3.0
    if sign in "”»…":
        return 2.0 if not letters[1] else -3.0
    if sign in "–—•":
        return 2.0 if not any(letters) else -2.0
    return 1.0 if not all(letters) else -3.0
