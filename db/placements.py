"""Placements: looking whether one may be, placing, and ending. Proposals have a file of their own, ``proposals.py``.

The facts are gathered in ``placement_facts.py``, the rules that judge them live in ``models/coordination/``. Placing
judges inside the writing transaction, so nothing can change between looking and placing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from db.caseload import acting_now, must_reach_client
from db.checks import CheckReport, check_active, check_one
from db.placement_changes import ChangedPlacement, LookedAt, change_placement, check_change, running_input
from db.placement_facts import free_hours, gather, gather_facts, question_of
from db.placement_file import PlacementFile, placement_file
from db.placement_writing import (
    Placed,
    activation_values,
    given_reasons,
    must_be_in_state,
    must_be_open,
    must_name_employer,
    placement_values,
    rate_of,
    release_place,
    use_consent,
)
from db.proposals import activate, change_proposal, propose, refuse_proposal
from db.settings import default_until
from models.coordination.catalogue import assess
from models.coordination.findings import Assessment
from models.errors import InvalidInput
from models.kinds import ClientStatus, Decision, PlacementState, TargetGroup
from models.messages import N_, Message

if TYPE_CHECKING:
    from db.reading import Reader
    from db.store import Store
    from models.actor import Actor
    from models.placement import Placement, PlacementInput

__all__ = (
    "ChangedPlacement",
    "CheckReport",
    "LookedAt",
    "Placed",
    "PlacementFile",
    "activate",
    "asks_view",
    "change_placement",
    "change_proposal",
    "check_active",
    "check_change",
    "check_one",
    "check_proposal",
    "default_until",
    "end_placement",
    "free_hours",
    "gather_facts",
    "place",
    "placement_file",
    "propose",
    "refuse_proposal",
    "running_input",
)


def check_proposal(
    store: Store,
    actor: Actor,
    data: PlacementInput,
    *,
    consent: str | None = None,
    reasons: Mapping[str, str] | None = None,
    placement: bytes | None = None,
) -> Assessment:
    """What the rules say of what stands in the form now; stores nothing. ``placement``: the proposal it changes."""
    given = given_reasons(reasons)
    with store.read() as reader:
        return assess(gather_facts(reader, actor, store.today(), data, consent=consent, reasons=given, placement=placement))


def place(
    store: Store,
    actor: Actor,
    data: PlacementInput,
    *,
    consent: str | None = None,
    reasons: Mapping[str, str] | None = None,
    dry_run: bool = False,
) -> Placed:
    """Place a client when no rule blocks; else nothing is stored and the findings say why.

    ``consent`` is the number of the one consent that may be used; ``reasons`` has one for each warning, by rule.
    ``dry_run`` says what would come of it and stores nothing.
    """
    from models.placement import Placement

    given = given_reasons(reasons)
    with store.write(actor, "placement.place") as tx:
        who = acting_now(tx.reader, actor)
        must_name_employer(data)
        must_be_open(tx.reader, data)
        facts = gather(tx.reader, who, tx.today, question_of(tx.reader, data, consent=consent), given)
        assessment = assess(facts)
        until = facts.placement.until
        filled = data.until is None and until is not None
        rate = rate_of(facts)
        told = (until, filled, rate, data.rate is None and rate is not None)
        if assessment.blocked or dry_run:
            return Placed(None, None, None, assessment, *told)
        record = tx.add(
            Placement(
                number=tx.next_number("placement"),
                **placement_values(data, facts),
                **activation_values(tx, facts, assessment),
                proposed_by=who.id,
            )
        )
        use_consent(tx, facts, assessment)
        return Placed(record.id, record.number, PlacementState.ACTIVE, assessment, *told)


def end_placement(
    store: Store,
    actor: Actor,
    key: bytes,
    version: int,
    *,
    on: date,
    reason: str,
    view: str | None = None,
    broken_off: bool = False,
) -> None:
    """End an active placement, or break it off; ``on`` is the last day worked.

    ``view`` is what the client says of it in their own words: of a Wsw client it is asked, who loses a workplace by it
    (rule C8, promise 41). One that has not begun yet can only be broken off: its last day then lies before its start, and
    it took no hours.
    """
    from models.placement import Placement

    if not reason.strip():
        raise InvalidInput([("end_reason", Message(N_("Say why the placement ends.")))])
    with store.write(actor, "placement.end", reason.strip()) as tx:
        who = acting_now(tx.reader, actor)
        record = tx.get(Placement, key, version=version)
        must_be_in_state(record, PlacementState.ACTIVE)
        must_reach_client(tx.reader, who, Decision.PLACE, record.client_id)
        begun = record.start <= tx.today
        _must_be_a_last_day(record, on, tx.today, begun=begun)
        said = (view or "").strip() or None
        if said is None and begun:
            _must_not_need_a_view(tx.reader, record)
        state = PlacementState.BROKEN_OFF if broken_off or not begun else PlacementState.ENDED
        tx.change(record, state=state.value, ended_on=on, end_reason=reason.strip(), **({"client_view": said} if said else {}))
        release_place(tx, record)


def asks_view(reader: Reader, client: bytes) -> bool:
    """Whether what this client says of the end of a placement has to be written down: of Wsw, who were promised to keep it."""
    row = reader.row("SELECT target_group, status FROM client WHERE id = ?", (client,))
    return row is not None and row[0] == TargetGroup.WSW and row[1] != ClientStatus.DECEASED


def _must_not_need_a_view(reader: Reader, record: Placement) -> None:
    if asks_view(reader, record.client_id):
        asked = Message(N_("Write down what the client says of it: Wsw employees were promised that workplaces stay."))
        raise InvalidInput([("client_view", asked)])


def _must_be_a_last_day(record: Placement, on: date, today: date, *, begun: bool) -> None:
    if on > today:
        raise InvalidInput(
            [("ended_on", Message(N_("{date} is still to come: end the placement on its last day or later."), date=on))]
        )
    if begun and on < record.start:
        raise InvalidInput(
            [
                (
                    "ended_on",
                    Message(N_("Placement {number} began on {start}, after this day."), number=record.number, start=record.start),
                )
            ]
        )
