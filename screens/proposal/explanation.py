"""Why a rule is there and what it asks, beside what it found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content

from models.coordination.findings import Finding
from screens.proposal.finding_content import MARKS, STYLES, rule_title
from screens.rules.page import RulePage, page_content
from screens.texts import render


class Explanation(RulePage):
    """One finding with the page of its rule, or several in short."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(findings[0].rule if len(findings) == 1 else "")
        self._findings = findings

    def paragraphs(self) -> Iterable[Content]:
        """What was found, then the page."""
        yield from map(_found, self._findings)
        if len(self._findings) == 1:
            yield from page_content(self._findings[0].rule)


def _found(finding: Finding) -> Content:
    style = STYLES.get(finding.outcome, "$text-muted")
    head = Content.styled(f"{MARKS[finding.outcome]} {rule_title(finding.rule)} ({finding.rule})", style)
    remedies = "".join(f"\n{render(remedy.sentence)}" for remedy in finding.remedies)
    return head + Content(f"\n{render(finding.sentence)}") + Content.styled(remedies, "italic")
