"""Which reminders go to a calendar: with names or without, and to which file."""

from __future__ import annotations

from pathlib import Path

from screens.house.dialogs import Choose
from screens.house.file_name import ask_file_name
from screens.house.house_screen import HouseScreen
from screens.reminders.making import Written, write_reminders
from screens.texts import _, plural


def ask_reminders(screen: HouseScreen) -> None:
    """Ask whether names go with it and for a file, and write it."""

    def chosen(name: str | None) -> None:
        if name is not None:
            question = _("Write the reminders to which calendar file?")
            ask_file_name(screen, question, _("reminders.ics"), lambda path: _write(screen, path, names=name == "names"))

    choices = (
        ("initials", _("initials and numbers only")),
        ("names", _("with names, and what is to be done in words")),
    )
    question = _("Reminders for your calendar: what ends within 90 days, and your open actions. A calendar is not locked.")
    screen.app.push_screen(Choose(question, choices), chosen)


def _write(screen: HouseScreen, path: Path, *, names: bool) -> None:
    desk = screen.desk

    def done(written: Written) -> None:
        screen.say(plural("{n} reminder in {file}", "{n} reminders in {file}", written.events, file=written.file), "good")

    screen.ask(lambda: write_reminders(desk.store, desk.actor, path, names=names), done, group="reminders")
