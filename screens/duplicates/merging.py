"""Two records side by side, field by field: which value stays, what moves along, and merging them."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from db.merging.fields import FieldChoice, Stays
from db.merging.merging import Merged, merge
from db.merging.outlook import MergeOutlook, merge_outlook
from db.reading import Reader
from db.windows import Cell, Column, Hint, MemoryList, Row
from models.messages import N_, Message
from screens.duplicates.words import holder_or_field, moves_words, same_words, stays_words
from screens.house.dialogs import AskLine, Confirm
from screens.house.frame import Below, TopBar
from screens.house.house_screen import error_text
from screens.house.short_list import ShortListScreen
from screens.record_list import RecordList
from screens.texts import _, render


class MergeScreen(ShortListScreen):
    """One pair; closes with what was done in words, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("back"), id="file.back", tooltip=N_("Back; nothing is merged")),
        Binding("w", "swap", N_("turn round"), id="merge.swap", tooltip=N_("Let the other record stay")),
        Binding("f9,ctrl+s,m", "merge", N_("merge"), id="merge.do", tooltip=N_("Merge these two records")),
        Binding(
            "d",
            "different",
            N_("not the same"),
            id="merge.different",
            tooltip=N_("These are not the same: never offer them again"),
        ),
        Binding("l", "look(0)", N_("left file"), id="merge.left", tooltip=N_("The file of the record that stays")),
        Binding("r", "look(1)", N_("right file"), id="merge.right", tooltip=N_("The file of the record that goes on in it")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | enter | let the other value of this field stay, or both texts |
    | w | turn round: the other record stays |
    | F9, ctrl+s, m | merge them, after a question |
    | d | these are not the same: they are never offered again |
    | l, r | the file of the left record, of the right one |
    """

    def __init__(self, about: str, keep: bytes, lost: bytes) -> None:
        """``about`` is employer or client; ``keep`` is the record that stays at first."""
        super().__init__()
        self.about = about
        self.keep, self.lost = keep, lost
        self._chosen: dict[str, Stays] = {}
        self._outlook: MergeOutlook | None = None
        self._merging = False

    def compose(self) -> ComposeResult:
        """As every short list, with what moves along under it."""
        yield TopBar(self.about)
        yield Static("", id="list-title", markup=False)
        yield RecordList(empty=self.empty_text(), id="records")
        yield Static("", id="merge-moves", markup=False)
        yield Below()

    def heading(self) -> str:
        """See :class:`ShortListScreen`: which stays, and what is the same."""
        if (found := self._outlook) is None:
            return ""
        text = _("{keep} stays, {lost} goes on in it", keep=found.keep.number, lost=found.lost.number)
        return f"{text} · {_('the same: {what}', what=same_words(found.alike.reasons))}" if found.alike else text

    def empty_text(self) -> str:
        """See :class:`ShortListScreen`."""
        return _("reading …")

    def read(self, reader: Reader) -> MemoryList:
        """See :class:`ShortListScreen`: what differs first, then what is the same."""
        found = merge_outlook(reader, self.desk.actor, self.about, self.keep, self.lost, self.desk.store.today(), self._chosen)
        self._outlook = found
        told = [one for one in found.fields if one.differs or one.keep not in (None, "")]
        told.sort(key=lambda one: not one.differs)
        columns = (
            Column("field", Message(N_("Field")), 14, weight=1),
            Column("keep", Message(N_("◀ {number}"), number=found.keep.number), 20, weight=2),
            Column("lost", Message(N_("{number} ▶"), number=found.lost.number), 20, weight=2),
            Column("stays", Message(N_("Stays: enter")), 13),
        )
        return MemoryList(columns, (_row(at, one, found) for at, one in enumerate(told)))

    def _show(self, rows: MemoryList) -> None:
        super()._show(rows)
        if (found := self._outlook) is not None:
            lines = [moves_words(found)]
            if found.refused is not None:
                lines.append(error_text(found.refused))
            elif found.needs_reason:
                lines.append(_("Two account holders hold these: ask both, and write down what they agreed."))
            self.query_one("#merge-moves", Static).update("\n".join(lines))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only who may merges."""
        if action in ("merge", "different", "swap", "look"):
            if self._outlook is None:
                return False
            return action != "merge" or self._outlook.refused is None
        return super().check_action(action, parameters)

    @property
    def _field(self) -> FieldChoice | None:
        """The field under the cursor."""
        name = (self.current() or b"").decode()
        fields = self._outlook.fields if self._outlook else ()
        return next((one for one in fields if one.name == name), None)

    def open_row(self, key: bytes) -> None:
        """Enter on a field: let the next of its values stay."""
        if (one := self._field) is not None and one.differs:
            self._chosen[one.name] = one.choices[(one.choices.index(one.stays) + 1) % len(one.choices)]
            self.reload()

    def action_swap(self) -> None:
        """Let the other record stay; what was chosen is chosen still."""
        self.keep, self.lost = self.lost, self.keep
        other = {Stays.KEEP: Stays.LOST, Stays.LOST: Stays.KEEP, Stays.BOTH: Stays.BOTH}
        self._chosen = {name: other[stays] for name, stays in self._chosen.items()}
        self.reload()

    def action_look(self, which: int) -> None:
        """Open the file of one of the two."""
        self.open_record(self.about, self.lost if which else self.keep)

    def action_different(self) -> None:
        """These two are not the same."""
        from db.duplicates.pairs import say_different

        if (found := self._outlook) is None:
            return
        said = _("{one} and {other} are not the same", one=found.keep.number, other=found.lost.number)
        do = partial(say_different, self.desk.store, self.desk.actor, self.about, self.keep, self.lost)
        self.ask(do, lambda _key: self.close(said), group="save")

    def action_merge(self) -> None:
        """Ask what has to be asked, and merge."""
        if (found := self._outlook) is None or found.refused is not None or self._merging:
            return
        if found.needs_reason:
            question = _("What did both account holders agree?")
            self.app.push_screen(AskLine(question, explain=moves_words(found)), self._agreed)
            return
        question = _("Merge {lost} into {keep}?", lost=found.lost.number, keep=found.keep.number)
        asked = Confirm(f"{question}\n\n{moves_words(found)}", yes=_("merge"), no=_("leave it"))
        self.app.push_screen(asked, lambda yes: self._do(None) if yes else None)

    def _agreed(self, reason: str | None) -> None:
        if reason is not None:
            self._do(reason)

    def _do(self, reason: str | None) -> None:
        if (found := self._outlook) is None:
            return
        self._merging = True
        desk, seen = self.desk, (found.keep.version, found.lost.version)
        chosen = dict(self._chosen)
        do = partial(merge, desk.store, desk.actor, self.about, self.keep, self.lost, chosen, reason, seen)
        self.say(_("saving …"))
        self.ask(do, self._done, group="save", failed=self._failed)

    def _done(self, done: Merged) -> None:
        self.close(_("{lost} was merged into {keep}", lost=done.lost, keep=done.keep))

    def _failed(self, error: Exception) -> None:
        self._merging = False
        self.say_error(error)
        self.reload()

    def action_leave(self) -> None:
        """Back; nothing is merged."""
        self.close()


def _row(at: int, one: FieldChoice, found: MergeOutlook) -> Row:
    """A field; what stays is marked with a word, what does not is grey."""
    keep, lost = ("" if text is None else render(text) for text in found.words[one.name])
    cells: tuple[Cell, ...] = (
        holder_or_field(found.subject, one.name),
        keep,
        lost,
        stays_words(one.stays, found) if one.differs else "=",
    )
    greyed: tuple[Hint, ...] = ("", "", "", "")
    if not one.differs:
        greyed = ("muted", "muted", "muted", "muted")
    elif one.stays is not Stays.BOTH:
        greyed = ("", "muted" if one.stays is Stays.LOST else "", "muted" if one.stays is Stays.KEEP else "", "")
    return Row(one.name.encode(), f"{at:08}", cells, greyed)
