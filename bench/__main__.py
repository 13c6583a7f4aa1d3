"""Measures everything and writes ``docs/performance.md``: ``python -m bench [--large] [--only PART …]``.

Only ratios count: each figure stands beside an anchor measured in the same run on the same machine.
"""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from bench import screens, store_work
from bench.doubles import doubles
from bench.result import Row
from bench.stores import PASSPHRASE, cached_store

ROOT = Path(__file__).parent.parent
EMPLOYERS = 5_000
"""So many are looked at for one list of what would be possible."""
REPORT = ROOT / "docs" / "performance.md"


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="also a million records (some minutes, 4 GB of disk)")
    parts_named = "parts: start keys typing search assessment matching import save doubles help"
    parser.add_argument("--only", nargs="*", default=[], help=parts_named)
    parser.add_argument(
        "--stores", type=Path, default=Path(tempfile.gettempdir()) / "nuo-bench", help="where generated stores are kept"
    )
    parser.add_argument("--report", type=Path, default=REPORT)
    wanted = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode, and so have the anchors
    wanted.stores.mkdir(parents=True, exist_ok=True)
    records = 1_000_000 if wanted.large else 10_000
    plain, encrypted, thousand, ten_thousand = (
        cached_store(wanted.stores, count, passphrase=passphrase)
        for count, passphrase in ((records, None), (records, PASSPHRASE), (1_000, PASSPHRASE), (10_000, PASSPHRASE))
    )
    matched = cached_store(wanted.stores, EMPLOYERS, passphrase=PASSPHRASE, employed_by=EMPLOYERS)
    parts: dict[str, Callable[[], list[Row]]] = {
        "start": lambda: screens.starting(plain, encrypted, records),
        "keys": lambda: screens.keys(encrypted, thousand, records),
        "typing": lambda: screens.searching(encrypted),
        "search": lambda: store_work.search(encrypted),
        "assessment": lambda: store_work.assessment(encrypted, ten_thousand),
        "matching": lambda: store_work.matching(matched, EMPLOYERS),
        "import": lambda: store_work.importing(100_000 if wanted.large else 20_000),
        "save": lambda: store_work.saving(encrypted),
        "doubles": doubles,
        "help": store_work.helping,
    }
    rows: list[Row] = []
    for name, part in parts.items():
        if not wanted.only or name in wanted.only:
            for row in part():
                print(row.markdown(), flush=True)
                rows.append(row)
    if not wanted.only:
        wanted.report.write_text(_report(rows, records), encoding="utf-8")


def _report(rows: list[Row], records: int) -> str:
    short = [row for row in rows if not row.reached]
    said = REPORT.read_text(encoding="utf-8").partition("## What falls short")[2] if REPORT.exists() else ""
    notes = said or "\n\nNothing has been said yet.\n"
    return "\n".join(
        [
            "# Performance",
            "",
            f"Measured by `make bench{'-large' if records > 10_000 else ''}` with {records:,} clients and placements, "
            f"Python {platform.python_version()}, Textual {version('textual')}, {os.cpu_count()} cores. Only the ratios count: "
            "each figure stands beside an anchor measured in the same run.",
            "",
            "| what | figure | anchor | ratio | goal | |",
            "| --- | --- | --- | --- | --- | --- |",
            *(row.markdown() for row in rows),
            "",
            f"{len(rows) - len(short)} of {len(rows)} goals reached in this run.",
            "",
            "## What falls short" + notes.rstrip(),
            "",
        ]
    )


if __name__ == "__main__":
    main()
