"""Asking before something is undone or done again: in words what that does, or who stands in the way."""

from __future__ import annotations

from functools import partial

from db.undoing.own_acts import Done, Outlook, newest, outlook, redo, undo
from screens.house.dialogs import Confirm, Tell
from screens.house.file_screen import FileScreen
from screens.house.house_screen import RecordScreen
from screens.texts import _
from screens.undoing.words import done_line, in_the_way, question


def undo_last(screen: RecordScreen) -> None:
    """Undo the last act of who acts that stands; says so when there is none."""
    desk = screen.desk

    def look() -> Outlook | None:
        with desk.store.read() as reader:
            last = newest(reader, desk.actor, stands=True)
            return None if last is None else outlook(reader, desk.actor, last.number)

    def ask(found: Outlook | None) -> None:
        if found is None:
            screen.say(_("There is nothing of yours to undo."))
        else:
            _ask(screen, found)

    screen.say(_("looking what was done since …"))  # of a whole import that takes a while
    screen.ask(look, ask, group="undo")


def turn(screen: RecordScreen, number: int) -> None:
    """Undo the act with this number, or do it again when it was undone."""
    desk = screen.desk

    def look() -> Outlook:
        with desk.store.read() as reader:
            return outlook(reader, desk.actor, number)

    screen.say(_("looking what was done since …"))
    screen.ask(look, lambda found: _ask(screen, found), group="undo")


def _ask(screen: RecordScreen, found: Outlook) -> None:
    screen.say("")
    if found.obstacles:
        screen.app.push_screen(Tell(in_the_way(found)))
        return
    desk, act = screen.desk, found.act
    do = partial(undo if act.stands else redo, desk.store, desk.actor, act.number)

    def answered(go: bool | None) -> None:
        if go:
            screen.say(_("saving …"))
            screen.ask(do, lambda done: _told(screen, done), group="undo")

    screen.app.push_screen(
        Confirm(question(found), yes=_("undo") if act.stands else _("do it again"), no=_("leave it")), answered
    )


def _told(screen: RecordScreen, done: Done) -> None:
    if isinstance(screen, FileScreen):
        screen.undone = done_line(done)
    screen.saved()
    screen.say_saved(done_line(done))
