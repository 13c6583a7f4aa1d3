"""The confirmation of a placement: gathering what it may tell, and writing down that it leaves the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.looking import record_look
from db.reading import Reader, as_date, as_decimal, gone
from models.confirmation import ConfirmationFacts
from models.errors import BadInput, Refused
from models.kinds import Audience, Form, PlacementState
from models.messages import N_, Message
from models.values import person_name

if TYPE_CHECKING:
    from db.store import Store
    from models.actor import Actor

CONFIRMED = (PlacementState.ACTIVE, PlacementState.PROVISIONAL)
"""What is not placed, or is over, is not confirmed."""

# Only what may be told is selected: no BSN, no group, no indication, no wage value, no remarks.
_FACTS = """
SELECT p.number, p.state, c.surname, c.prefix, coalesce(c.call_name, c.initials), p.form, p.start,
       coalesce((SELECT name FROM user WHERE id = c.consultant_id), (SELECT name FROM user WHERE id = p.activated_by), ''),
       e.id, e.name, e.street, e.house_number, e.place, l.name, p.workplace, p.supervisor, p.until, p.hours, p.rate, f.name,
       k.id, k.number
  FROM placement p JOIN client c ON c.id = p.client_id
  LEFT JOIN employer e ON e.id = p.employer_id
  LEFT JOIN location l ON l.id = p.location_id
  LEFT JOIN location f ON f.id = p.fallback_id
  LEFT JOIN coordination k ON k.id = p.consent_id
 WHERE p.id = ?
"""
_CONTACT = "SELECT name FROM contact_person WHERE employer_id = ? AND archived_on IS NULL ORDER BY id LIMIT 1"
_CONDITIONS = "SELECT text FROM coordination_condition WHERE coordination_id = ? ORDER BY position"


def confirmation_facts(reader: Reader, key: bytes, audience: Audience) -> ConfirmationFacts:
    """What the confirmation for ``audience`` may tell of a placement.

    :class:`Refused` for a placement that does not run; :class:`BadInput` for the employer of one without an employer.
    """
    row = reader.row(_FACTS, (key,))
    if row is None:
        raise gone()
    number, state, surname, prefix, first, form, start, consultant, employer, name, street, house, place = row[:13]
    location, workplace, supervisor, until, hours, rate, fallback, consent, consent_number = row[13:]
    if state not in CONFIRMED:
        raise Refused(
            Message(
                N_("Placement {number} is {state}: only one that runs is confirmed."), number=number, state=PlacementState(state)
            )
        )
    if audience is Audience.EMPLOYER and employer is None:
        raise BadInput(
            Message(N_("Placement {number} is at a location of our own: there is no employer to write to."), number=number),
            Message(N_("Confirm it to the client.")),
        )
    address = ", ".join(part for part in (" ".join(p for p in (street, house) if p), place) if part)
    return ConfirmationFacts(
        number=number,
        client=person_name(surname, prefix, first),
        form=Form(form),
        start=as_date(start),  # type: ignore[arg-type] # a placement always has one
        consultant=consultant,
        employer=name,
        employer_place=address or None,
        contact=reader.value(_CONTACT, (employer,)) if employer else None,
        location=location,
        workplace=workplace,
        supervisor=supervisor,
        until=as_date(until),
        hours=as_decimal(hours),
        rate=as_decimal(rate) if audience is Audience.EMPLOYER else None,
        fallback=fallback,
        conditions=tuple(text for (text,) in reader.rows(_CONDITIONS, (consent,))) if consent else (),
        consent=consent_number,
    )


def record_confirmation(store: Store, actor: Actor, key: bytes, audience: Audience, to: str | None = None) -> None:
    """Write in the journal that a confirmation leaves the store: for whom, and ``to`` which file; None for text to paste."""
    record_look(store, actor, f"placement.confirm-{audience}", about=key, reason=to)
