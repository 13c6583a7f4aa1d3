"""What a file has spoken of so far, in memory that does not grow with it."""

from __future__ import annotations

from collections.abc import Hashable

from db.reading import Reader
from models.base import Record


class Seen:
    """Records that rows before were about: a bit for each stored one, all that are newer than the import, rejected names."""

    def __init__(self, reader: Reader, table: type[Record]) -> None:
        self._newest: int = reader.value(f"SELECT max(rowid) FROM {table.__table__.name}") or 0  # type: ignore[attr-defined]
        self._bits = bytearray(self._newest // 8 + 1)
        self._rejected: set[Hashable] = set()

    def add(self, rowid: int) -> None:
        """A row was about the stored record with this rowid."""
        if rowid <= self._newest:
            self._bits[rowid >> 3] |= 1 << (rowid & 7)

    def reject(self, name: Hashable | None) -> None:
        """A row of this name was rejected: no record may tell of it later."""
        if name is not None:
            self._rejected.add(name)

    def touched(self, rowid: int) -> bool:
        """Whether the file has spoken of the record with this rowid; new records came from it."""
        return rowid > self._newest or bool(self._bits[rowid >> 3] & (1 << (rowid & 7)))

    def before(self, key: Hashable, rowid: int | None) -> bool:
        """Whether a row with this name, or about this stored record, came before."""
        return key in self._rejected or (rowid is not None and self.touched(rowid))
