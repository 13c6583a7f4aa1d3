"""What the new consultant of a client reads on Vandaag and on the client's timeline. Knows no Textual."""

from __future__ import annotations

from collections.abc import Callable

from screens.texts import _


def taken_over(note: str) -> Callable[[str], str]:
    """From the name of the former consultant, '' when there was none, to the words of the action."""
    note = " ".join(note.split())

    def words(former: str) -> str:
        if former:
            text = (
                _("taken over from {name}: {note}", name=former, note=note) if note else _("taken over from {name}", name=former)
            )
        else:
            text = _("new in your caseload: {note}", note=note) if note else _("new in your caseload")
        return text

    return words
