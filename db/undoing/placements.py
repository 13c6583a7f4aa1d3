"""The rules, when an undo makes a placement active: nothing runs by the way of an undo that could not be begun today."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.canonical import WHOLE, field_json, parsed
from db.checks import judge_one
from db.placement_facts import gather
from db.placement_writing import must_be_open, standing_reasons
from db.proposals import question_about
from models.coordination.catalogue import assess
from models.errors import Blocked
from models.kinds import CoordinationState, PlacementState
from models.messages import N_, Message

if TYPE_CHECKING:
    from db.writing import Transaction
    from models.coordination.facts import PlacementFacts
    from models.coordination.findings import Assessment
    from models.placement import Placement

_ACTIVE = PlacementState.ACTIVE.value
_ON_RATES = ("C7", "A1")
"""What stands with a running placement as it was judged then; asked again when its rate comes back."""
_MOST = 200
"""Running placements that are judged before and after: what is undone for so many clients at once is no indication."""
_RUNNING = """
SELECT DISTINCT p.id, p.number FROM journal_change c
  LEFT JOIN indication i ON i.id = c.record LEFT JOIN wage_value w ON w.id = c.record
  LEFT JOIN service_order o ON o.id = c.record
  JOIN placement p ON p.client_id = coalesce(i.client_id, w.client_id, o.client_id, c.record)
   AND +p.state = 'active' AND p.taken_over = 0
 WHERE c.entry = :entry AND (c.subject IN ('indication', 'wage-value', 'service-order') OR c.subject = 'client'
   AND c.field IN ('contract_hours', 'status', 'target_group', 'formal_employer_id', 'hr_administrator'))
 UNION
SELECT p.id, p.number FROM journal_change c JOIN placement p ON p.id = c.record AND +p.state = 'active' AND p.taken_over = 0
 WHERE c.entry = :entry AND c.subject = 'placement' AND c.field <> '*'
 UNION
SELECT p.id, p.number FROM journal_change c JOIN placement p ON p.vacancy_id = c.record AND p.state = 'active'
 WHERE c.entry = :entry AND c.subject = 'vacancy' AND p.taken_over = 0
 UNION
SELECT p.id, p.number FROM journal_change c
  JOIN placement_override o ON o.id = c.record JOIN placement p ON p.id = o.placement_id AND p.state = 'active'
 WHERE c.entry = :entry AND c.subject = 'override'
 UNION
SELECT p.id, p.number FROM journal_change c JOIN placement p ON p.location_id = c.record AND +p.state = 'active'
 WHERE c.entry = :entry AND c.subject = 'location' AND c.field = 'outdoor_service_of' AND p.taken_over = 0
 UNION
SELECT p.id, p.number FROM journal_change c JOIN placement p ON p.employer_id = c.record AND +p.state = 'active'
 WHERE c.entry = :entry AND c.subject = 'employer' AND c.field = 'outdoor_service_of' AND p.taken_over = 0
 UNION
SELECT p.id, min(p.number) FROM journal_change c LEFT JOIN product d ON d.id = c.record
  JOIN service_agreement a ON a.id = coalesce(d.service_agreement_id, c.record)
  JOIN placement p ON p.state = 'active' AND p.taken_over = 0
  JOIN client k ON k.id = p.client_id AND k.municipality_id = a.municipality_id AND k.target_group = 'participatiewet'
 WHERE c.entry = :entry AND c.subject IN ('service-agreement', 'product') GROUP BY p.form, p.start
 LIMIT :most
"""
"""The placements that the rules judged by what an entry changed of them, of their client, or of what they rest on.

Of an agreement one of each form and first day: it says the same of all of those."""


def must_be_placeable(tx: Transaction, entry: bytes) -> None:
    """Raise :class:`Blocked` when a placement that became active by reversing ``entry`` breaks a rule today.

    One that had ended and runs on is judged as a running one is; one that is placed again as if it were placed today,
    with the consent that it used. What was taken over with an import is not judged, as when it came in.
    """
    from models.placement import Placement

    changes = tx.reader.rows(
        "SELECT record, field, old, new FROM journal_change WHERE entry = ? AND subject = 'placement' AND "
        "(field = 'state' AND old = ? OR field = ? AND new IS NULL OR field = 'consent_id' AND old IS NOT NULL)",
        (entry, field_json(_ACTIVE), WHOLE),
    )
    for record, field, old, new in changes:
        if field == WHOLE and parsed(old).get("state") != _ACTIVE:
            continue
        placement = tx.get(Placement, record)
        if placement.taken_over or placement.state != _ACTIVE:
            continue
        _must_have_room(tx, placement)
        if field == "consent_id":
            continue  # it ran all the time: see running_on
        begins = field == WHOLE or parsed(new) == PlacementState.PROPOSED
        assessment = _as_if_today(tx, placement, entry) if begins else judge_one(tx.reader, record, tx.today)
        if assessment.blocked:
            raise Blocked(
                Message(
                    N_("Placement {number} would run again, and the rules forbid it today: {sentences}"),
                    number=placement.number,
                    sentences=[finding.sentence for finding in assessment.blocks],
                ),
                [placement.number],
                Message(N_("Nothing was changed. Propose the placement anew, and solve what stands in the way there.")),
            )


def must_be_mandated(tx: Transaction, entry: bytes) -> None:
    """Raise :class:`Blocked` when reversing ``entry`` gave a running placement a rate that who acts may not agree on today."""
    from models.placement import Placement

    rows = tx.reader.rows(
        "SELECT DISTINCT record FROM journal_change WHERE entry = ? AND subject = 'placement' AND field = 'rate'", (entry,)
    )
    for (record,) in rows:
        placement = tx.get(Placement, record)
        if placement.taken_over or placement.state != _ACTIVE or placement.rate is None:
            continue
        question = question_about(placement)
        runs = replace(question, placement=replace(question.placement, state=PlacementState.ACTIVE))
        facts = gather(tx.reader, tx.actor, tx.today, runs, {})
        reasons = standing_reasons(placement.assessment, assess(facts), {})
        blocking = [finding for finding in assess(replace(facts, reasons=reasons)).blocks if finding.rule in _ON_RATES]
        if blocking:
            raise Blocked(
                Message(
                    N_("Placement {number} would have this rate again: {sentences}"),
                    number=placement.number,
                    sentences=[finding.sentence for finding in blocking],
                ),
                [placement.number],
                Message(N_("Nothing was changed. Change the rate of the placement instead.")),
            )


def _must_have_room(tx: Transaction, placement: Placement) -> None:
    """Raise :class:`Blocked` when the places of the consent that it takes up again have gone to others."""
    row = tx.reader.row(
        "SELECT k.number, k.places, (SELECT count(*) FROM placement p WHERE p.consent_id = k.id "
        "AND +p.state IN ('provisional', 'active')) FROM coordination k WHERE k.id = ? AND k.places IS NOT NULL",
        (placement.consent_id,),
    )
    if row is not None and row[2] > row[1]:
        raise Blocked(
            Message(N_("The places of consent {number} have gone to others by now."), number=row[0]),
            [row[0]],
            Message(N_("Nothing was changed. What was done since would be lost.")),
        )


def running_on(tx: Transaction, entry: bytes) -> dict[bytes, tuple[str, frozenset[str]]]:
    """The running placements that may rest on what an entry changed: number, and the rules that each breaks now."""
    return {
        key: (number, frozenset(finding.rule for finding in judge_one(tx.reader, key, tx.today).blocks))
        for key, number in tx.reader.rows(_RUNNING, {"entry": entry, "most": _MOST})
    }


def must_break_none(tx: Transaction, before: dict[bytes, tuple[str, frozenset[str]]]) -> None:
    """Raise :class:`Blocked` when a placement of :func:`running_on` breaks a rule that it kept until a moment ago."""
    for key, (number, broken) in before.items():
        if tx.reader.value("SELECT state FROM placement WHERE id = ?", (key,)) != _ACTIVE:
            continue
        new = [finding for finding in judge_one(tx.reader, key, tx.today).blocks if finding.rule not in broken]
        if new:
            raise Blocked(
                Message(
                    N_("Placement {number} rests on it: {sentences}"),
                    number=number,
                    sentences=[finding.sentence for finding in new],
                ),
                [number],
                Message(N_("Nothing was changed. What was done since would be lost.")),
            )


def _as_if_today(tx: Transaction, placement: Placement, entry: bytes) -> Assessment:
    """What the rules say of placing it now; reasons that were given with a warning count while it says the same."""
    must_be_open(tx.reader, placement)
    consent = tx.reader.value("SELECT number FROM coordination WHERE id = ?", (placement.consent_id,))
    facts = _not_used_yet(tx, entry, gather(tx.reader, tx.actor, tx.today, question_about(placement, consent), {}))
    return assess(replace(facts, reasons=standing_reasons(placement.assessment, assess(facts), {})))


def _not_used_yet(tx: Transaction, entry: bytes, facts: PlacementFacts) -> PlacementFacts:
    """The facts with the consents as they were a moment ago, before this placement used them up again."""
    if facts.employer is None:
        return facts
    before = {
        record: CoordinationState(parsed(new))
        for record, new in tx.reader.rows(
            "SELECT record, new FROM journal_change WHERE entry = ? AND subject = 'coordination' AND field = 'state'", (entry,)
        )
    }
    consents = tuple(replace(one, state=before.get(one.id, one.state)) for one in facts.employer.consents)
    return replace(facts, employer=replace(facts.employer, consents=consents))
