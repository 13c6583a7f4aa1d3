"""What stands around every screen: the modes above, what was said last and the most useful keys below."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from models.messages import N_
from screens.desk import desk_of
from screens.texts import _, visible

MODES: tuple[tuple[str, str, str], ...] = (
    ("2", "client", N_("Clients")),
    ("3", "employer", N_("Employers")),
    ("4", "placement", N_("Placements")),
    ("5", "coordination", N_("Coordination")),
)
"""Key, mode, title; the other numbers belong to screens that come later."""

KEY_NAMES = {
    "escape": "esc",
    "question_mark": "?",
    "slash": "/",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "f1": "F1",
    "f2": "F2",
    "f6": "F6",
    "f9": "F9",
    "ctrl+p": "ctrl+p",
    "ctrl+q": "ctrl+q",
    "ctrl+s": "ctrl+s",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
}
MOST_KEYS = 8


def key_name(keys: str) -> str:
    """The first key of a binding as people see it on the keyboard."""
    first = keys.split(",")[0].strip()
    return KEY_NAMES.get(first, first.upper() if len(first) == 1 and first.isupper() else first)


class TopBar(Widget):
    """The modes, with the one that is open in capitals, and who acts."""

    DEFAULT_CSS = """
    TopBar { height: 1; background: $panel; color: $foreground; padding: 0 1; }
    """

    waiting: reactive[int] = reactive(0)
    """How many requests wait for who acts."""

    def __init__(self, mode: str) -> None:
        super().__init__()
        self._mode = mode

    def render(self) -> Content:
        """One line: modes left, name right."""
        parts = []
        for key, mode, title in MODES:
            name = _(title)
            badge = f"·{self.waiting}" if mode == "coordination" and self.waiting else ""
            here = mode == self._mode
            text = f"{key} {name.upper() if here else name}{badge}"
            parts.append(Content.styled(text, "bold $text-primary" if here else "$text-muted"))
        left = Content("  ").join(parts)
        desk = desk_of(self)
        who = f"{_('demo')} · {visible(desk.actor.name)}" if desk.demo else visible(desk.actor.name)
        room = self.size.width - 2 - left.cell_length
        if room < 4:
            return left
        if len(who) > room - 2:
            who = who[: max(0, room - 3)] + "…"
        right = Content.styled(who, "$text-accent")
        return left + Content(" " * max(1, room - right.cell_length)) + right


class SayBar(Static):
    """The last thing the screen said, where the eyes are: ``bewaard 14:03``."""

    DEFAULT_CSS = """
    SayBar { height: 1; padding: 0 1; color: $text-muted; }
    SayBar.-good { color: $text-success; }
    SayBar.-bad { color: $text-error; }
    """

    def __init__(self) -> None:
        super().__init__("", markup=False)

    def say(self, text: str, tone: str = "") -> None:
        """Show ``text``; tone is ``good``, ``bad`` or nothing."""
        self.set_class(tone == "good", "-good")
        self.set_class(tone == "bad", "-bad")
        mark = {"good": "✓ ", "bad": "✖ "}.get(tone, "")
        self.update(Content(f"{mark}{visible(text)}" if text else ""))


class KeyBar(Widget):
    """The most useful keys that work now, at most eight; ``?`` has all."""

    DEFAULT_CSS = """
    KeyBar { height: 1; background: $panel; color: $foreground; padding: 0 1; }
    """

    def on_mount(self) -> None:
        """Keep up with the focus."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self.refresh())

    def render(self) -> Content:
        """``enter openen  n nieuw  …`` as far as there is room."""
        shown: list[tuple[str, str]] = []
        for active in self.screen.active_bindings.values():
            binding: Binding = active.binding
            if binding.show and active.enabled and binding.description:
                entry = (binding.key_display or key_name(binding.key), _(binding.description))
                if entry not in shown and all(entry[1] != other[1] for other in shown):
                    shown.append(entry)
        line, room = Content(""), self.size.width - 2
        for key, name in shown[:MOST_KEYS]:
            piece = Content.styled(key, "bold $text-accent") + Content(f" {name}  ")
            if line.cell_length + piece.cell_length > room + 2:
                break
            line += piece
        return line


class Below(Vertical):
    """What is said, and the keys."""

    DEFAULT_CSS = """
    Below { dock: bottom; height: 2; }
    """

    def compose(self) -> ComposeResult:
        """Say bar over key bar."""
        yield SayBar()
        yield KeyBar()
