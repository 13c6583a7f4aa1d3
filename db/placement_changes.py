"""Changing a placement that runs: longer, more or fewer hours, elsewhere, in another form, at another rate.

Such a change is a proposal like any other (DESIGN, 'Taken over'): the rules judge what it would become, inside the
transaction that writes it, and what they said is kept with the placement. Its own hours and its own use of a consent are
not counted against it. What asks nothing more of anybody (:data:`models.placement_change.NOT_JUDGED`) is simply changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from db.caseload import acting_now, must_reach_client
from db.placement_facts import Question, gather
from db.placement_writing import (
    Placed,
    given_reasons,
    kept_text,
    must_be_in_state,
    must_be_open,
    must_name_employer,
    rate_of,
    release_place,
    standing_reasons,
    use_consent,
)
from db.reading import Reader, as_date, as_decimal, gone
from db.settings import default_until
from models.coordination.catalogue import assess, assess_fallback
from models.coordination.facts import PlacementFacts, ProposedPlacement, RunningFacts
from models.coordination.findings import Assessment, from_json
from models.errors import BadInput, InvalidInput
from models.kinds import Decision, Form, PlacementState
from models.messages import N_, Message
from models.placement_change import FIXED, OF_A_MOVE, FieldChange, Named, Value

if TYPE_CHECKING:
    from db.store import Store
    from models.actor import Actor
    from models.placement import PlacementInput

_RUNNING = """
SELECT p.number, p.assessment, k.number, coalesce(e.name, l.name, ''), {fields}
  FROM placement p LEFT JOIN coordination k ON k.id = p.consent_id
  LEFT JOIN employer e ON e.id = p.employer_id LEFT JOIN location l ON l.id = p.location_id WHERE p.id = ?
"""
_EMPLOYER = "SELECT number, name FROM employer WHERE id = ?"
_LOCATION = "SELECT number, name FROM location WHERE id = ?"
_VACANCY = "SELECT number, title FROM vacancy WHERE id = ?"
_NAMES = {"vacancy_id": _VACANCY, "employer_id": _EMPLOYER, "location_id": _LOCATION, "fallback_id": _LOCATION}


class LookedAt(NamedTuple):
    """What a change of a running placement would come to."""

    changed: tuple[FieldChange, ...]
    assessment: Assessment | None
    """What the rules say of it, of another fallback place only that one; None when nothing changes that they look at."""


class ChangedPlacement(NamedTuple):
    """What came of changing a running placement."""

    placed: Placed
    """As when placing: ``id`` is None when it was blocked and nothing was stored."""
    changed: tuple[FieldChange, ...]
    judged: bool
    """Whether the rules looked at it; else ``placed`` holds what was kept before."""


@dataclass(frozen=True, slots=True)
class _Running:
    """A running placement as the store has it."""

    key: bytes
    number: str
    kept: str | None
    consent: str | None
    where: str
    values: Mapping[str, Any]
    """By field of the form, as the form has them."""


def running_input(reader: Reader, key: bytes, changes: Mapping[str, Any]) -> PlacementInput:
    """The form of a running placement with some fields changed; ``ValidationError`` when they make no sense together."""
    from models.placement import PlacementInput

    return PlacementInput.model_validate({**_running(reader, key).values, **changes})


def check_change(
    store: Store,
    actor: Actor,
    key: bytes,
    data: PlacementInput,
    *,
    consent: str | None = None,
    reasons: Mapping[str, str] | None = None,
) -> LookedAt:
    """What would change, and what the rules say of it; stores nothing."""
    given = given_reasons(reasons)
    with store.read() as reader:
        now = _running(reader, key)
        changed = _changed(reader, now, data)
        if not any(change.judged for change in changed):
            return LookedAt(changed, _fallback_judged(reader, actor, store.today(), now, data, changed))
        return LookedAt(changed, _judge(reader, actor, store.today(), now, data, consent, given)[1])


def change_placement(
    store: Store,
    actor: Actor,
    key: bytes,
    version: int,
    data: PlacementInput,
    *,
    consent: str | None = None,
    reasons: Mapping[str, str] | None = None,
    dry_run: bool = False,
) -> ChangedPlacement:
    """Change a running placement when no rule blocks; else nothing is stored and the findings say why.

    The assessment that it had stays in the journal, beside what changed. ``consent``, ``reasons`` and ``dry_run`` are
    those of :func:`db.placements.place`. :class:`BadInput` when nothing would change.
    """
    from models.placement import Placement

    given = given_reasons(reasons)
    with store.write(actor, "placement.adjust") as tx:
        who = acting_now(tx.reader, actor)
        record = tx.get(Placement, key, version=version)
        must_be_in_state(record, PlacementState.ACTIVE)
        now = _running(tx.reader, key)
        changed = _changed(tx.reader, now, data)
        _must_be_a_change(now, data, changed)
        if not any(change.judged for change in changed):
            must_reach_client(tx.reader, who, Decision.PLACE, record.client_id)
            room = _fallback_judged(tx.reader, who, tx.today, now, data, changed)
            if room is not None and room.blocked:
                return ChangedPlacement(Placed(None, None, None, room, record.until), changed, judged=True)
            if not dry_run:
                tx.change(record, **{change.field: getattr(data, change.field) for change in changed})
            kept = from_json(now.kept)[0] if now.kept else Assessment((), tx.today)
            return ChangedPlacement(Placed(key, now.number, PlacementState.ACTIVE, kept, record.until), changed, judged=False)
        _must_still_run(data, tx.today)
        must_name_employer(data)
        must_be_open(tx.reader, data, on=max(data.start, tx.today))
        facts, assessment = _judge(tx.reader, who, tx.today, now, data, consent, given)
        until = facts.placement.until
        filled = data.until is None and until is not None
        if assessment.blocked or dry_run:
            return ChangedPlacement(Placed(None, None, None, assessment, until, filled), changed, judged=True)
        move = {name: value for name in OF_A_MOVE if (value := getattr(data, name)) is not None}
        values = data.model_dump(exclude={*FIXED, *OF_A_MOVE}) | {
            "form": data.form.value,
            "until": until,
            "hours": _hours(now, data, facts),
            "rate": rate_of(facts),
        }
        if assessment.consent != record.consent_id:
            release_place(tx, record)
        tx.change(
            record, **values, **move, consent_id=assessment.consent, assessment=kept_text(assessment, facts.reasons, changed)
        )
        use_consent(tx, facts, assessment)
        return ChangedPlacement(Placed(key, now.number, PlacementState.ACTIVE, assessment, until, filled), changed, judged=True)


def _judge(
    reader: Reader,
    actor: Actor,
    today: date,
    now: _Running,
    data: PlacementInput,
    consent: str | None,
    given: Mapping[str, str],
) -> tuple[PlacementFacts, Assessment]:
    """The facts of the changed placement with the reasons that still stand, and what the rules say of it."""
    facts = gather(reader, actor, today, _question(reader, now, data, consent, today), given)
    facts = replace(facts, reasons=standing_reasons(now.kept, assess(facts), given))
    return facts, assess(facts)


def _fallback_judged(
    reader: Reader, actor: Actor, today: date, now: _Running, data: PlacementInput, changed: tuple[FieldChange, ...]
) -> Assessment | None:
    """What rule C9 says of another fallback place; None when that does not change."""
    if not any(change.field == "fallback_id" for change in changed):
        return None
    must_be_open(reader, data, on=max(data.start, today))
    return assess_fallback(gather(reader, actor, today, _question(reader, now, data, None, today), {}))


def _question(reader: Reader, now: _Running, data: PlacementInput, consent: str | None, today: date) -> Question:
    """The question that the changed placement asks; it is judged as any other, taken over or not."""
    was, until = now.values, data.until
    if until is None and not (was["until"] is None and was["form"] == data.form):
        until = default_until(reader, data.form, max(data.start, today) if was["form"] != data.form else data.start)
    placement = ProposedPlacement(
        data.form,
        data.start,
        until,
        data.hours,
        data.rate,
        id=now.key,
        number=now.number,
        state=PlacementState.ACTIVE,
        consent_number=consent,
        workplace=data.workplace,
        move_reason=data.move_reason,
        client_view=data.client_view,
    )
    running = RunningFacts(
        was["employer_id"],
        was["form"],
        was["until"],
        was["hours"],
        now.consent,
        was["vacancy_id"],
        was["location_id"],
        now.where,
        was["workplace"],
    )
    return Question(
        data.client_id, data.employer_id, data.location_id, placement, data.vacancy_id, running, fallback_id=data.fallback_id
    )


def _hours(now: _Running, data: PlacementInput, facts: PlacementFacts) -> Decimal | None:
    """Hours that were emptied become the contract's; hours that nobody knew stay so."""
    return data.hours if data.hours is not None or now.values["hours"] is None else facts.client.contract_hours


def _running(reader: Reader, key: bytes) -> _Running:
    from models.placement import PlacementInput

    fields = tuple(name for name in PlacementInput.model_fields if name not in OF_A_MOVE)
    row = reader.row(_RUNNING.format(fields=", ".join(f"p.{name}" for name in fields)), (key,))
    if row is None:
        raise gone()
    values = dict(zip(fields, row[4:], strict=True))
    typed = {
        "form": Form(values["form"]),
        "start": as_date(values["start"]),
        "until": as_date(values["until"]),
        "hours": as_decimal(values["hours"]),
        "rate": as_decimal(values["rate"]),
    }
    return _Running(key, row[0], row[1], row[2], row[3], values | typed)


def _changed(reader: Reader, now: _Running, data: PlacementInput) -> tuple[FieldChange, ...]:
    """The fields that differ, in the order of the form."""
    return tuple(
        FieldChange(name, _shown(reader, name, old), _shown(reader, name, getattr(data, name)))
        for name, old in now.values.items()
        if (old or None) != (getattr(data, name) or None)
    )


def _shown(reader: Reader, field: str, value: Any) -> Value:
    if isinstance(value, bytes):
        row = reader.row(_NAMES[field], (value,)) if field in _NAMES else None
        return Named(*row) if row else None
    return value  # type: ignore[no-any-return]


def _must_be_a_change(now: _Running, data: PlacementInput, changed: tuple[FieldChange, ...]) -> None:
    if data.client_id != now.values["client_id"]:
        raise BadInput(
            Message(N_("Placement {number} is about another client."), number=now.number),
            Message(N_("Make a new proposal for this client.")),
        )
    if data.start != now.values["start"]:
        sentence = Message(N_("Placement {number} began on {start}: that stays."), number=now.number, start=now.values["start"])
        raise InvalidInput([("start", sentence)])
    if not changed:
        raise BadInput(
            Message(N_("Nothing of placement {number} would change."), number=now.number),
            Message(N_("Change the end, the hours, the form, the place or the rate.")),
        )


def _must_still_run(data: PlacementInput, today: date) -> None:
    if data.until is not None and data.until < today:
        sentence = Message(N_("{date} has passed: give a last day that is still to come, or end the placement."), date=data.until)
        raise InvalidInput([("until", sentence)])
