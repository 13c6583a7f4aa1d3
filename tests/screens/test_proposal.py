"""The proposal by keys: what is filled in, what the rules say live, and the act that solves each finding."""

from __future__ import annotations

import time
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from db.coordinations import approve, record_verbal, request
from models.client import Client
from models.kinds import ClientStatus, EmployerState, Form, Role, TargetGroup
from screens.proposal import checks as proposal_checks
from screens.proposal import screen as proposal
from screens.proposal.findings import FindingsList
from screens.proposal.look import Look, Proposed, look
from screens.proposal.screen import ProposalScreen
from tests.db.world import asked, told
from tests.screens.office import Office
from tests.screens.person import SIZES, Person, at_the_desk, kept

WATCHED = 1.2
"""Longer than the pause between two looks at what others wrote."""


async def open_proposal(person: Person, **about: Any) -> ProposalScreen:
    """The proposal, opened over the list."""
    screen = ProposalScreen(**about)
    person.app.push_screen(screen)
    await person.settle()
    return screen


def field(person: Person, name: str) -> Any:
    """What stands in a field."""
    screen = person.app.screen
    assert isinstance(screen, ProposalScreen)
    return screen.values()[name]


def consent(office: Office, client: bytes, form: Form = Form.INDIVIDUAL_SECONDMENT) -> None:
    """The account holder of Hoekstra agreed by phone."""
    record_verbal(office.store, office.consultant, told(client, office.hoekstra, office.holder, form=form))


@pytest.mark.parametrize("size", SIZES)
async def test_from_the_list_of_clients_to_a_coordinated_placement(office: Office, size: tuple[int, int]) -> None:
    async with at_the_desk(office.store, office.consultant, size=size) as person:
        await person.press("p")
        assert "Place · Yinthe van der Arent (" in person.title
        await person.type("hoek")
        await person.press("enter", "i")
        assert "1 blocks" in person.sees
        assert "M. Dijkhuis is account holder of Hoekstra Logistiek and" in person.sees
        assert "F9 place (not yet)" in person.footer
        await person.press("f9")
        assert person.said == "✖ Not yet. It is held up by: Coordination."
        assert "r ask  m verbal" in person.footer
        await person.press("r", "f9")
        assert "asked on 24 Nov 2026" in person.sees
        [(key,)] = kept(office.store, "SELECT id FROM coordination WHERE state = 'requested'")
        approve(office.store, office.holder, key)
        await person.pilot.pause(WATCHED)
        await person.settle()
        assert "18 good ──" in person.sees
        assert "F9 place now" in person.footer
        await person.press("f9")
        assert person.screen == "PlacementScreen"
        assert person.said.startswith("✓ placed · saved")
        await person.press("escape")
        assert person.screen == "ClientsScreen"
        assert person.said.startswith("✓ saved")
    [(state, hours, start)] = kept(office.store, "SELECT state, hours, start FROM placement")
    assert (state, Decimal(hours), start) == ("active", 36, "2026-11-30")


async def test_hours_and_end_are_filled_in_until_somebody_types_them(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await open_proposal(person, client=office.joris, employer=office.hoekstra)
        assert field(person, "hours") == "36"
        await person.press("t")
        assert field(person, "until") == "29 Jan 2027"
        assert "the longest that this form may last" in person.said
        await person.press("w")
        assert field(person, "until") == "29 May 2027"
        await person.press("tab", "tab", "tab", "end", "backspace", "8")
        await person.press("up", "shift+tab", "t")
        assert field(person, "form") == "trial"
        assert field(person, "until") == "29 May 2028"


async def test_what_is_missing_is_asked_for_in_words(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await open_proposal(person)
        assert "Still to choose: client, employer or location and form" in person.sees
        await person.press("f9")
        assert person.said == "✖ Not saved yet: 2 things are wrong."
        assert kept(office.store, "SELECT 1 FROM placement") == []


async def test_a_wrong_date_is_said_on_the_line_of_the_verdict(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        screen = await open_proposal(person, client=office.joris, employer=office.hoekstra)
        await person.press("i", "tab", "tab", "tab")
        await person.paste("31-02-2027")
        await person.press("tab")
        assert "✖ until: '31-02-2027' is not a date." in person.sees
        assert screen.assessment is None
        assert "F9 place (not yet)" in person.footer


async def test_letters_in_a_field_are_text(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await open_proposal(person, client=office.joris, employer=office.hoekstra)
        await person.press("i", "down", "down", "down")
        await person.type("rmw t")
        assert person.screen == "ProposalScreen"
        assert field(person, "workplace") == "rmw t"


async def test_a_warning_asks_for_a_reason(office: Office) -> None:
    office.world.set(Client, office.joris, status=ClientStatus.ILL.value)
    consent(office, office.joris)
    async with at_the_desk(office.store, office.consultant) as person:
        await open_proposal(person, client=office.joris, employer=office.hoekstra)
        await person.press("i")
        assert "1 to look at, reason needed" in person.sees
        await person.press("f9")
        assert person.said == "✖ Not yet: first give a reason with 'Available' (w)."
        await person.press("w")
        await person.paste("agreed with the doctor")
        await person.press("enter")
        assert "✓ reason: agreed with the doctor" in person.sees
        assert "reason needed" not in person.sees
        await person.press("f9")
        assert person.screen == "PlacementScreen"
    assert "agreed with the doctor" in kept(office.store, "SELECT assessment FROM placement")[0][0]


async def test_a_condition_is_ticked_off_beside_its_finding(office: Office) -> None:
    row = request(office.store, office.consultant, asked(office.joris, office.hoekstra))
    approve(office.store, office.holder, row.id, conditions=["shoes", "a guide"])
    async with at_the_desk(office.store, office.consultant) as person:
        await open_proposal(person, coordination=row.id)
        assert field(person, "form") == "individual-secondment"
        assert "1. shoes and 2. a guide" in person.sees
        await person.press("f9", "t", "enter")
        assert "2. a guide" in person.sees
        assert "1. shoes" not in person.sees
        await person.press("t", "enter")
        assert "19 good" in person.sees


async def test_an_account_holder_who_places_there_agrees_at_once(office: Office) -> None:
    both = office.world.user("B. Beide", Role.CONSULTANT, Role.ACCOUNT_MANAGER)
    client = office.world.client("Bos", both)
    employer = office.world.employer("Eigen Zaak", both)
    async with at_the_desk(office.store, both) as person:
        await open_proposal(person, client=client, employer=employer)
        await person.press("i", "f9", "r", "f9")
        assert "You are the account holder yourself" in person.sees
        await person.press("y")
        assert "18 good ──" in person.sees
    assert kept(office.store, "SELECT state, own_decision FROM coordination") == [("approved", 1)]


async def test_a_proposal_is_kept_and_resumed(office: Office) -> None:
    office.world.set(Client, office.joris, status=ClientStatus.ILL.value)
    async with at_the_desk(office.store, office.consultant) as person:
        await open_proposal(person, client=office.joris, employer=office.hoekstra)
        await person.press("i", "f7", "down", "w")
        await person.paste("in overleg")
        await person.press("enter", "f6")
        assert person.screen == "ClientsScreen"
        assert person.said.startswith("✓ as a proposal · saved")
        [(key, state)] = kept(office.store, "SELECT id, state FROM placement")
        assert state == "proposed"
        screen = await open_proposal(person, placement=key)
        assert "✓ reason: in overleg" in person.sees
        assert not screen.changed
        await person.press("escape")
        assert person.screen == "ClientsScreen"
        consent(office, office.joris)
        await open_proposal(person, placement=key)
        await person.press("f9")
        assert person.screen == "PlacementScreen"
    assert kept(office.store, "SELECT id, state FROM placement") == [(key, "active")]


async def test_leaving_asks_when_something_was_typed(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await open_proposal(person, client=office.joris, employer=office.hoekstra)
        await person.press("escape")
        assert person.screen == "ClientsScreen"
        await open_proposal(person, client=office.joris, employer=office.hoekstra)
        await person.press("i", "escape")
        assert "Leave without saving what you typed?" in person.sees
        await person.press("escape")
        assert person.screen == "ProposalScreen"


async def test_a_second_key_on_a_slow_save_places_nothing_twice(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    consent(office, office.joris)
    place_now = proposal.place_now

    def slowly(*given: Any) -> Any:
        time.sleep(0.3)
        return place_now(*given)

    monkeypatch.setattr(proposal, "place_now", slowly)
    async with at_the_desk(office.store, office.consultant) as person:
        await open_proposal(person, client=office.joris, employer=office.hoekstra)
        await person.press("i")
        await person.pilot.press("f9", "f9", "f6")
        await person.settle()
        assert person.screen == "PlacementScreen"
    assert kept(office.store, "SELECT count(*) FROM placement") == [(1,)]


async def test_an_answer_that_comes_late_is_not_shown(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow_about_trials(desk: Any, proposed: Proposed) -> Look:
        if proposed.values["form"] == "trial":
            time.sleep(0.6)
        return look(desk, proposed)

    monkeypatch.setattr(proposal_checks, "look", slow_about_trials)
    async with at_the_desk(office.store, office.consultant) as person:
        screen = await open_proposal(person, client=office.joris, employer=office.hoekstra)
        await person.pilot.press("t")
        await person.pilot.pause(proposal_checks.REST + 0.1)
        await person.press("i")
        await person.pilot.pause(0.7)
        await person.settle()
        assert screen.assessment is not None
        assert screen.assessment.of("C3").outcome == "pass"


SOLVED = {
    "E5": ("o", "EmployerScreen", ""),
    "E8": ("o", "EmployerScreen", ""),
    "C1": ("u", "ProposalScreen", "field-hours"),
    "C2": ("i", "IndicationForm", ""),
    "C3": ("v", "ProposalScreen", "field-form"),
    "C14": ("e", "ClientForm", ""),
}


def broken(office: Office, rule: str) -> Mapping[str, bytes]:
    """A proposal that breaks this rule."""
    world = office.world
    match rule:
        case "E5":
            return {"client": office.joris, "employer": office.bakery}
        case "E8":
            return {"client": office.joris, "employer": office.vegt}
        case "C1":
            return {"client": world.client("Bos", office.consultant, contract_hours=Decimal(2)), "employer": office.hoekstra}
        case "C2":
            return {"client": world.client("Bos", office.consultant, indicated=False), "employer": office.hoekstra}
        case "C3":
            client = world.client("Bos", office.consultant, target_group=TargetGroup.UWV.value, formal_employer_id=None)
            return {"client": client, "employer": office.hoekstra}
    return {"client": world.client("Bos", office.consultant, formal_employer_id=None), "employer": office.hoekstra}


@pytest.mark.parametrize("rule", SOLVED)
async def test_the_letter_on_a_finding_leads_to_the_act_that_solves_it(office: Office, rule: str) -> None:
    key, leads_to, focused = SOLVED[rule]
    async with at_the_desk(office.store, office.consultant) as person:
        screen = await open_proposal(person, **broken(office, rule))
        await person.press("i")
        if rule == "C1":
            await person.press("tab")
            await person.press("backspace", "3")
        await person.press("f7")
        findings = screen.query_one(FindingsList)
        while findings.finding is not None and findings.finding.rule != rule:
            await person.press("down")
        await person.press(key)
        assert person.screen == leads_to
        if focused:
            assert person.app.focused is not None
            assert person.app.focused.id == focused
        else:
            await person.press("escape")
            assert person.screen == "ProposalScreen"


async def test_f7_goes_to_what_is_held_up_and_back_to_the_fields(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        screen = await open_proposal(person, client=office.joris, employer=office.bakery)
        await person.press("i", "f7", "end")
        findings = screen.query_one(FindingsList)
        assert findings.finding is None
        assert "F7 fields" in person.sees
        await person.press("f7")
        assert not findings.has_focus
        assert "F7 solve" in person.sees
        await person.press("f7")
        assert findings.finding is not None


async def test_an_act_without_the_mandate_is_not_offered(office: Office) -> None:
    both = office.world.user("B. Beide", Role.CONSULTANT, Role.ADMINISTRATOR)
    for actor, offered in ((office.consultant, False), (both, True)):
        async with at_the_desk(office.store, actor) as person:
            await open_proposal(person, client=office.joris, employer=office.bakery)
            await person.press("i", "f7")
            assert ("a make a relation" in person.sees) == offered
            await person.press("a")
            assert (person.screen == "MakeRelationForm") == offered


async def test_a_finding_explains_itself(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await open_proposal(person, client=office.joris, employer=office.hoekstra)
        await person.press("i", "f9", "enter")
        assert "✖ Coordination (E2)" in person.sees
        assert "What it looks at" in person.sees
        await person.press("escape", "down", "enter")
        assert "✓ Account holder (E1)" in person.sees


HOSTILE = ("[red]x[/] x [/ {name}", "Acme [UK] Ltd =1+1", "\x1b[31mred \u202eom", "👩‍🦽 " + "long " * 60)


@pytest.mark.parametrize("name", HOSTILE)
async def test_any_name_is_shown_as_it_is_and_breaks_nothing(office: Office, name: str) -> None:
    client = office.world.client(name, office.consultant, status=ClientStatus.ILL.value)
    employer = office.world.employer(name, office.holder, state=EmployerState.RELATION.value)
    async with at_the_desk(office.store, office.consultant) as person:
        await open_proposal(person, client=client, employer=employer)
        await person.press("i", "f9", "enter", "escape")
        assert person.screen == "ProposalScreen"
        assert "\x1b" not in person.sees
        assert "\u202e" not in person.sees
        await person.press("r", "f9", "o")
        assert person.screen == "CoordinationScreen"
        assert name[:5].strip("\x1b\u202e") in person.sees


async def test_a_wage_value_is_recorded_beside_its_finding_and_the_rate_follows(office: Office) -> None:
    consent(office, office.world.client("Nul", office.consultant, measured=False, call_name="Piet"))
    [(client,)] = kept(office.store, "SELECT id FROM client WHERE surname = 'Nul'")
    async with at_the_desk(office.store, office.consultant) as person:
        await open_proposal(person, client=client, employer=office.hoekstra)
        await person.press("i")
        assert "No wage value of Piet Nul is on record" in person.sees
        assert field(person, "rate") == ""
        await person.press("f7")
        assert "l record wage value" in person.sees
        await person.press("l")
        assert "New wage value of Piet Nul" in person.title
        await person.type("60")
        await person.press("tab")
        await person.paste("1-6-2026")
        await person.press("f9")
        assert person.screen == "ProposalScreen"
        assert field(person, "rate") == "11.11"
        assert "✓ wage value" in person.sees
        assert "✓ rate" in person.sees
        await person.press("f9")
        assert person.screen == "PlacementScreen"
    assert kept(office.store, "SELECT rate, state FROM placement") == [("11.11", "active")]


async def test_a_rate_of_ones_own_is_led_back_to_the_derived_one(office: Office) -> None:
    consent(office, office.joris)
    async with at_the_desk(office.store, office.consultant) as person:
        screen = await open_proposal(person, client=office.joris, employer=office.hoekstra)
        await person.press("i")
        screen.row("rate").focus_field()
        await person.press("end", *["backspace"] * 5)
        await person.paste("12,00")
        assert "differs 8.1 % from € 11.11" in person.sees
        await person.press("f9")
        assert "d derived rate" in person.footer
        await person.press("d")
        assert field(person, "rate") == "11.11"
        assert "F9 place now" in person.footer
        screen.row("form").focus_field()
        await person.press("g")
        assert field(person, "rate") == "", "a group has no rate that follows from one wage value"


async def test_a_team_lead_gives_a_reason_for_another_rate(office: Office) -> None:
    consent(office, office.joris)
    async with at_the_desk(office.store, office.lead) as person:
        screen = await open_proposal(person, client=office.joris, employer=office.hoekstra)
        await person.press("i")
        screen.row("rate").focus_field()
        await person.press("end", *["backspace"] * 5)
        await person.paste("12,00")
        await person.press("f9")
        assert person.said == "✖ Not yet. It is held up by: Rate."
        await person.press("w")
        await person.type("brings a job coach")
        await person.press("enter")
        assert "✓ reason: brings a job coach" in person.sees
        await person.press("f9")
        assert person.screen == "PlacementScreen"
    assert kept(office.store, "SELECT rate, state FROM placement") == [("12", "active")]
