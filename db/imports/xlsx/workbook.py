"""What a workbook says about itself: its sheets in order, where they are, and how its cells are shown."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from db.imports.xlsx.cells import PLAIN, Format, built_in, format_of
from db.imports.xlsx.package import AGAIN, Package
from db.imports.xlsx.texts import SharedTexts, TooMuchText
from db.imports.xlsx.xml import Attributes, BadXml, Ends, Starts, attribute, stream
from models.errors import BadInput
from models.messages import N_, Message

_ROOT = "_rels/.rels"
_USUAL = "xl/workbook.xml"
_SMALL = 32 << 20
"""Bytes of a part that is held in memory."""


@dataclass(slots=True)
class Sheet:
    """One sheet of cells."""

    name: str
    part: str
    hidden: bool


@dataclass(slots=True)
class Workbook:
    """An open workbook."""

    package: Package
    sheets: list[Sheet] = field(default_factory=list)
    formats: list[Format] = field(default_factory=list)
    from_1904: bool = False
    _texts_part: str = ""
    _texts: SharedTexts | None = None

    @classmethod
    def open(cls, path: Path) -> Workbook:
        """Open the file; :class:`BadInput` when it is no workbook that can be read."""
        package = Package(path)
        try:
            book = cls(package)
            book._read(path)
        except BaseException:
            package.close()
            raise
        return book

    @property
    def texts(self) -> SharedTexts:
        """The shared texts, read when the first is asked."""
        if self._texts is None:
            self._texts = SharedTexts()
            if self._texts_part:
                try:
                    with self.package.open(self._texts_part) as part:
                        self._texts.read(part)
                except BadXml:
                    raise self.package.damaged() from None
                except TooMuchText:
                    raise BadInput(
                        Message(N_("The workbook holds more text than can be read from a workbook.")),
                        Message(N_("Save its sheet as CSV (UTF-8) and offer that.")),
                    ) from None
        return self._texts

    def _read(self, path: Path) -> None:
        where = self._book_part()
        if where.endswith(".bin") or (not self.package.has(where) and self.package.has("xl/workbook.bin")):
            raise BadInput(Message(N_("{path} is a spreadsheet of a kind that is not read."), path=str(path)), Message(AGAIN))
        if not self.package.has(where):
            raise self.package.damaged()
        listed: list[tuple[str, str, bool]] = []

        def sheet(attributes: Attributes) -> None:
            hidden = attributes.get("state", "visible") != "visible"
            listed.append((attributes.get("name", ""), attribute(attributes, "id"), hidden))

        def properties(attributes: Attributes) -> None:
            self.from_1904 = attributes.get("date1904", "") in ("1", "true")

        self._walk(where, {"sheet": sheet, "workbookPr": properties})
        folder = posixpath.dirname(where)
        relations = self._relations(f"{folder}/_rels/{posixpath.basename(where)}.rels".lstrip("/"), folder)
        for name, key, hidden in listed:
            kind, part = relations.get(key, ("", ""))
            if kind == "worksheet":
                self.sheets.append(Sheet(name, part, hidden))
        parts = {kind: part for kind, part in relations.values() if kind in ("styles", "sharedStrings")}
        self._texts_part = parts.get("sharedStrings", "")
        if (styles := parts.get("styles", "")) and self.package.has(styles):
            self._read_formats(styles)

    def _book_part(self) -> str:
        if self.package.has(_ROOT):
            for kind, part in self._relations(_ROOT, "").values():
                if kind == "officeDocument":
                    return part
        return _USUAL

    def _relations(self, part: str, folder: str) -> dict[str, tuple[str, str]]:
        found: dict[str, tuple[str, str]] = {}

        def relationship(attributes: Attributes) -> None:
            target = attributes.get("Target", "")
            if attributes.get("TargetMode", "") != "External":
                whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], whole)

        if self.package.has(part):
            self._walk(part, {"Relationship": relationship})
        return found

    def _read_formats(self, part: str) -> None:
        codes: dict[int, Format] = {}
        inside = False

        def written_out(attributes: Attributes) -> None:
            codes[_whole(attributes.get("numFmtId", ""))] = format_of(attributes.get("formatCode", ""))

        def cells_begin(_attributes: Attributes) -> None:
            nonlocal inside
            inside = True

        def cells_end() -> None:
            nonlocal inside
            inside = False

        def style(attributes: Attributes) -> None:
            if inside:
                number = _whole(attributes.get("numFmtId", ""))
                self.formats.append(codes.get(number) or built_in(number))

        self._walk(part, {"numFmt": written_out, "cellXfs": cells_begin, "xf": style}, {"cellXfs": cells_end})

    def format(self, style: str) -> Format:
        """How a cell of this style is shown."""
        number = _whole(style)
        return self.formats[number] if 0 <= number < len(self.formats) else PLAIN

    def _walk(self, part: str, starts: Starts, ends: Ends = MappingProxyType({})) -> None:
        if self.package.has(part) and self.package.size(part) > _SMALL:
            raise self.package.damaged()
        try:
            with self.package.open(part) as source:
                for _read in stream(source, starts, ends, lambda _text: None):
                    pass
        except BadXml:
            raise self.package.damaged() from None


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
