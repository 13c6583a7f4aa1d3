"""A request as the reader knows it, and the two acts on it that a proposal offers too: ticking off, agreeing as the holder."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from db.account_holding import decider_on
from db.coordination_file import CoordinationFile, coordination_file
from models.actor import Actor
from models.kinds import AGREED, CoordinationState, Role
from screens.house.desk import Desk
from screens.house.dialogs import Choose, Confirm
from screens.house.house_screen import HouseScreen
from screens.texts import _

Then = Callable[[bytes | None], object]
"""What follows once something was written: gets the key of the request."""


class Known(NamedTuple):
    """A request, and as what the reader may decide on it: ``holder``, ``deputy``, or None."""

    file: CoordinationFile
    decider: str | None

    @property
    def state(self) -> CoordinationState:
        """Where it stands, as people see it."""
        return self.file.row.state

    def may_decide(self, actor: Actor) -> bool:
        """Whether it waits for this reader. A deputy does not decide on a request of their own."""
        own = self.file.row.requested_by == actor.name
        return self.state == CoordinationState.REQUESTED and (self.decider == "holder" or (self.decider == "deputy" and not own))

    def may_withdraw(self, actor: Actor) -> bool:
        """Whether this reader can take it back: who asked, their team lead, or who agreed."""
        if self.state in AGREED and self.decider is not None:
            return True
        asked = self.file.row.requested_by == actor.name or actor.has(Role.TEAM_LEAD)
        return asked and self.state in (CoordinationState.REQUESTED, *AGREED)

    @property
    def open_conditions(self) -> list[tuple[int, str]]:
        """Place and text of the conditions that nobody ticked off yet, while they matter."""
        if self.state != CoordinationState.CONDITIONS:
            return []
        return [(c.position, c.text) for c in self.file.conditions if c.ticked_on is None]


def read_known(desk: Desk, key: bytes) -> Known:
    """A request as it is now."""
    today = desk.store.today()
    with desk.store.read() as reader:
        file = coordination_file(reader, key, today)
        return Known(file, decider_on(reader, file.row.employer_id, desk.actor.id, today))


def tick_off(screen: HouseScreen, key: bytes, then: Then) -> None:
    """Let somebody say that a condition is met; their name stands beside it from then on."""
    from db.coordinations import tick

    desk = screen.desk

    def write(position: str | None) -> None:
        if position is not None:
            screen.ask(lambda: tick(desk.store, desk.actor, key, int(position)), lambda row: then(row.id), group="decide")

    def choose(known: Known) -> None:
        choices = [(str(position), text) for position, text in known.open_conditions]
        if choices:
            question = _("Which condition is met? Your name will stand beside it.")
            screen.app.push_screen(Choose(question, choices), write)

    screen.ask(partial(read_known, desk, key), choose, group="conditions")


def agree_as_holder(screen: HouseScreen, key: bytes, then: Then) -> None:
    """Offer an account holder to agree to what they just asked for themselves; it is recorded as their own decision."""
    from db.coordinations import approve

    desk = screen.desk

    def write(yes: bool | None) -> None:
        if yes:
            screen.ask(lambda: approve(desk.store, desk.actor, key), lambda row: then(row.id), group="decide")

    def offer(known: Known) -> None:
        if known.decider == "holder" and known.may_decide(desk.actor):
            question = _("You are the account holder yourself. Agree at once? It is recorded as your own decision.")
            screen.app.push_screen(Confirm(question, yes=_("agree"), no=_("later")), write)

    screen.ask(partial(read_known, desk, key), offer, group="own")
