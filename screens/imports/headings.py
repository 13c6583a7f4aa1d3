"""Headings of a file that are not known: for each, what it is; and keeping that for the next file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel

from db.imports.column import Column
from db.imports.file_map import FileMap
from db.imports.report import ImportReport
from db.paths import typed_path
from models.import_run import ImportInput
from screens.house.fields import FieldRow, FieldSpec
from screens.imports.report import ImportReportScreen
from screens.imports.trial import TrialForm
from screens.texts import _, language

MOST_ASKED = 40
"""So many headings are asked one by one; more need a map."""
_OUT = "-"
"""The choice that leaves a column out."""
_APART = (
    ("surname", "prefix"),
    ("surname", "prefix", "initials"),
    ("surname", "prefix", "initials", "call_name"),
    ("street", "house_number"),
    ("street", "house_number", "postcode", "place"),
    ("postcode", "place"),
)
"""What one column can be taken apart into, of all that the import can do."""


class Chosen(BaseModel):
    """What was chosen: heading → fields, and where that is kept."""

    columns: dict[str, str | tuple[str, ...]]
    keep: str = ""


class HeadingsForm(TrialForm):
    """One choice for each heading that is not known; F9 tries the file out with them."""

    input_model = Chosen

    def __init__(self, wanted: ImportInput, unknown: Sequence[tuple[str, Column]]) -> None:
        super().__init__()
        self._wanted = wanted
        self._unknown = list(unknown)
        self._kept = ""

    def heading(self) -> str:
        """See :class:`FormScreen`."""
        name = typed_path(self._wanted.path).name
        return _("These headings of {file} are not known. Choose what each of them is.", file=name)

    def specs(self) -> Sequence[FieldSpec]:
        """See :class:`FormScreen`."""
        choices = self._choices()
        return (
            *(self._spec(place, choices) for place in range(len(self._unknown))),
            FieldSpec("keep", _("keep as"), files=True, hint=_("a new map, such as lijst.toml, for the next time")),
        )

    def _spec(self, place: int, choices: list[tuple[str, str]]) -> FieldSpec:
        heading, near = self._unknown[place]
        hint = _("nearest: {field}", field=_name(near))
        return FieldSpec(f"heading{place}", heading, choices=choices, hint=hint, optional=False)

    def _choices(self) -> list[tuple[str, str]]:
        from db.imports.columns import COLUMNS

        columns = {column.name: column for column in COLUMNS[self._wanted.what] if not column.ignored}
        apart = [fields for fields in _APART if columns.keys() >= set(fields)]
        return [
            (_OUT, _("(leave this column out)")),
            *((name, _name(column)) for name, column in columns.items()),
            *(("+".join(fields), " + ".join(_name(columns[field]) for field in fields)) for fields in apart),
        ]

    def check(self) -> tuple[BaseModel | None, dict[str, str]]:
        """See :class:`FormScreen`; every heading needs a choice."""
        rows = {row.spec.name: row.value for row in self.query(FieldRow)}
        wrong, columns = {}, dict[str, str | tuple[str, ...]]()
        for place, (heading, _near) in enumerate(self._unknown):
            value = rows[f"heading{place}"]
            if not value:
                wrong[f"heading{place}"] = _("Choose a field, or leave the column out.")
            else:
                columns[heading] = "" if value == _OUT else tuple(value.split("+")) if "+" in value else value
        return (None, wrong) if wrong else (Chosen(columns=columns, keep=rows["keep"] or ""), {})

    def save(self, data: Chosen) -> tuple[FileMap, ImportReport]:
        """Try the file out with these choices, and keep them where that was asked."""
        from db.imports.file_map import read_map
        from db.imports.map_template import write_map

        named = read_map(typed_path(self._wanted.map)) if self._wanted.map else FileMap()
        columns: dict[str, Any] = {**named.columns, **data.columns}
        mapping = FileMap(columns=columns, fixed=named.fixed, values=named.values)
        report = self.take_in(self._wanted, mapping, dry_run=True)
        if data.keep and self._kept != data.keep:
            write_map(typed_path(data.keep), mapping)
            self._kept = data.keep
        return mapping, report

    def done(self, saved: tuple[FileMap, ImportReport]) -> None:
        """Show what would be imported."""
        self.show_next(ImportReportScreen(self._wanted, *saved))


def _name(column: Column) -> str:
    return column.dutch if language() == "nl" else column.english
