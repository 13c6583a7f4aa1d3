"""Small questions: yes or no, one line of text, one of a few. Escape always means: leave it."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from models.messages import N_
from models.values import fold
from screens.house.leaving import Dialog
from screens.house.line_input import LineInput
from screens.imports.file_input import FileInput
from screens.texts import _, visible

TYPING = 1.0
"""Letters that follow each other within so many seconds are one word."""


def _lines(text: str) -> str:
    """Text of several lines, what steers a terminal made visible in each."""
    return "\n".join(visible(line) for line in text.split("\n"))


class Confirm(Dialog[bool]):
    """Asks whether to go on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y,j", "answer(True)", N_("yes"), id="confirm.yes"),
        Binding("x", "lose", N_("yes"), id="confirm.lose"),
        Binding("n,escape", "answer(False)", N_("no"), id="confirm.no"),
    ]

    def __init__(self, question: str, *, yes: str | None = None, no: str | None = None, loses: bool = False) -> None:
        """``loses``: a yes throws something away, so it has a key of its own that nothing else on the way is."""
        super().__init__()
        self._loses = loses
        self._question = question
        self._yes = yes or _("yes")
        self._no = no or _("no")

    def compose(self) -> ComposeResult:
        """The question, and the two keys that answer it."""
        with Vertical(classes="dialog"):
            yield Static(Content(_lines(self._question)), markup=False, classes="dialog--text")
            yield Static(
                Content.from_markup(
                    "[bold]$yes_key[/] $yes    [bold]esc[/] $no",
                    yes_key="x" if self._loses else "enter",
                    yes=self._yes,
                    no=self._no,
                ),
                classes="dialog--keys",
            )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A yes that loses something has one key only."""
        if action == "lose":
            return self._loses
        return not (self._loses and action == "answer" and parameters[0])

    def action_lose(self) -> None:
        """Close with a yes that throws something away."""
        self.dismiss(True)

    def action_answer(self, answer: bool) -> None:
        """Close with the answer."""
        self.dismiss(answer)


class AskLine(Dialog[str | None]):
    """Asks for one line of text; None when it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", N_("leave it"), id="ask.leave")]

    def __init__(
        self,
        question: str,
        *,
        value: str = "",
        needed: bool = True,
        explain: str = "",
        files: bool = False,
        loses: bool = False,
    ) -> None:
        """``explain`` stands between question and field; with ``files`` tab completes the name of a file.

        ``loses``: what was typed in questions before this one is gone when this one is left.
        """
        super().__init__()
        self._loses = loses
        self._warned = False
        self._question = question
        self._value = value
        self._needed = needed
        self._explain = explain
        self._field = FileInput if files else LineInput

    def compose(self) -> ComposeResult:
        """The question over one field."""
        with Vertical(classes="dialog"):
            yield Static(Content(visible(self._question)), markup=False, classes="dialog--text")
            if self._explain:
                yield Static(Content(visible(self._explain)), markup=False, classes="dialog--explain")
            yield self._field(self._value, compact=True)
            yield Static("", markup=False, classes="dialog--wrong")
            yield Static(
                Content.from_markup("[bold]enter[/] $ok    [bold]esc[/] $leave", ok=_("ok"), leave=_("leave it")),
                classes="dialog--keys",
            )

    @on(Input.Submitted)
    def _answer(self, event: Input.Submitted) -> None:
        event.stop()
        text = event.value.strip()
        if self._needed and not text:
            self.query_one(".dialog--wrong", Static).update(Content(_("This can't be empty.")))
            return
        self.dismiss(text)

    def action_leave(self) -> None:
        """Close without an answer; what was typed is thrown away only when asked for twice."""
        typed = self.query_one(Input).value
        if not self._warned and (self._loses or (typed.strip() and typed != self._value)):
            self._warned = True
            self.query_one(".dialog--wrong", Static).update(Content(_("esc once more throws away what you typed.")))
            return
        self.dismiss(None)

    @on(Input.Changed)
    def _typed_on(self, event: Input.Changed) -> None:
        event.stop()
        self._warned = False


class Choose(Dialog[str | None]):
    """Asks for one of a few, or, with a field to type a part of it in, one of many; None when it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("leave it"), id="choose.leave"),
        Binding("down,j", "move(1)", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("g", "edge('first')", show=False),
        Binding("G", "edge('last')", show=False),
    ]
    FEW: ClassVar[int] = 12

    def __init__(self, question: str, choices: Sequence[tuple[str, str]], *, now: str | None = None) -> None:
        """``choices`` are pairs of name and text; ``now`` is the name that stands at the cursor first."""
        super().__init__()
        self._question = question
        self._choices = choices
        self._now = now
        self._letters = ""
        self._lettered_at = 0.0

    def compose(self) -> ComposeResult:
        """The question over the choices."""
        with Vertical(classes="dialog"):
            yield Static(Content(visible(self._question)), markup=False, classes="dialog--text")
            if len(self._choices) > self.FEW:
                yield LineInput(placeholder=_("type a part of it"), compact=True)
            yield OptionList(markup=False)
            yield Static(
                Content.from_markup("[bold]enter[/] $take    [bold]esc[/] $leave", take=_("choose"), leave=_("leave it")),
                classes="dialog--keys",
            )

    def on_mount(self) -> None:
        """Stand at the present choice."""
        options = self.query_one(OptionList)
        self._offer("")
        if fields := self.query(Input):
            options.can_focus = False
            fields.first().focus()
        else:
            options.focus()

    def _offer(self, typed: str) -> None:
        """Show the choices that every typed word is a part of."""
        words = fold(typed).split()
        offered = [(name, text) for name, text in self._choices if all(word in fold(text) for word in words)]
        options = self.query_one(OptionList)
        options.set_options([Option(Content(visible(text)), id=name) for name, text in offered])
        names = [name for name, _text in offered]
        options.highlighted = (names.index(self._now) if self._now in names else 0) if names else None

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._offer(event.value)

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        event.stop()
        for options in self.query(OptionList):
            options.action_select()

    @on(OptionList.OptionSelected)
    def _answer(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(event.option_id)

    def on_key(self, event: events.Key) -> None:
        """Letters typed after each other go to the first choice that begins with them; other letters keep their meaning."""
        if self.query(Input) or not event.is_printable or event.character is None:
            return
        going_on = monotonic() - self._lettered_at < TYPING
        letters = (self._letters if going_on else "") + event.character
        beginning = fold(letters)
        found = next((at for at, (_name, text) in enumerate(self._choices) if fold(text).startswith(beginning)), None)
        if found is not None:
            self._letters, self._lettered_at = letters, monotonic()
            self.query_one(OptionList).highlighted = found
        if found is not None or going_on:
            event.stop()

    def action_leave(self) -> None:
        """Close without a choice."""
        self.dismiss(None)

    def action_move(self, rows: int) -> None:
        """One down or up."""
        options = self.query_one(OptionList)
        (options.action_cursor_down if rows > 0 else options.action_cursor_up)()

    def action_edge(self, end: str) -> None:
        """To the first or the last choice."""
        options = self.query_one(OptionList)
        (options.action_first if end == "first" else options.action_last)()

    def action_page(self, pages: int) -> None:
        """One screen of choices down or up."""
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            options.highlighted = max(0, min(options.option_count - 1, options.highlighted + pages * options.size.height))


class Tell(Dialog[None]):
    """Tells something longer than the line above the keys holds."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter", "leave", N_("ok"), id="tell.leave")]

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """The text."""
        with Vertical(classes="dialog"):
            with VerticalScroll(classes="dialog--page"):
                yield Static(Content(_lines(self._text)), markup=False, classes="dialog--text")
            yield Static(Content.from_markup("[bold]enter[/] $ok", ok=_("ok")), classes="dialog--keys")

    def action_leave(self) -> None:
        """Close."""
        self.dismiss(None)
