"""Paths as people type them."""

from __future__ import annotations

from pathlib import Path


def typed_path(text: str | Path) -> Path:
    """The path that ``text`` means: ``~`` is a home folder. Where nobody is called so, the path stays as typed.

    What then goes wrong, goes wrong with the words that were typed: there is no file ``~nobody/clients.csv``.
    """
    path = Path(text)
    try:
        return path.expanduser()
    except RuntimeError:
        return path
