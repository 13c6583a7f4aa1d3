"""What is said about requests in the demo: a question that waits, a draft, a yes by phone and one that is contested."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db import conversation, coordinations, standing_consents
from models.coordination.request import RequestInput, StandingInput, VerbalInput
from models.kinds import Channel, Form
from nuo_tui.demo import CONSULTANT

if TYPE_CHECKING:
    from nuo_tui.demo.story import Story, Wish

HOLDER, OTHER_HOLDER, COLLEAGUE = "M. Dijkhuis", "L. Schothorst", "S. Veldhuis"


def converse(story: Story) -> None:
    """Let it be said."""
    from nuo_tui.demo.story import Wish

    _asked_back(story, Wish("C00009", "D00037", Form.INDIVIDUAL_SECONDMENT, 20, hours="16", text="Wil buiten werken."))
    _by_phone(story, Wish("C00002", "D00013", Form.INDIVIDUAL_SECONDMENT, 16, hours="12"), days=1)
    _contested(story, Wish("C00052", "D00025", Form.LEARN_WORK, -2, hours="16", by=COLLEAGUE))
    with story.ago(6):
        standing_consents.give_standing(
            story.store,
            story.who(OTHER_HOLDER),
            StandingInput(
                employer_id=story.key("employer", "D00039"),
                form=Form.GROUP_SECONDMENT,
                places=4,
                valid_until=story.day(170),
                text="Het hele seizoen; graag met een vaste begeleider.",
            ),
        )
    draft = RequestInput(**story.asked(Wish("C00008", "D00025", Form.INDIVIDUAL_SECONDMENT, 30, hours="8")))
    coordinations.request(story.store, story.who(CONSULTANT), draft, draft=True)


def _asked_back(story: Story, wish: Wish) -> None:
    row = story.ask(3, wish)
    with story.ago(1):
        conversation.ask_back(story.store, story.who(HOLDER), row.id, "Kan hij ook op zaterdagochtend?")


def _by_phone(story: Story, wish: Wish, *, days: int) -> bytes:
    """A yes that somebody else wrote down: the account holder can still contest it."""
    with story.ago(days):
        said = VerbalInput(**story.asked(wish), who_id=story.who(HOLDER).id, when=story.store.today(), channel=Channel.PHONE)
        return coordinations.record_verbal(story.store, story.who(wish.by), said).id


def _contested(story: Story, wish: Wish) -> None:
    """Placed on a yes by phone that, says the account holder, was none."""
    key = _by_phone(story, wish, days=3)
    story.place(2, wish)
    conversation.contest(story.store, story.who(HOLDER), key, "Ik heb gezegd dat ik het zou navragen, niet dat het goed was.")
