"""``nuo journal``: who did what, when, and to which record.

Here ``--user`` does not say who acts, for nobody does: it chooses whose acts are shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.errors import BadInput
from models.messages import N_, Message
from nuo_tui.cli.output import write_json, write_line, write_table
from nuo_tui.cli.session import Session
from nuo_tui.cli.short_lists import find_short, shown_of
from nuo_tui.cli.words import optional_day, subject_of
from screens.texts import _, moment, plural, render, visible

if TYPE_CHECKING:
    from db.logbook import Act, Change
    from db.reading import Reader


def journal(
    ctx: typer.Context,
    subject: Annotated[str | None, typer.Argument(metavar="SUBJECT", help=N_("Of one record: what it is."))] = None,
    number: Annotated[str | None, typer.Argument(metavar="NUMBER", help=N_("Its number; of a user the name."))] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help=N_("From this day on."))] = None,
    limit: Annotated[int, typer.Option("--limit", metavar="K", min=1, help=N_("At most this many lines."))] = 50,
) -> int:
    """The newest acts, or the history of one record and what belongs to it."""
    from db.logbook import Choice, acts, changes_of
    from db.users import find_user

    if subject and not number:
        raise BadInput(Message(N_("Say which record: its number.")), Message(N_("For instance: 'nuo journal client CA00001'.")))
    session = ctx.ensure_object(Session)
    day = optional_day(since, "--since")
    with session.open_store() as store, store.read() as reader:
        choice = Choice(day, find_user(reader, session.user).id if session.user else None, limit)
        if subject and number:
            what = subject_of(subject)
            total, changes = changes_of(reader, what, _key(reader, what, number), choice)
            rows, tell = [_change_json(change) for change in changes], partial(_tell_changes, changes)
        else:
            total, newest = acts(reader, choice)
            rows, tell = [_act_json(act) for act in newest], partial(write_acts, newest)
    if session.json:
        write_json({"total": total, "rows": rows})
        return 0
    if rows:
        tell()
    write_line(shown_of(len(rows), total))
    return 0


def _key(reader: Reader, subject: str, text: str) -> bytes:
    if subject in ("user", "import"):
        from db.logbook import key_of

        return key_of(reader, subject, find_short(reader, subject, text)["name" if subject == "user" else "number"])
    from db.refs import resolve

    return resolve(reader, subject, text, itself=True).id


def act_line(act: Act) -> list[str]:
    """One act in words: when, who, what, which record, how many changes, why."""
    changes = plural("{n} change", "{n} changes", act.changes) if act.changes else ""
    return [moment(act.at), visible(act.who), render(act.action), visible(act.record), changes, visible(act.reason or "")]


def write_acts(acts: Sequence[Act], indent: str = "") -> None:
    """A table of acts, newest first."""
    headings = (_("When"), _("Who"), _("What"), _("Record"), _("Changes"), _("Reason"))
    write_table(headings, [act_line(act) for act in acts], indent=indent)


def _tell_changes(changes: Sequence[Change]) -> None:
    headings = (_("When"), _("Who"), _("What"), _("Record"), _("Field"), _("From"), _("To"), _("Reason"))
    write_table(headings, [_change_line(change) for change in changes])


def _change_line(change: Change) -> list[str]:
    line = change.line
    told = [None if part is None else render(part) for part in (line.action, line.field, line.old, line.new)]
    action, field, old, new = (text or "" for text in told)
    return [moment(line.at), visible(line.who), action, visible(change.record), field, old, new, visible(line.reason or "")]


def _act_json(act: Act) -> dict[str, Any]:
    return {**act._asdict(), "at": act.at.isoformat(), "action": render(act.action)}


def _change_json(change: Change) -> dict[str, Any]:
    words = change.line._asdict()
    told = {name: render(value) if isinstance(value, Message) else value for name, value in words.items()}
    return {"record": change.record, **told, "at": change.line.at.isoformat()}
