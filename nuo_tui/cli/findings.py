"""What the coordination checks found, as JSON for scripts and as short lines for people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from models.coordination.findings import Assessment, Finding
from models.kinds import Outcome
from models.placement_change import FieldChange, Named, Value
from nuo_tui.cli.output import write_line
from screens.texts import _, plural, render

MARKS = {Outcome.BLOCK: "✖", Outcome.WARN: "!", Outcome.PASS: "✓", Outcome.NOT_APPLICABLE: "–"}
"""A mark beside each word, so that nothing is told by colour."""


def finding_json(finding: Finding) -> dict[str, Any]:
    """One finding with the contract's keys."""
    return {
        "rule": finding.rule,
        "outcome": finding.outcome.value,
        "sentence": render(finding.sentence),
        "remedy": " ".join(render(remedy.sentence) for remedy in finding.remedies) or None,
        "promise": finding.promise,
        "records": list(finding.records),
        "set_aside": finding.set_aside,
    }


def assessment_json(number: str | None, state: str | None, assessment: Assessment) -> dict[str, Any]:
    """What ``nuo place`` and ``nuo check PLACEMENT`` answer."""
    return {
        "placement": number,
        "state": state,
        "blocked": assessment.blocked,
        "findings": [finding_json(finding) for finding in assessment.findings],
    }


def write_assessment(assessment: Assessment) -> None:
    """The findings that stop or warn, each with its remedy, and a line on the rest."""
    write_findings((*assessment.blocks, *assessment.warnings))
    good = sum(finding.outcome is Outcome.PASS for finding in assessment.findings)
    write_line(
        " · ".join(
            (
                _("{n} good", n=good),
                _("{n} to take care of", n=len(assessment.warnings)),
                plural("{n} stops it", "{n} stop it", len(assessment.blocks)),
            )
        )
    )


def write_findings(findings: Iterable[Finding]) -> None:
    """Findings one below the other: ``✖ E2 Account holder: …``, and below it what can be done."""
    from models.coordination.catalogue import RULE_BY_ID

    for finding in findings:
        write_line(f"{MARKS[finding.outcome]} {finding.rule} {_(RULE_BY_ID[finding.rule].title)}: {render(finding.sentence)}")
        for remedy in finding.remedies:
            write_line(f"  → {render(remedy.sentence)}")


def changes_json(changed: Iterable[FieldChange]) -> list[dict[str, Any]]:
    """What changes in a running placement: records by their number, dates and amounts as values."""

    def value(kept: Value) -> Any:
        return kept.number if isinstance(kept, Named) else kept

    return [{"field": c.field.removesuffix("_id"), "from": value(c.old), "to": value(c.new)} for c in changed]
