"""Setting a block aside: by who may, never for one's own proposal, in the journal, and back by undo."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from db.coordinations import approve, request
from db.logbook import Choice, changes_of
from db.override_facts import override_facts
from db.override_mandates import allow_override, forbid_override, list_mandates
from db.overrides import override
from db.placements import activate, change_proposal, check_one, place, placement_file, propose
from db.store import Store
from db.undoing.own_acts import newest, undo
from models.actor import Actor
from models.errors import Blocked, InvalidInput, Refused
from models.kinds import Decision, Form, Outcome, PlacementState, Role, Scope, TargetGroup
from models.placement import PlacementInput
from models.placement_override import OverrideInput
from tests.db.living import rebuilt
from tests.db.world import World, asked, proposal

BECAUSE = OverrideInput(reason="het project loopt langer")


@pytest.fixture
def world(store: Store, admin: Actor) -> World:
    return World(store, admin)


@pytest.fixture
def too_long(world: World) -> PlacementInput:
    """A trial placement of three months, which is one too many; but for that all is well."""
    world.agreement(Form.TRIAL)
    pia = world.client("Bos", world.consultant, target_group=TargetGroup.PW.value, formal_employer_id=None, call_name="Pia")
    world.order(pia, Form.TRIAL, until=date(2027, 12, 31))
    row = request(world.store, world.consultant, asked(pia, world.bakery, form=Form.TRIAL))
    approve(world.store, world.holder, row.id)
    return proposal(pia, world.bakery, form=Form.TRIAL, until=date(2027, 2, 28))


@pytest.fixture
def kept(world: World, too_long: PlacementInput) -> bytes:
    placed = propose(world.store, world.consultant, too_long)
    assert placed.id is not None
    assert [finding.rule for finding in placed.assessment.blocks] == ["C12"]
    return placed.id


def version(world: World, key: bytes) -> int:
    return int(world.value("SELECT version FROM placement WHERE id = ?", key))


def newest_of(world: World) -> int:
    """The number of the lead's last act."""
    with world.store.read() as reader:
        act = newest(reader, world.lead, stands=True)
    assert act is not None
    return act.number


def test_who_may_sets_it_aside_and_the_consultant_places(world: World, kept: bytes, tmp_path: Path) -> None:
    done = override(world.store, world.lead, kept, 1, "C12", BECAUSE)
    assert (done.rule, done.role, done.assessment.blocked) == ("C12", Role.TEAM_LEAD, False)
    with world.store.read() as reader:
        shown = placement_file(reader, kept, date(2026, 11, 24)).assessment
    assert shown is not None
    assert shown.of("C12").set_aside
    placed = activate(world.store, world.consultant, kept, done.version)
    assert placed.state is PlacementState.ACTIVE
    assert placed.assessment.of("A3").outcome is Outcome.PASS
    assert not check_one(world.store, world.consultant, kept).assessment.blocked
    with world.store.read() as reader:
        _total, lines = changes_of(reader, "placement", kept, Choice())
    (told,) = [one for one in lines if one.subject == "override"]
    assert (told.line.who, told.line.reason, told.record) == ("T. Leider", BECAUSE.reason, "PA00001")
    rebuilt(world.store, tmp_path)


@pytest.mark.parametrize(
    ("who", "rule", "says"),
    [
        ("colleague", "C12", "P. Linde may not set Duration"),
        ("other_lead", "C12", "Z. Zuid may not set Duration"),
        ("lead", "C1", "does not stand in the way"),
        ("lead", "E8", "does not stand in the way"),
    ],
)
def test_who_may_not_is_told_so(world: World, kept: bytes, who: str, rule: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        override(world.store, getattr(world, who), kept, 1, rule, BECAUSE)
    assert world.count("placement_override") == 0


def test_nobody_sets_aside_what_they_propose_themselves(world: World, too_long: PlacementInput) -> None:
    placed = propose(world.store, world.lead, too_long)
    assert placed.id is not None
    with pytest.raises(Refused, match="T. Leider proposed PA00001"):
        override(world.store, world.lead, placed.id, 1, "C12", BECAUSE)


def test_what_others_have_the_say_in_is_set_aside_by_nobody(world: World) -> None:
    """Not by the table either: an administrator can't open the way past an account holder."""
    placed = propose(world.store, world.consultant, proposal(world.joris, world.bakery))
    assert placed.id is not None
    with pytest.raises(Refused, match="can't be set aside by anybody"):
        override(world.store, world.lead, placed.id, 1, "E2", BECAUSE)
    with pytest.raises(Refused, match="can never be set aside"):
        allow_override(world.store, world.admin, "E2", Role.TEAM_LEAD)


def test_it_answers_what_the_rule_said_then(world: World, kept: bytes, too_long: PlacementInput) -> None:
    done = override(world.store, world.lead, kept, 1, "C12", BECAUSE)
    longer = too_long.model_copy(update={"until": date(2027, 3, 31)})
    changed = change_proposal(world.store, world.consultant, kept, done.version, longer)
    assert [finding.rule for finding in changed.assessment.blocks] == ["C12"]
    again = change_proposal(world.store, world.consultant, kept, version(world, kept), too_long)
    assert not again.assessment.blocked


def test_undo_takes_it_back_as_long_as_nothing_runs_on_it(world: World, kept: bytes) -> None:
    done = override(world.store, world.lead, kept, 1, "C12", BECAUSE)
    undo(world.store, world.lead, newest_of(world))
    assert world.count("placement_override") == 0
    assert check_one(world.store, world.consultant, kept).assessment.of("C12").blocks
    done = override(world.store, world.lead, kept, version(world, kept), "C12", BECAUSE)
    activate(world.store, world.consultant, kept, done.version)
    with pytest.raises(Blocked):
        undo(world.store, world.lead, newest_of(world))


def test_a_reason_is_needed() -> None:
    from models.fields import validated

    with pytest.raises(InvalidInput):
        validated(OverrideInput, {"reason": " "})


def test_an_administrator_says_whose_blocks_may_be_set_aside(world: World, kept: bytes) -> None:
    with pytest.raises(Refused, match="no mandate"):
        forbid_override(world.store, world.lead, "C12", Role.TEAM_LEAD)
    forbid_override(world.store, world.admin, "C12", Role.TEAM_LEAD)
    with pytest.raises(Refused, match="can't be set aside by anybody"):
        override(world.store, world.lead, kept, 1, "C12", BECAUSE)
    line = allow_override(world.store, world.admin, "C12", Role.TEAM_LEAD, Scope.ALL)
    assert (line.decision, line.scope) == (Decision.OVERRIDE, Scope.ALL)
    assert not override(world.store, world.other_lead, kept, 1, "C12", BECAUSE).assessment.blocked
    assert allow_override(world.store, world.admin, "C12", Role.TEAM_LEAD).id == line.id
    assert check_one(world.store, world.consultant, kept).assessment.of("A3").blocks, "the other team's lead may no longer"
    with world.store.read() as reader:
        assert {row.rule for row in list_mandates(reader) if row.rule} == {"C8", "C9", "C12"}


def test_many_placements_are_asked_for_at_once(world: World, kept: bytes) -> None:
    override(world.store, world.lead, kept, 1, "C12", BECAUSE)
    with world.store.read() as reader:
        before = reader.queries
        found = override_facts(reader, [kept, world.joris])
        assert reader.queries == before + 1
    assert set(found) == {kept}
    assert (found[kept][0].by.name, found[kept][0].because, found[kept][0].by_proposer) == ("T. Leider", BECAUSE.reason, False)


def test_nothing_is_placed_past_it_in_one_go(world: World, too_long: PlacementInput) -> None:
    """Placing without keeping first leaves nothing for somebody else to set aside."""
    placed = place(world.store, world.lead, too_long)
    assert [finding.rule for finding in placed.assessment.blocks] == ["C12"]
    assert "override" in [remedy.act for remedy in placed.assessment.of("C12").remedies]
