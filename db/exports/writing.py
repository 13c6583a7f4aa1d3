"""Writing an export: what a search and filters choose, record by record into a file of its owner's only."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from db.exports.columns import EXPORTS
from db.exports.formats import OutFile
from db.exports.selecting import Wanted, rows_of, table_of
from db.lists.selection import EVERYTHING, Filter, Selection
from db.looking import record_look
from db.targets import target_of
from models.errors import BadInput
from models.messages import N_, Message

if TYPE_CHECKING:
    from db.store import Store
    from models.actor import Actor

ALL = "all"
ENDINGS = (".csv", ".xlsx", ".json")


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
    """Write ``what`` (one of :data:`EXPORTS`, or ``all``) to the file ``to``, in place of what it held; its ending says how.

    ``scope`` is what a list on the screen is limited to, ``order`` and ``downwards`` how it stands. CSV and workbooks have
    headings and decimals in ``language``; the file is readable by its owner only. It holds all that an import understands,
    BSN included; of indications and wage values the newest. :class:`BadInput` when the file can't be written, or can't hold
    what is wanted.
    """
    names = _names(what, to, filters)
    wanted = Wanted(search, filters, scope, order, downwards)
    if "clients" in names:
        record_look(store, actor, "export.clients", reason=to.name)
    target = target_of(to)
    if target is None or target == store.path.resolve():
        raise BadInput(Message(N_("The export can't be written over {path}."), path=str(to)), Message(N_("Name another file.")))
    try:
        handle, made = tempfile.mkstemp(prefix=".nuo-export-", suffix=to.suffix.lower(), dir=target.parent)
    except OSError as error:
        raise _unwritable(to, error) from None
    os.close(handle)
    temporary = Path(made)
    try:
        count = _fill(store, _opened(temporary, language, len(names) > 1), names, wanted)
        temporary.replace(target)
    except OSError as error:
        raise _unwritable(to, error) from None
    finally:
        temporary.unlink(missing_ok=True)
    return Exported(count, str(to))


def _fill(store: Store, file: OutFile, names: Sequence[str], wanted: Wanted) -> int:
    """Write every record that is wanted, all as they stand at one moment; how many there were."""
    count = 0
    try:
        with store.read() as reader:
            for name in names:
                file.begin(table_of(name))
                for row in rows_of(reader, name, wanted, store.today()):
                    file.row(row)
                    count += 1
    except BaseException:
        file.abandon()
        raise
    file.finish()
    return count


def _opened(path: Path, language: str, several: bool) -> OutFile:
    """The file by its ending; each kind is loaded when it is asked for."""
    if path.suffix == ".xlsx":
        from db.exports.xlsx_file import XlsxFile

        return XlsxFile(path, language)
    if path.suffix == ".json":
        from db.exports.json_file import JsonFile

        return JsonFile(path, language, lists=several)
    from db.exports.csv_file import CsvFile

    return CsvFile(path, language)


def _names(what: str, to: Path, filters: Sequence[Filter]) -> list[str]:
    """The tables that are meant."""
    name = next((name for name, source in EXPORTS.items() if what in (name, source.listed)), what)
    if to.suffix.lower() not in ENDINGS:
        raise BadInput(
            Message(N_("{path} has none of the endings that say how to write: {endings}."), path=str(to), endings=ENDINGS),
            Message(N_("Give the file a name that ends in .csv.")),
        )
    if name == ALL:
        if to.suffix.lower() == ".csv":
            raise BadInput(
                Message(N_("One CSV file can't hold all subjects.")),
                Message(N_("Name a file that ends in .xlsx or .json, or export one of these: {choices}."), choices=list(EXPORTS)),
            )
        if filters:
            raise BadInput(
                Message(N_("A filter is about one subject, not about all.")),
                Message(N_("Leave the filter out, or export one of these: {choices}."), choices=list(EXPORTS)),
            )
        return list(EXPORTS)
    if name not in EXPORTS:
        raise BadInput(
            Message(N_("'{what}' can't be exported."), what=what),
            Message(N_("What can be exported: {choices}."), choices=[*EXPORTS, ALL]),
        )
    return [name]


def _unwritable(to: Path, error: OSError) -> BadInput:
    return BadInput(
        Message(N_("The file {path} can't be written: {reason}."), path=str(to), reason=error.strerror or str(error)),
        Message(N_("Name a file in a folder where you may write.")),
    )
