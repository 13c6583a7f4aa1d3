"""What people type to name a record, turned into its key: a number, an id, or a name that only one has."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from db.municipalities import list_municipalities
from db.reading import Reader, gone, marks, table_of
from models.errors import BadInput, InvalidInput
from models.ids import id_text, parse_id
from models.labels import subject_label
from models.messages import N_, Message
from models.values import company_key, fold, list_name, person_name, sort_name

NUMBERED = frozenset(
    ("client", "employer", "location", "placement", "coordination", "vacancy", "service-agreement", "service-order")
)
"""Subjects that people name by a number; each has the table of its name."""
SHOWN = 5
"""How many numbers an error names when a name fits several records."""
_MOST_WORDS = 12


class Ref(NamedTuple):
    """A record: its key, and the number by which people know it."""

    id: bytes
    number: str


def resolve(reader: Reader, subject: str, text: str, *, itself: bool = False) -> Ref:
    """The record of ``subject`` that ``text`` names.

    A number goes first (as typed, then in capitals or small letters), then an id, then the whole name of a record that
    is not archived; for a client then the surname, with or without prefix and initials. A number that was merged away
    leads to the record it lives on in, unless the record ``itself`` is meant.
    :class:`BadInput` when nothing fits, or when a name fits several: it then names their numbers.
    """
    typed = " ".join(text.split())
    found = _by_number(reader, subject, text) or _by_id(reader, subject, typed) or _by_name(reader, subject, typed)
    if len(found) == 1:
        return found[0] if itself else _living(reader, subject, found[0])
    if not found:
        raise BadInput(
            Message(N_("There is no {subject} '{text}'."), subject=subject_label(subject), text=text),
            Message(N_("Give its number, or search for it first.")),
        )
    numbers = [ref.number for ref in found]
    if len(set(numbers)) < len(numbers):
        numbers = [id_text(ref.id) for ref in found]
    shown = [*numbers[:SHOWN], "…"] if len(numbers) > SHOWN else numbers
    raise BadInput(
        Message(
            N_("'{text}' can be more than one {subject}: {numbers}."),
            text=text,
            subject=subject_label(subject),
            numbers=shown,
        ),
        Message(N_("Give one of these instead of the name.")),
    )


def _living(reader: Reader, subject: str, ref: Ref) -> Ref:
    from db.merging.successors import MERGED, successor

    found = successor(reader, subject, ref.id) if subject in MERGED else None
    return ref if found is None else Ref(found.id, found.number)


def import_keys(reader: Reader) -> dict[int, bytes]:
    """The key of every import, by its number."""
    return dict(reader.rows("SELECT number, id FROM import_run"))


def municipality_by_name(reader: Reader, text: str) -> tuple[bytes, str]:
    """Key and name of the municipality that people mean by a name or a CBS code: 'gemeente Almelo', '0141', '141'."""
    wanted = " ".join(fold(text).split()).removeprefix("gemeente ")
    known = list_municipalities(reader)
    for one in known:
        if wanted == fold(one.name) or (wanted.isdigit() and wanted.zfill(4) == one.code):
            return one.id, one.name
    raise BadInput(
        Message(N_("There is no municipality '{text}' that we work for."), text=text),
        Message(N_("Choose from {names}."), names=[one.name for one in known]),
    )


def must_exist(reader: Reader, **references: tuple[str, bytes | None]) -> None:
    """Check that what a form points at is there: field → table and key. :class:`InvalidInput` names each field that errs."""
    missing = [
        (field, gone().message)
        for field, (table, key) in references.items()
        if key is not None and reader.value(f"SELECT 1 FROM {table} WHERE id = ?", (key,)) is None
    ]
    if missing:
        raise InvalidInput(missing)


def _table(subject: str) -> str:
    """The table of a subject: only names that are known here ever become part of a query."""
    if subject not in NUMBERED:
        raise ValueError(f"nobody names a {subject} by a number")
    return table_of(subject)


def _by_number(reader: Reader, subject: str, text: str) -> list[Ref]:
    typed = " ".join(text.split())
    spellings = list(dict.fromkeys((text, typed, typed.upper(), typed.lower())))
    rows = reader.rows(f"SELECT id, number FROM {_table(subject)} WHERE number IN ({marks(len(spellings))}) LIMIT 20", spellings)
    exact = [Ref(*row) for row in rows if row[1] == text]
    return exact or [Ref(*row) for row in rows]


def _by_id(reader: Reader, subject: str, text: str) -> list[Ref]:
    key = parse_id(text)
    return (
        []
        if key is None
        else [Ref(*row) for row in reader.rows(f"SELECT id, number FROM {_table(subject)} WHERE id = ?", (key,))]
    )


def _by_name(reader: Reader, subject: str, text: str) -> list[Ref]:
    if subject == "client":
        return _clients_called(reader, text)
    if subject == "employer":
        query = "SELECT id, number FROM employer WHERE {} = ? AND archived_on IS NULL ORDER BY number LIMIT 20"
        exact = reader.rows(query.format("sort_name"), (fold(text),))
        rows = exact or reader.rows(query.format("name_key"), (company_key(text) or None,))
    elif subject in ("location", "vacancy"):
        rows = reader.rows(f"SELECT id, number FROM {subject} WHERE sort_name = ? ORDER BY number LIMIT 20", (fold(text),))
    elif subject == "service-agreement":
        rows = [row for m in list_municipalities(reader) if fold(m.name) == fold(text) for row in _agreements_of(reader, m.id)]
    else:
        rows = []
    return [Ref(*row) for row in rows]


def _agreements_of(reader: Reader, municipality: bytes) -> list[tuple[bytes, str]]:
    """The agreements of a municipality, the latest first: people call an agreement by whose it is."""
    return reader.rows(
        "SELECT id, number FROM service_agreement WHERE municipality_id = ? ORDER BY start DESC, id DESC LIMIT 20",
        (municipality,),
    )


def _clients_called(reader: Reader, text: str) -> list[Ref]:
    """Clients whose name reads like ``text``: their whole name, else the part of it that people use."""
    return _by_whole_name(reader, text) or _by_surname(reader, text)


def _by_whole_name(reader: Reader, text: str) -> list[Ref]:
    """Clients called so, as a list ('Arent, Yinthe van der') or a sentence ('Yinthe van der Arent') has it."""
    keys = list(dict.fromkeys(_sort_names(text)))
    rows = reader.rows(
        "SELECT id, number, surname, prefix, coalesce(call_name, initials) FROM client "
        f"WHERE sort_name IN ({marks(len(keys))}) AND archived_on IS NULL ORDER BY number",
        keys,
    )
    wanted = fold(text)
    return [Ref(r[0], r[1]) for r in rows if wanted in (fold(list_name(r[2], r[3], r[4])), fold(person_name(r[2], r[3], r[4])))]


def _by_surname(reader: Reader, text: str) -> list[Ref]:
    """Clients called so by surname, with or without prefix and initials, in either order."""
    wanted = _spelled(text)
    found: dict[str, Ref] = {}
    for surname in dict.fromkeys(fold(begin) for begin in _surnames(text) if wanted):
        for key, number, *name in reader.each(
            "SELECT id, number, surname, prefix, initials FROM client WHERE archived_on IS NULL "
            "AND (sort_name = :name OR (sort_name >= :name || ' ' AND sort_name < :name || '!'))",
            {"name": surname},
        ):
            if wanted in map(_spelled, _partial_names(*name)):
                found[id_text(key)] = Ref(key, number)
    return sorted(found.values(), key=lambda ref: ref.number)


def _surnames(text: str) -> Iterator[str]:
    """The surnames that a typed name can end with, or that stand before its comma."""
    surname, comma, _rest = text.partition(",")
    parts = text.split()[:_MOST_WORDS]
    begins = [surname.strip()] if comma else [" ".join(parts[start:]) for start in range(len(parts))]
    yield from (begin for begin in begins if begin)


def _partial_names(surname: str, prefix: str | None, initials: str | None) -> Iterator[str]:
    """What people call a client whose first name they leave out."""
    for before in dict.fromkeys((None, prefix)):
        for first in dict.fromkeys((None, initials)):
            yield person_name(surname, before, first)
            yield list_name(surname, before, first)


def _spelled(text: str) -> str:
    """A name as it is compared: folded, and initials as one word, with or without dots ('J. H.' is 'JH')."""
    spelled: list[str] = []
    for alone, run in groupby(fold(text).replace(".", " ").split(), key=lambda word: len(word) == 1):
        parts = list(run)
        spelled += ["".join(parts)] if alone else parts
    return " ".join(spelled)


def _sort_names(text: str) -> Iterator[str]:
    """The sort names that a typed name can stand for: where first name, prefix and surname meet is not known."""
    surname, comma, rest = text.partition(",")
    if comma:
        parts = rest.split()[:_MOST_WORDS]
        for first in range(len(parts) + 1):
            yield sort_name(surname.strip(), " ".join(parts[:first]))
        return
    parts = text.split()[:_MOST_WORDS]
    for start in range(len(parts)):
        for first in range(start + 1):
            yield sort_name(" ".join(parts[start:]), " ".join(parts[:first]))
