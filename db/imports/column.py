"""What a column of a file is: its field, and what people call it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its English field name, its headings, and the field of the row model that checks its cells."""

    name: str
    dutch: str
    english: str
    others: str = ""
    """Other headings that are met, with `` | `` between them."""
    field: str = ""
    """The field of the row model, where it has another name."""
    needed: bool = False
    either: bool = False
    """At least one of the columns with this mark is needed."""
    ignored: bool = False
    """Written for people to read; not read back."""

    @property
    def checked_by(self) -> str:
        """The field of the row model."""
        return self.field or self.name

    @property
    def headings(self) -> tuple[str, ...]:
        """All headings that name this column."""
        return tuple(name for name in (self.name, self.dutch, self.english, self.field, *self.others.split(" | ")) if name)
