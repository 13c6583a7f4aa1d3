"""Lines that several files share: placements and requests, each leading to its own file."""

from __future__ import annotations

from collections.abc import Sequence

from db.related import PlacementLine, RequestLine
from models.kinds import PlacementState
from screens.house.sheet import Line, title
from screens.texts import _, amount, label, long_date, plural, short_date


def at_work_line(placement: PlacementLine) -> Line:
    """'Nu: groepsdetachering Vegt Logistiek, 32 u, sinds 01-03-2024'."""
    parts = [f"{label(placement.form)} {placement.where}"]
    parts += [_("{n} hours", n=placement.hours)] if placement.hours is not None else []
    parts += [_("since {day}", day=placement.start)]
    parts += [_("until {day}", day=placement.until)] if placement.until else []
    return Line(", ".join(parts), name=_("now"), subject="placement", key=placement.id)


def placement_lines(placements: Sequence[PlacementLine], none: str, *, by_client: bool = False) -> list[Line]:
    """A heading and a line a placement; ``by_client`` names the client instead of the place."""
    lines = [title(_("Placements"))]
    for one in placements:
        last = one.ended_on or one.until
        period = f"{short_date(one.start)} – {short_date(last) if last else '…'}"
        hours = f"{amount(one.hours)} {_('h')}" if one.hours is not None else ""
        who = f"{one.client_name} ({one.client_number})" if by_client else one.where
        extra = _("taken over") if one.taken_over else ""
        text = " · ".join(part for part in (who, label(one.form), hours, label(one.state), extra) if part)
        tone = "" if one.state == PlacementState.ACTIVE else "muted"
        lines.append(Line(text, name=period, tone=tone, subject="placement", key=one.id))
    return lines if placements else [*lines, Line(none, tone="muted")]


def request_lines(requests: Sequence[RequestLine], none: str, *, by_client: bool = False) -> list[Line]:
    """A heading and a line a request; ``by_client`` names the client instead of the employer."""
    lines = [title(_("Coordination"))]
    for one in requests:
        who = one.client_name if by_client else one.employer_name
        who = who or plural("{n} place", "{n} places", one.places or 0)
        valid = _("valid until {day}", day=long_date(one.valid_until)) if one.valid_until else ""
        text = " · ".join(part for part in (who, label(one.form), label(one.state), valid) if part)
        lines.append(Line(text, name=f"{short_date(one.requested_on)} {one.number}", subject="coordination", key=one.id))
    return lines if requests else [*lines, Line(none, tone="muted")]
