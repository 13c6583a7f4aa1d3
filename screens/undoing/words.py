"""What an undo would do, in words; the command line says it in the same ones. Knows no Textual."""

from __future__ import annotations

from db.history import HIDDEN
from db.undoing.own_acts import Done, Outlook, OwnAct, Turned
from models.messages import N_
from screens.texts import _, moment, plural, render, visible

MOST = 6
"""Lines of a dialog that tell what would be undone; the list of one's acts has all of them."""


ROOM = 40
"""Letters of a value in such a line."""


def act_name(act: OwnAct) -> str:
    """'cliënt gewijzigd (CA00012)'."""
    return f"{render(act.action)} ({_short(act.record)})" if act.record else render(act.action)


def turned_line(turned: Turned) -> str:
    """'CA00012 telefoon: 0546-2 → 0546-1'; of a whole record whether it goes out or comes back."""
    line = turned.line
    if line.field is None:
        sentence = N_("{record} comes back") if turned.comes_back else N_("{record} is taken out again")
        return _(sentence, record=_whole(turned))
    now, then = (_short(render(value)) if value else "–" for value in (line.old, line.new))
    return f"{_short(turned.record)} {render(line.field)}: {now} → {then}".strip()


def _whole(turned: Turned) -> str:
    """'CA00012'; of a part also what it is: 'actie bij CA00012'."""
    name = _short(turned.record) or _("the record")
    return _("{part} of {record}", part=render(turned.part), record=name) if turned.part else name


def _reads_the_same(turned: Turned) -> bool:
    """What the checks said is kept whole, but told in the same few words whatever they said."""
    line = turned.line
    return line.old is not None and line.new is not None and render(line.old) == render(line.new) != HIDDEN


def _short(text: str) -> str:
    """A value on one line: what would break it is an escape, what is too long is cut."""
    shown = visible(text)
    return shown if len(shown) <= ROOM else f"{shown[: ROOM - 1]}…"


def turned_lines(outlook: Outlook, most: int) -> list[str]:
    """The first of what would be turned, and how much more there is; what reads the same before and after is not told."""
    told = [turned for turned in outlook.turned if not _reads_the_same(turned)]
    lines = [turned_line(turned) for turned in told[:most]]
    more = outlook.act.changes - len(lines) - (len(outlook.turned) - len(told))
    return [*lines, plural("… and {n} more", "… and {n} more", more)] if more > 0 else lines


def obstacle_lines(outlook: Outlook) -> list[str]:
    """What stands in the way, a line each."""
    return [render(obstacle.sentence()) for obstacle in outlook.obstacles]


def question(outlook: Outlook) -> str:
    """What a dialog asks before it is undone or done again; what is longer than a screen is cut."""
    act = outlook.act
    ask = N_("Undo '{what}' of {moment}?") if act.stands else N_("Do '{what}' of {moment} again?")
    return "\n".join([_(ask, what=act_name(act), moment=moment(act.at)), *turned_lines(outlook, MOST)])


def in_the_way(outlook: Outlook) -> str:
    """What a dialog says when it can't be undone or done again: who did what since."""
    act = outlook.act
    tell = (
        N_("'{what}' can't be undone: later work builds on it.")
        if act.stands
        else N_("'{what}' can't be done again: later work builds on how it is now.")
    )
    return "\n".join([_(tell, what=act_name(act)), *obstacle_lines(outlook), _("Nothing was changed.")])


def done_line(done: Done) -> str:
    """What is said afterwards."""
    name = act_name(done.act)
    return _("undone: {what}", what=name) if done.undone else _("done again: {what}", what=name)
