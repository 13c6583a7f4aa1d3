"""What placing and proposing share inside their transactions: what is kept, and what a consent becomes by its use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from db.caseload import must_not_be_archived
from db.reading import Reader, as_date
from models.coordination.catalogue import RULE_BY_ID
from models.coordination.facts import PlacementFacts
from models.coordination.findings import Assessment, from_json, to_json
from models.coordination.wage_value import derived
from models.errors import BadInput, InvalidInput, Refused
from models.groups import FORMS_AT_EMPLOYERS
from models.kinds import CoordinationState, Form, PlacementState
from models.messages import N_, Message
from models.placement_change import FieldChange

if TYPE_CHECKING:
    from db.writing import Transaction
    from models.placement import Placement, PlacementInput


class Placed(NamedTuple):
    """What came of placing or proposing."""

    id: bytes | None
    """None when it was blocked and nothing was stored."""
    number: str | None
    state: PlacementState | None
    assessment: Assessment
    until: date | None = None
    until_filled: bool = False
    """The end was left empty and became the longest that the form may last: say so."""
    rate: Decimal | None = None
    """Euros an hour, given or filled in."""
    rate_filled: bool = False
    """The rate was left empty and became the one that follows from the wage value: say so."""


def must_be_in_state(record: Placement, state: PlacementState) -> None:
    """Raise :class:`Refused` unless the placement is in ``state``."""
    if record.state != state:
        raise Refused(
            Message(
                N_("Placement {number} is {state}; this can be done only while it is {wanted}."),
                number=record.number,
                state=PlacementState(record.state),
                wanted=state,
            )
        )


def must_be_open(reader: Reader, data: PlacementInput | Placement, on: date | None = None) -> None:
    """Raise :class:`Refused` when client or employer is archived, or the location is not open ``on`` a day: the start."""
    day = on or data.start
    must_not_be_archived(reader, data.client_id, data.employer_id)
    for key in (data.location_id, data.fallback_id):
        row = key and reader.row("SELECT name, closed_on, opened_on FROM location WHERE id = ?", (key,))
        if key and not row:
            raise BadInput(Message(N_("This location is not in the store.")))
        if key is not data.location_id:
            continue  # whether the fallback place is open, and has room, is judged by rule C9
        closed = as_date(row[1]) if row else None
        if row and closed is not None and closed < day:
            raise Refused(Message(N_("{location} is closed since {date}."), location=row[0], date=closed))
        opened = as_date(row[2]) if row else None
        if row and opened is not None and opened > day:
            raise Refused(Message(N_("{location} opens on {date}, after the start."), location=row[0], date=opened))


def must_name_employer(data: PlacementInput | Placement) -> None:
    """Raise :class:`InvalidInput` when work at an employer's is put down at a location of our own, past who is responsible."""
    form = Form(data.form)
    if data.employer_id is None and form in FORMS_AT_EMPLOYERS:
        raise InvalidInput([("employer_id", Message(N_("{form} is work at an employer: name the employer."), form=form))])


def given_reasons(reasons: Mapping[str, str] | None) -> dict[str, str]:
    """The reasons that say something, by rule; :class:`BadInput` for a rule that does not exist."""
    for rule in reasons or {}:
        if rule not in RULE_BY_ID:
            raise BadInput(Message(N_("There is no rule '{rule}'. The rules are {rules}."), rule=rule, rules=tuple(RULE_BY_ID)))
    return {rule: text.strip() for rule, text in (reasons or {}).items() if text.strip()}


def standing_reasons(kept_with_it: str | None, now: Assessment, given: Mapping[str, str]) -> dict[str, str]:
    """The reasons given now, and those that were kept for a warning that still says the same."""
    if kept_with_it is None:
        return dict(given)
    before, kept = from_json(kept_with_it)
    warned = {f.rule: f.sentence for f in before.findings if f.takes_reason}
    still = {f.rule: kept[f.rule] for f in now.findings if f.rule in kept and warned.get(f.rule) == f.sentence}
    return still | dict(given)


def kept_text(assessment: Assessment, reasons: Mapping[str, str], changed: Sequence[FieldChange] = ()) -> str:
    """The checks as they stand, with the reasons that answer one of them, and what changed in a placement that ran."""
    answered = {f.rule: reasons[f.rule] for f in assessment.findings if f.takes_reason and f.rule in reasons}
    return to_json(assessment, answered, changed)


def placement_values(data: PlacementInput, facts: PlacementFacts) -> dict[str, Any]:
    """The columns that a form fills.

    Hours left empty become the contract's, an end the longest there is, a rate the one that follows from the wage value.
    """
    hours = data.hours if data.hours is not None else facts.client.contract_hours
    filled = {"form": data.form.value, "until": facts.placement.until, "hours": hours, "rate": rate_of(facts)}
    return data.model_dump() | filled


def rate_of(facts: PlacementFacts) -> Decimal | None:
    """The rate that is kept: as given, else the derived one where the form has it."""
    given, follows = facts.placement.rate, derived(facts)
    return given if given is not None or follows is None else follows.rate


def activation_values(tx: Transaction, facts: PlacementFacts, assessment: Assessment) -> dict[str, Any]:
    """The columns that make a placement active, and the consent that it rests on."""
    return {
        "state": PlacementState.ACTIVE.value,
        "activated_on": tx.today,
        "activated_by": facts.actor.id,
        "consent_id": assessment.consent,
        "assessment": kept_text(assessment, facts.reasons),
    }


def use_consent(tx: Transaction, facts: PlacementFacts, assessment: Assessment) -> None:
    """A consent for one client is used by one placement; a standing one while its last place is taken."""
    from models.coordination.request import Coordination

    if assessment.consent is None or facts.employer is None:
        return
    consent = next(c for c in facts.employer.consents if c.id == assessment.consent)
    if consent.uses + 1 >= (consent.places or 1):
        tx.change(tx.get(Coordination, consent.id), state=CoordinationState.USED.value)


def release_place(tx: Transaction, record: Placement) -> None:
    """A placement that is over gives its place back: a consent for several places can be used again."""
    from models.coordination.request import Coordination

    if record.consent_id is None:
        return
    consent = tx.get(Coordination, record.consent_id)
    if consent.places is None or consent.state != CoordinationState.USED:
        return
    conditional = tx.reader.value("SELECT 1 FROM coordination_condition WHERE coordination_id = ?", (consent.id,))
    tx.change(consent, state=(CoordinationState.CONDITIONS if conditional else CoordinationState.APPROVED).value)
