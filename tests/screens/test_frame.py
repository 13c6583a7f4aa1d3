"""What holds on every screen: the keys, the palette, the language, who acts, and that nothing typed is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.actor import Actor
from models.kinds import Role
from screens.house.line_input import LineInput
from tests.screens.office import Office
from tests.screens.person import SIZES, at_the_desk, kept


@pytest.mark.parametrize("size", SIZES)
async def test_number_keys_go_to_the_main_screens(office: Office, size: tuple[int, int]) -> None:
    async with at_the_desk(office.store, office.consultant, size=size) as person:
        for key, name in (("1", "TODAY"), ("3", "EMPLOYERS"), ("4", "PLACEMENTS"), ("5", "COORDINATION"), ("2", "CLIENTS")):
            await person.press(key)
            assert name in person.sees.splitlines()[0]


async def test_a_main_screen_is_reached_from_a_file_as_well(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("enter", "3")
        assert person.screen == "EmployersScreen"
        await person.press("2")
        assert person.screen == "ClientsScreen"


@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_the_key_page_has_the_screens_own_keys_first(office: Office, key: str) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("3", key)
        assert "On this screen" in person.sees
        assert person.sees.index("Change this employer") < person.sees.index("Undo your last change")
        await person.press("escape")
        assert person.screen == "EmployersScreen"


async def test_in_a_field_the_question_mark_is_typed_and_f1_helps(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("n", "question_mark")
        assert person.screen == "ClientForm"
        assert "F1 keys" in person.footer
        await person.press("f1")
        assert person.screen == "KeyHelp"


async def test_the_palette_finds_records_and_commands(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("ctrl+p")
        await person.paste("hoekst")
        assert "Hoekstra Logistiek" in person.sees
        await person.press("enter")
        assert person.screen == "EmployerScreen"
        await person.command("new client")
        assert person.screen == "ClientForm"
        await person.press("escape")
        await person.press("ctrl+p")
        await person.paste("nothing like this at all")
        assert "Nothing found." in person.sees
        await person.press("enter", "escape")
        assert person.screen == "ClientsScreen"


@pytest.mark.usefixtures("in_dutch")
async def test_f2_draws_everything_in_the_other_language_and_stays_in_the_file(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("enter")
        assert "CLIËNTEN" in person.sees
        await person.press("f2")
        assert person.screen == "ClientScreen"
        assert "CLIENTS" in person.sees
        assert "Overview" in person.sees
        await person.press("escape", "f2")
        assert "Mijn caseload" in person.sees


@pytest.mark.parametrize("key", ["f2", "ctrl+q"])
async def test_what_is_typed_is_not_lost_to_a_key_that_works_everywhere(office: Office, key: str) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("n")
        await person.paste("half a name")
        await person.press(key)
        if key == "ctrl+q":
            assert "Quit without saving what you typed?" in person.sees
            await person.press("escape")
        assert "half a name" in person.sees
        assert person.screen == "ClientForm"


async def test_a_digit_in_a_choice_is_no_main_screen(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("n", *["down"] * 7, "3")
        assert person.screen == "Choose"
        await person.press("escape")
        assert person.screen == "ClientForm"


async def test_many_choices_are_searched_by_typing(office: Office) -> None:
    for number in range(40):
        office.world.user(f"U. Gebruiker {number:02}", Role.CONSULTANT)
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("n", *["down"] * 9, "enter")
        await person.type("ker 37")
        assert "U. Gebruiker 37" in person.sees
        await person.press("enter")
        assert "U. Gebruiker 37 ▾" in person.sees


async def test_in_the_demo_one_person_plays_both_sides(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant, demo=True) as person:
        assert "demo · ter Braak" in person.sees
        await person.command("be somebody else")
        await person.press("up", "enter")
        assert "demo · Dijkhuis" in person.sees
        assert "My caseload ▾   0" in person.sees


async def test_outside_the_demo_nobody_becomes_somebody_else(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("ctrl+p")
        assert "be somebody else" not in person.sees.lower()
        await person.paste("somebody else")
        assert "Nothing found." in person.sees


async def test_a_change_from_elsewhere_shows_when_the_screen_is_back(office: Office) -> None:
    from db.clients import update_client

    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("enter")
        update_client(office.store, office.admin, office.yinthe, 1, {"call_name": "Yvette"})
        await person.press("escape")
        assert "Arent, Yvette van" in person.sees


@pytest.mark.parametrize("width", [40, 79, 111, 200])
async def test_any_width_is_drawn(office: Office, admin: Actor, width: int) -> None:
    async with at_the_desk(office.store, admin, size=(width, 15)) as person:
        for keys in (
            ["f", "down", "enter"],
            ["enter"],
            ["escape"],
            ["e"],
            ["escape"],
            ["question_mark"],
            ["escape"],
            ["6"],
            ["ctrl+p"],
        ):
            await person.press(*keys)
            assert all(len(line) <= width for line in person.sees.splitlines())


async def test_what_waits_for_me_is_counted_above_on_every_screen(office: Office) -> None:
    from db.coordinations import request
    from tests.db.world import asked

    request(office.store, office.consultant, asked(office.yinthe, office.hoekstra))
    async with at_the_desk(office.store, office.holder) as person:
        assert "5 Coord.·1" in person.sees
        await person.press("3", "enter")
        assert "5 Coord.·1" in person.sees
        await person.press("e")
        assert "5 Coord.·1" in person.sees


async def test_x_writes_what_the_list_shows_and_asks_before_it_writes_over_a_file(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "lijst.csv"
    office.world.client("Elders", None, call_name="Els")
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("x", "ctrl+u")
        assert "The file holds people's data in clear." in " ".join(person.sees.split())
        await person.paste(str(file))
        await person.press("enter")
        assert person.said.startswith("✓ 2 rows in")
        assert "Elders" not in file.read_text(encoding="utf-8-sig")
        await person.press("slash")
        await person.paste("elders")
        await person.press("enter", "x", "ctrl+u")
        await person.paste(str(file))
        await person.press("enter")
        assert "is there already. Write over it?" in " ".join(person.sees.split())
        await person.press("escape")
        assert "Arent" in file.read_text(encoding="utf-8-sig")
        await person.press("x", "ctrl+u")
        await person.paste(str(file))
        await person.press("enter", "x")
        assert person.said.startswith("✓ 1 row in")
        assert "Elders" in file.read_text(encoding="utf-8-sig")


async def test_y_copies_what_the_record_is_called(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("y")
        assert person.app.clipboard.startswith("Arent, Yinthe van der · C")
        await person.press("enter", "y")
        assert person.app.clipboard.startswith("Yinthe van der Arent (C")
        assert person.said.startswith("copied: Yinthe van der Arent")


@pytest.mark.parametrize("first", [("f",), ("x",), ("ctrl+p",), ("question_mark",)], ids=lambda keys: " ".join(keys))
async def test_enter_pressed_twice_at_once_answers_once(office: Office, first: tuple[str, ...]) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press(*first)
        await person.press_at_once("enter", "enter", "escape", "escape")
        assert person.app.is_running
        assert person.app.return_code is None


async def test_a_form_below_a_small_question_stays(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("p", "tab", "enter")
        assert person.screen == "Choose"
        await person.press_at_once("enter", "enter", "enter")
        assert "ProposalScreen" in [type(screen).__name__ for screen in person.app.screen_stack]


async def test_what_is_saved_while_a_question_is_open_closes_its_form(office: Office) -> None:
    """A slow save: somebody leaves the form, is asked, and meanwhile it is saved."""
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("e")
        await person.paste("Lock")
        with office.store.write(office.admin, "test"):
            await person.pilot.press("f9")
            await person.pilot.press("escape")
            assert person.screen == "Confirm"
        await person.settle()
        assert person.screen == "ClientsScreen"
        assert person.said.startswith("✓ saved")
    assert kept(office.store, "SELECT count(*) FROM client WHERE call_name LIKE '%Lock%'") == [(1,)]


@pytest.mark.usefixtures("in_dutch")
async def test_another_language_leaves_the_reader_where_they_are(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("f", "down", "enter", "slash")
        await person.paste("joris")
        await person.press("enter", "f2")
        assert "1 found" in person.sees
        assert person.line_with("▌").startswith("▌  Baan, Joris")
        await person.press("enter", "right", "right", "f2")
        assert "None recorded" not in person.sees
        assert "Geen vastgelegd" in person.sees or "Wsw-indicatie" in person.sees
        await person.press("escape", "escape")
        assert "Alle cliënten" in person.sees


@pytest.mark.usefixtures("in_dutch")
async def test_the_palette_makes_a_backup_and_says_that_it_is_saved(office: Office, tmp_path: Path) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.command("reservekopie")
        assert "bewaard" in person.said
        made = list((tmp_path / "home" / "nuo" / "backups").iterdir())
        assert len(made) == 1
        assert made[0].name in person.said


async def test_letters_go_to_the_choice_that_begins_with_them(office: Office) -> None:
    from screens.house.dialogs import Choose

    chosen: list[str | None] = []
    choices = [("a", "Groen"), ("b", "Groepsdetachering"), ("c", "Proefplaatsing"), ("d", "Reguliere baan")]
    async with at_the_desk(office.store, office.consultant) as person:
        for typed in (["p", "r", "enter"], ["g", "r", "o", "e", "p", "enter"], ["j", "enter"], ["G", "enter"], ["z", "enter"]):
            person.app.push_screen(Choose("Vorm?", choices), chosen.append)
            await person.settle()
            await person.press(*typed)
    assert chosen == ["c", "b", "b", "a", "a"]


async def test_a_list_that_opens_never_has_its_search_in_focus(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key that is pressed while the list opens would be typed there."""
    had: list[str | None] = []
    monkeypatch.setattr(LineInput, "watch_has_focus", lambda self, has: had.append(self.id) if has else None, raising=False)
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("2", "3", "5")
        assert had == []
        await person.press("slash")
        assert had == ["search"]
