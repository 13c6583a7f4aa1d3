"""Reading requests to account holders: one line, the whole file for who decides, and how many wait for somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from db.account_holding import holder_facts
from db.reading import Reader, as_date, as_decimal
from models.coordination.conversation import WAITING
from models.coordination.facts import HolderFacts
from models.errors import BadInput
from models.kinds import Channel, ClientStatus, CoordinationState, Form, Reach, TargetGroup, TurnKind, shown_state
from models.messages import N_, Message
from models.values import person_name

_ROW = """
SELECT r.id, r.version, r.number, r.state, r.form, r.start, r.until, r.hours, r.requested_on, r.due_on, r.decided_on,
       r.valid_until, r.places, r.employer_id, c.id, c.number,
       coalesce(c.surname, r.client_text), c.prefix, coalesce(c.call_name, c.initials),
       e.number, e.name, a.name, d.name, h.name
  FROM coordination r
  LEFT JOIN client c ON c.id = r.client_id
  JOIN employer e ON e.id = r.employer_id
  JOIN user a ON a.id = r.requested_by
  LEFT JOIN user d ON d.id = r.decided_by
  LEFT JOIN user h ON h.id = r.holder_id
 WHERE r.id = ?
"""
_DETAILS = """
SELECT r.text, r.channel, r.reason, r.own_decision, r.alternative, r.valid_from, r.reach, r.contest_until, x.name,
       r.contested_on, r.contested_because, t.name, r.by_hand,
       w.name, c.target_group, c.status, m.name, u.name, c.contract_hours,
       c.skills, c.limits, c.mobility,
       (SELECT count(*) FROM placement WHERE employer_id = r.employer_id AND +state = 'active'),
       (SELECT count(*) FROM placement WHERE employer_id = r.employer_id AND +state = 'active' AND +form = r.form),
       (SELECT count(*) FROM coordination WHERE employer_id = r.employer_id AND +state IN ('requested', 'question')),
       (SELECT count(*) FROM placement WHERE consent_id = r.id
           AND (+state IN ('provisional', 'active') OR r.places IS NULL AND +state IN ('ended', 'broken-off')))
  FROM coordination r
  LEFT JOIN client c ON c.id = r.client_id
  LEFT JOIN municipality m ON m.id = c.municipality_id
  LEFT JOIN user u ON u.id = c.consultant_id
  LEFT JOIN user w ON w.id = r.recorded_by
  LEFT JOIN user x ON x.id = r.contested_by
  LEFT JOIN user t ON t.id = r.handed_to
 WHERE r.id = ?
"""
_CONDITIONS = """
SELECT k.position, k.text, k.ticked_on, u.name, k.id
  FROM coordination_condition k LEFT JOIN user u ON u.id = k.ticked_by WHERE k.coordination_id = ? ORDER BY k.position
"""
_TURNS = """
SELECT t.position, t.kind, u.name, t.said_on, t.text, t.by_hand
  FROM coordination_turn t JOIN user u ON u.id = t.user_id WHERE t.coordination_id = ? ORDER BY t.position
"""


class CoordinationRow(NamedTuple):
    """A request in one line."""

    id: bytes
    version: int
    number: str
    state: CoordinationState
    """As people see it: an agreed consent past its last day is expired."""
    form: Form
    start: date
    until: date | None
    hours: Decimal | None
    requested_on: date
    due_on: date | None
    """Last working day of the term for deciding."""
    decided_on: date | None
    valid_until: date | None
    places: int | None
    employer_id: bytes
    client_id: bytes | None
    """None: a standing consent that nobody asked for."""
    client: str | None
    """The client's number."""
    client_name: str
    """Empty without a client."""
    employer: str
    """The employer's number."""
    employer_name: str
    requested_by: str
    decided_by: str | None
    holder: str | None
    """The account holder: of today while it is open, of the day of the decision afterwards."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a consent."""

    position: int
    text: str
    ticked_on: date | None
    ticked_by: str | None
    id: bytes


class Turn(NamedTuple):
    """One thing that was said about a request."""

    position: int
    kind: TurnKind
    who: str
    said_on: date
    text: str | None
    by_hand: bool
    """Said elsewhere, and written down here or read from a file."""


@dataclass(frozen=True, slots=True)
class CoordinationFile:
    """A request with all that the account holder needs to decide on it."""

    row: CoordinationRow
    holder: HolderFacts | None
    """The account holder of today, with who stands in."""
    conditions: tuple[Condition, ...]
    text: str | None
    """Why, in the requester's words."""
    channel: Channel | None
    reason: str | None
    own_decision: bool
    recorded_by: str | None
    target_group: TargetGroup | None
    """None, like all that follows about the client, for a standing consent that nobody asked for."""
    client_status: ClientStatus | None
    municipality: str | None
    consultant: str | None
    """Who guides the client."""
    contract_hours: Decimal | None
    skills: str | None
    limits: str | None
    mobility: str | None
    placements_now: int
    """Active placements at the employer."""
    placements_of_form: int
    requests_open: int
    """Requests at the employer that wait for an answer, this one included."""
    uses: int
    """Placements that use this consent; of several places those that take one now."""
    turns: tuple[Turn, ...] = ()
    """The conversation, from the first word on."""
    alternative: str | None = None
    """Where or how it could be done instead, with a no."""
    valid_from: date | None = None
    reach: Reach | None = None
    contest_until: date | None = None
    """Last day on which what was recorded as said can be contested; None when it can't be."""
    contested_by: str | None = None
    contested_on: date | None = None
    contested_because: str | None = None
    handed_to: str | None = None
    by_hand: bool = False
    """The decision came from another laptop, as text or in a file."""


def coordination_row(reader: Reader, key: bytes, today: date) -> CoordinationRow:
    """One request; :class:`BadInput` when it is gone."""
    found = reader.row(_ROW, (key,))
    if found is None:
        raise BadInput(Message(N_("This record is no longer there.")), Message(N_("Go back to the list and look again.")))
    version, number, state, form, start, until, hours = found[1:8]
    requested_on, due_on, decided_on, valid_until, places, employer_id, client_id, client = found[8:16]
    surname, prefix, first, employer, employer_name, requester, decider, holder = found[16:]
    if state in WAITING:
        now = holder_facts(reader, employer_id, today)
        holder = now.person.name if now else None
    return CoordinationRow(
        key,
        version,
        number,
        shown_state(state, as_date(valid_until), today),
        Form(form),
        date.fromisoformat(start),
        as_date(until),
        as_decimal(hours),
        date.fromisoformat(requested_on),
        as_date(due_on),
        as_date(decided_on),
        as_date(valid_until),
        places,
        employer_id,
        client_id,
        client,
        person_name(surname, prefix, first) if surname else "",
        employer,
        employer_name,
        requester,
        decider,
        holder,
    )


def coordination_file(reader: Reader, key: bytes, today: date) -> CoordinationFile:
    """The file of a request: what is asked, for whom, of whom, and how the employer stands now."""
    row = coordination_row(reader, key, today)
    details = reader.row(_DETAILS, (key,))
    assert details is not None, "the row was there a moment ago, in the same transaction"
    text, channel, reason, own_decision, alternative, valid_from, reach, *contested = details[:11]
    handed_to, by_hand, recorded_by, group, status, municipality, consultant, hours, *rest = details[11:]
    contest_until, contested_by, contested_on, contested_because = contested
    skills, limits, mobility, placements_now, placements_of_form, requests_open, uses = rest
    return CoordinationFile(
        row=row,
        holder=holder_facts(reader, row.employer_id, today),
        conditions=tuple(Condition(r[0], r[1], as_date(r[2]), r[3], r[4]) for r in reader.rows(_CONDITIONS, (key,))),
        text=text,
        channel=Channel(channel) if channel else None,
        reason=reason,
        own_decision=bool(own_decision),
        recorded_by=recorded_by,
        target_group=TargetGroup(group) if group else None,
        client_status=ClientStatus(status) if status else None,
        municipality=municipality,
        consultant=consultant,
        contract_hours=as_decimal(hours),
        skills=skills,
        limits=limits,
        mobility=mobility,
        placements_now=placements_now,
        placements_of_form=placements_of_form,
        requests_open=requests_open,
        uses=uses,
        turns=tuple(
            Turn(position, TurnKind(kind), who, date.fromisoformat(day), said, bool(hand))
            for position, kind, who, day, said, hand in reader.rows(_TURNS, (key,))
        ),
        alternative=alternative,
        valid_from=as_date(valid_from),
        reach=Reach(reach) if reach else None,
        contest_until=as_date(contest_until),
        contested_by=contested_by,
        contested_on=as_date(contested_on),
        contested_because=contested_because,
        handed_to=handed_to,
        by_hand=bool(by_hand),
    )
