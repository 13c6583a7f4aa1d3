"""People's text is data: names that look like markup, formulas or orders to the terminal show as they are, everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

from db.clients import add_indication, update_client
from db.contact_moments import add_contact_moment
from db.coordinations import record_verbal
from db.employers import add_contact_person
from db.placements import place, propose
from db.settings import set_setting
from db.store import Store
from db.vacancies import create_vacancy
from db.wage_values import add_wage_value
from models.actor import Actor
from models.contact_moment import ContactMomentInput, FollowUpInput
from models.employer import ContactPersonInput
from models.indication import IndicationInput
from models.kinds import Form, Role
from models.setting import SettingInput
from models.vacancy import VacancyInput
from models.wage_value import WageValueInput
from screens.visible import visible
from tests.db.world import World, proposal, told
from tests.screens.person import SIZES, Person, at_the_desk, kept

NAMES = {
    "markup": "[red]x[/]",
    "broken markup": "x [/",
    "brackets": "Acme [UK] Ltd",
    "formula": "=1+1",
    "escape sequence": "\x1b[31mrood\x1b]0;titel\x07",
    "emoji": "Zoë 👩\u200d🦽 Bär 🇳🇱",
    "turned around": "abc\u202edef\u2066ghi",
    "endless": "Lang" * 75,
    "braces": "{name} {0} {",
    "lines": "een\ttwee\ndrie\rvier",
    "dollars": "$name $[b]",
    "wide": "漢字株式会社",
    "everything": "[b]a[/b] [UK] {0} $x\t\u202e=1",
}

THE_WHOLE_WAY = ("broken markup", "escape sequence", "endless", "everything")
"""These walk through every screen; the others stand in the lists beside them and are typed."""


@dataclass
class Hostile:
    """A client, an employer, a location and a user of one name, and what binds them."""

    store: Store
    actor: Actor
    client: bytes
    employer: bytes
    location: bytes
    number: str
    """Of the employer."""


def people_called(store: Store, admin: Actor, name: str) -> Hostile:
    """Everything that can have a name has this one."""
    world = World(store, admin)
    actor = world.user(name, *Role)
    client = world.client(name, actor, call_name=name, street=name, skills=name, remarks=name)
    employer = world.employer(name, actor, place=name, remarks=name, group_name=name, kvk="12345678")
    world.employer(name, None, state="prospect", kvk="12345678")
    world.stop(employer, date(2027, 6, 1))
    location = world.location(name, place=name)
    with store.write(admin, "employer.stop") as tx:
        from models.employer import ApproachStop

        tx.add(ApproachStop(employer_id=employer, reason=name, from_date=date(2026, 1, 1), until_date=date(2026, 1, 2)))
    add_contact_person(store, actor, employer, ContactPersonInput(name=name, role=name))
    add_indication(store, actor, client, IndicationInput(kind="wsw", category=name, valid_until="31-12-2029", document=name))
    order = {"reference": name, "remarks": name, "reason": name}
    world.order(client, Form.LEARN_WORK, municipality_id=None, **order)
    world.agreement(Form.LEARN_WORK, remarks=name)
    measured = WageValueInput(percentage="55", measured_on="1-10-2026", measured_by=name)
    add_wage_value(store, actor, client, measured)
    set_setting(store, actor, SettingInput(key="subsidy-cap", value="70", valid_from="1-1-2027", source=name))
    record_verbal(store, actor, told(client, employer, actor, text=name))
    said = ContactMomentInput(client_id=client, kind="phone", day="24-11-2026", made_by=actor.id, text=name)
    add_contact_moment(store, actor, said, FollowUpInput(what=name, due_on="20-11-2026"))
    said = ContactMomentInput(employer_id=employer, kind="phone", day="24-11-2026", made_by=actor.id, text=name)
    add_contact_moment(store, actor, said, FollowUpInput(what=name, due_on="20-11-2026"))
    offered = VacancyInput(employer_id=employer, title=name, skills=name, limits=name, remarks=name)
    vacancy = create_vacancy(store, actor, offered).id
    half = {"hours": "18", "workplace": name, "supervisor": name, "remarks": name}
    reasons = {"E6": name}
    assert place(store, actor, proposal(client, None, form="sheltered", location_id=location, **half)).number is not None
    propose(store, actor, proposal(client, employer, fallback_id=location, vacancy_id=vacancy, **half), reasons=reasons)
    return Hostile(
        store, actor, client, employer, location, kept(store, "SELECT number FROM employer WHERE id = ?", employer)[0][0]
    )


def look(person: Person, name: str | None = None) -> None:
    """The terminal gets nothing but letters, every line fits, and the name stands there as far as there is room."""
    width = person.app.size.width
    for line in person.sees.splitlines():
        assert visible(line) == line
        assert cell_len(line) <= width
    if name is not None:
        shown = visible(name)[:9].rstrip()
        assert shown in person.sees, f"{shown!r} is not in\n{person.sees}"


@pytest.mark.parametrize("kind", THE_WHOLE_WAY)
async def test_a_name_shows_as_it_is_on_every_screen(store: Store, admin: Actor, tmp_path: Path, kind: str) -> None:
    name = NAMES[kind]
    hostile = people_called(store, admin, name)
    async with at_the_desk(store, hostile.actor) as person:
        await lists_and_files(person, name)
        await settings(person)
        await forms(person, name)
        await undo_history_and_two_at_once(person, hostile, name)
        await palette_picker_and_findings(person, hostile, name)
        await users_locations_and_imports(person, tmp_path, name)
    stored = "SELECT surname, call_name, skills FROM client WHERE id = ?"
    assert kept(store, stored, hostile.client) == [(name, name, name)]
    assert kept(store, "SELECT name, place FROM employer WHERE id = ?", hostile.employer) == [(name, name)]


async def lists_and_files(person: Person, name: str) -> None:
    """Mode 1, then 2 to 5: the list with its preview, then every page of the file."""
    await person.press("1")
    look(person)
    for key in ("c", "escape", "a", "escape", "G", "enter", "escape"):
        await person.press(key)
        look(person)
    for mode in ("2", "3", "4", "5"):
        await person.press(mode)
        if mode == "5":
            await person.press("left")
        look(person, name)
        await person.press("enter")
        for _page in range(5):
            look(person)
            await person.press("right")
        await person.press("question_mark")
        look(person)
        await person.press("escape", "escape")
    for mode, key in (("2", "w"), ("3", "z")):
        await person.press(mode, key)
        look(person, name)
        await person.press("escape")


async def change_and_confirm(person: Person, name: str) -> None:
    """A placement that runs: what was beside what is to be, and the text of its confirmation."""
    await person.press("4", "e")
    look(person)
    await person.press("tab", "tab", "tab", "tab", "end", "x")
    look(person, name)
    await person.press("f9")
    look(person)
    await person.press("4", "l", "down", "enter")
    look(person)
    assert all(letter == "\n" or letter.isprintable() or letter == "\u200d" for letter in person.app.clipboard)


async def settings(person: Person) -> None:
    """The settings, with what a value rests on, and the form for a new one."""
    await person.command("Settings")
    look(person)
    await person.press("G", "up", "up", "enter")
    look(person)
    await person.press("escape", "escape")


async def forms(person: Person, name: str) -> None:
    """What is changed beside a hostile name leaves the name as it was."""
    for mode, letters in (("2", "yes"), ("3", "ok")):
        await person.press(mode, "e")
        look(person)
        await person.press("up")
        await person.paste(letters)
        look(person)
        await person.press("f9")
        look(person, name)
    await change_and_confirm(person, name)
    await person.press("3", "h")
    look(person)
    await person.press("enter")
    look(person)
    await person.press("escape", "escape", "t")
    look(person)
    await person.press("escape", "escape")
    for choice in ("f", "o"):
        await person.press(choice)
        look(person)
        await person.press("escape")


async def undo_history_and_two_at_once(person: Person, hostile: Hostile, name: str) -> None:
    """A value that two people typed, the question before it is undone, one's acts, and the history with it in full."""
    await person.press("2", "e")
    person.app.screen.query_one("#field-limits").focus()
    await person.paste(name)
    version = kept(hostile.store, "SELECT version FROM client WHERE id = ?", hostile.client)[0][0]
    update_client(hostile.store, hostile.actor, hostile.client, version, {"limits": f"{name}2"})
    await person.press("f9")
    assert person.screen == "Merge"
    look(person)
    await person.press("m", "f9")
    look(person)
    for key in ("u", "escape", "U", "enter", "enter", "escape", "H", "enter", "escape", "escape"):
        await person.press(key)
        look(person)


async def palette_picker_and_findings(person: Person, hostile: Hostile, name: str) -> None:
    """Search by the name itself, look a record up, and read what the rules say of it."""
    await person.press("2", "slash")
    await person.paste(name)
    look(person)
    await person.press("escape", "ctrl+p")
    await person.paste(hostile.number)
    look(person, name)
    await person.press("escape", "3", "p")
    look(person)
    await person.press("enter")
    look(person)
    await person.paste(name)
    look(person)
    await person.press("escape", "escape")
    while person.screen != "EmployersScreen":
        await person.press("x")
    await person.press("4", "f", "down", "enter")
    look(person, name)
    await person.press("e")
    look(person, name)
    await person.press("f7", "down", "enter")
    look(person)
    await person.press("escape", "escape")


async def users_locations_and_imports(person: Person, folder: Path, name: str) -> None:
    """The lists behind the palette, and a file with the name in a cell that is wrong."""
    await person.press("2")
    await person.command("Users")
    look(person, name)
    await person.press("enter")
    look(person)
    await person.press("escape", "escape")
    await person.command("Vacancies")
    look(person, name)
    for key in ("enter", "right", "right", "left", "left", "e", "escape", "escape", "b", "escape", "p", "escape"):
        await person.press(key)
        look(person)
    while person.screen != "ClientsScreen":
        await person.press("x" if person.screen == "Confirm" else "escape")
    await person.command("Locations")
    look(person, name)
    await person.press("enter", "right")
    look(person)
    await person.press("escape", "escape")
    await person.command("service orders")
    look(person, name)
    await person.press("enter")
    look(person, name)
    await person.press("right")
    look(person)
    await person.press("escape", "escape", "7", "enter")
    look(person, name)
    await person.press("escape", "2")
    file = folder / "werkgevers.csv"
    quoted = name.replace('"', '""')
    file.write_text(f'Nummer;Naam;Telefoon;KvK-nr\nX1;Goed;;"{quoted}"\nX2;"{quoted}";"{quoted}";\n', encoding="utf-8")
    await person.command("Import a file")
    await person.paste(str(file))
    await person.press("down", "e", "f9")
    look(person)
    assert "line 2, KvK-nr" in person.sees
    await person.press("f9")
    look(person)
    await person.press("escape")
    await person.command("undoing")
    look(person)
    await person.press("enter", "escape", "escape")


@pytest.mark.parametrize("size", SIZES)
async def test_all_of_them_in_one_list(store: Store, admin: Actor, size: tuple[int, int]) -> None:
    world = World(store, admin)
    for name in NAMES.values():
        world.client(name, admin)
        world.employer(name, admin)
    async with at_the_desk(store, admin, size=size) as person:
        for mode in ("2", "3"):
            await person.press(mode)
            shown = ""
            for _row in range(len(NAMES) + 1):
                look(person)
                shown += person.sees
                await person.press("down")
            assert [name for name in NAMES.values() if visible(name)[:9].rstrip() not in shown] == []


@pytest.mark.parametrize("text", NAMES.values(), ids=NAMES.keys())
async def test_what_is_typed_in_a_field_is_what_is_kept(store: Store, admin: Actor, text: str) -> None:
    async with at_the_desk(store, admin) as person:
        await person.press("3", "n")
        await person.paste(text)
        look(person)
        await person.press("f9")
        look(person)
    one_line = text.splitlines()[0]
    assert kept(store, "SELECT name FROM employer") == [(one_line,)]
