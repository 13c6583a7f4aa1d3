"""Requests in the demo about which more is said than yes or no: a question back, what was only said, and what is denied."""

from __future__ import annotations

from db import conversation, coordinations, standing_consents
from models.coordination.request import RequestInput, StandingInput, VerbalInput
from models.kinds import Channel, Form
from nuo_tui.demo import CONSULTANT
from nuo_tui.demo.stage import Stage, Wish

_COLLEAGUE = "S. Veldhuis"
_HOLDER = "M. Dijkhuis"


class Conversation:
    """Tells what was said about requests, each on its day."""

    def __init__(self, story: Stage) -> None:
        self.story = story

    def tell(self) -> None:
        """A question that waits for the consultant, a consent by phone to be confirmed, and one that was never given."""
        story = self.story
        asked = story.ask(2, Wish("C00005", "D00004", Form.GROUP_SECONDMENT, 21, hours="24", text="Zoekt werk met zijn handen."))
        with story.ago(1):
            conversation.ask_back(story.store, story.who(_HOLDER), asked.id, "Kan hij om zes uur beginnen?")
        self._said(1, Wish("C00052", "D00004", Form.GROUP_SECONDMENT, 16, hours="20", by=_COLLEAGUE), Channel.PHONE)
        denied = self._said(4, Wish("C00043", "D00001", Form.LEARN_WORK, 12, hours="16", by=_COLLEAGUE), Channel.IN_PERSON)
        with story.ago(1):
            why = "Ik zei dat ik het met de bedrijfsleider zou bespreken."
            conversation.contest(story.store, story.who(_HOLDER), denied, why)
        self._placed_on_what_is_denied(Wish("C00010", "D00025", Form.INDIVIDUAL_SECONDMENT, -2, hours="16", by=_COLLEAGUE))
        self._standing()
        draft = RequestInput(**story.asked(Wish("C00008", "D00025", Form.INDIVIDUAL_SECONDMENT, 30, hours="8")))
        coordinations.request(story.store, story.who(CONSULTANT), draft, draft=True)

    def _placed_on_what_is_denied(self, wish: Wish) -> None:
        """Somebody works on a yes by phone that, says the account holder, was none."""
        story = self.story
        key = self._said(3, wish, Channel.PHONE)
        story.place(2, wish)
        conversation.contest(story.store, story.who(_HOLDER), key, "Ik zei dat ik het zou navragen, niet dat het goed was.")

    def _standing(self) -> None:
        """Four places for a season, to which an account holder agreed without being asked."""
        story = self.story
        with story.ago(6):
            data = StandingInput(
                employer_id=story.key("employer", "D00039"),
                form=Form.GROUP_SECONDMENT,
                places=4,
                valid_until=story.day(170),
                text="Het hele seizoen; graag met een vaste begeleider.",
            )
            standing_consents.give_standing(story.store, story.who("L. Schothorst"), data)

    def _said(self, days: int, wish: Wish, channel: Channel) -> bytes:
        """A consent of the account holder that the consultant wrote down, ``days`` ago."""
        story = self.story
        with story.ago(days):
            said = VerbalInput(**story.asked(wish), who_id=story.who(_HOLDER).id, when=story.store.today(), channel=channel)
            return coordinations.record_verbal(story.store, story.who(wish.by), said).id
