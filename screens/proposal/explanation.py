"""Why a rule is there and what it asks, beside what it found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from models.coordination.catalogue import RULE_BY_ID
from models.coordination.findings import Finding
from models.coordination.pages import page_of
from models.messages import N_
from screens.house.leaving import Dialog
from screens.proposal.finding_content import MARKS, STYLES, rule_title
from screens.texts import _, render


class Explanation(Dialog[None]):
    """One finding with the page of its rule, or several in short."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "leave", N_("close"), id="explanation.close"),
        Binding("down,j", "scroll(1)", show=False),
        Binding("up,k", "scroll(-1)", show=False),
    ]

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__()
        self._findings = findings

    def compose(self) -> ComposeResult:
        """What was found, then the page."""
        with Vertical(classes="dialog dialog-wide"):
            with VerticalScroll(classes="dialog--page", can_focus=False):
                for finding in self._findings:
                    yield Static(_found(finding), markup=False, classes="dialog--text")
                if len(self._findings) == 1:
                    for part in _page(self._findings[0].rule):
                        yield Static(part, markup=False, classes="dialog--text")
            yield Static(
                Content.from_markup("[bold]↑ ↓[/] $more    [bold]esc[/] $close", more=_("read on"), close=_("close")),
                classes="dialog--keys",
            )

    def action_scroll(self, lines: int) -> None:
        """Read on."""
        self.query_one(VerticalScroll).scroll_relative(y=lines * 2, animate=False)

    def action_leave(self) -> None:
        """Close."""
        self.dismiss(None)


def _found(finding: Finding) -> Content:
    style = STYLES.get(finding.outcome, "$text-muted")
    head = Content.styled(f"{MARKS[finding.outcome]} {rule_title(finding.rule)} ({finding.rule})", style)
    remedies = "".join(f"\n{render(remedy.sentence)}" for remedy in finding.remedies)
    return head + Content(f"\n{render(finding.sentence)}") + Content.styled(remedies, "italic")


def _page(rule: str) -> list[Content]:
    if rule not in RULE_BY_ID:
        return []
    return [
        Content.styled(_(part.heading), "bold $text-primary") + Content(f"\n{_sentence(_(part.text))}")
        for part in page_of(RULE_BY_ID[rule])
    ]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
