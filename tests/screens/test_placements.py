"""Placements by keys: the list, the file with the checks as they stood, ending one."""

from __future__ import annotations

from datetime import date

import pytest

from db.coordinations import record_verbal
from db.placements import place, propose
from models.client import Client
from models.kinds import ClientStatus, Form
from models.placement import Placement
from tests.conftest import Clock
from tests.db.world import proposal, told
from tests.screens.office import Office
from tests.screens.person import SIZES, at_the_desk, kept


def placed(office: Office, start: date = date(2026, 11, 1)) -> bytes:
    """Joris at Hoekstra, placed by the consultant."""
    when = min(start, office.store.today())
    record_verbal(office.store, office.consultant, told(office.joris, office.hoekstra, office.holder, when=when))
    found = place(office.store, office.consultant, proposal(office.joris, office.hoekstra, start=start))
    assert found.id is not None, [str(finding.sentence) for finding in found.assessment.blocks]
    return found.id


def proposed(office: Office) -> bytes:
    """Joris at Hoekstra, without a consent."""
    found = propose(office.store, office.consultant, proposal(office.joris, office.hoekstra))
    assert found.id is not None
    return found.id


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_says_who_works_where_and_on_whose_word(office: Office, size: tuple[int, int]) -> None:
    placed(office)
    async with at_the_desk(office.store, office.consultant, size=size) as person:
        await person.press("4")
        assert "Running ▾   1" in person.sees
        assert "Baan, Joris" in person.line_with("▌")
        assert "Joris Baan at Hoekstra Logistiek" in person.sees
        assert "consent AA00001" in person.sees
        assert "✓ all checks were good on 24 Nov 2026" in person.sees
        assert "n place somebody  e change  b end" in person.footer
        assert all(len(line) <= size[0] for line in person.sees.splitlines())


async def test_an_empty_list_says_what_to_do(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("4")
        assert "Press n to place a client" in person.sees
        await person.press("e", "w", "b")
        assert person.screen == "PlacementsScreen"
        await person.press("n")
        assert person.screen == "ProposalScreen"


async def test_a_placement_ends_with_its_last_day_and_a_reason(office: Office) -> None:
    key = placed(office)
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("4", "b")
        assert "End the placement of Joris Baan at Hoekstra Logistiek" in person.title
        await person.press("f9")
        assert "✖ This can't be empty." in person.sees
        await person.paste("the work is done")
        await person.press("f9")
        assert "✖ Write down what the client says of it" in person.sees
        await person.paste("a pity")
        await person.press("f9")
        assert person.screen == "PlacementsScreen"
        assert person.said.startswith("✓ saved")
        assert "No placements here yet." in person.sees
    rows = kept(office.store, "SELECT id, state, ended_on, end_reason, client_view FROM placement")
    assert rows == [(key, "ended", "2026-11-24", "the work is done", "a pity")]


async def test_a_last_day_to_come_is_refused_below_its_field(office: Office) -> None:
    placed(office)
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("4", "b", "down", *["backspace"] * 11)
        await person.paste("01-12-2026")
        await person.press("down")
        await person.paste("the work is done")
        await person.press("f9")
        assert person.screen == "EndForm"
        assert "is still to come" in person.sees
    assert kept(office.store, "SELECT state FROM placement") == [("active",)]


async def test_what_has_not_begun_is_broken_off(office: Office) -> None:
    placed(office, date(2026, 12, 1))
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("4", "b")
        assert "Broken off" in person.sees
        await person.press("down", "down")
        await person.paste("he found work himself")
        await person.press("f9")
    assert kept(office.store, "SELECT state FROM placement") == [("broken-off",)]


async def test_a_proposal_is_gone_on_with_or_called_off(office: Office) -> None:
    proposed(office)
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("4", "f", "down", "enter")
        assert "Press e to go on." in person.sees
        assert "✖ held up by: Coordination" in person.sees
        assert "e go on  w call off" in person.footer
        assert "b end" not in person.footer
        await person.press("e")
        assert person.screen == "ProposalScreen"
        await person.press("escape", "w")
        await person.paste("no longer needed")
        await person.press("f9")
    assert kept(office.store, "SELECT state, end_reason FROM placement") == [("refused", "no longer needed")]


async def test_a_proposal_that_is_kept_is_what_the_list_shows(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("4", "n")
        await person.type("baan")
        await person.press("enter")
        await person.type("hoek")
        await person.press("enter", "i", "f6")
        assert person.screen == "PlacementsScreen"
        assert "Proposals ▾   1" in person.sees
        assert "Baan, Joris" in person.line_with("▌")


async def test_the_file_keeps_the_checks_as_they_stood_and_says_how_it_is_today(office: Office) -> None:
    key = placed(office)
    office.world.set(Client, office.joris, status=ClientStatus.ENDED.value)
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("4", "enter")
        assert person.screen == "PlacementScreen"
        assert "Joris Baan at Hoekstra Logistiek · Active" in person.title
        await person.press("right", "right")
        today, then = person.sees.split("As it stood on")
        assert "✖ Joris Baan has left" in today
        assert "✓ M. Dijkhuis agreed to Joris Baan" in then
        await person.press("right")
        assert "placed" in person.sees.lower()
        await person.press("right", "down", "enter")
        assert person.screen == "ClientScreen"
    assert kept(office.store, "SELECT id FROM placement WHERE state = 'active'") == [(key,)]


async def test_the_file_of_a_proposal_says_what_would_come_of_it(office: Office) -> None:
    key = proposed(office)
    async with at_the_desk(office.store, office.consultant) as person:
        person.app.open_record("placement", key)
        await person.settle()
        await person.press("right", "right")
        assert "If it were placed now" in person.sees
        assert "has not agreed yet" in person.sees
        await person.press("e")
        assert person.screen == "ProposalScreen"


async def test_a_placement_past_its_end_asks_for_attention(office: Office, clock: Clock) -> None:
    office.world.client("Bos", office.consultant)
    found = place(
        office.store,
        office.consultant,
        proposal(office.yinthe, None, location_id=office.location, form=Form.SHELTERED, until=date(2026, 12, 24)),
    )
    assert found.id is not None
    clock.forward(days=60)
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("4")
        assert "! Its last day was 24 Dec 2026: end it" in person.sees


async def test_what_came_from_the_old_administration_says_so(office: Office) -> None:
    key = placed(office)
    office.world.set(Placement, key, taken_over=True, assessment=None)
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("4")
        assert "taken over from the old administration" in person.sees
        await person.press("enter", "right", "right")
        assert "no checks were kept with it" in person.sees


async def test_somebody_who_changed_it_meanwhile_is_named(office: Office) -> None:
    key = placed(office)
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("4", "b", "down", "down")
        await person.paste("the work is done")
        office.world.set(Placement, key, workplace="hall 2")
        await person.press("f9")
        assert "A. Beheer" in person.sees
        assert "workplace" in person.sees
    assert kept(office.store, "SELECT state FROM placement") == [("active",)]
