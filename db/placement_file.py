"""The file of one placement: all that is known of it, with the names of whom and what it is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from db.consent_facts import contest_of
from db.reading import Reader, as_date, as_decimal
from models.coordination.facts import ContestFacts
from models.coordination.findings import Assessment, from_json
from models.errors import BadInput
from models.kinds import Form, PlacementState
from models.messages import N_, Message
from models.values import person_name

_FILE = """
SELECT p.id, p.number, p.version, p.state, p.taken_over, p.form, p.start, p.until, p.hours, p.workplace, p.supervisor, p.rate,
       p.remarks, p.activated_on, p.ended_on, p.end_reason, p.assessment,
       c.id, c.number, c.surname, c.prefix, coalesce(c.call_name, c.initials),
       e.id, e.number, e.name, l.id, l.number, l.name, f.id, f.name, k.number,
       (SELECT name FROM user WHERE id = c.consultant_id), (SELECT name FROM user WHERE id = p.proposed_by),
       (SELECT name FROM user WHERE id = p.activated_by), v.id, v.number, v.title,
       (SELECT name FROM user WHERE id = k.contested_by), k.contested_on, k.contested_because
  FROM placement p
  JOIN client c ON c.id = p.client_id
  LEFT JOIN employer e ON e.id = p.employer_id
  LEFT JOIN location l ON l.id = p.location_id
  LEFT JOIN location f ON f.id = p.fallback_id
  LEFT JOIN coordination k ON k.id = p.consent_id
  LEFT JOIN vacancy v ON v.id = p.vacancy_id
 WHERE p.id = ?
"""


@dataclass(frozen=True, slots=True)
class PlacementFile:
    """A placement as its file shows it."""

    id: bytes
    number: str
    version: int
    state: PlacementState
    taken_over: bool
    form: Form
    start: date
    until: date | None
    hours: Decimal | None
    workplace: str | None
    supervisor: str | None
    rate: Decimal | None
    remarks: str | None
    activated_on: date | None
    ended_on: date | None
    """Last day worked; before the start when it never began."""
    end_reason: str | None
    client_id: bytes
    client_number: str
    client_name: str
    overdue: bool
    """Still active although its last day has passed: it has to be ended or extended."""
    assessment: Assessment | None
    """The checks as they stood."""
    reasons: dict[str, str]
    """The reasons given for going on in spite of a warning, by rule."""
    employer_id: bytes | None
    employer_number: str | None
    employer_name: str | None
    location_id: bytes | None
    location_number: str | None
    location_name: str | None
    fallback_id: bytes | None
    fallback_name: str | None
    consent_number: str | None
    """The consent that it used."""
    consultant: str | None
    proposed_by: str | None
    activated_by: str | None
    vacancy_id: bytes | None
    """The vacancy of which it takes a place."""
    vacancy_number: str | None
    vacancy_title: str | None
    contest: ContestFacts | None = None
    """That the consent which it used was contested since."""

    @property
    def where(self) -> str:
        """Name of the employer, or of the location of our own."""
        return self.employer_name or self.location_name or ""


def placement_file(reader: Reader, key: bytes, today: date) -> PlacementFile:
    """The file of a placement; :class:`BadInput` when it is gone."""
    row = reader.row(_FILE, (key,))
    if row is None:
        raise BadInput(Message(N_("This record is no longer there.")), Message(N_("Go back to the list and look again.")))
    head, (surname, prefix, first), names = row[:19], row[19:22], row[22:-3]
    number, version, state, taken_over, form, start, until, hours = head[1:9]
    workplace, supervisor, rate, remarks, activated_on, ended_on, end_reason, kept, client_id, client_number = row[9:19]
    assessment, reasons = from_json(kept) if kept else (None, {})
    last = as_date(until)
    return PlacementFile(
        key,
        number,
        version,
        PlacementState(state),
        bool(taken_over),
        Form(form),
        date.fromisoformat(start),
        last,
        as_decimal(hours),
        workplace,
        supervisor,
        as_decimal(rate),
        remarks,
        as_date(activated_on),
        as_date(ended_on),
        end_reason,
        client_id,
        client_number,
        person_name(surname, prefix, first),
        state == PlacementState.ACTIVE and last is not None and last < today,
        assessment,
        reasons,
        *(*names, contest_of(*row[-3:])),
    )
