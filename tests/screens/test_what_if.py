"""What if, by keys: from a client to a place, from a place to clients, and straight on to the proposal or the request."""

from __future__ import annotations

import pytest

from db.coordinations import record_verbal
from db.vacancies import create_vacancy
from models.kinds import Form, TargetGroup
from models.vacancy import VacancyInput
from screens.record_list import RecordList
from tests.db.world import told
from tests.screens.office import Office
from tests.screens.person import SIZES, at_the_desk, kept

GROUP = Form.GROUP_SECONDMENT


@pytest.mark.parametrize("size", SIZES)
async def test_from_a_client_to_the_request_and_the_placement_and_back_to_the_same_line(
    office: Office, size: tuple[int, int]
) -> None:
    create_vacancy(office.store, office.holder, VacancyInput(employer_id=office.hoekstra, title="Inpakker", hours="12"))
    async with at_the_desk(office.store, office.consultant, size=size) as person:
        await person.press("2", "slash")
        await person.paste("joris")
        await person.press("enter", "w")
        await person.until("Where can Joris Baan (CA00001) go? · whichever form fits · from 30 Nov 2026")
        await person.until("1 now · 3 after something · 1 can't")
        assert "✓ now" in person.line_with("Werkplein Almelo")
        assert "✖ not" in person.line_with("Vegt Logistiek")
        await person.press("down")
        await person.until(
            "Hoekstra Logistiek (DA00003) · Group secondment · from 30 Nov 2026, 12 h · vacancy Inpakker (VA00001)"
        )
        await person.until("1. Ask M. Dijkhuis to agree.")
        await person.press("r")
        assert "Group secondment" in person.line_with("form")
        assert "12" in person.line_with("hours")
        await person.press("f9")
        await person.until("1. Wait for the answer of M. Dijkhuis.")
        [(number,)] = kept(office.store, "SELECT number FROM coordination")
        record_verbal(office.store, office.consultant, told(office.joris, office.hoekstra, office.holder, form=GROUP))
        await person.press("enter")
        await person.press("f9")
        assert person.said.startswith("✓ placed")
        await person.press("escape")
        await person.until("Hoekstra Logistiek (DA00003) · Group secondment")
        assert person.app.screen.query_one(RecordList).cursor_row.id == office.hoekstra
    placed = "SELECT p.form, p.start, p.hours, p.state, v.title, k.number FROM placement p JOIN vacancy v ON v.id = p.vacancy_id "
    placed += "JOIN coordination k ON k.id = p.consent_id"
    assert kept(office.store, placed) == [(GROUP.value, "2026-11-30", "12", "active", "Inpakker", number)]


async def test_from_a_vacancy_to_who_can_come_in_which_form_and_why_not(office: Office) -> None:
    office.world.client("Kok", office.consultant, target_group=TargetGroup.PW.value, indicated=False)
    create_vacancy(office.store, office.holder, VacancyInput(employer_id=office.hoekstra, title="Inpakker"))
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("3", "W", "z")
        await person.until("Who can come to Hoekstra Logistiek (DA00003)?")
        await person.until("0 now · 3 after something · 0 can't")
        assert "after 1" in person.line_with("Yinthe van der Arent")
        await person.press("f", "down", "down", "enter")
        await person.until("2 after something · 1 can't")
        await person.press("G")
        await person.until("Group secondment is not open to Kok")
        await person.press("enter")
        await person.until("Group secondment is not open to Kok (Participatiewet)")
        await person.press("escape", "o")
        await person.until("Kok (CA")
        await person.press("escape", "escape")
        await person.until("Inpakker")


async def test_where_somebody_without_work_can_go_is_one_key_from_today(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("1")
        assert "w where to" in person.line_with("NO WORK")
        await person.press("w")
        await person.until("Where can ")
