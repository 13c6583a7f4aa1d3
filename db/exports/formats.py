"""What every file that is written is to the one who fills it, and how a kept value is said in it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from db.exports.columns import Kind
from db.imports.column import Column
from models.errors import BadInput
from models.kinds import Form
from models.messages import N_, Message
from models.spoken import dutch_name

Kinds = Sequence[Kind | type[StrEnum]]


class Table(NamedTuple):
    """One kind of records, as a file gets it."""

    name: str
    columns: Sequence[Column]
    kinds: Kinds


class OutFile(ABC):
    """A file that is being written: a table begins, its rows follow; :meth:`finish` makes it whole."""

    several: ClassVar[bool]
    """Whether it can hold more than one table."""

    def __init__(self, path: Path, language: str) -> None:
        self.path = path
        self.language = language

    def headings(self, table: Table) -> list[str]:
        """The headings of a table in the language of the file."""
        return [column.dutch if self.language == "nl" else column.english for column in table.columns]

    @abstractmethod
    def begin(self, table: Table) -> None:
        """From here on rows of this table are written."""

    @abstractmethod
    def row(self, values: Sequence[Any]) -> None:
        """Write one row of kept values; None is nothing."""

    @abstractmethod
    def finish(self) -> None:
        """Make the file whole, and close it."""

    @abstractmethod
    def abandon(self) -> None:
        """Close what is open; the file is not wanted."""


def names_of(kind: type[StrEnum], language: str) -> Mapping[str, str]:
    """How the values of a closed list are said."""
    return {choice.value: dutch_name(choice) if language == "nl" else choice.value for choice in kind}


def forms_in(language: str) -> Callable[[str], str]:
    """How forms of placement, kept with commas between, are said."""
    names = names_of(Form, language)
    return lambda value: ", ".join(names[one] for one in value.split(","))


def yes_no(language: str) -> Callable[[Any], str]:
    """How yes and no are said."""
    words = ("nee", "ja") if language == "nl" else ("no", "yes")
    return lambda value: words[bool(value)]


def does_not_fit(what: Message) -> BadInput:
    """What this kind of file can't hold."""
    return BadInput(what, Message(N_("Write it as CSV or JSON instead: a name that ends in .csv or .json.")))
