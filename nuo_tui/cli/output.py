"""What a command writes: one JSON object for scripts, or short plain lines for people.

People's text is shown with its control characters and direction marks as visible escapes; in JSON it is exact, with
the same characters as ``\\u`` escapes.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from screens.texts import render, visible


def prepare_streams() -> None:
    """Make stdout and stderr take any text: UTF-8 in files and pipes, escapes on terminals that lack a letter.

    A stream that was closed beforehand leads nowhere from now on. It also takes the place that the next file to be
    opened would get, the store for instance, so that nobody's words land in there.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, _nowhere(mode))
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def _nowhere(mode: str) -> Any:
    return open(os.devnull, mode, encoding="utf-8")  # noqa: PTH123 - for as long as we run


def write_json(found: Mapping[str, Any]) -> None:
    """One JSON object on one line of stdout."""
    import json

    text = json.dumps(found, ensure_ascii=False, default=_plain)
    print("".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text))


def _plain(value: Any) -> Any:
    """A value that JSON has no word for: dates as ISO text, decimals as numbers, keys as text."""
    from datetime import date
    from decimal import Decimal

    from models.ids import id_text
    from models.messages import Message

    match value:
        case Message():
            return render(value)
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case date():
            return value.isoformat()
        case bytes():
            return id_text(value)
    raise TypeError(f"no JSON for {type(value).__name__}")


def write_line(text: str = "") -> None:
    """One line for people, on stdout; nothing in it steers the terminal."""
    print(visible(text))


def write_note(text: str) -> None:
    """One line on stderr: a warning, or what went wrong."""
    print(visible(text), file=sys.stderr)


def tell(sentence: str, found: Mapping[str, Any] | None) -> None:
    """What went wrong, as JSON when scripts read along and as a sentence; a stream that takes no more is given up."""
    try:
        if found is not None:
            write_json(found)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError:
        give_up("stdout")
    try:
        write_note(sentence)
        sys.stderr.flush()
    except OSError:
        give_up("stderr")


def give_up(name: str) -> None:
    """Write no more to ``stdout`` or ``stderr``, at the end of the program neither: it takes nothing."""
    setattr(sys, name, _nowhere("w"))


def write_table(headings: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[int] = (), indent: str = "") -> None:
    """Columns under their headings, two spaces between; the columns ``right`` have their values on the right."""
    lines = [headings, *([visible(cell) for cell in row] for row in rows)]
    widths = [max(cell_width(line[at]) for line in lines) for at in range(len(headings))]
    for line in lines:
        padded = [_padded(cell, width, at in right) for at, (cell, width) in enumerate(zip(line, widths, strict=True))]
        print(indent + "  ".join(padded).rstrip())


def _padded(cell: str, width: int, right: bool) -> str:
    room = " " * (width - cell_width(cell))
    return room + cell if right else cell + room


def cell_width(text: str) -> int:
    """How many columns of a terminal ``text`` takes."""
    if text.isascii():
        return len(text)
    import unicodedata

    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
