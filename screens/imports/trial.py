"""The forms of an import: nothing is kept until somebody has seen what would come in."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from models.messages import N_
from screens.house.form_screen import FormScreen
from screens.house.house_screen import HouseScreen
from screens.imports.report import Importing


class TrialForm(Importing, FormScreen):
    """A form that tries a file out; it closes when the file was imported after all."""

    subject = "import"
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

    def show_next(self, screen: HouseScreen) -> None:
        """Show what came of the trial above this form, which stays as it is when that is left."""
        self._saving = False
        self.say("")
        self.app.push_screen(screen, self._imported)

    def _imported(self, imported: bool | None) -> None:
        if imported:
            self.close(imported)
