"""What the store says of a proposal as it stands in the form: read beside the painting, in one go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from db.mandates import scopes
from db.override_facts import may_set_aside
from db.placement_facts import client_facts
from db.placements import check_change, check_proposal, default_until, free_hours
from db.reading import Reader
from db.wage_values import rate_for
from models.actor import Actor
from models.coordination.findings import Assessment
from models.kinds import Decision, Form
from models.placement import PlacementInput
from models.placement_change import FieldChange
from models.values import parse_date
from screens.house.desk import Desk
from screens.texts import _, amount, label

NAME_ROOM = 32
"""Letters of a name that leave room for the hours beside it."""
_MANDATES = {"assign-holder": Decision.ASSIGN_HOLDER, "make-relation": Decision.REGISTER_RELATION}
"""Acts beside a finding that not everybody may do."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """The form at one moment: what stands in it, checked or not."""

    values: Mapping[str, Any]
    model: PlacementInput | None
    """None while something is missing or wrong."""
    reasons: Mapping[str, str]
    kept: bytes | None = None
    """Key of the proposal that is resumed, or of the placement that changes."""
    runs: bool = False
    """Whether that placement runs: then what changes is judged."""


@dataclass(frozen=True, slots=True)
class Look:
    """The store's answer."""

    client: str = ""
    """'Joris Baan (C00311, Pw, Almelo, vrij 16 van 24 u)'."""
    free: Decimal | None = None
    """Contract hours that are free in the period."""
    longest: date | None = None
    """The last day that the form allows."""
    rate: Decimal | None = None
    """The rate that follows from the wage value, for a form that has one."""
    assessment: Assessment | None = None
    barred: frozenset[str] = frozenset()
    """Acts that this user may not do."""
    changed: tuple[FieldChange, ...] = ()
    """What would change in a placement that runs."""


def look(desk: Desk, proposed: Proposed) -> Look:
    """Read what the form's head and defaults need, and what the rules say of it."""
    assessment, changed = _judged(desk, proposed)
    values = proposed.values
    client, form = values["client_id"], values["form"]
    start, until = day_or_none(values["start"]), day_or_none(values["until"])
    with desk.store.read() as reader:
        longest = default_until(reader, Form(form), start) if form and start else None
        free = free_hours(reader, client, start, until or longest, placement=proposed.kept) if client and start else None
        head = client_head(reader, client, free) if client else ""
        day = max(start, desk.store.today()) if start and proposed.runs else start
        rate = rate_for(reader, client, Form(form), day) if client and form and day else None
        barred = _barred(reader, desk.actor, None if proposed.runs else proposed.kept)
        return Look(head, free, longest, rate, assessment, barred, changed)


def _judged(desk: Desk, proposed: Proposed) -> tuple[Assessment | None, tuple[FieldChange, ...]]:
    """What the rules say, and what would change; nothing while something is missing or wrong in the form."""
    model, kept, reasons = proposed.model, proposed.kept, proposed.reasons
    if model is None:
        return None, ()
    if proposed.runs and kept is not None:
        changed, assessment = check_change(desk.store, desk.actor, kept, model, reasons=reasons)
        return assessment, changed
    return check_proposal(desk.store, desk.actor, model, reasons=reasons, placement=kept), ()


def client_head(reader: Reader, key: bytes, free: Decimal | None) -> str:
    """Who is placed, in one line."""
    client = client_facts(reader, key)
    parts = [client.number, label(client.group, short=True), client.municipality]
    contract = amount(client.contract_hours)
    if contract and free is not None:
        parts.append(_("free {n} of {all} h", n=amount(free), all=contract))
    elif contract:
        parts.append(_("contract {n} h", n=contract))
    name = client.name if len(client.name) <= NAME_ROOM else f"{client.name[:NAME_ROOM]}…"
    return f"{name} ({', '.join(parts)})"


def _barred(reader: Reader, actor: Actor, kept: bytes | None) -> frozenset[str]:
    """Acts without a mandate; setting a block aside is for a kept proposal, and never for who proposed it."""
    barred = {act for act, decision in _MANDATES.items() if not scopes(reader, actor, decision)}
    if kept is None or not may_set_aside(reader, actor, kept):
        barred.add("override")
    return frozenset(barred)


def day_or_none(text: str | None) -> date | None:
    """What stands in a field of a date; None while it is no date."""
    try:
        return parse_date(text.strip()) if text and text.strip() else None
    except ValueError:
        return None
