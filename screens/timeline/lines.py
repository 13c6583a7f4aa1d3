"""The lines of a timeline, and the few that an overview and a preview have of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from db.actions import ActionRow
from db.contact_moments import ContactRow
from db.related import PlacementLine, RequestLine
from db.timeline import Event, Happened, Latest
from models.about import About
from screens.house.sheet import Line
from screens.texts import _, label, long_date, short_date

ROOM = 34
"""Letters of what was said that a preview's one line has room for."""


def latest_line(found: Latest) -> list[Line]:
    """For a preview: 'contact 12-11-26 (telefonisch, gaat goed) · actie 03-12-26 functioneringsgesprek'."""
    parts = []
    if contact := found.contact:
        how = f"{_lower(label(contact.kind))}, {_short(contact.text)}"
        parts.append(_("contact {day} ({how})", day=short_date(contact.day), how=how))
    if action := found.action:
        parts.append(_("action {day} {what}", day=short_date(action.due_on), what=_short(action.what)))
    return [Line(" · ".join(parts))] if parts else []


def latest_lines(found: Latest, today: date) -> list[Line]:
    """For an overview: the last contact and the next action, each leading to its form."""
    lines = []
    if contact := found.contact:
        text = f"{long_date(contact.day)} · {_said(contact)}"
        lines.append(Line(text, name=_("last contact"), subject="contact-moment", key=contact.id))
    if action := found.action:
        late = action.due_on < today
        text = f"{'! ' if late else ''}{long_date(action.due_on)} · {action.what} · {action.owner}"
        lines.append(Line(text, name=_("next action"), tone="warn" if late else "", subject="action", key=action.id))
    return lines


def timeline_lines(events: Sequence[Event], about: About, today: date) -> list[Line]:
    """A line an event, newest first; each leads to what it tells of."""
    lines = [_line(event, about, today) for event in events]
    return lines or [Line(_("Nothing yet. Press c for a contact moment, a for an action."), tone="muted")]


def _line(event: Event, about: About, today: date) -> Line:
    day, row = short_date(event.day), event.row
    match row:
        case ContactRow():
            time = f" {row.time}" if row.time else ""
            text = _("{said}, about {name}", said=_said(row), name=row.about_name) if row.about != about else _said(row)
            return Line(text, name=f"{day}{time}", subject="contact-moment", key=row.id)
        case ActionRow():
            return _action_line(row, day, today)
        case PlacementLine():
            who = row.client_name if about.subject == "employer" else row.where
            text = _("began: {form}, {who}", form=row.form, who=who)
            if event.what is Happened.ENDED:
                text = _("{state}: {form}, {who}", state=label(row.state), form=row.form, who=who)
            return Line(text, name=day, tone="good" if event.what is Happened.BEGAN else "", subject="placement", key=row.id)
        case RequestLine():
            who = row.client_name if about.subject == "employer" else row.employer_name
            text = _("answer to {number}: {state}, {who}", number=row.number, state=row.state, who=who)
            return Line(text, name=day, subject="coordination", key=row.id)


def _action_line(row: ActionRow, day: str, today: date) -> Line:
    if row.done_on:
        text = _("✓ done: {what} · {who}", what=row.what, who=row.done_by or "")
        return Line(text, name=day, tone="muted", subject="action", key=row.id)
    late = row.due_on < today
    text = _("! too late: {what} · {who}", what=row.what, who=row.owner) if late else ""
    text = text or _("to do: {what} · {who}", what=row.what, who=row.owner)
    return Line(text, name=day, tone="warn" if late else "", subject="action", key=row.id)


def _said(row: ContactRow) -> str:
    return f"{label(row.kind)}, {row.who}: {row.text}"


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]


def _short(text: str) -> str:
    return text if len(text) <= ROOM else f"{text[: ROOM - 1]}…"
