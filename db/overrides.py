"""Overrides: a block of a kept proposal that somebody who may sets aside, with a reason (rule A3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from db.acting import actor_of
from db.caseload import acting_now
from db.placement_facts import gather
from db.placement_writing import kept_text, must_be_in_state
from db.proposals import question_about, with_standing_reasons
from models.coordination.catalogue import RULE_BY_ID
from models.coordination.facts import PlacementFacts
from models.coordination.findings import Assessment, Finding, message_json
from models.coordination.overriding import role_for, who_may
from models.errors import BadInput, Refused
from models.kinds import PlacementState, Role
from models.messages import N_, Message

if TYPE_CHECKING:
    from db.store import Store
    from models.actor import Actor
    from models.placement import Placement
    from models.placement_override import OverrideInput


class Overridden(NamedTuple):
    """What came of setting a block aside."""

    placement: bytes
    number: str
    version: int
    """Of the proposal, now that what the rules say of it is kept anew."""
    rule: str
    role: Role
    """The role in which it was done."""
    assessment: Assessment
    """What the rules say of the proposal now, as if who proposed it placed it."""


def override(store: Store, actor: Actor, placement: bytes, version: int, rule: str, data: OverrideInput) -> Overridden:
    """Set the block of ``rule`` on a kept proposal aside, for the reason given.

    :class:`Refused` when the rule does not block, when its block can't be set aside by who acts, or when they proposed
    the placement themselves; ``version`` is the one of the proposal that was looked at.
    """
    from models.placement import Placement
    from models.placement_override import PlacementOverride

    if rule not in RULE_BY_ID:
        raise BadInput(Message(N_("There is no rule '{rule}'. The rules are {rules}."), rule=rule, rules=tuple(RULE_BY_ID)))
    with store.write(actor, "override.add", data.reason) as tx:
        who = acting_now(tx.reader, actor)
        record = tx.get(Placement, placement, version=version)
        must_be_in_state(record, PlacementState.PROPOSED)
        facts = gather(tx.reader, who, tx.today, question_about(record), {})
        facts, before = with_standing_reasons(record, facts)
        finding = before.of(rule)
        role = _must_be_theirs(facts, record, finding)
        tx.add(
            PlacementOverride(
                placement_id=record.id,
                rule=rule,
                sentence=message_json(finding.sentence),
                reason=data.reason,
                overridden_by=who.id,
                role=role.value,
                overridden_on=tx.today,
            )
        )
        proposer = who if record.proposed_by is None else actor_of(tx.reader, record.proposed_by)
        facts = gather(tx.reader, proposer, tx.today, question_about(record), {})
        facts, after = with_standing_reasons(record, facts)
        tx.change(record, assessment=kept_text(after, facts.reasons))
        return Overridden(record.id, record.number, record.version, rule, role, after)


def _must_be_theirs(facts: PlacementFacts, record: Placement, finding: Finding) -> Role:
    """The role in which who acts may set this aside; :class:`Refused` when they may not, or when nothing blocks."""
    actor, title = facts.actor, Message(N_("{title} ({rule})"), title=Message(RULE_BY_ID[finding.rule].title), rule=finding.rule)
    if not finding.blocks:
        raise Refused(Message(N_("{rule} does not stand in the way of {number}."), rule=title, number=record.number))
    if not (roles := who_may(facts, finding.rule)):
        raise Refused(
            Message(N_("{rule} can't be set aside by anybody."), rule=title),
            Message(N_("Solve what it found: {sentence}"), sentence=finding.sentence),
        )
    if record.proposed_by == actor.id:
        raise Refused(
            Message(N_("{name} proposed {number}, and can't set a block of it aside."), name=actor.name, number=record.number),
            Message(N_("Ask another {roles}."), roles=roles),
        )
    role = role_for(facts, finding.rule, actor.team, actor.roles, actor.id)
    if role is None:
        raise Refused(
            Message(N_("{name} may not set {rule} aside for {client}."), name=actor.name, rule=title, client=facts.client.name),
            Message(N_("Ask another {roles}."), roles=roles),
        )
    return role
