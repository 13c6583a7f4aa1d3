"""Gathering what the rules may look at: the same few queries for a thousand placements as for a million.

Every query goes straight to its rows through an index. Where SQLite could prefer a broader index, a plus sign before
the column keeps it from doing so: the store has no statistics, and needs none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from db.account_holding import holder_facts
from db.approach_facts import approaches_lately
from db.consent_facts import consents
from db.direction_facts import agreement_facts, order_facts
from db.group_facts import groups, notices
from db.likeness import twin_facts
from db.reading import Reader, as_date, as_decimal
from db.settings import default_until, longest_of
from db.vacancy_facts import vacancy_facts
from db.wage_values import money_figures, wage_value_facts
from models.actor import Actor
from models.coordination.facts import (
    ClientFacts,
    EmployerFacts,
    IndicationFacts,
    LongestFacts,
    MandateFacts,
    OtherPlacement,
    Person,
    PlacementFacts,
    ProposedPlacement,
    RunningFacts,
    StopFacts,
)
from models.coordination.hours import busiest_day
from models.errors import BadInput
from models.groups import FORMS_FOR_A_WHILE, FORMS_ON_WAGE_VALUE, FORMS_WITH_DERIVED_RATE
from models.kinds import (
    ClientStatus,
    Decision,
    EmployerState,
    Form,
    HrAdministrator,
    IndicationKind,
    LocationKind,
    PlacementState,
    Role,
    Scope,
    TargetGroup,
)
from models.messages import N_, Message
from models.values import person_name

if TYPE_CHECKING:
    from models.placement import PlacementInput

_CLIENT = """
SELECT c.number, c.surname, c.prefix, coalesce(c.call_name, c.initials), c.target_group, c.status, m.name,
       c.contract_hours, u.id, u.name, u.active, u.team, coalesce(f.name, c.formal_employer_text),
       c.formal_employer_id IS NOT NULL, c.hr_administrator, c.birth_date, l.name, l.kind
  FROM client c
  JOIN municipality m ON m.id = c.municipality_id
  LEFT JOIN user u ON u.id = c.consultant_id
  LEFT JOIN municipality f ON f.id = c.formal_employer_id
  LEFT JOIN location l ON l.id = :location
 WHERE c.id = :client
"""
_INDICATIONS = "SELECT kind, valid_from, valid_until, advice_supported FROM indication WHERE client_id = ?"
_OTHERS = """
SELECT p.number, coalesce(e.name, l.name, ''), p.start, coalesce(p.ended_on, p.until), p.hours
  FROM placement p
  LEFT JOIN employer e ON e.id = p.employer_id
  LEFT JOIN location l ON l.id = p.location_id
 WHERE p.client_id = :client AND p.id IS NOT :placement AND +p.start <= :until
   AND (+p.state IN ('provisional', 'active') AND (p.until IS NULL OR p.until >= :start)
        OR +p.state IN ('ended', 'broken-off') AND coalesce(p.ended_on, p.until) >= max(p.start, :start))
 ORDER BY p.start, p.number
"""
_EMPLOYER = """
SELECT e.number, e.name, e.state, m.werkplein
  FROM employer e LEFT JOIN municipality m ON m.id = e.municipality_id WHERE e.id = ?
"""
_STOPS = """
SELECT reason, from_date, until_date FROM approach_stop
 WHERE employer_id = ? AND (lifted_on IS NULL OR lifted_on > ?) ORDER BY from_date
"""
_MANDATES = "SELECT role, decision, scope, deviation FROM mandate WHERE decision = 'place' ORDER BY id"
_LAST = date.max.isoformat()


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the rules: may this client be placed there, so? By key, before anything was looked up."""

    client_id: bytes
    employer_id: bytes | None
    location_id: bytes | None
    placement: ProposedPlacement
    vacancy_id: bytes | None = None
    was: RunningFacts | None = None
    """What runs now, when a change of it is asked about."""


def question_of(reader: Reader, data: PlacementInput, *, consent: str | None = None, placement: bytes | None = None) -> Question:
    """The question that a form asks; an end that was left empty is the longest that the form may last."""
    until = data.until or default_until(reader, data.form, data.start)
    proposed = ProposedPlacement(data.form, data.start, until, data.hours, data.rate, id=placement, consent_number=consent)
    return Question(data.client_id, data.employer_id, data.location_id, proposed, data.vacancy_id)


def gather_facts(
    reader: Reader,
    actor: Actor,
    today: date,
    data: PlacementInput,
    *,
    consent: str | None = None,
    reasons: Mapping[str, str] | None = None,
    placement: bytes | None = None,
) -> PlacementFacts:
    """The facts about what stands in a form. ``placement`` is the key of the proposal that the form changes."""
    question = question_of(reader, data, consent=consent, placement=placement)
    return gather(reader, actor, today, question, reasons or {})


def gather(reader: Reader, actor: Actor, today: date, question: Question, reasons: Mapping[str, str]) -> PlacementFacts:
    """The facts for a placement that is not active yet: all that the rules ask for."""
    employer, proposed = None, question.placement
    if question.employer_id is not None:
        asked = consents(reader, question.employer_id, question.client_id, proposed.form, proposed.id)
        group = groups(reader, [question.employer_id], today).get(question.employer_id)
        if group is not None and group.holder is not None:
            told = notices(reader, question.employer_id, question.client_id, proposed.form, today)
            group = replace(group, notices=told)
        employer = employer_to_approach(reader, question.employer_id, today, actor.id)
        employer = replace(employer, consents=asked, group=group)
    facts = gather_running(reader, actor, today, question, employer)
    mandates = tuple(
        MandateFacts(Role(role), Decision(decision), Scope(scope), as_decimal(deviation))
        for role, decision, scope, deviation in reader.rows(_MANDATES)
    )
    figures = money_figures(reader, facts.judged_on) if proposed.form in FORMS_WITH_DERIVED_RATE else {}
    return replace(facts, mandates=mandates, figures=figures, reasons=reasons, was=question.was)


def gather_running(
    reader: Reader, actor: Actor, today: date, question: Question, employer: EmployerFacts | None
) -> PlacementFacts:
    """The facts for an active placement: consent, rate, mandate and reasons are judged as they stood, so they are left out."""
    client, location, location_kind = _client(reader, question.client_id, question.location_id)
    return PlacementFacts(
        today=today,
        placement=question.placement,
        client=client,
        actor=actor,
        indications=_indications(reader, question.client_id),
        others=_others(reader, question),
        wage_values=wage_value_facts(reader, question.client_id) if question.placement.form in FORMS_ON_WAGE_VALUE else (),
        employer=employer,
        longest=_longest(reader, question, client, today),
        orders=order_facts(reader, client),
        agreements=agreement_facts(reader, client, question.placement, changes=question.was is not None),
        vacancy=vacancy_facts(reader, vacancy, question.placement.id) if (vacancy := question.vacancy_id) else None,
        location=location,
        location_is_green=location_kind == LocationKind.GREEN,
    )


def _longest(reader: Reader, question: Question, client: ClientFacts, today: date) -> LongestFacts | None:
    """How long the placement may last; one that changes to another form counts from the day on which it changes."""
    proposed, was = question.placement, question.was
    if proposed.form not in FORMS_FOR_A_WHILE:
        return None
    start = max(proposed.start, today) if was is not None and was.form != proposed.form else proposed.start
    extended = proposed.state is PlacementState.ACTIVE and (was is None or was.form == proposed.form)
    return longest_of(reader, proposed.form, start, client.group, extended=extended)


def employer_facts(reader: Reader, key: bytes, today: date) -> EmployerFacts:
    """The employer with account holder, stops and look-alikes, without consents; :class:`BadInput` when it is gone."""
    row = reader.row(_EMPLOYER, (key,))
    if row is None:
        raise BadInput(Message(N_("This employer is not in the store.")))
    number, name, state, werkplein = row
    return EmployerFacts(
        id=key,
        number=number,
        name=name,
        state=EmployerState(state),
        werkplein=werkplein,
        holder=holder_facts(reader, key, today),
        stops=tuple(
            StopFacts(reason, date.fromisoformat(begin), as_date(end))
            for reason, begin, end in reader.rows(_STOPS, (key, today.isoformat()))
        ),
        twins=twin_facts(reader, key, today),
    )


def employer_to_approach(reader: Reader, key: bytes, today: date, actor: bytes | None) -> EmployerFacts:
    """The employer with who approached it lately: what is to be known before ``actor`` calls or goes there."""
    days, approached = approaches_lately(reader, key, today, actor)
    return replace(employer_facts(reader, key, today), approaches=approached, approach_days=days)


def client_facts(reader: Reader, key: bytes) -> ClientFacts:
    """The client as the rules see one; :class:`BadInput` when it is gone."""
    return _client(reader, key, None)[0]


def _client(reader: Reader, key: bytes, location_key: bytes | None) -> tuple[ClientFacts, str | None, str | None]:
    """The client, and the name and kind of the location of our own where the work is."""
    row = reader.row(_CLIENT, {"client": key, "location": location_key})
    if row is None:
        raise BadInput(Message(N_("This client is not in the store.")))
    (
        number,
        surname,
        prefix,
        first,
        group,
        status,
        municipality,
        hours,
        *consultant,
        formal,
        ours,
        hr,
        birth_date,
        location,
        kind,
    ) = row
    client = ClientFacts(
        id=key,
        number=number,
        name=person_name(surname, prefix, first),
        group=TargetGroup(group),
        status=ClientStatus(status),
        municipality=municipality,
        contract_hours=as_decimal(hours),
        consultant=_person(*consultant),
        formal_employer=formal,
        formal_employer_is_ours=bool(ours),
        hr_administrator=HrAdministrator(hr) if hr else None,
        birth_date=birth_date,
    )
    return client, location, kind


def _person(key: bytes | None, name: str, active: int, team: str) -> Person | None:
    return None if key is None else Person(key, name, bool(active), team)


def _indications(reader: Reader, client_key: bytes) -> tuple[IndicationFacts, ...]:
    return tuple(
        IndicationFacts(IndicationKind(kind), as_date(begin), as_date(end), None if advice is None else bool(advice))
        for kind, begin, end, advice in reader.rows(_INDICATIONS, (client_key,))
    )


def _others(reader: Reader, question: Question) -> tuple[OtherPlacement, ...]:
    """The client's other placements that take hours in the same period; proposals and refused ones take none."""
    proposed = question.placement
    parameters = {
        "client": question.client_id,
        "placement": proposed.id,
        "start": proposed.start.isoformat(),
        "until": proposed.until.isoformat() if proposed.until else _LAST,
    }
    return tuple(
        OtherPlacement(number, where, date.fromisoformat(start), as_date(until), as_decimal(hours))
        for number, where, start, until, hours in reader.rows(_OTHERS, parameters)
    )


def free_hours(
    reader: Reader, client_key: bytes, start: date, until: date | None, *, placement: bytes | None = None
) -> Decimal | None:
    """The contract hours that are free on every day of a period; None when the contract hours are not known.

    ``placement`` is one whose own hours are not counted.
    """
    contract = as_decimal(reader.value("SELECT contract_hours FROM client WHERE id = ?", (client_key,)))
    if contract is None:
        return None
    period = ProposedPlacement(Form.REGULAR_JOB, start, until, id=placement)
    others = _others(reader, Question(client_key, None, None, period))
    _, beside = busiest_day(others, start, until, contract)
    taken = sum((contract if other.hours is None else other.hours for other in beside), Decimal(0))
    return max(contract - taken, Decimal(0))
