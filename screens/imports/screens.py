"""Importing on the screen: choose a file and try it out; the imports that were done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from db.imports.listing import list_imports
from db.imports.report import ImportReport, ImportRow
from db.reading import Reader
from db.windows import Column, Hint, MemoryList, Row
from models.import_run import ImportInput
from models.kinds import Decision
from models.messages import N_, Message
from screens.house.fields import FieldSpec
from screens.house.sheet import Line
from screens.house.short_list import ShortListScreen
from screens.imports.headings import MOST_ASKED, HeadingsForm
from screens.imports.lines import WHAT, row_lines
from screens.imports.report import ImportReportScreen, ask_undo
from screens.imports.trial import TrialForm
from screens.texts import _


class ImportForm(TrialForm):
    """Which file holds what; F9 tries it out, nothing is kept before the report was seen."""

    input_model = ImportInput

    def heading(self) -> str:
        """See :class:`FormScreen`."""
        return _("Import a file")

    def on_mount(self) -> None:
        """Say at once when who acts may not import."""
        from db.mandates import must_have

        def question() -> None:
            with self.desk.store.read() as reader:
                must_have(reader, self.desk.actor, Decision.IMPORT)

        super().on_mount()
        self.ask(question, lambda _may: None, group="mandate")

    def specs(self) -> Sequence[FieldSpec]:
        """See :class:`FormScreen`."""
        return (
            FieldSpec("path", _("file"), files=True, hint=_("CSV, XLSX or JSON; tab completes its name")),
            FieldSpec("what", _("what is in it"), choices=[(name, _(title)) for name, title in WHAT.items()], optional=False),
            FieldSpec("map", _("map"), files=True, hint=_("only when headings are not known: what was kept before")),
            FieldSpec(
                "overwrite",
                _("file wins"),
                choices=[("no", _("no: what was changed here stays")), ("yes", _("yes: also over what was changed here"))],
                optional=False,
            ),
        )

    def start_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`."""
        return {"overwrite": "no"}

    def save(self, data: ImportInput) -> tuple[ImportInput, ImportReport]:
        """Try the file out."""
        self._tried = data
        return data, self.take_in(data, None, dry_run=True)

    def done(self, saved: tuple[ImportInput, ImportReport]) -> None:
        """Show what would be imported."""
        self.show_next(ImportReportScreen(saved[0], None, saved[1]))

    def _not_saved(self, error: Exception) -> None:
        """Headings that are not known are asked; anything else is said."""
        from db.imports.headings import UnknownHeadings

        if isinstance(error, UnknownHeadings) and len(error.headings) <= MOST_ASKED:
            self.show_next(HeadingsForm(self._tried, error.headings))
        else:
            super()._not_saved(error)


class ImportsScreen(ShortListScreen):
    """The imports that were done, newest first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("back"), id="file.back", tooltip=N_("Back to where you came from")),
        Binding("n", "new", N_("import a file"), id="import.new", tooltip=N_("Import a file")),
        Binding("u", "undo", N_("undo"), id="import.undo", tooltip=N_("Undo this whole import")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | n | import a file |
    | u | undo an import |
    """

    COLUMNS: ClassVar[tuple[Column, ...]] = (
        Column("number", Message(N_("No.")), 4, right=True),
        Column("day", Message(N_("Date")), 8),
        Column("what", Message(N_("What")), 12),
        Column("file", Message(N_("File")), 14, weight=1),
        Column("created", Message(N_("New")), 7, right=True, priority=1),
        Column("updated", Message(N_("Changed")), 9, right=True, priority=2),
        Column("rejected", Message(N_("Rejected")), 9, right=True, priority=3),
        Column("undone", Message(N_("Undone")), 8),
    )

    def __init__(self) -> None:
        super().__init__()
        self._imports: dict[bytes, ImportRow] = {}

    def heading(self) -> str:
        """See :class:`ShortListScreen`."""
        return _("Imports. What was imported can be undone as a whole, as long as nothing made since stands in the way.")

    def empty_text(self) -> str:
        """See :class:`ShortListScreen`."""
        return _("Nothing was imported yet.\nPress n to import a file.")

    def read(self, reader: Reader) -> MemoryList:
        """See :class:`ShortListScreen`."""
        self._imports = {one.number.to_bytes(8): one for one in list_imports(reader)}
        return MemoryList(self.COLUMNS, (self._row(key, one) for key, one in self._imports.items()))

    def _row(self, key: bytes, one: ImportRow) -> Row:
        what = _(WHAT[one.what]) if one.what in WHAT else one.what
        cells = (one.number, one.done_on, what, one.file, one.created, one.updated, one.rejected, one.undone_on)
        newest_first = f"{2**63 - one.number:020}"
        hint: Hint = "muted" if one.undone_on else ""
        return Row(key, newest_first, cells, (hint,) * len(cells))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An import is undone once."""
        if action == "undo" and self.is_mounted:
            one = self._imports.get(self.current() or b"")
            return one is not None and one.undone_on is None
        return super().check_action(action, parameters)

    def open_row(self, key: bytes) -> None:
        """Show what is kept of the import."""
        from screens.house.dialogs import Tell

        one = self._imports[key]
        lines: list[Line] = row_lines(one)
        heading = _("Import {n}: {what} from {file}", n=one.number, what=_(WHAT.get(one.what, one.what)), file=one.file)
        self.app.push_screen(Tell("\n".join([heading, "", *(f"{line.name} {line.text}".strip() for line in lines)])))

    def action_leave(self) -> None:
        """Back."""
        self.close()

    def action_new(self) -> None:
        """Import a file."""
        self.app.push_screen(ImportForm())

    def action_undo(self) -> None:
        """Undo the import under the cursor."""
        ask_undo(self, self._imports[self.current() or b""].number, self._after_undo)

    def _after_undo(self, said: str) -> None:
        self.reload()
        self.say(said, "good")
