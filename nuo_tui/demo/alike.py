"""Records in the demo that are probably one: clients to be looked at, and an employer that was merged last week."""

from __future__ import annotations

from db.clients import create_client
from db.employers import create_employer
from db.merging.merging import merge
from models.client import ClientInput
from models.employer import EmployerInput
from models.kinds import TargetGroup
from models.municipality import municipality_id
from nuo_tui.demo import ADMINISTRATOR, CONSULTANT
from nuo_tui.demo.stage import Stage

MERGED_INTO = "D00015"
"""The employer in which a second record of the same shop was merged last week."""


def look_alike(story: Stage) -> None:
    """The same person was recorded at two desks, and the same shop was once typed twice."""
    _second_desk(story)
    _typed_twice(story)


def _second_desk(story: Stage) -> None:
    """Boris Leferink (C00056), as a colleague wrote him down without looking him up first."""
    with story.ago(2):
        data = ClientInput(
            surname="Leferink",
            call_name="Boris",
            birth_date="22-07-1988",
            place="Den Ham",
            municipality_id=municipality_id("1700"),
            target_group=TargetGroup.JOB_AGREEMENT,
            phone="06-12342509",
            consultant_id=story.who(CONSULTANT).id,
        )
        create_client(story.store, story.who("S. Veldhuis"), data)


def _typed_twice(story: Stage) -> None:
    boss = story.who(ADMINISTRATOR)
    with story.ago(9):
        data = EmployerInput(name="Bouwmarkt Holten B.V.", kvk="14364586", place="7651 BA")
        twin = create_employer(story.store, story.who("S. Veldhuis"), data)
    with story.ago(7):
        merge(story.store, boss, "employer", story.key("employer", MERGED_INTO), twin.id, reason="Twee keer ingevoerd")
