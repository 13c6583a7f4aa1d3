"""What a contact moment or an action is about: a client, an employer or a placement."""

from __future__ import annotations

from typing import NamedTuple

ABOUT = ("client", "employer", "placement")
"""The subjects that contact moments and actions can be about; each has a column ``…_id`` for it."""


class About(NamedTuple):
    """One record that something is about."""

    subject: str
    """One of :data:`ABOUT`."""
    key: bytes

    @property
    def field(self) -> str:
        """The field that holds its key."""
        return f"{self.subject}_id"

    @property
    def fields(self) -> dict[str, bytes]:
        """As an input model takes it."""
        return {self.field: self.key}


def about_of(client_id: bytes | None, employer_id: bytes | None, placement_id: bytes | None) -> About | None:
    """What the three columns say; None when it is about nothing in particular."""
    for subject, key in zip(ABOUT, (client_id, employer_id, placement_id), strict=True):
        if key is not None:
            return About(subject, key)
    return None
