"""Marks: what is done with many records at once."""

from __future__ import annotations

from collections.abc import Callable

from textual.binding import Binding
from textual.message import Message

from db.lists.opening import ids_of
from db.windows import ListSource
from models.messages import N_
from screens.house.house_screen import RecordScreen
from screens.record_list import RecordList
from screens.texts import _, count, plural

MOST_MARKS = 20_000
"""So many records are marked with one key at most: more are chosen by a filter."""


MARK_ALL = Binding("m", "mark_all", N_("mark all"), show=False, id="list.mark-all", tooltip=N_("Mark all that this list shows"))
"""For the lists whose records something can be done with together: once more, and none of it is marked."""


class MarkedActs(RecordScreen):
    """A list whose records are marked; the marks stay while one searches, filters, orders and reads again."""

    class Went(Message):
        """An act on many records has come so far."""

        def __init__(self, done: int, total: int) -> None:
            super().__init__()
            self.done = done
            self.total = total

    @property
    def source(self) -> ListSource | None:
        """The list that is shown."""
        raise NotImplementedError

    def marked(self) -> tuple[bytes, ...]:
        """See :class:`RecordScreen`: the keys of the marked records."""
        return tuple(self.query_one(RecordList).marks) if self.is_mounted else ()

    def action_mark_all(self) -> None:
        """Mark all records that the list shows, or take those marks off when all of them are marked."""
        source = self.source
        if source is None:
            return

        def told(keys: list[bytes]) -> None:
            if len(keys) > MOST_MARKS:
                most = count(MOST_MARKS)
                self.say(_("These are more than {n}: choose fewer with f or /, then mark them.", n=most), "bad")
                return
            records = self.query_one(RecordList)
            shown = frozenset(keys)
            records.set_marks(records.marks - shown if shown <= records.marks else records.marks | shown)

        self.ask(lambda: ids_of(source, MOST_MARKS + 1), told, group="mark")

    def unmark(self) -> None:
        """Take all marks off."""
        self.query_one(RecordList).set_marks(())

    def many(self, act: Callable[[Callable[[int, int], object]], int], done: Callable[[int], str]) -> None:
        """Do an act on the marked records beside the painting; it gets whom to tell how far it is, and says how many.

        When it has gone well ``done`` says so and the marks go; else it is said why not, and they stay.
        """

        def told(number: int) -> None:
            self.unmark()
            self.saved()
            self.say_saved(done(number))

        self.say(_("working …"))
        self.ask(lambda: act(self._report), told, group="many")

    def _report(self, done: int, total: int) -> None:
        self.post_message(self.Went(done, total))

    def on_marked_acts_went(self, event: Went) -> None:
        """Say how far it is."""
        event.stop()
        if event.done:
            self.say(_("{done} of {total} …", done=count(event.done), total=count(event.total)))

    def marks_line(self) -> str:
        """How many are marked, for the line above the list; nothing when none is."""
        marks = len(self.marked())
        return plural("{n} marked", "{n} marked", marks) if marks else ""
