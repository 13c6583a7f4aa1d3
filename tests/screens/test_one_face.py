"""One face to the employer, by keys: known before the call, handed over in one act, the group's account holder told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from db.contact_moments import add_contact_moment
from db.coordinations import record_verbal
from db.group_holding import assign_group_holder
from models.contact_moment import ContactMomentInput
from models.employer import Employer
from screens.proposal.findings import FindingsList
from tests.db.world import told
from tests.screens.office import Office
from tests.screens.person import SIZES, Person, at_the_desk, kept
from tests.screens.test_proposal import open_proposal

TODAY = date(2026, 11, 24)


def spoken(office: Office, employer: bytes, days: int = 3, text: str = "gebeld") -> None:
    """A colleague of the consultant called."""
    who = office.world.colleague
    data = ContactMomentInput(kind="phone", day=TODAY - timedelta(days), made_by=who.id, text=text, employer_id=employer)
    add_contact_moment(office.store, who, data)


async def go_to(person: Person, name: str) -> None:
    await person.press("3", "slash")
    await person.paste(name)
    await person.press("enter")


def words(person: Person) -> str:
    return " ".join(person.sees.split())


@pytest.mark.parametrize("size", SIZES)
async def test_before_the_call_one_sees_whose_it_is_the_stop_and_who_was_there(office: Office, size: tuple[int, int]) -> None:
    spoken(office, office.vegt)
    async with at_the_desk(office.store, office.consultant, size=size) as person:
        await go_to(person, "vegt")
        await person.press("c")
        assert person.title == "Contact about Vegt Logistiek"
        assert "Account holder: M. Dijkhuis." in person.sees
        assert "✖ Vegt Logistiek is not to be approached until further notice: 'reorganisation'." in words(person)
        assert "P. Linde on 21 Nov 2026 (contact)" in words(person)
        assert "Call P. Linde first, and agree who goes there." in words(person)
        assert "what was said" in person.sees
        await person.press("escape")
        await go_to(person, "hoekstra")
        await person.press("enter", "c")
        assert "Account holder: M. Dijkhuis." in person.sees
        assert "✖" not in person.sees
        await person.paste("langs geweest")
        await person.press("f9")
        assert person.said.startswith("✓ saved")


async def test_marked_employers_change_hands_in_one_act_and_the_new_holder_is_told(office: Office) -> None:
    async with at_the_desk(office.store, office.holder) as person:
        await person.press("3", "f")
        await person.press("down", "enter")
        await person.press("m")
        assert "3 marked" in person.sees
        await person.press("h")
        assert person.title == "Transfer 3 employers"
        await person.press("p", "down")
        await person.paste("andere wijk")
        await person.press("down")
        await person.paste("bel eerst de ploegbaas")
        await person.press("f9")
        assert "3 employers transferred" in person.said
        assert "marked" not in person.sees.splitlines()[1]
    assert kept(office.store, "SELECT count(*) FROM journal_entry WHERE action = 'employer.transfer'") == [(1,)]
    async with at_the_desk(office.store, office.world.colleague, begin="1") as person:
        assert "taken over from M. Dijkhuis: 3 employe" in person.line_with("NEW TO YOU")
        await person.press("enter")
        assert person.screen == "EmployersScreen"
        assert "I am account holder ▾   3" in person.sees
        assert "De Korenaar" not in person.sees, "a prospect is nobody's"
        await person.press("enter")
        assert "bel eerst de ploegbaas" in person.sees
        assert "taken over from M. Dijkhuis" in words(person)
        await person.press("escape", "1", "d")
        assert "taken over from M. Dijkhuis: 3 employers. bel eerst de ploegbaas" in words(person)
        await person.press("enter")
        assert person.said.startswith("✓ saved")
        assert "Nothing wants you today" in person.sees
    async with at_the_desk(office.store, office.holder, begin="3") as person:
        await person.press("u", "enter")
    assert kept(office.store, "SELECT DISTINCT user_id FROM account_holding WHERE until_date IS NULL") == [(office.holder.id,)]


async def test_who_is_account_holder_hands_over_before_retiring(office: Office) -> None:
    async with at_the_desk(office.store, office.admin) as person:
        await person.command("users")
        while not person.line_with("M. Dijkhuis").startswith("▌"):
            await person.press("down")
        await person.press("r")
        assert "M. Dijkhuis is account holder of 3 employers." in words(person)
        await person.press("enter")
        assert person.title == "Transfer all 3 employers of M. Dijkhuis"
        await person.press("l", "down")
        await person.paste("pensioen")
        await person.press("f9")
        assert "Retire M. Dijkhuis?" in person.sees
        await person.press("enter")
        assert "not active" in person.line_with("M. Dijkhuis")
    held = "SELECT u.name, u.active FROM account_holding h JOIN user u ON u.id = h.user_id WHERE h.until_date IS NULL"
    assert set(kept(office.store, held)) == {("L. Schothorst", 1)}


async def test_employers_without_anybody_who_decides_have_their_remedy_on_one_key(office: Office) -> None:
    lonely = office.world.employer("Zonder Houder", None)
    async with at_the_desk(office.store, office.holder) as person:
        await person.command("employers without an account holder")
        assert "Without account holder" in person.sees
        assert "! no holder" in person.line_with("Zonder Houder")
        assert "Hoekstra" not in person.sees
        await person.press("h", "m", "f9")
        assert person.said.startswith("✓ saved")
        assert "No employers here yet." in person.sees
    assert kept(office.store, "SELECT user_id FROM account_holding WHERE employer_id = ?", lonely) == [(office.holder.id,)]


async def test_the_group_is_told_from_the_finding_and_its_branches_share_a_log(office: Office) -> None:
    for key in (office.hoekstra, office.vegt):
        office.world.set(Employer, key, group_name="Twentse Groep")
    spoken(office, office.vegt, text="over de vestiging")
    record_verbal(office.store, office.consultant, told(office.joris, office.hoekstra, office.holder))
    assign_group_holder(office.store, office.holder, "twentse groep", office.lead.id, from_date=TODAY)
    async with at_the_desk(office.store, office.consultant) as person:
        await go_to(person, "hoekstra")
        await person.press("enter")
        await person.press("pagedown")
        assert "account holder of the group: T. Leider" in words(person)
        await person.press("right")
        assert "over de vestiging, about Vegt Logistiek" in words(person)
        await person.press("escape")
        screen = await open_proposal(person, client=office.joris, employer=office.hoekstra)
        await person.press("i", "f7")
        findings = screen.query_one(FindingsList)
        while findings.finding is not None and findings.finding.rule != "E9":
            await person.press("down")
        assert "T. Leider" in words(person)
        await person.press("i")
        assert person.screen == "TellGroupForm"
        await person.paste("[b]hij kent het werk")
        await person.press("f9")
        assert person.screen == "ProposalScreen"
        assert screen.assessment is not None
        assert screen.assessment.of("E9").outcome == "pass"
    async with at_the_desk(office.store, office.lead, begin="1") as person:
        assert "Joris Baan may go to Hoekstra" in person.line_with("TO KNOW")
        await person.press("d")
        assert "Joris Baan may go to Hoekstra Logistiek, told by M. ter Braak. [b]hij kent het werk" in words(person)
        await person.press("enter")
        assert "Nothing wants you today" in person.sees


async def test_the_account_holder_of_a_group_is_named_on_the_file(office: Office) -> None:
    office.world.set(Employer, office.hoekstra, group_name="Twentse Groep")
    async with at_the_desk(office.store, office.holder) as person:
        await go_to(person, "hoekstra")
        await person.press("enter", "H")
        assert person.title == "Account holder of the group Twentse Groep"
        await person.press("t", "f9")
        await person.press("right", "right")
        assert "T. Leider" in person.sees
    assert kept(office.store, "SELECT group_name, user_id FROM group_holding") == [("Twentse Groep", office.lead.id)]
