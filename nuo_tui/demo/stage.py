"""What every part of the demo's story is told with: a wish, and acts done on the day on which they happened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from db import coordinations, placements
from db.coordinations import CoordinationRow
from db.reading import Reader
from db.refs import resolve
from db.related import placements_of
from db.store import Store
from models.actor import Actor
from models.coordination.request import RequestInput
from models.kinds import Form, PlacementState
from models.placement import PlacementInput
from nuo_tui.demo import CONSULTANT

LEAD = "R. Wessels"
"""The team lead of the demo."""
WORKPLACE = "Werkplein Almelo"
"""Where people fall back on, unless something else is said."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One client at one employer, in one form, from a number of days after today."""

    client: str
    employer: str
    form: Form
    start: int
    hours: str | None = None
    text: str | None = None
    by: str = CONSULTANT
    rate: Decimal | None = None
    vacancy: str | None = None
    """The number of the vacancy of which a place is taken."""
    fallback: str = WORKPLACE
    """Where the client goes back to when it ends early."""


class Stage:
    """The store of the demo and its clock."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.today = store.today()

    def ask(self, days: int, wish: Wish) -> CoordinationRow:
        """Ask the account holder, ``days`` ago."""
        with self.ago(days):
            return coordinations.request(self.store, self.who(wish.by), RequestInput(**self.asked(wish)))

    def place(self, days: int, wish: Wish, **because: str) -> None:
        """Place, ``days`` ago; the rules must agree. ``because`` answers their warnings, by rule."""
        with self.ago(days):
            placed = placements.place(self.store, self.who(wish.by), self.proposed(wish), reasons=because)
        if placed.number is None:
            blocks = "; ".join(str(finding.sentence) for finding in placed.assessment.blocks)
            raise RuntimeError(f"the demo can't place {wish.client}: {blocks}")

    @contextmanager
    def ago(self, days: int) -> Iterator[None]:
        """Let it be ``days`` earlier for what is done inside."""
        now = self.store.clock
        self.store.clock = lambda: now() - timedelta(days=days)
        try:
            yield
        finally:
            self.store.clock = now

    def day(self, days: int) -> date:
        """So many days from today."""
        return self.today + timedelta(days=days)

    def who(self, name: str) -> Actor:
        """The user of this name, acting."""
        return self.store.actor(name)

    def key(self, subject: str, number: str) -> bytes:
        """The key of a record of the demo's files."""
        with self.store.read() as reader:
            return resolve(reader, subject, number).id

    def running(self, reader: Reader, client: str) -> tuple[bytes, int]:
        """The newest placement of a client that runs, and its version."""
        lines = placements_of(reader, "client", self.key("client", client))
        key = next(line.id for line in lines if line.state is PlacementState.ACTIVE)
        return key, placements.placement_file(reader, key, self.today).version

    def asked(self, wish: Wish) -> dict[str, Any]:
        """What is asked, as the forms have it."""
        return {
            "client_id": self.key("client", wish.client),
            "employer_id": self.key("employer", wish.employer),
            "form": wish.form,
            "start": self.day(wish.start),
            "hours": wish.hours,
            "text": wish.text,
        }

    def proposed(self, wish: Wish) -> PlacementInput:
        """What is proposed, as the forms have it."""
        asked = self.asked(wish)
        del asked["text"]
        asked["fallback_id"] = self.key("location", wish.fallback)
        asked["vacancy_id"] = self.key("vacancy", wish.vacancy) if wish.vacancy else None
        return PlacementInput(**asked, rate=wish.rate)
