"""Changing a placement that runs, by keys: extended, refused, and what was beside what is to be."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from db.coordinations import approve, record_verbal
from db.placements import place
from models.coordination.request import Coordination
from models.placement import Placement
from tests.db.world import proposal, told
from tests.screens.office import Office
from tests.screens.person import SIZES, Person, at_the_desk, kept


@pytest.fixture
def runs(office: Office) -> bytes:
    """Joris at Hoekstra, 20 hours."""
    record_verbal(office.store, office.consultant, told(office.joris, office.hoekstra, office.holder))
    placed = place(office.store, office.consultant, proposal(office.joris, office.hoekstra, hours="20", until="31-5-2027"))
    assert placed.id is not None
    return placed.id


async def open_change(person: Person) -> None:
    """From the list of placements to the form of the first one."""
    await person.press("4", "enter", "e")
    assert person.screen == "ChangeScreen"


async def fill(person: Person, text: str) -> None:
    """Type over what stands in the field."""
    await person.press("end", *["backspace"] * 12)
    await person.type(text)


@pytest.mark.parametrize("size", SIZES)
async def test_extended_by_one_key_a_date_and_one_key(office: Office, runs: bytes, size: tuple[int, int]) -> None:
    async with at_the_desk(office.store, office.consultant, size=size) as person:
        await open_change(person)
        assert person.title.startswith("Change · Joris Baan")
        assert "Nothing changes yet." in person.sees
        assert "F9 change (not yet)" in person.footer
        assert "F6" not in person.footer
        await fill(person, "30-11-2027")
        assert person.line_with("→").strip() == "until 31-05-27 → 30-11-27"
        assert "good ──" in person.sees
        await person.press("f9")
        assert person.screen == "PlacementScreen"
        assert person.said.startswith("✓ saved")
        await person.press("right", "right")
        assert person.line_with("running placement changed").strip() == "running placement changed · M. ter Braak"
        assert "31-05-27 → 30-11-27" in person.sees
        await person.press("u")
        assert "until: 30 Nov 2027 → 31 May 2027" in person.sees
        assert "kept with the placement" not in person.sees
        await person.press("escape")
    assert kept(office.store, "SELECT until FROM placement") == [("2027-11-30",)]


async def test_more_hours_than_the_contract_are_refused_and_nothing_is_lost(office: Office, runs: bytes) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await open_change(person)
        await person.press("shift+tab")
        await fill(person, "40")
        assert "hours 20 → 40" in person.sees
        await person.press("f9")
        assert person.said == "✖ Not yet. It is held up by: Free."
        await person.press("escape")
        assert "Leave without saving" in person.sees
        await person.press("escape")
        assert person.screen == "ChangeScreen"
    assert [Decimal(h) for (h,) in kept(office.store, "SELECT hours FROM placement")] == [20]


async def test_who_guides_is_saved_without_the_rules(office: Office, runs: bytes) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await open_change(person)
        await person.press("tab", "tab", "tab", "tab")
        await fill(person, "[/] A. Bakker")
        assert "The rules need not look at this." in person.sees
        assert "guided by – → [/] A. Bakker" in person.sees or "supervisor – → [/] A. Bakker" in person.sees
        await person.press("f9")
        assert person.screen == "PlacementScreen"
    assert kept(office.store, "SELECT supervisor FROM placement") == [("[/] A. Bakker",)]


async def test_e_goes_on_with_a_proposal_and_changes_what_runs(office: Office, runs: bytes) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("4")
        assert "e change" in person.footer
        await person.press("e")
        assert person.screen == "ChangeScreen"
        await person.press("escape")
        assert person.screen == "PlacementsScreen"


async def test_an_extension_that_the_account_holder_has_to_agree_to_is_asked_from_here(office: Office, runs: bytes) -> None:
    office.world.set(Placement, runs, start=date(2026, 3, 2))
    office.world.set(Coordination, kept(office.store, "SELECT consent_id FROM placement")[0][0], valid_until=date(2026, 11, 1))
    async with at_the_desk(office.store, office.consultant) as person:
        await open_change(person)
        await fill(person, "30-11-2027")
        assert "M. Dijkhuis is account holder of Hoekstra Logistiek and" in person.sees
        await person.press("f9", "r", "f9")
        assert person.screen == "ChangeScreen"
        [(key, start, until)] = kept(office.store, "SELECT id, start, until FROM coordination WHERE state = 'requested'")
        assert (start, until) == ("2026-11-24", "2027-11-30")
        approve(office.store, office.holder, key)
        await person.until("✓ coordination")
        await person.press("f9")
        assert person.screen == "PlacementScreen"
    assert kept(office.store, "SELECT until, consent_id FROM placement") == [("2027-11-30", key)]


async def test_a_day_written_short_is_understood_before_it_is_judged(office: Office, runs: bytes) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await open_change(person)
        await fill(person, "+200")
        await person.press("f9")
        assert person.screen == "PlacementScreen"
    assert kept(office.store, "SELECT until FROM placement") == [("2027-06-12",)]
