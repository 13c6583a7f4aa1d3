"""What happened in the demo since its files were imported: who asked, agreed, declined and placed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from db import account_holding, approach_stops, coordinations, decisions, placements, proposals, users, wage_values
from db.coordinations import CoordinationRow
from db.reading import Reader
from db.refs import resolve
from db.related import placements_of
from db.store import Store
from models.actor import Actor
from models.coordination.request import RequestInput, VerbalInput
from models.kinds import Channel, Form, PlacementState, Role
from models.municipality import municipality_id
from models.placement import PlacementInput
from models.wage_value import WageValueInput
from nuo_tui.demo import ADMINISTRATOR, CONSULTANT
from nuo_tui.demo.alike import look_alike
from nuo_tui.demo.conversation import Conversation
from nuo_tui.demo.direction import Direction
from nuo_tui.demo.face import show
from nuo_tui.demo.falling_back import FULL, WORKPLACE, fall_out, make_room
from nuo_tui.demo.inbox import fill_inbox
from nuo_tui.demo.offers import BAKERY, PACKING, offer
from nuo_tui.demo.rules import keep_rules
from nuo_tui.demo.talk import Talk
from nuo_tui.demo.team_day import TeamDay

LEAD = "R. Wessels"

_WERKPLEIN = {
    "M. Dijkhuis": "0141",
    "L. Schothorst": "0141",
    "H. Broekroelofs": "1700",
    "E. Kottink": "0183",
    "B. Otten": "0189",
    "G. Baan": "1742",
    "T. Kreijkes": "0163",
}
_TEAM = {CONSULTANT: "Noord", "S. Veldhuis": "Noord", "K. Boerrigter": "Zuid"}
_AWAY = "H. Broekroelofs"
_DEPUTIES = {_AWAY: "T. Kreijkes", "M. Dijkhuis": "L. Schothorst"}


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


class Story:
    """Tells it all, chapter by chapter; each act on the day on which it happened."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.today = store.today()

    def tell(self) -> None:
        """Let everything happen."""
        self.people()
        make_room(self)
        self.measured()
        offer(self)
        self.agreed_and_placed()
        self.went_well()
        self.several_at_once()
        self.answered()
        self.handed_over()
        self.waiting()
        Conversation(self).tell()
        fill_inbox(self)
        self.standing_ready()
        Direction(self).tell()
        Talk(self).tell()
        fall_out(self)
        TeamDay(self).tell()
        show(self)
        keep_rules(self, LEAD)
        look_alike(self)
        self.disturbed()

    # -- chapters --------------------------------------------------------------------------------------------------

    def people(self) -> None:
        """Who works for which werkplein and in which team, one who is away, and an employer that wants rest."""
        with self.ago(39):
            boss = self.who(ADMINISTRATOR)
            users.activate(self.store, boss, None)
            users.add_user(self.store, boss, LEAD, (Role.TEAM_LEAD,), team="Noord")
            for name in (*_WERKPLEIN, *_TEAM):
                self._settle(boss, name)
        with self.ago(29):
            approach_stops.lay_stop(
                self.store,
                self.who(ADMINISTRATOR),
                self.key("employer", "D00012"),
                reason="Reorganisatie: voorlopig geen nieuwe vragen",
                from_date=self.day(-29),
                until=self.day(60),
            )

    def disturbed(self) -> None:
        """An employer where a client of the consultant works asks for rest since today: Vandaag says what that breaks."""
        approach_stops.lay_stop(
            self.store,
            self.who(ADMINISTRATOR),
            self.key("employer", "D00022"),
            reason="Verhuizing van het magazijn",
            from_date=self.day(0),
            until=self.day(30),
        )

    def measured(self) -> None:
        """Wage values with the day for measuring again: one fresh, one that is due soon, one of a job with subsidy."""
        for client, percentage, days, again in (
            ("C00002", 60, 30, None),
            ("C00008", 75, 34, 25),
            ("C00053", 55, 28, None),
        ):
            with self.ago(days):
                data = WageValueInput(
                    percentage=Decimal(percentage),
                    measured_on=self.store.today(),
                    measured_by="Meetbureau Twente",
                    valid_until=None if again is None else self.day(again),
                )
                wage_values.add_wage_value(self.store, self.who(CONSULTANT), self.key("client", client), data)

    def agreed_and_placed(self) -> None:
        """One placed after a yes in the tool, one after a yes by phone, and one whose work broke off."""
        liked = "Liep hier mee; de bakker vroeg zelf naar hem."
        wish = Wish("C00011", "D00003", Form.INDIVIDUAL_SECONDMENT, -20, text=liked, vacancy=BAKERY)
        asked = self.ask(26, wish)
        with self.ago(24):
            decisions.approve(self.store, self.who("M. Dijkhuis"), asked.id)
        self.place(21, wish, C11="De bakker begint graag met vijf ochtenden van vier uur.")

        wish = Wish("C00012", "D00004", Form.GROUP_SECONDMENT, -12, hours="20")
        with self.ago(15):
            said = VerbalInput(
                **self.asked(wish), who_id=self.who("M. Dijkhuis").id, when=self.store.today(), channel=Channel.PHONE
            )
            coordinations.record_verbal(self.store, self.who(wish.by), said)
        self.place(14, wish)

        with self.store.read() as reader:
            running = self._running(reader, "C00025")
        with self.ago(5):
            placements.end_placement(
                self.store,
                self.who("S. Veldhuis"),
                *running,
                on=self.day(-5),
                reason="Het werk viel te zwaar",
                view="Ik wil wel buiten blijven werken, maar lichter.",
                broken_off=True,
            )

    def _running(self, reader: Reader, client: str) -> tuple[bytes, int]:
        """The newest placement of a client that runs, and its version."""
        lines = placements_of(reader, "client", self.key("client", client))
        key = next(line.id for line in lines if line.state is PlacementState.ACTIVE)
        return key, placements.placement_file(reader, key, self.today).version

    def went_well(self) -> None:
        """A placement that runs gets more hours and a last day."""
        with self.store.read() as reader:
            key, version = self._running(reader, "C00012")
            more = placements.running_input(reader, key, {"hours": "24", "until": self.day(180)})
        with self.ago(3):
            done = placements.change_placement(self.store, self.who(CONSULTANT), key, version, more)
        if done.placed.number is None:
            blocks = "; ".join(str(finding.sentence) for finding in done.placed.assessment.blocks)
            raise RuntimeError(f"the demo can't change the placement of C00012: {blocks}")

    def several_at_once(self) -> None:
        """Three places of a group, one of them taken."""
        three = "Vegt zoekt drie mensen voor de inpak."
        wish = Wish("C00051", "D00002", Form.GROUP_SECONDMENT, -6, hours="20", text=three, vacancy=PACKING)
        asked = self.ask(18, wish)
        with self.ago(17):
            decisions.approve(self.store, self.who("L. Schothorst"), asked.id, places=3, valid_until=self.day(140))
        self.place(7, wish)

    def answered(self) -> None:
        """A yes that waits for its placement, a yes with conditions, a no, and a yes that was not used in time."""
        yes = self.ask(10, Wish("C00008", "D00003", Form.INDIVIDUAL_SECONDMENT, 10, text="Wil graag vroeg beginnen."))
        with self.ago(8):
            decisions.approve(self.store, self.who("M. Dijkhuis"), yes.id)

        provided = self.ask(12, Wish("C00009", "D00004", Form.GROUP_SECONDMENT, 14))
        with self.ago(9):
            conditions = ("Eerst een ochtend meelopen", "Veiligheidsschoenen door ons betaald")
            decisions.approve(self.store, self.who("M. Dijkhuis"), provided.id, conditions=conditions)
        with self.ago(4):
            coordinations.tick(self.store, self.who(CONSULTANT), provided.id, 2)

        no = self.ask(8, Wish("C00010", "D00001", Form.GROUP_SECONDMENT, 7, by="S. Veldhuis"))
        with self.ago(5):
            decisions.decline(
                self.store, self.who("M. Dijkhuis"), no.id, "Nu te veel nieuwe mensen; vraag het in het voorjaar weer."
            )

        unused = self.ask(30, Wish("C00052", "D00003", Form.INDIVIDUAL_SECONDMENT, 5, by="S. Veldhuis"))
        with self.ago(28):
            decisions.approve(self.store, self.who("M. Dijkhuis"), unused.id, valid_until=self.day(-2))

    def handed_over(self) -> None:
        """A yes of an account holder who has handed the account over since: the new one must hear of it."""
        yes = self.ask(
            14, Wish("C00003", "D00007", Form.INDIVIDUAL_SECONDMENT, 9, hours="28", text="Vakken vullen, 's ochtends.")
        )
        with self.ago(12):
            decisions.approve(self.store, self.who("M. Dijkhuis"), yes.id)
        with self.ago(2):
            account_holding.assign_holder(
                self.store,
                self.who(ADMINISTRATOR),
                self.key("employer", "D00007"),
                self.who("L. Schothorst").id,
                from_date=self.day(-2),
                reason="Verdeling van de supermarkten",
                note="De bedrijfsleider wil eerst kennismaken.",
            )

    def waiting(self) -> None:
        """Requests that nobody has answered: one too late, two in time."""
        self.ask(13, Wish("C00043", "D00006", Form.LEARN_WORK, 6, hours="20", by="S. Veldhuis"))
        self.ask(4, Wish("C00003", "D00002", Form.INDIVIDUAL_SECONDMENT, 13, hours="28", text="Kent twee collega's bij Vegt."))
        text = "Werkt netjes en vraagt zelf om een plek met een vast ritme."
        self.ask(1, Wish("C00041", "D00004", Form.LEARN_WORK, 14, hours="20", text=text))

    def standing_ready(self) -> None:
        """Proposals that can't be placed yet: the findings say why."""
        for wish in (
            Wish("C00002", "D00001", Form.INDIVIDUAL_SECONDMENT, 14, hours="20"),
            Wish("C00005", "D00003", Form.GROUP_SECONDMENT, 20, vacancy=BAKERY, fallback=FULL),
            Wish("C00003", "D00002", Form.INDIVIDUAL_SECONDMENT, 13, hours="28", rate=Decimal(9)),
            Wish("C00032", "D00033", Form.SUBSIDISED_JOB, 60, hours="36"),
        ):
            proposals.propose(self.store, self.who(wish.by), self._proposed(wish))

    # -- acts ------------------------------------------------------------------------------------------------------

    def ask(self, days: int, wish: Wish) -> CoordinationRow:
        """Ask the account holder, ``days`` ago."""
        with self.ago(days):
            return coordinations.request(self.store, self.who(wish.by), RequestInput(**self.asked(wish)))

    def place(self, days: int, wish: Wish, **because: str) -> None:
        """Place, ``days`` ago; the rules must agree. ``because`` answers their warnings, by rule."""
        with self.ago(days):
            placed = placements.place(self.store, self.who(wish.by), self._proposed(wish), reasons=because)
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

    def _settle(self, boss: Actor, name: str) -> None:
        with self.store.read() as reader:
            user = users.find_user(reader, name)
            deputy = users.find_user(reader, _DEPUTIES[name]).id if name in _DEPUTIES else None
        users.change_user(
            self.store,
            boss,
            user.id,
            user.version,
            roles=user.roles,
            team=_TEAM.get(name, ""),
            werkplein_id=municipality_id(_WERKPLEIN[name]) if name in _WERKPLEIN else None,
            away_from=self.day(-3) if name == _AWAY else None,
            away_until=self.day(11) if name == _AWAY else None,
            deputy_id=deputy,
        )

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

    def _proposed(self, wish: Wish) -> PlacementInput:
        asked = self.asked(wish)
        del asked["text"]
        asked["fallback_id"] = self.key("location", wish.fallback)
        asked["vacancy_id"] = self.key("vacancy", wish.vacancy) if wish.vacancy else None
        return PlacementInput(**asked, rate=wish.rate)
