"""The findings of the coordination checks as a widget.

Blocks come first, then warnings, then what is well on one line. The cursor walks over them; the letters that stand
beside a finding work while the cursor is on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from models.coordination.findings import Assessment, Finding
from models.kinds import Outcome
from models.messages import N_
from screens.proposal.finding_content import ACTS, Act, acts_of, finding_content, holding_up, marked, well_content

WELL = "well"
"""Name of the line of what is well."""


class FindingsList(OptionList):
    """The findings of one assessment, with a cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(act.key, f"remedy('{act.name}')", act.short, id=f"finding.{act.name}", tooltip=act.text)
            for act in sorted(ACTS, key=lambda act: act.name != "give-reason")  # the key bar has room for the first few
        ),
        Binding("enter", "select", N_("explain"), id="finding.explain", tooltip=N_("Why this rule is there, and what it asks")),
        Binding("question_mark", "select", show=False, id="finding.why", tooltip=N_("Why this rule is there, and what it asks")),
        Binding("down,j", "cursor_down", show=False, id="finding.down", tooltip=N_("The next finding")),
        Binding("up,k", "cursor_up", show=False, id="finding.up", tooltip=N_("The finding before; from the first to the form")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | r, m | ask the account holder; record verbal consent |
    | t | tick off a condition |
    | a, o | assign an account holder or make a relation; open the employer or the request |
    | b | look at the employer that this one looks like |
    | o, c | open the vacancy, choose another one |
    | u, v | change the hours, the form |
    | i, l, e | record an indication, a wage value; change the client |
    | d | use the rate that follows from the wage value |
    | s | choose another location |
    | h | set a block aside, for who may |
    | f, z | choose a fallback place; write down why the client moves and what they say, or that they are back |
    | w | give a reason for going on |
    | enter, ? | explain |
    """

    class Wanted(Message):
        """Somebody wants to solve a finding by this act."""

        def __init__(self, act: str, finding: Finding) -> None:
            super().__init__()
            self.act = act
            self.finding = finding

    class Explained(Message):
        """Somebody wants to know more about these findings."""

        def __init__(self, findings: tuple[Finding, ...]) -> None:
            super().__init__()
            self.findings = findings

    class LeftUpwards(Message):
        """The cursor went up from the first finding."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(markup=False, id=id)
        self._assessment: Assessment | None = None
        self._reasons: Mapping[str, str] = {}
        self._barred: frozenset[str] = frozenset()
        self._wide = 0
        self._texts: list[tuple[str, list[Content]]] = []
        self._marked: int | None = None

    # -- showing ---------------------------------------------------------------------------------------------------

    def show(self, assessment: Assessment | None, reasons: Mapping[str, str], barred: frozenset[str] = frozenset()) -> None:
        """Show these findings; acts in ``barred`` are not offered. The cursor stays on its rule."""
        at, top = self.highlighted, self.scroll_y
        rule = self.highlighted_option.id if self.highlighted_option else None
        self._assessment, self._reasons, self._barred = assessment, reasons, barred
        self._wide = self._room()
        self._texts = self._written()
        self._marked = None
        self.set_options(Option(marked(lines, False), id=name) for name, lines in self._texts)
        self._stand(rule, at)
        self.scroll_to(y=top, animate=False)
        self.screen.refresh_bindings()

    def _room(self) -> int:
        """Cells for a line of text."""
        return self.scrollable_content_region.width

    def _written(self) -> list[tuple[str, list[Content]]]:
        """Each option's name and lines."""
        if self._assessment is None:
            return []
        width = max(40, self._wide)
        found = [
            (f.rule, finding_content(f, self._reasons.get(f.rule, ""), self.offered(f), width, lit=self.has_focus))
            for f in self.pressing
        ]
        return [*found, (WELL, well_content(self._assessment, width))]

    def _stand(self, rule: str | None, at: int | None) -> None:
        names = [option.id for option in self.options]
        if rule in names:
            self.highlighted = names.index(rule)
        elif names:
            self.highlighted = min(at or 0, len(names) - 1)

    def on_resize(self, _event: events.Resize) -> None:
        """Wrap the sentences anew."""
        if self._assessment is not None and self._room() != self._wide:
            self.show(self._assessment, self._reasons, self._barred)

    @property
    def pressing(self) -> tuple[Finding, ...]:
        """The findings that block, then those that warn."""
        return (*holding_up(self._assessment), *self._assessment.warnings) if self._assessment else ()

    @property
    def finding(self) -> Finding | None:
        """The finding under the cursor; None on the line of what is well."""
        at = self.highlighted
        return self.pressing[at] if at is not None and at < len(self.pressing) else None

    def offered(self, finding: Finding) -> list[Act]:
        """The acts that stand beside a finding."""
        acts = acts_of(finding) - self._barred
        return [act for act in ACTS if act.name in acts]

    def go_to(self, rule: str) -> None:
        """Put the cursor on the finding of a rule."""
        self._stand(rule, 0)
        self.focus()

    # -- keys ------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the acts of the finding under the cursor are offered."""
        if action != "remedy":
            return super().check_action(action, parameters)
        return self.finding is not None and parameters[0] in {act.name for act in self.offered(self.finding)}

    def action_remedy(self, act: str) -> None:
        """Solve the finding under the cursor."""
        if self.finding is not None:
            self.post_message(self.Wanted(act, self.finding))

    def action_cursor_up(self) -> None:
        """One up; from the first back to where one came from."""
        if self.highlighted in (None, 0):
            self.post_message(self.LeftUpwards())
        else:
            super().action_cursor_up()

    def action_cursor_down(self) -> None:
        """One down, and no further than the last."""
        if self.highlighted != len(self.options) - 1:
            super().action_cursor_down()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Another finding has other keys; the mark goes along."""
        event.stop()
        self._mark(self.has_focus)
        self.screen.refresh_bindings()

    def on_focus(self) -> None:
        """The letters light up, and the mark says beside which finding they work."""
        self.show(self._assessment, self._reasons, self._barred)
        self._mark(True)

    def on_blur(self) -> None:
        """Elsewhere a letter is text again."""
        self.show(self._assessment, self._reasons, self._barred)

    def _mark(self, focused: bool) -> None:
        wanted = self.highlighted if focused else None
        for at, here in ((self._marked, False), (wanted, True)):
            if at is not None and at < len(self._texts):
                self.replace_option_prompt_at_index(at, marked(self._texts[at][1], here))
        self._marked = wanted

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Explain the finding, or all that is well."""
        event.stop()
        if self._assessment is None:
            return
        one = self.finding
        rest = (Outcome.PASS, Outcome.NOT_APPLICABLE)
        well = tuple(f for f in self._assessment.findings if f.outcome in rest)
        self.post_message(self.Explained((one,) if one else well))
