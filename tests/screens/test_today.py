"""Vandaag by keys: it opens first, each line leads to its record and has its remedy on one key."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from db.actions import add_action
from db.coordinations import approve, record_verbal, request
from db.placements import place
from models.action import ActionInput
from models.indication import Indication
from tests.conftest import Clock
from tests.db.world import asked, proposal, told
from tests.screens.office import Office
from tests.screens.person import SIZES, at_the_desk, kept

TODAY = date(2026, 11, 24)


def to_do(office: Office, what: str, days: int = 0, **about: bytes) -> bytes:
    data = ActionInput(what=what, due_on=TODAY + timedelta(days), owner_id=office.consultant.id, **about)
    return add_action(office.store, office.consultant, data)


@pytest.mark.parametrize("size", SIZES)
async def test_the_program_opens_with_what_wants_me(office: Office, size: tuple[int, int]) -> None:
    to_do(office, "bellen over vervoer", -4, client_id=office.yinthe)
    async with at_the_desk(office.store, office.consultant, size=size, begin="1") as person:
        assert "1 TODAY" in person.sees.splitlines()[0]
        assert person.title == "Tuesday 24 Nov 2026 · 2 clients · 2 without work"
        assert "bellen over vervoer: Yinthe van der A" in person.line_with("TOO LATE")
        assert "20-11-26" in person.line_with("TOO LATE")
        assert "d done" in person.line_with("TOO LATE")
        assert "NO WORK" in person.line_with("Joris Baan")
        assert all(len(line) <= size[0] for line in person.sees.splitlines())


async def test_an_action_is_done_with_one_key_and_the_cursor_goes_on(office: Office) -> None:
    first, second = to_do(office, "eerste", -2, client_id=office.yinthe), to_do(office, "tweede", -1)
    async with at_the_desk(office.store, office.consultant, begin="1") as person:
        await person.press("d")
        assert person.said.startswith("✓ done: eerste · saved")
        assert person.line_with("eerste").split()[0] == "done"
        assert person.line_with("tweede").startswith("▌")
        await person.press("d")
        assert kept(office.store, "SELECT count(*) FROM action WHERE done_on IS NOT NULL") == [(2,)]
        await person.press("G", "d")
        assert person.said.startswith("✓ still to do: tweede")
    assert kept(office.store, "SELECT id FROM action WHERE done_on IS NULL") == [(second,)]
    assert first != second


async def test_the_cursor_goes_to_the_next_action_whenever_that_was_made(office: Office) -> None:
    for days in (-1, -2, -3, -4, -5):
        to_do(office, f"actie {-days}", days)
    async with at_the_desk(office.store, office.consultant, begin="1") as person:
        await person.press("down", "d")
        assert person.line_with("actie 3").startswith("▌")
        assert "actie 5" in person.sees


async def test_a_line_leads_to_its_record_and_back(office: Office) -> None:
    to_do(office, "bellen", -2, employer_id=office.hoekstra)
    to_do(office, "opruimen", -1)
    async with at_the_desk(office.store, office.consultant, begin="1") as person:
        await person.press("enter")
        assert person.screen == "EmployerScreen"
        assert "! 22 Nov 2026 · bellen" in person.sees
        await person.press("escape", "down", "enter")
        assert person.title == "Change action"
        await person.press("escape")
        assert person.screen == "TodayScreen"
        assert person.line_with("opruimen").startswith("▌")


async def test_an_answer_is_placed_on_with_one_key(office: Office) -> None:
    one = request(office.store, office.consultant, asked(office.joris, office.hoekstra))
    approve(office.store, office.holder, one.id)
    async with at_the_desk(office.store, office.consultant, begin="1") as person:
        assert "Hoekstra Logistiek: yes for Joris Baan" in person.line_with("ANSWER")
        await person.press("p", "f9")
        assert person.screen == "PlacementScreen"
        await person.press("escape")
        assert "ANSWER" not in person.sees
    assert kept(office.store, "SELECT state FROM placement") == [("active",)]


async def test_who_has_no_work_is_placed_and_spoken_with_from_the_line(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant, begin="1") as person:
        await person.press("c")
        assert person.title.startswith("Contact about")
        await person.paste("zoekt werk")
        await person.press("f9")
        assert person.said.startswith("✓ saved")
        await person.press("p")
        assert person.screen == "ProposalScreen"
    assert kept(office.store, "SELECT text FROM contact_moment") == [("zoekt werk",)]


async def test_a_renewal_becomes_an_action(office: Office) -> None:
    key = kept(office.store, "SELECT id FROM indication WHERE client_id = ?", office.yinthe)[0][0]
    office.world.set(Indication, key, valid_until=TODAY + timedelta(60))
    async with at_the_desk(office.store, office.consultant, begin="1") as person:
        assert "Indication of Yinthe van der Arent" in person.line_with("RENEW")
        await person.press("a")
        await person.paste("24-11-2026")
        await person.press("f9")
        assert "ask for renewal of the indication" in person.line_with("  TODAY")
    assert kept(office.store, "SELECT client_id FROM action") == [(office.yinthe,)]


async def test_a_request_waits_for_the_account_holder(office: Office) -> None:
    request(office.store, office.consultant, asked(office.joris, office.hoekstra))
    async with at_the_desk(office.store, office.holder, begin="1") as person:
        assert person.title == "Tuesday 24 Nov 2026"
        assert "Joris Baan at Hoekstra Logistiek" in person.line_with("ASKED YOU")
        await person.press("enter", "i")
        assert person.screen == "CoordinationScreen"
        await person.press("escape")
        assert "Nothing wants you today." in person.sees


async def test_what_another_program_writes_shows_by_itself(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant, begin="1") as person:
        to_do(office, "van een ander", client_id=office.yinthe)
        person.app.screen._look()  # type: ignore[attr-defined]
        await person.settle()
        assert "van een ander" in person.sees


async def test_without_anything_it_says_what_to_do(office: Office, clock: Clock) -> None:
    async with at_the_desk(office.store, office.lead, begin="1") as person:
        assert "Nothing wants you today." in person.sees
        await person.press("d", "p", "b", "c", "a")
        assert person.screen == "TodayScreen"
        await person.press("n")
        assert person.title == "New action"


async def test_x_writes_a_calendar_file_without_names(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    to_do(office, "bellen over vervoer", 4, client_id=office.yinthe)
    async with at_the_desk(office.store, office.consultant, begin="1") as person:
        await person.press("x")
        assert "initials and numbers only" in person.sees
        await person.press("enter", "enter")
        assert "1 reminder in" in person.said
    written = (tmp_path / "reminders.ics").read_text(encoding="utf-8")
    assert "Y.A." in written
    assert "vervoer" not in written


async def test_e_extends_what_ends(office: Office) -> None:
    record_verbal(office.store, office.consultant, told(office.joris, office.hoekstra, office.holder))
    data = proposal(office.joris, office.hoekstra, until=TODAY + timedelta(20))
    assert place(office.store, office.consultant, data).id is not None
    async with at_the_desk(office.store, office.consultant, begin="1") as person:
        assert "Joris Baan at Hoekstra Logistiek ends" in person.line_with("▌")
        assert "e extend" in person.footer
        await person.press("e", *["backspace"] * 11)
        await person.type("1-6-2027")
        await person.press("f9")
        assert person.screen == "TodayScreen"
        assert person.said.startswith("✓ saved")
    assert kept(office.store, "SELECT until FROM placement") == [("2027-06-01",)]
