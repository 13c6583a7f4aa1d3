"""More for the inbox of an account holder in the demo: several that can have one answer, one that is due, one for a deputy."""

from __future__ import annotations

from db import coordination_routing
from models.kinds import Form
from nuo_tui.demo.stage import Stage, Wish

_HOLDER = "M. Dijkhuis"


def fill_inbox(story: Stage) -> None:
    """Two colleagues ask for the same data centre, one for a garage since days, and one was handed to the deputy."""
    centre = "Het datacentrum zoekt een paar mensen om kabels te sorteren."
    for days, client, by in ((2, "C00055", "K. Boerrigter"), (1, "C00056", "M. ter Braak")):
        story.ask(days, Wish(client, "D00037", Form.INDIVIDUAL_SECONDMENT, 28, hours="20", text=centre, by=by))
    story.ask(6, Wish("C00059", "D00013", Form.TRIAL, 15, hours="20", text="Wil graag met auto's werken."))
    handed = story.ask(3, Wish("C00004", "D00025", Form.GROUP_SECONDMENT, 25, hours="16"))
    with story.ago(1):
        coordination_routing.hand_over(story.store, story.who(_HOLDER), handed.id)
