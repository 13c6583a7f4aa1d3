"""Agreements and orders by keys: what is bought, what is ordered, and the way from a refusal to the placement."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from db.coordinations import request
from db.decisions import approve
from models.kinds import Form
from screens.proposal.screen import ProposalScreen
from tests.db.world import asked
from tests.screens.office import Office
from tests.screens.person import SIZES, Person, at_the_desk, kept

LEARN = Form.LEARN_WORK


def pw_client(office: Office) -> bytes:
    """Linda, a Pw client of Almelo, whom the account holder of Hoekstra agreed to; not ordered yet."""
    client = office.world.client(
        "Uiterwijk",
        office.consultant,
        indicated=False,
        call_name="Linda",
        target_group="participatiewet",
        contract_hours=Decimal(24),
    )
    agreed = request(office.store, office.consultant, asked(client, office.hoekstra, form=LEARN))
    approve(office.store, office.holder, agreed.id)
    return client


def read(person: Person) -> str:
    """The screen as one line, without the cursor."""
    return " ".join(person.sees.replace("▌", " ").split())


async def propose(person: Person, client: bytes, office: Office) -> None:
    """Everything filled in, down to the findings."""
    person.app.push_screen(ProposalScreen(client=client, employer=office.hoekstra))
    await person.settle()
    await person.press("l", "tab")
    await person.press("ctrl+u")
    await person.paste("20")
    await person.press("f7")


@pytest.mark.parametrize("size", SIZES)
async def test_the_agreements_are_on_seven(office: Office, size: tuple[int, int]) -> None:
    office.world.agreement(LEARN, Form.TRIAL, budget=6000)
    office.world.agreement(LEARN, state="draft", start=date(2029, 1, 1), until=date(2029, 12, 31))
    async with at_the_desk(office.store, office.consultant, size=size) as person:
        await person.press("7")
        assert person.screen == "AgreementsScreen"
        assert "in force" in person.line_with("01-01-26")
        assert "SA00002" not in person.sees
        assert "€ 6,000 of" in person.sees
        await person.press("f", "down", "enter")
        assert "Draft" in person.line_with("01-01-29")


async def test_a_team_lead_records_an_agreement_with_a_product(office: Office) -> None:
    async with at_the_desk(office.store, office.lead, begin="7") as person:
        await person.press("n", "a", "down")
        await person.paste("1-1-2026")
        await person.press("down")
        await person.paste("31-12-2026")
        await person.press("f9")
        assert person.said.startswith("✓ saved")
        await person.press("b", "l", "down")
        await person.paste("6.000,50")
        await person.press("f9")
        assert "€ 6,000.50 of € 6,000.50 left" in person.sees
        await person.press("enter", "G", "enter")
        assert "Change the product 'learn-work place'" in person.sees
    assert kept(office.store, "SELECT form, budget_cents FROM product") == [("learn-work", 600_050)]


async def test_a_consultant_is_told_who_may_and_keeps_what_was_typed(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant, begin="7") as person:
        await person.press("n", "a", "down")
        await person.paste("1-1-2026")
        await person.press("down")
        await person.paste("31-12-2026")
        await person.press("f9")
        assert "Ask an administrator or a team lead." in person.sees
        await person.press("enter")
        assert "1-1-2026" in person.sees
    assert kept(office.store, "SELECT 1 FROM service_agreement") == []


async def test_the_orders_behind_the_sums_are_one_key_away(office: Office) -> None:
    client = pw_client(office)
    office.world.agreement(LEARN, budget=100)
    office.world.order(client, LEARN, date(2026, 11, 1), budget_cents=150_00)
    async with at_the_desk(office.store, office.consultant, begin="7") as person:
        await person.press("enter")
        assert "! € 50 over the € 100, used € 0, committed € 150" in read(person)
        await person.press("right", "down", "enter")
        assert person.screen == "OrderScreen"
        assert person.title == "OA00001 · Learn-work place · Uiterwijk, Linda"
        await person.press("enter")
        assert person.screen == "ClientScreen"


async def test_from_no_order_to_the_placement(office: Office) -> None:
    """C4 refuses; `o` opens the order filled in and comes back; then F9 places."""
    client = pw_client(office)
    office.world.agreement(LEARN, budget=6000)
    async with at_the_desk(office.store, office.consultant) as person:
        await propose(person, client, office)
        assert "Almelo has no order 'learn-work place' for Linda Uiterwijk on" in read(person)
        assert "o record the order · t text for who orders" in person.sees
        await person.press("t")
        assert "We would like to place Linda Uiterwijk" in person.sees
        await person.press("y", "escape", "o")
        assert person.screen == "OrderForm"
        assert person.title.endswith("Order of Almelo for Linda Uiterwijk (CA00003)")
        await person.paste("4800")
        await person.press("f9")
        assert person.screen == "ProposalScreen"
        assert "✓ service order" in person.sees
        assert "f9" in person.footer.lower()
        await person.press("f9")
        assert person.screen == "PlacementScreen"
    (order,) = kept(office.store, "SELECT form, start, until, budget_cents, state FROM service_order")
    assert order == ("learn-work", "2026-11-30", "2027-11-29", 480_000, "open")
    assert kept(office.store, "SELECT state FROM placement") == [("active",)]


async def test_an_order_that_ends_too_early_is_prolonged(office: Office) -> None:
    client = pw_client(office)
    office.world.agreement(LEARN)
    office.world.order(client, LEARN, date(2026, 11, 1), date(2027, 1, 31))
    async with at_the_desk(office.store, office.consultant) as person:
        await propose(person, client, office)
        assert "o prolong the order" in person.sees
        await person.press("o")
        assert person.screen == "ChangeOrderForm"
        assert "29 Nov 2027" in person.sees
        await person.press("f9")
        assert person.screen == "ProposalScreen"
        assert "✓ service order" in person.sees
    assert kept(office.store, "SELECT until FROM service_order") == [("2027-11-29",)]


async def test_from_a_missing_product_to_the_agreement(office: Office) -> None:
    client = pw_client(office)
    office.world.agreement(Form.TRIAL)
    office.world.order(client, LEARN)
    async with at_the_desk(office.store, office.consultant) as person:
        await propose(person, client, office)
        assert "Agreement SA00001 with Almelo does not have 'learn-work place'." in read(person)
        await person.press("o")
        assert person.screen == "AgreementScreen"
        await person.press("escape")
        assert person.screen == "ProposalScreen"


async def test_orders_on_the_file_of_a_client(office: Office) -> None:
    client = pw_client(office)
    async with at_the_desk(office.store, office.consultant) as person:
        person.app.open_record("client", client)
        await person.settle()
        await person.press("o", "l", "down")
        await person.paste("1-12-2026")
        await person.press("f9")
        assert person.screen == "ClientScreen"
        assert person.said.startswith("✓ saved")
        await person.press("right", "right", "right")
        assert "01-12-26 – …" in person.sees
        assert "Learn-work place · Almelo · Open" in person.sees
        await person.press("escape")
        await person.command("service orders")
        assert person.screen == "OrdersScreen"
        assert "Almelo" in person.line_with("OA00001") or "Uiterwijk" in person.sees
        await person.press("enter", "d")
        assert person.screen == "CloseOrderForm"
        await person.paste("99,50")
        await person.press("f9")
        assert "€ 99.50" in person.sees
        assert "d close" not in person.footer
        await person.press("escape")
        assert "No orders here." in person.sees
    assert kept(office.store, "SELECT state, spent_cents FROM service_order") == [("closed", 9950)]


async def test_an_order_is_taken_back(office: Office) -> None:
    client = pw_client(office)
    office.world.order(client, LEARN)
    async with at_the_desk(office.store, office.consultant) as person:
        await person.command("service orders")
        await person.press("w")
        await person.paste("andere plannen")
        await person.press("f9")
        await person.press("f", "down", "down", "enter")
        assert "Withdrawn" in person.sees
    assert kept(office.store, "SELECT state, reason FROM service_order") == [("withdrawn", "andere plannen")]
