"""What stands around every screen: the modes above, what was said last and the most useful keys below."""

from __future__ import annotations

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from screens.house.desk import desk_of
from screens.house.modes import MODES
from screens.texts import _, visible

KEY_NAMES = {
    "escape": "esc",
    "question_mark": "?",
    "slash": "/",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "delete": "del",
}
MOST_KEYS = 8
_LAST = ("list.search", "list.scope", "file.next", "file.back", "form.back", "field.pick", "help")
"""What is the same on every screen stands after what only this one has."""


def key_name(key: str) -> str:
    """A key as people see it on the keyboard: ``esc``, ``F9``, ``?``."""
    return KEY_NAMES.get(key, key.upper() if key[:1] == "f" and key[1:].isdigit() else key)


_DAILY = ("action.finish", "action.reopen", "contact-moment.add", "action.add")
"""What is the same on clients, employers and placements stands after what only each of them has; then comes changing it."""


def _rank(binding: Binding) -> float:
    """Where a key stands in the bar: enter, what makes something new, the subject's own acts, what is everywhere."""
    name = binding.id or ""
    if name in ("form.save", "list.open", "sheet.open") or (binding.key == "enter" and name not in _LAST):
        return 0
    if name in _LAST:
        return 3 + _LAST.index(name)
    if name in _DAILY:
        return 2.1 + _DAILY.index(name) / 10
    return 1 if name.endswith(".new") else 2.9 if name.endswith(".edit") else 2


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
        """One line: modes left, name right; where there is little room the name gives way before the titles do."""
        room = self.size.width
        name = visible(desk_of(self).actor.name)
        names = [name, " ".join(word for word in name.split() if not word.endswith(".")) or name]
        letters = "".join(word[0] for word in name.split())
        if demo := desk_of(self).demo:
            names = [f"{_('demo')} · {one}" for one in names]
        pairs = [(self._modes(gap, short=False), f" {who}") for who in names for gap in ("  ", " ")]
        if not demo:  # there one plays several people, and has to see which
            pairs.append((self._modes(" ", short=False), letters))
        pairs += [(self._modes(" ", short=True), f" {who}") for who in names]
        left, who = next((pair for pair in pairs if pair[0].cell_length + 1 + cell_len(pair[1]) <= room), pairs[-1])
        left_over = room - left.cell_length
        if left_over < 4:
            return left
        right = Content.styled(who.strip(), "$text-accent").truncate(left_over - 1, ellipsis=True)
        return left + Content(" " * max(1, left_over - right.cell_length)) + right

    def _modes(self, gap: str, *, short: bool) -> Content:
        parts = []
        for mode in MODES:
            here = mode.name == self._mode
            name = _(mode.title if here or not short else mode.short or mode.title)
            badge = f"·{self.waiting}" if mode.name == "coordination" and self.waiting else ""
            text = f"{mode.key} {name.upper() if here else name}{badge}"
            parts.append(Content.styled(text, "bold $text-primary" if here else "$text-muted"))
        return Content(gap).join(parts)


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
        whole = Content(f"{mark}{visible(text)}" if text else "")
        self.update(whole.truncate(max(1, self.size.width - 2), ellipsis=True) if self.size.width > 2 else whole)


class KeyBar(Widget):
    """The most useful keys that work now, at most eight; ``?`` has all."""

    DEFAULT_CSS = """
    KeyBar { height: 1; background: $panel; color: $foreground; padding: 0 1; }
    """

    def on_mount(self) -> None:
        """Keep up with the focus."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self.refresh())

    def render(self) -> Content:
        """``enter openen  n nieuw  …`` as far as there is room; the key for all the others is always there."""
        pieces = [_piece(binding) for binding in self._useful()]
        room = self.size.width - 2
        while len(pieces) > 1 and (len(pieces) > MOST_KEYS or Content("  ").join(pieces).cell_length > room):
            del pieces[-2]
        return Content("  ").join(pieces)

    def _useful(self) -> list[Binding]:
        """The keys that work now and are worth showing, each act once."""
        found: dict[str, Binding] = {}
        for active in self.screen.active_bindings.values():
            if active.binding.show and active.enabled and active.binding.description:
                found.setdefault(active.binding.description, active.binding)
        return sorted(found.values(), key=_rank)


def _piece(binding: Binding) -> Content:
    return Content.styled(key_name(binding.key), "bold $text-accent") + Content(f" {_(binding.description)}")


class Below(Vertical):
    """What is said, and the keys."""

    DEFAULT_CSS = """
    Below { dock: bottom; height: 2; }
    """

    def compose(self) -> ComposeResult:
        """Say bar over key bar."""
        yield SayBar()
        yield KeyBar()
