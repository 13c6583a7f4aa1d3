"""The words of a list of what would be possible: its lines, and what is said of the line under the cursor."""

from __future__ import annotations

from db.what_if import Match, Matches
from db.windows import Cell, Column, Hint, Row
from models.coordination.outlook import Outlook
from models.kinds import Possible
from models.messages import N_, Message
from screens.house.sheet import Line
from screens.texts import _, amount, label, long_date, plural, render

MARKS = {Possible.NOW: "✓", Possible.AFTER: "→", Possible.NEVER: "✖"}
"""A mark before each line, so that nothing is told by colour."""
SHORT = {Possible.NOW: N_("now"), Possible.NEVER: N_("not")}
_TONES: dict[Possible, Hint] = {Possible.NOW: "", Possible.AFTER: "", Possible.NEVER: "muted"}
_NEAR = (N_("same town"), N_("same municipality"), "")

CAN = Column("can", Message(N_("Can")), 9)
REST = (
    Column("form", Message(N_("Form")), 15, priority=2),
    Column("first", Message(N_("First do, or why not")), 22, weight=2),
)
PLACES = (
    CAN,
    Column("name", Message(N_("Employer or location")), 20, weight=1),
    Column("place", Message(N_("Town")), 10, priority=3),
    *REST,
)
CLIENTS = (
    CAN,
    Column("name", Message(N_("Client")), 20, weight=1),
    Column("place", Message(N_("Municipality")), 12, priority=3),
    *REST,
)


def list_row(at: int, match: Match) -> Row:
    """One line; ``at`` is its place in the order."""
    possible = match.outlook.possible
    cells: tuple[Cell, ...] = (can(match.outlook), match.name, match.place, match.form, first_of(match.outlook))
    return Row(match.id, f"{at:06}", cells, (_TONES[possible],) * len(cells))


def can(outlook: Outlook) -> Message:
    """'✓ now', '→ after 2' or '✖ not'."""
    mark = MARKS[outlook.possible]
    if outlook.possible is Possible.AFTER:
        return Message(N_("{mark} after {n}"), mark=mark, n=len(outlook.acts))
    return Message(N_("{mark} {word}"), mark=mark, word=Message(SHORT[outlook.possible]))


def first_of(outlook: Outlook) -> Message | None:
    """The first act, or the first reason why not."""
    if outlook.acts:
        return outlook.acts[0].sentence
    return outlook.why[0].sentence if outlook.why else None


def told(outlook: Outlook) -> list[str]:
    """The acts in their order, numbered; or why it can't be."""
    if outlook.why:
        return [render(finding.sentence) for finding in outlook.why]
    return [_("{n}. {act}", n=n, act=render(act.sentence)) for n, act in enumerate(outlook.acts, 1)]


def described(match: Match) -> str:
    """'Vegt Logistiek (D00012) · learn-work place · from 30 Nov 2026, 24 h · vacancy Inpakker (V00001) · same town'."""
    placement = match.question.placement
    hours = amount(placement.hours)
    start = long_date(placement.start)
    period = _("from {start}, {n} h", start=start, n=hours) if hours else _("from {start}", start=start)
    offer = match.offer
    parts = (
        f"{match.name} ({match.number})",
        label(match.form),
        period,
        _("vacancy {title} ({number})", title=offer.title, number=offer.number) if offer else "",
        _(_NEAR[match.near]) if _NEAR[match.near] else "",
    )
    return " · ".join(part for part in parts if part)


def detail(match: Match) -> list[Line]:
    """What is said of the line under the cursor."""
    outlook = match.outlook
    tone = {Possible.NOW: "good", Possible.AFTER: "warn", Possible.NEVER: "block"}[outlook.possible]
    lines = [Line(described(match), tone="title"), *(Line(text, tone=tone) for text in told(outlook))]
    if outlook.possible is Possible.NOW:
        lines.append(Line(_("Nothing stands in the way. Press enter to propose it."), tone=tone))
    if outlook.warnings:
        lines.append(Line(plural("{n} rule asks for a reason.", "{n} rules ask for a reason.", outlook.warnings), tone="muted"))
    return lines


def counted(matches: Matches) -> str:
    """'3 now · 12 after something · 4 not'."""
    parts = [
        _("{n} now", n=matches.count(Possible.NOW)),
        _("{n} after something", n=matches.count(Possible.AFTER)),
        _("{n} can't", n=matches.count(Possible.NEVER)),
    ]
    if matches.more:
        parts.append(_("looked at the first {n}", n=len(matches.rows)))
    return " · ".join(parts)
