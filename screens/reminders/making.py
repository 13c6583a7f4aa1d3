"""Making a calendar file of what ends and what is to be done, written down in the journal before it leaves. Knows no Textual."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from db.private_files import write_private
from db.reminders import FARTHEST, record_reminders, reminders_of
from db.store import Store
from models.actor import Actor
from models.calendar_file import CalendarEvent, calendar_text
from models.errors import BadInput
from models.ids import id_text
from models.messages import N_, Message
from models.reminder import Reminder
from screens.texts import _, language, render


class Written(NamedTuple):
    """What was written."""

    events: int
    file: str


def write_reminders(store: Store, actor: Actor, to: Path, *, days: int = FARTHEST, names: bool = False) -> Written:
    """Write the reminders of who acts, in the reader's language; :class:`BadInput` for a file that is no ``.ics``."""
    if to.suffix.lower() != ".ics":
        raise BadInput(
            Message(N_("Reminders are written to a calendar file; {path} is something else."), path=str(to)),
            Message(N_("Give the file a name that ends in .ics.")),
        )
    with store.read() as reader:
        found = reminders_of(reader, actor.id, store.today(), days=days, names=names)
    record_reminders(store, actor, to.name)
    events = [_event(reminder) for reminder in found]
    text = calendar_text(events, name=_("nuo: what ends and what is to be done"), language=language(), at=store.clock())
    return Written(len(events), str(write_private(to, text.encode(), store=store.path)))


def _event(reminder: Reminder) -> CalendarEvent:
    return CalendarEvent(
        uid=f"{id_text(reminder.key)}@nuo_tui",
        day=reminder.day,
        summary=render(reminder.sentence),
        description=render(reminder.detail),
        alarm=reminder.alarm,
    )
