"""The pairs that are probably one record, the surest first: look at both side by side, or say that they are not the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from db.duplicates.queue import MOST, Queue, QueuePair, QueueSide, duplicates
from db.reading import Reader
from db.windows import Column, Hint, MemoryList, Row
from models.kinds import Twin
from models.messages import N_, Message
from screens.duplicates.words import same_words
from screens.house.frame import Below, TopBar
from screens.house.short_list import ShortListScreen
from screens.record_list import RecordList
from screens.texts import _, count, label, partial_date, plural, visible

COLUMNS = {
    "employer": (
        Column("score", Message(N_("Sure")), 4, right=True),
        Column("one", Message(N_("Employer")), 18, weight=2),
        Column("other", Message(N_("looks like")), 18, weight=2),
        Column("same", Message(N_("The same")), 14, weight=2),
        Column("holders", Message(N_("Account holders")), 12, weight=1, priority=1),
    ),
    "client": (
        Column("score", Message(N_("Sure")), 4, right=True),
        Column("one", Message(N_("Client")), 20, weight=2),
        Column("other", Message(N_("looks like")), 20, weight=2),
        Column("same", Message(N_("The same")), 16, weight=2),
        Column("born", Message(N_("Born on")), 10, priority=1),
    ),
}


class DuplicatesScreen(ShortListScreen):
    """What there is to judge, of employers or of clients."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("back"), id="file.back", tooltip=N_("Back to where you came from")),
        Binding(
            "d",
            "different",
            N_("not the same"),
            id="pair.different",
            tooltip=N_("These are not the same: never offer them again"),
        ),
        Binding("s", "same", N_("the same"), id="pair.same", tooltip=N_("Agree, as account holder, that these are merged")),
        Binding("r", "refresh", N_("read again"), show=False, id="list.refresh", tooltip=N_("Read the list again")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | enter | both side by side: what each has, what moves along, and merge them |
    | d | these are not the same: they are never offered again |
    | s | agree, as account holder, that these are merged |
    """

    def __init__(self, about: str) -> None:
        """``about`` is employer or client."""
        super().__init__()
        self.about = about
        self._queue = Queue(0, (), ())
        self._pairs: dict[bytes, QueuePair] = {}

    def compose(self) -> ComposeResult:
        """As every short list, with the pair under the cursor in full below it."""
        yield TopBar(self.about)
        yield Static("", id="list-title", markup=False)
        yield RecordList(empty=self.empty_text(), id="records")
        yield Static("", id="pair-details", markup=False)
        yield Below()

    @on(RecordList.Highlighted)
    def _tell(self) -> None:
        self.query_one("#pair-details", Static).update("\n".join(_details(self.pair)) if self.pair else "")

    def heading(self) -> str:
        """See :class:`ShortListScreen`: how many there are, and what was too much to offer pair by pair."""
        found = plural("{n} pair that looks alike", "{n} pairs that look alike", self._queue.total)
        parts = [found]
        if self._queue.total > len(self._queue.pairs):
            parts.append(_("the surest {n} are shown", n=count(len(self._queue.pairs))))
        if group := next(iter(self._queue.groups), None):
            parts.append(
                _("{n} share {what}: not offered one by one", n=count(len(group.numbers)), what=same_words(group.shared))
            )
        return " · ".join(parts)

    def empty_text(self) -> str:
        """See :class:`ShortListScreen`."""
        return _("Nothing looks alike any more.\nWhat is typed or imported is looked at again.")

    def read(self, reader: Reader) -> MemoryList:
        """See :class:`ShortListScreen`."""
        self._queue = duplicates(reader, self.about, self.desk.store.today(), MOST)
        self._pairs = {pair.one.id + pair.other.id: pair for pair in self._queue.pairs}
        return MemoryList(COLUMNS[self.about], (_row(at, key, pair) for at, (key, pair) in enumerate(self._pairs.items())))

    @property
    def pair(self) -> QueuePair | None:
        """The pair under the cursor."""
        return self._pairs.get(self.current() or b"")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There has to be a pair; and only account holders agree."""
        if action in ("different", "same"):
            there = self.is_mounted and self.pair is not None
            return there and (action == "different" or self.about == "employer")
        return super().check_action(action, parameters)

    def open_row(self, key: bytes) -> None:
        """Both side by side; the one that was there first stays, unless somebody turns that round."""
        from screens.duplicates.merging import MergeScreen

        pair = self._pairs[key]
        self.app.push_screen(MergeScreen(self.about, pair.one.id, pair.other.id), self._merged)

    def _merged(self, done: str | None) -> None:
        if done:
            self.reload()
            self.say_saved(done)

    def action_different(self) -> None:
        """These two are not the same."""
        from db.duplicates.pairs import say_different

        said = N_("{one} and {other} are not the same")
        self._judge(lambda pair: say_different(self.desk.store, self.desk.actor, self.about, pair.one.id, pair.other.id), said)

    def action_same(self) -> None:
        """These two are the same, as far as this account holder is concerned."""
        from db.duplicates.pairs import say_same

        said = N_("you agree that {one} and {other} are merged")
        self._judge(lambda pair: say_same(self.desk.store, self.desk.actor, self.about, pair.one.id, pair.other.id), said)

    def _judge(self, judge: Callable[[QueuePair], Any], said: str) -> None:
        if (pair := self.pair) is None:
            return
        done = _(said, one=pair.one.number, other=pair.other.number)

        def told(_key: bytes) -> None:
            self.reload()
            self.say_saved(done)

        self.ask(lambda: judge(pair), told, group="save")

    def action_refresh(self) -> None:
        """Read again."""
        self.reload()

    def action_leave(self) -> None:
        """Back."""
        self.close()


class DuplicateEmployersScreen(DuplicatesScreen):
    """Employers that are probably one."""

    def __init__(self) -> None:
        super().__init__("employer")


class DuplicateClientsScreen(DuplicatesScreen):
    """Clients who are probably one person."""

    def __init__(self) -> None:
        super().__init__("client")


def _details(pair: QueuePair) -> list[str]:
    """The pair in full: both records, what is the same, who agreed."""
    sides = [" · ".join(part for part in (_side(one), _born(one), one.holder or "") if part) for one in (pair.one, pair.other)]
    same = f"{label(pair.likeness)}: {_('the same {what}', what=same_words(pair.reasons))}"
    agreed = [_("agreed: {names}", names=", ".join(pair.agreed))] if pair.agreed else []
    return [visible(line) for line in (*sides, " · ".join([same, *agreed]))]


def _born(side: QueueSide) -> str:
    return partial_date(side.birth_date) if side.birth_date else ""


def _row(at: int, key: bytes, pair: QueuePair) -> Row:
    mark = "✓ " if pair.agreed else ""
    holders = ", ".join(dict.fromkeys(side.holder for side in (pair.one, pair.other) if side.holder))
    cells = (pair.score, _side(pair.one), _side(pair.other), mark + same_words(pair.reasons), holders or _born(pair.one))
    tone: Hint = "warn" if pair.likeness is Twin.STRONG else ""
    return Row(key, f"{at:08}", cells, (tone, "", "", "", "muted"))


def _side(side: QueueSide) -> str:
    return " ".join(part for part in (side.number, side.name, side.place or "") if part)
