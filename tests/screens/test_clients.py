"""Clients by keys: the list, the file, the forms; and what the frame promises on every screen."""

from __future__ import annotations

import pytest

from tests.screens.office import Office
from tests.screens.person import SIZES, at_the_desk, kept


@pytest.mark.parametrize("size", SIZES)
async def test_a_consultant_begins_in_the_own_caseload(office: Office, size: tuple[int, int]) -> None:
    office.world.client("Elders", None, call_name="Els")
    async with at_the_desk(office.store, office.consultant, size=size) as person:
        assert "CLIENTS" in person.sees.splitlines()[0]
        assert "My caseload ▾   2" in person.sees
        assert "Arent, Yinthe van" in person.sees
        assert "Elders" not in person.sees
        assert "Yinthe van der Arent (C" in person.sees
        assert person.footer.strip().startswith("enter open  n new  p place somebody  w where to  c contact  a action")
        assert person.footer.strip().endswith("? keys")
        assert all(len(line) <= size[0] for line in person.sees.splitlines())


async def test_search_looks_through_all_clients_and_digits_are_typed(office: Office) -> None:
    office.world.client("Elders", None, call_name="Els", postcode="7601 AB")
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("slash")
        await person.type("elders 7601")
        assert person.screen == "ClientsScreen"
        assert "Elders, Els" in person.sees
        assert "1 found, in all records" in person.sees
        await person.press("escape")
        assert "My caseload ▾   2" in person.sees


async def test_a_scope_is_chosen_with_f(office: Office) -> None:
    office.world.client("Elders", None, call_name="Els")
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("f", "down", "enter")
        assert "All clients ▾   3" in person.sees
        assert "Elders" in person.sees


async def test_a_new_client_comes_in_with_a_number(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("n")
        await person.paste("Fatima")
        await person.press("down")
        await person.paste("el")
        await person.press("down")
        await person.paste("Bos")
        await person.press("f9")
        assert "✖ This can't be empty." in person.sees
        assert person.app.focused is not None
        assert person.app.focused.id == "field-target_group"
        await person.press("p", "down", "a", "f9")
        assert person.said.startswith("✓ saved")
        assert "Bos, Fatima el" in person.sees
    stored = "SELECT target_group, consultant_id, number FROM client WHERE surname = 'Bos'"
    assert kept(office.store, stored) == [("participatiewet", office.consultant.id, "CA00003")]


async def test_a_client_is_changed_and_what_was_there_stays(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("e")
        assert person.title.startswith("Change Yinthe van der Arent")
        await person.press("x")
        assert "Yinthex" in person.sees, "a key pressed too long replaces nothing"
        await person.press("ctrl+u")
        await person.paste("Yin")
        await person.press("f9")
        assert "Arent, Yin van der" in person.sees
    stored = "SELECT call_name, prefix, surname, bsn, contract_hours, version FROM client WHERE id = ?"
    assert kept(office.store, stored, office.yinthe) == [("Yin", "van der", "Arent", "999956127", "36", 2)]


async def test_the_file_hides_the_bsn_until_it_is_asked_for(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("enter")
        assert "•••••••••" in person.sees
        assert "999956127" not in person.sees
        await person.press("b")
        assert "999956127" in person.sees
        await person.press("b")
        assert "999956127" not in person.sees


async def test_an_indication_and_a_wage_value_are_recorded(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("enter", "i", "down", "down", "down")
        await person.paste("31-12-2029")
        await person.press("f9", "l")
        await person.paste("62,5")
        await person.press("f9", "right", "right")
        assert "until 31 Dec 2029" in person.sees
        assert "62.5 %" in person.sees
    query = "SELECT percentage FROM wage_value WHERE client_id = ? ORDER BY id"
    assert kept(office.store, query, office.yinthe) == [("60",), ("62.5",)]
