"""Recognising headings: in Dutch or English, however they are written, or as a map says.

Compared without case, accents, spaces and punctuation, and with the common abbreviations taken as the word they stand
for: ``Cliënt nr.``, ``Clientnummer`` and ``CLIENTNR`` are one heading, and so are ``Geb.datum`` and ``Geboortedatum``.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from db.imports.column import Column
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
    """For each heading the column it is; None for one that is left out."""
    headings: list[str]

    def heading_of(self, column: Column) -> str:
        """The heading of a column as it stands in the file; its Dutch name when the file does not have it."""
        for one, heading in zip(self.columns, self.headings, strict=True):
            if one is column:
                return heading
        return column.dutch


def known_headings(columns: Sequence[Column]) -> dict[str, Column]:
    """Heading key → column, for every name of every column."""
    return {heading_key(name): column for column in reversed(columns) for name in column.headings}


def count_known(headings: Sequence[str], columns: Sequence[Column], mapping: Mapping[str, str]) -> int:
    """How many of ``headings`` are known: what a delimiter is chosen by."""
    known = known_headings(columns)
    named, meant = {_as_typed(heading) for heading in mapping}, {heading_key(heading) for heading in mapping} - {""}
    return sum(heading_key(h) in known or _as_typed(h) in named or heading_key(h) in meant for h in headings if h.strip())


def match(headings: Sequence[str], columns: Sequence[Column], mapping: Mapping[str, str]) -> Matched:
    """Which column each heading is. ``mapping`` goes first; :class:`BadInput` names every heading that nothing knows."""
    known = known_headings(columns)
    named = {_as_typed(heading): _named(heading, field, columns, known) for heading, field in mapping.items()}
    meant = _loosely(named, headings)
    unknown, found = [], list[Column | None]()
    for heading in headings:
        typed, key = _as_typed(heading), heading_key(heading)
        if typed in named:
            found.append(named[typed])
        elif key in meant:
            found.append(meant[key])
        elif (column := known.get(key)) is not None:
            found.append(column)
        else:
            unknown.append(_unknown(heading, columns))
            found.append(None)
    if unknown:
        raise BadInput(
            Message(N_("These headings are not known: {headings}. Nothing was imported."), headings=unknown),
            Message(
                N_('Write a map with lines such as "{heading}" = "{field}" ("" leaves a column out); name it with --map.'),
                heading=unknown[0].values["heading"],
                field=unknown[0].values["field"],
            ),
        )
    _once(found, headings)
    _all_needed(found, columns)
    return Matched([None if c is None or c.ignored else c for c in found], list(headings))


def read_map(path: Path) -> dict[str, str]:
    """A map of headings: TOML with ``"heading" = "field"`` lines, bare or under ``[columns]``; "" leaves a column out."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise BadInput(
            Message(N_("The map {path} can't be read: {reason}."), path=str(path), reason=error.strerror or str(error))
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(
            Message(N_("The map {path} is no TOML: {reason}."), path=str(path), reason=str(error)),
            Message(N_('Each line reads: "heading in the file" = "field"')),
        ) from None
    lines = dict(content)
    if isinstance(content.get("columns"), dict):
        lines |= lines.pop("columns")
    wrong = [heading for heading, field in lines.items() if not isinstance(field, str)]
    if wrong:
        raise BadInput(
            Message(N_("In the map {path} these headings have no field in quotes: {headings}."), path=str(path), headings=wrong),
            Message(N_('Each line reads: "heading in the file" = "field"')),
        )
    return {heading: str(field) for heading, field in lines.items()}


def _as_typed(heading: str) -> str:
    """Headings in a map are compared as they stand, but for case and spaces."""
    return " ".join(fold(heading).split())


def _loosely(named: Mapping[str, Column | None], headings: Sequence[str]) -> dict[str, Column | None]:
    """What a map names that no heading is to the letter, by heading key: the file may write it otherwise.

    Two lines of a map that come down to one key and say different things name nothing.
    """
    literal = {_as_typed(heading) for heading in headings}
    meant: dict[str, set[Column | None]] = {}
    for heading, column in named.items():
        if heading not in literal and (key := heading_key(heading)):
            meant.setdefault(key, set()).add(column)
    return {key: columns.pop() for key, columns in meant.items() if len(columns) == 1}


def _named(heading: str, field: str, columns: Sequence[Column], known: Mapping[str, Column]) -> Column | None:
    if not field.strip():
        return None
    column = known.get(heading_key(field))
    if column is None:
        near = nearest(field, columns)
        raise BadInput(
            Message(N_("The map gives '{heading}' the field '{field}', which does not exist."), heading=heading, field=field),
            Message(
                N_("Did you mean {near}? Fields: {fields}."), near=near.name, fields=sorted({c.name for c in known.values()})
            ),
        )
    return column


def _unknown(heading: str, columns: Sequence[Column]) -> Message:
    near = nearest(heading, columns)
    return Message(N_("'{heading}' (nearest: {dutch}, field {field})"), heading=heading, dutch=near.dutch, field=near.name)


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


def _once(found: Sequence[Column | None], headings: Sequence[str]) -> None:
    for column in {c for c in found if c is not None and not c.ignored}:
        twice = [heading for one, heading in zip(found, headings, strict=True) if one is column]
        if len(twice) > 1:
            raise BadInput(
                Message(
                    N_("These headings are the same field, {field}: {headings}. Nothing was imported."),
                    field=column.name,
                    headings=twice,
                ),
                Message(
                    N_('Leave one of them out with a line "{heading}" = "" in a map, and name it with --map.'), heading=twice[-1]
                ),
            )


def _all_needed(found: Sequence[Column | None], columns: Sequence[Column]) -> None:
    missing = [column.dutch for column in columns if column.needed and column not in found]
    either = [column for column in columns if column.either]
    if either and not any(column in found for column in either):
        missing += [column.dutch for column in either]
    if missing:
        raise BadInput(
            Message(N_("The file misses columns that are needed: {columns}. Nothing was imported."), columns=missing),
            Message(N_("When they are there under another heading, write a map and name it with --map.")),
        )
