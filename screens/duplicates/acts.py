"""From a record to the one that it looks like, and back from a merge: keys of the lists and files of employers and clients."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from db.merging.outlook import side
from db.merging.unmerging import UnmergeOutlook, unmerge, unmerge_outlook
from models.messages import N_
from screens.house.dialogs import Choose, Confirm, Tell
from screens.house.house_screen import RecordScreen
from screens.texts import _


class DuplicateActs(RecordScreen):
    """What can be done with a record that may be there twice."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "D", "duplicates", N_("duplicates"), show=False, id="record.duplicates", tooltip=N_("What looks alike: merge, or not")
        ),
        Binding(
            "M",
            "merge",
            N_("merge"),
            show=False,
            id="record.merge",
            tooltip=N_("Merge this with what it looks like, or undo that"),
        ),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | D | all that looks alike: merge it, or say that it is not the same |
    | M | merge this with what it looks like; of one that was merged, take that back |
    """

    def action_duplicates(self) -> None:
        """All pairs of this subject that look alike."""
        from screens.duplicates.screens import DuplicatesScreen

        self.app.push_screen(DuplicatesScreen(self.subject), lambda _nothing: None)

    def action_merge(self) -> None:
        """Side by side with what this looks like; or take back the merge of this one."""
        if (key := self.current()) is None:
            return
        subject, desk = self.subject, self.desk

        def look() -> UnmergeOutlook | list[tuple[str, str]]:
            from db.duplicates.lookalikes import look_alikes

            with desk.store.read() as reader:
                if side(reader, subject, key).merged_into is not None:
                    return unmerge_outlook(reader, subject, key)
                return look_alikes(reader, subject, key, desk.store.today())

        self.ask(look, partial(self._found_alike, key), group="alike")

    def _found_alike(self, key: bytes, found: UnmergeOutlook | list[tuple[str, str]]) -> None:
        from screens.duplicates.merging import MergeScreen

        if isinstance(found, UnmergeOutlook):
            self._ask_apart(key, found)
        elif not found:
            self.say(_("This looks like no other record. 'nuo duplicates' and D list all that do."))
        elif len(found) == 1:
            self.app.push_screen(MergeScreen(self.subject, key, bytes.fromhex(found[0][0])), self._was_merged)
        else:

            def chosen(other: str | None) -> None:
                if other is not None:
                    self.app.push_screen(MergeScreen(self.subject, key, bytes.fromhex(other)), self._was_merged)

            self.app.push_screen(Choose(_("Merge with which one?"), found), chosen)

    def _was_merged(self, done: str | None) -> None:
        if done:
            self.saved(self.current())
            self.say_saved(done)

    def _ask_apart(self, key: bytes, found: UnmergeOutlook) -> None:
        both = {"lost": found.lost, "keep": found.keep}
        if found.obstacles:
            from screens.texts import render

            lines = [render(one.sentence()) for one in found.obstacles]
            told = _("{lost} can't become a record of its own again; this was done since:", **both)
            self.app.push_screen(Tell("\n".join([told, *lines])))
            return
        question = _("{lost} was merged into {keep}. Make it a record of its own again, with all that was its own?", **both)
        desk, subject = self.desk, self.subject

        def answered(yes: bool | None) -> None:
            if yes:
                do = partial(unmerge, desk.store, desk.actor, subject, key)
                said = _("{lost} is a record of its own again, apart from {keep}.", **both)
                self.ask(do, lambda _done: self._was_merged(said), group="save")

        self.app.push_screen(Confirm(question, yes=_("take the merge back"), no=_("leave it")), answered)
