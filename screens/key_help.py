"""All keys of a screen, made from its own bindings, so that the page can't drift from the keys."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from models.messages import N_
from screens.frame import KEY_NAMES
from screens.texts import _


class KeyHelp(ModalScreen[None]):
    """One line a key: what it is called and what it does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1,enter,q", "leave", N_("close"), id="key-help.close"),
    ]

    def __init__(self, lines: list[tuple[str, str]]) -> None:
        super().__init__()
        self._lines = lines

    @classmethod
    def of(cls, screen: Screen[object]) -> KeyHelp:
        """The page for ``screen`` as it is now."""
        lines: dict[str, list[str]] = {}
        for active in screen.active_bindings.values():
            binding = active.binding
            if active.enabled and (binding.tooltip or binding.description) and not binding.system:
                text = _(binding.tooltip or binding.description)
                name = binding.key_display or KEY_NAMES.get(binding.key, binding.key)
                if name not in lines.setdefault(text, []):
                    lines[text].append(name)
        return cls([(" ".join(dict.fromkeys(keys)), text) for text, keys in lines.items()])

    def compose(self) -> ComposeResult:
        """The keys left, what they do right."""
        with VerticalScroll(classes="dialog dialog-wide"):
            yield Static(Content.styled(_("Keys of this screen"), "bold"), classes="dialog--text")
            for keys, text in self._lines:
                yield Static(Content.styled(keys.ljust(16), "bold $text-accent") + Content(f" {text}"), classes="dialog--line")
            yield Static(Content.from_markup("[bold]esc[/] $close", close=_("close")), classes="dialog--keys")

    def action_leave(self) -> None:
        """Close."""
        self.dismiss(None)
