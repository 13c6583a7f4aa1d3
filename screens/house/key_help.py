"""All keys of a screen, made from its own bindings, so that the page can't drift from the keys."""

from __future__ import annotations

from textwrap import wrap
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from models.messages import N_
from screens.house.frame import key_name
from screens.house.leaving import Dialog
from screens.texts import _

KEYS_WIDTH = 18
TEXT_WIDTH = 46
GROUPS = (N_("On this screen"), N_("In the list or field"), N_("Everywhere"))
Keys = tuple[str, str]
"""The keys, and what they do."""


class KeyHelp(Dialog[None]):
    """One line an act: its keys and what they do; the screen's own acts first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1,enter,q", "leave", N_("close"), id="key-help.close"),
    ]

    def __init__(self, groups: list[tuple[str, list[Keys]]]) -> None:
        super().__init__()
        self._groups = groups

    @classmethod
    def of(cls, screen: Screen[object]) -> KeyHelp:
        """The page for ``screen`` as it is now."""
        found: tuple[dict[str, list[str]], ...] = ({}, {}, {})
        for key, active in sorted(screen.active_bindings.items(), key=lambda item: _is_shared(item[1].binding)):
            text = active.binding.tooltip or active.binding.description
            if active.enabled and active.binding.id and text:
                group = 0 if isinstance(active.node, Screen) else 2 if isinstance(active.node, App) else 1
                found[group].setdefault(_(text), []).append(key_name(key))
        lines = [[(" ".join(dict.fromkeys(keys)), text) for text, keys in acts.items()] for acts in found]
        return cls([(_(name), some) for name, some in zip(GROUPS, lines, strict=True) if some])

    def compose(self) -> ComposeResult:
        """The keys left, what they do right."""
        with VerticalScroll(classes="dialog dialog-wide"):
            for name, lines in self._groups:
                yield Static(Content.styled(name, "bold $text-primary"), classes="dialog--line")
                for keys, text in lines:
                    indented = ("\n" + " " * (KEYS_WIDTH + 1)).join(wrap(text, TEXT_WIDTH))
                    line = Content.styled(keys.ljust(KEYS_WIDTH), "bold $text-accent") + Content(f" {indented}")
                    yield Static(line, classes="dialog--line")
            yield Static(Content.from_markup("[bold]esc[/] $close", close=_("close")), classes="dialog--keys")

    def action_leave(self) -> None:
        """Close."""
        self.dismiss(None)


def _is_shared(binding: Binding) -> bool:
    """Whether other screens have this key too; what only this one has comes first."""
    return (binding.id or "").split(".")[0] in ("list", "file", "form", "help", "undo", "record")
