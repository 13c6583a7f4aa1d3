"""The one form in which the journal keeps values: JSON of what the tables keep, to the letter."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from models.values import decimal_text

WHOLE = "*"
"""The field of a change that adds or removes a whole record."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=False).encode


def stored(value: Any) -> Any:
    """A Python value as its column keeps it: keys stay bytes, dates, moments and decimals become text."""
    if value is None or isinstance(value, int | bytes):
        return int(value) if isinstance(value, bool) else value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, datetime):
        from models.base import moment_text

        return moment_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return decimal_text(value)
    raise TypeError(f"no column keeps a {type(value).__name__}")


def field_json(value: Any) -> str | None:
    """One kept value as the journal writes it; null is no value at all."""
    if value is None:
        return None
    return _encode(value.hex() if isinstance(value, bytes) else value)


def record_json(row: Mapping[str, Any]) -> str:
    """A whole record as the journal writes it: kept values, in the order of the table, without the empty ones."""
    # Three times as fast as json here, and the same to the letter; loading it takes longer than a first screen may wait.
    from pydantic_core import to_json

    return to_json({k: v for k, v in row.items() if v is not None}, bytes_mode="hex").decode()


def parsed(text: str | None) -> Any:
    """What :func:`field_json` or :func:`record_json` wrote; keys are still hexadecimal text."""
    return None if text is None else json.loads(text)


SALT = 8


def new_salt() -> bytes:
    """Random bytes that keep a digest from betraying a short value."""
    return os.urandom(SALT)


def new_salts(count: int) -> list[bytes]:
    """Many of them, asked for at once."""
    drawn = os.urandom(SALT * count)
    return [drawn[at : at + SALT] for at in range(0, len(drawn), SALT)]


def digest(salt: bytes, old: str | None, new: str | None) -> bytes:
    """What stands for the values when they are blanked: SHA-256 over salt, old and new."""
    return hashlib.sha256(b"%b\x00%b\x00%b" % (salt, (old or "").encode(), (new or "").encode())).digest()
