"""Vacancies by keys: from the employer, from their own list, and somebody proposed for one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from db.coordinations import record_verbal
from db.placements import place
from db.vacancies import create_vacancy
from models.vacancy import VacancyInput
from tests.db.world import proposal, told
from tests.screens.office import Office
from tests.screens.person import SIZES, Person, at_the_desk, kept


def offer(office: Office, employer: bytes | None = None, **values: object) -> bytes:
    """A vacancy of Hoekstra, unless said otherwise."""
    given = {"employer_id": employer or office.hoekstra, "title": "Inpakker"} | values
    return create_vacancy(office.store, office.holder, VacancyInput.model_validate(given)).id


def agree(office: Office, client: bytes) -> None:
    """Who holds Hoekstra agrees by phone to this client there."""
    record_verbal(office.store, office.consultant, told(client, office.hoekstra, office.holder))


async def go_to_employer(person: Person, name: str) -> None:
    """Stand on an employer of the list."""
    await person.press("3", "slash")
    await person.paste(name)
    await person.press("enter")


async def test_one_is_added_from_the_employer_and_stands_in_its_file(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await go_to_employer(person, "hoekstra")
        await person.press("w")
        assert "Hoekstra Logistiek (" in person.line_with("employer")
        await person.paste("Chauffeur")
        await person.press("down", "ctrl+u")
        await person.paste("veel")
        await person.press("f9")
        assert "✖ 'veel' is not a whole number of 1 or more." in person.sees
        await person.press("ctrl+u")
        await person.paste("2")
        await person.press(*["down"] * 4)
        await person.press("enter", "down", "space", "down", "space", "enter")
        assert "Group secondment, Individual secondment" in person.line_with("forms")
        await person.press("f9")
        assert person.said.startswith("✓ saved")
        await person.press("enter")
        assert "2 of 2 places free" in person.line_with("Chauffeur")
    stored = "SELECT title, places, forms, number FROM vacancy"
    assert kept(office.store, stored) == [("Chauffeur", 2, "group-secondment,individual-secondment", "VA00001")]


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_the_file_and_closing_it(office: Office, size: tuple[int, int]) -> None:
    offer(office, skills="tillen", limits="rug", minimum_wage_value="40")
    async with at_the_desk(office.store, office.consultant, size=size) as person:
        await person.press("3", "W")
        assert person.screen == "VacanciesScreen"
        assert "Hoekstra" in person.line_with("VA00001  ")
        assert "tillen · not with: rug · 40 %" in person.sees
        assert all(f" {name}" in person.footer for name in ("open", "new", "place somebody", "close", "edit", "keys"))
        await person.press("enter")
        assert person.title == "Inpakker (VA00001) · Hoekstra Logistiek · Open"
        await person.press("right", "right")
        assert "vacancy added" in person.sees
        await person.press("b")
        await person.paste("vervuld")
        await person.press("f9")
        assert person.title.endswith("Closed")
        assert " open again" in person.footer
        assert "place somebody" not in person.footer
        assert "vervuld" in person.sees
        await person.press("escape")
        assert "No vacancies here yet." in person.sees
        await person.press("f", "down", "down", "enter")
        assert "Closed" in person.line_with("VA00001  ")
        await person.press("b")
        assert "Closed" not in person.line_with("VA00001  ")
        await person.press("escape")
        assert person.screen == "EmployersScreen"


async def test_what_the_list_shows_goes_into_a_file(office: Office, tmp_path: Path) -> None:
    offer(office)
    async with at_the_desk(office.store, office.consultant) as person:
        await person.command("vacancies")
        await person.press("x", "ctrl+u")
        await person.paste(str(tmp_path / "uit.csv"))
        await person.press("enter")
        assert "1 row" in person.said
    assert "Inpakker" in (tmp_path / "uit.csv").read_text(encoding="utf-8-sig")


async def test_it_is_found_and_changed(office: Office) -> None:
    offer(office, start="1-12-2026", hours="24,5", forms="trial")
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("ctrl+p")
        await person.paste("inpak")
        await person.press("enter")
        assert person.screen == "VacancyScreen"
        await person.press("e", "down")
        assert "Trial placement" in person.line_with("forms")
        await person.press("ctrl+u")
        await person.paste("3")
        await person.press("f9")
        assert "3 of 3 places free" in person.sees
    assert kept(office.store, "SELECT places, hours, start, forms FROM vacancy") == [(3, "24.5", "2026-12-01", "trial")]


async def test_a_new_one_from_its_list_asks_for_the_employer(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.command("vacancies")
        await person.press("n", "h", "enter", "down")
        await person.paste("Chauffeur")
        await person.press("f9")
        assert "Hoekstra" in person.line_with("Chauffeur")


async def test_in_the_file_of_its_employer_one_without_days_is_at_once(office: Office) -> None:
    offer(office)
    async with at_the_desk(office.store, office.consultant, begin="3") as person:
        await person.press(*"/Hoekstra", "enter", "enter")
        assert person.screen == "EmployerScreen"
        assert person.line_with("places free").startswith(" at once")
        await person.press("w")
        await person.type("Inpakker")
        await person.press("f9")
    assert kept(office.store, "SELECT places FROM vacancy WHERE title = 'Inpakker'") == [(1,), (1,)]


async def test_somebody_is_proposed_for_it_and_placed(office: Office) -> None:
    vacancy = offer(office, hours="20", start="7-12-2026", until="31-5-2027", forms="detachering")
    agree(office, office.joris)
    async with at_the_desk(office.store, office.consultant) as person:
        await person.command("vacancies")
        await person.press("p")
        assert "Hoekstra" in person.line_with("employer")
        assert "Inpakker (VA00001), 1 of 1 free" in person.line_with("vacancy")
        assert "20" in person.line_with("hours")
        assert "7 Dec 2026" in person.line_with("from")
        await person.press("b")
        await person.paste("aan")
        await person.press("enter")
        assert "✓ places" in person.sees
        await person.press("f9")
        assert person.said.startswith("✓ placed")
        assert "Inpakker (VA00001) ›" in person.line_with("vacancy")
        await person.press("escape")
        assert "full" in person.line_with("VA00001  ")
    row = kept(office.store, "SELECT vacancy_id, hours, start, until, form, state FROM placement")
    assert row == [(vacancy, "20", "2026-12-07", "2027-05-31", "individual-secondment", "active")]


async def test_in_a_proposal_only_open_ones_of_the_employer_can_be_chosen(office: Office) -> None:
    from db.vacancies import close_vacancy

    offer(office)
    closed = offer(office, title="Dicht")
    close_vacancy(office.store, office.holder, closed, 1, "vervuld")
    offer(office, office.vegt, title="Elders")
    async with at_the_desk(office.store, office.consultant) as person:
        await go_to_employer(person, "hoekstra")
        await person.press("p", *["down"] * 6, "enter")
        assert "Inpakker (VA00001)" in person.sees
        assert "Dicht" not in person.sees
        assert "Elders" not in person.sees
        await person.press("down", "enter")
        assert "Inpakker" in person.line_with("vacancy")
        await person.press(*["up"] * 6, "right")
        person.app.screen.row("employer_id").focus_field()  # type: ignore[attr-defined]
        await person.press("v", "enter")
        assert "Inpakker" not in person.line_with("vacancy")


async def test_a_full_vacancy_blocks_and_another_is_one_key_away(office: Office) -> None:
    vacancy = offer(office)
    offer(office, title="Chauffeur")
    agree(office, office.yinthe)
    assert place(
        office.store, office.consultant, proposal(office.yinthe, office.hoekstra, vacancy_id=vacancy, start=date(2026, 11, 30))
    ).number
    agree(office, office.joris)
    async with at_the_desk(office.store, office.consultant) as person:
        await person.command("vacancies")
        await person.press("down", "p", "b")
        await person.paste("aan")
        await person.press("enter", "tab", "i", "f9")
        assert person.said.startswith("✖ Not yet. It is held up by: Places.")
        assert "Vacancy 'Inpakker' (VA00001) is full, 1 of 1 places are taken: PA00001." in " ".join(
            person.sees.replace("▌", " ").split()
        )
        await person.press("o")
        assert person.screen == "VacancyScreen"
        await person.press("escape", "c", "enter", "up", "enter", "f9")
        assert person.said.startswith("✓ placed")
    assert kept(office.store, "SELECT v.title FROM placement p JOIN vacancy v ON v.id = p.vacancy_id ORDER BY p.id") == [
        ("Inpakker",),
        ("Chauffeur",),
    ]
