"""The fields of a form: a line of text, a choice of a few, a record to look up; each with its label and its complaint."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from models.messages import N_
from screens.house.dialogs import Choose
from screens.house.line_input import LineInput
from screens.imports.file_input import FileInput
from screens.texts import _, visible


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a form, before it is on the screen."""

    name: str
    """Name of the field in the input model."""
    label: str
    """What people read, already translated."""
    choices: Sequence[tuple[str, str]] | None = None
    """Pairs of value and text; None for a field to type in."""
    subject: str = ""
    """The subject of the record to look up."""
    hint: str = ""
    """How to write it, shown while the field is empty."""
    optional: bool = True
    """Whether a choice may be left open."""
    files: bool = False
    """Whether the name of a file is typed here; tab completes it."""
    keys: bool = False
    """The values of the choices are keys of records, in hexadecimal."""
    several: bool = False
    """Several of the choices can be taken; their values stand in the field with commas between."""
    offer: Callable[[], Sequence[tuple[str, str]]] | None = None
    """Looks the choices up when somebody chooses: they depend on what stands in the form."""


class Picked(Widget, can_focus=True):
    """A field whose value is chosen elsewhere: shows the text of what was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "pick", N_("choose"), id="field.pick", tooltip=N_("Choose the value of this field")),
        Binding("delete,backspace", "empty", N_("make empty"), show=False, id="field.empty", tooltip=N_("Make this field empty")),
    ]

    DEFAULT_CSS = """
    Picked { height: 1; background: $surface; color: $foreground; }
    Picked:focus { background: $block-cursor-background; color: $block-cursor-foreground; }
    """

    shown: reactive[str] = reactive("")
    """Text of what was chosen."""

    class Changed(Message):
        """Another value was chosen."""

        def __init__(self, picked: Picked) -> None:
            super().__init__()
            self.picked = picked

        @property
        def control(self) -> Picked:
            """The field."""
            return self.picked

    def __init__(self, spec: FieldSpec, value: Any, shown: str, *, id: str) -> None:
        super().__init__(id=id)
        self.spec = spec
        self.value = value
        self.set_reactive(Picked.shown, shown)

    def render(self) -> Content:
        """The chosen text, or how to choose it, and the mark that there is a choice."""
        text = Content(visible(self.shown)) if self.shown else Content.styled(visible(self.spec.hint), "$text-disabled")
        return text.truncate(max(1, self.size.width - 2), ellipsis=True) + Content.styled(" ▾", "$text-muted")

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Letters and digits are typed here; they are no keys of the screen."""
        return character is not None and character.isalnum()

    def take(self, value: Any, shown: str) -> None:
        """Have this value from now on."""
        if value != self.value:
            self.value, self.shown = value, shown
            self.post_message(self.Changed(self))

    def action_empty(self) -> None:
        """No value."""
        if self.spec.optional:
            self.take(None, "")

    def on_click(self) -> None:
        """A click is a choice too."""
        self.action_pick()

    def on_key(self, event: events.Key) -> None:
        """Letters begin the choosing at once."""
        if event.is_printable and event.character and event.character.isalnum():
            event.stop()
            event.prevent_default()
            self.begin(event.character)

    def action_pick(self) -> None:
        """Choose."""
        self.begin("")

    def begin(self, typed: str) -> None:
        """Begin choosing, with what was typed already."""
        raise NotImplementedError


TYPED_TOGETHER = 1.0
"""Seconds between two letters of one word."""


class ChoiceField(Picked):
    """One of a few."""

    _word = ""
    _word_at = 0.0

    def begin(self, typed: str) -> None:
        """See :class:`Picked`; letters that belong together lead to a choice, one letter again and again to the next."""
        if self.app.screen is not self.screen:
            return  # a key that was pressed before the choices were there
        choices = self._offered()
        if typed:
            now = monotonic()
            self._word = (self._word if now - self._word_at < TYPED_TOGETHER else "") + typed.casefold()
            self._word_at = now
            for beginning in (self._word, typed.casefold()):
                if found := self._next_with(beginning, choices, stay=len(beginning) > 1):
                    self.take(*found)
                    return
        offered = ([("", _("(none)"))] if self.spec.optional else []) + choices
        self.app.push_screen(Choose(self.spec.label, offered, now=self.value or ""), self._chosen)

    def _next_with(self, beginning: str, choices: list[tuple[str, str]], *, stay: bool) -> tuple[str, str] | None:
        """The next choice that begins so; with ``stay`` the present one counts first."""
        names = [value for value, _text in choices]
        at = names.index(self.value) if self.value in names else -1
        after = max(0, at) if stay else at + 1
        turned = choices[after:] + choices[:after]
        return next(((value, text) for value, text in turned if text.casefold().startswith(beginning)), None)

    def _offered(self) -> list[tuple[str, str]]:
        return list(self.spec.offer() if self.spec.offer else self.spec.choices or ())

    def _chosen(self, value: str | None) -> None:
        if value is not None:
            self.take(value or None, dict(self._offered()).get(value, ""))


class SeveralField(Picked):
    """Some of a few: their values with commas between."""

    def begin(self, typed: str) -> None:
        """See :class:`Picked`; letters don't choose here, for one letter would have to say whether it marks or unmarks."""
        from screens.house.choose_several import ChooseSeveral

        if self.app.screen is self.screen:
            now = (self.value or "").split(",")
            self.app.push_screen(ChooseSeveral(self.spec.label, self.spec.choices or (), now), self._taken)

    def _taken(self, values: tuple[str, ...] | None) -> None:
        if values is not None:
            self.take(",".join(values), shown_of(self.spec, ",".join(values)))


def shown_of(spec: FieldSpec, value: str | None) -> str:
    """The text of a value of a field with choices."""
    texts = dict(spec.choices or ())
    return (
        ", ".join(texts.get(one, "") for one in (value or "").split(",") if one) if spec.several else texts.get(value or "", "")
    )


class RecordField(Picked):
    """Another record, looked up by searching."""

    def begin(self, typed: str) -> None:
        """See :class:`Picked`; letters that come before the picker is on the screen are typed in it all the same."""
        from screens.house.picker import PickRecord

        if isinstance(self.app.screen, PickRecord):
            self.app.screen.type(typed)
            return
        if self.app.screen is not self.screen:
            return
        self.app.push_screen(PickRecord(self.spec.subject, self.spec.label, typed), self._chosen)

    def _chosen(self, found: tuple[bytes, str] | None) -> None:
        if found is not None:
            self.take(*found)


class FieldRow(Vertical):
    """Label and field on one line, and below it what is wrong, when something is."""

    DEFAULT_CSS = """
    FieldRow { height: auto; }
    FieldRow Horizontal { height: 1; }
    FieldRow .label { width: 24; color: $text-muted; padding: 0 1 0 0; text-align: right; }
    FieldRow Input { width: 1fr; }
    FieldRow Picked { width: 1fr; }
    FieldRow .wrong { height: auto; padding: 0 0 0 24; color: $text-error; display: none; }
    FieldRow.-wrong .wrong { display: block; }
    FieldRow.-wrong .label { color: $text-error; }
    """

    def __init__(self, spec: FieldSpec, value: Any, shown: str = "") -> None:
        super().__init__(id=f"row-{spec.name}")
        self.spec = spec
        self._value = value
        self._shown = shown

    def compose(self) -> ComposeResult:
        """Label, field, complaint."""
        with Horizontal():
            yield Static(Content(visible(self.spec.label)), classes="label", markup=False)
            if self.spec.choices is not None:
                kind = SeveralField if self.spec.several else ChoiceField
                shown = self._shown or shown_of(self.spec, self._value)
                yield kind(self.spec, self._value, shown, id=f"field-{self.spec.name}")
            elif self.spec.subject:
                yield RecordField(self.spec, self._value, self._shown, id=f"field-{self.spec.name}")
            else:
                name = f"field-{self.spec.name}"
                yield (FileInput if self.spec.files else LineInput)(
                    self._value or "", placeholder=self.spec.hint, compact=True, id=name, select_on_focus=False
                )
        yield Static("", classes="wrong", markup=False)

    @property
    def value(self) -> Any:
        """What is in the field now: text as typed, or the chosen value."""
        found = self.query_one(f"#field-{self.spec.name}")
        return found.value if isinstance(found, Input | Picked) else None

    @property
    def text(self) -> str:
        """What people read in the field now."""
        found = self.query_one(f"#field-{self.spec.name}")
        return found.shown if isinstance(found, Picked) else str(self.value or "")

    def text_of(self, value: Any, shown: str = "") -> str:
        """How people would read ``value`` in this field; of a record its text is given."""
        if self.spec.choices is not None:
            return shown_of(self.spec, value) or shown
        return shown if self.spec.subject else str(value or "")

    def set_value(self, value: Any, shown: str = "") -> None:
        """Fill the field from elsewhere."""
        found = self.query_one(f"#field-{self.spec.name}")
        if isinstance(found, Input):
            found.value = value or ""
        elif isinstance(found, Picked):
            found.take(value, shown or shown_of(self.spec, value))

    def complain(self, text: str) -> None:
        """Say what is wrong; nothing when all is well."""
        self.set_class(bool(text), "-wrong")
        self.query_one(".wrong", Static).update(Content(f"✖ {visible(text)}" if text else ""))

    def focus_field(self) -> None:
        """Go to this field."""
        self.query_one(f"#field-{self.spec.name}").focus()

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        event.stop()
        self.screen.focus_next()
