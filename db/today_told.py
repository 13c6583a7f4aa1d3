"""What somebody was told and has not said that they know: employers that were handed over, clients at branches of a group."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from db.group_notices import Notice
from db.group_notices import to_read as notices_to_read
from db.handovers import HandOver, to_take_note_of
from db.reading import Reader
from models.about import About
from models.messages import N_, Message
from models.today import Remedy, TodayLine, Why


def told_to(reader: Reader, me: bytes, today: date) -> Iterator[TodayLine]:
    """The hand-overs, the newest first, then the notices, the oldest first; two queries."""
    for handed in to_take_note_of(reader, me, today):
        yield _handed_line(handed)
    for notice in notices_to_read(reader, me):
        yield _notice_line(notice)


def _handed_line(one: HandOver) -> TodayLine:
    """'overgenomen van L. Schothorst: Vegt Logistiek. Bel eerst met de ploegbaas.'; of several how many they are."""
    about = {"name": one.before or one.by, "note": one.note or one.reason or ""}
    if one.employers == 1:
        text = N_("taken over from {name}: {employer}. {note}") if one.before else N_("assigned by {name}: {employer}. {note}")
        sentence = Message(text, employer=one.employer, **about)
        place = About("employer", one.employer_id)
        return TodayLine(Why.TAKEN_OVER, sentence, "employer", one.employer_id, place, one.from_date, Remedy.SEEN, one.id)
    text = N_("taken over from {name}: {n} employers. {note}") if one.before else N_("assigned by {name}: {n} employers. {note}")
    return TodayLine(
        Why.TAKEN_OVER, Message(text, n=one.employers, **about), "", one.id, None, one.from_date, Remedy.SEEN, one.id
    )


def _notice_line(one: Notice) -> TodayLine:
    sentence = Message(
        N_("{client} may go to {employer}, told by {name}. {note}"),
        client=one.client,
        employer=one.employer,
        name=one.by,
        note=one.text or "",
    )
    place = About("employer", one.employer_id)
    return TodayLine(Why.INFORMED, sentence, "employer", one.employer_id, place, one.told_on, Remedy.SEEN, one.id)
