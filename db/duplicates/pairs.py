"""What was said of two records that look alike: that they are not the same, or that an account holder agrees to a merge.

It holds both ways, is kept in the journal and can be undone. Two that are not the same are never offered again: not in
the list of duplicates, not by rule E6 and not by the findings of an import.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from db.merging.mandate import must_be_able_to_judge
from db.reading import Reader
from models.errors import BadInput, Refused
from models.kinds import Said
from models.labels import subject_label
from models.messages import N_, Message

if TYPE_CHECKING:
    from db.store import Store
    from models.actor import Actor
    from models.pair import Pair

SUBJECTS = ("employer", "client")
"""The subjects whose records are looked through for duplicates."""
Touched = Callable[[int], bool]
"""Whether something is about the record with this rowid."""
Couple = frozenset[bytes]
"""The keys of two records, whichever comes first."""


class SaidOf(NamedTuple):
    """What somebody said of a pair."""

    id: bytes
    said: Said
    said_by: bytes
    name: str
    """Of who said it."""
    said_on: date
    reason: str | None


def couple(one: bytes, other: bytes) -> Couple:
    """Two records, whichever comes first."""
    return frozenset((one, other))


def said_different(reader: Reader, subject: str) -> frozenset[Couple]:
    """All pairs of which somebody said that they are not the same; one query."""
    rows = reader.rows(
        f"SELECT {subject}_id, other_{subject}_id FROM pair WHERE {subject}_id IS NOT NULL AND said = ?", (Said.DIFFERENT.value,)
    )
    return frozenset(couple(*row) for row in rows)


def different_from(reader: Reader, subject: str, key: bytes) -> frozenset[bytes]:
    """The records of which somebody said that they are not the same as this one; one query."""
    rows = reader.rows(
        f"SELECT other_{subject}_id FROM pair WHERE {subject}_id = :key AND +said = :said "
        f"UNION SELECT {subject}_id FROM pair WHERE other_{subject}_id = :key AND +said = :said",
        {"key": key, "said": Said.DIFFERENT.value},
    )
    return frozenset(key for (key,) in rows)


def said_of(reader: Reader, subject: str, one: bytes, other: bytes) -> tuple[SaidOf, ...]:
    """What was said of two records, the newest first."""
    rows = reader.rows(
        "SELECT p.id, p.said, p.said_by, u.name, p.said_on, p.reason FROM pair p JOIN user u ON u.id = p.said_by "
        f"WHERE (p.{subject}_id = :one AND p.other_{subject}_id = :other) "
        f"OR (p.{subject}_id = :other AND p.other_{subject}_id = :one) ORDER BY p.said_on DESC, p.id DESC",
        {"one": one, "other": other},
    )
    return tuple(SaidOf(key, Said(said), by, name, date.fromisoformat(day), reason) for key, said, by, name, day, reason in rows)


# -- acts ----------------------------------------------------------------------------------------------------------------


def say_different(store: Store, actor: Actor, subject: str, one: bytes, other: bytes, reason: str | None = None) -> bytes:
    """Record that two records are not the same; returns the key of what was recorded.

    :class:`Refused` when who acts may not judge this pair, or when it was said already.
    """
    from models.pair import Pair

    with store.write(actor, "pair.different", reason) as tx:
        must_be_able_to_judge(tx.reader, tx.actor, subject, one, other, tx.today)
        for said in said_of(tx.reader, subject, one, other):
            if said.said is Said.DIFFERENT:
                raise Refused(Message(N_("{name} said already on {day} that these are not the same."), **_who(said)))
            tx.remove(tx.get(Pair, said.id))
        return tx.add(_pair(subject, (one, other), Said.DIFFERENT, actor, tx.today, reason)).id


def say_same(store: Store, actor: Actor, subject: str, one: bytes, other: bytes) -> bytes:
    """Record that who acts agrees to a merge of two records; returns the key of what was recorded."""
    from models.pair import Pair

    with store.write(actor, "pair.same") as tx:
        must_be_able_to_judge(tx.reader, tx.actor, subject, one, other, tx.today)
        for said in said_of(tx.reader, subject, one, other):
            if said.said is Said.SAME and said.said_by == actor.id:
                raise Refused(Message(N_("{name} agreed already on {day} to a merge of these two."), **_who(said)))
            if said.said is Said.DIFFERENT:
                tx.remove(tx.get(Pair, said.id))
        return tx.add(_pair(subject, (one, other), Said.SAME, actor, tx.today, None)).id


def take_back(store: Store, actor: Actor, subject: str, one: bytes, other: bytes) -> None:
    """Take back all that was said of two records: they are offered again when they look alike."""
    from models.pair import Pair

    with store.write(actor, "pair.take-back") as tx:
        must_be_able_to_judge(tx.reader, tx.actor, subject, one, other, tx.today)
        found = said_of(tx.reader, subject, one, other)
        if not found:
            raise Refused(Message(N_("Nothing was said of these two yet.")))
        for said in found:
            tx.remove(tx.get(Pair, said.id))


def two_of(reader: Reader, subject: str, first: str, second: str) -> tuple[bytes, bytes]:
    """The keys of two different records by what people type; :class:`BadInput` when they are one and the same record."""
    from db.refs import resolve

    one, other = (resolve(reader, subject, text, itself=True) for text in (first, second))
    if one.id == other.id:
        raise BadInput(
            Message(
                N_("'{first}' and '{second}' are one and the same {subject}."), first=first, second=second, **_called(subject)
            ),
            Message(N_("Name two records.")),
        )
    return one.id, other.id


def _called(subject: str) -> dict[str, Message]:
    return {"subject": subject_label(subject)}


def _who(said: SaidOf) -> dict[str, Any]:
    return {"name": said.name, "day": said.said_on}


def _pair(subject: str, two: tuple[bytes, bytes], said: Said, actor: Actor, today: date, reason: str | None) -> Pair:
    from models.pair import Pair

    both: dict[str, Any] = dict(zip((f"{subject}_id", f"other_{subject}_id"), two, strict=True))
    return Pair(said=said.value, said_by=actor.id, said_on=today, reason=reason, **both)
