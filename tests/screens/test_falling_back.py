"""Ill and back by one key; work that breaks off, and the way back; a Wsw client who moves is heard."""

from __future__ import annotations

from datetime import date

from db.coordinations import record_verbal
from db.placements import place
from models.kinds import Form
from models.placement import Placement
from tests.db.world import FALLBACK, proposal, told
from tests.screens.office import Office
from tests.screens.person import at_the_desk, kept

TODAY = date(2026, 11, 24)


async def test_ill_and_back_are_one_key(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("enter", "z")
        assert "Absence of Yinthe van der Arent" in person.title
        assert "24 Nov 2026" in person.sees
        assert "for planning only; never what somebody has" in person.sees
        await person.press("f9")
        assert "! Ill from 24 Nov 2026, until nobody knows when" in person.sees
        office.world.set_absence_back(office.yinthe, 3)
        await person.press("z")
        assert "Back: Yinthe van der Arent (Ill since 21 Nov 2026)" in person.title
        await person.press("f9")
        assert "Ill from 21 Nov 2026 until 23 Nov 2026" in person.sees
    assert kept(office.store, "SELECT status FROM client WHERE call_name = 'Yinthe'") == [("active",)]


def outside(office: Office) -> bytes:
    """Joris works at Hoekstra's since today, with a fallback place."""
    record_verbal(office.store, office.consultant, told(office.joris, office.hoekstra, office.holder))
    wish = proposal(office.joris, office.hoekstra, start=TODAY, hours="20")
    placed = place(office.store, office.consultant, wish)
    assert placed.id is not None, [str(f.sentence) for f in placed.assessment.blocks]
    return placed.id


async def break_off(person: object, office: Office) -> None:
    await person.press("4", "b", "b")  # type: ignore[attr-defined]
    await person.press("down", "down")  # type: ignore[attr-defined]
    await person.paste("the order fell away")  # type: ignore[attr-defined]
    await person.press("down")  # type: ignore[attr-defined]
    await person.paste("I want to work")  # type: ignore[attr-defined]
    await person.press("f9")  # type: ignore[attr-defined]


async def test_when_work_breaks_off_the_way_back_is_one_key(office: Office) -> None:
    outside(office)
    async with at_the_desk(office.store, office.consultant) as person:
        await break_off(person, office)
        assert "Fallback place of Joris Baan: Werkplein Thuis. Place there," in person.sees
        assert "from 25 Nov 2026?" in person.sees
        await person.press("enter")
        assert person.screen == "ProposalScreen"
        assert "F9 place now" in person.footer
        await person.press("f9")
        assert person.screen == "PlacementScreen"
        assert "Joris Baan at Werkplein Thuis" in person.title
    rows = kept(office.store, "SELECT form, start, location_id, hours FROM placement WHERE state = 'active'")
    assert rows == [(Form.SHELTERED.value, "2026-11-25", FALLBACK, "20")]


async def test_what_was_not_done_at_once_stays_on_vandaag(office: Office) -> None:
    outside(office)
    async with at_the_desk(office.store, office.consultant) as person:
        await break_off(person, office)
        await person.press("escape", "1")
        line = person.line_with("BACK")
        assert "Joris Baan, 0 days without work since" in line
        assert "p place back" in line
        await person.press("g", "p")
        assert "Werkplein Thuis" in person.sees
        assert person.screen == "ProposalScreen"


async def test_a_wsw_client_who_moves_is_heard(office: Office) -> None:
    with office.store.write(office.admin, "test.placement") as tx:
        inside = {"location_id": FALLBACK, "form": Form.SHELTERED.value, "state": "active", "start": date(2020, 3, 2)}
        tx.add(Placement(number=tx.next_number("placement"), client_id=office.yinthe, **inside))
    record_verbal(office.store, office.consultant, told(office.yinthe, office.hoekstra, office.holder))
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("p")
        await person.type("hoek")
        await person.press("enter", "i", "f7")
        assert "Yinthe van der Arent leaves Werkplein Thuis" in person.sees
        while "z reason and view" not in person.footer:
            await person.press("down")
        await person.press("z")
        await person.type("nearer home")
        await person.press("enter")
        assert "What does the client say of it" in person.sees
        await person.type("fine by me")
        await person.press("enter")
        assert "✓ rights kept" in person.sees
        await person.press("f6")
    assert kept(office.store, "SELECT move_reason, client_view FROM placement WHERE state = 'proposed'") == [
        ("nearer home", "fine by me")
    ]


async def test_another_fallback_place_is_chosen_from_the_finding(office: Office) -> None:
    key = outside(office)
    with office.store.write(office.admin, "test.close") as tx:
        from models.location import Location

        tx.change(tx.get(Location, FALLBACK), closed_on=date(2026, 11, 23))
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("1")
        assert "Werkplein Thuis closed: Joris Baan" in person.line_with("BROKEN")
        await person.press("e")
        assert person.screen == "ChangeScreen"
        await person.type("almelo")
        await person.press("enter")
        assert "fallback place Werkplein Thuis (L00001) → Werkplein Almelo" in person.sees
        await person.press("f9")
    name = "SELECT l.name FROM placement p JOIN location l ON l.id = p.fallback_id WHERE p.id = ?"
    with office.store.read() as reader:
        assert reader.value(name, (key,)) == "Werkplein Almelo"
