"""Imports as they were done, for people to choose one from and look back."""

from __future__ import annotations

from db.imports.report import ImportRow
from db.reading import Reader, as_date


def list_imports(reader: Reader) -> list[ImportRow]:
    """All imports that changed something, newest first."""
    rows = reader.rows(
        "SELECT number, what, file_name, read, created, updated, unchanged, rejected, done_on, undone_on "
        "FROM import_run ORDER BY number DESC"
    )
    return [ImportRow(*row[:-2], as_date(row[-2]), as_date(row[-1])) for row in rows]  # type: ignore[call-arg]
