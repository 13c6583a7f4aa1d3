"""Reading XML as it streams by: no document type, so no entities; no token without end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import IO
from xml.parsers import expat

_BLOCK = 1 << 16
_TOKEN = 4 << 20
"""Bytes that may be held while a tag has not ended."""
_NAMES = 1_000
"""Names of elements that are remembered."""
Attributes = Mapping[str, str]
"""The attributes of an element; a name in a namespace has the namespace before it."""
Starts = Mapping[str, Callable[[Attributes], None]]
"""Name of an element, without its namespace → who is told that it begins."""
Ends = Mapping[str, Callable[[], None]]
Text = Callable[[str], None]
_BETWEEN = "}"


class BadXml(Exception):
    """What is no XML, or XML that nobody's spreadsheet writes."""


def stream(source: IO[bytes], starts: Starts, ends: Ends, text: Text) -> Iterator[int]:
    """Read ``source`` block by block; yields how many bytes were read after each."""
    parser = expat.ParserCreate(namespace_separator=_BETWEEN)
    parser.buffer_text = True
    begins = _ByFullName(starts, lambda _attributes: None)
    finishes = _ByFullName(ends, lambda: None)

    def start(full: str, attributes: Attributes) -> None:
        begins[full](attributes)

    def end(full: str) -> None:
        finishes[full]()

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    read = 0
    try:
        while block := source.read(_BLOCK):
            parser.Parse(block, False)
            read += len(block)
            if read - parser.CurrentByteIndex > _TOKEN:
                raise BadXml
            yield read
        parser.Parse(b"", True)
        yield read
    except expat.ExpatError as error:
        raise BadXml from error


class _ByFullName(dict[str, Callable[..., None]]):
    """Who is told, by the name with its namespace; found once for each name that is met."""

    def __init__(self, told: Mapping[str, Callable[..., None]], nobody: Callable[..., None]) -> None:
        super().__init__()
        self._told = told
        self._nobody = nobody

    def __missing__(self, full: str) -> Callable[..., None]:
        found = self._told.get(full.rpartition(_BETWEEN)[2], self._nobody)
        if len(self) < _NAMES:
            self[full] = found
        return found


def attribute(attributes: Attributes, name: str) -> str:
    """An attribute by its name without namespace; '' when it is not there."""
    value = attributes.get(name)
    if value is None:
        ending = _BETWEEN + name
        value = next((one for key, one in attributes.items() if key.endswith(ending)), "")
    return value


def _refuse(*_declared: object) -> None:
    raise BadXml
