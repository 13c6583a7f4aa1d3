"""What an import has to tell, as lines: its counts, the rows that did not come in, and what is worth a look."""

from __future__ import annotations

from db.imports.report import ImportFinding, ImportReport, ImportRow, Reject
from models.kinds import Outcome
from models.messages import N_
from screens.house.sheet import Line, field, title
from screens.texts import _, count, long_date, plural, render, visible

WHAT = {
    "clients": N_("Clients"),
    "employers": N_("Employers"),
    "vacancies": N_("Vacancies"),
    "placements": N_("Placements"),
    "contacts": N_("Contact moments"),
}
"""What can be imported, as people call it."""
MOST_REJECTS = 100
"""A screen names this many rejected rows; the file of rejects has them all."""
MOST_FINDINGS = 500
"""A screen tells this many findings; ``--json`` has them all."""


def counts_lines(report: ImportReport | ImportRow) -> list[Line]:
    """How many rows were read, and what became of them."""
    return [
        Line(count(report.read), name=_("rows read")),
        Line(count(report.created), name=_("added")),
        Line(count(report.updated), name=_("updated")),
        Line(count(report.unchanged), name=_("unchanged")),
        Line(count(report.rejected), name=_("rejected"), tone="warn" if report.rejected else ""),
    ]


def report_lines(report: ImportReport) -> list[Line]:
    """The whole report of an import that was tried or done just now."""
    lines = [*counts_lines(report), Line(), *reject_lines(report)]
    if report.findings:
        lines += [Line(), title(_("Worth a look"))]
        told = report.findings[:MOST_FINDINGS]
        remedies = [finding.remedy for finding in told[1:]] + [None]
        for finding, following in zip(told, remedies, strict=True):
            lines.append(_finding_line(finding))
            if finding.remedy is not None and finding.remedy != following:
                lines.append(Line(f"  {render(finding.remedy)}", tone="muted"))
        if (more := len(report.findings) - MOST_FINDINGS) > 0:
            lines.append(Line(plural("and {n} more", "and {n} more", more), tone="muted"))
    return lines


def row_lines(row: ImportRow) -> list[Line]:
    """What is kept of an earlier import."""
    undone = _("undone on {day}", day=row.undone_on) if row.undone_on else ""
    return [
        *field(_("file"), row.file),
        *field(_("imported on"), long_date(row.done_on)),
        *([Line(undone, tone="muted")] if undone else []),
        *counts_lines(row),
    ]


def reject_lines(report: ImportReport) -> list[Line]:
    """The rows that did not come in, and where they stand to be mended."""
    if not report.rejects:
        return [Line(_("All rows are good."), tone="good")]
    lines = [title(_("Rejected rows"))]
    if report.rejects_file is not None:
        where = _("They stand in {file}. Mend them there and import that file.", file=report.rejects_file)
        lines.append(Line(where))
        lines.append(Line(_("! That file holds people's data in clear: remove it when you are done."), tone="warn"))
    lines += [_reject_line(one) for one in report.rejects[:MOST_REJECTS]]
    more = len(report.rejects) - MOST_REJECTS
    return lines if more <= 0 else [*lines, Line(plural("and {n} more", "and {n} more", more), tone="muted")]


def _reject_line(one: Reject) -> Line:
    reason = render(one.reason)
    value = f" '{one.value}'" if one.value and visible(one.value) not in reason else ""
    return Line(_("line {n}, {column}: {reason}", n=one.line, column=f"{one.column}{value}", reason=reason))


def _finding_line(finding: ImportFinding) -> Line:
    blocks = finding.outcome is Outcome.BLOCK
    return Line(f"{'✖' if blocks else '!'} {render(finding.sentence)}", tone="block" if blocks else "warn")
