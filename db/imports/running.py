"""One import from file to report: read, check, take in chunk by chunk, look back; one transaction, kept whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from db.bulk import add_many
from db.caseload import acting_now
from db.connection import wide_cache
from db.imports.column import Column
from db.imports.columns import COLUMNS
from db.imports.file_map import FileMap, as_map
from db.imports.headings import match, scoring
from db.imports.records import Record, Source
from db.imports.rejects import RejectsFile, must_be_free
from db.imports.report import ImportReport
from db.imports.sources import open_source
from db.imports.taking import Taking
from db.mandates import must_have
from db.writing import Transaction
from models.errors import BadInput
from models.ids import new_id
from models.import_run import ImportRun, SecondRow
from models.kinds import Decision
from models.messages import N_, Message

if TYPE_CHECKING:
    from db.store import Store
    from models.actor import Actor

CHUNK = 1_000
"""Rows that are checked and written together; memory holds no more of the file than this."""
Progress = Callable[[int, int], None]
"""Told how many bytes of how many have been read."""


class _NotKept(Exception):
    """Nothing of this import is kept: a dry run, or rejected rows with ``strict``."""


def import_file(
    store: Store,
    actor: Actor,
    path: Path,
    what: str,
    *,
    mapping: FileMap | Mapping[str, str] | None = None,
    sheet: str | None = None,
    dry_run: bool = False,
    strict: bool = False,
    overwrite: bool = False,
    rejects: Path | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Import ``path`` as ``what`` (clients, employers, placements) in one transaction; says what became of every row.

    ``mapping`` settles headings (see :mod:`db.imports.file_map`), ``sheet`` is the sheet of a workbook. With ``dry_run``
    nothing is written, with ``strict`` nothing unless every row is good, with ``overwrite`` the file wins over what was
    changed in the product. :class:`BadInput` when the file can't be read or its headings are not known: nothing is
    imported then.
    """
    columns, names = columns_for(what), as_map(mapping)
    must_be_free(rejects, path, store.path)

    def opened() -> Source:
        return open_source(path, scoring(columns, names), sheet=sheet, part=what)

    with opened() as source:
        headings = source.headings or [column.name for column in columns]  # an empty list of JSON has no names
        matched = match(headings, columns, names)
        report = ImportReport(file=str(path), what=what)
        with RejectsFile(path, rejects, headings) as rejected:
            spool = None if dry_run and rejects is None else rejected
            try:
                with store.write(actor, f"import.{what}", path.name) as tx, wide_cache(tx.connection):
                    must_have(tx.reader, acting_now(tx.reader, actor), Decision.IMPORT)
                    taking = Taking(tx, matched, report, spool, overwrite=overwrite)
                    for records in _chunks(source.records()):
                        taking.take(records)
                        if progress is not None:
                            progress(source.done(), source.size)
                    taking.look_back()
                    if dry_run or (strict and report.rejected):
                        raise _NotKept
                    rejected.seal()
                    report.number = _register(tx, report, path, _new_seconds(taking, opened))
                report.stored = True
            except _NotKept:
                pass
            kept = rejected.keep()
            report.rejects_file = None if kept is None else str(kept)
    return report


def columns_for(what: str) -> tuple[Column, ...]:
    """The columns of what is imported; :class:`BadInput` for what can't be imported."""
    if what not in COLUMNS:
        raise BadInput(
            Message(N_("'{what}' can't be imported."), what=what),
            Message(N_("What can be imported: {choices}."), choices=list(COLUMNS)),
        )
    return COLUMNS[what]


def _new_seconds(taking: Taking, opened: Callable[[], Source]) -> list[bytes]:
    """What stands for the rows that were rejected as second ones; the file is read again only when there are any."""
    if not taking.met_seconds:
        return []
    with opened() as again:
        return taking.new_seconds(again.records())


def _register(tx: Transaction, report: ImportReport, path: Path, seconds: Sequence[bytes]) -> int | None:
    """Give the import its number; one that changed nothing and rejected no new second row has none."""
    if tx.journal.entry is None and not seconds:
        return None
    number = int(tx.reader.value("SELECT coalesce(max(number), 0) + 1 FROM import_run"))
    run = tx.add(
        ImportRun(
            number=number,
            what=report.what,
            file_name=path.name,
            read=report.read,
            created=report.created,
            updated=report.updated,
            unchanged=report.unchanged,
            rejected=report.rejected,
            done_on=tx.today,
        )
    )
    add_many(tx, SecondRow, ({"id": new_id(), "run_id": run.id, "digest": digest} for digest in seconds))
    return number


def _chunks(records: Iterator[Record]) -> Iterator[list[Record]]:
    while chunk := list(islice(records, CHUNK)):
        yield chunk
