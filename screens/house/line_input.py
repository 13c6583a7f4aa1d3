"""A line of text to type in, in which nothing that was typed, pasted or imported can steer the terminal."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text
from textual.widgets import Input

from screens.visible import visible

_PICTURES = 0x2400
"""Unicode's pictures of the control characters begin here: ␛ for ESC, ␉ for TAB."""
_OTHER = "\N{REPLACEMENT CHARACTER}"


class LineInput(Input):
    """An input that shows a picture for each character that is not shown as itself; its value keeps the character.

    One character stays one cell, so that the cursor stands where it works. Textual offers no other place for this than
    the two members that its own painting uses.
    """

    @property
    def _value(self) -> Text:
        return Text(pictured(self.value), no_wrap=True, overflow="ignore", end="")

    def _position_to_cell(self, position: int) -> int:
        return cell_len(pictured(self.value)[:position])


def pictured(text: str) -> str:
    """``text`` of the same length, with a picture for each character that a terminal would obey."""
    if text.isprintable():
        return text
    return "".join(char if visible(char) == char else _picture(char) for char in text)


def _picture(char: str) -> str:
    return chr(_PICTURES + ord(char)) if ord(char) < 0x20 else _OTHER
