"""Asking somebody who sits at the terminal."""

from __future__ import annotations

import sys

from screens.texts import visible


def ask(question: str) -> str:
    """One line that somebody types. The question stands on stderr: stdout is for what a command writes.

    Raises ``EOFError`` when they end it with ctrl-D; the line that the question stands on is then left.
    """
    print(visible(question), end="", file=sys.stderr, flush=True)
    try:
        return input().strip()
    except EOFError:
        print(file=sys.stderr)
        raise
