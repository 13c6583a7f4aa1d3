"""Recognising headings: in Dutch or English, however they are written, or as a map says.

Compared without case, accents, spaces and punctuation, and with the common abbreviations taken as the word they stand
for: ``Cliënt nr.``, ``Clientnummer`` and ``CLIENTNR`` are one heading, and so are ``Geb.datum`` and ``Geboortedatum``.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from db.imports.column import Column
from db.imports.file_map import FileMap, as_map
from db.imports.records import Score
from db.imports.splitting import SPLITTERS, splitter_for
from models.errors import BadInput
from models.messages import N_, Message
from models.values import fold, words

_SHORT = (
    (re.compile(r"procent|percentage|perc|pct"), ""),
    (re.compile(r"nummer|number|numero"), "nr"),
    (re.compile(r"(?<=.)(?:num|no)$"), "nr"),
    (re.compile(r"geboorte|geboren"), "geb"),
    (re.compile(r"totenmet"), "tm"),
    (re.compile(r"perweek|aweek"), "pw"),
    (re.compile(r"peruur|perhour|ph$"), "pu"),
    (re.compile(r"telefoon|telephone"), "tel"),
    (re.compile(r"emailadres|emailaddress"), "email"),
    (re.compile(r"kamervankoophandel"), "kvk"),
)
_SIGNS = re.compile(r"[^a-z0-9]+")
_LIKE = 0.6
"""How alike two heading keys must be before the one is called a variant of the other."""

_WHOLE_WORDS = 2
"""How much more a whole word that two headings share counts than their letters."""
LONGEST_HEADING = 200
"""Signs of a heading; what is longer is no heading."""
MOST_TOLD = 20
"""How many unknown headings are told."""
_Meant = Column | tuple[Column, ...] | None
"""What a heading is: a column, several when it is taken apart, or nothing."""
_COMPOUND = re.compile(r"(?<=\w\w)(datum|naam|nummer)\b", re.IGNORECASE)


def heading_key(heading: str) -> str:
    """A heading as it is compared; '' when there is no letter or digit in it.

    >>> heading_key("Cliënt nr."), heading_key("Geb.datum") == heading_key("geboortedatum")
    ('clientnr', True)
    """
    key = _SIGNS.sub("", fold(heading))
    for long, short in _SHORT:
        key = long.sub(short, key)
    return key


class Matched(NamedTuple):
    """The columns of one file."""

    columns: list[Column | None]
    """For each heading the column it is; None for one that is left out or taken apart."""
    headings: list[str]
    parts: Mapping[int, tuple[Column, ...]] = MappingProxyType({})
    """Place of a heading that is taken apart → the columns that come out."""
    fixed: Mapping[str, str] = MappingProxyType({})
    """Field of the row model → its value in every row."""
    values: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    """Field of the row model → what stands in the file, folded → what it means."""

    def heading_of(self, column: Column) -> str:
        """The heading of a column as it stands in the file; its Dutch name when the file does not have it."""
        for one, heading in zip(self.columns, self.headings, strict=True):
            if one is column:
                return heading
        for place, columns in self.parts.items():
            if column in columns:
                return self.headings[place]
        return column.dutch


def known_headings(columns: Sequence[Column]) -> dict[str, Column]:
    """Heading key → column, for every name of every column."""
    return {heading_key(name): column for column in reversed(columns) for name in column.headings}


def scoring(columns: Sequence[Column], mapping: FileMap) -> Score:
    """Tells how many of some headings are known: what a delimiter, a row and a sheet of headings are chosen by."""
    known = known_headings(columns)
    named = {_as_typed(heading) for heading in mapping.columns}
    meant = {heading_key(heading) for heading in mapping.columns} - {""}

    def score(headings: Sequence[str]) -> int:
        return sum(
            heading_key(h) in known or _as_typed(h) in named or heading_key(h) in meant
            for h in headings
            if h.strip() and len(h) <= LONGEST_HEADING
        )

    return score


class UnknownHeadings(BadInput):
    """Headings that nothing knows; ``headings`` has each with the column that is most like it."""

    def __init__(self, unknown: Sequence[tuple[str, Column]]) -> None:
        heading, near = unknown[0]
        told = [_unknown(one, like) for one, like in unknown[:MOST_TOLD]]
        super().__init__(
            Message(N_("These headings are not known: {headings}. Nothing was imported."), headings=told),
            Message(
                N_('Write a map with lines such as "{heading}" = "{field}" ("" leaves a column out); name it with --map.'),
                heading=heading[:LONGEST_HEADING],
                field=near.name,
            ),
        )
        self.headings = list(unknown)


def match(headings: Sequence[str], columns: Sequence[Column], mapping: FileMap | Mapping[str, str]) -> Matched:
    """Which column each heading is. ``mapping`` goes first; :class:`UnknownHeadings` names every heading that nothing knows.

    A column without a heading is left out; a row that has something in it is rejected later.
    """
    file_map = as_map(mapping)
    known = known_headings(columns)
    named = {_as_typed(heading): _named(file_map, heading, columns, known) for heading in file_map.columns}
    fixed = {_field(file_map, name, known, columns): value for name, value in file_map.fixed.items()}
    values = {
        _field(file_map, name, known, columns).checked_by: {fold(said): meant_by for said, meant_by in told.items()}
        for name, told in file_map.values.items()
    }
    meant = _loosely(named, headings)
    unknown, found = list[tuple[str, Column]](), list[_Meant]()
    for heading in headings:
        typed, key = _as_typed(heading), heading_key(heading)
        if not typed:
            found.append(None)
        elif typed in named:
            found.append(named[typed])
        elif key in meant:
            found.append(meant[key])
        elif (column := known.get(key)) is not None:
            found.append(column)
        else:
            unknown.append((heading, nearest(heading[:LONGEST_HEADING], columns) if len(unknown) < MOST_TOLD else columns[0]))
            found.append(None)
    if unknown:
        raise UnknownHeadings(unknown)
    _once(found, headings, fixed)
    _all_needed(found, columns, fixed)
    return Matched(
        [one if isinstance(one, Column) and not one.ignored else None for one in found],
        list(headings),
        {place: one for place, one in enumerate(found) if isinstance(one, tuple)},
        {column.checked_by: value for column, value in fixed.items()},
        values,
    )


def _as_typed(heading: str) -> str:
    """Headings in a map are compared as they stand, but for case and spaces."""
    return " ".join(fold(heading).split())


def _loosely(named: Mapping[str, _Meant], headings: Sequence[str]) -> dict[str, _Meant]:
    """What a map names that no heading is to the letter, by heading key: the file may write it otherwise.

    Two lines of a map that come down to one key and say different things name nothing.
    """
    literal = {_as_typed(heading) for heading in headings}
    meant: dict[str, set[_Meant]] = {}
    for heading, column in named.items():
        if heading not in literal and (key := heading_key(heading)):
            meant.setdefault(key, set()).add(column)
    return {key: columns.pop() for key, columns in meant.items() if len(columns) == 1}


def _named(file_map: FileMap, heading: str, columns: Sequence[Column], known: Mapping[str, Column]) -> _Meant:
    fields = file_map.columns[heading]
    if isinstance(fields, str):
        return _column(file_map, heading, fields, columns, known) if fields.strip() else None
    parts = tuple(_column(file_map, heading, field, columns, known) for field in fields)
    if splitter_for([column.name for column in parts]) is None:
        raise BadInput(
            Message(
                N_("{where}: '{heading}' can't be taken apart into {fields}."),
                where=file_map.where(heading),
                heading=heading,
                fields=fields,
            ),
            Message(N_("What can be taken apart: {ways}."), ways=[" + ".join(one.fields) for one in SPLITTERS]),
        )
    return parts


def _column(file_map: FileMap, heading: str, field: str, columns: Sequence[Column], known: Mapping[str, Column]) -> Column:
    column = known.get(heading_key(field))
    if column is None:
        near = nearest(field, columns)
        raise BadInput(
            Message(
                N_("{where} gives '{heading}' the field '{field}', which does not exist."),
                where=file_map.where(heading),
                heading=heading,
                field=field,
            ),
            Message(
                N_("Did you mean {near}? Fields: {fields}."), near=near.name, fields=sorted({c.name for c in known.values()})
            ),
        )
    return column


def _field(file_map: FileMap, name: str, known: Mapping[str, Column], columns: Sequence[Column]) -> Column:
    """The column of a field that stands under ``[fixed]`` or ``[values.…]``."""
    column = known.get(heading_key(name))
    if column is None or column.ignored:
        near = nearest(name, columns)
        raise BadInput(
            Message(N_("{where}: there is no field '{field}'."), where=file_map.where(name), field=name),
            Message(
                N_("Did you mean {near}? Fields: {fields}."), near=near.name, fields=sorted({c.name for c in known.values()})
            ),
        )
    return column


def _unknown(heading: str, near: Column) -> Message:
    return Message(
        N_("'{heading}' (nearest: {dutch}, field {field})"), heading=heading[:LONGEST_HEADING], dutch=near.dutch, field=near.name
    )


def nearest(heading: str, columns: Sequence[Column]) -> Column:
    """The column whose name is most like ``heading``: letter by letter, and by the whole words that they share.

    A word that several columns have (``datum``, ``naam``) says less than one that only one column has.
    """
    key, wanted = heading_key(heading), _words(heading)
    spread = Counter(word for column in columns for word in {w for name in column.headings for w in _words(name)})

    def weight(found: Iterable[str]) -> float:
        return sum(len(word) / max(1, spread[word]) for word in found)

    def likeness(name: str) -> float:
        other = heading_key(name)
        ratio = difflib.SequenceMatcher(None, key, other).ratio()
        if min(len(key), len(other)) > 2 and (key in other or other in key):
            ratio = max(ratio, _LIKE)
        together = weight(wanted | _words(name))
        return ratio + (_WHOLE_WORDS * weight(wanted & _words(name)) / together if together else 0.0)

    return max(columns, key=lambda column: max(map(likeness, column.headings)))


def _words(heading: str) -> set[str]:
    """The words of a heading, each as it is compared; ``begindatum`` is two."""
    return {key for word in words(_COMPOUND.sub(r" \1", heading)) if (key := heading_key(word))}


def _columns(found: Iterable[_Meant]) -> list[tuple[int, Column]]:
    """Every column that comes out of the headings, with the place of its heading."""
    return [
        (place, column)
        for place, one in enumerate(found)
        if one is not None
        for column in (one if isinstance(one, tuple) else (one,))
    ]


def _once(found: Sequence[_Meant], headings: Sequence[str], fixed: Mapping[Column, str]) -> None:
    places: dict[Column, list[int]] = {}
    for place, column in _columns(found):
        if not column.ignored:
            places.setdefault(column, []).append(place)
    for column, twice in places.items():
        if len(twice) > 1:
            names = [headings[place] for place in twice]
            raise BadInput(
                Message(
                    N_("These headings are the same field, {field}: {headings}. Nothing was imported."),
                    field=column.name,
                    headings=names,
                ),
                Message(
                    N_('Leave one of them out with a line "{heading}" = "" in a map, and name it with --map.'), heading=names[-1]
                ),
            )
        if column in fixed:
            raise BadInput(
                Message(
                    N_("The map gives {field} a fixed value, but '{heading}' holds it too. Nothing was imported."),
                    field=column.name,
                    heading=headings[twice[0]],
                ),
                Message(
                    N_('Take it away under [fixed], or leave the column out with a line "{heading}" = "".'),
                    heading=headings[twice[0]],
                ),
            )


def _all_needed(found: Sequence[_Meant], columns: Sequence[Column], fixed: Mapping[Column, str]) -> None:
    there = {column for _place, column in _columns(found)} | fixed.keys()
    missing = [column.dutch for column in columns if column.needed and column not in there]
    either = [column for column in columns if column.either]
    if either and not any(column in there for column in either):
        missing += [column.dutch for column in either]
    if missing:
        raise BadInput(
            Message(N_("The file misses columns that are needed: {columns}. Nothing was imported."), columns=missing),
            Message(N_("When they are there under another heading, write a map and name it with --map.")),
        )
