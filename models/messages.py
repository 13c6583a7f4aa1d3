"""Sentences without a language: an id (the English text) with its values.

``Message("{name} is ill.", name="Joris Baan")`` says nothing in Dutch or English by itself. The screens and the
command line look the id up in the catalogue and fill the values in, each in the reader's own writing (dates,
amounts, names of forms). People's text is a value, never part of an id.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def N_(text: str) -> str:  # the name that catalogue tools look for
    """Mark ``text`` for the catalogues without translating it here."""
    return text


class Message:
    """A sentence for people: catalogue id, and the values that go into its ``{places}``."""

    __slots__ = ("id", "values")

    def __init__(self, id: str, /, **values: Any) -> None:
        self.id = id
        self.values: Mapping[str, Any] = values

    def __repr__(self) -> str:
        return f"Message({self.id!r}, {dict(self.values)!r})"

    def __str__(self) -> str:
        """The English sentence; for logs and tests, people read the translated one."""
        try:
            return self.id.format_map({k: _plain(v) for k, v in self.values.items()})
        except (KeyError, IndexError, ValueError):
            return self.id

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message) and (self.id, dict(self.values)) == (other.id, dict(other.values))

    def __hash__(self) -> int:
        return hash(self.id)


def _plain(value: Any) -> str:
    return ", ".join(_plain(v) for v in value) if isinstance(value, list | tuple) else str(value)
