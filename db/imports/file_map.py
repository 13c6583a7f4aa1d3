"""A map: what a person says about a file whose headings are not ours. Written by hand, in TOML.

    "Wanneer geboren" = "birth_date"                    # this heading is this field
    "Notitie intern" = ""                               # leave this column out
    "Naam (achternaam, voorvoegsel)" = ["surname", "prefix"]    # take this column apart

    [fixed]
    municipality = "Almelo"                             # every row has this value

    [values.status]
    "A" = "active"                                      # what stands there → what it means; "" is: nothing

The first lines may also stand under ``[columns]``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models.errors import BadInput
from models.messages import N_, Message

_EACH_LINE = N_('Each line reads: "heading in the file" = "field"')
_TABLES = ("columns", "fixed", "values")
_LARGEST = 1 << 20


@dataclass(frozen=True, slots=True)
class FileMap:
    """What a map says, with the line of each thing that it says."""

    columns: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    """Heading → field, fields to take it apart in, or '' to leave it out."""
    fixed: Mapping[str, str] = field(default_factory=dict)
    """Field → the value of every row."""
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Field → what stands in the file → what it means."""
    text: str = ""

    def where(self, name: str) -> Message:
        """Where in the map something stands, for an error about it."""
        line = self._line(name)
        return Message(N_("The map")) if line is None else Message(N_("Line {line} of the map"), line=line)

    def _line(self, name: str) -> int | None:
        for number, line in enumerate(self.text.splitlines(), 1):
            begin = line.strip()
            bare = re.split(r"\s*[=\]]", begin.lstrip("["), maxsplit=1)[0]
            if bare.strip("\"'") == name or begin.startswith((f'"{name}"', f"'{name}'", f'[values."{name}"')):
                return number
            if bare.startswith("values.") and bare.removeprefix("values.").strip("\"'") == name:
                return number
        return None


def as_map(mapping: FileMap | Mapping[str, str] | None) -> FileMap:
    """A map, also when only headings and fields were given."""
    return mapping if isinstance(mapping, FileMap) else FileMap(columns=dict(mapping or {}))


def read_map(path: Path) -> FileMap:
    """Read a map; :class:`BadInput` with its line when it can't be understood. Its fields are looked at by ``headings``."""
    text = _text_of(path)
    try:
        content = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadInput(
            Message(N_("The map {path} is no TOML: {reason}."), path=str(path), reason=str(error)), Message(_EACH_LINE)
        ) from None
    lines: dict[str, Any] = {name: value for name, value in content.items() if not (name in _TABLES and isinstance(value, dict))}
    tables = {name: content[name] if isinstance(content.get(name), dict) else {} for name in _TABLES}
    found = FileMap(
        columns={heading: _fields(value) for heading, value in (lines | tables["columns"]).items()},
        fixed={name: _one(value) for name, value in tables["fixed"].items()},
        values={
            name: {said: _one(meant) for said, meant in value.items()} if isinstance(value, dict) else {"": "\0"}
            for name, value in tables["values"].items()
        },
        text=text,
    )
    _must_be_read(found, path)
    return found


_UNREAD = "\0"
"""What is no field and no value."""


def _fields(value: Any) -> str | tuple[str, ...]:
    if isinstance(value, list) and value and all(isinstance(one, str) and one.strip() for one in value):
        return tuple(value) if len(value) > 1 else value[0]
    return value if isinstance(value, str) else _UNREAD


def _one(value: Any) -> str:
    """A value as a cell says it."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float):
        return str(value).replace(".", ",")
    if isinstance(value, int) or hasattr(value, "isoformat"):
        return str(value)
    return value if isinstance(value, str) else _UNREAD


def _must_be_read(found: FileMap, path: Path) -> None:
    wrong = [heading for heading, fields in found.columns.items() if fields == _UNREAD]
    if wrong:
        raise BadInput(
            Message(N_("In the map {path} these headings have no field in quotes: {headings}."), path=str(path), headings=wrong),
            Message(_EACH_LINE),
        )
    values = {name for name, meant in found.values.items() if _UNREAD in meant.values()}
    names = [name for name, value in found.fixed.items() if value == _UNREAD] + sorted(values)
    if names:
        raise BadInput(
            Message(N_("{where}: '{name}' has no value in quotes."), where=found.where(names[0]), name=names[0]),
            Message(N_('Under [fixed] each line reads: field = "value"; under [values.field]: "in the file" = "what it means"')),
        )


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise BadInput(Message(N_("{path} is far too large to be a map."), path=str(path)), Message(_EACH_LINE))
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadInput(
            Message(N_("The map {path} can't be read: {reason}."), path=str(path), reason=error.strerror or str(error))
        ) from None
    except UnicodeDecodeError as error:
        raise BadInput(
            Message(N_("The map {path} is no TOML: {reason}."), path=str(path), reason=str(error)), Message(_EACH_LINE)
        ) from None
