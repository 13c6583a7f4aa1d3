"""Screen 6: from a figure to its records and back, giving clients away from there, and what it says in words."""

from __future__ import annotations

import pytest

from db.actions import add_action
from db.coordinations import request
from models.action import ActionInput
from screens.team.words import spark
from tests.db.world import asked
from tests.screens.office import Office
from tests.screens.person import SIZES, Person, at_the_desk, kept


def cursor(person: Person) -> str:
    """What the screen says of the figure under the cursor."""
    return person.sees.splitlines()[-3].strip()


@pytest.mark.parametrize("size", SIZES)
async def test_each_figure_leads_to_as_many_records_and_escape_comes_back_to_it(office: Office, size: tuple[int, int]) -> None:
    add_action(office.store, office.consultant, ActionInput(what="bellen", due_on="1-11-2026", owner_id=office.consultant.id))
    request(office.store, office.consultant, asked(office.joris, office.hoekstra))
    async with at_the_desk(office.store, office.lead, size=size, begin="6") as person:
        assert "6 TEAM" in person.sees.splitlines()[0]
        assert "Team North · 2 clients · 2 without work" in person.sees
        seen = []
        for _figure in range(10):
            words = cursor(person)
            name, count = words.rsplit(" ", 1)
            assert name.startswith("M. ter Braak: ")
            seen.append(name)
            await person.press("enter")
            assert person.sees.splitlines()[1].split("▾")[-1].split()[0] == count, words
            assert "M. ter Braak" in person.sees.splitlines()[1]
            await person.press("escape")
            assert cursor(person) == words
            await person.press("right")
        assert len(set(seen)) == 10
        assert "score" in cursor(person)
        await person.press("enter")
        assert "without work: 2 × 3 = 6" in person.sees


async def test_account_holders_and_what_wants_the_lead(office: Office) -> None:
    late = request(office.store, office.consultant, asked(office.joris, office.hoekstra)).number
    office.store.clock.forward(days=14)  # type: ignore[attr-defined]
    async with at_the_desk(office.store, office.lead, begin="6") as person:
        assert "past the term 1" in person.sees
        await person.press("tab")
        assert person.line_with("M. Dijkhuis").split()[2:5] == ["3", "1", "1"]
        await person.press("right", "right", "enter")
        assert "open past the term ▾   1" in person.sees
        await person.press("escape", "l")
        assert "past the term ▾   1" in person.sees
        assert "Baan" in person.line_with("Hoekstra")
        await person.press("enter")
        assert late in person.sees
        await person.press("6")
        assert "6 TEAM" in person.sees.splitlines()[0]


async def test_a_caseload_is_given_away_with_a_note_and_comes_back_by_one_undo(office: Office) -> None:
    add_action(
        office.store,
        office.consultant,
        ActionInput(what="bellen", due_on="1-12-2026", owner_id=office.consultant.id, client_id=office.joris),
    )
    async with at_the_desk(office.store, office.lead, begin="6") as person:
        await person.press("t")
        assert "Which consultant for 2 clients?" in person.sees
        await person.press("G", "enter")
        words = " ".join(person.sees.replace("│", " ").split())
        assert "Give 2 clients to P. Linde?" in words
        assert "1 open action and 0 open requests of the former consultant go along" in words
        await person.type("belt liever")
        await person.press("enter")
        assert person.said.startswith("✓ 2 clients given to P. Linde · saved")
        assert person.line_with("P. Linde").split()[2] == "2"
        told = {what for (what,) in kept(office.store, "SELECT what FROM action WHERE owner_id = ?", office.world.colleague.id)}
        assert told == {"bellen", "taken over from M. ter Braak: belt liever"}
        await person.press("u", "enter")
        assert person.line_with("M. ter Braak").split()[3] == "2"
        assert kept(office.store, "SELECT count(*) FROM action") == [(1,)]
        await person.press("right", "enter", "t", "G", "enter", "enter")
        assert person.said.startswith("✓ 1 client given to P. Linde · saved")
        assert "M. ter Braak: without work ▾   1" in person.sees
        await person.press("escape")
        assert cursor(person) == "M. ter Braak: without work 1"


async def test_others_see_their_own_row_and_a_hostile_name_is_only_a_name(office: Office) -> None:
    name = "[red]x[/] \x1b[31m"
    office.world.user(name, *office.consultant.roles, team="North")
    async with at_the_desk(office.store, office.consultant, begin="6") as person:
        assert "M. ter Braak · 2 clients" in person.sees
        assert "P. Linde" not in person.sees
    async with at_the_desk(office.store, office.holder, begin="6") as person:
        assert cursor(person) == "M. Dijkhuis: employers 3"
    async with at_the_desk(office.store, office.lead, begin="6") as person:
        assert "[red]x[/]" in person.sees
        assert "\x1b" not in person.sees


def test_a_spark_line_has_a_bar_for_each_week() -> None:
    assert spark([0, 1, 7]) == "▁▂█"
    assert spark([0, 0]) == "▁▁"
