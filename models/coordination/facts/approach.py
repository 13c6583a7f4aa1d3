"""What the rules know of who went to an employer lately (E7), and of the group that the employer is a branch of (E9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.coordination.facts.employer import HolderFacts


class Approach(StrEnum):
    """How somebody approached an employer, or claimed it; read from what they recorded, never stored."""

    CONTACT = "contact"
    """A contact moment about the employer."""
    REQUEST = "request"
    """A request for coordination that was not withdrawn or declined."""
    PROPOSAL = "proposal"
    """A placement that is proposed, and not active or refused yet."""
    ACTION = "action"
    """An open action about the employer: somebody means to go there."""


@dataclass(frozen=True, slots=True)
class ApproachFacts:
    """One approach of one employer by one of us."""

    what: Approach
    by: bytes
    name: str
    """Who it was."""
    day: date
    """When: of an action the day by which it is to be done."""
    client: bytes | None = None
    """For which client; None for a contact or an action about the employer itself."""
    number: str | None = None
    """Of the request or the proposal."""


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """That the group account holder was told of a client who goes to a branch."""

    day: date
    name: str
    """Who was told."""
    by: str
    """Who told them."""


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """The group of companies (concern) that the employer is a branch of."""

    name: str
    """As it stands with this branch."""
    holder: HolderFacts | None = None
    """The group account holder of today; None when the group has none."""
    notices: tuple[NoticeFacts, ...] = ()
    """Who was told of this client and this form at this branch, the newest first, as far back as a consent holds."""
