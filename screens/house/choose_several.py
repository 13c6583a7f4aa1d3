"""A small question with several answers: some of a closed list, or none."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from models.messages import N_
from screens.house.leaving import Dialog
from screens.texts import _, visible


class ChooseSeveral(Dialog[tuple[str, ...] | None]):
    """Asks for some of a few; space marks one, enter takes those that are marked; None when it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("leave it"), id="several.leave"),
        Binding("space", "mark", N_("mark"), id="several.mark", priority=True),
        Binding("enter", "take", N_("choose"), id="several.take", priority=True),
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
    ]

    def __init__(self, question: str, choices: Sequence[tuple[str, str]], now: Collection[str]) -> None:
        """``choices`` are pairs of name and text; ``now`` are the names that are marked first."""
        super().__init__()
        self._question = question
        self._choices = choices
        self._marked = set(now)

    def compose(self) -> ComposeResult:
        """The question over the choices, each with its mark."""
        with Vertical(classes="dialog"):
            yield Static(Content(visible(self._question)), markup=False, classes="dialog--text")
            yield OptionList(*(Option(self._line(name, text), id=name) for name, text in self._choices), markup=False)
            yield Static(
                Content.from_markup(
                    "[bold]$space[/] $mark    [bold]enter[/] $take    [bold]esc[/] $leave",
                    space=_("space"),
                    mark=_("mark"),
                    take=_("choose"),
                    leave=_("leave it"),
                ),
                classes="dialog--keys",
            )

    def on_mount(self) -> None:
        """Stand at the first choice that is marked."""
        options = self.query_one(OptionList)
        options.focus()
        names = [name for name, _text in self._choices]
        options.highlighted = next((at for at, name in enumerate(names) if name in self._marked), 0)

    def _line(self, name: str, text: str) -> Content:
        return Content(f"[{'x' if name in self._marked else ' '}] {visible(text)}")

    def action_mark(self) -> None:
        """Mark the choice under the cursor, or take its mark away."""
        options = self.query_one(OptionList)
        if (at := options.highlighted) is not None:
            name, text = self._choices[at]
            self._marked ^= {name}
            options.replace_option_prompt_at_index(at, self._line(name, text))

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        """A click marks."""
        event.stop()
        self.action_mark()

    def action_take(self) -> None:
        """Close with what is marked, in the order of the list."""
        self.dismiss(tuple(name for name, _text in self._choices if name in self._marked))

    def action_leave(self) -> None:
        """Close without an answer."""
        self.dismiss(None)

    def action_move(self, rows: int) -> None:
        """One down or up."""
        options = self.query_one(OptionList)
        (options.action_cursor_down if rows > 0 else options.action_cursor_up)()
