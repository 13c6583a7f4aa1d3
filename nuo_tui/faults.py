"""Faults of the program itself: a report to send to whoever maintains it, without anybody's data in it."""

from __future__ import annotations

import os
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

from nuo_tui import __version__
from nuo_tui.places import reports_folder


def write_report(fault: BaseException) -> Path | None:
    """Keep where in the program ``fault`` arose; None when the report can't be written.

    Only kinds of errors and places in the code are kept: an error's own words may hold a name or a number.
    """
    at = datetime.now(UTC)
    lines = [f"nuo {__version__}, Python {sys.version.split()[0]}, {sys.platform}, {at:%Y-%m-%d %H:%M:%S} UTC", ""]
    for link in _chain(fault):
        lines.append(type(link).__name__)
        lines += [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(link.__traceback__)]
    path = reports_folder() / f"fault-{at:%Y%m%d-%H%M%S}-{os.getpid()}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError:
        return None
    return path


def _chain(fault: BaseException) -> list[BaseException]:
    """The fault and what it arose from, the first cause last."""
    links: list[BaseException] = []
    link: BaseException | None = fault
    while link is not None and link not in links:
        links.append(link)
        link = link.__cause__ or link.__context__
    return links
