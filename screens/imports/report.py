"""Taking a file in beside the painting, the report of it, and undoing it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message as TextualMessage
from textual.widgets import Static

from db.imports.file_map import FileMap
from db.imports.report import ImportReport
from db.paths import typed_path
from models.import_run import ImportInput
from models.messages import N_
from screens.house.dialogs import Confirm
from screens.house.frame import Below, TopBar
from screens.house.house_screen import HouseScreen
from screens.house.sheet import Sheet
from screens.imports.lines import WHAT, report_lines
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

    def take_in(self, wanted: ImportInput, mapping: FileMap | None, *, dry_run: bool) -> ImportReport:
        """Import, or try it; runs beside the painting. ``mapping`` is what was chosen here, else the map that was named."""
        from db.imports.file_map import read_map
        from db.imports.running import import_file

        if mapping is None and wanted.map:
            mapping = read_map(typed_path(wanted.map))

        def progress(done: int, total: int) -> None:
            self.post_message(self.Progressed(done, total))

        store, actor, path = self.desk.store, self.desk.actor, typed_path(wanted.path)
        overwrite = bool(wanted.overwrite)
        return import_file(
            store, actor, path, wanted.what, mapping=mapping, dry_run=dry_run, overwrite=overwrite, progress=progress
        )

    def on_importing_progressed(self, event: Progressed) -> None:
        """Let the bar grow."""
        share = min(1.0, event.done / event.total) if event.total else 1.0
        full = round(share * BAR_WIDTH)
        self.say(f"{'█' * full}{'░' * (BAR_WIDTH - full)} {share:.0%}")


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

    def __init__(self, wanted: ImportInput, mapping: FileMap | None, report: ImportReport) -> None:
        super().__init__()
        self._wanted = wanted
        self._mapping = mapping
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
        self.ask(
            lambda: self.take_in(self._wanted, self._mapping, dry_run=False), self._imported, group="save", failed=self._failed
        )

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
