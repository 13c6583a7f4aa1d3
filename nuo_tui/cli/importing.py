"""``nuo import`` and ``nuo undo-import``: an old administration's files, and taking them back."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from db.paths import typed_path
from models.messages import N_
from nuo_tui.cli.findings import MARKS
from nuo_tui.cli.output import write_json, write_line, write_note
from nuo_tui.cli.parameters import MOST
from nuo_tui.cli.session import Session
from nuo_tui.cli.words import IMPORTED, SUBJECTS, subject_of
from screens.texts import _, count, plural, render

if TYPE_CHECKING:
    from db.imports import ImportFinding, ImportReport, MapMade, Reject

MOST_SHOWN = 20
"""How many rejected rows and findings are written out for people; the file and ``--json`` have them all."""

Progress = Callable[[int, int], None]


def import_file(
    ctx: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", readable=False, help=N_("The file: CSV (any usual encoding), XLSX or JSON.")),
    ],
    what: Annotated[
        str, typer.Option("--as", metavar="clients|employers|placements|vacancies|contacts", help=N_("What its rows are."))
    ],
    map_file: Annotated[
        Path | None, typer.Option("--map", metavar="MAP.toml", readable=False, help=N_("Which heading is which field."))
    ] = None,
    make_map: Annotated[
        Path | None,
        typer.Option(
            "--make-map", metavar="MAP.toml", readable=False, help=N_("Import nothing; write a map to fill in for this file.")
        ),
    ] = None,
    sheet: Annotated[
        str | None, typer.Option(metavar="NAME", help=N_("The sheet of an XLSX file, by name or number; else it is found."))
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Only say what would happen; nothing is stored."))] = False,
    strict: Annotated[bool, typer.Option("--strict", help=N_("All rows or none."))] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help=N_("Also replace values that were changed here since."))] = False,
    rejects: Annotated[
        Path | None, typer.Option(metavar="PATH", readable=False, help=N_("Where the rejected rows go; else beside the file."))
    ] = None,
) -> int:
    """Bring in a file."""
    from db.imports import import_file as bring_in
    from db.imports import make_map as make
    from db.imports import read_map

    plural_name = SUBJECTS[subject_of(what, IMPORTED)][1]
    session = ctx.ensure_object(Session)
    if make_map is not None:
        return _tell_map(make(typed_path(file), plural_name, typed_path(make_map), sheet=sheet, say=render), as_json=session.json)
    mapping = read_map(typed_path(map_file)) if map_file else None
    with session.open() as store:
        report = bring_in(
            store,
            session.actor(store),
            typed_path(file),
            plural_name,
            mapping=mapping,
            sheet=sheet,
            dry_run=dry_run,
            strict=strict,
            overwrite=overwrite,
            rejects=typed_path(rejects) if rejects else None,
            progress=None if session.json else progress_bar(),
        )
    if session.json:
        write_json(report_json(report) | {"dry_run": dry_run})
    else:
        write_report(report, dry_run=dry_run)
    return 1 if report.rejected else 0


def _tell_map(made: MapMade, *, as_json: bool) -> int:
    if as_json:
        write_json({"map": made.file, "known": made.known, "unknown": list(made.unknown)})
        return 0
    write_line(_("{file} is written: {n} headings are known.", file=made.file, n=count(made.known)))
    if made.unknown:
        write_line(_("These are not: {headings}. Choose their fields in that file.", headings=made.unknown))
    write_line(_("Then import with --map {file}.", file=made.file))
    return 0


def undo_import(
    ctx: typer.Context, number: Annotated[int, typer.Argument(min=1, max=MOST, metavar="N", help=N_("The import's number."))]
) -> int:
    """Take back one import."""
    from db.undo import undo_import as take_back

    session = ctx.ensure_object(Session)
    with session.open() as store:
        undone = take_back(store, session.actor(store), number)
    if session.json:
        write_json({"import": undone.number, "removed": undone.removed, "restored": undone.restored, "stay": list(undone.stay)})
        return 0
    sentence = N_("Import {number} is undone: {removed} records removed, {restored} brought back as they were.")
    write_line(_(sentence, number=str(undone.number), removed=count(undone.removed), restored=count(undone.restored)))
    if undone.stay:
        write_line(_("Still there, because they are in use by now: {names}.", names=undone.stay))
    return 0


def report_json(report: ImportReport) -> dict[str, Any]:
    """An import's report with the contract's keys."""
    return {
        "import": report.number,
        "file": report.file,
        "as": report.what,
        "read": report.read,
        "created": report.created,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "rejected": report.rejected,
        "rejects_file": report.rejects_file,
        "rejects": [{"line": r.line, "column": r.column, "value": r.value, "reason": render(r.reason)} for r in report.rejects],
        "findings": [_finding_json(finding) for finding in report.findings],
        "stored": report.stored,
    }


def _finding_json(finding: ImportFinding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "outcome": finding.outcome.value,
        "sentence": render(finding.sentence),
        "remedy": render(finding.remedy) if finding.remedy else None,
        "records": list(finding.records),
    }


def write_report(report: ImportReport, *, dry_run: bool) -> None:
    """An import's report for people: the counts, what was rejected and why, and what to look at."""
    write_line(plural("{file}: {n} row read.", "{file}: {n} rows read.", report.read, file=Path(report.file).name))
    counts = _(
        "{created} new, {updated} changed, {unchanged} unchanged, {rejected} rejected.",
        created=count(report.created),
        updated=count(report.updated),
        unchanged=count(report.unchanged),
        rejected=count(report.rejected),
    )
    write_line(counts)
    _write_some([[_reject_line(reject)] for reject in report.rejects])
    _write_some([_finding_lines(finding) for finding in report.findings])
    if report.rejects_file:
        write_line(_("The rejected rows are in {file}: mend them there and import that file.", file=report.rejects_file))
        write_note(_("Take care: that file holds people's data in clear. Remove it when you are done."))
    if dry_run:
        write_line(_("This was a rehearsal: nothing was stored."))
    elif not report.stored and report.rejected:
        write_line(_("Nothing was stored, because some rows are wrong."))
    elif report.number is not None:
        write_line(_("'nuo undo-import {number}' takes this import back.", number=str(report.number)))


def _reject_line(reject: Reject) -> str:
    sentence = N_("✖ line {line}, {column}: '{value}' – {reason}")
    return _(sentence, line=str(reject.line), column=reject.column, value=reject.value, reason=reject.reason)


def _finding_lines(finding: ImportFinding) -> list[str]:
    remedy = [f"  → {render(finding.remedy)}"] if finding.remedy else []
    return [f"{MARKS[finding.outcome]} {render(finding.sentence)}", *remedy]


def _write_some(told: list[list[str]]) -> None:
    """The first of what there is to tell, each in its own lines."""
    for lines in told[:MOST_SHOWN]:
        for line in lines:
            write_line(line)
    if len(told) > MOST_SHOWN:
        write_line(_("… and {n} more; --json has them all.", n=count(len(told) - MOST_SHOWN)))


def progress_bar(width: int = 30) -> Progress | None:
    """What draws how far the work is, on stderr; None when nobody watches."""
    if not sys.stderr.isatty():
        return None
    drawn = -1

    def draw(done: int, total: int) -> None:
        nonlocal drawn
        percent = 100 if total <= 0 else min(100, done * 100 // total)
        if percent == drawn:
            return
        drawn = percent
        filled = width * percent // 100
        end = "\r\x1b[K" if percent == 100 else ""
        print(f"\r{'█' * filled}{'░' * (width - filled)} {percent:>3} %{end}", end="", file=sys.stderr, flush=True)

    return draw
