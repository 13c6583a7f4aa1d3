"""Cells of a file: kept from being read as formulas on the way out, and brought back on the way in.

A spreadsheet runs a cell that begins with ``= + - @``, tab or return. Such a cell gets one ``'`` in front, also when it
has some already; the import takes exactly one off such cells and leaves every other ``'`` (``'t Hof``) alone.
"""

from __future__ import annotations

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_DEFUSED = re.compile(r"'+[=+\-@\t\r]")


def defused(text: str) -> str:
    """``text`` as a cell that no spreadsheet runs.

    >>> defused("=1+1"), defused("'=1"), defused("'t Hof")
    ("'=1+1", "''=1", "'t Hof")
    """
    return f"'{text}" if _FORMULA.match(text) else text


def restored(cell: str) -> str:
    """The text that :func:`defused` made ``cell`` of."""
    return cell[1:] if _DEFUSED.match(cell) else cell
