"""The texts that the cells of a workbook share: each once, packed together, so that a million of them fit in memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import IO

from db.imports.records import CELL_LIMIT
from db.imports.xlsx.cells import text_cell
from db.imports.xlsx.xml import Attributes, BadXml, stream

_MOST = 512 << 20
"""Bytes of shared text; a workbook with more is better read as CSV."""


class TooMuchText(Exception):
    """More shared text than memory should hold."""


class SharedTexts:
    """The shared texts by their place in the list."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._ends = array("L", (0,))

    def __getitem__(self, place: int) -> str:
        """The cell with the text in that place; :class:`IndexError` when there is none."""
        if place < 0:
            raise IndexError(place)
        return self._bytes[self._ends[place] : self._ends[place + 1]].decode()

    def read(self, source: IO[bytes]) -> None:
        """Read all of them."""
        for _read in self._reading(source):
            if len(self._bytes) > _MOST:
                raise TooMuchText

    def _reading(self, source: IO[bytes]) -> Iterator[int]:
        parts: list[str] = []
        listens = phonetic = False
        length = 0

        def text_begins(_attributes: Attributes) -> None:
            nonlocal listens
            listens = not phonetic

        def text_ends() -> None:
            nonlocal listens
            listens = False

        def phonetic_begins(_attributes: Attributes) -> None:
            nonlocal phonetic
            phonetic = True

        def phonetic_ends() -> None:
            nonlocal phonetic
            phonetic = False

        def item_ends() -> None:
            nonlocal length
            self._bytes.extend(text_cell("".join(parts)).encode())
            self._ends.append(len(self._bytes))
            parts.clear()
            length = 0

        def text(found: str) -> None:
            nonlocal length
            if listens:
                parts.append(found)
                length += len(found)
                if length > CELL_LIMIT:
                    raise BadXml

        starts = {"t": text_begins, "rPh": phonetic_begins}
        return stream(source, starts, {"t": text_ends, "rPh": phonetic_ends, "si": item_ends}, text)
