"""A request as text for an e-mail to an account holder who works elsewhere: what is needed to decide. Knows no Textual."""

from __future__ import annotations

from collections.abc import Iterator

from db.coordination_file import CoordinationFile, coordination_file
from db.request_file import note_text
from db.store import Store
from models.actor import Actor
from screens.texts import _, amount, label, long_date


def request_text(store: Store, actor: Actor, key: bytes) -> str:
    """The text, written down in the journal before it leaves; no BSN, target group, indication or benefit stands in it."""
    note_text(store, actor, key)
    with store.read() as reader:
        return "\n".join(_lines(coordination_file(reader, key, store.today()))) + "\n"


def _lines(file: CoordinationFile) -> Iterator[str]:
    row = file.row
    yield _("Request {number}: {client} at {employer}", number=row.number, client=row.client_name, employer=row.employer_name)
    yield ""
    what = [label(row.form), _("from {day}", day=long_date(row.start))]
    what += [_("until {day}", day=long_date(row.until))] if row.until else []
    what += [_("{n} hours a week", n=amount(row.hours))] if row.hours is not None else []
    yield ", ".join(what)
    yield from (f"'{file.text}'",) if file.text else ()
    yield from (_("Can: {text}", text=file.skills),) if file.skills else ()
    yield from (_("At work: {text}", text=file.limits),) if file.limits else ()
    yield from (_("Travel: {text}", text=file.mobility),) if file.mobility else ()
    yield from (_("guided by {name}", name=file.consultant),) if file.consultant else ()
    for turn in file.turns:
        yield f"{long_date(turn.said_on)} {turn.who}, {label(turn.kind).lower()}: {turn.text or ''}".rstrip(": ")
    yield ""
    yield (
        _("Asked by {name} on {day}. An answer is due by {due}.", name=row.requested_by, day=row.requested_on, due=row.due_on)
        if row.due_on
        else _("Asked by {name} on {day}.", name=row.requested_by, day=row.requested_on)
    )
    yield _("Answer yes, yes provided that …, or no and why: {name} writes down what you say.", name=row.requested_by)
