"""What happened in the demo since its files were imported: who asked, agreed, declined and placed."""

from __future__ import annotations

from decimal import Decimal

from db import account_holding, approach_stops, coordinations, decisions, placements, proposals, wage_values
from models.coordination.request import VerbalInput
from models.kinds import Channel, Form
from models.wage_value import WageValueInput
from nuo_tui.demo import ADMINISTRATOR, CONSULTANT
from nuo_tui.demo.alike import look_alike
from nuo_tui.demo.conversation import Conversation
from nuo_tui.demo.direction import Direction
from nuo_tui.demo.face import show
from nuo_tui.demo.falling_back import FULL, fall_out, make_room
from nuo_tui.demo.inbox import fill_inbox
from nuo_tui.demo.offers import BAKERY, PACKING, offer
from nuo_tui.demo.people import settle
from nuo_tui.demo.rules import keep_rules
from nuo_tui.demo.stage import LEAD, Stage, Wish
from nuo_tui.demo.talk import Talk
from nuo_tui.demo.team_day import TeamDay


class Story(Stage):
    """Tells it all, chapter by chapter; each act on the day on which it happened."""

    def tell(self) -> None:
        """Let everything happen."""
        settle(self)
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
            running = self.running(reader, "C00025")
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

    def went_well(self) -> None:
        """A placement that runs gets more hours and a last day."""
        with self.store.read() as reader:
            key, version = self.running(reader, "C00012")
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
            proposals.propose(self.store, self.who(wish.by), self.proposed(wish))
