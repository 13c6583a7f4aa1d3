"""Searching in a list: the field above it, and what goes between that field and the list."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Input

from models.messages import N_
from screens.house.house_screen import RecordScreen
from screens.house.line_input import LineInput
from screens.record_list import RecordList
from screens.texts import _


class SearchActs(RecordScreen):
    """A list that is searched while one types."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", N_("search"), id="list.search", tooltip=N_("Search in this list")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | / | search in this list |
    """

    def search_field(self) -> LineInput:
        """The field, to put above the list."""
        return LineInput(placeholder=_("search"), id="search", compact=True)

    def searched(self) -> None:
        """Something else is searched for: show what is found."""
        raise NotImplementedError

    @property
    def search_text(self) -> str:
        """What is searched for; nothing when the list shows its scope."""
        return self._field.value.strip()

    @property
    def searching(self) -> bool:
        """Whether the list shows what was searched for."""
        return bool(self.search_text)

    @property
    def has_letters(self) -> bool:
        """Whether anything stands in the field, be it spaces."""
        return bool(self._field.value)

    @property
    def typing(self) -> bool:
        """Whether letters are typed in the field."""
        return self.focused is self._field

    @property
    def search_is_open(self) -> bool:
        """Whether the field is there, with something in it or not."""
        return bool(self._field.display)

    def set_search(self, text: str) -> None:
        """Put ``text`` in the field; what is found is shown by who asks for it."""
        with self.prevent(Input.Changed):
            self._field.value = text

    def show_search(self, shown: bool) -> None:
        """Show the field above the list, or hide it."""
        self._field.display = shown

    @property
    def _field(self) -> Input:
        return self.query_one("#search", Input)

    def action_search(self) -> None:
        """Open the search field."""
        self.show_search(True)
        self._field.focus()

    @on(Input.Changed, "#search")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.searched()

    @on(Input.Submitted, "#search")
    def _to_list(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one(RecordList).focus()

    def on_key(self, event: Any) -> None:
        """Arrow down in the search field goes to the list."""
        if event.key in ("down", "pagedown") and self.typing:
            event.stop()
            self.query_one(RecordList).focus()
