"""Reading XML as it streams by: no document type, so no entities; no token without end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import IO
from xml.parsers import expat

_BLOCK = 1 << 16
_TOKEN = 4 << 20
"""Bytes that may be held while a tag has not ended."""
Attributes = Mapping[str, str]
Start = Callable[[str, Attributes], None]
"""Told the name of an element, without its namespace, and its attributes, with theirs."""
End = Callable[[str], None]
Text = Callable[[str], None]
_BETWEEN = "}"


class BadXml(Exception):
    """What is no XML, or XML that nobody's spreadsheet writes."""


def stream(source: IO[bytes], start: Start, end: End, text: Text) -> Iterator[int]:
    """Read ``source`` block by block; yields how many bytes were read after each."""
    parser = expat.ParserCreate(namespace_separator=_BETWEEN)
    parser.buffer_text = True
    local: dict[str, str] = {}

    def name_of(full: str) -> str:
        name = local.get(full)
        if name is None:
            name = local[full] = full.rpartition(_BETWEEN)[2]
        return name

    parser.StartElementHandler = lambda name, attributes: start(name_of(name), attributes)
    parser.EndElementHandler = lambda name: end(name_of(name))
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


def attribute(attributes: Attributes, name: str) -> str:
    """An attribute by its name without namespace; '' when it is not there."""
    value = attributes.get(name)
    if value is None:
        ending = _BETWEEN + name
        value = next((one for key, one in attributes.items() if key.endswith(ending)), "")
    return value


def _refuse(*_declared: object) -> None:
    raise BadXml
