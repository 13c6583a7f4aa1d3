"""Writing an export: what a search and filters choose, row by row into a file of its owner's only."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from db.exports.columns import EXPORTS, Export, writer_of
from db.imports.columns import COLUMNS
from db.lists.selection import EVERYTHING, Filter, Selection, chosen
from db.lists.subjects import LIST_SUBJECTS
from db.lists.wanted import order_column
from db.looking import record_look
from db.reading import Reader
from db.targets import target_of
from models.errors import BadInput
from models.messages import N_, Message

if TYPE_CHECKING:
    from datetime import date

    from db.store import Store
    from models.actor import Actor


class _Wanted(NamedTuple):
    """Which records, and in which order."""

    search: str | None
    filters: Sequence[Filter]
    scope: Selection
    order: str
    downwards: bool


class Exported(NamedTuple):
    """What was written."""

    rows: int
    file: str


def export(
    store: Store,
    actor: Actor,
    what: str,
    to: Path,
    *,
    search: str | None = None,
    filters: Sequence[Filter] = (),
    scope: Selection = EVERYTHING,
    order: str = "",
    downwards: bool = False,
    language: str = "nl",
) -> Exported:
    """Write ``what`` (clients, employers, placements) to the CSV file ``to``, in place of what it held.

    ``scope`` is what a list on the screen is limited to, ``order`` and ``downwards`` how it stands; without an order the
    rows stand by number.

    UTF-8 with a mark and ``;``, headings and decimals in ``language``, readable by its owner only. It holds all that an
    import understands, BSN included; of indications and wage values the newest. :class:`BadInput` when the file can't be
    written or is of a kind that is not written yet.
    """
    name = _what(what, to)
    wanted = _Wanted(search, filters, scope, order, downwards)
    if name == "clients":
        record_look(store, actor, "export.clients", reason=to.name)
    target = target_of(to)
    if target is None or target == store.path.resolve():
        raise BadInput(Message(N_("The export can't be written over {path}."), path=str(to)), Message(N_("Name another file.")))
    try:
        handle, temporary = tempfile.mkstemp(prefix=".nuo-export-", suffix=".csv", dir=target.parent)
    except OSError as error:
        raise _unwritable(to, error) from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(column.dutch if language == "nl" else column.english for column in COLUMNS[name])
            count = 0
            with store.read() as reader:
                for row in _rows(reader, name, wanted, store.today(), language):
                    writer.writerow(row)
                    count += 1
        Path(temporary).replace(target)
    except OSError as error:
        raise _unwritable(to, error) from None
    finally:
        Path(temporary).unlink(missing_ok=True)
    return Exported(count, str(to))


def _rows(reader: Reader, name: str, wanted: _Wanted, today: date, language: str) -> Iterator[list[str]]:
    source = EXPORTS[name]
    sources = [source.sources[column.name] for column in COLUMNS[name]]
    writers = [writer_of(kind, language) for _, kind in sources]
    where, params = _selection(source, wanted, today)
    column = order_column(source.table, wanted.order) if wanted.order else "number"
    way = "DESC" if wanted.downwards else "ASC"
    rows = reader.each(
        f"SELECT {', '.join(sql for sql, _ in sources)} FROM {source.table} {source.alias} {source.joins} "
        f"WHERE {where} ORDER BY {source.alias}.{column} {way}, {source.alias}.id {way}",
        {"day": today.isoformat(), **params},
    )
    for row in rows:
        yield ["" if value is None else write(value) for value, write in zip(row, writers, strict=True)]


def _selection(source: Export, wanted: _Wanted, today: date) -> tuple[str, dict[str, object]]:
    """What a list with this search, these filters and this scope would show, as a condition with named values."""
    listed = LIST_SUBJECTS[source.table]
    found = chosen(listed, wanted.search, wanted.filters, today)
    selection = wanted.scope.and_(found.where, *found.params)
    parts = selection.where.split("?")
    names = [f"chosen{position}" for position in range(len(parts) - 1)]
    where = "".join(f"{part}:{name}" for part, name in zip(parts, names, strict=False)) + parts[-1]
    condition = f"{source.alias}.id IN (SELECT {listed.alias}.id FROM {listed.table} {listed.alias} {listed.joins} WHERE {where})"
    return condition, dict(zip(names, selection.params, strict=True))


def _what(what: str, to: Path) -> str:
    name = what if what.endswith("s") or what == "all" else f"{what}s"
    if to.suffix.lower() != ".csv":
        raise BadInput(
            Message(N_("Only CSV is written for now; {path} is something else."), path=str(to)),
            Message(N_("Give the file a name that ends in .csv.")),
        )
    if name == "all":
        raise BadInput(
            Message(N_("One CSV file can't hold all subjects.")),
            Message(N_("Export them one by one: {choices}."), choices=list(EXPORTS)),
        )
    if name not in EXPORTS:
        raise BadInput(
            Message(N_("'{what}' can't be exported."), what=what),
            Message(N_("What can be exported: {choices}."), choices=list(EXPORTS)),
        )
    return name


def _unwritable(to: Path, error: OSError) -> BadInput:
    return BadInput(
        Message(N_("The file {path} can't be written: {reason}."), path=str(to), reason=error.strerror or str(error)),
        Message(N_("Name a file in a folder where you may write.")),
    )
