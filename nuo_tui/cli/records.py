"""One record with its relations, as JSON for scripts and as short lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Any

from models.coordination.findings import Assessment
from models.ids import id_text
from models.labels import field_label
from models.likeness import SAME
from models.messages import N_, Message
from nuo_tui.cli.findings import finding_json
from nuo_tui.cli.output import write_line, write_table
from nuo_tui.cli.words import FILES
from screens.texts import _, amount, label, long_date, moment, partial_date, render, visible

if TYPE_CHECKING:
    from db.reading import Reader

RELATIONS: Mapping[str, str] = {
    "indications": N_("Indications"),
    "wage_values": N_("Wage values"),
    "placements": N_("Placements"),
    "requests": N_("Requests"),
    "orders": N_("Service orders"),
    "products": N_("Products"),
    "contacts": N_("Contact persons"),
    "stops": N_("Approach stops"),
    "holdings": N_("Account holders"),
    "conditions": N_("Conditions of the consent"),
    "turns": N_("What was said"),
    "vacancies": N_("Vacancies"),
    "twins": N_("Probably the same employer"),
    "same_bsn": N_("Others with the same BSN"),
}
"""Fields that hold further records, and what people call them."""

LABELS: Mapping[str, str] = {
    "client": N_("Client's number"),
    "client_name": N_("Client"),
    "client_number": N_("Client's number"),
    "client_status": N_("Client's status"),
    "committed": N_("Committed"),
    "consent_number": N_("Consent used"),
    "created": N_("New"),
    "decides_now": N_("Decides now"),
    "deputy": N_("Deputy"),
    "done_on": N_("Done on"),
    "employer": N_("Employer's number"),
    "employer_name": N_("Employer"),
    "employer_number": N_("Employer's number"),
    "fallback_name": N_("Fallback place"),
    "file": N_("File"),
    "free": N_("Still free"),
    "formal_employer": N_("Formal employer"),
    "holder": N_("Account holder"),
    "likeness": N_("Likeness"),
    "location_name": N_("Location"),
    "location_number": N_("Location's number"),
    "occupied": N_("At work today"),
    "ordered_by": N_("Ordered by"),
    "overdue": N_("Past its last day"),
    "placements_now": N_("At work at the employer"),
    "placements_of_form": N_("Of these in this form"),
    "read": N_("Rows read"),
    "reasons": N_("Reasons"),
    "rejected": N_("Rejected"),
    "renewal_due": N_("Ask for renewal by"),
    "requests_open": N_("Requests waiting at the employer"),
    "role": N_("Role"),
    "unchanged": N_("Unchanged"),
    "unpriced": N_("Orders without an amount"),
    "updated": N_("Changed"),
    "used": N_("Spent so far"),
    "taken": N_("Places taken"),
    "uses": N_("Times used"),
    "vacancy_number": N_("Vacancy's number"),
    "vacancy_title": N_("Vacancy"),
    "werkplein": N_("Werkplein"),
    "what": N_("What"),
    "where": N_("Where"),
    "year": N_("Year"),
}
"""What fields are called that only a file has; those of a form have their name from ``models.labels``."""

_FILES: Mapping[str, str] = {
    "client": "db.clients:client_file",
    "employer": "db.employers:employer_file",
    "placement": "db.placements:placement_file",
    "coordination": "db.coordinations:coordination_file",
    "location": "db.locations:location_file",
    "service-agreement": "db.service_agreements:agreement_file",
    "service-order": "db.service_orders:order_file",
    "vacancy": "db.vacancies:vacancy_file",
}
_CODES: Mapping[str, Mapping[str, str]] = {"what": FILES, "reasons": SAME}
"""Fields that are kept as a code, and what people call each."""
_UNSEEN = frozenset(("id", "version", "changed_at", "changed_by", "parts", "assessment"))
_MASKED = 6
"""How many digits of a BSN are hidden: enough to tell two people apart, too little to use."""


def mask_bsn(bsn: str | None) -> str | None:
    """A BSN as it may be shown without a reason: only its last digits."""
    return bsn and "•" * _MASKED + bsn[_MASKED:]


def find_record(reader: Reader, subject: str, text: str, today: date) -> dict[str, Any]:
    """The record of ``subject`` that ``text`` names, with what belongs to it: field → value, the name among them."""
    from db.refs import resolve

    key = resolve(reader, subject, text).id
    module, function = _FILES[subject].split(":")
    file = getattr(import_module(module), function)(reader, key, today)
    found = dict(_pairs(file) or ())
    if subject == "coordination":
        found = file.row._asdict() | {name: value for name, value in found.items() if name not in ("row", "holder")}
    if subject == "employer":
        holder = file.holder
        found["holder"] = holder.person.name if holder else None
        found["decides_now"] = holder.deciding.name if holder and holder.deciding else None
    return {"number": found.pop("number"), "name": _name_of(file, found), **found}


def _name_of(file: Any, found: Mapping[str, Any]) -> str:
    """The name by which people know the record: for a placement or a request its client's."""
    return str(getattr(file, "name", None) or getattr(file, "title", None) or found.get("client_name") or "")


def plain(value: Any) -> Any:
    """A record, a row or a value of the store as JSON has it; a BSN is masked."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, bytes):
        return id_text(value)
    if isinstance(value, Message):
        return render(value)
    if isinstance(value, Assessment):
        return [finding_json(finding) for finding in value.findings]
    if (pairs := _pairs(value)) is not None:
        return {name: mask_bsn(one) if name == "bsn" else plain(one) for name, one in pairs}
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    return value


def _pairs(value: Any) -> list[tuple[str, Any]] | None:
    """Names and values of a frozen row or file; None for anything else."""
    if isinstance(value, Mapping):
        return list(value.items())
    if is_dataclass(value):
        return [(one.name, getattr(value, one.name)) for one in fields(value)]
    if hasattr(value, "_fields"):
        return list(zip(value._fields, value, strict=True))
    return None


def write_record(record: Mapping[str, Any], subject: str = "") -> None:
    """A record of ``subject`` for people: its number and name, its fields that say something, then what belongs to it."""
    write_line(visible(f"{record['number'] or ''}  {record.get('name', '')}".strip()))
    told = [(name, value) for name, value in _told(record) if name not in ("number", "name")]
    lines = [(_named(name, subject), shown(name, value)) for name, value in told if name not in RELATIONS]
    width = max((len(name) for name, _value in lines), default=0)
    for name, text in lines:
        write_line(f"  {name:<{width}}  {text}")
    for name, value in told:
        if name in RELATIONS:
            write_line()
            write_line(_(RELATIONS[name]))
            _write_rows(value)


def _write_rows(rows: Sequence[Any]) -> None:
    if isinstance(rows[0], str):
        write_line(f"  {', '.join(visible(row) for row in rows)}")
        return
    told = [dict(_told(row)) for row in rows]
    columns = list(dict.fromkeys(name for row in told for name in row))
    cells = ([shown(name, row.get(name)) for name in columns] for row in told)
    write_table([_named(name) for name in columns], cells, indent="  ")


def _told(record: Any) -> Iterator[tuple[str, Any]]:
    """The fields that people want to see: not the keys, and not what is empty."""
    for name, value in _pairs(record) or ():
        if name not in _UNSEEN and not name.endswith("_id") and value not in (None, "", (), [], {}):
            yield name, value


def _named(field: str, subject: str = "") -> str:
    if field in LABELS:
        return _(LABELS[field])
    name = render(field_label(subject, field))
    return name[:1].upper() + name[1:]


def shown(field: str, value: Any) -> str:
    """One value as people read it."""
    match value:
        case None:
            return ""
        case bool():
            return _("yes") if value else _("no")
        case StrEnum():
            return label(value)
        case datetime():
            return moment(value)
        case date():
            return long_date(value)
        case Decimal():
            return amount(value)
        case Mapping():
            return "; ".join(f"{key}: {visible(str(one))}" for key, one in value.items())
        case tuple() | list():
            return ", ".join(shown(field, one) for one in value)
    if field == "birth_date":
        return partial_date(value)
    if (codes := _CODES.get(field)) and value in codes:
        return _(codes[value])
    if _pairs(value) is not None:
        return visible(str(getattr(value, "name", "")))
    return visible(str(mask_bsn(value) if field == "bsn" else value))
