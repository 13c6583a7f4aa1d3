"""The lines of Vandaag as rows: why each is there, and the key that does something about it."""

from __future__ import annotations

from db.windows import Cell, Column, Hint, Row
from models.messages import N_, Message
from models.today import Remedy, TodayLine, Why

COLUMNS = (
    Column("why", Message(N_("Why")), 10),
    Column("what", Message(N_("What")), 30, weight=1),
    Column("day", Message(N_("Day")), 8, priority=1),
    Column("remedy", Message(N_("Do")), 12, priority=2),
)
WHY = {
    Why.LATE: N_("TOO LATE"),
    Why.DUE: N_("TODAY"),
    Why.TERM: N_("TERM"),
    Why.WAITING: N_("ASKED YOU"),
    Why.OVERDUE: N_("NO ANSWER"),
    Why.CONTESTED: N_("CONTESTED"),
    Why.QUESTION: N_("QUESTION"),
    Why.ANSWER: N_("ANSWER"),
    Why.TAKEN_OVER: N_("NEW TO YOU"),
    Why.INFORMED: N_("TO KNOW"),
    Why.BROKE: N_("BROKEN"),
    Why.SAID: N_("SAID"),
    Why.SOON: N_("IN 7 DAYS"),
    Why.OVER: N_("OVER"),
    Why.RENEW: N_("RENEW"),
    Why.WITHIN_30: N_("IN 30 DAYS"),
    Why.WITHIN_60: N_("IN 60 DAYS"),
    Why.WITHIN_90: N_("IN 90 DAYS"),
    Why.NO_WORK: N_("NO WORK"),
    Why.DONE: N_("done"),
}
"""What stands before a line: why it is there."""
REMEDY = {
    Remedy.FINISH: N_("d done"),
    Remedy.REOPEN: N_("d not done"),
    Remedy.OPEN: N_("enter"),
    Remedy.ANSWER: N_("q answer"),
    Remedy.REMIND: N_("r remind"),
    Remedy.PLACE: N_("p place"),
    Remedy.PLACE_ELSEWHERE: N_("p place"),
    Remedy.WHERE: N_("w where to"),
    Remedy.RENEW: N_("a action"),
    Remedy.ACTION: N_("a action"),
    Remedy.END: N_("b end"),
    Remedy.SEEN: N_("d I know"),
}
"""The key that does something about it."""
TONES: dict[Why, Hint] = {
    Why.LATE: "block",
    Why.TERM: "warn",
    Why.OVERDUE: "block",
    Why.CONTESTED: "block",
    Why.QUESTION: "warn",
    Why.BROKE: "block",
    Why.OVER: "block",
    Why.RENEW: "warn",
    Why.WITHIN_30: "warn",
    Why.DONE: "muted",
}
ENDING = (Why.OVER, Why.WITHIN_30, Why.WITHIN_60, Why.WITHIN_90)
"""Why a line about a placement is there when it ends, and can be extended."""
REQUESTS = (Why.TERM, Why.WAITING, Why.OVERDUE, Why.CONTESTED, Why.QUESTION, Why.SAID, Why.ANSWER)
MORE = {Why.NO_WORK: "client", **dict.fromkeys(REQUESTS, "coordination")}
"""Where the rest of a section is seen."""


def row_of(at: int, line: TodayLine) -> Row:
    """A line as the list shows it, in its place."""
    tone: Hint = TONES.get(line.why, "")
    remedy: Cell = Message(REMEDY[line.remedy]) if line.remedy in REMEDY else None
    muted: Hint = "muted" if line.why is Why.DONE else ""
    return Row(line.own, f"{at:05}", (Message(WHY[line.why]), line.sentence, line.day, remedy), (tone, muted, "muted", "muted"))
