"""Employers by keys: what is seen, and what is in the store afterwards."""

from __future__ import annotations

import pytest

from tests.db.world import START, asked
from tests.screens.office import Office
from tests.screens.person import SIZES, Person, at_the_desk, kept


async def go_to(person: Person, name: str) -> None:
    """Stand on an employer of the list."""
    await person.press("3", "slash")
    await person.paste(name)
    await person.press("enter")


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_shows_holder_state_and_stop(office: Office, size: tuple[int, int]) -> None:
    async with at_the_desk(office.store, office.consultant, size=size) as person:
        await person.press("3")
        assert "M. Dijkhuis" in person.line_with("Hoekstra Logistiek")
        assert "! stop" in person.line_with("Vegt Logistiek")
        assert "none" in person.line_with("De Korenaar")
        assert "Prospect" in person.line_with("De Korenaar")
        assert all(
            f" {name}" in person.footer for name in ("open", "new", "place somebody", "holder", "contact", "action", "keys")
        )


async def test_the_preview_says_whose_relation_it_is_and_what_stands_in_the_way(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await go_to(person, "vegt")
        assert "approach stop" in person.sees
        assert "reorganisation · until it is lifted" in person.sees
        assert "M. Dijkhuis · since 1 Jan 2020" in person.sees


async def test_a_holder_who_is_away_is_shown_with_the_deputy(office: Office) -> None:
    from models.user import User

    office.world.set(User, office.holder.id, away_from=office.store.today(), deputy_id=office.lead.id)
    async with at_the_desk(office.store, office.consultant) as person:
        await go_to(person, "hoekstra")
        assert "M. Dijkhuis (away, T. Leider stands in)" in person.sees


async def test_a_look_alike_is_one_key_away(office: Office) -> None:
    office.world.employer("Hoekstra Logistiek v.o.f.", None, state="prospect", place="Almelo", kvk="12345678")
    async with at_the_desk(office.store, office.consultant) as person:
        await go_to(person, "hoekstra v.o.f.")
        await person.press("enter")
        assert "! looks like Hoekstra Logistiek (" in person.sees
        while "! looks like" not in _line_of_cursor(person):
            await person.press("down")
        await person.press("enter")
        assert person.title.startswith("Hoekstra Logistiek (D")


def _line_of_cursor(person: Person) -> str:
    from screens.house.sheet import Sheet

    line = person.app.screen.query_one(Sheet).line
    return line.text if line else ""


async def test_a_new_employer_is_a_prospect_of_the_municipality_of_its_place(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("3", "n")
        await person.paste("Tuincentrum Noord")
        await person.press(*["down"] * 7)
        await person.paste("Wierden")
        await person.press("f9")
        assert person.said.startswith("✓ saved")
        assert "Tuincentrum Noord" in person.sees
    assert kept(
        office.store,
        "SELECT e.state, e.place, m.name FROM employer e JOIN municipality m ON m.id = e.municipality_id WHERE e.name = ?",
        "Tuincentrum Noord",
    ) == [("prospect", "Wierden", "Wierden")]


async def test_what_is_wrong_stands_under_its_field_and_nothing_is_saved(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("3", "n", "down")
        await person.paste("123")
        await person.press("f9")
        assert "✖ This can't be empty." in person.sees
        assert "✖ '123' is not a KVK number" in person.sees
        assert person.said == "✖ Not saved yet: 2 things are wrong."
        assert person.app.focused is not None
        assert person.app.focused.id == "field-name"
    assert kept(office.store, "SELECT count(*) FROM employer") == [(4,)]


async def test_an_employer_is_changed_from_its_file_and_the_history_says_so(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await go_to(person, "korenaar")
        await person.press("enter", "e", "end")
        await person.paste(" Bakkerij")
        assert person.title.startswith("• Change De Korenaar")
        await person.press("f9")
        assert "De Korenaar Bakkerij" in person.title
        await person.press("left")
        assert "De Korenaar → De Korenaar Bakkerij" in person.sees
        assert "M. ter Braak: employer changed" in person.sees
    assert kept(office.store, "SELECT name, version FROM employer WHERE id = ?", office.bakery) == [("De Korenaar Bakkerij", 2)]


async def test_escape_asks_before_typed_text_is_left(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("3", "n")
        await person.paste("half a name")
        await person.press("escape", "escape")
        assert "half a name" in person.sees
        await person.press("escape", "x")
        assert person.screen == "EmployersScreen"
    assert kept(office.store, "SELECT count(*) FROM employer") == [(4,)]


async def test_an_account_manager_hands_a_relation_over(office: Office) -> None:
    async with at_the_desk(office.store, office.holder) as person:
        await go_to(person, "hoekstra")
        await person.press("h")
        assert "Account holder of Hoekstra Logistiek, now M. Dijkhuis" in person.sees
        await person.press("t")
        await person.press("f9")
        assert person.said.startswith("✓ saved")
        assert "T. Leider · since 24 Nov 2026" in person.sees
        await person.press("enter", "right", "right")
        assert "1 Jan 2020 – 24 Nov 2026" in person.sees
    held = "SELECT u.name, h.until_date FROM account_holding h JOIN user u ON u.id = user_id WHERE employer_id = ? ORDER BY h.id"
    assert kept(office.store, held, office.hoekstra) == [("M. Dijkhuis", "2026-11-24"), ("T. Leider", None)]


async def test_a_wrong_day_is_said_under_the_day(office: Office) -> None:
    async with at_the_desk(office.store, office.holder) as person:
        await go_to(person, "hoekstra")
        await person.press("h", "t", "down", "home", "ctrl+k")
        await person.paste("1-1-2010")
        await person.press("f9")
        assert "M. Dijkhuis has been account holder since" in person.sees
        assert person.screen == "AssignHolderForm"


@pytest.mark.parametrize("key", ["h", "s"])
async def test_who_has_no_mandate_hears_it_before_typing(office: Office, key: str) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await go_to(person, "hoekstra")
        await person.press(key)
        assert "M. ter Braak has no mandate for this" in person.sees
        assert "Ask an account manager of that werkplein, or an administrator." in " ".join(person.sees.split())
        await person.press("enter")
        assert person.screen == "EmployersScreen"


async def test_a_prospect_becomes_a_relation_with_its_holder(office: Office) -> None:
    async with at_the_desk(office.store, office.admin) as person:
        await go_to(person, "korenaar")
        await person.press("h")
        assert "Make De Korenaar a relation" in person.sees
        await person.press("m", "m", "f9")
        assert person.said.startswith("✓ saved")
    assert kept(office.store, "SELECT state, relation_since FROM employer WHERE id = ?", office.bakery) == [
        ("relation", "2026-11-24")
    ]


async def test_a_stop_is_laid_and_lifted(office: Office) -> None:
    async with at_the_desk(office.store, office.holder) as person:
        await go_to(person, "hoekstra")
        await person.press("enter")
        assert "l" not in _keys(person)
        await person.press("s")
        await person.paste("moving house")
        await person.press("f9")
        assert "! moving house · until it is lifted" in person.sees
        assert "l" in _keys(person)
        await person.press("l")
        assert "Lift the approach stop of Hoekstra Logistiek (moving house)?" in person.sees
        await person.press("enter")
        assert "! moving house" not in person.sees
    assert kept(office.store, "SELECT reason, lifted_on FROM approach_stop WHERE employer_id = ?", office.hoekstra) == [
        ("moving house", "2026-11-24")
    ]


def _keys(person: Person) -> set[str]:
    return {key for key, active in person.app.screen.active_bindings.items() if active.enabled}


async def test_a_contact_person_is_recorded_and_corrected(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await go_to(person, "hoekstra")
        await person.press("enter", "t")
        await person.paste("H. Hoekstra")
        await person.press("down")
        await person.paste("ploegbaas")
        await person.press("f9")
        assert "ploegbaas            H. Hoekstra" in person.sees
        await person.press("t")
        assert "somebody new" in person.sees
        await person.press("down", "enter", "down", "down")
        await person.paste("0546 123456")
        await person.press("f9")
        assert "H. Hoekstra · 0546 123456" in person.sees
    assert kept(office.store, "SELECT name, role, phone FROM contact_person") == [("H. Hoekstra", "ploegbaas", "0546 123456")]


async def test_requests_of_an_employer_lead_to_their_files(office: Office) -> None:
    from db.coordinations import request

    request(office.store, office.consultant, asked(office.yinthe, office.hoekstra, start=START))
    async with at_the_desk(office.store, office.consultant) as person:
        await go_to(person, "hoekstra")
        assert "1 request open" in person.sees
        await person.press("enter", "right", "right")
        assert "Arent, Yinthe van der" in person.sees


async def test_the_palette_has_what_can_be_done_here(office: Office) -> None:
    async with at_the_desk(office.store, office.holder) as person:
        await go_to(person, "hoekstra")
        await person.command("lay an approach stop")
        assert person.screen == "StopForm"
