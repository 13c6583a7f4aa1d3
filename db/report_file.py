"""A report as a workbook (XLSX): small tables of figures, a sheet each; numbers stay numbers, no text is run as a formula."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from db.cells import defused
from db.paths import typed_path
from db.private_files import write_private
from models.errors import BadInput
from models.messages import N_, Message

Value = str | int | float | None
_WIDTH = 14


class Sheet(NamedTuple):
    """One table: what it is called, its headings and its rows."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Value]]


def write_report(to: Path, sheets: Sequence[Sheet], *, store: Path) -> Path:
    """Write these sheets to ``to``, in place of what it held; :class:`BadInput` when it can't be, or is no ``.xlsx``."""
    from xlsxwriter import Workbook

    path = typed_path(to)
    if path.suffix.lower() != ".xlsx":
        raise BadInput(Message(N_("A report is written as a workbook: let the name end in .xlsx, not '{name}'."), name=path.name))
    content = BytesIO()
    book = Workbook(content, {"in_memory": True})
    bold = book.add_format({"bold": True})
    for one in sheets:
        sheet = book.add_worksheet(one.title)
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, len(one.headings) - 1, _WIDTH)
        for at, row in enumerate((one.headings, *one.rows)):
            for place, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(at, place, defused(value), bold if at == 0 else None)
                elif value is not None:
                    sheet.write_number(at, place, value)
    book.close()
    return write_private(path, content.getvalue(), store=store)
