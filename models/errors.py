"""What can go wrong, as a small tree; each error is a sentence and, where there is one, what to do next.

The command line gives each branch its exit code: refused 1, wrong use or bad input 2, no store 3.
"""

from __future__ import annotations

from collections.abc import Sequence

from models.labels import field_label
from models.messages import N_, Message


class NuoError(Exception):
    """The root: ``message`` says what is wrong, ``hint`` what to do about it."""

    exit_code = 2

    def __init__(self, message: Message, hint: Message | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.hint = hint


class BadInput(NuoError):
    """What was typed or offered can't be used: an unknown number, an unreadable file, a wrong value."""


class InvalidInput(BadInput):
    """One or more fields of a form are wrong; ``problems`` has a field and a sentence for each, never none."""

    def __init__(self, problems: Sequence[tuple[str, Message]]) -> None:
        field, sentence = problems[0]
        super().__init__(Message(N_("{field}: {problem}"), field=field_label("", field), problem=sentence) if field else sentence)
        self.problems = list(problems)


class Refused(NuoError):
    """A rule, a mandate or a state forbids it."""

    exit_code = 1


class Blocked(Refused):
    """Other records stand in the way; ``numbers`` names them (import numbers are ints, records are text)."""

    def __init__(self, message: Message, numbers: list[str | int], hint: Message | None = None) -> None:
        super().__init__(message, hint)
        self.numbers = numbers


class Conflict(Refused):
    """The record was changed by somebody else since it was read; ``changes`` says who changed what."""

    def __init__(self, message: Message, changes: list[Message], hint: Message | None = None) -> None:
        super().__init__(message, hint)
        self.changes = changes


class StoreError(NuoError):
    """The store can't be opened or written."""

    exit_code = 3
