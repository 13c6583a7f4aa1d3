"""The page of a rule: what it looks at, why, when it is broken, what to do, and the promise that it keeps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from models.coordination.catalogue import RULE_BY_ID
from models.coordination.pages import page_of, sentence
from models.messages import N_
from screens.house.leaving import Dialog
from screens.texts import _


def page_content(rule: str) -> Iterator[Content]:
    """The parts of a rule's page; none for a rule that this program no longer has."""
    if rule in RULE_BY_ID:
        for part in page_of(RULE_BY_ID[rule]):
            yield Content.styled(_(part.heading), "bold $text-primary") + Content(f"\n{sentence(_(part.text))}")


class RulePage(Dialog[None]):
    """One rule explained."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,question_mark", "leave", N_("close"), id="explanation.close"),
        Binding("down,j", "scroll(1)", show=False),
        Binding("up,k", "scroll(-1)", show=False),
        Binding("pagedown,space", "scroll(8)", show=False),
        Binding("pageup", "scroll(-8)", show=False),
    ]

    def __init__(self, rule: str) -> None:
        super().__init__()
        self._rule = rule

    def compose(self) -> ComposeResult:
        """The paragraphs, and how to read on."""
        with Vertical(classes="dialog dialog-wide"):
            with VerticalScroll(classes="dialog--page", can_focus=False):
                for paragraph in self.paragraphs():
                    yield Static(paragraph, markup=False, classes="dialog--text")
            yield Static(
                Content.from_markup("[bold]↑ ↓[/] $more    [bold]esc[/] $close", more=_("read on"), close=_("close")),
                classes="dialog--keys",
            )

    def paragraphs(self) -> Iterable[Content]:
        """What there is to read."""
        if self._rule in RULE_BY_ID:
            rule = RULE_BY_ID[self._rule]
            yield Content.styled(_("{rule} · {title}", rule=rule.id, title=_(rule.title)), "bold")
        yield from page_content(self._rule)

    def action_scroll(self, lines: int) -> None:
        """Read on."""
        self.query_one(VerticalScroll).scroll_relative(y=lines * 2, animate=False)

    def action_leave(self) -> None:
        """Close."""
        self.dismiss(None)
