"""Who can't come, who fell out of work and where they can go back to: the rules C9 and C16 have something to say."""

from __future__ import annotations

from db import absences, locations, placements
from db.related import placements_of
from models.absence import AbsenceInput, BackInput
from models.kinds import AbsenceKind, LocationKind, PlacementState
from models.location import LocationInput
from models.municipality import municipality_id
from nuo_tui.demo import ADMINISTRATOR, CONSULTANT
from nuo_tui.demo.stage import WORKPLACE, Stage

FULL = "Werkplein beschut Hellendoorn"
"""A workplace of which every place is taken."""
_CAPACITY = (("Werkplein beschut Wierden", 8), ("Werkplein beschut Tubbergen", 6), (FULL, 1), ("Groenploeg Almelo", 9))


def make_room(story: Stage) -> None:
    """How many places there are; of some locations nobody wrote it down yet."""
    with story.ago(39):
        boss = story.who(ADMINISTRATOR)
        almelo = LocationInput(
            name=WORKPLACE, kind=LocationKind.SHELTERED, municipality_id=municipality_id("0141"), place="Almelo", capacity=40
        )
        locations.create_location(story.store, boss, almelo)
        for name, places in _CAPACITY:
            locations.update_location(story.store, boss, story.key("location", name), 1, {"capacity": str(places)})


def fall_out(story: Stage) -> None:
    """One who is ill, one who should be back from leave, one who was ill; and one whose work broke off five days ago."""
    for client, kind, start, expected, back in (
        ("C00004", AbsenceKind.ILL, 6, -28, None),
        ("C00009", AbsenceKind.LEAVE, 16, 2, None),
        ("C00001", AbsenceKind.ILL, 30, None, 22),
    ):
        _away(story, client, kind, start, expected, back)
    who, fell, there = story.who(CONSULTANT), story.key("client", "C00007"), story.key("location", WORKPLACE)
    with story.store.read() as reader:
        lines = placements_of(reader, "client", fell)
        line = next(one for one in lines if one.state is PlacementState.ACTIVE)
        named = placements.running_input(reader, line.id, {"fallback_id": there})
    with story.ago(20):
        placements.change_placement(story.store, who, line.id, 1, named)
    with story.ago(5):
        placements.end_placement(
            story.store,
            who,
            line.id,
            2,
            on=story.day(-5),
            reason="De opdracht van de werkgever viel weg",
            view="Jammer, het was een fijne ploeg. Liever snel weer aan het werk.",
            broken_off=True,
        )


def _away(story: Stage, client: str, kind: AbsenceKind, start: int, expected: int | None, back: int | None) -> None:
    """``start``, ``expected`` and ``back`` are days ago."""
    key, who = story.key("client", client), story.who(CONSULTANT)
    until = None if expected is None else story.day(-expected)
    with story.ago(start):
        made = absences.add_absence(
            story.store, who, key, AbsenceInput(kind=kind, from_date=story.day(-start), expected_until=until)
        )
    if back is not None:
        with story.ago(back):
            absences.end_absence(story.store, who, made, 1, BackInput(back_on=story.day(-back)))
