"""Two terminals on one store, a consultant and an account holder, by keys alone at 80×24; then their team lead."""

from __future__ import annotations

import pytest

from db.coordination_many import approve_many
from db.coordinations import record_verbal, request
from db.placements import place
from models.client import Client
from models.kinds import Form
from models.placement import Placement
from models.user import User
from tests.conftest import Clock
from tests.db.world import START, asked, proposal, told
from tests.screens.office import Office
from tests.screens.person import SIZES, Person, at_the_desk, kept

STATES = "SELECT state FROM coordination ORDER BY number"


async def typed(person: Person, *lines: str) -> None:
    """Answer one question after the other."""
    for line in lines:
        await person.paste(line)
        await person.press("enter")


async def test_from_the_question_to_the_placement(office: Office) -> None:
    store = office.store
    async with at_the_desk(store, office.consultant) as consultant, at_the_desk(store, office.holder) as holder:
        await consultant.press("5", "n")
        await consultant.type("arent")
        await consultant.press("enter", "down")
        await consultant.type("hoek")
        await consultant.press("enter", "down", "i", "down")
        await consultant.paste("30-11-2026")
        await consultant.press("f9")
        assert "Asked by me 1" in consultant.sees

        await holder.press("5")
        await holder.until("Waiting for me 1")
        await holder.press("q")
        await typed(holder, "Can she start at six?")
        assert holder.said.startswith("✓ asked M. ter Braak about Yinthe van der Arent · saved")
        assert "Nothing waits for you." in holder.sees
        assert "the term stands still" not in holder.sees

        await consultant.press("1")
        await consultant.until("QUESTION    Yinthe van der Arent: Can she start at")
        assert "5 Coord.·1" in consultant.sees
        await consultant.press("g")
        assert "q answer" in consultant.footer
        await consultant.press("q")
        await typed(consultant, "Yes, her bus goes at five")
        assert consultant.said.startswith("✓ answered; M. Dijkhuis decides by 1 Dec 2026 · saved")

        await holder.until("Waiting for me 1")
        await holder.press("r")
        assert "? M. Dijkhuis on 24-11-26: Can she start at six?" in holder.sees
        assert "↳ M. ter Braak on 24-11-26: Yes, her bus goes at five" in holder.sees
        await holder.press("m")
        await typed(holder, "safety shoes")
        await holder.press("enter")
        assert holder.said.startswith("✓ agreed to Yinthe van der Arent on conditions")

        await consultant.press("5", "r")
        await consultant.until("! still to be met: safety shoes")
        await consultant.press("t", "enter", "p")
        await consultant.until("Place · Yinthe van der Arent")
        await consultant.press("f9")
        assert consultant.screen == "PlacementScreen"
    assert kept(store, STATES) == [("used",)]
    assert kept(store, "SELECT state FROM placement") == [("active",)]


async def test_a_no_says_why_and_what_instead(office: Office) -> None:
    store = office.store
    request(store, office.consultant, asked(office.yinthe, office.hoekstra))
    async with (
        at_the_desk(store, office.consultant, begin="5") as consultant,
        at_the_desk(store, office.holder, begin="5") as holder,
    ):
        assert "M. Dijkhuis decides, by 1 Dec 2026" in consultant.sees
        await holder.press("w")
        await typed(holder, "no room this year", "in spring, mornings")
        assert holder.said.startswith("✓ declined Yinthe van der Arent")
        await consultant.until("✖ No, says M. Dijkhuis on 24 Nov 2026: 'no room this year' · instead: in spring, mornings")
        await consultant.press("1")
        await consultant.until("ANSWER Hoekstra Logistiek: no for Yinthe van")


async def test_what_was_said_is_contested_after_the_placement_began(office: Office) -> None:
    store, world = office.store, office.world
    record_verbal(store, office.consultant, told(office.yinthe, office.hoekstra, office.holder))
    placed = place(store, office.consultant, proposal(office.yinthe, office.hoekstra))
    assert kept(store, "SELECT state FROM placement") == [("active",)]
    async with at_the_desk(store, office.consultant, begin="1") as consultant, at_the_desk(store, office.holder) as holder:
        assert "SAID" not in consultant.sees
        await holder.press("1")
        assert "SAID" in holder.line_with("Yinthe van der Arent at Hoekstra")
        await holder.press("5")
        assert "Nothing waits for you." in holder.sees
        await holder.press("right", "right")
        assert "Said 1" in holder.sees
        assert "said, 5 wd" in holder.line_with("▌")
        assert "! M. ter Braak recorded that M. Dijkhuis agreed, by phone. Contest it until 1 Dec 2026." in " ".join(
            holder.sees.split()
        )
        assert "i is so  w contest" in holder.footer
        await holder.press("w")
        await typed(holder, "I said I would think about it")
        assert holder.said.startswith("✓ contested: Yinthe van der Arent · saved")
        await consultant.until("BROKEN Hoekstra Logistiek: M. Dijkhuis")
        await consultant.press("4")
        await consultant.until("! contested")
        assert "b end" in consultant.footer
        await consultant.press("enter")
        await consultant.until("contests consent AA00001 since 24 Nov 2026: 'I said I would think about it'")
    async with at_the_desk(store, world.lead, begin="1") as lead:
        await lead.until("CONTESTED   Yinthe van der Arent at Hoekstra")
        await lead.press("5", "left", "left")
        assert "Contested 1" in lead.sees
        await lead.until("✖ M. Dijkhuis contests it since 24 Nov 2026: 'I said I would think about it'")
    async with at_the_desk(store, office.holder, begin="5") as holder:
        await holder.press("left")
        assert "i let it stand" in holder.footer
        assert "w decline" in holder.footer
        await holder.press("i")
        assert holder.said.startswith("✓ the consent for Yinthe van der Arent stands")
    assert kept(store, STATES) == [("used",)]
    assert placed.number


async def test_the_term_passes_and_the_team_lead_sees_to_it(office: Office, clock: Clock) -> None:
    store, world = office.store, office.world
    request(store, office.consultant, asked(office.yinthe, office.hoekstra))
    world.set(User, office.holder.id, deputy_id=world.manager.id)
    clock.forward(days=8)
    async with at_the_desk(store, world.lead, begin="1") as lead, at_the_desk(store, office.holder, begin="1") as holder:
        assert "NO ANSWER" in lead.line_with("Yinthe van der Arent at Hoekstra")
        assert "5 Coord.·1" in lead.sees
        await lead.press("r")
        assert lead.said.startswith("✓ M. Dijkhuis reminded of Yinthe van der Arent")
        await holder.press("r")
        await holder.until("T. Leider reminds you: passed: Yinthe")
        await lead.press("5")
        assert "Overdue 1" in lead.sees
        assert "! 1 wd late" in lead.line_with("▌")
        assert "! M. Dijkhuis has not answered, the term passed on 1 Dec 2026" in lead.sees
        await lead.press("a")
        assert lead.screen == "ActionForm"
        assert "A. Beheer" in lead.sees
        assert "assign an account holder who decides: AA00001" in lead.sees
        await lead.press("escape", "d")
        assert lead.said.startswith("✓ Yinthe van der Arent handed to the deputy")
        await lead.press("i")
        assert lead.said == "L. Schothorst decides on this: it was handed to them."
    async with at_the_desk(store, world.manager, begin="5") as deputy:
        assert "! handed to you by M. Dijkhuis" in deputy.sees
        await deputy.press("i")
        assert deputy.said.startswith("✓ agreed to Yinthe van der Arent")
    assert kept(store, "SELECT state, decided_by FROM coordination") == [("approved", world.manager.id)]


@pytest.mark.parametrize("size", SIZES)
async def test_a_request_shows_what_is_needed_and_never_what_is_not(office: Office, size: tuple[int, int]) -> None:
    """What works at the employer, and what was said there; no BSN, birth date, indication, wage value or benefit."""
    store, world = office.store, office.world
    world.set(Client, office.yinthe, skills="sorting", limits="no night work", mobility="bus", remarks="bijstand since 2019")
    other = world.client("Smit", office.consultant, call_name="Ans")
    approve_many(store, office.holder, [request(store, office.consultant, asked(other, office.hoekstra)).id])
    ended = place(store, office.consultant, proposal(other, office.hoekstra))
    world.set(
        Placement, kept(store, "SELECT id FROM placement WHERE number = ?", ended.number)[0][0], state="ended", ended_on=START
    )
    request(store, office.consultant, asked(world.joris, office.hoekstra, form=Form.GREEN))
    world.stop(office.hoekstra, store.today())
    request(store, office.consultant, asked(office.yinthe, office.hoekstra, hours="20", text="the foreman asked for her"))
    async with at_the_desk(store, office.holder, size=size, begin="5") as holder:
        await holder.press("down")
        seen = " ".join(holder.sees.split())
        for text in (
            "Can: sorting",
            "At work: no night work",
            "Travel: bus",
            "20 hours",
            "guided by M. ter Braak",
            "the foreman",
        ):
            assert text in seen
        for text in ("Approach stop", "Lately: Ans Smit", "1 other request", "Joris Baan", "Nobody of us had contact"):
            assert text in seen
        await holder.press("enter")
        seen += holder.sees
        for _page in range(3):
            await holder.press("pagedown")
            seen += holder.sees
        for text in ("999956127", "1987", "28 Apr", "bijstand", "ndication", "Wage value", "wage value", "60%", "60 %", "Wsw"):
            assert text not in seen


async def test_marked_requests_get_the_same_decision(office: Office) -> None:
    store, world = office.store, office.world
    for client in (office.yinthe, office.joris, world.client("Smit", office.consultant)):
        request(store, office.consultant, asked(client, office.hoekstra))
    async with at_the_desk(store, office.holder, begin="5") as holder:
        await holder.press("space", "space")
        assert "2 marked" in holder.sees
        await holder.press("i")
        assert holder.said.startswith("✓ 2 done · saved")
        assert "Waiting for me 1" in holder.sees
        await holder.press("u", "enter")
        assert "Waiting for me 3" in holder.sees
    assert kept(store, STATES) == [("requested",)] * 3
