"""Requests and decisions by keys: the inbox of the account holder, and what the consultant waits for."""

from __future__ import annotations

import pytest
from textual import events

from db.coordinations import approve, decline, request
from models.client import Client
from models.kinds import Form
from models.user import User
from tests.db.world import asked, told
from tests.screens.office import Office
from tests.screens.person import SIZES, at_the_desk, kept


def ask(office: Office, client: bytes, form: Form = Form.INDIVIDUAL_SECONDMENT) -> bytes:
    """A request of the consultant to the account holder of Hoekstra."""
    why = "the foreman asked for her himself"
    return request(office.store, office.consultant, asked(client, office.hoekstra, form=form, text=why, hours="20")).id


@pytest.mark.parametrize("size", SIZES)
async def test_the_account_holder_reads_what_is_needed_and_no_more(office: Office, size: tuple[int, int]) -> None:
    office.world.set(Client, office.yinthe, skills="sorting", limits="no night work", mobility="bus", remarks="secret")
    ask(office, office.yinthe)
    async with at_the_desk(office.store, office.holder, size=size) as person:
        await person.press("5")
        assert "5 COORDINATION·1" in person.sees
        assert "Waiting for me 1" in person.sees
        for text in ("Can: sorting", "At work: no night work", "Travel: bus", "Individual secondment", "foreman"):
            assert text in person.sees
        assert "Hoekstra Logistiek now: 0 placements" in person.sees
        for text in ("999956127", "secret", "indication", "1987"):
            assert text not in person.sees
        assert "i agree  m provided that  w decline" in person.footer


async def test_read_one_key_next(office: Office) -> None:
    first, second = ask(office, office.yinthe), ask(office, office.joris)
    async with at_the_desk(office.store, office.holder) as person:
        await person.press("5")
        assert person.line_with("▌").split("working days")[1].strip().startswith("Arent")
        await person.press("i")
        assert person.said.startswith("✓ agreed to Yinthe van der Arent until 22 Feb 2027 · saved ")
        assert "Baan" in person.line_with("▌")
        await person.press("w")
        await person.paste("no room this year")
        await person.press("enter")
        await person.paste("in spring")
        await person.press("enter")
        assert person.said.startswith("✓ declined Joris Baan · saved ")
        assert "Nothing waits for you." in person.sees
    rows = kept(office.store, "SELECT id, state, reason, alternative FROM coordination ORDER BY number")
    assert rows == [(first, "approved", None, None), (second, "declined", "no room this year", "in spring")]


async def test_conditions_are_asked_one_by_one(office: Office) -> None:
    ask(office, office.yinthe)
    async with at_the_desk(office.store, office.holder) as person:
        await person.press("5", "m", "enter")
        assert "This can't be empty." in person.sees
        await person.paste("shoes")
        await person.press("enter")
        assert "1. shoes" in person.sees
        await person.paste("a guide")
        await person.press("enter", "enter")
        assert person.said.startswith("✓ agreed to Yinthe van der Arent on conditions")
    assert kept(office.store, "SELECT text FROM coordination_condition ORDER BY position") == [("shoes",), ("a guide",)]


async def test_leaving_a_question_decides_nothing(office: Office) -> None:
    ask(office, office.yinthe)
    async with at_the_desk(office.store, office.holder) as person:
        await person.press("5", "m")
        await person.paste("shoes")
        await person.press("enter", "escape")
        assert "esc once more throws away what you typed" in person.sees
        await person.press("escape", "w", "escape", "delete")
        assert "Waiting for me 1" in person.sees
    assert kept(office.store, "SELECT state FROM coordination") == [("requested",)]


async def test_a_key_that_is_held_down_decides_once(office: Office) -> None:
    ask(office, office.yinthe)
    async with at_the_desk(office.store, office.holder) as person:
        await person.press("5")
        for _ in range(3):
            person.app.post_message(events.Key("i", "i"))
        await person.settle()
        assert person.said.startswith("✓ agreed to Yinthe van der Arent")
        assert "5 COORDINATION 6" in person.sees, "and the count above is renewed at once"


@pytest.mark.parametrize("key", ["i", "m", "w"])
async def test_somebody_else_is_told_who_decides(office: Office, key: str) -> None:
    ask(office, office.yinthe)
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("5")
        assert "i agree" not in person.footer
        await person.press(key)
        assert person.screen == "CoordinationsScreen"
        assert person.said == "M. Dijkhuis decides on this, as account holder of Hoekstra Logistiek."
    assert kept(office.store, "SELECT state FROM coordination") == [("requested",)]


async def test_the_deputy_of_today_decides(office: Office) -> None:
    ask(office, office.yinthe)
    away = {"away_from": office.store.today(), "deputy_id": office.world.manager.id}
    office.world.set(User, office.holder.id, **away)
    async with at_the_desk(office.store, office.world.manager) as person:
        await person.press("5")
        assert "! standing in for M. Dijkhuis" in person.sees
        await person.press("i")
        assert person.said.startswith("✓ agreed to")
    assert kept(office.store, "SELECT decided_by FROM coordination") == [(office.world.manager.id,)]


async def test_what_i_asked_says_how_it_stands_and_what_comes_next(office: Office) -> None:
    approve(office.store, office.holder, ask(office, office.yinthe), conditions=["shoes"])
    decline(office.store, office.holder, ask(office, office.joris), "no room")
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("5")
        assert "Asked by me 2" in person.sees
        assert "✖ No, says M. Dijkhuis on 24 Nov 2026: 'no room'" in person.sees
        assert "p place somebody" not in person.footer
        await person.press("down")
        assert "! still to be met: shoes" in person.sees
        await person.press("t")
        assert "Your name will stand beside it." in person.sees
        await person.press("enter")
        assert "still to be met" not in person.sees
        await person.press("p")
        assert person.screen == "ProposalScreen"
        assert "Place · Yinthe van der Arent" in person.title
        await person.press("f9")
        assert person.screen == "PlacementScreen"
    assert kept(office.store, "SELECT state FROM coordination ORDER BY number") == [("used",), ("declined",)]


async def test_a_request_is_taken_back(office: Office) -> None:
    ask(office, office.yinthe)
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("5", "delete")
        await person.paste("she found work herself")
        await person.press("enter")
        assert "taken back · saved" in person.said
        assert "Taken back. she found work herself" in person.sees
        assert "withdraw" not in person.footer
    assert kept(office.store, "SELECT state, reason FROM coordination") == [("withdrawn", "she found work herself")]


async def test_the_lists_turn_with_the_arrows(office: Office) -> None:
    ask(office, office.yinthe)
    async with at_the_desk(office.store, office.holder) as person:
        await person.press("5", "right")
        assert "You have not asked for anything yet." in person.sees
        await person.press("tab")
        assert "Nothing was recorded in your name" in person.sees
        await person.press("right", "right")
        assert "Nothing was decided yet." in person.sees
        await person.press("left", "left", "left", "left")
        assert "Arent" in person.line_with("▌")


async def test_asking_from_the_list(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("5")
        assert "Press n to ask an account holder" in person.sees
        await person.press("n")
        await person.type("arent")
        await person.press("enter", "down")
        await person.type("hoek")
        await person.press("enter", "down", "i", "down")
        await person.paste("30-11-2026")
        await person.press("f9")
        assert person.screen == "CoordinationsScreen"
        assert "Asked by me 1" in person.sees
        assert "Arent" in person.line_with("▌")
    assert kept(office.store, "SELECT client_id, form FROM coordination") == [(office.yinthe, "individual-secondment")]


async def test_a_verbal_consent_names_who_held_the_account_that_day(office: Office) -> None:
    other = office.world.manager
    office.world.hand_over(office.hoekstra, other, office.store.today())
    async with at_the_desk(office.store, office.consultant) as person:
        from screens.coordinations.forms import VerbalForm

        form = VerbalForm(client=office.yinthe, employer=office.hoekstra, form="individual-secondment", start="30-11-2026")
        person.app.push_screen(form)
        await person.settle()
        assert "L. Schothorst" in person.sees
        assert "M. Dijkhuis" not in person.sees
        form.row("when").set_value("20-11-2026")
        await person.settle()
        assert "M. Dijkhuis" in person.sees
        await person.press("b", "f9")
        assert person.screen == "ClientsScreen"
    assert kept(office.store, "SELECT decided_by, channel, recorded_by FROM coordination") == [
        (office.holder.id, "phone", office.consultant.id)
    ]


async def test_the_file_leads_on_and_its_history_names_the_ticks(office: Office) -> None:
    key = ask(office, office.yinthe)
    approve(office.store, office.holder, key, conditions=["shoes"])
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("5", "enter")
        assert person.screen == "CoordinationScreen"
        assert "□ shoes" in person.sees
        await person.press("t", "enter")
        assert "✓ shoes · met, says M. ter Braak on 24 Nov 2026" in person.sees
        await person.press("right")
        assert "condition ticked off" in person.sees.lower()
        await person.press("left", *["down"] * 3, "enter")
        assert person.screen == "ClientScreen"


async def test_a_request_of_a_colleague_is_not_theirs_to_withdraw(office: Office) -> None:
    request(office.store, office.consultant, asked(office.yinthe, office.hoekstra))
    async with at_the_desk(office.store, office.world.colleague) as person:
        await person.press("5", "left", "left")
        assert "Arent" in person.sees
        await person.press("delete", "t", "p")
        assert person.screen == "CoordinationsScreen"


def test_who_can_have_agreed_on_a_day(office: Office) -> None:
    from screens.coordinations.forms import deciders_on

    day = office.store.today()
    office.world.hand_over(office.hoekstra, office.world.manager, day)
    told(office.yinthe, office.hoekstra, office.holder)
    with office.store.read() as reader:
        names = [name for _key, name in deciders_on(reader, office.hoekstra, day)]
    assert names == ["L. Schothorst", "M. Dijkhuis"]


async def test_v_is_views_here_too_and_a_verbal_consent_has_a_capital(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("5", "v")
        assert person.screen != "VerbalForm"
        assert "view" in person.sees.lower()
        await person.press("escape", "V")
        assert person.screen == "VerbalForm"


async def test_the_account_holder_agrees_to_several_places_beforehand(office: Office) -> None:
    async with at_the_desk(office.store, office.holder, begin="5") as person:
        assert "n ask" in person.footer
        await person.press("left", "left")
        await person.until("No consent for several places runs.")
        assert "n agree beforehand" in person.footer
        await person.press("n", "enter")
        await person.type("Hoek")
        await person.press("enter", "down", "enter", "enter", "down")
        await person.type("4")
        await person.press("f9")
        await person.until("4 of 4 left")
    assert kept(office.store, "SELECT employer_id, state, places FROM coordination") == [(office.hoekstra, "approved", 4)]
