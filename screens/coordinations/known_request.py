"""A request as the reader knows it, and the two acts on it that a proposal offers too: ticking off, agreeing as the holder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import NamedTuple

from db.account_holding import decider_on
from db.coordination_file import CoordinationFile, coordination_file
from db.coordination_parties import Whose, deciding_as, parties_of, whose_is
from db.coordination_routing import may_assign
from db.reading import Reader
from models.coordination.conversation import Act, Party, may
from models.kinds import CoordinationState
from screens.house.desk import Desk
from screens.house.dialogs import Choose, Confirm
from screens.house.house_screen import HouseScreen
from screens.texts import _

Then = Callable[[bytes | None], object]
"""What follows once something was written: gets the key of the request."""


class Known(NamedTuple):
    """A request, and as what the reader may act on it."""

    file: CoordinationFile
    parties: frozenset[Party]
    whose: Whose
    decider: str | None
    """As what the reader may decide for the employer: ``holder``, ``deputy``, or None."""
    handed: bool
    """Whether it was handed to the deputy, who decides on it now."""
    may_assign: bool
    """Whether the reader may give the employer another account holder."""
    today: date

    @property
    def state(self) -> CoordinationState:
        """Where it stands, as people see it."""
        return self.file.row.state

    def may(self, act: Act) -> bool:
        """Whether the reader may do this with it now, by the table of the conversation."""
        return may(act, self.state, self.parties)

    @property
    def may_contest(self) -> bool:
        """Whether it was recorded as said by somebody else, and the reader can still say that it is not so, or that it is."""
        until = self.file.contest_until
        said = self.whose.recorded_by is not None and self.whose.recorded_by != self.whose.decided_by
        return said and until is not None and until >= self.today and self.may(Act.CONTEST)

    @property
    def stands_in(self) -> bool:
        """Whether the reader decides on it in the place of the account holder."""
        return Party.DECIDER in self.parties and self.decider != "holder"

    @property
    def late(self) -> bool:
        """Whether its term has passed without an answer."""
        due = self.file.row.due_on
        return self.state == CoordinationState.REQUESTED and due is not None and due < self.today

    @property
    def open_conditions(self) -> list[tuple[int, str]]:
        """Place and text of the conditions that nobody ticked off yet, while they matter."""
        if not self.may(Act.TICK):
            return []
        return [(c.position, c.text) for c in self.file.conditions if c.ticked_on is None]


def known_of(reader: Reader, desk: Desk, key: bytes) -> Known:
    """A request as it is in what is read."""
    today = desk.store.today()
    file, whose = coordination_file(reader, key, today), whose_is(reader, key)
    handed = whose.handed_to is not None and deciding_as(reader, whose, whose.handed_to, today) is not None
    return Known(
        file,
        parties_of(reader, desk.actor, whose, today),
        whose,
        decider=decider_on(reader, whose.employer_id, desk.actor.id, today),
        handed=handed,
        may_assign=may_assign(reader, desk.actor, whose.employer_id),
        today=today,
    )


def read_known(desk: Desk, key: bytes) -> Known:
    """A request as it is now."""
    with desk.store.read() as reader:
        return known_of(reader, desk, key)


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
        if known.decider == "holder" and known.may(Act.APPROVE):
            question = _("You are the account holder yourself. Agree at once? It is recorded as your own decision.")
            screen.app.push_screen(Confirm(question, yes=_("agree"), no=_("later")), write)

    screen.ask(partial(read_known, desk, key), offer, group="own")
