"""What was said in the demo, and what is still to be done: contact moments and actions, so that Vandaag has something to show."""

from __future__ import annotations

from db.actions import add_action, finish_action
from db.contact_moments import add_contact_moment
from models.about import About
from models.action import ActionInput
from models.contact_moment import ContactMomentInput, FollowUpInput
from models.kinds import ContactKind
from nuo_tui.demo import CONSULTANT
from nuo_tui.demo.stage import Stage

_SAID: tuple[tuple[int, str, str, ContactKind, str, str], ...] = (
    (33, "client", "C00002", ContactKind.OFFICE, CONSULTANT, "Kennismaking. Wil graag bij mensen werken, liefst 's ochtends."),
    (20, "client", "C00003", ContactKind.PHONE, CONSULTANT, "Moeder belde: de bus rijdt niet meer, fiets is gerepareerd."),
    (12, "employer", "D00003", ContactKind.VISIT, "M. Dijkhuis", "Rondleiding gehad. De bakker wil in het voorjaar nog iemand."),
    (9, "employer", "D00002", ContactKind.PHONE, "L. Schothorst", "Vegt vraagt om wie ook in de avond kan."),
    (3, "client", "C00012", ContactKind.VISIT, CONSULTANT, "Op de werkplek geweest. Gaat goed, wil meer uren."),
)
"""Days ago, about what, how, who of us, what was said."""
_TO_DO: tuple[tuple[int, str, str, str], ...] = (
    (-4, "client", "C00003", "bellen over vervoer"),
    (-1, "employer", "D00004", "veiligheidsschoenen bestellen"),
    (0, "client", "C00008", "contract laten tekenen"),
    (0, "client", "C00041", "moeder terugbellen"),
    (9, "client", "C00002", "functioneringsgesprek"),
)
"""Due in so many days, about what, what."""


class Talk:
    """Tells what was said, each on its day."""

    def __init__(self, story: Stage) -> None:
        self.story = story

    def tell(self) -> None:
        """Let it all be said, and one thing be done."""
        store = self.story.store
        for days, subject, number, kind, who, text in _SAID:
            with self.story.ago(days):
                actor = self.story.who(who)
                about = About(subject, self.story.key(subject, number)).fields
                data = ContactMomentInput(**about, kind=kind, day=store.today(), time="10:30", made_by=actor.id, text=text)
                follow_up = FollowUpInput(what="meer uren bespreken", due_on=self.story.day(2)) if days == 3 else None
                add_contact_moment(store, actor, data, follow_up)
        mine = self.story.who(CONSULTANT)
        with self.story.ago(6):
            for days, subject, number, what in _TO_DO:
                self._add(About(subject, self.story.key(subject, number)), what, days)
            loose = add_action(store, mine, ActionInput(what="urenlijst inleveren", due_on=self.story.day(0), owner_id=mine.id))
        finish_action(store, mine, loose)

    def _add(self, about: About, what: str, days: int) -> None:
        owner = self.story.who(CONSULTANT)
        data = ActionInput(**about.fields, what=what, due_on=self.story.day(days), owner_id=owner.id)
        add_action(self.story.store, owner, data)
