"""What a store of an earlier version lacks of the records that come with the product: added once its tables are up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.creating import mandate_records

if TYPE_CHECKING:
    from db.store import Store


def complete(store: Store) -> None:
    """Add the starting mandates that did not exist yet when the store was made.

    One that was there once and was taken out by an administrator does not come back: the journal knows it.
    """
    with store.write(None, "store.complete") as tx:
        for mandate in mandate_records():
            if not tx.reader.value("SELECT 1 FROM journal_change WHERE record = ? LIMIT 1", (mandate.id,)):
                tx.add(mandate)
