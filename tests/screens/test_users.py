"""Users by keys: an administrator changes them, everybody records their own absence."""

from __future__ import annotations

import pytest

from tests.screens.office import Office
from tests.screens.person import SIZES, at_the_desk, kept


@pytest.mark.parametrize("size", SIZES)
async def test_who_there_are_with_roles_and_the_inactive_last(office: Office, size: tuple[int, int]) -> None:
    office.world.user("Z. Oud", active=False)
    async with at_the_desk(office.store, office.admin, size=size) as person:
        await person.command("users")
        assert person.title == "Users · 1 is not active"
        assert "Account manager" in person.line_with("   M. Dijkhuis")
        assert "not active" in person.line_with("Z. Oud")
        names = [line for line in person.sees.splitlines() if "active" in line]
        assert "Z. Oud" in names[-1]


async def test_an_administrator_adds_a_consultant(office: Office) -> None:
    async with at_the_desk(office.store, office.admin) as person:
        await person.command("users")
        await person.press("n")
        await person.paste("P. Nieuw")
        await person.press("f9")
        assert person.said.startswith("✓ saved")
        assert "P. Nieuw" in person.sees
    assert kept(office.store, "SELECT roles, active FROM user WHERE name = 'P. Nieuw'") == [("consultant", 1)]


async def test_roles_are_a_yes_or_no_each_and_one_is_needed(office: Office) -> None:
    async with at_the_desk(office.store, office.admin) as person:
        await person.command("users")
        await _stand_on(person, "M. ter Braak")
        await person.press("e", "n", "f9")
        assert "✖ Somebody needs at least one role." in person.sees
        await person.press("down", "down", "y", "f9")
        assert "Team lead" in person.line_with("M. ter Braak")
    assert kept(office.store, "SELECT roles FROM user WHERE name = 'M. ter Braak'") == [("team-lead",)]


async def test_one_is_activated_and_then_all(office: Office) -> None:
    for name in ("X. Een", "X. Twee", "X. Drie"):
        office.world.user(name, active=False)
    async with at_the_desk(office.store, office.admin) as person:
        await person.command("users")
        await person.press("G", "t")
        assert person.said == "✓ 1 user is active now."
        await person.press("A")
        assert "Activate 2 users?" in person.sees
        await person.press("enter")
        assert person.said == "✓ 2 users are active now."
    assert kept(office.store, "SELECT count(*) FROM user WHERE active = 0") == [(0,)]


async def test_retiring_is_asked_and_nobody_retires_themselves(office: Office) -> None:
    async with at_the_desk(office.store, office.admin) as person:
        await person.command("users")
        await _stand_on(person, "A. Beheer")
        assert "retire" not in person.footer
        await _stand_on(person, "P. Linde")
        await person.press("r")
        assert "Retire P. Linde?" in person.sees
        await person.press("escape")
        assert kept(office.store, "SELECT active FROM user WHERE name = 'P. Linde'") == [(1,)]
        await person.press("r", "y")
        assert "not active" in person.line_with("P. Linde")
    assert kept(office.store, "SELECT active FROM user WHERE name = 'P. Linde'") == [(0,)]


async def test_others_see_them_and_change_only_their_own_absence(office: Office) -> None:
    async with at_the_desk(office.store, office.holder) as person:
        await person.command("users")
        assert "An administrator changes them" in person.title
        assert "new" not in person.footer
        await _stand_on(person, "P. Linde")
        await person.press("enter")
        assert person.screen == "UsersScreen"
        assert "An administrator changes users" in person.said
        await _stand_on(person, "M. Dijkhuis")
        await person.press("enter")
        assert person.title == "When is M. Dijkhuis away?"
        await person.paste("24-11-2026")
        await person.press("down")
        await person.paste("30-11-2026")
        await person.press("down", "enter", "down", "down", "enter", "f9")
        assert "30-11-26" in person.line_with("▌  M. Dijkhuis")
    stored = "SELECT u.away_from, u.away_until, d.name, u.roles FROM user u JOIN user d ON d.id = u.deputy_id"
    assert kept(office.store, stored) == [("2026-11-24", "2026-11-30", "L. Schothorst", "account-manager")]


async def _stand_on(person, name: str) -> None:  # type: ignore[no-untyped-def]
    from screens.record_list import RecordList

    records = person.app.screen.query_one(RecordList)
    await person.press("g")
    for _row in range(records.total or 0):
        if records.cursor_row and records.cursor_row.cells[0] == name:
            return
        await person.press("down")
    raise AssertionError(f"no {name} in the list")
