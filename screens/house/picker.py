"""Looking up a record: type a few letters, take the one you mean."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from db.lists.opening import open_list
from models.messages import N_
from screens.house.desk import desk_of
from screens.house.leaving import Dialog
from screens.house.line_input import LineInput
from screens.record_list import RecordList
from screens.texts import _, visible

Found = tuple[bytes, str]
"""Key of the record, and what it is called."""


class PickRecord(Dialog[Found | None]):
    """A search field over the list of one subject; closes with the record, or None when it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("leave it"), id="picker.leave"),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
    ]

    def __init__(self, subject: str, question: str, typed: str = "") -> None:
        super().__init__()
        self._subject = subject
        self._question = question
        self._typed = typed

    def compose(self) -> ComposeResult:
        """Question, field, list."""
        desk = desk_of(self)
        with Vertical(classes="dialog dialog-tall"):
            yield Static(Content.styled(visible(self._question), "bold"), markup=False, classes="dialog--text")
            yield LineInput(self._typed, placeholder=_("name, number or place"), compact=True, select_on_focus=False)
            yield RecordList(
                open_list(desk.store, self._subject, me=desk.actor.id, search=self._typed), empty=_("Nothing found.")
            )
            yield Static(
                Content.from_markup(
                    "[bold]↑ ↓ enter[/] $take    [bold]esc[/] $leave", take=_("take this one"), leave=_("leave it")
                ),
                classes="dialog--keys",
            )

    def on_mount(self) -> None:
        """Begin in the field; the list is walked with the arrows from there."""
        self.query_one(RecordList).can_focus = False
        field = self.query_one(Input)
        field.focus()
        field.cursor_position = len(field.value)

    def type(self, text: str) -> None:
        """Take over what was typed before this was on the screen."""
        self._typed += text
        for field in self.query(Input):
            field.value += text
            field.cursor_position = len(field.value)

    @on(Input.Changed)
    def _look(self, event: Input.Changed) -> None:
        event.stop()
        desk = desk_of(self)
        self.query_one(RecordList).set_source(open_list(desk.store, self._subject, me=desk.actor.id, search=event.value))

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        event.stop()
        self._done()

    @on(RecordList.Opened)
    def _clicked(self, event: RecordList.Opened) -> None:
        event.stop()
        self._done()

    def _done(self) -> None:
        if row := self.query_one(RecordList).cursor_row:
            self.dismiss((row.id, f"{row.cells[0]} ({row.cells[1]})"))

    def on_key(self, event: events.Key) -> None:
        """Keys that the field does not use stay here."""
        if event.key == "tab":
            event.stop()
            event.prevent_default()

    def action_move(self, rows: int) -> None:
        """Walk the list from the field."""
        for records in self.query(RecordList):  # it may not be there yet
            records.action_move(rows)

    def action_page(self, pages: int) -> None:
        """Walk the list by screens."""
        for records in self.query(RecordList):
            records.action_page(pages)

    def action_leave(self) -> None:
        """Close without a record."""
        self.dismiss(None)
