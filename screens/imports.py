"""Importing on the screen: choose a file, try it out, take it in; the imports that were done, and undoing one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message as TextualMessage
from textual.widgets import Static

from db.imports.listing import list_imports
from db.imports.report import ImportReport, ImportRow
from db.reading import Reader
from db.windows import Column, Hint, MemoryList, Row
from models.import_run import ImportInput
from models.kinds import Decision
from models.messages import N_, Message
from screens.dialogs import Confirm
from screens.fields import FieldSpec
from screens.form_screen import FormScreen
from screens.frame import Below, TopBar
from screens.house_screen import HouseScreen
from screens.import_lines import WHAT, report_lines, row_lines
from screens.sheet import Line, Sheet
from screens.short_list import ShortListScreen
from screens.texts import _, plural, visible

BAR_WIDTH = 30


class Importing(HouseScreen):
    """A screen that takes a file in beside the painting, with a bar that grows."""

    class Progressed(TextualMessage):
        """So many bytes of so many were read."""

        def __init__(self, done: int, total: int) -> None:
            super().__init__()
            self.done = done
            self.total = total

    def take_in(self, wanted: ImportInput, *, dry_run: bool) -> ImportReport:
        """Import, or try it; runs beside the painting."""
        from db.imports.running import import_file

        def progress(done: int, total: int) -> None:
            self.post_message(self.Progressed(done, total))

        store, actor, path = self.desk.store, self.desk.actor, Path(wanted.path).expanduser()
        overwrite = bool(wanted.overwrite)
        return import_file(store, actor, path, wanted.what, dry_run=dry_run, overwrite=overwrite, progress=progress)

    def on_importing_progressed(self, event: Progressed) -> None:
        """Let the bar grow."""
        share = min(1.0, event.done / event.total) if event.total else 1.0
        full = round(share * BAR_WIDTH)
        self.say(f"{'█' * full}{'░' * (BAR_WIDTH - full)} {share:.0%}")


class ImportForm(Importing, FormScreen):
    """Which file holds what; F9 tries it out, nothing is kept before the report was seen."""

    subject = "import"
    input_model = ImportInput
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f9,ctrl+s",
            "save",
            N_("try it out"),
            id="form.save",
            tooltip=N_("Say what would be imported"),
            priority=True,
        ),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | F9, ctrl+s | read the file, and say what would be imported |
    """

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
            FieldSpec("path", _("file"), files=True, hint=_("a CSV file; tab completes its name")),
            FieldSpec("what", _("what is in it"), choices=[(name, _(title)) for name, title in WHAT.items()], optional=False),
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
        return data, self.take_in(data, dry_run=True)

    def done(self, saved: tuple[ImportInput, ImportReport]) -> None:
        """Show what would be imported."""
        self._saving = False
        self.say("")
        self.app.push_screen(ImportReportScreen(*saved), self._seen)

    def _seen(self, imported: bool | None) -> None:
        if imported:
            self.close()


class ImportReportScreen(Importing):
    """What would come in, or what came in; closes with whether it was imported."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9,ctrl+s", "import", N_("import"), id="import.go", tooltip=N_("Import this file"), priority=True),
        Binding("u", "undo", N_("undo"), id="import.undo", tooltip=N_("Undo this whole import")),
        Binding("escape", "leave", N_("back"), id="file.back", tooltip=N_("Back to where you came from")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | F9, ctrl+s | import the file that was tried out |
    | u | undo the import |
    """

    def __init__(self, wanted: ImportInput, report: ImportReport) -> None:
        super().__init__()
        self._wanted = wanted
        self.report = report
        self._busy = False
        self._is_undone = False

    def compose(self) -> ComposeResult:
        """Top bar, title, report, keys."""
        yield TopBar("")
        yield Static("", id="list-title", markup=False)
        yield Sheet(id="sheet")
        yield Below()

    def on_mount(self) -> None:
        """Show the report of the trial."""
        self.query_one(Sheet).focus()
        self._show()

    def _show(self) -> None:
        report = self.report
        name = Path(report.file).name
        if not report.stored:
            text = _("Tried out: {what} from {file}. Nothing is kept yet.", what=_(WHAT[report.what]), file=name)
        elif report.number is None:
            text = _("{what} from {file}: nothing in it was new.", what=_(WHAT[report.what]), file=name)
        else:
            text = _("Import {n}: {what} from {file}", n=report.number, what=_(WHAT[report.what]), file=name)
        self.query_one("#list-title", Static).update(Content.styled(visible(text), "bold"))
        self.query_one(Sheet).show(report_lines(report))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Import after a trial; undo after an import."""
        if action == "import":
            return not self.report.stored and not self._busy
        if action == "undo":
            return self.report.number is not None and not self._is_undone
        return super().check_action(action, parameters)

    def action_import(self) -> None:
        """Import the file."""
        self._busy = True
        self.refresh_bindings()
        self.ask(lambda: self.take_in(self._wanted, dry_run=False), self._imported, group="save", failed=self._failed)

    def _imported(self, report: ImportReport) -> None:
        self._busy = False
        self.report = report
        self.query_one(Sheet).highlighted = 0
        self._show()
        self.say_saved()

    def _failed(self, error: Exception) -> None:
        self._busy = False
        self.refresh_bindings()
        self.say_error(error)

    def action_undo(self) -> None:
        """Undo the import that was just done."""
        if self.report.number is not None:
            ask_undo(self, self.report.number, self._after_undo)

    def _after_undo(self, said: str) -> None:
        self._is_undone = True
        self.refresh_bindings()
        self.say(said, "good")

    def action_leave(self) -> None:
        """Back; not while the file is being taken in."""
        if self._busy:
            self.say(_("The file is being imported: one moment."))
        else:
            self.close(self.report.stored)


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
        from screens.dialogs import Tell

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


def ask_undo(screen: HouseScreen, number: int, then: Callable[[str], None]) -> None:
    """Undo a whole import after a question; ``then`` gets what to say. What stands in the way is said by the screen."""
    from db.undo import undo_import

    desk = screen.desk

    def question() -> str:
        undone = undo_import(desk.store, desk.actor, number)
        removed = plural("{n} record taken out", "{n} records taken out", undone.removed)
        restored = plural("{n} put back as it was", "{n} put back as they were", undone.restored)
        said = _("Import {n} is undone: {removed}, {restored}.", n=number, removed=removed, restored=restored)
        return f"{said} {_('Still in use and kept: {names}.', names=undone.stay)}" if undone.stay else said

    def answered(yes: bool | None) -> None:
        if yes:
            screen.ask(question, then, group="save")

    text = _("Undo import {n}? What it added goes, what it changed becomes as it was.", n=number)
    screen.app.push_screen(Confirm(text, yes=_("undo it"), no=_("leave it")), answered)
