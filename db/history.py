"""Reading the journal: what happened to a record, and who changed it since."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from db.canonical import WHOLE, parsed
from db.reading import Reader
from models.kinds import (
    AgreementState,
    Channel,
    ClientStatus,
    ContactKind,
    CoordinationState,
    EmployerState,
    Form,
    HrAdministrator,
    IndicationKind,
    LocationKind,
    OrderState,
    PlacementState,
    ProductUnit,
    Reach,
    Role,
    Scope,
    TargetGroup,
    TurnKind,
)
from models.labels import action_label, field_label
from models.messages import N_, Message
from models.values import euros

_HISTORY = """
SELECT e.at, u.name, e.action, c.subject, c.field, c.old, c.new, e.reason, e.arrival AS arrival, c.seq AS seq
  FROM journal_change c JOIN journal_entry e ON e.id = c.entry LEFT JOIN user u ON u.id = e.actor
 WHERE c.record = :record
 UNION ALL
SELECT e.at, u.name, e.action, '', :whole, NULL, NULL, e.reason, e.arrival, 0
  FROM journal_entry e LEFT JOIN user u ON u.id = e.actor WHERE e.about = :record
 ORDER BY arrival DESC, seq DESC LIMIT :limit
"""


class HistoryLine(NamedTuple):
    """One change of one record, newest first in a history."""

    at: datetime
    who: str
    """Name of who did it; '' for what came with the product."""
    action: Message
    field: Message | None
    """None when the whole record was made or taken out."""
    old: Message | None
    """The value as a sentence has it, with its date, decimal or name; None when there was none."""
    new: Message | None
    reason: str | None


def history(reader: Reader, record: bytes, limit: int = 200) -> list[HistoryLine]:
    """What happened to a record and who looked at it, newest first. Protected fields show that they changed, not their values."""
    rows = reader.rows(_HISTORY, {"record": record, "limit": limit, "whole": WHOLE})
    return [line_of(reader, *row[:-2]) for row in rows]


PROTECTED = frozenset(("bsn",))
"""Fields whose values no history shows (DOMAIN, 'Protection of data')."""
HIDDEN = "•••"

_KINDS: Mapping[str, type[StrEnum]] = {
    "target_group": TargetGroup,
    "status": ClientStatus,
    "hr_administrator": HrAdministrator,
    "form": Form,
    "channel": Channel,
    "indication.kind": IndicationKind,
    "location.kind": LocationKind,
    "contact-moment.kind": ContactKind,
    "employer.state": EmployerState,
    "placement.state": PlacementState,
    "mandate.scope": Scope,
    "coordination.state": CoordinationState,
    "coordination.reach": Reach,
    "turn.kind": TurnKind,
    "service-agreement.state": AgreementState,
    "service-order.state": OrderState,
    "unit": ProductUnit,
}
"""The closed list that a field's values come from, by its name, with its subject where that makes a difference."""
_AMOUNTS = frozenset(("contract_hours", "hours", "minimum_wage_value", "percentage", "rate"))
_YES_NO = frozenset(("active", "advice_supported", "by_hand", "downwards", "own_decision", "shared", "taken_over", "to_read"))


def line_of(
    reader: Reader,
    at: str,
    who: str | None,
    action: str,
    subject: str,
    field: str,
    old: str | None,
    new: str | None,
    reason: str | None,
) -> HistoryLine:
    """A row of the journal in words."""
    moment, act = datetime.fromisoformat(at), action_label(action)
    if field == WHOLE:
        return HistoryLine(moment, who or "", act, None, None, None, reason)
    before, after = _shown(reader, subject, field, old), _shown(reader, subject, field, new)
    return HistoryLine(moment, who or "", act, field_label(subject, field), before, after, reason)


def _shown(reader: Reader, subject: str, field: str, kept: str | None) -> Message | None:
    """A kept value as a history shows it: names instead of keys, nothing of what is protected."""
    plain = parsed(kept)
    if plain is None:
        return None
    if field == "assessment":
        return Message(N_("kept with the placement"))
    if field == "received":
        return Message(N_("kept with the request"))
    if field in PROTECTED:
        return Message("{value}", value=HIDDEN)
    if field in ("outdoor_service_of", "handed_to") or (field.endswith(("_id", "_by")) and field != "measured_by"):
        return Message("{value}", value=_name_of(reader, bytes.fromhex(plain)) or HIDDEN)
    return Message("{value}", value=_typed(subject, field, plain))


def _typed(subject: str, field: str, plain: Any) -> Any:
    """A value of the journal as what it is: a date, an amount, yes or no, a member of a closed list."""
    if field.endswith("_cents"):
        return euros(plain)
    if field in _AMOUNTS:
        return Decimal(plain)
    if field in _YES_NO:
        return bool(plain)
    if field == "roles":
        return [Role(role) for role in plain.split(",") if role]
    if field == "forms":
        return [Form(form) for form in plain.split(",") if form]
    if kind := _KINDS.get(field) or _KINDS.get(f"{subject}.{field}"):
        return kind(plain)
    if field in ("start", "until", "day") or field.endswith(("_on", "_from", "_until", "_date", "_since")):
        return plain if plain.endswith("-00") else date.fromisoformat(plain)
    return plain


def _name_of(reader: Reader, key: bytes) -> str | None:
    for table in ("user", "municipality", "employer", "location"):
        if name := reader.value(f"SELECT name FROM {table} WHERE id = ?", (key,)):
            return str(name)
    for table in ("client", "placement", "coordination", "vacancy", "service_agreement", "service_order"):
        if number := reader.value(f"SELECT number FROM {table} WHERE id = ?", (key,)):
            return str(number)
    return None


def changes_since(reader: Reader, record: bytes, versions: int) -> list[Message]:
    """Who changed what in the last ``versions`` transactions on a record: one sentence each, newest first."""
    rows = reader.rows(
        "SELECT e.id, e.at, u.name, c.subject, c.field FROM journal_change c JOIN journal_entry e ON e.id = c.entry "
        "LEFT JOIN user u ON u.id = e.actor WHERE c.record = ? ORDER BY e.arrival DESC, c.seq LIMIT 400",
        (record,),
    )
    acts: dict[bytes, tuple[str, str, list[Message]]] = {}
    for entry, at, who, subject, field in rows:
        if entry not in acts and len(acts) == max(versions, 1):
            break
        acts.setdefault(entry, (at, who or "", []))[2].append(field_label(subject, field))
    return [
        Message(N_("{who} changed {fields} on {moment}."), who=who, fields=fields, moment=datetime.fromisoformat(at))
        for at, who, fields in acts.values()
    ]
