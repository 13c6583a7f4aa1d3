"""A map to fill in for one file: what is known stands in it, what is not waits for a person to say."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from db.imports.column import Column
from db.imports.file_map import FileMap
from db.imports.headings import heading_key, known_headings, nearest, scoring
from db.imports.sources import open_source
from db.targets import target_of
from models.errors import BadInput
from models.messages import N_, Message

_TITLE = N_("Map for {file}, as {what}. Each line: heading in the file = field.")
_CHOOSE = N_("Not known. Take the # away and choose a field; two quotes with nothing between them leave the column out.")
_NEEDED = N_("Needed, and not found. When every row has the same, take both # away and fill it in.")
_APART = N_("One column can be taken apart into several fields:")
_FIELDS = N_("All fields:")
Say = Callable[[Message], str]
"""Puts a message in the reader's language."""


class MapMade(NamedTuple):
    """A map that was written."""

    file: str
    known: int
    unknown: tuple[str, ...]
    """The headings that wait."""


def make_map(path: Path, what: str, to: Path, *, sheet: str | None = None, say: Say = str) -> MapMade:
    """Write a map for the headings of ``path`` to ``to``, a new file; nothing is imported.

    ``say`` puts its explanations in the reader's language. :class:`BadInput` when the file can't be read, or ``to`` is
    there already or can't be written.
    """
    from db.imports.running import columns_for

    columns = columns_for(what)
    with open_source(path, scoring(columns, FileMap()), sheet=sheet, part=what) as source:
        headings = [heading for heading in source.headings if heading.strip()]
    known = known_headings(columns)
    matched = {heading: known.get(heading_key(heading)) for heading in headings}
    _write(to, template(matched, columns, path.name, what, say))
    unknown = tuple(heading for heading, column in matched.items() if column is None)
    return MapMade(str(to), len(matched) - len(unknown), unknown)


def write_map(to: Path, mapping: FileMap) -> None:
    """Write a map to ``to``, a new file; :class:`BadInput` when it is there already or can't be written."""
    lines = [
        f"{_quoted(name)} = {_quoted(meant if isinstance(meant, str) else list(meant))}"
        for name, meant in mapping.columns.items()
    ]
    tables = {"fixed": mapping.fixed, **{f"values.{_quoted(field)}": told for field, told in mapping.values.items()}}
    for table, told in tables.items():
        if told:
            lines += ["", f"[{table}]", *(f"{_quoted(said)} = {_quoted(meant)}" for said, meant in told.items())]
    _write(to, "\n".join(lines) + "\n")


def _write(to: Path, text: str) -> None:
    target = target_of(to)
    try:
        if target is None:
            raise FileExistsError
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise BadInput(
            Message(N_("{path} is there already: a map is not written over it."), path=str(to)), Message(N_("Name a new file."))
        ) from None
    except OSError as error:
        raise BadInput(
            Message(N_("The file {path} can't be written: {reason}."), path=str(to), reason=error.strerror or str(error)),
            Message(N_("Name a file in a folder where you may write.")),
        ) from None


def template(matched: Mapping[str, Column | None], columns: Sequence[Column], file: str, what: str, say: Say) -> str:
    """The text of a map; a heading that is not known has a ``#`` before it until somebody chooses."""
    told, chosen, left = set[Column](), list[str](), list[str]()
    for heading, column in matched.items():
        if column is None:
            left.append(f'# {_quoted(heading)} = "{nearest(heading, columns).name}"')
        elif column in told:
            left.append(f'# {_quoted(heading)} = ""    # {column.name}: 2x')
        else:
            told.add(column)
            chosen.append(f'{_quoted(heading)} = "{column.name}"')
    fields = [f"#   {column.name:<20} {column.dutch}" for column in columns if not column.ignored]
    missing = [f'# {column.name} = ""' for column in columns if column.needed and column not in told]
    parts = [
        f"# {say(Message(_TITLE, file=file, what=what))}",
        *chosen,
        *(["", f"# {say(Message(_CHOOSE))}", *left] if left else []),
        *(["", f"# {say(Message(_NEEDED))}", "# [fixed]", *missing] if missing else []),
        "",
        f"# {say(Message(_APART))}",
        '#   "Naam" = ["surname", "prefix", "initials"]',
        '#   "Adres" = ["street", "house_number"]',
        "",
        f"# {say(Message(_FIELDS))}",
        *fields,
    ]
    return "\n".join(parts) + "\n"


def _quoted(text: str | list[str]) -> str:
    """A TOML text, or a list of them: JSON's, which TOML reads alike but for one sign."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
