"""Lists by keys and mouse: filters, orders, columns, views, marks, acts on all that is marked, and copies of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from db.bulk import add_many
from models.client import Client
from models.ids import new_id
from screens.house.house_screen import HouseScreen
from screens.record_list import RecordList
from tests.conftest import Clock
from tests.db.world import ALMELO
from tests.screens.office import Office
from tests.screens.person import Person, at_the_desk, kept

ELSEWHERE = """
import sys
from pathlib import Path
from db.clients import client_file, create_client, update_client
from db.store import open_store
from models.client import ClientInput

with open_store(Path(sys.argv[1]), None) as store:
    actor = store.actor("M. ter Braak")
    key, version = bytes.fromhex(sys.argv[2]), int(sys.argv[3])
    update_client(store, actor, key, version, {"surname": sys.argv[4], "skills": "lassen"})
    with store.read() as reader:
        old = client_file(reader, key, store.today())
    data = {"surname": "Aaltink", "municipality_id": old.municipality_id, "target_group": "wsw", "consultant_id": actor.id}
    create_client(store, actor, ClientInput(**data))
"""


def elsewhere(office: Office, key: bytes, name: str, version: int = 1) -> None:
    """Another program changes a client and adds one."""
    path = str(office.store.path)
    subprocess.run([sys.executable, "-P", "-c", ELSEWHERE, path, key.hex(), str(version), name], check=True, timeout=60)


async def filter_by(person: Person, field: str, value: str) -> None:
    """Press f and walk to a field and a value."""
    await person.press("f")
    await take(person, f"filter: {field}")
    await take(person, value)


async def take(person: Person, text: str) -> None:
    """Choose the line of a question that has ``text``."""
    options: Any = person.app.screen.query_one("OptionList")
    for _turn in range(40):
        if text in str(options.get_option_at_index(options.highlighted).prompt):
            await person.press("enter")
            return
        await person.press("down")
    raise AssertionError(f"{text} is not among the choices: {person.sees}")


def marks(person: Person) -> int:
    return len(person.app.screen.query_one(RecordList).marks)


async def test_filters_add_up_stand_in_words_and_go_with_one_key(office: Office) -> None:
    office.world.client("Ziekman", office.consultant, status="ill")
    office.world.client("Zieken", office.consultant, status="ill", target_group="participatiewet")
    async with at_the_desk(office.store, office.consultant) as person:
        await filter_by(person, "status", "Ill")
        assert "My caseload ▾   2" in person.sees
        assert "only status: Ill" in person.sees
        await filter_by(person, "target group", "Wsw")
        assert "only status: Ill · target group: Wsw" in person.sees
        assert "Ziekman" in person.sees
        assert "Zieken " not in person.sees
        await filter_by(person, "municipality", "Wierden")
        assert "Nothing here with these filters." in person.sees
        await filter_by(person, "municipality", "all: no filter")
        assert "Ziekman" in person.sees
        await person.press("F")
        assert "My caseload ▾   4" in person.sees
        assert "only" not in person.sees
        await filter_by(person, "status", "Ill")
        await person.press("escape")
        assert "My caseload ▾   4" in person.sees


async def test_a_date_is_filtered_by_from_and_to_and_a_wrong_one_is_named(office: Office) -> None:
    office.world.client("Jong", office.consultant, birth_date="2001-02-03")
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("f")
        await take(person, "filter: birth date")
        await person.type("1-1-2000..")
        await person.press("enter")
        assert "only birth date: from 1 Jan 2000" in person.sees
        assert "My caseload ▾   1" in person.sees
        await person.press("f")
        await take(person, "filter: birth date")
        assert "01-01-2000.." in person.sees
        await person.press("ctrl+u")
        await person.type("gisteren")
        await person.press("enter")
        assert "is no date and no range" in " ".join(person.sees.split())


async def test_the_cursor_stays_on_its_record_in_another_order(office: Office, clock: Clock) -> None:
    for n in range(30):
        office.world.client(f"Bos{n:02}", office.consultant)
    clock.forward(hours=1)
    office.world.set(Client, office.joris, surname="Aaa")
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("pagedown")
        here = person.line_with("▌").split()[1]
        await person.press("o")
        await take(person, "by name, from Z to A")
        assert person.line_with("▌").split()[1] == here
        assert "Name ▾" in person.sees
        await person.press("g")
        assert "Bos29" in person.line_with("▌")
        await person.press("o")
        await take(person, "changed last first")
        await person.press("g")
        assert "Aaa" in person.line_with("▌")


async def test_a_click_on_a_heading_orders_and_a_second_one_turns_it_round(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        records = person.app.screen.query_one(RecordList)
        header = person.sees.splitlines()[records.region.y]
        at = header.index("No.")
        await person.pilot.click(RecordList, offset=(at, 0))
        await person.settle()
        assert "No. ▴" in person.sees
        assert "Baan" in person.sees.splitlines()[records.region.y + 1]
        await person.pilot.click(RecordList, offset=(at, 0))
        await person.settle()
        assert "No. ▾" in person.sees
        assert "Arent" in person.sees.splitlines()[records.region.y + 1]


async def test_marks_survive_searching_scrolling_and_reading_again(office: Office, tmp_path: Path) -> None:
    for n in range(30):
        office.world.client(f"Bos{n:02}", office.consultant)
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("space", "space", "pagedown", "shift+down")
        assert "✓ 4 marked" in person.sees
        await person.press("slash")
        await person.paste("joris")
        await person.press("enter", "r", "escape")
        assert "✓ 4 marked" in person.sees
        await person.press("escape")
        assert "marked" not in person.sees
        await person.press("slash")
        await person.paste("bos")
        await person.press("enter", "m")
        assert "✓ 30 marked" in person.sees
        file = tmp_path / "bos.csv"
        await person.press("escape", "x", "ctrl+u")
        assert "Export 30 marked records" in person.sees
        await person.paste(str(file))
        await person.press("enter")
        assert person.said.startswith("✓ 30 rows in")
        assert "Arent" not in file.read_text(encoding="utf-8-sig")
        await person.press("m", "m")
        assert marks(person) == 0


async def test_shift_and_a_click_mark_what_lies_between(office: Office) -> None:
    for n in range(8):
        office.world.client(f"Bos{n:02}", office.consultant)
    async with at_the_desk(office.store, office.consultant) as person:
        await person.pilot.click(RecordList, offset=(6, 2))
        await person.pilot.click(RecordList, offset=(6, 5), shift=True)
        await person.settle()
        assert marks(person) == 4


async def test_marked_clients_get_a_consultant_in_one_act(office: Office) -> None:
    office.world.client("Elders", office.world.colleague)
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("m", "t")
        assert "Which consultant for 2 clients?" in person.sees
        await take(person, "P. Linde")
        assert "Give 2 clients to P. Linde?" in " ".join(person.sees.split())
        await person.press("enter")
        assert person.said.startswith("✓ 2 clients given to P. Linde · saved")
        assert marks(person) == 0
    acts = kept(office.store, "SELECT count(*) FROM journal_entry WHERE action = 'client.assign'")
    assert acts == [(1,)]


async def test_an_act_on_very_many_says_how_far_it_is_and_goes_on_beside_the_screen(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    with office.store.write(office.admin, "test") as tx:
        same = {"municipality_id": ALMELO, "target_group": "wsw", "status": "active", "consultant_id": office.consultant.id}
        add_many(tx, Client, [{"id": new_id(), "number": f"C{n:05}", "surname": f"Bos{n}", **same} for n in range(1200)])
    told: list[str] = []
    say = HouseScreen.say

    def heard(self: HouseScreen, text: str, tone: str = "") -> None:
        told.append(text)
        say(self, text, tone)

    monkeypatch.setattr(HouseScreen, "say", heard)
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("m", "t")
        await take(person, "P. Linde")
        await person.pilot.press("enter")
        await person.pilot.press("down", "down")
        await person.settle()
        assert person.said.startswith("✓ 1,202 clients given to P. Linde")
    assert "250 of 1,202 …" in told
    assert "1,000 of 1,202 …" in told


async def test_who_stands_in_the_way_is_named_and_nothing_is_done(office: Office) -> None:
    office.world.client("Elders", office.world.colleague, call_name="Els")
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("f", "down", "enter", "m", "t")
        await take(person, "M. ter Braak")
        await person.press("enter")
        words = " ".join(person.sees.split())
        assert "Nothing was done: for 1 of the marked you may not do this" in words
        assert "Els Elders" in words
        await person.press("enter")
        assert "✓ 3 marked" in person.sees
    assert kept(office.store, "SELECT count(*) FROM journal_entry WHERE action = 'client.assign'") == [(0,)]


async def test_one_action_about_each_marked_employer(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant, begin="3") as person:
        await person.press("space", "space", "a")
        assert person.title == "New action about each of 2 marked records"
        await person.paste("kaart sturen")
        await person.press("down")
        await person.paste("1-12-2026")
        await person.press("f9")
        assert person.said.startswith("✓ 2 actions added · saved")
        assert marks(person) == 0
    assert kept(office.store, "SELECT count(DISTINCT employer_id), count(*) FROM action") == [(2, 2)]
    assert kept(office.store, "SELECT count(*) FROM journal_entry WHERE action = 'action.add-many'") == [(1,)]


async def test_a_view_is_kept_chosen_by_a_colleague_and_removed(office: Office) -> None:
    office.world.client("Ziekman", office.consultant, status="ill")
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("f", "down", "enter")
        await filter_by(person, "status", "Ill")
        await person.press("v")
        await take(person, "choose the columns")
        await person.press("down", "space", "enter")
        assert "Group" not in person.sees.splitlines()[3]
        await person.press("o")
        await take(person, "by number")
        await person.press("v")
        await take(person, "keep this list as a view")
        await person.type("Wie is ziek")
        await person.press("enter")
        assert person.said.startswith("✓ view: Wie is ziek · saved")
        await person.press("v")
        await take(person, "rename, share or remove")
        await take(person, "Wie is ziek")
        await take(person, "share with everybody")
        assert person.said.startswith("✓ shared: Wie is ziek")
    async with at_the_desk(office.store, office.world.colleague) as person:
        await person.press("v")
        assert "Wie is ziek  (shared by M. ter Braak)" in person.sees
        await take(person, "Wie is ziek")
        assert "All clients ▾   1" in person.sees
        assert "only status: Ill" in person.sees
        assert "No. ▴" in person.sees
        assert "Group" not in person.sees.splitlines()[3]
        await person.press("v")
        assert "rename, share or remove" not in person.sees
        await take(person, "back to how the list begins")
        assert "only" not in person.sees
        assert "Group" in person.sees
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("v")
        await take(person, "rename, share or remove")
        await take(person, "Wie is ziek")
        await take(person, "remove")
        await person.press("x")
        assert person.said.startswith("✓ removed: Wie is ziek")
        await person.press("v")
        assert "Wie is ziek" not in person.sees.splitlines()[10]


async def test_a_file_is_copied_whole_and_never_a_bsn(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("enter", "b")
        assert "999956127" in person.sees
        await person.press("y")
        copied = person.app.clipboard
        assert copied.startswith("Yinthe van der Arent (C")
        assert "== Placements ==" in copied
        assert "28 Apr 1987" in copied
        assert "999956127" not in copied
        assert person.said.startswith("copied: Yinthe van der Arent")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_what_another_program_writes_comes_by_itself(office: Office, size: tuple[int, int]) -> None:
    for n in range(30):
        office.world.client(f"Bos{n:02}", office.consultant)
    async with at_the_desk(office.store, office.consultant, size=size) as person:
        await person.press("pagedown", "space", "up")
        here = person.line_with("▌")
        elsewhere(office, office.joris, "Zwart")
        await person.until("My caseload ▾   33")
        assert person.line_with("▌") == here
        assert "✓ 1 marked" in person.sees
        await person.press("home", "enter")
        assert "Aaltink" in person.title


async def test_an_open_file_and_its_preview_follow_and_a_form_is_left_alone(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("down", "enter")
        assert "lassen" not in person.sees
        elsewhere(office, office.joris, "Zwart")
        await person.until("Joris Zwart")
        await person.press("e")
        await person.paste("Getypt")
        elsewhere(office, office.joris, "Wit", version=2)
        await person.pilot.pause(1.2)
        await person.settle()
        assert "Getypt" in person.sees
        assert "Wit" not in person.sees


async def test_vandaag_follows_another_program(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant, begin="1") as person:
        assert "2 clients" in person.title
        elsewhere(office, office.joris, "Zwart")
        await person.until("3 clients")
