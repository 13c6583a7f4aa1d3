"""The quiet line under a form: whom somebody who is being typed looks like; a key opens that file."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from db.duplicates.typing import LooksLike
from db.reading import Reader
from db.refs import resolve
from models.likeness import SAME
from models.messages import N_, Message
from screens.house.form_screen import FormScreen
from screens.house.frame import Below
from screens.texts import _, render, visible


class LooksLikeForm(FormScreen):
    """A form that says whom what is typed looks like, each time a field is left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "look_alike", N_("open it"), id="form.look-alike", tooltip=N_("Open what this looks like")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | F5 | open what this looks like; what is typed stays |
    """

    def __init__(self) -> None:
        super().__init__()
        self._alike: tuple[LooksLike, ...] = ()
        self._asked: Mapping[str, Any] | None = None

    @abstractmethod
    def alike(self, reader: Reader, typed: Mapping[str, Any]) -> tuple[LooksLike, ...]:
        """The records that what is typed looks like, the surest first."""

    def compose(self) -> ComposeResult:
        """As every form, with the line under its fields."""
        for widget in super().compose():
            if isinstance(widget, Below):
                line = Static("", id="looks-like", markup=False)
                line.display = False
                yield line
            yield widget

    @on(events.DescendantBlur)
    def _look(self, _event: events.DescendantBlur) -> None:
        typed = self.values()
        if typed == self._asked or not self.changed:
            return
        self._asked = typed

        def question() -> tuple[LooksLike, ...]:
            with self.desk.store.read() as reader:
                return self.alike(reader, typed)

        self.ask(question, self._tell, group="looks-like")

    def _tell(self, found: tuple[LooksLike, ...]) -> None:
        self._alike = found
        line = self.query_one("#looks-like", Static)
        line.display = bool(found)
        if found:
            first = found[0]
            sentence = Message(
                N_("! looks like {number} {name}: same {reasons}"),
                number=first.number,
                name=first.name,
                reasons=tuple(Message(SAME[reason]) for reason in first.reasons),
            )
            more = f" {_('and {n} more', n=len(found) - 1)}" if len(found) > 1 else ""
            line.update(Content.styled(visible(f"{render(sentence)}{more}"), "$text-warning"))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There has to be something that it looks like."""
        if action == "look_alike":
            return bool(self._alike)
        return super().check_action(action, parameters)

    def action_look_alike(self) -> None:
        """Open the file of what this looks like most; the form stays below it as it is."""
        if not self._alike:
            return
        number = self._alike[0].number

        def question() -> bytes:
            with self.desk.store.read() as reader:
                return resolve(reader, self.subject, number).id

        self.ask(question, lambda key: self.open_record(self.subject, key), group="look")
