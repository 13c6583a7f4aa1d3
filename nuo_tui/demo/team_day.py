"""What the team lead's screen shows in the demo: a client who was handed over with a note, and a decision that came late."""

from __future__ import annotations

from db import decisions
from db.bulk_acts import assign_consultant
from models.kinds import Form
from nuo_tui.demo import CONSULTANT
from nuo_tui.demo.stage import LEAD, Stage, Wish

_NOTE = "Belt liever dan dat hij mailt; in december een gesprek over meer uren."


class TeamDay:
    """Told through the acts of the screens, like the rest of the story."""

    def __init__(self, story: Stage) -> None:
        self.story = story

    def tell(self) -> None:
        """Let it happen."""
        self.decided_late()
        self.handed_over()

    def decided_late(self) -> None:
        """An answer that took longer than five working days."""
        story = self.story
        wish = Wish("C00013", "D00004", Form.GROUP_SECONDMENT, 3, by="K. Boerrigter", text="Inpakken kan zij goed.")
        asked = story.ask(17, wish)
        with story.ago(4):
            decisions.decline(story.store, story.who("M. Dijkhuis"), asked.id, "De inpak stopt per januari.")

    def handed_over(self) -> None:
        """Today the team lead gave a client of a colleague to the consultant whom the demo opens as."""
        story = self.story
        consultant = story.who(CONSULTANT)
        assign_consultant(
            story.store,
            story.who(LEAD),
            [story.key("client", "C00023")],
            consultant.id,
            told=lambda former: f"overgenomen van {former}: {_NOTE}",
            note=_NOTE,
        )
