"""What the municipalities agreed to buy in the demo, and what they and UWV ordered: the rules C4 and C5 have something to say."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from db import decisions
from db.refs import municipality_by_name
from db.service_agreements import add_agreement
from db.service_orders import add_order, close_order, order_file
from models.kinds import AgreementState, Form
from models.service_agreement import AgreementInput, ProductInput
from models.service_order import CloseOrderInput, OrderInput
from nuo_tui.demo import ADMINISTRATOR, CONSULTANT
from nuo_tui.demo.stage import Stage, Wish

_BOUGHT: tuple[tuple[str, int, int, AgreementState, tuple[tuple[Form, int | None], ...]], ...] = (
    (
        "Almelo",
        0,
        1,
        AgreementState.SIGNED,
        ((Form.LEARN_WORK, 60_000), (Form.TRIAL, 12_000), (Form.WORK_EXPERIENCE, 24_000), (Form.SUBSIDISED_JOB, None)),
    ),
    ("Rijssen-Holten", 0, 0, AgreementState.SIGNED, ((Form.LEARN_WORK, 6_000), (Form.TRIAL, 8_000))),
    ("Twenterand", -2, -1, AgreementState.SIGNED, ((Form.LEARN_WORK, 40_000),)),
    ("Tubbergen", 0, 3, AgreementState.DRAFT, ((Form.LEARN_WORK, 30_000), (Form.WORK_EXPERIENCE, 15_000))),
)
"""Whose, from and until which year counted from this one, state, and what they buy for how many euros a year."""

_ORDERED: tuple[tuple[str, str, Form, int, int, int | None], ...] = (
    ("C00041", CONSULTANT, Form.LEARN_WORK, -3, 420, 7500),
    ("C00043", "S. Veldhuis", Form.LEARN_WORK, -20, 25, 4800),
    ("C00049", "S. Veldhuis", Form.TRIAL, -46, 45, 2400),
    ("C00057", CONSULTANT, Form.WORK_EXPERIENCE, -10, 24, None),
)
"""For whom, recorded by whom, what, from and until how many days after today, and for how many euros."""


def euros_of(amount: int | None) -> Decimal | None:
    """An amount of the tables above."""
    return None if amount is None else Decimal(amount)


class Direction:
    """Tells what was agreed and ordered."""

    def __init__(self, story: Stage) -> None:
        self.story = story

    def tell(self) -> None:
        """Let it be agreed, ordered and once settled; and let a holder agree to somebody for whom nothing is ordered."""
        with self.story.ago(38):
            self._agreements()
        with self.story.ago(2):
            for client, by, form, start, until, budget in _ORDERED:
                self._order(client, by, form, start, until, budget)
        self._settled()
        self._agreed_without_an_order()

    def _agreements(self) -> None:
        store, boss, year = self.story.store, self.story.who(ADMINISTRATOR), self.story.today.year
        for name, first, last, state, products in _BOUGHT:
            with store.read() as reader:
                municipality, _name = municipality_by_name(reader, name)
            start, until = date(year + first, 1, 1), date(year + last, 12, 31)
            data = AgreementInput(municipality_id=municipality, state=state, start=start, until=until)
            add_agreement(store, boss, data, [ProductInput(form=form, budget=euros_of(budget)) for form, budget in products])

    def _order(self, client: str, by: str, form: Form, start: int, until: int, budget: int | None) -> bytes:
        story = self.story
        data = OrderInput(
            client_id=story.key("client", client),
            form=form,
            start=story.day(start),
            until=story.day(until),
            budget=euros_of(budget),
        )
        return add_order(story.store, story.who(by), data).id

    def _settled(self) -> None:
        """An order whose work is done."""
        story = self.story
        with story.ago(30):
            key = self._order("C00043", "S. Veldhuis", Form.WORK_EXPERIENCE, -120, -40, 3600)
            with story.store.read() as reader:
                version = order_file(reader, key, story.today).version
            close_order(
                story.store,
                story.who("S. Veldhuis"),
                key,
                version,
                CloseOrderInput(closed_on=story.day(-31), spent=Decimal(3150)),
            )

    def _agreed_without_an_order(self) -> None:
        """The bakery wants her and its account holder agrees; only Almelo has not ordered it yet."""
        text = "De bakker zoekt iemand die goed kan rekenen; zij liep een ochtend mee."
        asked = self.story.ask(6, Wish("C00042", "D00003", Form.LEARN_WORK, 13, hours="20", text=text))
        with self.story.ago(3):
            decisions.approve(self.story.store, self.story.who("M. Dijkhuis"), asked.id)
