"""Asks for some of a few: each is on or off."""

from __future__ import annotations

from collections.abc import Sequence
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


class ChooseSome(Dialog[tuple[str, ...] | None]):
    """Closes with the names that are on, in their own order; None when it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("leave it"), id="choose.leave"),
        Binding("space", "turn", N_("on or off"), id="choose.turn"),
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
    ]

    def __init__(self, question: str, choices: Sequence[tuple[str, str]], on: Sequence[str]) -> None:
        """``choices`` are pairs of name and text; ``on`` are the names that are on at first."""
        super().__init__()
        self._question = question
        self._choices = choices
        self._on = set(on)

    def compose(self) -> ComposeResult:
        """The question over the choices."""
        with Vertical(classes="dialog"):
            yield Static(Content(visible(self._question)), markup=False, classes="dialog--text")
            yield OptionList(*(Option(self._text(name, text), id=name) for name, text in self._choices), markup=False)
            yield Static(
                Content.from_markup(
                    "[bold]$space[/] $turn    [bold]enter[/] $ok    [bold]esc[/] $leave",
                    space=_("space"),
                    turn=_("on or off"),
                    ok=_("ok"),
                    leave=_("leave it"),
                ),
                classes="dialog--keys",
            )

    def _text(self, name: str, text: str) -> Content:
        return Content(f"{'✓' if name in self._on else ' '} {visible(text)}")

    def on_mount(self) -> None:
        """Begin at the first."""
        self.query_one(OptionList).focus()

    def action_turn(self) -> None:
        """The one under the cursor on, or off."""
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            name, text = self._choices[options.highlighted]
            self._on ^= {name}
            options.replace_option_prompt(name, self._text(name, text))

    def action_move(self, rows: int) -> None:
        """One down or up."""
        options = self.query_one(OptionList)
        (options.action_cursor_down if rows > 0 else options.action_cursor_up)()

    @on(OptionList.OptionSelected)
    def _done(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(tuple(name for name, _text in self._choices if name in self._on))

    def action_leave(self) -> None:
        """Close without a choice."""
        self.dismiss(None)
