"""The one key of every record: a UUIDv7, made on this laptop, kept as 16 bytes."""

from __future__ import annotations

from uuid import UUID, uuid5

from uuid_utils import uuid7 as _uuid7

NAMESPACE = UUID("6c1f2f0a-8d0b-5a41-9c55-0a3f6d1e7b10")
"""Namespace of the ids that are written in the code; never change it."""


def new_id() -> bytes:
    """A new key of 16 bytes, later than every key made before it on this laptop."""
    return _uuid7().bytes


def fixed_id(subject: str, name: str) -> bytes:
    """The key of a record that comes with the product: equal on every laptop."""
    return uuid5(NAMESPACE, f"{subject}:{name}").bytes


def id_text(key: bytes) -> str:
    """The key as people and files see it: 36 characters with dashes."""
    return str(UUID(bytes=key))


def parse_id(text: str) -> bytes | None:
    """The key that ``text`` names, or None when it is no id."""
    try:
        return UUID(text.strip()).bytes
    except ValueError:
        return None
