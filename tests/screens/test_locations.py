"""Locations by keys."""

from __future__ import annotations

import pytest

from tests.db.world import START, proposal
from tests.screens.office import Office
from tests.screens.person import SIZES, at_the_desk, kept


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_says_how_full_each_is(office: Office, size: tuple[int, int]) -> None:
    async with at_the_desk(office.store, office.consultant, size=size) as person:
        await person.command("locations")
        assert "Sheltered" in person.line_with("LA00001  ")
        assert "places free" in person.sees


async def test_a_location_is_added_and_changed(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.command("locations")
        await person.press("n")
        await person.paste("Groen Wierden")
        await person.press("down", "g", "f9")
        assert "Groen Wierden" in person.sees
        await person.press("e", *["down"] * 8)
        await person.paste("12")
        await person.press("down", "down")
        await person.paste("1-2-2020")
        await person.press("up")
        await person.paste("1-3-2020")
        await person.press("f9")
        assert "✖ The closing date lies before the opening date." in person.sees
        await person.press("ctrl+u", "f9")
        assert person.said.startswith("✓ saved")
    stored = kept(office.store, "SELECT kind, capacity, opened_on, closed_on FROM location WHERE name = 'Groen Wierden'")
    assert stored == [("green", 12, "2020-03-01", None)]


async def test_the_file_says_who_works_there_and_escape_goes_all_the_way_back(office: Office) -> None:
    from db.placements import place

    placed = place(
        office.store, office.consultant, proposal(office.yinthe, None, location_id=office.location, form="sheltered", start=START)
    )
    assert placed.number is not None
    async with at_the_desk(office.store, office.consultant) as person:
        await person.command("locations")
        await person.press("enter")
        assert person.title.startswith("Werkplein Almelo (L")
        await person.press("right")
        assert "Arent, Yinthe van der" in person.sees
        await person.press("down", "enter")
        assert person.screen == "PlacementScreen"
        await person.press("escape", "escape", "escape")
        assert person.screen == "ClientsScreen"
