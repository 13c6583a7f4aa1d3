"""Proposals: placements that are kept until they may be, with what the rules say of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from db.caseload import acting_now, must_reach_client
from db.placement_facts import Question, gather, question_of
from db.placement_writing import (
    Placed,
    activation_values,
    given_reasons,
    kept_text,
    must_be_in_state,
    must_be_open,
    must_name_employer,
    placement_values,
    standing_reasons,
    use_consent,
)
from models.coordination.catalogue import assess
from models.coordination.facts import PlacementFacts, ProposedPlacement
from models.coordination.findings import Assessment
from models.errors import BadInput, InvalidInput, Refused
from models.kinds import Decision, Form, PlacementState
from models.messages import N_, Message

if TYPE_CHECKING:
    from db.reading import Reader
    from db.store import Store
    from models.actor import Actor
    from models.placement import Placement, PlacementInput


_SAME_KEPT = """
SELECT number FROM placement WHERE client_id = ? AND +employer_id IS ? AND +location_id IS ? AND +form = ? AND +start = ?
   AND +state = 'proposed' LIMIT 1
"""


def kept_proposal(reader: Reader, client: bytes, employer: bytes, form: Form) -> bytes | None:
    """The key of the newest proposal that is kept for a client at an employer in a form; None when there is none."""
    return reader.value(  # type: ignore[no-any-return]
        "SELECT id FROM placement WHERE client_id = ? AND +employer_id = ? AND +form = ? AND +state = 'proposed' "
        "ORDER BY id DESC LIMIT 1",
        (client, employer, form.value),
    )


def propose(store: Store, actor: Actor, data: PlacementInput, *, reasons: Mapping[str, str] | None = None) -> Placed:
    """Keep a placement as a proposal, with what the rules say of it today."""
    from models.placement import Placement

    given = given_reasons(reasons)
    with store.write(actor, "placement.propose") as tx:
        who = acting_now(tx.reader, actor)
        must_name_employer(data)
        must_be_open(tx.reader, data)
        must_reach_client(tx.reader, who, Decision.PROPOSE, data.client_id)
        same = (data.client_id, data.employer_id, data.location_id, data.form.value, data.start.isoformat())
        if number := tx.reader.value(_SAME_KEPT, same):
            raise Refused(
                Message(N_("This is kept already, as proposal {number}."), number=number),
                Message(N_("Open that one among the placements (4), and go on with it.")),
            )
        facts = gather(tx.reader, who, tx.today, question_of(tx.reader, data), given)
        assessment = assess(facts)
        record = tx.add(
            Placement(
                number=tx.next_number("placement"),
                **placement_values(data, facts),
                state=PlacementState.PROPOSED.value,
                proposed_by=who.id,
                assessment=kept_text(assessment, given),
            )
        )
        return _placed(record, PlacementState.PROPOSED, assessment, data)


def change_proposal(
    store: Store, actor: Actor, key: bytes, version: int, data: PlacementInput, *, reasons: Mapping[str, str] | None = None
) -> Placed:
    """Change a proposal, and keep what the rules say of it now."""
    from models.placement import Placement

    given = given_reasons(reasons)
    with store.write(actor, "placement.change") as tx:
        who = acting_now(tx.reader, actor)
        record = tx.get(Placement, key, version=version)
        must_be_in_state(record, PlacementState.PROPOSED)
        if data.client_id != record.client_id:
            raise BadInput(
                Message(N_("Proposal {number} is about another client."), number=record.number),
                Message(N_("Make a new proposal for this client.")),
            )
        must_name_employer(data)
        must_be_open(tx.reader, data)
        must_reach_client(tx.reader, who, Decision.PROPOSE, record.client_id)
        facts = gather(tx.reader, who, tx.today, question_of(tx.reader, data, placement=key), given)
        facts, assessment = with_standing_reasons(record, facts)
        tx.change(record, **placement_values(data, facts), assessment=kept_text(assessment, facts.reasons))
        return _placed(record, PlacementState.PROPOSED, assessment, data)


def activate(
    store: Store,
    actor: Actor,
    key: bytes,
    version: int,
    *,
    consent: str | None = None,
    reasons: Mapping[str, str] | None = None,
) -> Placed:
    """Make a proposal an active placement when no rule blocks today; else it stays the proposal that it was."""
    from models.placement import Placement

    given = given_reasons(reasons)
    with store.write(actor, "placement.activate") as tx:
        who = acting_now(tx.reader, actor)
        record = tx.get(Placement, key, version=version)
        must_be_in_state(record, PlacementState.PROPOSED)
        must_name_employer(record)
        must_be_open(tx.reader, record)
        facts = gather(tx.reader, who, tx.today, question_about(record, consent), given)
        facts, assessment = with_standing_reasons(record, facts)
        if assessment.blocked:
            return _placed(record, PlacementState.PROPOSED, assessment)
        tx.change(record, **activation_values(tx, facts, assessment))
        use_consent(tx, facts, assessment)
        return _placed(record, PlacementState.ACTIVE, assessment)


def refuse_proposal(store: Store, actor: Actor, key: bytes, version: int, reason: str) -> None:
    """Decide that a proposal does not go on, and keep why."""
    from models.placement import Placement

    if not reason.strip():
        raise InvalidInput([("end_reason", Message(N_("Say why the proposal does not go on.")))])
    with store.write(actor, "placement.refuse", reason.strip()) as tx:
        who = acting_now(tx.reader, actor)
        record = tx.get(Placement, key, version=version)
        must_be_in_state(record, PlacementState.PROPOSED)
        must_reach_client(tx.reader, who, Decision.PROPOSE, record.client_id)
        tx.change(record, state=PlacementState.REFUSED.value, end_reason=reason.strip())


def question_about(record: Placement, consent: str | None = None) -> Question:
    """The question that a kept proposal asks of the rules."""
    proposed = ProposedPlacement(
        Form(record.form),
        record.start,
        record.until,
        record.hours,
        record.rate,
        id=record.id,
        number=record.number,
        consent_number=consent,
    )
    return Question(record.client_id, record.employer_id, record.location_id, proposed, record.vacancy_id)


def with_standing_reasons(record: Placement, facts: PlacementFacts) -> tuple[PlacementFacts, Assessment]:
    """The facts with the reasons that were kept and still answer their warning, and what the rules then say."""
    facts = replace(facts, reasons=standing_reasons(record.assessment, assess(facts), facts.reasons))
    return facts, assess(facts)


def _placed(record: Placement, state: PlacementState, assessment: Assessment, typed: PlacementInput | None = None) -> Placed:
    """What came of it; ``typed`` tells which values were left empty and filled in."""
    until_filled = typed is not None and typed.until is None and record.until is not None
    rate_filled = typed is not None and typed.rate is None and record.rate is not None
    return Placed(record.id, record.number, state, assessment, record.until, until_filled, record.rate, rate_filled)
