"""What is said after an act on a request, and who decides on it."""

from __future__ import annotations

from db.coordination_file import CoordinationRow
from db.coordination_many import Many
from models.coordination.conversation import WAITING
from models.kinds import CoordinationState
from screens.coordinations.known_request import Known
from screens.texts import _, plural, render

NAME_ROOM = 28
"""Letters of a name that fit on the line above the keys."""
NAMED = 3
"""Of so many requests that were left it is said why."""


def outcome(row: CoordinationRow) -> str:
    """What became of a request, in so few words that the time of saving stands beside it."""
    name = _short(row)
    match row.state:
        case CoordinationState.APPROVED:
            return _("agreed to {client} until {day}", client=name, day=row.valid_until)
        case CoordinationState.CONDITIONS:
            return _("agreed to {client} on conditions", client=name)
        case CoordinationState.DECLINED:
            return _("declined {client}", client=name)
        case CoordinationState.QUESTION:
            return _("asked {name} about {client}", name=row.requested_by, client=name)
        case CoordinationState.CONTESTED:
            return _("contested: {client}", client=name)
    return _("{number} taken back", number=row.number)


def answered(row: CoordinationRow) -> str:
    """After an answer: whom it waits for again, and until when."""
    return _("answered; {holder} decides by {day}", holder=row.holder or "", day=row.due_on)


def reminded(row: CoordinationRow) -> str:
    """After a reminder."""
    return _("{holder} reminded of {client}", holder=row.holder or row.employer_name, client=_short(row))


def handed_over(row: CoordinationRow) -> str:
    """After it was handed to the deputy."""
    return _("{client} handed to the deputy", client=_short(row))


def stands(row: CoordinationRow) -> str:
    """After it was said that a consent stands."""
    return _("the consent for {client} stands", client=_short(row))


def _short(row: CoordinationRow) -> str:
    whom = row.client_name or row.employer_name
    return whom if len(whom) <= NAME_ROOM else f"{whom[:NAME_ROOM]}…"


def many_outcome(many: Many) -> str:
    """'3 gedaan', and of those that were left which and why."""
    done = plural("{n} done", "{n} done", many.done)
    left = [f"{one.number}: {render(one.why)}" for one in many.left[:NAMED]]
    more = len(many.left) - len(left)
    left += [plural("… and {n} more", "… and {n} more", more)] if more > 0 else []
    return _("{done}; left as they were: {left}", done=done, left=" ".join(left)) if left else done


def who_decides(known: Known) -> str:
    """Why a key to decide does nothing here: who decides, or that it was decided."""
    row, holder = known.file.row, known.file.holder
    if known.state not in WAITING:
        return _("{number} was answered already: {state}.", number=row.number, state=row.state)
    if known.handed:
        return _("{name} decides on this: it was handed to them.", name=known.file.handed_to or "")
    if holder is None or holder.deciding is None:
        return _("{employer} has no account holder who can decide: the werkplein assigns one.", employer=row.employer_name)
    if holder.deciding.id == holder.person.id:
        return _("{name} decides on this, as account holder of {employer}.", name=holder.person.name, employer=row.employer_name)
    return _(
        "{name} decides on this, standing in for {holder}, account holder of {employer}.",
        name=holder.deciding.name,
        holder=holder.person.name,
        employer=row.employer_name,
    )
