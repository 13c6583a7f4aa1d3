"""One face to the employer in the demo: two people at one employer, employers that changed hands, a group with a holder."""

from __future__ import annotations

from db.account_transfer import transfer
from db.actions import add_action
from db.contact_moments import add_contact_moment
from db.employers import employer_file, update_employer
from db.group_holding import assign_group_holder
from models.action import ActionInput
from models.contact_moment import ContactMomentInput
from models.employer import TransferInput
from models.kinds import ContactKind
from nuo_tui.demo import ADMINISTRATOR
from nuo_tui.demo.stage import Stage

GROUP = "Lutke Groep"
_BRANCHES = ("D00020", "D00040")
_SHARED = "D00009"
"""Where a colleague was a few days ago, and means to go again: whoever calls now is warned."""
_HANDED_OVER = ("D00019", "D00031")


def show(story: Stage) -> None:
    """Let it all happen, at the end: nobody in the story was warned of it."""
    _was_there(story)
    _handed_over(story)
    _has_a_group(story)


def _was_there(story: Stage) -> None:
    with story.ago(5):
        who, employer = story.who("S. Veldhuis"), story.key("employer", _SHARED)
        said = ContactMomentInput(
            kind=ContactKind.PHONE,
            day=story.store.today(),
            time="9:15",
            made_by=who.id,
            text="Zoekt iemand voor de verpakking; ik kom volgende week kijken.",
            employer_id=employer,
        )
        add_contact_moment(story.store, who, said)
        plan = ActionInput(what="langsgaan voor de verpakking", due_on=story.day(3), owner_id=who.id, employer_id=employer)
        add_action(story.store, who, plan)


def _handed_over(story: Stage) -> None:
    with story.ago(1):
        data = TransferInput(
            user_id=story.who("M. Dijkhuis").id,
            from_date=story.store.today(),
            reason="Nieuwe wijkverdeling",
            note="De Vlieger belt liever niet onder schooltijd; bij Eikenhof eerst langs de werkplaats.",
        )
        transfer(story.store, story.who("L. Schothorst"), [story.key("employer", number) for number in _HANDED_OVER], data)


def _has_a_group(story: Stage) -> None:
    with story.ago(8):
        boss = story.who(ADMINISTRATOR)
        for number in _BRANCHES:
            key = story.key("employer", number)
            with story.store.read() as reader:
                file = employer_file(reader, key, story.store.today())
            update_employer(story.store, boss, key, file.version, {"group_name": GROUP})
        holder = story.who("L. Schothorst").id
        day, why = story.store.today(), "Spreekt met het hoofdkantoor"
        assign_group_holder(story.store, boss, GROUP, holder, from_date=day, reason=why)
