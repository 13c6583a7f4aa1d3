"""What a merge of two records would do, before it is done: field by field, and what moves along."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from db.account_holding import holder_on
from db.history import value_in_words
from db.merging.fields import HOLDER, FieldChoice, Stays, field_choices
from db.merging.mandate import is_allowed, needs_reason
from db.reading import Reader, gone
from db.undo_blockers import pointing_at
from models.actor import Actor
from models.errors import NuoError
from models.likeness import Likeness
from models.messages import Message
from models.values import person_name

_HIDDEN_DIGITS = "••••••"
_SELVES = ("pair",)
"""Subjects whose records point at a client or employer and are not told as moving along."""


class Moves(NamedTuple):
    """Records of one subject that move along."""

    subject: str
    number: int
    """How many."""


class Side(NamedTuple):
    """One of the two records."""

    id: bytes
    number: str
    version: int
    name: str
    place: str | None
    archived_on: str | None
    merged_into: bytes | None


@dataclass(frozen=True, slots=True)
class MergeOutlook:
    """What merging ``lost`` into ``keep`` would do."""

    subject: str
    keep: Side
    lost: Side
    fields: tuple[FieldChoice, ...]
    words: Mapping[str, tuple[Message | None, Message | None]]
    """Both values of each field as people read them; of a BSN only the last digits."""
    moves: tuple[Moves, ...]
    """What belongs to ``lost`` now and moves to ``keep``, with counts."""
    alike: Likeness | None
    refused: NuoError | None
    """Why who acts may not do it; None: they may."""
    needs_reason: bool
    """Whether they have to write down what the two account holders agreed."""


def merge_outlook(
    reader: Reader,
    actor: Actor,
    subject: str,
    keep: bytes,
    lost: bytes,
    today: date,
    chosen: Mapping[str, Stays] | None = None,
) -> MergeOutlook:
    """See :class:`MergeOutlook`."""
    fields = field_choices(reader, subject, keep, lost, chosen)
    if subject == "employer":
        fields += tuple(_holder_choice(reader, keep, lost, today, chosen or {}))
    return MergeOutlook(
        subject,
        side(reader, subject, keep),
        side(reader, subject, lost),
        fields,
        {one.name: tuple(_words(reader, subject, one.name, value) for value in (one.keep, one.lost)) for one in fields},  # type: ignore[misc]
        tuple(what_moves(reader, subject, lost)),
        how_alike(reader, subject, keep, lost),
        is_allowed(reader, actor, subject, keep, lost, today),
        needs_reason(reader, actor, subject, keep, lost, today),
    )


def side(reader: Reader, subject: str, key: bytes) -> Side:
    """A record as one of two."""
    name = "name, NULL, NULL" if subject == "employer" else "surname, prefix, coalesce(call_name, initials)"
    row = reader.row(
        f"SELECT id, number, version, place, archived_on, merged_into_id, {name} FROM {subject} WHERE id = ?", (key,)
    )
    if row is None:
        raise gone()
    key, number, version, place, archived_on, merged_into, *names = row
    called = names[0] if subject == "employer" else person_name(*names)
    return Side(key, number, version, called, place, archived_on, merged_into)


def moving(subject: str) -> list[tuple[Any, str]]:
    """Tables and columns that point at a record of ``subject`` and will point at the one that stays."""
    return [(table, column) for table, column in pointing_at(subject) if column != "merged_into_id"]


def what_moves(reader: Reader, subject: str, key: bytes) -> Iterator[Moves]:
    """What belongs to a record, subject by subject; a query for each."""
    for table, column in moving(subject):
        if table.subject not in _SELVES:
            count = reader.value(f"SELECT count(*) FROM {table.__table__.name} WHERE {column} = ?", (key,))
            if count:
                yield Moves(table.subject, int(count))


def _words(reader: Reader, subject: str, field: str, value: Any) -> Message | None:
    if value is None or value == "":
        return None
    if field == "bsn":
        return Message("{value}", value=_HIDDEN_DIGITS + str(value)[-3:])
    return value_in_words(reader, subject, "user_id" if field == HOLDER else field, value)


def how_alike(reader: Reader, subject: str, one: bytes, other: bytes) -> Likeness | None:
    """How alike two records are; None when nothing points that way."""
    from db.duplicates.typing import client_keys, employer_keys
    from models.likeness import client_likeness, likeness

    if subject == "employer":
        return likeness(employer_keys(reader, one), employer_keys(reader, other))
    return client_likeness(client_keys(reader, one), client_keys(reader, other))


def _holder_choice(reader: Reader, keep: bytes, lost: bytes, day: date, chosen: Mapping[str, Stays]) -> Iterator[FieldChoice]:
    """Who goes on as account holder, when each of the two has another one: that of the record that stays."""
    ours, theirs = holder_on(reader, keep, day), holder_on(reader, lost, day)
    if ours or theirs:
        stays = Stays.KEEP if ours else Stays.LOST
        one = FieldChoice(HOLDER, ours and ours[0], theirs and theirs[0], stays)
        wanted = chosen.get(HOLDER)
        yield one._replace(stays=wanted) if ours and theirs and wanted in one.choices else one
