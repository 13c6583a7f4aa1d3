"""Whom somebody who is being typed looks like: asked on every field that is left, so by indexes and in one query."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from db.duplicates.clients import NAMED_BY, AlikeClient
from db.duplicates.pairs import different_from
from db.likeness import KEYS, twins_of
from db.reading import Reader, gone
from models.likeness import UNKNOWN_BIRTH, ClientKeys, EmployerKeys, client_likeness
from models.values import (
    company_key,
    domain_key,
    fold,
    parse_branch_number,
    parse_bsn,
    parse_kvk,
    parse_partial_date,
    parse_postcode,
    person_name,
    phone_key,
    sort_name,
)

_MOST = 500
"""People of one name who are compared with somebody who is typed."""


class LooksLike(NamedTuple):
    """A record that what is typed looks like."""

    number: str
    name: str
    reasons: tuple[str, ...]
    """What is the same, of :data:`models.likeness.SAME`."""
    score: int


def _as_kept(parse: Callable[[str], str], text: str | None) -> str | None:
    """What was typed in the form in which it is kept; None while it is not finished, or wrong."""
    try:
        return parse(text.strip()) if text and text.strip() else None
    except ValueError:
        return None


def employer_keys(reader: Reader, key: bytes) -> EmployerKeys:
    """What an employer is compared by."""
    row = reader.row(f"SELECT {', '.join(KEYS)} FROM employer WHERE id = ?", (key,))
    if row is None:
        raise gone()
    return EmployerKeys(*row)


def client_keys(reader: Reader, key: bytes) -> ClientKeys:
    """What a client is compared by."""
    row = reader.row(f"SELECT {NAMED_BY} FROM client c WHERE c.id = ?", (key,))
    if row is None:
        raise gone()
    return AlikeClient(*row).keys


def like_typed_employer(reader: Reader, typed: Mapping[str, Any], day: date, key: bytes | None = None) -> tuple[LooksLike, ...]:
    """The employers that what is typed looks like, the surest first; ``key`` is the record that is being changed."""
    keys = EmployerKeys(
        _as_kept(parse_branch_number, typed.get("branch_number")),
        _as_kept(parse_kvk, typed.get("kvk")),
        company_key(typed.get("name") or ""),
        fold(typed.get("place") or "").strip(),
        phone_key(typed.get("phone")),
        domain_key(typed.get("website")),
    )
    found = twins_of(reader, keys, day, apart_from=key)
    return tuple(LooksLike(twin.number, twin.name, twin.reasons, 0) for twin in found)


def like_typed_client(reader: Reader, typed: Mapping[str, Any], key: bytes | None = None) -> tuple[LooksLike, ...]:
    """The clients that who is typed looks like, the surest first: by BSN, or by name; a BSN is compared, never shown."""
    surname, called = (typed.get("surname") or "").strip(), typed.get("call_name") or typed.get("initials")
    given = {name: typed.get(name) or None for name in ("prefix", "call_name", "initials", "street", "house_number", "postcode")}
    given["postcode"] = _as_kept(parse_postcode, given["postcode"]) or given["postcode"]
    bsn = _as_kept(parse_bsn, typed.get("bsn"))
    one = AlikeClient(
        birth_date=_as_kept(parse_partial_date, typed.get("birth_date")) or UNKNOWN_BIRTH,
        sort_name=sort_name(surname, called),
        rowid=0,
        id=b"",
        number="",
        surname=surname,
        place=typed.get("place") or None,
        phone=typed.get("phone") or None,
        bsn=bsn,
        **given,
    )
    family = fold(surname)
    rows = reader.rows(
        f"SELECT {NAMED_BY} FROM client c WHERE c.bsn = ? AND c.merged_into_id IS NULL UNION "
        f"SELECT {NAMED_BY} FROM (SELECT id FROM client INDEXED BY ix_client_filter WHERE sort_name >= ? AND sort_name < ? "
        "AND (birth_date = ? OR sort_name = ?) LIMIT ?) d CROSS JOIN client c ON c.id = d.id WHERE c.merged_into_id IS NULL",
        (bsn, family, f"{family}\U0010ffff", one.birth_date, one.sort_name, _MOST) if family else (bsn, "", "", "", "", 0),
    )
    different = different_from(reader, "client", key) if key else frozenset()
    found = []
    for row in rows:
        other = AlikeClient(*row)
        if other.id != key and other.id not in different and (alike := client_likeness(one.keys, other.keys)):
            name = person_name(other.surname, other.prefix, other.call_name or other.initials)
            found.append(LooksLike(other.number, name, alike.reasons, alike.score))
    return tuple(sorted(found, key=lambda like: (-like.score, like.number)))
