"""The check afterwards: do the placements that run still keep the rules today?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from db.caseload import acting_now
from db.consent_facts import contest_of
from db.placement_facts import Question, gather, gather_running
from db.placement_writing import standing_reasons
from db.reading import Reader, as_date, as_decimal
from models.actor import Actor
from models.coordination.catalogue import assess, assess_running
from models.coordination.facts import ProposedPlacement
from models.coordination.findings import Assessment, from_json
from models.errors import BadInput
from models.kinds import CLOSED_STATES, Form, PlacementState
from models.messages import N_, Message

if TYPE_CHECKING:
    from db.store import Store

_PLACEMENT = """
SELECT p.id, p.number, p.state, p.taken_over, p.client_id, p.employer_id, p.location_id, p.form, p.start, p.until, p.hours,
       p.rate, p.assessment, k.number, p.vacancy_id, x.name, k.contested_on, k.contested_because
  FROM placement p LEFT JOIN coordination k ON k.id = p.consent_id LEFT JOIN user x ON x.id = k.contested_by
"""
_ONE = f"{_PLACEMENT} WHERE p.id = ?"
_ACTIVE = f"{_PLACEMENT} WHERE +p.state = 'active' ORDER BY p.employer_id"
"""By employer, along its index: an employer is looked up once for all that work there, and nothing is sorted."""
_AT_ONCE = 500
"""Placements that are judged together; the memory that a check takes grows with it."""
_NOBODY = Actor(b"", "")
"""Who checks does not matter: the mandate is judged as it stood."""


class CheckReport(NamedTuple):
    """What the check of all active placements found."""

    checked: int
    """All active placements, those that were taken over included."""
    taken_over: int
    broken: list[tuple[str, Assessment]]
    """Number of each placement that breaks a rule, with the findings that block."""


class CheckedPlacement(NamedTuple):
    """What the rules say of one placement."""

    number: str
    state: PlacementState
    assessment: Assessment
    as_it_stood: bool = False
    """It is closed: these are the findings that were kept with it."""


class _Row(NamedTuple):
    """A placement as it is judged again."""

    id: bytes
    number: str
    state: str
    taken_over: int
    client_id: bytes
    employer_id: bytes | None
    location_id: bytes | None
    form: str
    start: str
    until: str | None
    hours: str | None
    rate: str | None
    kept: str | None
    consent: str | None
    vacancy_id: bytes | None
    contested_by: str | None
    contested_on: str | None
    contested_because: str | None


def check_active(store: Store) -> CheckReport:
    """Judge all active placements as of today; stores nothing."""
    with store.read() as reader:
        return judge_active(reader, store.today())


def judge_active(reader: Reader, today: date) -> CheckReport:
    """Judge all active placements, so many at a time: the same few queries for each batch."""
    checked = taken_over = 0
    broken: list[tuple[str, Assessment]] = []
    rows = (_Row(*values) for values in reader.each(_ACTIVE))
    while batch := list(islice(rows, _AT_ONCE)):
        for row, assessment in zip(batch, _judge_running(reader, batch, today), strict=True):
            checked += 1
            taken_over += row.taken_over
            if assessment.blocked:
                broken.append((row.number, replace(assessment, findings=assessment.blocks)))
    return CheckReport(checked, taken_over, broken)


def check_one(store: Store, actor: Actor, key: bytes) -> CheckedPlacement:
    """Judge one placement: an active one as of today, a proposal as if ``actor`` made it active now.

    Of a closed one nothing can be broken any more: its findings are those that were kept with it.
    """
    with store.read() as reader:
        found = reader.row(_ONE, (key,))
        if found is None:
            raise BadInput(Message(N_("This record is no longer there.")), Message(N_("Go back to the list and look again.")))
        row, today = _Row(*found), store.today()
        state = PlacementState(row.state)
        if state == PlacementState.ACTIVE:
            return CheckedPlacement(row.number, state, judge_one(reader, key, today))
        if state in CLOSED_STATES:
            kept = from_json(row.kept)[0] if row.kept else Assessment((), today)
            return CheckedPlacement(row.number, state, kept, as_it_stood=True)
        facts = gather(reader, acting_now(reader, actor), today, _question(row), {})
        facts = replace(facts, reasons=standing_reasons(row.kept, assess(facts), {}))
        return CheckedPlacement(row.number, state, assess(facts))


def judge_one(reader: Reader, key: bytes, today: date) -> Assessment:
    """What the rules say today of one active placement."""
    return _judge_running(reader, [_Row(*reader.rows(_ONE, (key,))[0])], today)[0]


def _judge_running(reader: Reader, rows: list[_Row], today: date) -> list[Assessment]:
    found = gather_running(reader, _NOBODY, today, [_question(row) for row in rows])
    kept = (from_json(row.kept)[0] if row.kept else None for row in rows)
    return [assess_running(facts, stood) for facts, stood in zip(found, kept, strict=True)]


def _question(row: _Row) -> Question:
    running = row.state == PlacementState.ACTIVE
    placement = ProposedPlacement(
        form=Form(row.form),
        start=date.fromisoformat(row.start),
        until=as_date(row.until),
        hours=as_decimal(row.hours),
        rate=as_decimal(row.rate),
        id=row.id,
        number=row.number,
        state=PlacementState(row.state),
        taken_over=bool(row.taken_over) and row.kept is None,
        consent_number=row.consent,
        contest=contest_of(row.contested_by, row.contested_on, row.contested_because) if running else None,
    )
    return Question(row.client_id, row.employer_id, row.location_id, placement, row.vacancy_id)
