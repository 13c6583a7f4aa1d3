"""The lines about a request: what the account holder needs to decide, the answer, and everything in its file."""

from __future__ import annotations

from collections.abc import Sequence

from db.coordination_around import Around
from db.coordination_file import Condition, CoordinationFile, Turn
from db.related import PlacementLine
from models.coordination.conversation import WAITING
from models.kinds import CoordinationState, TurnKind
from models.messages import N_
from screens.coordinations.known_request import Known
from screens.house.lines import placement_lines
from screens.house.sheet import Line, field, title
from screens.texts import _, amount, label, long_date, plural, short_date

OPEN = (CoordinationState.DRAFT, *WAITING)
SPOKEN = {
    TurnKind.QUESTION: N_("? {name} on {day}: {text}"),
    TurnKind.ANSWER: N_("↳ {name} on {day}: {text}"),
    TurnKind.REMINDER: N_("! {name} reminded on {day}. {text}"),
    TurnKind.HANDED_OVER: N_("→ {name} handed it to {text} on {day}"),
    TurnKind.CONTESTED: N_("✖ {name} on {day}: not so. {text}"),
    TurnKind.UPHELD: N_("✓ {name} on {day}: stands after all. {text}"),
    TurnKind.CONFIRMED: N_("✓ {name} on {day}: is so"),
}


def deciding_lines(known: Known, there: Around) -> list[Line]:
    """What is needed to decide on a request, and no more: nothing about illness, indication or benefit.

    First whose it is and what was said about it, then the client at work, the placement and why; then the employer.
    """
    file = known.file
    lines = [*_whose_lines(known), *(turn_line(turn) for turn in _said(file)[-2:])]
    if file.row.client_id is not None:
        lines += [_work_line(file)]
    lines += [_what_line(file)]
    who = _("asked by {name} on {day}", name=file.row.requested_by, day=short_date(file.row.requested_on))
    lines += [Line(f"'{file.text}' · {who}" if file.text else who)]
    return [*lines, *employer_lines(file, there)]


def _said(file: CoordinationFile) -> Sequence[Turn]:
    """What was said about it; that it is contested is the answer above already."""
    contested = file.row.state == CoordinationState.CONTESTED and file.turns and file.turns[-1].kind is TurnKind.CONTESTED
    return file.turns[:-1] if contested else file.turns


def _whose_lines(known: Known) -> list[Line]:
    """For whom somebody stands in, and until when what was said can be contested."""
    file, lines = known.file, []
    if known.stands_in and file.row.state in OPEN and file.holder is not None:
        name = file.holder.person.name
        handed = known.handed and not file.holder.away
        whose = _("! handed to you by {name}", name=name) if handed else _("! standing in for {name}", name=name)
        lines.append(Line(whose, tone="warn"))
    if known.may_contest:
        about = {"name": file.recorded_by or "", "who": file.row.decided_by or "", "how": file.channel or ""}
        said = _("{name} recorded that {who} agreed, {how}. Contest it until {day}.", day=file.contest_until, **about)
        lines.append(Line(f"! {said}", tone="warn"))
    return lines


def turn_line(turn: Turn) -> Line:
    """One thing that was said, by whom and when."""
    text = _(SPOKEN[turn.kind], name=turn.who, day=short_date(turn.said_on), text=turn.text or "").rstrip()
    by_hand = f" ({_('by hand')})" if turn.by_hand else ""
    return Line(text + by_hand, tone="warn" if turn.kind in (TurnKind.QUESTION, TurnKind.CONTESTED) else "")


def _work_line(file: CoordinationFile) -> Line:
    parts = [
        _("Can: {text}", text=file.skills) if file.skills else "",
        _("At work: {text}", text=file.limits) if file.limits else "",
        _("Travel: {text}", text=file.mobility) if file.mobility else "",
    ]
    known = " · ".join(part for part in parts if part)
    return Line(known) if known else Line(_("What the client can do at work is not written down yet."), tone="muted")


def _what_line(file: CoordinationFile) -> Line:
    row = file.row
    parts = [f"{label(row.form)}, {_('from {day}', day=short_date(row.start))}"]
    parts += [_("{n} hours", n=amount(row.hours))] if row.hours is not None else []
    parts += [_("until {day}", day=short_date(row.until))] if row.until else []
    parts += [_("guided by {name}", name=file.consultant)] if file.consultant else []
    return Line(", ".join(parts))


def employer_lines(file: CoordinationFile, there: Around) -> list[Line]:
    """The employer today: the stop, who works there, who did lately, what else was asked and agreed, who spoke to it."""
    lines = []
    if there.stop is not None:
        until = _("until {day}", day=short_date(there.stop.until)) if there.stop.until else _("without an end")
        lines.append(Line(f"✖ {_('Approach stop')} {until}: {there.stop.reason}", tone="block"))
    lines.append(_now_line(file, there))
    if there.lately:
        lately = [f"{one.client} ({label(one.form, short=True)}, {short_date(one.until)})" for one in there.lately]
        lines.append(Line(_("Lately: {people}", people=", ".join(lately))))
    for one in there.standing:
        about = {"form": label(one.form), "left": one.left, "places": one.places, "day": short_date(one.until)}
        lines.append(Line(_("Standing: {form}, {left} of {places} places left, until {day}", **about)))
    contacts = [f"{short_date(one.day)} {label(one.kind, short=True)} {one.who}" for one in there.contacts]
    none = _("Nobody of us had contact there yet.")
    lines.append(Line(_("Contact: {lines}", lines=" · ".join(contacts)) if contacts else none, tone="muted"))
    return lines


def _now_line(file: CoordinationFile, there: Around) -> Line:
    """'Hoekstra Logistiek VOF nu: 4 plaatsingen · 1 andere vraag: Fatima el Bos'."""
    others = file.requests_open - (file.row.state in WAITING)
    placed = plural("{n} placement", "{n} placements", file.placements_now)
    asked = plural("{n} other request", "{n} other requests", others)
    names = f": {', '.join(one.client for one in there.others)}" if there.others else ""
    now = _("{employer} now: {placed} · {asked}", employer=file.row.employer_name, placed=placed, asked=asked)
    return Line(now + names, tone="title")


def answer_lines(known: Known) -> list[Line]:
    """The answer, by whom and until when; what is still to be met, and how to go on."""
    file, row = known.file, known.file.row
    if row.state == CoordinationState.QUESTION:
        return [Line(_("? {name} has to answer first; the term stands still", name=row.requested_by), tone="warn")]
    if row.state in OPEN:
        return [_deciding_line(known)]
    if row.state == CoordinationState.CONTESTED:
        about = {"name": file.contested_by or "", "day": file.contested_on, "reason": file.contested_because or ""}
        return [Line(_("✖ {name} contests it since {day}: '{reason}'", **about), tone="block")]
    if row.state == CoordinationState.WITHDRAWN:
        return [Line(_("Taken back. {reason}", reason=file.reason or ""), tone="muted")]
    answer = _answer(file)
    lines = [Line(answer, tone="muted" if row.state != CoordinationState.DECLINED else "block")]
    if row.state in (CoordinationState.APPROVED, CoordinationState.CONDITIONS):
        lines = [Line(answer, tone="good")]
    open_ones = [condition.text for condition in file.conditions if condition.ticked_on is None]
    if open_ones and row.state == CoordinationState.CONDITIONS:
        lines.append(Line(_("! still to be met: {conditions}", conditions=open_ones), tone="warn"))
    return lines


def _deciding_line(known: Known) -> Line:
    """Who decides, and by when."""
    file, row = known.file, known.file.row
    who = file.handed_to if known.handed else file.holder.deciding.name if file.holder and file.holder.deciding else None
    if who is None:
        return Line(_("! nobody can decide now: the account holder is gone or was never assigned"), tone="warn")
    if known.late:
        return Line(_("! {name} has not answered, the term passed on {day}", name=who, day=row.due_on), tone="block")
    return Line(_("{name} decides, by {day}", name=who, day=row.due_on) if row.due_on else who, tone="muted")


def _answer(file: CoordinationFile) -> str:
    row = file.row
    name = row.decided_by or row.holder or ""
    day = row.decided_on
    match row.state:
        case CoordinationState.DECLINED:
            no = _("✖ No, says {name} on {day}: '{reason}'", name=name, day=day, reason=file.reason or "")
            return f"{no} · {_('instead: {text}', text=file.alternative)}" if file.alternative else no
        case CoordinationState.USED:
            return _("✓ {name} agreed on {day}; the consent is used", name=name, day=day)
        case CoordinationState.EXPIRED:
            return _("{name} agreed on {day}; the consent ended on {until}", name=name, day=day, until=row.valid_until)
    return _("✓ {name} agreed on {day}, until {until}", name=name, day=day, until=row.valid_until)


def overview_lines(known: Known, uses: Sequence[PlacementLine], there: Around) -> list[Line]:
    """Everything about a request, with what leads on from it."""
    file, row = known.file, known.file.row
    client = Line(f"{row.client_name} ({row.client})", name=_("client"), subject="client", key=row.client_id)
    return [
        *answer_lines(known),
        *_whose_lines(known),
        *(turn_line(turn) for turn in _said(file)),
        *_conditions(file.conditions),
        title(_("Asked")),
        *([client] if row.client_id is not None else []),
        Line(f"{row.employer_name} ({row.employer})", name=_("employer"), subject="employer", key=row.employer_id),
        *field(_("form"), label(row.form)),
        *field(_("from"), long_date(row.start)),
        *field(_("until"), long_date(row.until)),
        *field(_("hours"), amount(row.hours)),
        *field(_("asked by"), f"{row.requested_by}, {long_date(row.requested_on)}"),
        *field(_("answer by"), long_date(row.due_on) if row.state in OPEN else None),
        *field(_("why here"), file.text),
        *field(_("account holder"), row.holder),
        *_decision(file),
        Line(),
        title(_("For deciding")),
        *field(_("skills"), file.skills),
        *field(_("limits at work"), file.limits),
        *field(_("mobility"), file.mobility),
        *field(_("guided by"), file.consultant),
        Line(),
        title(_("The employer")),
        *employer_lines(file, there),
        Line(),
        *placement_lines(uses, _("No placement uses this consent yet."), by_client=True),
    ]


def _conditions(conditions: Sequence[Condition]) -> list[Line]:
    lines = []
    for one in conditions:
        if one.ticked_on is None:
            lines.append(Line(f"□ {one.text}", name=_("condition {n}", n=one.position), tone="warn"))
        else:
            done = _("{text} · met, says {name} on {day}", text=one.text, name=one.ticked_by or "", day=one.ticked_on)
            lines.append(Line(f"✓ {done}", name=_("condition {n}", n=one.position), tone="good"))
    return [*lines, Line()] if lines else [Line()]


def _decision(file: CoordinationFile) -> list[Line]:
    row = file.row
    if row.decided_on is None:
        return []
    own = _("own decision, as account holder") if file.own_decision else ""
    how = ", ".join(part for part in (label(file.channel) if file.channel else "", own) if part)
    return [
        Line(),
        title(_("Answer")),
        *field(_("answer"), label(row.state)),
        *field(_("decided by"), f"{row.decided_by}, {long_date(row.decided_on)}"),
        *field(_("how"), how),
        *field(_("recorded by"), file.recorded_by),
        *field(_("valid until"), long_date(row.valid_until)),
        *field(_("places"), str(row.places) if row.places else None),
        *field(_("can be contested until"), long_date(file.contest_until) if file.contest_until else None),
        *field(_("reason"), file.reason),
        *field(_("alternative"), file.alternative),
    ]
