"""Looks at protected data: who saw what nobody needs to see every day, as the journal tells it (AVG; BIO2 8.15).

A look changes nothing: its entry has no changes. It is written before what was asked for is shown or leaves the house.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.store import Store
    from models.actor import Actor


def record_look(store: Store, actor: Actor, action: str, *, about: bytes | None = None, reason: str | None = None) -> None:
    """Write that somebody looks: ``about`` is the key of the record, None for many at once, which ``reason`` then names."""
    with store.write(actor, action, reason) as tx:
        tx.journal.about = about
        tx.journal.begin()
