"""What the reader of the screen waits for, measured from outside in a pseudo-terminal."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from bench.result import Row
from bench.stores import PASSPHRASE, USER
from bench.tui_probe import parse, probe

HERE = Path(__file__).parent
ROOT = HERE.parent
SIZE = (100, 40)
"""Here the preview stands below the list, so that it can be told apart: it follows when the cursor has rested."""
PREVIEW_LINES = tuple(range(30, 40))
FRAME_MS = 1000 / 60
"""Textual paints at most sixty times a second."""
DOWN_A_SCREEN = "type:" + r"\x1b[B" * 36
END_50 = ("key:c-home", "time:c-end*1=end") * 6
PAGE_50 = ("key:c-home", "time:pgdn*1=page down") * 6
END = ("key:home", "time:end*1=end") * 6
KEYS = ("time:down*15=down", "key:end", "key:home", DOWN_A_SCREEN, "idle:400", "time:down*15=scrolling", "time:pgdn*9=page down")
KEYS_1000 = tuple(step.replace("key:end", "key:c-end").replace("key:home", "key:c-home") for step in KEYS)


def _probe(
    command: list[str], until: str, steps: tuple[str, ...] = (), runs: int = 5, env: dict[str, str] | None = None
) -> dict[str, Any]:
    wanted = {"NUO_PASSPHRASE": PASSPHRASE, "NUO_LANG": "en", "PYTHONPATH": str(ROOT), **(env or {})}
    args = parse(["--quiet", "150", *(["--cold-drop"] if runs > 2 else []), "--", "x"])
    found: dict[str, Any] = probe(
        command,
        cols=SIZE[0],
        rows=SIZE[1],
        mask=PREVIEW_LINES,
        runs=runs,
        until=until,
        steps=steps,
        args=args,
        env={**os.environ, **wanted},
        cwd=str(ROOT),
    )
    if "error" in found:
        raise RuntimeError(f"{command}: {found['error']}")
    return found


TODAY = r"\d (clients|client) "
"""The first screen with data is Vandaag: the line above it counts the caseload."""
CLIENTS = ("key:2", r"wait:C\d{6}")
"""Lists are measured on the list of clients."""


def _app(store: Path) -> list[str]:
    return [sys.executable, "-m", "nuo_tui", "--store", str(store), "--user", USER]


def _settled(found: dict[str, Any], label: str) -> float:
    return float(found["measurements"][f"key {label}"]["settled_ms"]["median"])


def starting(plain: Path, encrypted: Path, records: int) -> list[Row]:
    """Start to the first screen with data, and memory at rest."""
    bare = _probe([sys.executable, str(HERE / "bare.py")], "READY", ("sleep:1500", "rss:rest"), runs=6)
    anchor = bare["startup"]["until_ms"]["median"]
    rows = []
    for path, name, goal in ((plain, "plain", 1.6), (encrypted, "with a passphrase", 2.0)):
        found = _probe(_app(path), TODAY, ("sleep:1500", "rss:rest"), runs=6)
        rows.append(
            Row(
                f"start to first screen with data, {records:,} records, {name}",
                found["startup"]["until_ms"]["median"],
                anchor,
                "ms",
                "bare Textual app",
                goal,
            )
        )
        if path is plain:
            rest, bare_rest = (f["measurements"]["memory rest"]["rss_mb"]["median"] for f in (found, bare))
            rows.append(Row(f"memory at rest, {records:,} records", rest, bare_rest, "MB", "bare Textual app", 1.8))
    return rows


def keys(large: Path, small: Path, records: int) -> list[Row]:
    """Key to settled paint, against Textual's DataTable; and a large list against a small one."""
    table50 = _probe([sys.executable, str(HERE / "table.py"), "50"], "READY", (KEYS[0], *END_50, *PAGE_50), runs=1)
    table1000 = _probe([sys.executable, str(HERE / "table.py"), "1000"], "READY", KEYS_1000, runs=1)
    steps = (*KEYS, *END, "key:home", "burst:down*90@30")
    found, few = (_probe(_app(path), TODAY, (*CLIENTS, *steps), runs=1) for path in (large, small))
    rows = [
        Row("key down", _settled(found, "down"), _settled(table50, "down"), "ms", "DataTable, 50 rows", 0.8),
        Row(
            "key down while scrolling",
            _settled(found, "scrolling"),
            _settled(table1000, "scrolling"),
            "ms",
            "DataTable, 1,000 rows",
            0.6,
        ),
        Row("page down", _settled(found, "page down"), _settled(table50, "page down"), "ms", "DataTable, 50 rows", 1.2),
        Row("page down", _settled(found, "page down"), _settled(table1000, "page down"), "ms", "DataTable, 1,000 rows", 0.5),
        Row("to the end", _settled(found, "end"), _settled(table50, "end"), "ms", "DataTable, 50 rows", 1.0),
    ]
    rows += [
        Row(
            f"{label}: {records:,} records against 1,000",
            _settled(found, label),
            _settled(few, label),
            "ms",
            "the same, 1,000",
            1.2,
        )
        for label in ("down", "scrolling", "page down", "end")
    ]
    lag = found["measurements"]["burst down*90@30"]["lag_ms"]["median"]
    rows.append(Row("lag after a key held down at 30 a second", lag, FRAME_MS, "ms", "one frame", 1.0))
    return rows


def searching(large: Path) -> list[Row]:
    """A letter typed in search to the list settled."""
    steps = ("key:/", "sleep:600", "time-type:jansen", "key:bs*6", "sleep:1500", "time-type:v")
    found = _probe(_app(large), TODAY, (*CLIENTS, *steps), runs=3)
    rows = []
    for typed in ("jansen", "v"):
        settled = found["measurements"][f"type {typed}"]["settled_ms"]["median"]
        rows.append(Row(f"letter typed in search ('{typed}') to list settled", settled, FRAME_MS, "ms", "one frame", 2.2))
    return rows
