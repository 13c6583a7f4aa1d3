"""Files of an old administration, made for a test: which rows, which headings, in whatever encoding and spelling."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from db.imports import ImportReport, import_file
from db.store import Store
from models.actor import Actor

Row = Mapping[str, str]

CLIENT: Row = {
    "Cliëntnr": "C00001",
    "Achternaam": "Arent",
    "Gemeente": "Wierden",
    "Doelgroep": "Wsw",
}
"""The least that a client needs."""
EMPLOYER: Row = {"Debiteurnr": "D10001", "Naam": "Hoekstra Logistiek VOF"}
"""The least that an employer needs."""
PLACEMENT: Row = {"Cliëntnr": "C00001", "Debiteurnr": "D10001", "Vorm": "Detachering", "Van": "01-03-2024"}
"""A placement of the two above, without an end."""


def text_of(rows: Iterable[Row], delimiter: str = ";", end: str = "\r\n") -> str:
    """Rows as the text of a CSV file; the headings are those of all rows together."""
    rows = list(rows)
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    writer.writerow(headings)
    writer.writerows([row.get(heading, "") for heading in headings] for row in rows)
    return out.getvalue()


class Office:
    """A store with somebody who may import into it, and a folder for the files."""

    def __init__(self, store: Store, actor: Actor, folder: Path) -> None:
        self.store = store
        self.actor = actor
        self.folder = folder

    def bring(self, what: str, *rows: Row, **options: Any) -> ImportReport:
        """Import rows as ``what``."""
        return self.bring_text(what, text_of(rows), **options)

    def bring_text(self, what: str, text: str, encoding: str = "utf-8", **options: Any) -> ImportReport:
        """Import a file with this text."""
        path = self.folder / f"{what}.csv"
        path.write_bytes(text.encode(encoding))
        return import_file(self.store, self.actor, path, what, **options)

    def one(self, sql: str, *params: Any) -> tuple[Any, ...]:
        """The one row of a query."""
        with self.store.read() as reader:
            (row,) = reader.rows(sql, params)
        return tuple(row)

    def column(self, sql: str, *params: Any) -> list[Any]:
        """The first column of a query."""
        with self.store.read() as reader:
            return [row[0] for row in reader.rows(sql, params)]


def counts(report: ImportReport) -> tuple[int, int, int, int, int]:
    """Read, created, updated, unchanged, rejected."""
    assert report.read == report.created + report.updated + report.unchanged + report.rejected
    return report.read, report.created, report.updated, report.unchanged, report.rejected


def wrong(report: ImportReport) -> list[tuple[int, str]]:
    """Line and column of each rejected row."""
    return [(reject.line, reject.column) for reject in report.rejects]


def rules(report: ImportReport) -> list[str]:
    """The rules of the findings."""
    return [finding.rule for finding in report.findings]
