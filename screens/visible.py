"""People's text, made visible: what would steer a terminal or turn letters around is shown as what it is."""

from __future__ import annotations

import unicodedata

_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
_JOINER = "\u200d"


def visible(text: str) -> str:
    """``text`` with control characters, ESC, TAB, newlines, direction and zero-width marks as escapes.

    >>> visible("Jan\\x1b[31m"), visible("a\\u202eb"), visible("a\\tb")
    ('Jan\\\\x1b[31m', 'a\\\\u202eb', 'a\\\\tb')

    Printable text comes back as it is; so does a zero-width joiner inside an emoji, which is part of its picture.
    """
    if text.isprintable():
        return text
    return "".join(_shown(text, at) for at in range(len(text)))


def _shown(text: str, at: int) -> str:
    char = text[at]
    if char.isprintable() or unicodedata.category(char) not in _HIDDEN:
        return char
    if char == _JOINER and 0 < at < len(text) - 1 and ord(text[at - 1]) > 0x2000 and ord(text[at + 1]) > 0x2000:
        return char
    return char.encode("unicode_escape").decode("ascii")
