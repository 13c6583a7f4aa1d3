"""A workbook (XLSX) as records: the first sheet with headings that are known, or the one that is named."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from db.imports.records import TITLES, Record, Score, Source, below_titles, heading_row
from db.imports.xlsx.rows import rows_of
from db.imports.xlsx.workbook import Sheet, Workbook
from models.errors import BadInput
from models.messages import N_, Message
from models.values import fold


class XlsxSource(Source):
    """An open workbook."""

    def __init__(self, path: Path, score: Score, *, sheet: str | None = None) -> None:
        """Open ``path``; ``sheet`` is the name or the number of the sheet to read.

        Without it, the first sheet is read whose first rows hold headings that are known; hidden sheets go last.
        :class:`BadInput` when it is no workbook, or when there is nothing to read.
        """
        super().__init__(path)
        self._book = Workbook.open(path)
        try:
            self.sheet = self._named(sheet) if sheet is not None else self._with_headings(score)
            self._read = 0
            self.size = self._book.package.size(self.sheet.part) if self._book.package.has(self.sheet.part) else 0
            self._records = rows_of(self._book, self.sheet, self._told)
            self.headings, self._below, _known = below_titles(self._records, score, path)
        except BaseException:
            self.close()
            raise

    def records(self) -> Iterator[Record]:
        """See :class:`Source`; a row that ends early has empty cells."""
        wanted = len(self.headings)
        for line, cells in self._below:
            missing = wanted - len(cells)
            yield Record(line, [*cells, *[""] * missing] if missing > 0 else cells)

    def done(self) -> int:
        """How many bytes of the sheet have been read."""
        return self._read

    def close(self) -> None:
        """Close the file."""
        if hasattr(self, "_records"):
            self._records.close()
        self._book.package.close()

    def _told(self, read: int) -> None:
        self._read = read

    def _named(self, wanted: str) -> Sheet:
        sheets = self._book.sheets
        for sheet in sheets:
            if fold(sheet.name) == fold(wanted):
                return sheet
        if wanted.isascii() and wanted.isdigit() and 0 < int(wanted[:6]) <= len(sheets):
            return sheets[int(wanted) - 1]
        raise BadInput(
            Message(N_("{path} has no sheet '{sheet}'."), path=str(self.path), sheet=wanted),
            Message(N_("Its sheets are: {names}."), names=[sheet.name for sheet in sheets][:20]),
        )

    def _with_headings(self, score: Score) -> Sheet:
        """The sheet whose first rows hold headings that are known: of those with about as many, the first that is all known.

        So a workbook with a sheet for each subject gives the one that is meant. Else the sheet with most known headings.
        """
        found: list[tuple[Sheet, int, bool]] = []
        for sheet in sorted(self._book.sheets, key=lambda one: one.hidden):
            with closing(rows_of(self._book, sheet)) as rows:
                first = list(islice(rows, TITLES))
            if first:
                at, known = heading_row(first, score)
                found.append((sheet, known, known == sum(1 for cell in first[at].cells if cell.strip())))
        if not found:
            raise BadInput(Message(N_("{path} holds no headings."), path=str(self.path)))
        best = max(known for _sheet, known, _whole in found)
        whole = (sheet for sheet, known, all_known in found if all_known and known * 2 >= best)
        return next(whole, None) or next(sheet for sheet, known, _whole in found if known == best)
