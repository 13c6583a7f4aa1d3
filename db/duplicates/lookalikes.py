"""What one record looks like: for the key that merges it."""

from __future__ import annotations

from datetime import date

from db.duplicates.typing import like_typed_client
from db.likeness import twin_facts
from db.reading import Reader
from db.refs import resolve

_TYPED = "surname prefix call_name initials birth_date bsn street house_number postcode place phone".split()


def look_alikes(reader: Reader, subject: str, key: bytes, day: date) -> list[tuple[str, str]]:
    """The records that this one looks like, the surest first: the key as hexadecimal text, and number and name."""
    if subject == "employer":
        found = [(twin.number, twin.name) for twin in twin_facts(reader, key, day)]
    else:
        row = reader.row(f"SELECT {', '.join(_TYPED)} FROM client WHERE id = ?", (key,)) or ()
        typed = dict(zip(_TYPED, row, strict=False))
        found = [(like.number, like.name) for like in like_typed_client(reader, typed, key)]
    return [(resolve(reader, subject, number).id.hex(), f"{number} {name}") for number, name in found]
