"""Contact moments and actions by keys: one form from list and file, the timeline, and finishing with one key."""

from __future__ import annotations

from datetime import date

import pytest

from db.actions import add_action
from db.contact_moments import add_contact_moment
from db.coordinations import record_verbal
from db.placements import place
from models.action import ActionInput
from models.contact_moment import ContactMomentInput, FollowUpInput
from tests.db.world import proposal, told
from tests.screens.office import Office
from tests.screens.person import SIZES, at_the_desk, kept

TODAY = date(2026, 11, 24)


def spoken(office: Office, text: str = "gaat goed", what: str = "", **about: bytes) -> None:
    data = ContactMomentInput(**about, kind="phone", day=TODAY, time="9:05", made_by=office.holder.id, text=text)
    follow_up = FollowUpInput(what=what, due_on="3-12-2026", owner_id=office.consultant.id) if what else None
    add_contact_moment(office.store, office.holder, data, follow_up)


@pytest.mark.parametrize("size", SIZES)
async def test_a_contact_moment_with_a_follow_up_is_recorded_from_the_list(office: Office, size: tuple[int, int]) -> None:
    async with at_the_desk(office.store, office.consultant, size=size) as person:
        await person.press("c")
        assert person.title == "Contact about Yinthe van der Arent"
        await person.paste("wil meer uren")
        await person.press("down", "v", "down", "down")
        await person.paste("14.30")
        await person.press("down", "down")
        await person.paste("werkgever bellen")
        await person.press("down")
        await person.paste("3-12-2026")
        await person.press("f9")
        assert person.screen == "ClientsScreen"
        assert person.said.startswith("✓ saved")
        words = " ".join(person.sees.replace("│", " ").split())
        assert "contact 24-11-26 (visit, wil meer uren) · action 03-12-26 werkgever bellen" in words
    stored = "SELECT kind, day, time, text, client_id = ? FROM contact_moment"
    assert kept(office.store, stored, office.yinthe) == [("visit", "2026-11-24", "14:30", "wil meer uren", 1)]
    stored = "SELECT what, due_on, owner_id = ?, contact_moment_id IS NOT NULL FROM action"
    assert kept(office.store, stored, office.consultant.id) == [("werkgever bellen", "2026-12-03", 1, 1)]


async def test_a_day_written_short_stands_there_in_full(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("a")
        await person.paste("bellen")
        await person.press("down")
        await person.paste("+7")
        await person.press("down")
        assert "01-12-2026" in person.sees
        await person.press("up", "home", "ctrl+k")
        await person.paste("vr")
        await person.press("f9")
    assert kept(office.store, "SELECT due_on FROM action") == [("2026-11-27",)]


async def test_half_a_follow_up_is_not_saved(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("c")
        await person.paste("wil meer uren")
        await person.press(*["down"] * 5)
        await person.paste("werkgever bellen")
        await person.press("f9")
        assert "✖ Say by which day it must be done." in person.sees
        assert kept(office.store, "SELECT count(*) FROM contact_moment") == [(0,)]


@pytest.mark.parametrize(("mode", "subject"), [("2", "client"), ("3", "employer"), ("4", "placement")])
async def test_the_same_keys_work_on_each_list_and_each_file(office: Office, mode: str, subject: str) -> None:
    record_verbal(office.store, office.consultant, told(office.joris, office.hoekstra, office.holder))
    assert place(office.store, office.consultant, proposal(office.joris, office.hoekstra)).number
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press(mode, "c")
        await person.paste("eerste")
        await person.press("f9", "enter", "c")
        await person.paste("tweede")
        await person.press("f9", "a")
        await person.paste("bellen")
        await person.press("down")
        await person.paste("1-12-2026")
        await person.press("f9")
        assert "By phone, M. ter Braak: tweede" in person.sees
        assert "1 Dec 2026 · bellen · M. ter Braak" in person.sees
        await person.press("right")
        assert "to do: bellen" in person.sees
        assert person.sees.index("to do: bellen") < person.sees.index("tweede") < person.sees.index("eerste")
    assert kept(office.store, f"SELECT count(*) FROM contact_moment WHERE {subject}_id IS NOT NULL") == [(2,)]
    assert kept(office.store, f"SELECT count(*) FROM action WHERE {subject}_id IS NOT NULL") == [(1,)]


async def test_an_employers_contacts_are_seen_whoever_had_them(office: Office) -> None:
    spoken(office, "er komt werk", employer_id=office.hoekstra)
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("3", "down", "down", "enter")
        assert person.title.startswith("Hoekstra")
        assert "24 Nov 2026 · By phone, M. Dijkhuis: er komt werk" in person.sees
        await person.press("right")
        assert "24-11-26 09:05" in person.sees


async def test_an_action_is_done_with_one_key_on_the_list_and_taken_back_on_the_timeline(office: Office) -> None:
    spoken(office, what="gesprek plannen", client_id=office.yinthe)
    async with at_the_desk(office.store, office.consultant) as person:
        assert "action 03-12-26 gesprek plannen" in " ".join(person.sees.split())
        assert "d done" in person.footer
        await person.press("d")
        assert person.said.startswith("✓ done: gesprek plannen · saved")
        assert "gesprek plannen" not in person.line_with("contact 24")
        assert kept(office.store, "SELECT done_on, done_by = ? FROM action", office.consultant.id) == [("2026-11-24", 1)]
        assert "d done" not in person.footer
        await person.press("d", "enter", "right")
        assert "✓ done: gesprek plannen" in person.sees
        await person.press("down", "d")
        assert person.said.startswith("✓ still to do: gesprek plannen")
        assert "to do: gesprek plannen" in person.sees
    assert kept(office.store, "SELECT done_on FROM action") == [(None,)]


async def test_enter_on_a_line_of_the_timeline_opens_its_form(office: Office) -> None:
    spoken(office, "gaat goed", "bellen", client_id=office.yinthe)
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("enter", "right", "enter")
        assert person.title == "Change action about Yinthe van der Arent"
        await person.press("down", "down", "p", "f9")
        assert person.screen == "ClientScreen"
        assert "to do: bellen · P. Linde" in person.sees
        await person.press("down", "enter")
        assert person.title == "Change contact about Yinthe van der Arent"
        await person.press("end")
        await person.paste(" en hij lacht")
        await person.press("f9")
        assert "M. Dijkhuis: gaat goed en hij lacht" in person.sees
    assert kept(office.store, "SELECT action FROM journal_entry ORDER BY arrival DESC LIMIT 2") == [
        ("contact-moment.change",),
        ("action.hand-over",),
    ]


async def test_a_timeline_without_anything_says_which_keys_add_to_it(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("enter", "right")
        assert "Nothing yet. Press c for a contact moment, a for an action." in person.sees
        await person.press("d")
        assert person.screen == "ClientScreen"


async def test_what_is_overdue_says_so_in_words(office: Office) -> None:
    late = ActionInput(client_id=office.yinthe, what="bellen", due_on="20-11-2026", owner_id=office.consultant.id)
    add_action(office.store, office.consultant, late)
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("enter")
        assert "! 20 Nov 2026 · bellen" in person.sees
        await person.press("right")
        assert "! too late: bellen" in person.sees
