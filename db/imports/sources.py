"""Opening what people offer, by what it is and not only by its name: CSV, a workbook (XLSX) or JSON.

What can't be read is refused in one sentence that says what to do; each reader is loaded when its kind is met.
"""

from __future__ import annotations

import os
from pathlib import Path

from db.imports.decoding import AS_CSV
from db.imports.records import Score, Source
from models.errors import BadInput
from models.messages import N_, Message

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HEAD = 1 << 16
AS_XLSX = N_("Open it in the program it comes from, save it as .xlsx or as CSV (UTF-8), and offer that.")
UNLOCK = N_("Open it with its password, take the password off and save it again; then offer that.")
NO_SHEETS = N_("{path} is no workbook, so it has no sheet '{sheet}'.")


def open_source(path: Path, score: Score, *, sheet: str | None = None, part: str = "") -> Source:
    """Open ``path`` as what it is; :class:`BadInput` when nothing can be read from it.

    ``score`` says how many of some headings are known; ``sheet`` is the sheet of a workbook that is meant; ``part`` the
    name of the list that is meant, where one JSON file holds several.
    """
    head = _head_of(path)
    ending = path.suffix.lower()
    if head.startswith(_OLE):
        raise _old_or_locked(path, head)
    if head.startswith(_ZIP) or ending in (".xlsx", ".xlsm"):
        from db.imports.xlsx_source import XlsxSource

        return XlsxSource(path, score, sheet=sheet)
    if ending in (".xls", ".xlsb", ".ods"):
        raise BadInput(Message(N_("{path} is a spreadsheet of a kind that is not read."), path=str(path)), Message(AS_XLSX))
    if sheet is not None:
        raise BadInput(Message(NO_SHEETS, path=str(path), sheet=sheet), Message(N_("Leave out --sheet.")))
    if ending == ".json":
        from db.imports.json_source import JsonSource

        return JsonSource(path, part)
    from db.imports.csv_source import CsvSource

    return CsvSource(path, score)


def _head_of(path: Path) -> bytes:
    """How the file begins; refused when it is missing, a folder, unreadable or empty."""
    where = str(path)
    try:
        if path.exists() and not path.is_file():
            raise BadInput(Message(N_("{path} is no file."), path=where))
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except FileNotFoundError:
        raise BadInput(Message(N_("There is no file {path}."), path=where)) from None
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise BadInput(Message(N_("The file {path} can't be read: {reason}."), path=where, reason=reason)) from None
    if not head:
        raise BadInput(Message(N_("The file {path} is empty."), path=where))
    if head.startswith(b"%PDF"):
        raise BadInput(Message(N_("{path} is a PDF, not a list of records."), path=where), Message(AS_CSV))
    return head


def _old_or_locked(path: Path, head: bytes) -> BadInput:
    """An Excel file with a password, or one of before 2007: both begin the same."""
    locked = _ENCRYPTED in head
    if not locked:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - (1 << 20)))
            locked = _ENCRYPTED in file.read(1 << 20)
    if locked:
        return BadInput(Message(N_("{path} is locked with a password."), path=str(path)), Message(UNLOCK))
    return BadInput(Message(N_("{path} is an Excel file of the old kind (.xls)."), path=str(path)), Message(AS_XLSX))
