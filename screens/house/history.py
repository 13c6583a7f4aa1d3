"""The history of a file: who changed what, when, from what to what."""

from __future__ import annotations

from collections.abc import Sequence

from db.history import HistoryLine, history
from db.reading import Reader
from screens.house.sheet import Line
from screens.texts import _, moment, render


def read_history(reader: Reader, keys: Sequence[bytes]) -> list[HistoryLine]:
    """What happened to these records, newest first."""
    lines = [line for key in keys for line in history(reader, key)]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def history_lines(found: Sequence[HistoryLine]) -> list[Line]:
    """The history as lines: an act as a heading, its fields below it."""
    lines: list[Line] = []
    act = None
    for one in found:
        this = (one.at, one.who, one.action)
        if this != act:
            act = this
            reason = f" · {one.reason}" if one.reason else ""
            lines.append(Line(f"{moment(one.at)}  {one.who or _('the program')}: {render(one.action)}{reason}", tone="title"))
        if one.field is not None:
            before, after = (render(value) if value else "–" for value in (one.old, one.new))
            lines.append(Line(f"{before} → {after}", name=f"  {render(one.field)}"))
    return lines or [Line(_("Nothing has happened yet."), tone="muted")]
