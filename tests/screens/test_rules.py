"""Rules by keys: a block that a team lead sets aside, and the page of a rule beside a finding and in the list."""

from __future__ import annotations

from datetime import date

from db.coordinations import approve, request
from db.placements import propose
from models.coordination.catalogue import RULES
from models.kinds import Form, TargetGroup
from screens.proposal.screen import ProposalScreen
from tests.db.world import asked, proposal
from tests.screens.office import Office
from tests.screens.person import Person, at_the_desk, kept

REASON = "het project loopt langer"


def too_long(office: Office) -> bytes:
    """A kept proposal of the consultant: a trial placement of three months, one too many; but for that all is well."""
    world = office.world
    world.agreement(Form.TRIAL)
    pia = world.client("Bos", world.consultant, target_group=TargetGroup.PW.value, formal_employer_id=None, call_name="Pia")
    world.order(pia, Form.TRIAL, until=date(2027, 12, 31))
    row = request(office.store, office.consultant, asked(pia, office.hoekstra, form=Form.TRIAL))
    approve(office.store, office.holder, row.id)
    data = proposal(pia, office.hoekstra, form=Form.TRIAL, until=date(2027, 2, 28))
    key = propose(office.store, office.consultant, data).id
    assert key is not None
    return key


async def resume(person: Person, key: bytes) -> None:
    """Go on with the proposal; the cursor stands on what holds it up."""
    person.app.push_screen(ProposalScreen(placement=key))
    await person.settle()


async def test_a_team_lead_sets_a_block_aside_and_the_consultant_places(office: Office) -> None:
    key = too_long(office)
    async with at_the_desk(office.store, office.consultant) as person:
        await resume(person, key)
        assert "1 blocks" in person.sees
        assert "by team lead, but not by" in " ".join(person.sees.split())
        assert "h set aside" not in person.sees, "not for who proposed it"
        await person.press("question_mark")
        await person.until("What it looks at")
        assert "Duration (C12)" in person.sees
        await person.press("escape")
    async with at_the_desk(office.store, office.lead) as person:
        await resume(person, key)
        await person.press("h")
        await person.until("Why may it be all the same?")
        await person.paste(REASON)
        await person.press("enter")
        await person.until("Set aside by T. Leider, team lead,")
        assert person.said.startswith("✓ set aside · saved")
    assert kept(office.store, "SELECT rule, reason, role FROM placement_override") == [("C12", REASON, "team-lead")]
    async with at_the_desk(office.store, office.consultant) as person:
        await resume(person, key)
        await person.press("f9")
    assert kept(office.store, "SELECT state FROM placement WHERE id = ?", key) == [("active",)]


async def test_what_was_changed_is_kept_before_a_block_is_set_aside(office: Office) -> None:
    key = too_long(office)
    async with at_the_desk(office.store, office.lead) as person:
        await resume(person, key)
        screen = person.app.screen
        assert isinstance(screen, ProposalScreen)
        screen.row("supervisor").set_value("A. Bakker")
        await person.settle()
        await person.press("h")
        await person.until("First keep what you changed (F6)")
    assert kept(office.store, "SELECT count(*) FROM placement_override") == [(0,)]


async def test_every_rule_can_be_read_from_the_palette(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.command("Rules")
        assert person.screen == "RulesScreen"
        assert f"{len(RULES)} rules" in person.sees
        await person.press("end", "enter")
        await person.until(f"{RULES[-1].id} · {RULES[-1].title}")
        await person.press("escape", "escape")
        assert person.screen != "RulesScreen"
