"""The same act on several requests at once: one transaction with one entry in the journal, undone together.

Those for which it can't be done are left as they are, and named with why. When it can be done for none, nothing is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from db.conversation import confirm_in, remind_in
from db.coordination_routing import hand_over_in
from db.decisions import approve_in, decline_in
from models.errors import BadInput, Blocked, InvalidInput, Refused
from models.messages import N_, Message

if TYPE_CHECKING:
    from db.store import Store
    from db.writing import Transaction
    from models.actor import Actor


class Left(NamedTuple):
    """A request that was left as it was, and why."""

    number: str
    why: Message


class Many(NamedTuple):
    """What became of an act on several requests."""

    done: int
    left: tuple[Left, ...]


def approve_many(store: Store, actor: Actor, keys: Iterable[bytes], conditions: Sequence[str] = ()) -> Many:
    """Agree to each, on the same conditions."""
    return _each(store, actor, "approve", keys, lambda tx, key: approve_in(tx, actor, key, conditions))


def decline_many(store: Store, actor: Actor, keys: Iterable[bytes], reason: str, alternative: str | None = None) -> Many:
    """Say no to each, for the same reason."""
    why = reason.strip()
    if not why:
        raise InvalidInput([("reason", Message(N_("Say why the answer is no.")))])
    return _each(store, actor, "decline", keys, lambda tx, key: decline_in(tx, actor, key, why, alternative), why)


def hand_over_many(store: Store, actor: Actor, keys: Iterable[bytes]) -> Many:
    """Hand each to the deputy of its account holder."""
    return _each(store, actor, "hand-over", keys, lambda tx, key: hand_over_in(tx, actor, key))


def remind_many(store: Store, actor: Actor, keys: Iterable[bytes]) -> Many:
    """Remind of each who has to decide."""
    return _each(store, actor, "remind", keys, lambda tx, key: remind_in(tx, actor, key))


def confirm_many(store: Store, actor: Actor, keys: Iterable[bytes]) -> Many:
    """Say of each that it was said so."""
    return _each(store, actor, "confirm", keys, lambda tx, key: confirm_in(tx, actor, key))


def _each(
    store: Store,
    actor: Actor,
    act: str,
    keys: Iterable[bytes],
    do: Callable[[Transaction, bytes], None],
    reason: str | None = None,
) -> Many:
    left: list[Left] = []
    with store.write(actor, f"coordination.{act}", reason) as tx:
        unique = dict.fromkeys(keys)
        for key in unique:
            try:
                do(tx, key)
            except (Refused, BadInput) as error:  # raised before anything of this request was written
                number = tx.reader.value("SELECT number FROM coordination WHERE id = ?", (key,))
                left.append(Left(number or "?", error.message))
        if len(left) == len(unique):
            raise Blocked(
                Message(
                    N_("Nothing was done: it can be done for none of these. {first}: {why}"),
                    first=left[0].number if left else "",
                    why=left[0].why if left else "",
                ),
                [one.number for one in left],
            )
        return Many(len(unique) - len(left), tuple(left))
