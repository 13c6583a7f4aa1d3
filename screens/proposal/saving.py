"""Placing a proposal, or keeping it: the acts of the store in the order that a form needs them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from db.overrides import override
from db.placement_file import placement_file
from db.placements import Placed, activate, change_proposal, place, propose
from models.errors import BadInput
from models.messages import N_, Message
from models.placement import PlacementInput
from models.placement_override import OverrideInput
from screens.house.desk import Desk


class Kept(NamedTuple):
    """A proposal that is in the store already."""

    key: bytes
    version: int


class Saved(NamedTuple):
    """What came of it, and which proposal stands in the store now (None: none yet)."""

    placed: Placed
    kept: Kept | None


def place_now(desk: Desk, data: PlacementInput, reasons: Mapping[str, str], kept: Kept | None) -> Saved:
    """Make it an active placement when no rule blocks. A proposal that was kept keeps what was changed, either way."""
    if kept is None:
        return Saved(place(desk.store, desk.actor, data, reasons=reasons), None)
    changed = keep(desk, data, reasons, kept).kept or kept
    placed = activate(desk.store, desk.actor, kept.key, changed.version, reasons=reasons)
    return Saved(placed, _as_kept(desk, placed))


def keep(desk: Desk, data: PlacementInput, reasons: Mapping[str, str], kept: Kept | None) -> Saved:
    """Keep it as a proposal, with what the rules say of it."""
    if kept is None:
        placed = propose(desk.store, desk.actor, data, reasons=reasons)
    else:
        placed = change_proposal(desk.store, desk.actor, kept.key, kept.version, data, reasons=reasons)
    return Saved(placed, _as_kept(desk, placed))


def set_aside(desk: Desk, kept: Kept | None, rule: str, reason: str) -> Kept:
    """Set the block of a rule aside for a kept proposal; it has another version afterwards."""
    if kept is None:
        raise BadInput(Message(N_("First keep this as a proposal (F6).")))
    done = override(desk.store, desk.actor, kept.key, kept.version, rule, OverrideInput(reason=reason))
    return Kept(done.placement, done.version)


def _as_kept(desk: Desk, placed: Placed) -> Kept | None:
    if placed.id is None:
        return None
    with desk.store.read() as reader:
        return Kept(placed.id, placement_file(reader, placed.id, desk.store.today()).version)
