"""My last acts: what I did, newest first; undo any of them, and do it again."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from db.reading import Reader
from db.undoing.own_acts import Outlook, OwnAct, outlook, undoable
from db.windows import Column, Hint, MemoryList, Row
from models.messages import N_, Message
from screens.house.dialogs import Tell
from screens.house.short_list import ShortListScreen
from screens.texts import _, moment
from screens.undoing.asking import turn
from screens.undoing.words import act_name, obstacle_lines, turned_lines

MOST = 200
"""The acts that are listed; the command line reaches further back."""
TOLD = 40
"""Fields of one act that are told."""
COLUMNS = (
    Column("at", Message(N_("When")), 16),
    Column("what", Message(N_("What")), 20, weight=2),
    Column("record", Message(N_("Record")), 10, weight=1),
    Column("changes", Message(N_("Changes")), 11, right=True, priority=1),
    Column("undone", Message(N_("Undone")), 16),
)


class OwnActsScreen(ShortListScreen):
    """The last acts of who acts."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("back"), id="file.back", tooltip=N_("Back to where you came from")),
        Binding("u", "undo", N_("undo"), id="act.undo", tooltip=N_("Undo this act")),
        Binding("r", "redo", N_("do again"), id="act.redo", tooltip=N_("Do again what was undone here")),
        Binding("U", "leave", show=False, id="act.leave", tooltip=N_("Back to where you came from")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | enter | which fields, from what to what |
    | u | undo this act |
    | r | do again what was undone |
    """

    def __init__(self) -> None:
        super().__init__()
        self._acts: dict[bytes, OwnAct] = {}

    def heading(self) -> str:
        """See :class:`ShortListScreen`."""
        return _("Your last acts, {name}. What later work builds on can't be undone.", name=self.desk.actor.name)

    def empty_text(self) -> str:
        """See :class:`ShortListScreen`."""
        return _("You have changed nothing yet.")

    def read(self, reader: Reader) -> MemoryList:
        """See :class:`ShortListScreen`."""
        self._acts = {act.entry: act for act in undoable(reader, self.desk.actor, MOST)}
        return MemoryList(COLUMNS, (_row(act) for act in self._acts.values()))

    @property
    def act(self) -> OwnAct | None:
        """The act under the cursor."""
        return self._acts.get(self.current() or b"")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What stands can be undone, what was undone can be done again."""
        if action in ("undo", "redo"):
            return self.is_mounted and self.act is not None and self.act.stands == (action == "undo")
        return super().check_action(action, parameters)

    def open_row(self, key: bytes) -> None:
        """Which fields went from what to what."""
        act, desk = self._acts[key], self.desk

        def look() -> Outlook:
            with desk.store.read() as reader:
                return outlook(reader, desk.actor, act.number)

        self.ask(look, self._tell, group="look")

    def _tell(self, found: Outlook) -> None:
        heading = N_("Undoing '{what}' would do this:") if found.act.stands else N_("Doing '{what}' again would do this:")
        told = [_(heading, what=act_name(found.act)), *turned_lines(found, TOLD)]
        if found.obstacles:
            told += ["", _("This stands in the way:"), *obstacle_lines(found)]
        self.app.push_screen(Tell("\n".join(told)))

    def action_undo(self) -> None:
        """Undo the act under the cursor."""
        if self.act:
            turn(self, self.act.number)

    def action_redo(self) -> None:
        """Do again what was undone."""
        self.action_undo()

    def action_leave(self) -> None:
        """Back."""
        self.close()


def _row(act: OwnAct) -> Row:
    """An act as the list shows it; what was undone is grey, and says when that was."""
    undone = moment(act.undone_at) if act.undone_at else None
    hint: Hint = "" if act.stands else "muted"
    newest_first = f"{2**63 - act.number:020}"
    cells = (moment(act.at), act.action, act.record, act.changes, undone)
    return Row(act.entry, newest_first, cells, (hint,) * len(COLUMNS))
