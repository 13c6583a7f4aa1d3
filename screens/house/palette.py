"""The palette: any record and any command from anywhere, by typing."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from db.search import Hit, find_anything
from models.messages import N_
from models.values import fold
from screens.house.desk import desk_of
from screens.house.leaving import Dialog
from screens.house.line_input import LineInput
from screens.texts import _, visible


class Command(NamedTuple):
    """One thing that can be done from the palette."""

    text: str
    """What it is called, already translated."""
    run: Callable[[], None]
    key: str = ""
    """The key that does the same, when there is one."""


class Palette(Dialog[Callable[[], None] | None]):
    """Commands and records that the typed words lead to; closes with what to do."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("leave it"), id="palette.leave"),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def __init__(self, commands: list[Command], open_record: Callable[[str, bytes], None]) -> None:
        super().__init__()
        self._commands = commands
        self._open_record = open_record
        self._offered: list[Callable[[], None]] = []

    def compose(self) -> ComposeResult:
        """A field over what it finds."""
        with Vertical(classes="dialog dialog-tall"):
            yield LineInput(placeholder=_("a name, a number, or what you want to do"), compact=True)
            yield OptionList(markup=False)
            yield Static(
                Content.from_markup("[bold]enter[/] $go    [bold]esc[/] $leave", go=_("go there"), leave=_("leave it")),
                classes="dialog--keys",
            )

    def on_mount(self) -> None:
        """Offer all commands at first."""
        for options in self.query(OptionList):  # keys that came too fast may have closed it already
            options.can_focus = False
            self._offer("")
            self.query_one(Input).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._offer(event.value)

    def _offer(self, text: str) -> None:
        wanted = fold(text).split()
        commands = [c for c in self._commands if all(word in fold(c.text) for word in wanted)]
        hits: list[Hit] = []
        if len(text.strip()) >= 2:
            with desk_of(self).store.read() as reader:
                hits = find_anything(reader, text)
        options = self.query_one(OptionList)
        options.clear_options()
        self._offered = [c.run for c in commands] + [self._opener(hit) for hit in hits]
        names = {
            "client": _("client"),
            "employer": _("employer"),
            "location": _("location"),
            "placement": _("placement"),
            "coordination": _("request"),
            "vacancy": _("vacancy"),
        }
        for command in commands:
            options.add_option(Option(Content(command.text) + Content.styled(f"  {command.key}", "$text-muted")))
        for hit in hits:
            options.add_option(
                Option(
                    Content(visible(hit.title)) + Content.styled(f"  {names[hit.subject]} {visible(hit.number)}", "$text-muted")
                )
            )
        if self._offered:
            options.highlighted = 0
        elif text.strip():
            options.add_option(Option(Content(_("Nothing found.")), disabled=True))

    def _opener(self, hit: Hit) -> Callable[[], None]:
        return lambda: self._open_record(hit.subject, hit.record)

    @on(Input.Submitted)
    def _go(self, event: Input.Submitted) -> None:
        event.stop()
        at = self.query_one(OptionList).highlighted
        if at is not None and at < len(self._offered):
            self.dismiss(self._offered[at])

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_index < len(self._offered):
            self.dismiss(self._offered[event.option_index])

    def action_move(self, rows: int) -> None:
        """Walk what was found from the field."""
        options = self.query_one(OptionList)
        (options.action_cursor_down if rows > 0 else options.action_cursor_up)()

    def action_leave(self) -> None:
        """Close."""
        self.dismiss(None)
